// What was typed into a form with data-draft comes back after a reload, and is forgotten once it was sent.
import { each } from "./each.js";
import { plain } from "./writing.js";

const WEEK = 7 * 24 * 3600 * 1000;
const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const fields = (form) => [...form.elements].filter((field) => field.name && field.matches("textarea, input[type='text']"));
const keyOf = (form) => `draft:${form.dataset.draft}`;

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return draft && Date.now() - draft.at < WEEK ? draft : null;
  } catch {
    return null;
  }
}

function keep(form) {
  const said = fields(form).filter((field) => field.value.trim());
  const values = Object.fromEntries(said.map((field) => ["isRich" in field.dataset ? `${field.name}:html` : field.name, field.value]));
  if (Object.keys(values).length) localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), values }));
  else localStorage.removeItem(keyOf(form));
}

// The page after the sending tells: it was taken, unless its form is back with complaints, or one has to sign in first.
function settle() {
  const sent = sessionStorage.getItem("sent");
  if (!sent || !arrived) return;
  sessionStorage.removeItem("sent");
  const form = [...document.querySelectorAll("form[data-draft]")].find((each) => keyOf(each) === sent);
  const refused = form?.querySelector("[aria-invalid='true'], .form-errors, .field-error");
  if (!refused && !document.body.matches(".auth")) localStorage.removeItem(sent);
}
settle();

each("form[data-draft]", (form) => {
  const { at = 0, values = {} } = read(keyOf(form)) ?? {};
  for (const field of fields(form)) {
    const html = values[`${field.name}:html`];
    const kept = values[field.name] ?? (html && plain(html));
    const isNewer = !field.value || (field.dataset.saved && at > (Number(field.dataset.saved) + 1) * 1000);
    if (isNewer && kept && kept !== field.value) {
      field.value = kept;
      if (html) Object.assign(field, { defaultValue: kept }).dataset.rich = html;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      form.closest("details")?.setAttribute("open", "");
    }
  }
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => sessionStorage.setItem("sent", keyOf(form)));
});

// Before the answer is put in its place: the form that is swapped in reads its draft at once.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = event.target;
  if (form.matches?.("form[data-draft]") && event.detail.xhr.status < 300) localStorage.removeItem(keyOf(form));
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches?.("form[data-draft]")) sessionStorage.removeItem("sent");
});
