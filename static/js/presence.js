// Who else is at this ticket, whether it changed, and whether colleagues' drafts did: asked every few seconds while the page is seen.
import { each } from "./each.js";

const EVERY = 8_000;
const STILL_WRITING = 20_000;
const QUIET = 60_000; // the same is not said twice within a minute
const MUTE = new Set(["Tab", "Escape", "Shift", "Control", "Alt", "Meta", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
const told = new Map();
let shown = new Set();
let place = null;
let known = "";
let written = { kind: "", at: 0 };
let busy = false;
let over = false;
let drafts = null; // the state of those that are shown
let showing = null; // the messages that were there before the news

const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
const doing = () => (Date.now() - written.at < STILL_WRITING ? written.kind : "looking");

function send(what, options = {}) {
  const body = new URLSearchParams({ doing: what, mark: place.dataset.mark, known });
  return fetch(place.dataset.presence, { method: "POST", body, headers: { "X-CSRFToken": token() }, redirect: "manual", ...options });
}

async function beat() {
  if (busy || over || document.hidden || !place?.isConnected) return;
  const asked = place;
  busy = true;
  try {
    const answer = await send(doing());
    if (answer.status === 200 && asked === place) show(await answer.text());
    if (answer.status === 404) bury();
    if (answer.ok && asked === place) look(answer.headers.get("X-Drafts"));
    over = answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status);
  } catch {
    // Not reached: asked again next time.
  }
  busy = false;
  if (asked !== place) beat();
}

function show(html) {
  const had = place.contains(document.activeElement);
  place.innerHTML = html;
  known = place.querySelector("[data-known]")?.dataset.known ?? "";
  window.htmx?.process(place);
  if (had) place.querySelector("a")?.focus();
  const here = new Map([...place.querySelectorAll("[data-who]")].map((one) => [one.dataset.who, one]));
  for (const news of place.querySelectorAll("[data-news]")) here.set(`news ${news.dataset.news}`, news.querySelector(".news-text"));
  for (const [what, element] of here) if (!shown.has(what)) tell(what, element);
  shown = new Set(here.keys());
}

// Fetched when they are others than those shown; whoever reads one is not disturbed, and they are looked at again next time.
function look(state) {
  const shown = document.getElementById("ticket-drafts");
  const busy = shown?.contains(document.activeElement) || shown?.querySelector("details[open]");
  if (drafts !== null && state !== drafts && busy) return;
  if (drafts !== null && state !== drafts) shown?.dispatchEvent(new CustomEvent("poll"));
  drafts = state;
}

function bury() {
  const words = Object.assign(document.createElement("p"), { className: "presence-gone", textContent: place.dataset.gone });
  words.dataset.tone = "danger";
  place.replaceChildren(words);
  tell("gone", words);
}

function tell(what, element) {
  const last = told.get(what) ?? 0;
  told.set(what, Date.now());
  if (Date.now() - last > QUIET) document.getElementById("announcer").textContent = element.textContent.replace(/\s+/g, " ").trim();
}

// After an answer to something done here the head is new; who is there has not changed by that.
each("[data-presence]", (element) => {
  const present = place?.querySelector(".presence");
  if (present) element.replaceChildren(present);
  if (place?.dataset.presence !== element.dataset.presence) drafts = null;
  known = "";
  place = element;
  beat();
});

setInterval(beat, EVERY);
document.addEventListener("visibilitychange", beat);
window.addEventListener("pagehide", () => place?.isConnected && !over && send("gone", { keepalive: true }).catch(() => null));

document.addEventListener("keydown", (event) => {
  const composer = event.target.closest?.(".composer-form");
  if (!place || !composer || MUTE.has(event.key) || event.ctrlKey || event.metaKey) return;
  const before = doing();
  written = { kind: composer.dataset.kind, at: Date.now() };
  if (before !== written.kind) beat();
});

document.addEventListener("submit", (event) => {
  if (event.target.closest(".composer-form")) written = { kind: "", at: 0 };
});

// --- showing the news -----------------------------------------------------------------------------------------------

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.closest?.("[data-show-news]")) showing = new Set([...document.querySelectorAll(".message")].map((message) => message.id));
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!showing || !event.detail.requestConfig?.elt.matches("[data-show-news]")) return;
  const fresh = [...document.querySelectorAll(".message")].filter((message) => !showing.has(message.id));
  showing = null;
  for (const message of fresh) message.classList.add("is-news");
  const [first] = fresh;
  if (!first || !event.detail.successful) return;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "nearest" });
});
