// Typing @ in a note offers colleagues; without script the name is typed.
const BEGUN = /(?:^|[\s(])@([\p{L}\p{M}.'-]{1,30}(?: [\p{L}\p{M}.'-]{0,30})?)$/u;
let asked = 0;

const fieldOf = (form) => form.querySelector("trix-editor:not([hidden])") ?? form.querySelector("textarea:not([hidden])");

function before(field) {
  if (field.matches("textarea")) return field.value.slice(0, field.selectionStart);
  return field.editor.getDocument().toString().slice(0, field.editor.getPosition());
}

async function offer(panel, form) {
  const [, name] = before(fieldOf(form)).match(BEGUN) ?? [];
  const turn = ++asked;
  if (!name) return panel.replaceChildren();
  const answer = await fetch(`${panel.dataset.mentions}?${new URLSearchParams({ mention: name })}`);
  if (answer.ok && turn === asked) panel.innerHTML = await answer.text();
}

function choose(item) {
  const form = item.closest("form");
  const field = fieldOf(form);
  const begun = before(field).match(BEGUN);
  const words = `${item.dataset.mention} `;
  item.parentElement.replaceChildren();
  if (!begun) return;
  if (field.matches("textarea")) {
    field.setRangeText(words, field.selectionStart - begun[1].length, field.selectionStart, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    const at = field.editor.getPosition();
    field.editor.setSelectedRange([at - begun[1].length, at]);
    field.editor.insertString(words);
  }
  field.focus();
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  const panel = event.target.matches("textarea") && form?.querySelector("[data-mentions]");
  if (panel) offer(panel, form);
});

document.addEventListener("click", (event) => {
  const item = event.target.closest("[data-mention]");
  if (item) choose(item);
});

document.addEventListener("keydown", (event) => {
  const panel = event.target.closest?.("form")?.querySelector("[data-mentions]");
  const items = [...(panel?.querySelectorAll("[data-mention]") ?? [])];
  if (!items.length) return;
  const at = items.indexOf(event.target);
  if (event.key === "Escape") panel.replaceChildren();
  else if ((event.key === "Enter" || event.key === "Tab") && at < 0) choose(items[0]);
  else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items.at(at < 0 ? -1 : at - 1).focus();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true });
