// An answer brings other parts of the page up to date, but leaves alone what somebody is writing or setting there.
const PARTS = "#ticket-properties, #ticket-composer, #ticket-belongings";
let asker = null;

const isChanged = (field) => {
  if (field.type === "hidden" || !field.name) return false;
  if (field.matches("select")) {
    const shown = [...field.options].some((option) => option.defaultSelected);
    return [...field.options].some((option, at) => option.selected !== (shown || field.multiple ? option.defaultSelected : at === 0));
  }
  if (field.matches("[type='checkbox'], [type='radio']")) return field.checked !== field.defaultChecked;
  return field.type === "file" ? field.files.length > 0 : field.value !== field.defaultValue;
};
const isInUse = (part) => part.contains(document.activeElement) || [...part.querySelectorAll("input, select, textarea")].some(isChanged);

document.addEventListener("htmx:beforeSwap", (event) => {
  asker = event.detail.requestConfig?.elt ?? null;
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  if (!asker || target.contains(asker) || !target.matches(PARTS)) return;
  const isNews = asker.matches("[data-show-news]") && target.matches("#ticket-composer");
  if (isNews || isInUse(target)) event.detail.shouldSwap = false;
});
