// What the projector shows, in words: for whoever cannot see it, sits far away or takes part from elsewhere. It
// is asked for only where it is unfolded, as it is from the start in a laptop's browser.

import { h } from "./draw.js";
import { drawSoon } from "./paint.js";
import { call } from "./requests.js";
import { picture, session } from "./store.js";
import { say } from "./words.js";

const PAUSE = 2000;
let isOpen = matchMedia("(min-width: 56em)").matches;
let timer = 0;
/** @type {ShownScreen | null} */
let shown = null;
let shownFor = "";

export function projectorView() {
  const now = picture.activity ? picture.activity.id : "";
  if (now !== shownFor) {
    shownFor = now;
    shown = null;
    clearTimeout(timer);
    timer = 0;
  }
  if (isOpen && !timer) ask();
  return h(
    "details",
    { class: "category", key: "projector", open: isOpen, ontoggle: turned },
    h("summary", null, say("screen.title")),
    isOpen && shown && screenContent(shown),
  );
}

// What stands above it already is not said twice.
/** @param {ShownScreen} screen */
function screenContent({ title, question, parts }) {
  const { activity, workshop } = picture;
  return [
    title !== (activity || workshop).title && h("h2", null, title),
    question && !(activity && question === activity.prompt) && h("p", { class: "prompt" }, question),
    parts.map(screenPart),
  ];
}

/** @param {Event} event */
function turned(event) {
  isOpen = /** @type {HTMLDetailsElement} */ (event.target).open;
  drawSoon();
}

/** @param {ScreenPart} part */
function screenPart(part) {
  const lines = part.lines.map((line) => h("li", null, line));
  return h("div", null, part.heading && h("h2", { class: "small-heading" }, part.heading), lines.length > 0 && h("ul", { class: "lines", role: "list" }, lines));
}

// Again and again while it is unfolded: the projector may turn to something that is no news for phones.
async function ask() {
  const about = shownFor;
  timer = setTimeout(() => {
    timer = 0;
    if (isOpen && session.token && !session.ended) ask();
  }, PAUSE);
  if (document.hidden) return;
  const answer = await call("/api/screen").catch(() => null);
  if (!answer || !answer.ok || about !== shownFor || JSON.stringify(answer.data) === JSON.stringify(shown)) return;
  shown = answer.data;
  drawSoon();
}
