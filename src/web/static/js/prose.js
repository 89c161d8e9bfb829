// Code and tables that are wider than the column scroll; a keyboard must be able to do that, too.

for (const wide of document.querySelectorAll(".prose :is(pre, table)")) {
  if (wide.scrollWidth <= wide.clientWidth) continue;
  wide.tabIndex = 0;
  if (wide.matches("table")) continue;
  wide.setAttribute("role", "region");
  wide.setAttribute("aria-label", "Code");
}
