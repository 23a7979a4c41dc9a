// Reflect: the questions of one category at a time. Answers are sent when the writing pauses or the
// field is left, so that nobody has to remember a button.

import { choiceOf, choose, dropDraft, fieldKey } from "../drafts.js";
import { h, unseen } from "../draw.js";
import { boundFields, choiceGroup, fieldText, mayBeSent, textField } from "../fields.js";
import { resultsFirst } from "../frame.js";
import { addKind, kindOf } from "../kinds.js";
import { countBars } from "./place.js";
import { categoryByKey, categoryMeanings, categoryName } from "./present.js";
import { latestFor, sendingState, stateMark, submitHere } from "../queue.js";
import { picture } from "../store.js";
import { say } from "../words.js";

const ANSWER_PAUSE = 1500;
const answerTimers = new Map();

addKind("reflect", /** @type {Kind<ReflectPart>} */ ({
  takesInput: true,
  sendsByItself: true,
  showField(activity, name) {
    choose(activity.id, "category", name.split("/")[0]);
  },
  view(shown, activity) {
    const { kind } = shown;
    if (!kind.categories.length) return null;
    const suggested = kind.suggested || kind.categories[0].key;
    const key = choiceOf(activity.id, "category", suggested);
    const category = /** @type {CategoryPart} */ (categoryByKey(kind.categories, key) || categoryByKey(kind.categories, suggested));
    return [
      kind.placed && placedView(kind),
      categoryChooser(kind, activity, category),
      kind.table && h("p", { key: "table" }, say("reflect.table", { table: kind.table })),
      resultsFirst(
        activity,
        kind.answers && answersView(kind, category),
        kind.questions.map((question, place) =>
          activity.open ? questionField(kind, activity, category, question, place) : writtenAnswer(kind, category, question, place),
        ),
      ),
    ];
  },
}));

// The numbers that the talk is about: how many cards the group has agreed to put in each category.
/** @param {ReflectPart} kind */
function placedView(kind) {
  const placedIn = (/** @type {string} */ key) => /** @type {any} */ (kind.placed).find((/** @type {PlacedPart} */ each) => each.category === key);
  const countIn = (/** @type {string} */ key) => placedIn(key).count;
  const roomIn = (/** @type {string} */ key) => (placedIn(key).room === null ? "" : ` · ${kind.room} ${placedIn(key).room}`);
  const rows = kind.categories.map((category) => ({ name: [categoryName(category), roomIn(category.key)], count: countIn(category.key) }));
  return h(
    "section",
    { key: "placed" },
    h("h2", null, say("reflect.placed")),
    countBars(rows, true),
    countIn("") > 0 && h("p", null, say("reflect.not_placed", { n: countIn("") })),
  );
}

/** @param {ReflectPart} kind @param {ActivityPart} activity @param {CategoryPart} category */
function categoryChooser(kind, activity, category) {
  const options = kind.categories.map((each, place) => ({
    key: each.key,
    tone: `tone-${place % 4}`,
    face: [categoryName(each), !kind.placed && answeredCount(kind, activity, each)],
  }));
  return h(
    "div",
    { key: "chooser", class: kind.own && "chooser" },
    choiceGroup({
      id: "reflect-category",
      legend: kind.own ? say("reflect.choose") : unseen(activity.title),
      options,
      shape: kind.own ? "" : "tall",
      value: category.key,
      onChoose: (key) => choose(activity.id, "category", key),
    }),
    categoryMeanings(kind.categories),
    activity.open && kind.suggested && h("p", { class: "small" }, say("reflect.suggested", { title: /** @type {any} */ (categoryByKey(kind.categories, kind.suggested)).title })),
  );
}

/** @param {ReflectPart} kind @param {ActivityPart} activity @param {CategoryPart} category */
function answeredCount(kind, activity, category) {
  const n = kind.questions.filter((question) => currentAnswer(kind, activity, category, question)).length;
  return h("span", { class: "count" }, say("reflect.answered", { n, all: kind.questions.length }));
}

/** @param {CategoryPart} category @param {QuestionPart} question */
function answerTarget(category, question) {
  return `answer:${category.key}/${question.key}`;
}

/** @param {ReflectPart} kind @param {ActivityPart} activity @param {CategoryPart} category @param {QuestionPart} question */
function currentAnswer(kind, activity, category, question) {
  const waiting = latestFor(activity.id, answerTarget(category, question));
  return waiting ? waiting.body.text : savedAnswer(kind, category, question);
}

/** @param {ReflectPart} kind @param {CategoryPart} category @param {QuestionPart} question */
function hiddenNote(kind, category, question) {
  const isHidden = kind.mine.some((answer) => answer.hidden && answer.category === category.key && answer.question === question.key);
  return isHidden && h("p", { class: "small" }, say("reflect.hidden"));
}

/** @param {ReflectPart} kind @param {CategoryPart} category @param {QuestionPart} question */
function savedAnswer(kind, category, question) {
  const found = kind.mine.find((answer) => answer.category === category.key && answer.question === question.key);
  return found ? found.text : "";
}

/**
 * @param {ReflectPart} kind
 * @param {ActivityPart} activity
 * @param {CategoryPart} category
 * @param {QuestionPart} question
 * @param {number} place
 */
function questionField(kind, activity, category, question, place) {
  const key = fieldKey(activity.id, `${category.key}/${question.key}`);
  const saved = currentAnswer(kind, activity, category, question);
  const send = () => sendAnswer(activity, category, question, key);
  return h(
    "div",
    { class: "card-like question", key },
    textField({
      key,
      title: `${activity.title}: ${question.short}`,
      label: say("reflect.question", { number: place + 1, text: question.text }),
      initial: saved,
      onText: () => sendAfterPause(key, send),
      onLeave: send,
    }),
    h("p", { class: "state-line" }, answerState(activity, answerTarget(category, question), key, saved)),
    hiddenNote(kind, category, question),
  );
}

/** @param {ActivityPart} activity @param {string} target @param {string} key @param {string} saved */
export function answerState(activity, target, key, saved) {
  if (fieldText(key, saved).trim() !== saved.trim()) return stateMark("written");
  const sent = latestFor(activity.id, target);
  return saved || sent ? stateMark(sendingState(sent)) : null;
}

/** @param {string} key @param {() => void} send */
export function sendAfterPause(key, send) {
  clearTimeout(answerTimers.get(key));
  answerTimers.set(key, setTimeout(send, ANSWER_PAUSE));
}

// Sends what stands in a field, if that is not what was `sent` before. `asBody` makes the body of a text.
/**
 * @param {ActivityPart} activity
 * @param {string} key
 * @param {() => string} sent
 * @param {string} title
 * @param {string} target
 * @param {string} path
 * @param {(text: string, seen: string) => Record<string, any>} asBody
 */
export function sendText(activity, key, sent, title, target, path, asBody) {
  clearTimeout(answerTimers.get(key));
  const shown = picture && picture.activity;
  const element = boundFields.get(key);
  if (!element || !shown || shown.id !== activity.id || (kindOf(shown).takesInput && !shown.open)) return;
  const text = element.value.trim();
  if (text !== sent().trim()) {
    if (!mayBeSent(key, text)) return;
    submitHere(path, asBody(text, element.standing), { activity: activity.id, title, field: key, target });
    element.standing = text;
  }
  dropDraft(key);
}

/** @param {ActivityPart} activity @param {CategoryPart} category @param {QuestionPart} question @param {string} key */
function sendAnswer(activity, category, question, key) {
  const sent = () => currentAnswer(picture.kind, activity, category, question);
  const asBody = (/** @type {string} */ text, /** @type {string} */ seen) => ({
    category: category.key,
    question: question.key,
    text,
    seen,
  });
  sendText(activity, key, sent, `${activity.title}: ${question.short}`, answerTarget(category, question), "/api/answers", asBody);
}

/** @param {ReflectPart} kind @param {CategoryPart} category @param {QuestionPart} question @param {number} place */
function writtenAnswer(kind, category, question, place) {
  const text = savedAnswer(kind, category, question);
  return h(
    "div",
    { class: "question", key: question.key },
    h("h2", { class: "question-title" }, say("reflect.question", { number: place + 1, text: question.text })),
    h("p", { class: "card-text" }, text || say("reflect.nothing")),
    hiddenNote(kind, category, question),
  );
}

/** @param {ReflectPart} kind @param {CategoryPart} category */
function answersView(kind, category) {
  const rows = (kind.answers || []).filter((answer) => answer.category === category.key && (answer.texts.length || answer.agreed));
  return h(
    "section",
    { key: "answers" },
    h("h2", null, say("reflect.all_answers")),
    !rows.length && h("p", null, say("reflect.no_answers")),
    rows.map((answer) => {
      const question = kind.questions.find((each) => each.key === answer.question);
      return h(
        "div",
        { class: "paper", key: answer.question },
        h("h3", null, question ? question.text : ""),
        answer.agreed && h("p", { class: "verdict" }, say("reflect.agreed", { text: answer.agreed })),
        h("ul", null, answer.texts.map((text) => h("li", { class: "card-text" }, text))),
      );
    }),
  );
}
