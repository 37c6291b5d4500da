// Light, dark, or like the device; kept in a cookie so that the server draws it right at once.
const root = document.documentElement;

function choose(theme) {
  const year = 365 * 24 * 3600;
  if (theme === "auto") {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = theme;
  }
  document.cookie = `theme=${theme}; path=/; max-age=${theme === "auto" ? 0 : year}; samesite=lax`;
  show();
}

function show() {
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === (root.dataset.theme ?? "auto")));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (button) choose(button.dataset.themeChoice);
});
show();
