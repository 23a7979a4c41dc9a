// Tells the host whether a text is being written that has not been sent, and whether one cannot follow:
// a yes or a no, never the text.

import { announce } from "./announce.js";
import { openDrafts } from "./drafts.js";
import { drawSoon } from "./paint.js";
import { call } from "./requests.js";
import { link, picture, session, tab } from "./store.js";
import { say } from "./words.js";

const WRITING_AGAIN = 20000;
const told = { writing: false, at: 0 };

// `isNews`: something besides the writing is to be told now.
/** @param {boolean} isNews */
export function tellWriting(isNews) {
  const activity = picture && picture.activity;
  const writing = Boolean(session.token && activity && openDrafts(activity).length);
  if (!session.token || tab.replaced || link.state === "offline") return;
  const isDue = (writing || isLost) && performance.now() - told.at > WRITING_AGAIN;
  if (isNews !== true && writing === told.writing && !isDue) return;
  Object.assign(told, { writing, at: performance.now() });
  call("/api/writing", { body: { writing, lost: isLost } }).catch(() => {
    told.writing = false;
  });
}

export let isLost = false;

/** @param {boolean} lost */
export function tellLost(lost) {
  isLost = lost;
  told.at = 0;
  tellWriting(true);
  announce(say(lost ? "quiet.lost_told" : "quiet.lost_taken_back"));
  drawSoon();
}
