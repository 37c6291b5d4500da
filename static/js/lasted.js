// What still runs goes on running on the page: "2 hr 5 min", as ui/ages.py says it.
const language = document.documentElement.lang || "en";
const MINUTES = { day: 24 * 60, hour: 60, minute: 1 };
const words = Object.fromEntries(
  Object.keys(MINUTES).map((unit) => [unit, new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" })]),
);

function say(time) {
  const all = Math.max(Math.floor((Date.now() - Date.parse(time.dateTime)) / 60_000), 0);
  const [first, second] = all >= MINUTES.day ? ["day", "hour"] : ["hour", "minute"];
  const more = Math.floor((all % MINUTES[first]) / MINUTES[second]);
  const parts = all < MINUTES[first] ? [[second, more]] : [[first, Math.floor(all / MINUTES[first])], ...(more ? [[second, more]] : [])];
  time.textContent = parts.map(([unit, count]) => words[unit].format(count)).join(" ");
}

setInterval(() => {
  if (!document.hidden) document.querySelectorAll("time[data-lasted]").forEach(say);
}, 30_000);
