// A canned reply is put where the cursor was; Enter in the search takes the first one found.
import { put } from "./writing.js";

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-insert]");
  const area = chosen?.closest("form")?.querySelector("textarea");
  if (area) put(area, chosen.dataset.insert);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-first-found]")) return;
  event.preventDefault();
  event.target.closest(".menu-panel").querySelector(".menu-item")?.click();
});

// Opening the menu is beginning to search.
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details[data-menu][open]")) event.target.querySelector("[data-first-found]")?.focus();
}, { capture: true });
