// When something has changed the page is drawn again, once for all that changed in the same moment.

import { drawInto, focusOn } from "./draw.js";

const page = document.getElementById("page");
/** @type {() => View} */
let screen = () => "";
let isDrawWaiting = false;

// What `drawing` returns is on the page from now on, each time it is drawn.
/** @param {() => View} drawing */
export function drawWith(drawing) {
  screen = drawing;
  drawNow();
}

export function drawNow() {
  drawInto(page, [screen()]);
}

export function drawSoon() {
  if (isDrawWaiting) return;
  isDrawWaiting = true;
  setTimeout(() => {
    isDrawWaiting = false;
    drawNow();
  }, 0);
}

/** @param {string} id */
export function focusSoon(id) {
  setTimeout(() => focusOn(id), 0);
}
