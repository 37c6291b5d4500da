// Run `start` once for every element that matches, now and after htmx brings new ones.
export function each(selector, start) {
  const seen = new WeakSet();
  const visit = (root) => {
    for (const element of root.querySelectorAll(selector)) {
      if (!seen.has(element)) {
        seen.add(element);
        start(element);
      }
    }
  };
  visit(document);
  document.addEventListener("htmx:load", (event) => visit(event.target.parentElement ?? document));
}
