// Links to posts copy themselves where the browser allows it; elsewhere they remain links.

const SHOWN = 2500; // milliseconds

async function copy(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const link = event.currentTarget;
  try {
    await navigator.clipboard.writeText(link.href);
    say("Link copied");
  } catch {
    location.assign(link.href);
  }
}

function say(words) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = words;
  document.getElementById("notices").append(toast);
  setTimeout(() => toast.remove(), SHOWN);
}

if (navigator.clipboard) {
  for (const link of document.querySelectorAll("[data-copy-link]")) {
    link.title = link.querySelector("[data-words]").textContent = "Copy link";
    link.addEventListener("click", copy);
  }
}
