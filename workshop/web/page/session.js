// Who this phone is: joining, being removed, and the end of the workshop.

import { announce } from "./announce.js";
import { saveQueue } from "./drafts.js";
import { focusOn } from "./draw.js";
import { hangUp } from "./line.js";
import { drawNow, drawSoon } from "./paint.js";
import { forget, forgetInputs, randomKey, recall, remember } from "./storage.js";
import {
  drafts,
  link,
  picture,
  queue,
  session,
  setAcknowledged,
  setChoices,
  setDrafts,
  setMinutes,
  setPicture,
  setQueue,
  setUnsent,
  unsent,
} from "./store.js";
import { say } from "./words.js";

const UNSENT_LIMIT = 100;
// The secret stands in the fragment, which reaches no server and no log, and leaves the address bar at once.
export function takeSecret() {
  const given = location.hash.slice(1);
  if (given) history.replaceState(null, "", location.pathname + location.search);
  // What a chat program takes along of the sentence around the link, such as a full stop, is not the secret's.
  const found = given.match(/^[A-Za-z0-9_-]{16,64}(?![A-Za-z0-9_-])/);
  if (found) remember("secret", found[0]);
  session.secret = recall("secret", "");
}

export function joinKey() {
  const key = recall("join-key", "") || randomKey();
  remember("join-key", key);
  return key;
}

// A draft belongs to one participant of one workshop: for whoever joins next it does not stand in a field ready
// to be sent, but among the texts that were not; another person's, or another workshop's, out of the way.
/** @param {boolean} [isEarlier] */
function letGoOfDrafts(isEarlier) {
  Object.entries(drafts).forEach(([key, draft]) => {
    keepUnsent({ key, body: draft, title: draft.title }, say("unsent.draft"));
  });
  setDrafts({});
  setUnsent(unsent.map((entry) => ({ ...entry, field: "", activity: "", earlier: entry.earlier || isEarlier })));
  forget("drafts");
  if (unsent.length) remember("unsent", unsent);
}

// Unsent texts stay on the phone; they are not sent under another identity without being asked.
/** @param {Joining} joining @param {boolean} [isEarlier] */
export function loseToken(joining, isEarlier) {
  if (!session.token) return;
  session.token = "";
  hangUp();
  queue.forEach((item) => item.body.text && keepUnsent(item, say("unsent.not_sent")));
  letGoOfDrafts(isEarlier);
  setQueue([]);
  setAcknowledged([]);
  saveQueue();
  ["token", "join-key", "ended"].forEach(forget);
  setPicture(null);
  session.ended = false;
  setMinutes({ state: "closed" });
  session.editingMe = session.isAsked = false;
  session.joining = joining;
  announce(joining.sentence || joining.note || "");
  drawSoon();
}

// A token that the server has never given is from another workshop at this address: nobody is reproached. Nor
// is somebody who was removed and has just scanned the code.
/** @param {{ code: string }} options */
export function tokenRefused({ code }) {
  const isElsewhere = code === "not-joined";
  if (isElsewhere) loseToken({ note: say("join.new") }, true);
  else loseToken(session.secret ? {} : { sentence: say("join.removed") });
}

/** @param {any} item @param {string} sentence */
export function keepUnsent(item, sentence) {
  const entry = { key: item.key, text: item.body.text, title: item.title || "", field: item.field || "", activity: item.activity, sentence };
  setUnsent([...unsent, entry].slice(-UNSENT_LIMIT));
  remember("unsent", unsent);
}

/** @param {string} key */
export function dropUnsent(key) {
  setUnsent(unsent.filter((entry) => entry.key !== key));
  if (unsent.length) remember("unsent", unsent);
  else forget("unsent");
  drawSoon();
}

// When the workshop is over the phone forgets what was written, but only after the last input has its answer.
// The token stays: while the workshop is closed it opens nothing but the minutes.
export function endTidily() {
  if (!session.ended || !picture || queue.length) return;
  Object.entries(drafts).forEach(([key, draft]) => {
    keepUnsent({ key, body: draft, title: draft.title }, say("unsent.draft"));
  });
  setDrafts({});
  setChoices({});
  forgetInputs();
  remember("ended", true);
}

export function reopenWorkshop() {
  session.ended = false;
  setMinutes({ state: "closed" });
  forget("ended");
}

export function forgetWorkshop() {
  session.token = "";
  hangUp();
  link.turn += 1;
  ["token", "ended", "unsent", "lang"].forEach(forget);
  setPicture(null);
  setMinutes({ state: "closed" });
  session.ended = false;
  session.forgotten = true;
  drawNow();
  focusOn("heading");
}

/** @param {string} sentence */
export function showNotice(sentence) {
  session.notice = sentence;
  drawSoon();
}

export function forgetSecret() {
  forget("secret");
  session.secret = "";
}
