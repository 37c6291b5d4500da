// What is being written is kept on the server too, so that it is there on every machine and colleagues see it.
import { each } from "./each.js";

const PAUSE = 1000;

each("textarea[data-autosave]", (area) => {
  const { form } = area;
  let timer;
  let saved = area.value;

  const save = async () => {
    if (!area.isConnected || "sending" in form.dataset || area.value === saved) return;
    saved = area.value;
    const data = new FormData();
    data.append("body", area.value);
    data.append("format", "isRich" in area.dataset ? "html" : "text");
    data.append("csrfmiddlewaretoken", form.querySelector("[name='csrfmiddlewaretoken']").value);
    await fetch(area.dataset.autosave, { method: "POST", body: data, keepalive: data.get("body").length < 30_000 }).catch(() => (saved = null));
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save().then(() => form.dispatchEvent(new Event("drafted", { bubbles: true }))), PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  window.addEventListener("pagehide", save);
});
