// Putting words into a field for writing, whatever it is at the moment.
const LINE_ENDS = /<br\s*\/?>|<\/(?:p|div|li|h\d|tr|pre|blockquote)>/gi;

export function plain(html) {
  const broken = html.replace(/\n/g, " ").replace(LINE_ENDS, (tag) => (tag.startsWith("</p") ? "\n\n" : "\n"));
  return new DOMParser().parseFromString(broken, "text/html").body.textContent.split("\n").map((line) => line.trim()).join("\n").trim();
}

// The editor sets its blocks without a line between them: paragraphs stay apart by empty lines, as somebody types them there.
export const spaced = (html) => html.replace(/<\/p>\s*<p\b[^>]*>/gi, "<br><br>").replace(/(<br\s*\/?>)\s+/gi, "$1");

export function escaped(text) {
  const carrier = document.createElement("div");
  carrier.textContent = text;
  return carrier.innerHTML.replace(/\n/g, "<br>");
}

// Clean HTML goes in where the cursor is; what was typed stays.
export function put(area, html) {
  const rich = area.form.querySelector(`trix-editor[data-of="${area.id}"]`);
  if (rich && area.hidden) {
    rich.focus();
    rich.editor.insertHTML(spaced(html));
    return;
  }
  area.setRangeText(plain(html), area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}
