// Text fields whose content is the person's own: drafts, growing height, the warning about numbers
// that look like a CPR number, and the sentence of a refusal beside the field it concerns.

import { announce } from "./announce.js";
import { draftOf, dropDraft, fieldErrors, keepDraft } from "./drafts.js";
import { button, focusOn, h } from "./draw.js";
import { drawSoon } from "./paint.js";
import { limits, say } from "./words.js";

const COUNT_FROM = 0.9 * limits.text;
export const approvedTexts = new Map();
const cprWarnings = new Map();
export const boundFields = new Map();
export const fieldSenders = new Map();

// The rule of prompts/language/personal_numbers.py: day (or day + 60; Norway: + 40), month, year, four or five digits.
const CPR_BETWEEN = " {0,3}[-./_~]{0,2} {0,3}";
const CPR_REST =
  `${CPR_BETWEEN}(?:0[1-9]|1[0-2])${CPR_BETWEEN}(?:(?:19|20)\\d\\d ?- ?|\\d\\d${CPR_BETWEEN})\\d\\d ?\\d\\d`;
const CPR_LIKE = new RegExp(
  `(?:^|\\D)(?:(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])${CPR_REST}\\d?|(?:4[1-9]|[56]\\d|7[01])${CPR_REST}\\d)(?!\\d)`,
);

/** @param {string} text */
export function looksLikeCpr(text) {
  const simple = text
    .replace(/\p{Nd}/gu, plainDigit)
    .replace(/[\p{Pd}\u2212\u2043\u00ad]/gu, "-")
    .replace(/[\p{Zs}\p{Cf}\t]/gu, " ");
  return CPR_LIKE.test(simple);
}

// Unicode has the digits of every script from zero to nine in a row.
/** @param {string} digit */
function plainDigit(digit) {
  let zero = /** @type {number} */ (digit.codePointAt(0));
  if (zero < 128) return digit;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((/** @type {number} */ (digit.codePointAt(0)) - zero) % 10);
}

/** @param {string} text */
export function textLength(text) {
  return Array.from(text.normalize("NFC")).length;
}

// `key` names the draft, `initial` is what the server has, `onText` hears every change, `onLeave` the blur;
// with `sendsOnEnter` the keyboard's own key sends, and `onPaste` hears what is pasted.
/** @param {FieldOptions} options */
export function textField({ key, title, label, hint, initial, rows, onText, onLeave, onSend, sendsOnEnter, onPaste }) {
  const id = `field-${key.replace(/[^A-Za-z0-9]/g, "-")}`;
  followServer(key, initial);
  fieldSenders.set(key, onSend || onLeave);
  const error = fieldErrors.get(key);
  const text = fieldText(key, initial);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "field", key },
    h("label", { for: id }, label),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
    h("textarea", {
      id,
      rows: rows || 3,
      dir: "auto",
      enterkeyhint: sendsOnEnter ? "send" : null,
      ownContent: true,
      "aria-describedby": described || null,
      "aria-invalid": error ? "true" : null,
      ready: (element) => {
        bindField(element, key, initial);
        // What a reload has left in a field that sends by itself is sent like what has just been written.
        if (onText && draftOf(key)) onText();
      },
      oninput: (event) => fieldChanged(event.target, key, title, onText),
      onblur: onLeave,
      onpaste: onPaste,
      onkeydown: (event) => sendOnShortcut(event, onSend, sendsOnEnter),
    }),
    text.length > COUNT_FROM && h("p", { class: "hint" }, say("field.length", { length: textLength(text) })),
    error && h("p", { class: "error", id: `${id}-error` }, error),
    cprWarnings.get(key) === text && text && cprWarning(id, key, /** @type {() => void} */ (onSend || onLeave)),
  );
}

/** @param {string} key @param {string | undefined} [initial] */
export function fieldText(key, initial) {
  const element = boundFields.get(key);
  if (element && element.isConnected) return element.value;
  return draftOf(key) || initial || "";
}

// What the facilitator changed shows in a field that nobody is writing in.
/** @param {string} key @param {string | undefined} initial */
function followServer(key, initial) {
  const element = boundFields.get(key);
  if (!element || element.baseline === initial) return;
  const isUntouched = element.value === (element.baseline || "") && document.activeElement !== element;
  if (isUntouched && !draftOf(key)) element.value = element.standing = initial || "";
  element.baseline = initial;
}

/** @param {Field} element @param {string} key @param {string | undefined} initial */
function bindField(element, key, initial) {
  boundFields.set(key, element);
  element.baseline = initial;
  element.value = draftOf(key) || initial || "";
  // What the server had when the text was begun, so that nobody at the same table is written over.
  element.standing = draftOf(key) ? "" : element.value;
  growField(element);
}

/** @param {Field} element @param {string} key @param {string} title @param {(() => void) | undefined} onText */
function fieldChanged(element, key, title, onText) {
  const before = draftOf(key);
  const isTold = fieldErrors.delete(key) || cprWarnings.has(key);
  keepDraft(key, element.value === (element.baseline || "") ? "" : element.value, title);
  growField(element);
  if (onText) onText();
  if (isTold || !isOneLine(before) || !isOneLine(draftOf(key))) drawSoon();
}

// From one such text to the next nothing else on the page changes: with 500 cards drawing takes longer than a key.
/** @param {string} text */
function isOneLine(text) {
  return text && text.length <= COUNT_FROM && !text.includes("\n");
}

/** @param {Field} element */
export function growField(element) {
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 4}px`;
}

/** @param {string} key @param {string} text @param {string} [title] */
export function fillField(key, text, title) {
  keepDraft(key, text, title);
  const element = boundFields.get(key);
  if (!element || !element.isConnected) return;
  element.value = text || element.baseline || "";
  growField(element);
}

/** @param {string} key */
export function emptyField(key) {
  const element = boundFields.get(key);
  if (element && element.isConnected) {
    element.value = "";
    growField(element);
  }
  dropDraft(key);
  fieldErrors.delete(key);
  cprWarnings.delete(key);
  approvedTexts.delete(key);
}

// Enter that ends a word of an input method belongs to that word.
/** @param {KeyboardEvent} event @param {(() => void) | undefined} onSend @param {boolean | undefined} sendsOnEnter */
function sendOnShortcut(event, onSend, sendsOnEnter) {
  if (!onSend || event.key !== "Enter" || event.isComposing) return;
  if (!(event.ctrlKey || event.metaKey || (sendsOnEnter && !event.shiftKey))) return;
  event.preventDefault();
  onSend();
}

// Whether `text` may be sent now; if not, the reason is shown beside the field.
/** @param {string} key @param {string} text */
export function mayBeSent(key, text) {
  if (textLength(text) > limits.text) {
    const sentence = say("field.too_long", { length: textLength(text), longest: limits.text });
    fieldErrors.set(key, sentence);
    announce(sentence);
  } else if (looksLikeCpr(text) && approvedTexts.get(key) !== text) {
    cprWarnings.set(key, text);
    announce(say("cpr.warning"));
  } else {
    return true;
  }
  drawSoon();
  return false;
}

/** @param {string} id @param {string} key @param {() => void} send */
function cprWarning(id, key, send) {
  const approve = () => {
    approvedTexts.set(key, cprWarnings.get(key));
    cprWarnings.delete(key);
    send();
    drawSoon();
  };
  return h(
    "div",
    { class: "warning", role: "group", "aria-label": say("cpr.title") },
    h("p", null, say("cpr.warning")),
    h(
      "div",
      { class: "row" },
      button(say("cpr.edit"), () => focusOn(id), { class: "primary" }),
      button(say("cpr.send"), approve),
    ),
  );
}

// One choice of a few, as native radio buttons that look like buttons.
/** @param {ChoiceOptions} options */
export function choiceGroup({ id, legend, options, value, onChoose, shape }) {
  return h(
    "fieldset",
    { class: shape ? `choices choices-${shape}` : "choices", key: id },
    h("legend", null, legend),
    h(
      "div",
      { class: "choice-row" },
      options.map((option) =>
        h(
          "label",
          { class: `choice ${option.tone || ""}`, key: option.key },
          h("input", {
            type: "radio",
            name: id,
            value: option.key,
            checked: option.key === value,
            onchange: () => onChoose(option.key),
          }),
          h("span", { class: "choice-face" }, option.face || h("span", null, option.title)),
        ),
      ),
    ),
  );
}

/** @param {string} key @param {string} sentence */
export function refuseHere(key, sentence) {
  fieldErrors.set(key, sentence);
  announce(sentence);
  boundFields.get(key).focus();
  drawSoon();
}
