// While something is being prepared: look again until the page itself is there.
const look = async () => {
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (answer && answer.status !== 503) location.reload();
};
setInterval(look, 2000);
