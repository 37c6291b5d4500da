// j and k walk what the page is made of: a queue's tickets, a ticket's messages, a list; x ticks, r n a s open a ticket there.
import { isCommand } from "./hands.js";
import { keyed } from "./keys.js";

const QUEUE = "[data-queue] .queue-link";
const STEPS = [QUEUE, ".conversation .message", "main .list .list-title[href]", "main td:first-child a[href]"];

function steps() {
  for (const selector of STEPS) {
    const found = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    if (found.length) return { found, selector };
  }
  return { found: [], selector: "" };
}

function walk(step) {
  const { found, selector } = steps();
  const at = found.findIndex((element) => element.contains(document.activeElement));
  const first = step < 0 && selector === ".conversation .message" ? found.length - 1 : 0;
  const next = found[at === -1 ? first : Math.min(Math.max(at + step, 0), found.length - 1)];
  if (!next) return;
  if (!next.matches("a")) next.tabIndex = -1;
  next.focus({ focusVisible: true });
  next.scrollIntoView({ block: "nearest" });
}

const row = () => document.activeElement.closest("[data-queue] .queue-row");
const tick = () => row()?.querySelector(".queue-tick")?.click();
const open = (key) => location.assign(`${row().querySelector(".queue-link").href}#key-${key}`);

// For the help: which of these keys there are here.
export function walked(words) {
  const { found, selector } = steps();
  if (!found.length) return [];
  if (selector === ".conversation .message") return [["j k", words.messages]];
  if (selector !== QUEUE) return [["j k", words.rows], ["↵", words.open]];
  const ticks = document.querySelector(".queue-tick") ? [["x", words.tick]] : [];
  return [["j k", words.move], ["↵", words.open], ...ticks, ["r n a s", words.act]];
}

document.addEventListener("keydown", (event) => {
  if (!isCommand(event)) return;
  const opens = /^[rnas]$/.test(event.key) && row() && !keyed().has(event.key);
  const act = { j: () => walk(1), k: () => walk(-1), x: row() && tick }[event.key] ?? (opens && (() => open(event.key)));
  if (!act) return;
  event.preventDefault();
  act();
});
