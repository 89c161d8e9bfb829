// Passwords: a button that shows what was typed, and a word on whether a new one is long enough.

for (const box of document.querySelectorAll("[data-password]")) {
  const field = box.querySelector("input");
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    button.firstChild.textContent = shown ? "Show" : "Hide";
    field.focus();
  });
  field.form.addEventListener("submit", () => (field.type = "password"));
}

function strength(password, least) {
  const missing = least - [...password].length;
  if (missing > 0) return missing === 1 ? "One more character." : `${missing} more characters.`;
  if (new Set(password).size < 6) return "Long enough, but it repeats itself. Mix in other words.";
  return "Long enough.";
}

for (const box of document.querySelectorAll("[data-least]")) {
  const field = box.querySelector("input");
  const words = box.parentElement.querySelector("[data-strength]");
  field.addEventListener("input", () => {
    words.hidden = !field.value;
    words.textContent = strength(field.value, Number(box.dataset.least));
  });
}
