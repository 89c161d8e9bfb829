// Passwords: a button that shows what was typed, a word on how hard a new one is to guess, and four words to take.

const PAUSE = 400; // milliseconds without a key before the server is asked

function show(box, shown) {
  const button = box.querySelector("button");
  box.querySelector("input").type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
  button.firstChild.textContent = shown ? "Hide" : "Show";
}

for (const box of document.querySelectorAll("[data-password]")) {
  const field = box.querySelector("input");
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    show(box, field.type === "password");
    field.focus();
  });
  field.form.addEventListener("submit", () => (field.type = "password"));
}

// Nothing is kept there; of the form only what a password shouldn't be made of goes along.
async function judge(field, address, signal) {
  const sent = new URLSearchParams({ password: field.value });
  for (const name of ["csrf", "handle", "email"]) sent.set(name, field.form.elements[name]?.value ?? "");
  const answer = await fetch(address, { method: "POST", body: sent, signal });
  return answer.ok ? answer.json() : null;
}

function watch(box) {
  const field = box.querySelector("input");
  const place = box.parentElement.querySelector("[data-strength]");
  const [meter, words, judged] = ["meter", "[role=status]", "[data-judged]"].map((part) => place.querySelector(part));
  let timer, asked;

  function tell(said, score) {
    words.textContent = said;
    meter.hidden = judged.hidden = score === undefined;
    meter.value = score ?? 0;
  }

  async function ask() {
    asked = new AbortController();
    const found = await judge(field, place.dataset.strength, asked.signal).catch(() => null);
    if (found) tell(found.words, found.score);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    asked?.abort();
    const missing = Number(box.dataset.least) - [...field.value].length;
    if (!field.value) return tell("");
    if (missing > 0) return tell(missing === 1 ? "One more character." : `${missing} more characters.`);
    tell("Long enough.");
    timer = setTimeout(ask, PAUSE);
  });
}

for (const box of document.querySelectorAll("[data-least]")) watch(box);

for (const button of document.querySelectorAll("[data-propose]")) {
  const field = document.getElementById(button.dataset.propose);
  button.hidden = false;
  button.addEventListener("click", () => {
    field.value = button.parentElement.querySelector("[data-proposal]").textContent;
    show(field.parentElement, true);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
