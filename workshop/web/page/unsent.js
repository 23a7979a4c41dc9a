// Texts that could not be delivered: refused, or still being written when the activity went on.
// They stay here, readable and ready to be copied, until the person removes them.

import { announce } from "./announce.js";
import { draftOf, dropDraft, isShownDraft, keptTexts, ownUnsent, stranded } from "./drafts.js";
import { button, focusOn, h, once } from "./draw.js";
import { approvedTexts, boundFields, fillField, growField, looksLikeCpr } from "./fields.js";
import { drawNow, drawSoon, focusSoon } from "./paint.js";
import { LATE_PATH, submit } from "./queue.js";
import { dropUnsent, showNotice } from "./session.js";
import { drafts, picture, session, unsent } from "./store.js";
import { say } from "./words.js";

// Stays in sight however long the page below it is; the texts themselves wait at its end.
export function unsentBar() {
  const kept = keptTexts();
  if (!kept.length) return null;
  const newest = kept[kept.length - 1];
  return h(
    "section",
    { class: "unsent-bar", key: "unsent-bar", "aria-labelledby": "unsent-bar-title" },
    h("p", null, h("strong", { id: "unsent-bar-title" }, say("state.unsent", { n: kept.length })), ": ", h("span", null, newest.text)),
    h(
      "div",
      { class: "row" },
      canGoLate(newest) && button(say("unsent.anyway"), once(() => sendAnyway(newest))),
      button(say("unsent.show"), () => focusOn("unsent-heading")),
    ),
  );
}

export function unsentPanel() {
  const earlier = unsent.filter((entry) => entry.earlier);
  return [keptTexts().length > 0 && keptPanel(), earlier.length > 0 && earlierPanel(earlier)];
}

/** @param {Unsent[]} earlier */
function earlierPanel(earlier) {
  const items = h("ul", { class: "stack", role: "list" }, earlier.map(unsentItem));
  return h("details", { class: "quiet", key: "earlier" }, h("summary", null, say("unsent.earlier", { n: earlier.length })), items);
}

function keptPanel() {
  return h(
    "section",
    { class: "unsent card-like stack", key: "unsent", "aria-labelledby": "unsent-heading" },
    h("h2", { id: "unsent-heading", tabindex: -1 }, say("unsent.title")),
    h("p", { class: "small" }, say("unsent.explained")),
    keptTexts().some(canGoLate) && h("p", { class: "small" }, say("unsent.anyway_hint")),
    h(
      "ul",
      { class: "stack", role: "list" },
      ownUnsent().map(unsentItem),
      stranded().map((entry) => unsentItem({ ...entry, sentence: say("unsent.draft") })),
    ),
  );
}

/** @param {Unsent} entry */
function removeKept(entry) {
  if (drafts[entry.key]) dropDraft(entry.key);
  else dropUnsent(entry.key);
  drawSoon();
}

// A change of a card that is there already is no text of its own.
/** @param {Unsent} entry */
function canGoLate(entry) {
  return Boolean(picture && !session.ended && entry.activity && entry.activity !== "me" && !(entry.field || "").includes("/edit-"));
}

/** @param {Unsent} entry */
function sendAnyway(entry) {
  if (looksLikeCpr(entry.text) && approvedTexts.get(entry.key) !== entry.text) {
    approvedTexts.set(entry.key, entry.text);
    announce(say("cpr.warning"));
    return showNotice(say("cpr.warning"));
  }
  const { activity = "", text, title } = entry;
  const field = (entry.field || "").slice(activity.length + 1);
  submit(LATE_PATH, { text, activity, field }, { activity, title });
  removeKept(entry);
  focusSoon("heading");
}

/** @param {Unsent} entry */
function unsentItem(entry) {
  const onRemove = () => removeKept(entry);
  const id = `unsent-${entry.key.replace(/[^A-Za-z0-9]/g, "-")}`;
  return h(
    "li",
    { key: entry.key },
    h("label", { for: id }, entry.title || say("unsent.text")),
    h("p", { class: "hint", id: `${id}-why` }, entry.sentence),
    h("textarea", {
      id,
      readonly: true,
      rows: 2,
      ownContent: true,
      "aria-describedby": `${id}-why`,
      ready: (element) => {
        element.value = entry.text;
        growField(element);
      },
    }),
    h(
      "div",
      { class: "row" },
      canGoLate(entry) && button(say("unsent.anyway"), once(() => sendAnyway(entry))),
      button(say("unsent.copy"), () => copyText(id)),
      canGoBack(entry) && button(say("unsent.put_back"), () => putBack(entry, onRemove)),
      button(say("unsent.remove"), once(onRemove)),
    ),
  );
}

// The modern clipboard does not exist on plain HTTP; selecting and the old command do.
/** @param {string} id */
function copyText(id) {
  const element = /** @type {HTMLTextAreaElement} */ (document.getElementById(id));
  element.focus();
  element.select();
  let isCopied = false;
  try {
    isCopied = document.execCommand("copy");
  } catch {
    isCopied = false;
  }
  announce(say(isCopied ? "unsent.copied" : "unsent.selected"));
  showNotice(say(isCopied ? "unsent.copied" : "unsent.selected"));
}

/** @param {Unsent} entry */
function canGoBack(entry) {
  const activity = picture && picture.activity;
  return Boolean(entry.field && isShownDraft(activity, entry.field) && !draftOf(entry.field));
}

/** @param {Unsent} entry @param {() => void} onRemove */
function putBack(entry, onRemove) {
  fillField(entry.field || "", entry.text, entry.title);
  onRemove();
  drawNow();
  boundFields.get(entry.field).focus();
}
