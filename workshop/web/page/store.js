// What the page knows. Others read it here; each variable is set by its own function and nowhere else.

import { randomKey, recall } from "./storage.js";

/** @type {Session} */
export const session = { token: recall("token", ""), secret: "", ended: recall("ended", false), notice: "", joining: {} };
/** @type {Link} */
export const link = { state: "connecting", turn: 0, failures: 0, streamFailures: 0, polls: 0, heard: 0, away: false };
/** @type {Tab} */
export const tab = { id: randomKey(), replaced: false, inherited: {} };

// Null until the first answer has come; the screens that show it are drawn only after that.
export let picture = /** @type {Picture} */ (/** @type {unknown} */ (null));
export let streamSeq = 0;
/** @type {Item[]} */
export let queue = recall("queue", []);
/** @type {Item[]} */
export let acknowledged = [];
/** @type {Record<string, Draft>} */
export let drafts = recall("drafts", {});
/** @type {Choices} */
export let choices = recall("choices", {});
/** @type {Unsent[]} */
export let unsent = recall("unsent", []);
/** @type {Minutes} */
export let minutes = { state: "closed" };

/** @param {Picture | null} news */
export function setPicture(news) {
  picture = /** @type {Picture} */ (news);
}

/** @param {number} seq */
export function sawUpTo(seq) {
  streamSeq = Math.max(streamSeq, seq);
}

/** @param {Item[]} items */
export function setQueue(items) {
  queue = items;
}

/** @param {Item[]} items */
export function setAcknowledged(items) {
  acknowledged = items;
}

/** @param {Record<string, Draft>} texts */
export function setDrafts(texts) {
  drafts = texts;
}

/** @param {Record<string, any>} made */
export function setChoices(made) {
  choices = made;
}

/** @param {Unsent[]} entries */
export function setUnsent(entries) {
  unsent = entries;
}

/** @param {Minutes} news */
export function setMinutes(news) {
  minutes = news;
}
