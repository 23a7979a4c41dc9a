// Place: sort every card alone, one at a time or from a list, and see afterwards how the group saw it.

import { announce } from "../announce.js";
import { choiceOf, choose } from "../drafts.js";
import { button, h, unseen } from "../draw.js";
import { isPointed } from "../frame.js";
import { addKind } from "../kinds.js";
import { cardFace, withOrigin } from "./cards.js";
import { categoryMeanings, categoryName, categoryTag } from "./present.js";
import { latestFor, sendingState, stateMark, submitHere } from "../queue.js";
import { say } from "../words.js";

const ADVANCE_PAUSE = 450;
const ADVANCE_GUARD = 700;
const MOST_ROOM = 160;
let advancedAt = -ADVANCE_GUARD;
let advanceTimer = 0;

addKind("place", /** @type {Kind<PlacePart>} */ ({
  takesInput: true,
  says: (activity) => activity.open && isSecondRound(activity) && say("place.second_round"),
  view(shown, activity) {
    const { categories } = shown.kind;
    /** @type {CardToPlace[]} */
    const cards = shown.kind.cards.map((card) => ({ ...card, item: latestFor(activity.id, `place:${card.id}`) }));
    cards.forEach((card) => {
      if (card.item) card.mine = card.item.body.category;
      if (isSecondRound(activity)) card.stands = card.mine || card.first;
    });
    if (!cards.length) return h("p", null, say("place.none"));
    if (!activity.open || !activity.round) return placedCards(cards, categories, activity);
    return placingView(cards, categories, activity);
  },
}));

/** @param {CardToPlace[]} cards @param {CategoryPart[]} categories @param {ActivityPart} activity */
function placingView(cards, categories, activity) {
  const isList = choiceOf(activity.id, "view", "one") === "list";
  const isSecond = isSecondRound(activity);
  const placed = cards.filter((card) => card.mine || card.stands).length;
  const show = (/** @type {string} */ view) => choose(activity.id, "view", view);
  return [
    h(
      "div",
      { class: "place-head", key: "place-head" },
      h("p", { id: "place-progress" }, say("place.progress", { placed, all: cards.length })),
      h("progress", { value: placed, max: cards.length, "aria-labelledby": "place-progress" }),
    ),
    isList ? placeList(cards, categories, activity) : placeOne(cards, categories, activity),
    h(
      "div",
      { class: "row switch", key: "switch", role: "group", "aria-label": say("place.view") },
      button(say("place.one"), () => show("one"), { "aria-pressed": !isList }),
      button(say("place.list"), () => show("list"), { "aria-pressed": isList }),
    ),
    placed === cards.length && !isSecond && h("p", { class: "all-done", key: "all" }, say("place.all")),
    categoryMeanings(categories),
  ];
}

/** @param {CardToPlace[]} cards @param {CategoryPart[]} categories @param {ActivityPart} activity */
function placeOne(cards, categories, activity) {
  const wanted = choiceOf(activity.id, "card", "");
  const known = cards.findIndex((card) => card.id === wanted);
  const index = known < 0 ? Math.max(0, cards.findIndex((card) => !card.mine)) : known;
  const card = cards[index];
  const go = (/** @type {number} */ step) => showCard(activity, cards[(index + step + cards.length) % cards.length]);
  return h(
    "section",
    { class: "one", key: "one", "aria-labelledby": "one-heading" },
    h("h2", { id: "one-heading", class: "small-heading" }, say("place.number", { number: index + 1, all: cards.length })),
    h(
      "div",
      { class: "paper big" },
      h("p", { class: "card-text" }, withOrigin(card)),
      h("p", { class: "room", "aria-hidden": "true" }, longestText(cards)),
    ),
    categoryButtons(card, categories, activity, () => advance(cards, index, activity)),
    placeFoot(card, activity, undoLast(cards, card, activity)),
    h(
      "div",
      { class: "row spread" },
      button(say("place.previous"), () => go(-1)),
      button(say("place.next"), () => go(1)),
    ),
  );
}

// As much room for each card as the longest needs, so that the boxes stand still; a very long one pushes them.
/** @param {CardToPlace[]} cards */
function longestText(cards) {
  const texts = cards.map((card) => withOrigin(card).slice(0, MOST_ROOM));
  return texts.reduce((one, other) => (other.length > one.length ? other : one));
}

/** @param {ActivityPart} activity @param {CardToPlace} card */
function showCard(activity, card) {
  clearTimeout(advanceTimer);
  choose(activity.id, "card", card.id);
  announce(card.text);
}

// A moment to see what was chosen; then the next card that has no choice yet.
/** @param {CardToPlace[]} cards @param {number} index @param {ActivityPart} activity */
function advance(cards, index, activity) {
  if (cards[index].mine) return;
  const order = [...cards.slice(index + 1), ...cards.slice(0, index)];
  const next = order.find((card) => !card.mine);
  choose(activity.id, "card", cards[index].id);
  clearTimeout(advanceTimer);
  if (next) advanceTimer = setTimeout(() => moveOn(activity, cards[index], next), ADVANCE_PAUSE);
}

// A second tap that was meant for the card before does not place this one.
/** @param {ActivityPart} activity @param {CardToPlace} placed @param {CardToPlace} next */
function moveOn(activity, placed, next) {
  advancedAt = performance.now();
  choose(activity.id, "lastPlaced", placed.id);
  showCard(activity, next);
}

// A tap that places nothing is told: one who does not look would believe the card placed.
/** @param {CardToPlace} card @param {ActivityPart} activity */
function holdTap(card, activity) {
  choose(activity.id, "held", card.id);
  announce(say("place.held"));
}

/** @param {CardToPlace[]} cards @param {CardToPlace} card @param {ActivityPart} activity */
function undoLast(cards, card, activity) {
  const last = cards.find((each) => each.id === choiceOf(activity.id, "lastPlaced", "") && each.mine);
  if (!last || last.id === card.id) return null;
  const undo = () => {
    place(last, "", activity);
    choose(activity.id, "lastPlaced", "");
    showCard(activity, last);
  };
  return button([say("place.undo"), unseen(last.text)], undo, { class: "quiet-button" });
}

/** @param {CardToPlace[]} cards @param {CategoryPart[]} categories @param {ActivityPart} activity */
function placeList(cards, categories, activity) {
  return h(
    "ul",
    { class: "cards", role: "list", key: "list" },
    cards.map((card) =>
      h(
        "li",
        { class: "paper", key: card.id },
        h("p", { class: "card-text", id: `card-${card.id}` }, withOrigin(card)),
        categoryButtons(card, categories, activity),
        placeFoot(card, activity),
      ),
    ),
  );
}

/**
 * @param {CardToPlace} card
 * @param {CategoryPart[]} categories
 * @param {ActivityPart} activity
 * @param {() => void} [afterwards]
 */
function categoryButtons(card, categories, activity, afterwards) {
  const pick = (/** @type {CategoryPart} */ category) => {
    if (chosenFor(card) === category.key) return;
    if (afterwards && performance.now() - advancedAt < ADVANCE_GUARD) return holdTap(card, activity);
    place(card, category.key, activity);
    if (afterwards) afterwards();
  };
  return h(
    "div",
    { class: "boxes", role: "group", "aria-label": say("place.choose", { text: card.text }) },
    categories.map((category, place_) =>
      h(
        "button",
        {
          type: "button",
          key: category.key,
          class: `box tone-${place_ % 4}`,
          "aria-pressed": chosenFor(card) === category.key,
          onclick: () => pick(category),
        },
        h(
          "span",
          null,
          categoryName(category),
          category.gloss && h("span", { class: "gloss small" }, category.gloss),
          isSecondRound(activity) && card.first === category.key && h("span", { class: "gloss small" }, say("place.first")),
        ),
      ),
    ),
  );
}

/** @param {CardToPlace} card @param {string} category @param {ActivityPart} activity */
function place(card, category, activity) {
  const about = { activity: activity.id, title: activity.title, target: `place:${card.id}` };
  choose(activity.id, "held", "");
  submitHere("/api/placements", { card: card.id, category, round: activity.round }, about);
}

// In the second round the first choice stands until another is made.
/** @param {CardToPlace} card */
function chosenFor(card) {
  return card.mine || card.stands || "";
}

/** @param {CardToPlace} card @param {ActivityPart} activity @param {View} [undo] */
function placeFoot(card, activity, undo) {
  const none = choiceOf(activity.id, "held", "") === card.id ? "held" : card.stands ? "stands" : "not_yet";
  if (!card.mine) return h("div", { class: "foot-line small" }, h("p", null, say(`place.${none}`)), undo);
  return h(
    "div",
    { class: "foot-line" },
    stateMark(sendingState(card.item)),
    button([say("place.take_back"), unseen(card.text)], () => place(card, "", activity), { class: "quiet-button" }),
  );
}

// Odd rounds are the first of a meeting, even rounds the second.
/** @param {ActivityPart} activity */
function isSecondRound(activity) {
  return activity.round > 0 && activity.round % 2 === 0;
}

/** @param {CardToPlace[]} cards @param {CategoryPart[]} categories @param {ActivityPart} activity */
function placedCards(cards, categories, activity) {
  return [
    activity.revealed && !cards.some((card) => card.counts) && tooFewLine(),
    h("ul", { class: "cards", role: "list", key: "placed" }, cards.map((card) => placedCard(card, categories))),
  ];
}

/** @param {CardToPlace} card @param {CategoryPart[]} categories */
function placedCard(card, categories) {
  return h(
    "li",
    { class: "paper", key: card.id, "aria-current": isPointed(card.id) },
    cardFace(card),
    card.agreed && h("p", { class: "verdict" }, say("place.agreed"), " ", categoryTag(categories, card.agreed)),
    card.mine && h("p", { class: "first" }, say("place.mine"), " ", categoryTag(categories, card.mine)),
    card.counts && countBars(categories.map((category) => ({ name: categoryName(category), count: (card.counts || {})[category.key] || 0 })), true),
    card.counts && h("p", { class: "small" }, agreementOf(card)),
    card.goal && h("p", null, say("place.goal", { text: card.goal })),
    card.disagreement && h("p", null, say("place.disagreement", { text: card.disagreement })),
  );
}

// How far people agree; where several approaches lead, how they are split.
/** @param {CardToPlace} card */
function agreementOf(card) {
  const leading = Object.values(card.counts || {}).filter((count) => count && count === card.alike);
  if (leading.length > 1) return say("place.tied", { counts: leading.join("–") });
  return say("place.alike", { n: card.alike, cast: card.cast });
}

export function tooFewLine() {
  return h("p", { class: "small", key: "too-few" }, say("rate.too_few"));
}

/** @param {{ name: View, count: number }[]} rows @param {boolean} [isToned] */
export function countBars(rows, isToned) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return h(
    "ul",
    { class: "bars", role: "list" },
    rows.map((row, place_) =>
      h(
        "li",
        { class: isToned && `tone-${place_ % 4}` },
        h("span", { class: "bar-name" }, row.name),
        h("span", { class: "bar-count" }, String(row.count)),
        h("span", { class: "bar", part: row.count / most, "aria-hidden": "true" }),
      ),
    ),
  );
}
