// A long conversation opens at its latest words; what the address names (#message-7) goes first.
import { each } from "./each.js";

each("[data-latest]", (element) => {
  const column = element.closest(".column");
  if (!column || location.hash.length > 1 || column.scrollHeight <= column.clientHeight) return;
  column.scrollTo({ top: column.scrollHeight, behavior: "instant" });
});

// A row of links that is wider than the phone shows where one is.
each(".settings-nav [aria-current]", (link) => {
  const row = link.parentElement;
  row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
});
