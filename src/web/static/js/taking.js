// What stands on a page to be taken along: copied, or saved as a file. Without this it can be selected and printed.

const SHOWN = 2500; // milliseconds

const text = (id) => document.getElementById(id).textContent.trim();

function say(button, words) {
  const before = button.textContent;
  button.textContent = words;
  setTimeout(() => (button.textContent = before), SHOWN);
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(text(button.dataset.copy));
    say(button, "Copied");
  } catch {
    getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
  }
}

function save(button) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text(button.dataset.save), "\n"], { type: "text/plain" }));
  link.download = button.dataset.name;
  link.click();
  URL.revokeObjectURL(link.href);
}

for (const [selector, take] of [["[data-copy]", copy], ["[data-save]", save]]) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", () => take(button));
  }
}
