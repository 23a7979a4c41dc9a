// Two tabs on one phone: the newest one wins and takes over what the older one has written. A browser may
// show one tab the other's last words late, or freeze a tab for an hour and let it go on as if nothing had
// happened; so the newer tab keeps listening, and an older one asks before it writes.

import { connect } from "./connection.js";
import { saveQueue } from "./drafts.js";
import { fillField } from "./fields.js";
import { isReplaced } from "./line.js";
import { drawSoon } from "./paint.js";
import { sendNext } from "./queue.js";
import { STORAGE_PREFIX, recall, remember } from "./storage.js";
import { acknowledged, drafts, queue, session, setDrafts, setQueue, setUnsent, tab } from "./store.js";

export function claimTab() {
  tab.replaced = false;
  remember("tab", tab.id);
  setQueue(recall("queue", []));
  setDrafts(recall("drafts", {}));
  tab.inherited = { ...drafts };
  setUnsent(recall("unsent", []));
  session.token = recall("token", "");
  drawSoon();
  connect();
}

export function watchTabs() {
  window.addEventListener("storage", ({ key }) => {
    if (isReplaced() || !key) return;
    if (key === `${STORAGE_PREFIX}drafts`) inheritDrafts(recall("drafts", {}));
    if (key === `${STORAGE_PREFIX}queue`) inheritQueue(recall("queue", []));
  });
}

// Only fields that nobody has written in since this tab took over follow the older one.
/** @param {Record<string, Draft>} left */
function inheritDrafts(left) {
  const textIn = (/** @type {Record<string, Draft>} */ some, /** @type {string} */ key) => (some[key] ? some[key].text : "");
  Object.keys({ ...drafts, ...left }).forEach((key) => {
    const isUntouched = textIn(drafts, key) === textIn(tab.inherited, key);
    if (isUntouched && textIn(left, key) !== textIn(drafts, key)) fillField(key, textIn(left, key), left[key] && left[key].title);
  });
  tab.inherited = { ...left };
  drawSoon();
}

// An input that both tabs send is stored once: it keeps its idempotency key.
/** @param {Item[]} left */
function inheritQueue(left) {
  const known = new Set([...queue, ...acknowledged].map((item) => item.key));
  setQueue([...left.filter((item) => !known.has(item.key)), ...queue]);
  saveQueue();
  sendNext();
  drawSoon();
}
