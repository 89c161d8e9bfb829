// Single keys, for those who like them: they rest while somebody is typing.

const sheet = document.getElementById("keys");

function move(step) {
  const posts = [...document.querySelectorAll("[data-post]")];
  if (!posts.length) return;
  const here = posts.findIndex((post) => post.contains(document.activeElement));
  const post = posts[Math.min(Math.max(here + step, 0), posts.length - 1)];
  post.tabIndex = -1;
  post.focus();
  post.scrollIntoView({ block: "nearest" });
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  n: () => document.querySelector(".rail-write")?.click(),
  "?": () => sheet.showModal(),
};

const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || sheet.open) return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

for (const opener of document.querySelectorAll('[data-open="keys"]')) {
  opener.addEventListener("click", () => sheet.showModal());
}
sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close();
});
