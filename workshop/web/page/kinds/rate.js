// Rate: one number for each statement, with the words of the scale beside the numbers.

import { h, unseen } from "../draw.js";
import { choiceGroup } from "../fields.js";
import { resultsFirst } from "../frame.js";
import { addKind } from "../kinds.js";
import { countBars, tooFewLine } from "./place.js";
import { latestFor, sendingState, stateMark, submitHere } from "../queue.js";
import { say } from "../words.js";

addKind("rate", /** @type {Kind<RatePart>} */ ({
  takesInput: true,
  view(shown, activity) {
    const { kind } = shown;
    return resultsFirst(
      activity,
      kind.spread && spreadView(kind),
      [
        kind.statements.map((statement) => statementView(kind, activity, statement)),
        kind.agreed.length > 0 && h("section", { key: "agreed" }, h("h2", null, say("agree.title")), h("ul", { class: "cards", role: "list" }, kind.agreed.map((text) => h("li", { class: "paper" }, text)))),
      ].flat(),
    );
  },
}));

/** @param {RatePart} kind @param {ActivityPart} activity @param {StatementPart} statement */
function statementView(kind, activity, statement) {
  const two = kind.second_scale;
  return h(
    "div",
    { class: "card-like question", key: statement.key },
    two && h("h2", { class: "question-title" }, statement.text),
    [kind.scale, two].map((scale, number) => scale && measureView(kind, activity, statement, scale, number)),
  );
}

// One thing on one scale. Where there are two, each has its title, and the text stands above both.
/**
 * @param {RatePart} kind
 * @param {ActivityPart} activity
 * @param {StatementPart} statement
 * @param {ScalePart} scale
 * @param {number} number
 */
function measureView(kind, activity, statement, scale, number) {
  const target = `rate:${statement.key}:${number}`;
  const item = latestFor(activity.id, target);
  const value = item ? item.body.value : (number ? kind.mine_second : kind.mine)[statement.key];
  const isAnswered = Number.isInteger(value);
  const title = kind.second_scale ? [scale.title, unseen(statement.text)] : statement.text;
  const rate = (/** @type {string} */ key) => submitHere(
    "/api/ratings",
    { statement: statement.key, value: Number(key), scale: number },
    { activity: activity.id, title: activity.title, target },
  );
  return h(
    "div",
    null,
    activity.open
      ? scaleChoice(scale, target, title, value, rate)
      : [h("h2", { class: "question-title" }, title), ownRating(scale, value, isAnswered)],
    activity.open && h("p", { class: "state-line" }, isAnswered && stateMark(sendingState(item))),
  );
}

/** @param {ScalePart} scale @param {string} id @param {View} title @param {any} value @param {(key: string) => void} rate */
function scaleChoice(scale, id, title, value, rate) {
  const labels = new Map(scale.labels);
  const allNamed = isAllNamed(scale);
  const values = Array.from({ length: scale.highest - scale.lowest + 1 }, (_, step) => scale.lowest + step);
  return [
    choiceGroup({
      id,
      legend: title,
      shape: allNamed ? "tall" : "numbers",
      options: (allNamed ? [...values].reverse() : values).map((each) => ({
        key: String(each),
        face: [h("span", { class: "number" }, String(each)), allNamed ? h("span", null, /** @type {string} */ (labels.get(each))) : labels.has(each) && unseen(/** @type {string} */ (labels.get(each)))],
      })),
      value: String(value),
      onChoose: rate,
    }),
    !allNamed && h("ul", { class: "scale-words", role: "list" }, scale.labels.map(([each, text]) => h("li", null, h("strong", null, String(each)), ` ${text}`))),
  ];
}

// A scale with a word for every number stands with the highest on top, here as on the projector.
/** @param {ScalePart} scale */
function isAllNamed(scale) {
  return scale.labels.length > scale.highest - scale.lowest;
}

/** @param {ScalePart} scale @param {any} value @param {boolean} isAnswered */
function ownRating(scale, value, isAnswered) {
  return h("p", null, isAnswered ? say("rate.mine", { value: ratingName(scale, value) }) : say("rate.none"));
}

/** @param {ScalePart} scale @param {any} value */
function ratingName(scale, value) {
  const found = scale.labels.find(([each]) => each === value);
  return found ? `${value} – ${found[1]}` : String(value);
}

/** @param {RatePart} kind */
function spreadView(kind) {
  return h(
    "section",
    { key: "spread" },
    h("h2", null, say("rate.spread")),
    (kind.spread || []).map((spread) => {
      const statement = kind.statements.find((each) => each.key === spread.statement);
      const scale = /** @type {ScalePart} */ (spread.scale ? kind.second_scale : kind.scale);
      const counts = isAllNamed(scale) ? [...spread.counts].reverse() : spread.counts;
      const rows = counts.map(([value, count]) => ({ name: ratingName(scale, value), count }));
      return h(
        "div",
        { class: "paper" },
        h("h3", null, statement && statement.text, kind.second_scale && ` · ${scale.title}`),
        h("p", { class: "small" }, say("rate.answers", { n: spread.answers })),
        rows.length ? countBars(rows) : tooFewLine(),
      );
    }),
    kind.held.length > 0 && heldView(kind),
  );
}

// What the numbers are held against, such as how the group saw itself when the day began.
/** @param {RatePart} kind */
function heldView(kind) {
  return h(
    "div",
    { class: "paper", key: "held" },
    h("h3", null, say("rate.held_title")),
    [...new Set(kind.held.map((each) => each.title))].map((title) => [
      h("h4", null, title),
      kind.held
        .filter((each) => each.title === title)
        .map((each) => h("p", null, h("strong", null, say("rate.held", { means: each.means.join(" → "), highest: each.highest })), ` ${each.text}`)),
    ]),
  );
}
