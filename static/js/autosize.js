// A textarea grows with what is typed, until its CSS says it is enough.
import { each } from "./each.js";

each("textarea[data-autosize]", (area) => {
  if (CSS.supports("field-sizing", "content")) {
    area.classList.add("is-growing");
    return;
  }
  const grow = () => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", grow);
  grow();
});
