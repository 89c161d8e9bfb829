// Runs before the page is drawn: a pinned appearance must not flash in the other one.
(() => {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's appearance is a good answer then.
  }
})();
