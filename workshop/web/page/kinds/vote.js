// Vote: dots with a budget, put on and taken off with buttons; totals come with the reveal.

import { announce } from "../announce.js";
import { button, h, unseen } from "../draw.js";
import { isPointed } from "../frame.js";
import { addKind } from "../kinds.js";
import { cardFace } from "./cards.js";
import { tooFewLine } from "./place.js";
import { latestFor, sendingState, stateMark, submitHere } from "../queue.js";
import { picture } from "../store.js";
import { say } from "../words.js";

addKind("vote", /** @type {Kind<VotePart>} */ ({
  takesInput: true,
  view(shown, activity) {
    const { kind } = shown;
    const cards = kind.cards.map((card) => withOwnDots(card, activity));
    const used = dotsOn(cards);
    const hasTotals = cards.some((card) => card.dots !== null && card.dots !== undefined);
    const ranked = hasTotals ? [...cards].sort((one, other) => (other.dots || 0) - (one.dots || 0)) : cards;
    return [
      activity.open && dotsLine(kind, used),
      activity.open && kind.away > 0 && h("p", { class: "small", key: "away" }, say("vote.away", { n: kind.away })),
      activity.revealed && !activity.open && cards.length > 0 && !hasTotals && tooFewLine(),
      h(
        "ul",
        { class: "cards", role: "list", key: "vote" },
        ranked.map((card) => voteCard(card, kind, activity, used)),
      ),
    ];
  },
}));

/** @param {VoteCardPart} card @param {ActivityPart} activity */
function withOwnDots(card, activity) {
  const item = latestFor(activity.id, `vote:${card.id}`);
  return { ...card, mine: item ? item.body.dots : card.mine || 0, item };
}

/** @param {CardToVote[]} cards */
function dotsOn(cards) {
  return cards.reduce((sum, card) => sum + card.mine, 0);
}

// Why one more dot cannot be put on the card; empty where it can.
/** @param {CardToVote} card @param {VotePart} kind @param {number} used */
function whyNoMore(card, kind, used) {
  if (card.mine >= kind.max_per_item) return say("vote.most", { n: kind.max_per_item });
  return used < kind.dots ? "" : say("vote.left", { n: 0, all: kind.dots });
}

/** @param {VotePart} kind @param {number} used */
function dotsLine(kind, used) {
  const left = Math.max(0, kind.dots - used);
  const dots = Array.from({ length: kind.dots }, (_, place) => h("i", { class: place < left ? "dot" : "dot dot-used" }));
  return h(
    "div",
    { class: "dots-line", key: "dots" },
    h("p", null, say("vote.left", { n: left, all: kind.dots }), h("span", { class: "small" }, ` ${say("vote.most", { n: kind.max_per_item })}`)),
    h("span", { class: "dots", "aria-hidden": "true" }, dots),
  );
}

/** @param {CardToVote} card @param {VotePart} kind @param {ActivityPart} activity @param {number} used */
function voteCard(card, kind, activity, used) {
  return h(
    "li",
    { class: "paper vote", key: card.id, "aria-current": isPointed(card.id) },
    cardFace(card),
    card.dots !== null && card.dots !== undefined && h("p", { class: "verdict" }, say("vote.total", { n: card.dots })),
    activity.open ? voteButtons(card, activity, whyNoMore(card, kind, used)) : card.mine > 0 && h("p", { class: "first" }, say("vote.mine", { n: card.mine })),
  );
}

// Counts anew at each tap: a second one may come before the first has been drawn.
/** @param {string} id @param {number} step @param {ActivityPart} activity */
function changeDots(id, step, activity) {
  const { kind } = picture;
  if (!picture.activity || picture.activity.id !== activity.id) return;
  const cards = kind.cards.map((/** @type {VoteCardPart} */ card) => withOwnDots(card, activity));
  const card = cards.find((/** @type {CardToVote} */ each) => each.id === id);
  if (!card || card.mine + step < 0) return;
  const why = step > 0 && whyNoMore(card, kind, dotsOn(cards));
  if (why) {
    announce(why);
    return;
  }
  const about = { activity: activity.id, title: activity.title, target: `vote:${id}`, keepOrder: true };
  submitHere("/api/votes", { card: id, dots: card.mine + step }, about);
  announce(say("vote.mine", { n: card.mine + step }));
}

// aria-disabled instead of disabled: the button keeps its place in the tab order and its focus.
/** @param {CardToVote} card @param {ActivityPart} activity @param {string} why */
function voteButtons(card, activity, why) {
  const change = (/** @type {number} */ step) => () => changeDots(card.id, step, activity);
  return h(
    "div",
    { class: "vote-row", role: "group", "aria-label": card.text },
    button("−", change(-1), { class: "round", "aria-label": `${say("vote.minus")}: ${card.text}`, "aria-disabled": card.mine === 0 }),
    h("p", { class: "own-dots" }, h("strong", null, String(card.mine)), unseen(say("vote.mine", { n: card.mine }))),
    button("+", change(1), { class: "round", "aria-label": `${say("vote.plus")}: ${card.text}`, "aria-disabled": Boolean(why) }),
    h("p", { class: "vote-state" }, card.mine > 0 && stateMark(sendingState(card.item))),
    h("p", { class: "small no-more" }, card.mine > 0 && why),
  );
}
