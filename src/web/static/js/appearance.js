// Light, dark, or as the system has it: three buttons at the foot of the page, remembered in this browser.

const root = document.documentElement;
const switches = document.querySelectorAll("[data-appearance] button");

function show() {
  const theme = root.dataset.theme ?? "";
  for (const button of switches) button.setAttribute("aria-pressed", String(button.value === theme));
}

function choose(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Without storage the choice lasts for this page.
  }
  show();
}

for (const button of switches) button.addEventListener("click", () => choose(button.value));
for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
show();
