// On an error page: what was sent did not arrive, so its draft is kept.
sessionStorage.removeItem("sent");
