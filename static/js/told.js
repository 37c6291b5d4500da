// Who would be told is asked anew when a draft was kept: it may mention a colleague now, and somebody may have joined.
document.addEventListener("drafted", async (event) => {
  const form = event.target;
  const told = form.querySelector("[data-told]");
  const answer = told && (await fetch(told.dataset.told).catch(() => null));
  if (!answer?.ok) return;
  const said = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!told.isConnected || "sending" in form.dataset) return;
  for (const fresh of said.querySelectorAll("[id]")) {
    const before = document.getElementById(fresh.id);
    if (before) keep(before, fresh);
  }
});

// Opened and ticked stays opened and ticked.
function keep(before, fresh) {
  for (const [box, is] of [["details", "open"], ["[name='silent']", "checked"]]) {
    if (fresh.querySelector(box) && before.querySelector(box)) fresh.querySelector(box)[is] = before.querySelector(box)[is];
  }
  before.replaceWith(fresh);
}
