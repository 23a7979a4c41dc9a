// Record: the form of one card at a time. What is written is sent when the writing pauses or the field
// is left, as in a talk; a field that only the facilitator fills is read here.

import { choiceOf, choose, fieldKey } from "../drafts.js";
import { h } from "../draw.js";
import { choiceGroup, textField } from "../fields.js";
import { addKind } from "../kinds.js";
import { answerState, sendAfterPause, sendText } from "./reflect.js";
import { latestFor, sendingState, stateMark, submitHere } from "../queue.js";
import { picture } from "../store.js";
import { say } from "../words.js";

addKind("record", /** @type {Kind<RecordPart>} */ ({
  takesInput: true,
  sendsByItself: true,
  showField(activity, name) {
    choose(activity.id, "card", name.split("/")[0]);
  },
  view(shown, activity) {
    const { kind } = shown;
    if (!kind.cards.length) return h("p", null, say("record.no_cards"));
    const wanted = choiceOf(activity.id, "card", kind.cards[0].id);
    const card = kind.cards.find((each) => each.id === wanted) || kind.cards[0];
    return [recordChooser(kind, activity, card), recordForm(kind, activity, card)];
  },
}));

/** @param {RecordPart} kind @param {ActivityPart} activity @param {RecordCardPart} card */
function recordChooser(kind, activity, card) {
  if (kind.cards.length < 2) return h("p", { class: "card-text", key: "card" }, card.text);
  return h(
    "div",
    { key: "chooser" },
    choiceGroup({
      id: "record-card",
      legend: say("record.choose"),
      options: kind.cards.map((each) => ({
        key: each.id,
        face: [h("span", null, h("strong", null, each.number), ` ${each.text}`), h("span", { class: "count" }, recordCount(kind, each))],
      })),
      shape: "tall",
      value: card.id,
      onChoose: (key) => choose(activity.id, "card", key),
    }),
  );
}

/** @param {RecordPart} kind @param {RecordCardPart} card */
function recordCount(kind, card) {
  const n = kind.fields.filter((field) => card.stands[field.key] || card.mine[field.key] || (card.answers[field.key] || []).length).length;
  return say("record.filled", { n, all: kind.fields.length });
}

/** @param {RecordPart} kind @param {ActivityPart} activity @param {RecordCardPart} card */
function recordForm(kind, activity, card) {
  return [
    kind.cards.length > 1 && h("h2", { class: "small-heading", key: `form-${card.id}` }, `${card.number} ${card.text}`),
    kind.fields.map((field) =>
      activity.open && field.by !== "facilitator" ? recordField(activity, card, field) : recordText(card, field),
    ),
  ];
}

/** @param {RecordFieldPart} field */
function recordTitle(field) {
  return field.required ? `${field.title} ${say("record.required")}` : field.title;
}

/** @param {RecordCardPart} card @param {RecordFieldPart} field */
function recordSaved(card, field) {
  return (field.by === "everyone" ? card.mine[field.key] : card.stands[field.key]) || "";
}

/** @param {RecordCardPart} card @param {RecordFieldPart} field */
function recordTarget(card, field) {
  return `field:${card.id}/${field.key}`;
}

/** @param {ActivityPart} activity @param {RecordCardPart} card @param {RecordFieldPart} field */
function recordNow(activity, card, field) {
  const waiting = latestFor(activity.id, recordTarget(card, field));
  return waiting ? waiting.body.text : recordSaved(card, field);
}

// A field with choices is answered with one tap; what everybody answered is told as counts.
/** @param {ActivityPart} activity @param {RecordCardPart} card @param {RecordFieldPart} field */
function recordChoice(activity, card, field) {
  const saved = recordNow(activity, card, field);
  const about = { activity: activity.id, title: `${activity.title}: ${field.title}`, target: recordTarget(card, field) };
  return h(
    "div",
    { class: "card-like question", key: `${card.id}/${field.key}` },
    choiceGroup({
      id: `choice-${card.id}-${field.key}`,
      legend: recordTitle(field),
      options: field.choices.map((title) => ({ key: title, title })),
      value: saved,
      onChoose: (text) => submitHere("/api/fields", { card: card.id, field: field.key, text }, about),
    }),
    field.help && h("p", { class: "small" }, field.help),
    saved && h("p", { class: "state-line" }, stateMark(sendingState(latestFor(activity.id, recordTarget(card, field))))),
    field.by === "everyone" && recordGiven(card, field),
  );
}

/** @param {ActivityPart} activity @param {RecordCardPart} card @param {RecordFieldPart} field */
function recordField(activity, card, field) {
  if (field.choices.length) return recordChoice(activity, card, field);
  const key = fieldKey(activity.id, `${card.id}/${field.key}`);
  const saved = recordNow(activity, card, field);
  const send = () => sendRecordField(activity, card, field, key);
  const hint = [field.help, field.by === "everyone" ? say("record.by_everyone") : say("record.by_table")].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "card-like question", key },
    textField({
      key,
      title: `${activity.title}: ${field.title}`,
      label: recordTitle(field),
      hint,
      initial: saved,
      onText: () => sendAfterPause(key, send),
      onLeave: send,
    }),
    answerState(activity, recordTarget(card, field), key, saved),
    field.by === "everyone" && recordGiven(card, field),
  );
}

/** @param {ActivityPart} activity @param {RecordCardPart} card @param {RecordFieldPart} field @param {string} key */
function sendRecordField(activity, card, field, key) {
  const find = (/** @type {RecordCardPart} */ each) => each.id === card.id;
  const sent = () => recordNow(activity, picture.kind.cards.find(find) || card, field);
  const asBody = (/** @type {string} */ text) => ({ card: card.id, field: field.key, text });
  sendText(activity, key, sent, `${activity.title}: ${field.title}`, recordTarget(card, field), "/api/fields", asBody);
}

// What a field holds: what stands, and in a field for everyone what each has answered.
/** @param {RecordCardPart} card @param {RecordFieldPart} field */
function recordText(card, field) {
  return h(
    "div",
    { class: "card-like question", key: `${card.id}/${field.key}` },
    h("h3", { class: "question-title" }, recordTitle(field)),
    field.by !== "everyone" && card.stands[field.key] && h("p", { class: "card-text" }, card.stands[field.key]),
    recordGiven(card, field),
    !card.stands[field.key] &&
      !(card.answers[field.key] || []).length &&
      h("p", { class: "small" }, card.mine[field.key] || say("record.empty")),
  );
}

/** @param {RecordCardPart} card @param {RecordFieldPart} field */
function recordGiven(card, field) {
  const answers = card.answers[field.key] || [];
  if (field.choices.length) return recordCounts(card, field, answers);
  const given = answers;
  return [
    field.by === "everyone" && card.stands[field.key] && h("p", { class: "verdict" }, card.stands[field.key]),
    given.map((text) => h("p", { class: "card-text" }, `– ${text}`)),
  ];
}

/** @param {RecordCardPart} card @param {RecordFieldPart} field @param {string[]} answers */
function recordCounts(card, field, answers) {
  const counts = field.choices.map((title) => [title, answers.filter((each) => each === title).length]).filter(([, n]) => n);
  return [
    field.by === "everyone" && card.stands[field.key] && h("p", { class: "verdict" }, card.stands[field.key]),
    counts.length > 0 && h("p", { class: "small" }, counts.map(([title, n]) => `${title} ${n}`).join(" · ")),
  ];
}
