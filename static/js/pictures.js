// Pictures that are pasted or dropped into an editor stay in the text; other files go to the form's file field.
const isPicture = (file) => /^image\/(png|jpeg|gif|webp)$/.test(file.type);

function pictures(event) {
  const files = [...((event.clipboardData ?? event.dataTransfer)?.files ?? [])];
  return files.length > 0 && files.every(isPicture);
}

for (const name of ["paste", "drop"]) {
  document.addEventListener(name, (event) => {
    const editor = event.target.closest?.("trix-editor");
    if (!editor?.dataset.pictures || !pictures(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const file of (event.clipboardData ?? event.dataTransfer).files) send(editor, file);
  }, { capture: true });
}

// Only what was kept on the server is shown: a preview of its own would need another policy for pictures.
async function send(editor, file) {
  const data = new FormData();
  data.append("picture", file);
  data.append("csrfmiddlewaretoken", editor.closest("form").querySelector("[name='csrfmiddlewaretoken']").value);
  try {
    const answer = await fetch(editor.dataset.pictures, { method: "POST", body: data });
    if (!answer.ok) throw new Error(answer.statusText);
    const { url } = await answer.json();
    editor.editor.insertAttachment(new window.Trix.Attachment({ url, contentType: file.type, filename: file.name }));
  } catch {
    document.dispatchEvent(new Event("htmx:sendError"));
  }
}

document.addEventListener("trix-file-accept", (event) => event.preventDefault());
