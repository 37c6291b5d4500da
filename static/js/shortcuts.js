// Keys for whatever carries data-shortcut; `?` lists them, Escape leaves a field.
const typing = (element) => element?.isContentEditable || element?.matches?.("input:not([type='checkbox'], [type='radio']), textarea, select");
const seen = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
const named = () => [...document.querySelectorAll("[data-shortcut]")].filter(seen);

function press(element) {
  if (typing(element)) {
    element.focus();
    element.select?.();
  } else if (element.matches("summary")) {
    const details = element.parentElement;
    details.open = true;
    (details.querySelector("trix-editor, textarea:not([hidden]), input:not([type='hidden'], [type='file']), .menu-item") ?? element).focus();
  } else {
    element.click();
  }
}

function list() {
  const target = document.querySelector("[data-shortcuts]");
  const label = (element) => (element.title || element.getAttribute("aria-label") || (element.labels?.[0] ?? element).textContent).trim();
  const rows = named().map((element) => [element.dataset.shortcut, label(element)]);
  if (document.querySelector("[data-queue]")) {
    rows.unshift(["j k", target.dataset.move], ["Enter", target.dataset.open], ["x", target.dataset.tick]);
  }
  rows.push(["?", target.dataset.help]);
  target.replaceChildren(...rows.flatMap(([keys, text]) => {
    const key = document.createElement("kbd");
    key.className = "kbd";
    key.textContent = keys;
    const words = document.createElement("span");
    words.textContent = text;
    return [key, words];
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
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.target.form?.requestSubmit();
  }
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const found = named().find((element) => element.dataset.shortcut === event.key);
  if (!found && event.key !== "?") return;
  event.preventDefault();
  if (found) press(found);
  else list();
});
