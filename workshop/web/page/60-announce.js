// Tells screen readers what has happened, in measure: at most one message in five seconds, the newest.

const ANNOUNCE_PAUSE = 5000;
let announcedAt = 0;
let announceTimer = 0;

function announce(text) {
  clearTimeout(announceTimer);
  const wait = Math.max(50, announcedAt + ANNOUNCE_PAUSE - Date.now());
  announceTimer = setTimeout(() => {
    announcedAt = Date.now();
    const region = document.getElementById("announcer");
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }, wait);
}
