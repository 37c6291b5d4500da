// Opening a composer puts the cursor into it; there is never more than one open.
document.addEventListener("toggle", (event) => {
  const details = event.target;
  if (!details.matches?.(".composer > details") || !details.open) return;
  if (details.contains(document.activeElement)) details.querySelector("textarea")?.focus();
}, { capture: true });
