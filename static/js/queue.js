// The bar says how many tickets are ticked.
function count(form) {
  const label = form?.querySelector("[data-ticked]");
  if (label) label.textContent = form.querySelectorAll(".queue .queue-tick:checked").length;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    event.target.form.querySelectorAll(".queue .queue-tick").forEach((tick) => { tick.checked = event.target.checked; });
  }
  if (event.target.matches(".queue-tick")) count(event.target.form);
});
document.querySelectorAll("form:has(.queue-tick)").forEach(count);
