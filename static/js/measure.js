// The work timer: while its page is seen and somebody types or moves in it, it gives the server signs of life.
import { each } from "./each.js";

const BEAT = 15_000;
const IDLE = 120_000;
const SHIFT = 12 * 3600_000;
const tab = String(crypto.randomUUID?.() ?? Math.random());
let moved = Date.now();
for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "touchstart"]) {
  addEventListener(kind, () => (moved = Date.now()), { capture: true, passive: true });
}

each("[data-measure]", (box) => {
  const path = box.dataset.measure;
  const token = box.querySelector("[name='csrfmiddlewaretoken']").value;
  const [clock, says, pause, goOn] = ["[data-clock]", "[data-says]", "[data-pause]", "[data-go-on]"].map((one) => box.querySelector(one));
  const key = `paused:${path}`;
  let [state, seconds, heard, sent, works] = ["", Number(box.dataset.measured), Date.now(), 0, false];

  const isPaused = () => Date.now() - Number(localStorage.getItem(key)) < SHIFT;
  const show = () => {
    const all = Math.floor((seconds + (state === "running" ? (Date.now() - heard) / 1000 : 0)) / 60);
    clock.textContent = `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
    if (box.dataset.state === state) return;
    box.dataset.state = state;
    says.textContent = box.dataset[state] ?? "";
    [pause.hidden, goOn.hidden] = [state === "paused", state !== "paused"];
  };
  const sign = async (what) => {
    [works, sent] = [what === "work", Date.now()];
    const data = new FormData();
    const idle = String(Math.max(Math.round((Date.now() - moved) / 1000), 0));
    for (const [name, value] of Object.entries({ do: what, tab, idle, csrfmiddlewaretoken: token })) data.append(name, value);
    const answer = await fetch(path, { method: "POST", body: data, keepalive: true, redirect: "error" }).catch(() => null);
    if (answer?.status === 404) return box.remove();
    const said = answer?.ok ? await answer.json() : { state: "offline", seconds };
    if (said.state === "off") return box.remove();
    [state, seconds, heard] = [said.state === "paused" && !isPaused() ? "idle" : said.state, said.seconds, Date.now()];
    show();
  };
  const look = () => {
    if (!box.isConnected) {
      clearInterval(timer);
      if (works && !document.querySelector("[data-measure]")) sign("pause");
      return;
    }
    if (isPaused()) state = "paused";
    const wants = !document.hidden && !isPaused() && Date.now() - moved < IDLE;
    const isBack = state === "elsewhere" && moved > sent;
    if (wants && (!works || isBack || Date.now() - sent >= BEAT)) sign("work");
    else if (!wants && works) sign("pause");
    show();
  };
  const timer = setInterval(look, 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) moved = Date.now();
    look();
  });
  addEventListener("pagehide", () => works && box.isConnected && sign("pause"));
  pause.addEventListener("click", () => {
    localStorage.setItem(key, String(Date.now()));
    look();
  });
  goOn.addEventListener("click", () => {
    localStorage.removeItem(key);
    look();
  });
  box.hidden = false;
  look();
});
