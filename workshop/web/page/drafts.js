// Text that is being written. Every field's draft is in the phone's storage at each key, so that neither
// a reload, nor a newer tab, nor the facilitator moving on can take it away.

import { kindOf } from "./kinds.js";
import { isReplaced } from "./line.js";
import { drawSoon } from "./paint.js";
import { remember } from "./storage.js";
import { choices, drafts, picture, queue, session, setChoices, unsent } from "./store.js";

export const fieldErrors = new Map();

/** @param {string} activity @param {string} name */
export function fieldKey(activity, name) {
  return `${activity}/${name}`;
}

/** @param {string} key */
export function draftOf(key) {
  return key in drafts ? drafts[key].text : "";
}

/** @param {string} key @param {string} text @param {string} [title] */
export function keepDraft(key, text, title) {
  if (text.trim()) drafts[key] = { text, title };
  else delete drafts[key];
  saveDrafts();
}

/** @param {string} key */
export function dropDraft(key) {
  delete drafts[key];
  saveDrafts();
}

function saveDrafts() {
  if (!isReplaced() && !session.ended) remember("drafts", drafts);
}

// Small choices made while writing (a status, the category shown) outlive a reload too.
/** @param {string} activity @param {string} name @param {any} fallback */
export function choiceOf(activity, name, fallback) {
  const value = (choices[activity] || {})[name];
  return value === undefined ? fallback : value;
}

/** @param {string} activity @param {string} name @param {any} value */
export function choose(activity, name, value) {
  if (picture && picture.activity && picture.activity.id !== activity) return;
  setChoices({ [activity]: { ...choices[activity], [name]: value } });
  remember("choices", choices);
  drawSoon();
}

// Texts that the server does not have: in a field, on their way, or given back.
export function unsentTexts() {
  return Object.keys(drafts).length + ownUnsent().length + queuedTexts();
}

export function queuedTexts() {
  return queue.filter((item) => item.body.text).length;
}

// Drafts that have a field in the activity on the screen.
/** @param {ActivityPart} activity */
export function openDrafts(activity) {
  return Object.keys(drafts).filter((key) => isShownDraft(activity, key));
}

// Drafts that no field on the screen shows: of an activity that has passed or is closed.
function strandedDrafts() {
  const activity = picture && picture.activity;
  const away = Object.entries(drafts).filter(([key]) => !key.startsWith("me/") && !isShownDraft(activity, key));
  return away.map(([key, draft]) => ({ key, field: key, activity: key.split("/")[0], ...draft }));
}

/** @param {ActivityPart | null} activity @param {string} key */
export function isShownDraft(activity, key) {
  if (!activity || !activity.open || !key.startsWith(`${activity.id}/`)) return false;
  const { showsDraft } = kindOf(activity);
  return !showsDraft || showsDraft(picture.kind, activity, key.slice(activity.id.length + 1));
}

// What was not sent by this participant of this workshop; what another left on the phone is kept, but folded.
export function ownUnsent() {
  return unsent.filter((entry) => !entry.earlier);
}

export function stranded() {
  return session.ended || (session.token && !picture) ? [] : strandedDrafts();
}

export function keptTexts() {
  return [...ownUnsent(), ...stranded()];
}

export function saveQueue() {
  if (!isReplaced()) remember("queue", queue);
}
