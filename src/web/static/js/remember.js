// Whether to stay signed in is ticked beside the password. The forms of the other ways in take it along.

const wish = document.querySelector("input[type=checkbox][name=remember]");

function take() {
  for (const field of document.querySelectorAll("input[type=hidden][name=remember]")) {
    field.value = wish.checked ? "yes" : "no";
  }
}

wish.addEventListener("change", take);
window.addEventListener("pageshow", take);
