// Elements with data-poll hear a "poll" event every so many seconds, only while the page is seen and nobody is busy in them.
import { each } from "./each.js";

function busy(element) {
  return document.hidden || element.contains(document.activeElement) || element.querySelector("details[open], :checked");
}

each("[data-poll]", (element) => {
  const ring = () => element.dispatchEvent(new CustomEvent("poll"));
  const timer = setInterval(() => {
    if (!element.isConnected) clearInterval(timer);
    else if (!busy(element)) ring();
  }, Math.max(Number(element.dataset.poll), 5) * 1000);
});
