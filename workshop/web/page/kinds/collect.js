// Collect: write cards one by one, see and change one's own, and read the others' after the reveal.

import { choiceOf, choose, fieldKey } from "../drafts.js";
import { button, focusOn, h } from "../draw.js";
import { boundFields, emptyField, fieldText, mayBeSent, refuseHere, textField, textLength } from "../fields.js";
import { resultsFirst } from "../frame.js";
import { addKind } from "../kinds.js";
import { cardList } from "./cards.js";
import { noteCorrections, ownList } from "./collect-own.js";
import { chosenParts, gridChoices, statusChoice } from "./collect-parts.js";
import { ownInputs, sendingState, stateMark, submitHere } from "../queue.js";
import { choices, setChoices } from "../store.js";
import { limits, say } from "../words.js";

const SECOND_TAP = 1000;
let lastCardAt = -SECOND_TAP;

addKind("collect", /** @type {Kind<CollectPart>} */ ({
  takesInput: true,
  noteNews: noteCorrections,
  view(shown, activity) {
    const { kind } = shown;
    const mine = ownCards(kind, activity.id);
    const results = activity.revealed && othersView(kind, mine);
    return resultsFirst(activity, results, [activity.open && writeForm(kind, activity, mine), ownList(kind, activity, mine)]);
  },
  showsDraft(kind, activity, name) {
    if (name === "new") return true;
    const editing = choiceOf(activity.id, "editing", "");
    return name === `edit-${editing}` && ownCards(kind, activity.id).some((card) => card.name === editing);
  },
  // What is said when a card has arrived: one's own count, never the card's number.
  storedLine: (kind, activity) => receivedLine(ownCards(kind, activity.id)),
  takeCard(kind, card) {
    if (!Array.isArray(kind.others)) return false;
    if (kind.mine.some((own) => own.id === card.id)) return false;
    upsert(kind.others, card);
    return true;
  },
  dropCard(kind, id) {
    kind.others = (kind.others || []).filter((card) => card.id !== id);
    return !kind.mine.some((card) => card.id === id);
  },
}));

/** @param {CardPart[]} cards @param {CardPart} card */
function upsert(cards, card) {
  const place = cards.findIndex((other) => other.id === card.id);
  if (place < 0) cards.push(card);
  else cards[place] = card;
}

// The picture's own cards with everything on its way laid over them.
/** @param {CollectPart} kind @param {string} activity */
function ownCards(kind, activity) {
  /** @type {any[]} */
  const cards = kind.mine.map((card) => ({ ...card, item: null }));
  ownInputs(activity).forEach((item) => {
    const [, , , target, act] = item.path.split("/");
    const index = cards.findIndex((card) => card.id === target || card.reference === target);
    if (item.path === "/api/cards") addOwn(cards, item);
    else if (act === "withdraw" && index >= 0) cards.splice(index, 1);
    else if (index >= 0 && item.path.startsWith("/api/cards/")) cards[index] = { ...cards[index], ...item.body, item };
  });
  const names = choiceOf(activity, "names", {});
  return cards.map((card) => ({ ...card, name: card.reference || names[card.id] || card.id })).reverse();
}

/** @param {any[]} cards @param {Item} item */
function addOwn(cards, item) {
  if (cards.some((card) => card.id === item.id)) return;
  cards.push({ ...item.body, id: item.id || `@${item.key}`, reference: `@${item.key}`, item });
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {OwnCard[]} mine */
function writeForm(kind, activity, mine) {
  const key = fieldKey(activity.id, "new");
  const send = () => sendCard(kind, activity, key);
  const submitForm = (/** @type {Event} */ event) => {
    event.preventDefault();
    send();
  };
  return h(
    "form",
    { class: "card-like stack", key: "write", onsubmit: submitForm },
    textField({
      key,
      title: activity.title,
      label: say("collect.label"),
      rows: 2,
      onSend: send,
      sendsOnEnter: true,
      onPaste: (event) => notePaste(event, activity),
    }),
    gridChoices(kind, activity, "new"),
    h(
      "div",
      { class: "row send-row", key: "send" },
      h("button", { type: "submit", class: "primary" }, say("collect.send")),
      h("p", { class: "receipt" }, receipt(activity, mine)),
    ),
    linesQuestion(kind, activity, key),
    statusChoice(kind, activity, "new"),
  );
}

// Beside the button that was pressed: where the last card is. Its place has its height from the start.
/** @param {ActivityPart} activity @param {OwnCard[]} mine */
function receipt(activity, mine) {
  const last = mine.find((card) => card.name === choiceOf(activity.id, "last", ""));
  if (!last) return null;
  if (last.item && last.item.seq === undefined) return stateMark(sendingState(last.item));
  return h("span", { class: "state state-saved" }, receivedLine(mine));
}

/** @param {OwnCard[]} mine */
function receivedLine(mine) {
  return say("collect.received", { n: mine.filter((card) => !card.item || card.item.seq !== undefined).length });
}

/** @param {string} text */
function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

// A list that was pasted is asked about: the field itself sends with Enter and has few lines.
/** @param {ClipboardEvent} event @param {ActivityPart} activity */
function notePaste(event, activity) {
  const pasted = event.clipboardData ? event.clipboardData.getData("text") : "";
  if (linesOf(pasted).length > 1) choose(activity.id, "pasted", true);
}

/** @param {ActivityPart} activity @param {string} text */
function isListPasted(activity, text) {
  return choiceOf(activity.id, "pasted", false) && linesOf(text).length > 1;
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {string} key */
function linesQuestion(kind, activity, key) {
  const text = fieldText(key);
  if (!isListPasted(activity, text)) return null;
  const n = linesOf(text).length;
  const asOne = () => {
    choose(activity.id, "pasted", false);
    sendCard(kind, activity, key);
  };
  return h(
    "div",
    { class: "warning", key: "lines", role: "group", "aria-labelledby": "lines-question" },
    h("p", { id: "lines-question", tabindex: -1 }, say("collect.lines", { n })),
    h(
      "div",
      { class: "row" },
      button(say("collect.lines_each", { n }), () => sendLines(kind, activity, key), { class: "primary" }),
      button(say("collect.lines_one"), asOne),
    ),
  );
}

// A second tap on the button that has just emptied the field is no new card.
/** @param {CollectPart} kind @param {ActivityPart} activity @param {string} key */
function sendCard(kind, activity, key) {
  const text = fieldText(key).trim();
  if (!text && performance.now() - lastCardAt < SECOND_TAP) return;
  if (!text) return refuseHere(key, say("collect.empty"));
  if (isListPasted(activity, text)) return focusOn("lines-question");
  sendTexts(kind, activity, key, [text]);
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {string} key */
function sendLines(kind, activity, key) {
  sendTexts(kind, activity, key, linesOf(fieldText(key)));
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {string} key @param {string[]} texts */
function sendTexts(kind, activity, key, texts) {
  const chosen = chosenParts(kind, activity, "new");
  if (kind.grid && !(chosen.when && chosen.outcome)) return refuseHere(key, say("collect.choose_cell"));
  const whole = fieldText(key).trim();
  const isTooLong = (/** @type {string} */ text) => textLength(text) > limits.text;
  if (!mayBeSent(key, texts.length > 1 ? texts.find(isTooLong) || whole.slice(0, limits.text) : whole)) return;
  const about = { activity: activity.id, title: activity.title, field: key };
  const items = texts.map((text) => submitHere("/api/cards", { text, ...chosen }, about));
  lastCardAt = performance.now();
  emptyField(key);
  setChoices({ [activity.id]: { ...choices[activity.id], "new-status": undefined, pasted: false } });
  choose(activity.id, "last", `@${items[items.length - 1].key}`);
  boundFields.get(key).focus();
}

/** @param {CollectPart} kind @param {OwnCard[]} mine */
function othersView(kind, mine) {
  const own = new Set(mine.map((card) => card.id));
  const others = (kind.others || []).filter((card) => !own.has(card.id));
  return h(
    "section",
    { key: "others" },
    h("h2", null, say("collect.others", { n: others.length })),
    kind.grid ? gridSections(kind, others) : cardList(others, kind.deck.statuses),
  );
}

/** @param {CollectPart} kind @param {CardPart[]} cards */
function gridSections(kind, cards) {
  const { whens, outcomes } = /** @type {GridPart} */ (kind.grid);
  return whens.map((when) =>
    outcomes.map((outcome) => {
      const here = cards.filter((card) => card.when === when.key && card.outcome === outcome.key);
      const title = say("collect.cell", { when: when.title, outcome: outcome.title });
      return here.length > 0 && [h("h3", null, title), cardList(here, [])];
    }),
  );
}
