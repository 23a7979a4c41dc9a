// The way of every input to the server: written to the phone's storage first, then sent one at a time
// and in order, again and again until the server has answered. A lost answer is harmless because each
// input keeps its idempotency key.

import { announce } from "./announce.js";
import { noteSilence, refreshLater, refreshSoon } from "./connection.js";
import { choiceOf, choose, draftOf, fieldErrors, saveQueue } from "./drafts.js";
import { h } from "./draw.js";
import { fillField } from "./fields.js";
import { activeKind } from "./kinds.js";
import { isReplaced } from "./line.js";
import { drawSoon } from "./paint.js";
import { backoff, call } from "./requests.js";
import { endTidily, keepUnsent, showNotice, tokenRefused } from "./session.js";
import { on } from "./signals.js";
import { randomKey } from "./storage.js";
import { acknowledged, link, picture, queue, session, setQueue } from "./store.js";
import { say } from "./words.js";

export const LATE_PATH = "/api/late-texts";
export const PARK_PATH = "/api/parked";
/** @type {Record<string, string>} */
const NOTICES = { [LATE_PATH]: "unsent.sent_anyway", [PARK_PATH]: "quiet.is_parked" };
const MOST_SERVER_FAILURES = 10;
/** @type {Item | null} */
let inFlight = null;
let sendAttempt = 0;
let retryTimer = 0;

// `about`: activity, title, field (where its text came from), target (what a later input replaces).
/** @param {string} path @param {Record<string, any>} body @param {About} [about] */
export function submit(path, body, about = {}) {
  const item = { key: randomKey(), path, body, ...about };
  if (item.target) dropReplaced(item);
  queue.push(item);
  saveQueue();
  sendNext();
  drawSoon();
  return item;
}

// An input that means the activity on the screen says which one that is: when it arrives late, it must not
// count for the next one.
/** @param {string} path @param {Record<string, any>} body @param {About} about */
export function submitHere(path, body, about) {
  return submit(path, { ...body, activity: about.activity }, about);
}

// Votes depend on each other's order (the budget), so only the last one may be replaced.
/** @param {Item} item */
function dropReplaced(item) {
  const last = queue[queue.length - 1];
  const flyingKey = inFlight ? inFlight.key : "";
  setQueue(queue.filter((other) => {
    const isOlder = other.target === item.target && other.key !== flyingKey;
    return !isOlder || (item.keepOrder && other !== last);
  }));
}

export async function sendNext() {
  if (inFlight || !queue.length || !session.token || isReplaced()) return;
  clearTimeout(retryTimer);
  inFlight = queue[0];
  let answer = null;
  try {
    answer = await call(inFlight.path, { body: inFlight.body, key: inFlight.key });
  } catch {
    answer = null;
  }
  const item = inFlight;
  inFlight = null;
  if (!isReplaced()) settle(item, answer);
}

/** @param {Item} item @param {Answer | null} answer */
function settle(item, answer) {
  if (answer && answer.ok) return itemStored(item, answer.data);
  if (!answer) return sendLater(backoff(sendAttempt++), true);
  if (answer.status === 401) return tokenRefused(answer);
  if (answer.status === 429 || answer.status === 503) return sendLater(politeWait(answer), false);
  if (answer.status === 408 || (answer.status >= 500 && !isHopeless(item, answer))) return sendLater(backoff(sendAttempt++), false);
  return itemRefused(item, answer);
}

// Only an answer of 500 again and again marks an input that the server cannot take; others must get by.
/** @param {Item} item @param {Answer} answer */
function isHopeless(item, answer) {
  item.failures = (item.failures || 0) + (answer.status === 500 ? 1 : 0);
  return item.failures >= MOST_SERVER_FAILURES;
}

/** @param {Answer} answer */
function politeWait(answer) {
  const seconds = Math.min(answer.waitSeconds || 2, 60);
  return seconds * 1000 + Math.random() * 500;
}

/** @param {number} milliseconds @param {boolean} isNetworkLost */
function sendLater(milliseconds, isNetworkLost) {
  if (isNetworkLost) noteSilence();
  clearTimeout(retryTimer);
  retryTimer = setTimeout(sendNext, milliseconds);
  drawSoon();
}

function sendNow() {
  sendAttempt = 0;
  sendNext();
}

/** @param {Item} item @param {any} data */
function itemStored(item, data) {
  sendAttempt = 0;
  takeFromQueue(item);
  queue.forEach((other) => {
    other.path = other.path.replace(`@${item.key}`, data.id);
  });
  saveQueue();
  acknowledged.push({ ...item, id: data.id, seq: data.seq });
  if (item.path === "/api/cards") nameCard(item, data.id);
  if (item.body.text) announce(storedSentence(item));
  if (!queue.length) refreshLater();
  endTidily();
  sendNext();
  drawSoon();
}

/** @param {Item} item */
function storedSentence(item) {
  const notice = NOTICES[item.path];
  if (notice) showNotice(say(notice));
  if (notice) return say(notice);
  const kind = item.path === "/api/cards" && picture && picture.activity && picture.activity.id === item.activity && activeKind();
  return kind && kind.storedLine ? kind.storedLine(picture.kind, picture.activity) : say("state.saved");
}

// A card keeps the name it had before the server knew it, so that a field open on it stays open.
/** @param {Item} item @param {string} id */
function nameCard({ activity = "", key }, id) {
  choose(activity, "names", { ...choiceOf(activity, "names", {}), [id]: `@${key}` });
}

/** @param {Item} item */
function takeFromQueue(item) {
  setQueue(queue.filter((other) => other.key !== item.key));
}

// A refused input leaves the queue, but its text never disappears.
/** @param {Item} item @param {Answer} answer */
function itemRefused(item, answer) {
  sendAttempt = 0;
  const followers = queue.filter((other) => other.path.includes(`@${item.key}`));
  [item, ...followers].forEach((lost) => {
    takeFromQueue(lost);
    giveTextBack(lost, answer);
  });
  saveQueue();
  refreshSoon();
  endTidily();
  sendNext();
  drawSoon();
}

// To be finished with what has passed is nothing that anybody would want to hear about.
/** @param {Item} item @param {Answer} answer */
function giveTextBack(item, answer) {
  const isLate = answer.code === "activity-moved-on";
  if (answer.status === 409 && item.path === "/api/done") return;
  const text = (item.body.text || "").trim();
  announce(answer.sentence);
  session.lateFor = isLate ? item.activity : "";
  if (!text) return showNotice(isLate && item.title ? `${item.title}: ${answer.sentence}` : answer.sentence);
  const isClosed = answer.status === 409;
  const isFree = !draftOf(item.field || "");
  if (isClosed || !item.field || (!isFree && !item.target)) return keepUnsent(item, answer.sentence);
  if (isFree) fillField(item.field, text, item.title || "");
  fieldErrors.set(item.field, answer.sentence);
}

// What the person has done and the last picture does not hold yet.
/** @param {string} activity */
export function ownInputs(activity) {
  return [...acknowledged, ...queue].filter((item) => item.activity === activity);
}

/** @param {string} activity @param {string} target */
export function latestFor(activity, target) {
  const found = ownInputs(activity).filter((item) => item.target === target);
  return found.length ? found[found.length - 1] : null;
}

/** @param {Item | null} [item] */
export function sendingState(item) {
  if (!item || item.seq !== undefined) return "saved";
  return link.state === "offline" ? "written" : "sending";
}

/** @param {string} state */
export function stateMark(state) {
  return h("span", { class: `state state-${state}` }, say(`state.${state}`));
}

on("connected", (wasOffline) => (wasOffline ? sendNow() : sendNext()));
on("ended", sendNow);
