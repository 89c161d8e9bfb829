// What every place to write shares: fields that grow, a count of what is left, Ctrl+Enter, and a word of
// warning before unsaved words are lost.

const ownGrowth = CSS.supports("field-sizing", "content");

function grow(field) {
  if (ownGrowth) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

// The server counts code points, so this does, too.
const length = (text) => [...text].length;

function count(field, counter) {
  const left = Number(field.dataset.most) - length(field.value);
  counter.textContent = left < 0 ? `${(-left).toLocaleString("en")} too many` : `${left.toLocaleString("en")} left`;
  counter.classList.toggle("is-over", left < 0);
}

function counterOf(field) {
  const counter = field.form.querySelector("[data-counter]");
  if (counter) counter.hidden = false;
  return counter;
}

for (const field of document.querySelectorAll("textarea")) {
  grow(field);
  field.addEventListener("input", () => grow(field));
}

for (const field of document.querySelectorAll("textarea[data-most]")) {
  const counter = counterOf(field);
  if (!counter) continue;
  count(field, counter);
  field.addEventListener("input", () => count(field, counter));
}

// A title is one line, however long it grows: Enter leads on to the text.
for (const field of document.querySelectorAll("textarea[data-one-line]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    field.form.querySelector("[data-editor]")?.focus();
  });
}

const filled = (form) => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));

for (const form of document.querySelectorAll("form[data-words-at-stake]")) {
  const before = filled(form);
  let leaving = false;
  form.addEventListener("submit", () => (leaving = true));
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && filled(form) !== before) event.preventDefault();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const save = document.querySelector(`button[form="${form.id}"][value="save"]`);
    form.requestSubmit(save ?? undefined);
  });
}
