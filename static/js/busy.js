// A form that is on its way says so and cannot be sent twice.
function mark(form, button) {
  form.dataset.sending = "";
  button?.setAttribute("aria-busy", "true");
}

function clear(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.once === "off") return;
  const question = form.dataset.confirm;
  if ("sending" in form.dataset || (question && !window.confirm(question))) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const button = event.submitter ?? form.querySelector("[type='submit']");
  if (!event.defaultPrevented || form.matches("[hx-post], [data-hx-post]")) mark(form, button);
}, { capture: true });

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches?.("form")) clear(event.target);
});

// Coming back with the browser's button shows the page as it was left.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(clear));
