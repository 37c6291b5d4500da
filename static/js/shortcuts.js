// Keys for whatever carries data-shortcut; `?` lists them, Escape leaves a field, Ctrl Enter sends what it is in.
import { isCommand, typing } from "./hands.js";
import { keyed, named, press } from "./keys.js";
import { walked } from "./walking.js";

const CTRL = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : null;
const asked = location.hash.match(/^#key-([a-z])$/)?.[1];
const bare = (event) => (event.shiftKey ? event.key : event.key.toLowerCase());

function list() {
  const { dataset } = document.querySelector("[data-shortcuts]");
  const rows = [...walked(dataset), ...[...keyed()].reverse().map(([key, element]) => [key, named(element)])];
  if (document.querySelector("form textarea")) rows.push([`${CTRL ?? dataset.ctrl} ↵`, dataset.send]);
  if (document.getElementById("palette")) rows.push([`${CTRL ?? dataset.ctrl} K`, dataset.palette]);
  rows.push(["Esc", dataset.leave], ["?", dataset.help]);
  document.querySelector("[data-shortcuts]").replaceChildren(...rows.flatMap(([keys, text]) => {
    const key = document.createElement("span");
    key.append(...keys.split(" ").flatMap((each) => [Object.assign(document.createElement("kbd"), { className: "kbd", textContent: each }), " "]));
    return [key, Object.assign(document.createElement("span"), { textContent: text })];
  }));
  document.getElementById("shortcuts").togglePopover();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[popovertarget='shortcuts']:not([popovertargetaction='hide'])")) {
    event.preventDefault();
    list();
  }
});

document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && target.matches("textarea, form[method='post'] select")) {
    target.form?.requestSubmit();
  }
  if (event.key === "Escape" && typing(target) && !target.closest("dialog")) target.blur();
  if (event.repeat || !isCommand(event)) return;
  const found = keyed().get(bare(event));
  if (!found && event.key !== "?") return;
  event.preventDefault();
  if (found) press(found);
  else list();
});

// The queue opens a ticket with a key already pressed: /tickets/42/#key-r
if (asked) {
  history.replaceState(null, "", location.pathname + location.search);
  addEventListener("load", () => keyed().has(asked) && press(keyed().get(asked)));
}
