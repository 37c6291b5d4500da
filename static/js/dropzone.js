// Files can be dropped or pasted, are shown, and can be taken out again; the file input stays what is sent.
import { each } from "./each.js";

const size = (bytes) =>
  new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / 1024 ** 2) + " MB";

each("[data-dropzone]", (zone) => {
  const input = zone.querySelector("input[type='file']");
  const list = zone.querySelector("[data-files]");
  if (!input || !list) return;
  let kept = [];

  const put = (files) => {
    kept = input.multiple ? files : files.slice(-1);
    const carrier = new DataTransfer();
    kept.forEach((file) => carrier.items.add(file));
    input.files = carrier.files;
    list.replaceChildren(...kept.map((file) => chip(file, list, () => put(kept.filter((other) => other !== file)))));
  };
  const add = (files) => files.length && put([...kept, ...files]);

  input.addEventListener("change", () => add([...input.files]));
  const ground = zone.closest("form") ?? zone;
  ground.addEventListener("paste", (event) => add([...(event.clipboardData?.files ?? [])]));
  for (const name of ["dragover", "dragleave", "drop"]) {
    ground.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.toggle("is-over", name === "dragover");
      if (name === "drop") add([...event.dataTransfer.files]);
    });
  }
  zone.closest("form")?.addEventListener("reset", () => put([]));
});

function chip(file, list, remove) {
  const element = document.createElement("span");
  element.className = "attachment";
  const text = document.createElement("span");
  text.className = "attachment-text";
  const name = document.createElement("span");
  name.textContent = file.name;
  const weight = document.createElement("small");
  weight.textContent = size(file.size);
  text.append(name, weight);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet button-sm button-icon-only";
  button.setAttribute("aria-label", `${list.dataset.remove}: ${file.name}`);
  button.textContent = "×";
  button.addEventListener("click", remove);
  element.append(preview(file), text, button);
  return element;
}

function preview(file) {
  const sign = document.createElement("span");
  sign.className = "file-sign";
  if (!file.type.startsWith("image/")) {
    sign.textContent = file.name.split(".").pop().slice(0, 4).toUpperCase();
    return sign;
  }
  const picture = document.createElement("img");
  picture.alt = "";
  sign.append(picture);
  const reader = new FileReader();
  reader.addEventListener("load", () => (picture.src = reader.result));
  reader.readAsDataURL(file);
  return sign;
}
