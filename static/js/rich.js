// A field for writing becomes an editor as soon as somebody wants to write in it; without script it stays what it is.
import { each } from "./each.js";
import { escaped, spaced } from "./writing.js";

let loading;

// Light pages stay light: the editor is fetched with the first click into such a field.
function load() {
  loading ??= import("../vendor/trix.js").then(({ default: trix }) => {
    trix.config.attachments.preview.caption = { name: false, size: false };
    trix.config.blockAttributes.default.tagName = "div";
    Object.assign(trix.config.lang, document.getElementById("rich-toolbar").dataset);
  });
  return loading;
}

function toolbar(id) {
  const bar = document.createElement("trix-toolbar");
  bar.id = id;
  bar.append(document.getElementById("rich-toolbar").content.cloneNode(true));
  for (const tool of bar.querySelectorAll(".rich-tool")) tool.title = tool.getAttribute("aria-label");
  return bar;
}

// What a plain field holds: its own start in full, or what was typed since.
const begun = (area) => (area.value === area.defaultValue ? area.dataset.rich : escaped(area.value));

// Made beside the field, which is written in until the editor is ready to take over.
async function enrich(area) {
  const { form } = area;
  if ("enriching" in area.dataset || !form || !document.getElementById("rich-toolbar")) return;
  area.dataset.enriching = "";
  await load();
  if (!area.isConnected) return;
  const words = Object.assign(document.createElement("input"), { type: "hidden", id: `${area.id}-words` });
  const bar = toolbar(`${area.id}-toolbar`);
  const editor = document.createElement("trix-editor");
  for (const [name, value] of Object.entries({ input: words.id, toolbar: bar.id, "aria-label": labelOf(area), "data-of": area.id })) {
    editor.setAttribute(name, value);
  }
  if (area.dataset.pictures) editor.dataset.pictures = area.dataset.pictures;
  bar.hidden = editor.hidden = true;
  editor.addEventListener("trix-initialize", () => takeOver(area, editor, bar), { once: true });
  area.after(words, bar, editor);
}

// In one go, so that no key is lost between the two.
function takeOver(area, editor, bar) {
  const isFocused = document.activeElement === area;
  const at = area.value === area.defaultValue ? Infinity : area.selectionStart;
  editor.editor.loadHTML(spaced(begun(area)));
  area.hidden = true;
  area.dataset.isRich = "";
  bar.hidden = editor.hidden = false;
  area.after(Object.assign(document.createElement("input"), { type: "hidden", name: "format", value: "html" }));
  area.value = editor.value;
  if (!isFocused) return;
  editor.focus();
  editor.editor.setSelectedRange(Math.min(at, editor.editor.getDocument().toString().length - 1));
}

function labelOf(area) {
  return area.getAttribute("aria-label") ?? area.labels?.[0]?.textContent.trim() ?? "";
}

each("textarea[data-rich]", (area) => {
  area.addEventListener("focus", () => enrich(area), { once: true });
  area.closest("form")?.addEventListener("pointerenter", load, { once: true });
});

// The field keeps what is sent; whoever listens to it hears of what is written in the editor.
const fieldOf = (editor) => document.getElementById(editor.dataset.of);

document.addEventListener("trix-change", (event) => {
  const area = fieldOf(event.target);
  if (!area || !("isRich" in area.dataset) || area.value === event.target.value) return;
  area.value = event.target.value;
  area.dispatchEvent(new Event("input", { bubbles: true }));
});

// The editor writes its field down with the next picture on the screen; who sends sooner sends all the same.
document.addEventListener("submit", (event) => {
  for (const editor of event.target.querySelectorAll("trix-editor:not([hidden])")) {
    editor.editorController.render();
    editor.editorController.updateInputElement();
    fieldOf(editor).value = editor.value;
  }
}, { capture: true });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("trix-editor")) return;
  event.preventDefault();
  event.target.closest("form").requestSubmit();
}, { capture: true });
