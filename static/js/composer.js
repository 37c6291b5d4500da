// Opening a composer puts the cursor into it; there is never more than one open.
import { each } from "./each.js";

document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (!details.matches?.(".composer > details") || !details.open) return;
  if (details.contains(document.activeElement)) details.querySelector("trix-editor, textarea:not([hidden])")?.focus();
}, { capture: true });

// On a phone both wait as buttons at the foot, unless something was typed or is complained about.
each(".composer > details[open]", (details) => {
  const busy = details.querySelector("textarea").value.trim() || details.querySelector(".field-error, .form-errors");
  if (!busy && matchMedia("(max-width: 40rem)").matches) details.open = false;
});
