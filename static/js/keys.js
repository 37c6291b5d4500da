// What on this page has a key (data-shortcut), what it is called, and what pressing it does.
import { typing } from "./hands.js";

const seen = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

// On a narrow page a column waits behind its tab.
const waiting = (element) => element.closest(".column") && !seen(element.closest(".column")) && !element.closest("details:not([open]) > :not(summary)");

export const keyed = () => {
  const all = [...document.querySelectorAll("[data-shortcut]")].filter((element) => seen(element) || waiting(element));
  return new Map(all.reverse().map((element) => [element.dataset.shortcut, element]));
};

export const named = (element) =>
  (element.title || element.getAttribute("aria-label") || (element.labels?.[0] ?? element).textContent).replace(/\s+/g, " ").trim();

export function press(element) {
  if (waiting(element)) location.hash = element.closest(".column").id;
  if (typing(element)) {
    element.focus();
    element.select?.();
  } else if (element.matches("summary")) {
    const details = element.parentElement;
    details.open = true;
    const written = details.querySelector("trix-editor, textarea:not([hidden])");
    (written ?? details.querySelector("input:not([type='hidden'], [type='file']), .menu-item") ?? element).focus();
  } else {
    element.click();
  }
}
