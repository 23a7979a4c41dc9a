// Cards as every kind shows them.

import { h } from "../draw.js";
import { isPointed } from "../frame.js";
import { say } from "../words.js";

const described = new WeakMap();

/** @param {CardPart[]} cards @param {ChoicePart[]} statuses @param {(card: any) => View} [below] */
export function cardList(cards, statuses, below) {
  const item = (/** @type {AnyCard} */ card) => h("li", { class: "paper", key: card.id, "aria-current": isPointed(card.id) }, cardFace(card, statuses), below && below(card));
  return h("ul", { class: "cards", role: "list" }, cards.map(below ? item : (card) => unchanged(card, item)));
}

// The description of a card that is the same as last time is not made, nor compared, again: there may be 500.
/** @param {CardPart} card @param {(card: CardPart) => Element_} describe */
function unchanged(card, describe) {
  const before = described.get(card);
  if (before && before.props["aria-current"] === isPointed(card.id)) return before;
  const now = describe(card);
  described.set(card, now);
  return now;
}

/** @param {AnyCard} card @param {ChoicePart[]} [statuses] @param {View} [mark] */
export function cardFace(card, statuses, mark) {
  const status = (statuses || []).find((choice) => choice.key === card.status);
  return [
    h("p", { class: "card-text" }, withOrigin(card)),
    (card.merged || []).map((text) => h("p", { class: "merged" }, say("card.merged", { text }))),
    (card.number || status || mark) &&
      h("p", { class: "card-foot" }, [card.number, status && status.title].filter(Boolean).map((word) => h("span", null, word)), mark),
  ];
}

// A card that another group brought has its name behind its text.
/** @param {AnyCard} card */
export function withOrigin(card) {
  return card.origin ? `${card.text} (${card.origin})` : card.text;
}
