// Tells screen readers what has happened: what comes in one moment is said together, and soon forgotten,
// so that nobody reads on a later screen what was said on an earlier one.

const ANNOUNCE_PAUSE = 60;
const ANNOUNCE_KEPT = 20000;
let announceTimer = 0;
/** @type {string[]} */
let announceWaiting = [];

/** @param {string} text */
export function announce(text) {
  if (!text) return;
  announceWaiting = [...announceWaiting.filter((other) => other !== text), text];
  clearTimeout(announceTimer);
  announceTimer = setTimeout(sayAloud, ANNOUNCE_PAUSE);
}

function sayAloud() {
  const region = /** @type {HTMLElement} */ (document.getElementById("announcer"));
  const text = announceWaiting.map((each) => each.replace(/[.\s]+$/, "")).join(". ");
  announceWaiting = [];
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  announceTimer = setTimeout(() => {
    region.textContent = "";
  }, ANNOUNCE_KEPT);
}
