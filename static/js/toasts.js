// Toasts go by themselves, wait while one looks at them, and speak up when a request fails.
import { each } from "./each.js";

const STAY = 7000;
const STAY_TO_UNDO = 14000;

each("[data-toast]", (toast) => {
  let timer = 0;
  const leave = () => {
    toast.classList.add("is-leaving");
    setTimeout(() => toast.remove(), 250);
  };
  const wait = () => {
    clearTimeout(timer);
    if (toast.getAttribute("role") !== "alert") timer = setTimeout(leave, toast.querySelector("form") ? STAY_TO_UNDO : STAY);
  };
  const hold = () => clearTimeout(timer);
  for (const [name, act] of [["mouseenter", hold], ["focusin", hold], ["mouseleave", wait], ["focusout", wait]]) {
    toast.addEventListener(name, act);
  }
  toast.querySelector("[data-dismiss]")?.addEventListener("click", leave);
  wait();
});

function failed() {
  const text = document.getElementById("texts")?.dataset.failed;
  const region = document.getElementById("toasts");
  if (!text || !region || region.querySelector("[data-failed]")) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.tone = "danger";
  toast.dataset.failed = "";
  toast.setAttribute("role", "alert");
  toast.textContent = text;
  region.append(toast);
  setTimeout(() => toast.remove(), STAY);
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    if (!event.target.dataset?.poll) failed();
  });
}
