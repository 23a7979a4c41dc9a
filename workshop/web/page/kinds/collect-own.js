// One's own cards in collect: where each one is on its way to the server, changing and taking back.

import { announce } from "../announce.js";
import { choiceOf, choose, fieldKey } from "../drafts.js";
import { button, focusOn, h, unseen } from "../draw.js";
import { boundFields, emptyField, fieldText, mayBeSent, refuseHere, textField } from "../fields.js";
import { isPointed } from "../frame.js";
import { cardFace } from "./cards.js";
import { chosenParts, gridChoices, statusChoice } from "./collect-parts.js";
import { drawNow, focusSoon } from "../paint.js";
import { ownInputs, sendingState, stateMark, submit } from "../queue.js";
import { choices, picture, setChoices } from "../store.js";
import { say } from "../words.js";

/** @param {CollectPart} kind @param {ActivityPart} activity @param {OwnCard[]} mine */
export function ownList(kind, activity, mine) {
  if (!mine.length) return null;
  return h(
    "section",
    { key: "mine" },
    h("h2", { id: "mine-heading", tabindex: -1 }, say("collect.mine", { n: mine.length })),
    h("ul", { class: "cards", role: "list" }, mine.map((card) => ownCard(kind, activity, card))),
  );
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {OwnCard} card */
function ownCard(kind, activity, card) {
  const { name } = card;
  const isEdited = choiceOf(activity.id, "editing", "") === name;
  const isLeaving = choiceOf(activity.id, "withdrawing", "") === name;
  return h(
    "li",
    { class: "paper own", key: name, "aria-current": isPointed(card.id) },
    isEdited && activity.open ? editForm(kind, activity, card, name) : ownFace(kind, card),
    activity.open && !isEdited && (isLeaving ? withdrawQuestion(activity, card) : ownButtons(activity, card, name)),
  );
}

// A text of one's own that is another now, and that one has not changed oneself, was put right by the facilitator.
/** @param {Picture} news */
export function noteCorrections(news) {
  const { kind, activity } = picture;
  if (!activity || !kind || !kind.mine || !kind.deck || !news.activity || news.activity.id !== activity.id) return;
  const letters = (/** @type {string} */ text) => text.normalize("NFC").replace(/[\s\p{C}]/gu, "");
  const changed = (/** @type {OwnCard} */ card) => {
    const own = ownInputs(activity.id).filter((item) => item.id === card.id || item.path === `/api/cards/${card.id}`).pop();
    if (own && !((own.seq ?? Infinity) <= news.seq)) return false;
    const old = own ? own.body : kind.mine.find((/** @type {OwnCard} */ each) => each.id === card.id);
    return old && letters(old.text || card.text) !== letters(card.text);
  };
  const corrected = news.kind.mine.filter(changed).map((/** @type {OwnCard} */ card) => card.id);
  if (!corrected.length) return;
  choose(activity.id, "corrected", [...choiceOf(activity.id, "corrected", []), ...corrected]);
  announce(say("collect.corrected"));
}

/** @param {CollectPart} kind @param {OwnCard} card */
function ownFace(kind, card) {
  const cell = kind.grid && [kind.grid.whens, kind.grid.outcomes].map((choicesOf, axis) => {
    const found = choicesOf.find((choice) => choice.key === (axis ? card.outcome : card.when));
    return found && found.title;
  });
  return [
    cell && cell[0] && cell[1] && h("p", { class: "card-foot" }, say("collect.cell", { when: cell[0], outcome: cell[1] })),
    choiceOf(/** @type {ActivityPart} */ (picture.activity).id, "corrected", []).includes(card.id) && h("p", { class: "small" }, say("collect.corrected")),
    card.hidden && h("p", { class: "small" }, say("collect.hidden")),
    cardFace(card, kind.deck.statuses, stateMark(sendingState(card.item))),
  ];
}

/** @param {ActivityPart} activity @param {OwnCard} card @param {string} name */
function ownButtons(activity, card, name) {
  return h(
    "div",
    { class: "row", key: "buttons" },
    button([say("edit.edit"), unseen(card.text)], () => startEdit(activity, card, name)),
    button([say("edit.withdraw"), unseen(card.text)], () => choose(activity.id, "withdrawing", name)),
  );
}

/** @param {ActivityPart} activity @param {OwnCard} card @param {string} name */
function startEdit(activity, card, name) {
  choose(activity.id, "seen", card.text);
  choose(activity.id, "editing", name);
  drawNow();
  const element = boundFields.get(fieldKey(activity.id, `edit-${name}`));
  if (element) element.focus();
}

/** @param {ActivityPart} activity @param {OwnCard} card */
function withdrawQuestion(activity, card) {
  const withdraw = () => {
    submit(`/api/cards/${card.id}/withdraw`, {}, { activity: activity.id, title: activity.title });
    choose(activity.id, "withdrawing", "");
    drawNow();
    focusOn(document.getElementById("mine-heading") ? "mine-heading" : "heading");
  };
  return h(
    "div",
    { class: "row", key: "question", role: "group", "aria-label": say("edit.withdraw_question") },
    h("p", null, say("edit.withdraw_question")),
    h("p", { class: "small wide" }, say("edit.withdraw_means")),
    button(say("edit.withdraw_yes"), withdraw, { class: "primary" }),
    button(say("edit.cancel"), () => choose(activity.id, "withdrawing", "")),
  );
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {OwnCard} card @param {string} name */
function editForm(kind, activity, card, name) {
  const key = fieldKey(activity.id, `edit-${name}`);
  const part = `edit-${name}`;
  const close = () => {
    emptyField(key);
    setChoices({ [activity.id]: { ...choices[activity.id], [`${part}-status`]: undefined } });
    choose(activity.id, "editing", "");
    focusSoon("mine-heading");
  };
  const save = () => {
    const text = fieldText(key, card.text).trim();
    if (!text) return refuseHere(key, say("collect.empty"));
    if (!mayBeSent(key, text)) return;
    const seen = choiceOf(activity.id, "seen", card.text);
    const body = { text, seen, ...chosenParts(kind, activity, part, card) };
    submit(`/api/cards/${card.id}`, body, { activity: activity.id, title: activity.title, field: key, target: `card:${name}` });
    close();
  };
  const submitForm = (/** @type {Event} */ event) => {
    event.preventDefault();
    save();
  };
  return h(
    "form",
    { class: "stack", key: "edit", onsubmit: submitForm },
    textField({ key, title: activity.title, label: say("edit.label"), initial: card.text, onSend: save }),
    gridChoices(kind, activity, part, card),
    statusChoice(kind, activity, part, card),
    h(
      "div",
      { class: "row" },
      h("button", { type: "submit", class: "primary" }, say("edit.save")),
      button(say("edit.cancel"), close),
    ),
  );
}
