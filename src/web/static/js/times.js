// Keeps "5 min" true while a page stays open, and puts the exact moment in the reader's own time on hover.
// The words are those of templates/ui/time.html.

const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, WEEK = 7 * DAY;
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });

function words(seconds) {
  if (seconds < MINUTE) return "just now";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

function refresh() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (seconds < WEEK) time.textContent = words(seconds);
  }
}

for (const time of document.querySelectorAll("time[title]")) time.title = exact.format(new Date(time.dateTime));
refresh();
setInterval(refresh, MINUTE * 1000);
