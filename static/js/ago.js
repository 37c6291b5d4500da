// Relative times stay true while the page is open.
const language = document.documentElement.lang || "en";
const words = new Intl.RelativeTimeFormat(language, { style: "short" });
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

function say(time) {
  const passed = (Date.now() - Date.parse(time.dateTime)) / 1000;
  if (passed < MINUTE || passed > 7 * DAY) return;
  if (passed < HOUR) time.textContent = words.format(-Math.floor(passed / MINUTE), "minute");
  else if (passed < DAY) time.textContent = words.format(-Math.floor(passed / HOUR), "hour");
  else time.textContent = words.format(-Math.floor(passed / DAY), "day");
}

setInterval(() => {
  if (!document.hidden) document.querySelectorAll("time[data-ago]").forEach(say);
}, 60_000);
