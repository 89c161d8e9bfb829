// The toolbar over a Markdown text. Every change goes through the browser, so that undo takes it back.

const field = document.querySelector("[data-editor]");
const toolbar = document.querySelector('[role="toolbar"]');
const hint = document.querySelector("[data-word-count]");

function replace(start, end, text, from = start + text.length, to = from) {
  field.focus();
  field.setSelectionRange(start, end);
  const done = document.execCommand("insertText", false, text);
  if (!done) field.setRangeText(text, start, end);
  field.setSelectionRange(from, to);
  if (!done) field.dispatchEvent(new Event("input", { bubbles: true }));
}

const selected = () => field.value.slice(field.selectionStart, field.selectionEnd);

// Marks around a selection, or taken away when they are there already.
function wrap(before, after, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const isWrapped = value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after;
  if (isWrapped) {
    const from = start - before.length;
    return replace(from, end + after.length, selected(), from, from + end - start);
  }
  const words = selected() || placeholder;
  const from = start + before.length;
  replace(start, end, before + words + after, from, from + words.length);
}

// A mark before every line of the selection, or taken away when every line has it.
function prefix(mark) {
  const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const next = field.value.indexOf("\n", field.selectionEnd);
  const end = next < 0 ? field.value.length : next;
  const lines = field.value.slice(start, end).split("\n");
  const isMarked = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (isMarked ? line.slice(mark.length) : mark + line)).join("\n");
  replace(start, end, text);
}

function link() {
  const words = selected() || "words";
  const start = field.selectionStart;
  const from = start + words.length + 3;
  replace(start, field.selectionEnd, `[${words}](https://)`, from, from + "https://".length);
}

const tools = {
  bold: () => wrap("**", "**", "bold"),
  italic: () => wrap("*", "*", "italic"),
  heading: () => prefix("## "),
  link,
  list: () => prefix("- "),
  quote: () => prefix("> "),
  code: () => (selected().includes("\n") ? wrap("```\n", "\n```", "") : wrap("`", "`", "code")),
};

const keys = { b: "bold", i: "italic", k: "link" };

function tally() {
  const words = field.value.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
  const title = field.form.elements.title;
  if (!words || (title && !title.value.trim())) return `${words} ${words === 1 ? "word" : "words"}, ${noteLeft()}`;
  const minutes = Math.max(1, Math.round(words / 230));
  return `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}, ${minutes} min read.`;
}

function noteLeft() {
  const left = 1000 - [...field.value].length;
  return left < 0 ? `${-left} characters too many for a note: give it a title.` : `${left} characters left in a note.`;
}

toolbar.hidden = false;
toolbar.addEventListener("click", (event) => tools[event.target.closest("[data-tool]")?.dataset.tool]?.());

// One stop for the Tab key; arrows move within (WAI-ARIA toolbar pattern).
const buttons = [...toolbar.querySelectorAll("button")];
const rove = (to) => buttons.forEach((button) => (button.tabIndex = button === to ? 0 : -1));
rove(buttons[0]);
toolbar.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const to = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
  rove(to);
  to.focus();
});

field.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !(event.key in keys)) return;
  event.preventDefault();
  tools[keys[event.key]]();
});

if (hint) {
  const show = () => (hint.textContent = tally());
  field.form.addEventListener("input", show);
  if (field.value) show();
}
