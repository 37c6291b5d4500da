// Ctrl K: everything by name. The server finds what lies anywhere, the page itself what can be done on it.
import { keyed, named, press } from "./keys.js";

const MOST = 8;
const DOINGS = "main .page-head :is(a.button, button.button, .menu-item):not([disabled])";
const palette = document.getElementById("palette");
const field = palette?.querySelector("input");
const found = document.getElementById("palette-found");
const group = document.getElementById("palette-commands");
const said = palette?.querySelector(".palette-said");
const options = () => [...palette.querySelectorAll(".palette-option")];
const fits = (text, word) => (word.length > 2 ? text.includes(word) : ` ${text}`.includes(` ${word}`));
const words = () => field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
const deeds = new WeakMap();
let awaited = false; // the list is older than what stands in the field
let chosen = false; // Enter came before the answer
let before; // where the focus was, and in an editor the cursor
let timer;

function mark(option) {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}
const marked = () => palette.querySelector(".palette-option[aria-selected='true']");

function say(text) {
  said.textContent = text;
}

function settle() {
  const count = options().length;
  const { none, one, many } = palette.dataset;
  const first = found.querySelector(".palette-option[id^='palette-tickets']");
  mark(/^#?\d+$/.test(field.value.trim()) && first ? first : options()[0]);
  clearTimeout(timer);
  const results = count === 0 ? none : count === 1 ? one : many.replace("{n}", count);
  const meant = found.querySelector("#palette-meant")?.textContent.trim().replace(/\s+/g, " ");
  timer = setTimeout(() => say(meant ? `${results}. ${meant}` : results), 400);
}

function entry(element, number) {
  const option = document.createElement("div");
  option.className = "palette-option";
  option.id = `palette-command-${number}`;
  option.setAttribute("role", "option");
  const icon = (element.querySelector("svg") ?? palette.querySelector("template").content.firstElementChild).cloneNode(true);
  const text = Object.assign(document.createElement("span"), { className: "palette-words", textContent: named(element) });
  option.append(icon, text);
  if (element.dataset.shortcut) {
    option.append(Object.assign(document.createElement("kbd"), { className: "kbd", textContent: element.dataset.shortcut }));
  }
  deeds.set(option, element);
  return option;
}

function commands() {
  const all = new Set([...[...keyed().values()].reverse(), ...document.querySelectorAll(DOINGS)]);
  const fitting = [...all].filter((element) => words().every((word) => fits(named(element).toLowerCase(), word)));
  group.replaceChildren(group.firstElementChild, ...fitting.slice(0, MOST).map(entry));
  group.hidden = fitting.length === 0;
}

function open() {
  if (palette.open) return shut();
  document.querySelectorAll(":popover-open").forEach((each) => each.hidePopover());
  field.value = "";
  const element = document.activeElement;
  before = { element, cursor: element.editor?.getSelectedRange() };
  palette.showModal();
  commands();
  settle();
  field.dispatchEvent(new CustomEvent("palette"));
}

// At once, and not when the browser tells that it is closed: a key that is pressed meanwhile would be typed into what nobody sees.
function shut() {
  palette.close();
  giveBack();
}

function giveBack() {
  if (!before) return;
  if (palette.contains(document.activeElement)) document.activeElement.blur();
  if (document.activeElement === document.body) before.element.focus();
  if (document.activeElement === before.element && before.cursor) before.element.editor.setSelectedRange(before.cursor);
  before = null; // whoever types already goes on where they are
}

function choose() {
  const option = marked();
  if (!option) return;
  const element = deeds.get(option);
  shut();
  if (element) press(element);
  else option.click();
}

function step(by) {
  const all = options();
  if (all.length) mark(all[(all.indexOf(marked()) + by + all.length) % all.length]);
}

if (palette) {
  if (/Mac|iP(hone|ad)/.test(navigator.platform)) document.querySelectorAll("[data-palette] .kbd").forEach((key) => (key.textContent = "⌘ K"));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-palette]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });

  // Before the editor hears it: there Ctrl K makes a link of what is marked, and only of that.
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.target.isContentEditable && !getSelection().isCollapsed) return;
    if (!palette.open && document.querySelector("dialog[open]:not([popover])")) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }, { capture: true });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => (awaited ? (chosen = true) : choose()) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  field.addEventListener("input", () => {
    awaited = true;
    commands();
    mark(options()[0]);
  });

  found.addEventListener("htmx:afterSwap", (event) => {
    awaited = new URL(event.detail.xhr.responseURL).searchParams.get("q") !== field.value;
    settle();
    if (!chosen || awaited) return;
    chosen = false;
    if (palette.open) choose();
  });

  for (const trouble of ["htmx:sendError", "htmx:responseError"]) {
    field.addEventListener(trouble, () => {
      awaited = chosen = false;
      found.replaceChildren();
      settle();
      clearTimeout(timer);
      say(palette.dataset.failed);
    });
  }

  palette.addEventListener("pointermove", (event) => {
    const option = event.target.closest(".palette-option");
    if (option && option !== marked()) mark(option);
  });

  palette.addEventListener("click", (event) => {
    const option = event.target.closest(".palette-option");
    if (event.target === palette || event.target.closest("[data-palette-close]")) shut();
    else if (deeds.has(option)) choose();
  });

  palette.addEventListener("close", () => {
    awaited = chosen = false;
    clearTimeout(timer);
    say("");
    giveBack();
  });
}
