// j and k walk the queue, Enter opens (it is a link), x ticks; the bar says how many are ticked.
const links = () => [...document.querySelectorAll("[data-queue] .queue-link")];
const typing = (element) => element.matches("input:not([type='checkbox']), textarea, select");

function walk(step) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  const next = all[at === -1 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus({ focusVisible: true });
  next?.scrollIntoView({ block: "nearest" });
}

function tick() {
  document.activeElement.closest(".queue-row")?.querySelector(".queue-tick")?.click();
}

function count(form) {
  const label = form?.querySelector("[data-ticked]");
  if (label) label.textContent = form.querySelectorAll(".queue-tick:checked").length;
}

document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || !links().length) return;
  const act = { j: () => walk(1), k: () => walk(-1), x: tick }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("change", (event) => {
  if (event.target.matches(".queue-tick")) count(event.target.form);
});
document.querySelectorAll("form:has(.queue-tick)").forEach(count);
