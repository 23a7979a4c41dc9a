// Cluster: the themes as they grow at the projector; the phone reads along.

import { announce } from "../announce.js";
import { h, toggle, unseen } from "../draw.js";
import { addKind } from "../kinds.js";
import { cardList } from "./cards.js";
import { latestFor, submitHere } from "../queue.js";
import { say } from "../words.js";

addKind("cluster", /** @type {Kind<ClusterPart>} */ ({
  view(shown, activity) {
    const { themes, unthemed, not_chosen: aside } = shown.kind;
    const cardsOf = (/** @type {AnyCard[]} */ cards) => cardList(cards, [], (card) => cardMarks(shown.kind, card, activity));
    return [
      themes.map((theme) =>
        h(
          "section",
          { class: "theme", key: theme.id },
          h("h2", null, theme.name, h("span", { class: "count" }, say("cluster.cards", { n: theme.cards.length }))),
          cardsOf(theme.cards),
        ),
      ),
      unthemed.length > 0 &&
        h("section", { class: "theme", key: "unthemed" }, h("h2", null, say("cluster.unthemed")), cardsOf(unthemed)),
      aside.length > 0 && h("section", { class: "theme", key: "aside" }, h("h2", null, say("cluster.not_chosen")), cardsOf(aside)),
    ];
  },
  takeCard(kind, card) {
    const isAside = kind.not_chosen.some((each) => each.id === card.id);
    removeCard(kind, card.id);
    if (isAside) {
      kind.not_chosen.push(card);
      return true;
    }
    const theme = kind.themes.find((each) => each.id === card.theme);
    if (card.theme && !theme) return false;
    (theme ? theme.cards : kind.unthemed).push(card);
    return true;
  },
  dropCard: removeCard,
}));

/** @param {ClusterPart} kind @param {string} id */
function removeCard(kind, id) {
  kind.unthemed = kind.unthemed.filter((card) => card.id !== id);
  kind.not_chosen = kind.not_chosen.filter((card) => card.id !== id);
  kind.themes.forEach((theme) => {
    theme.cards = theme.cards.filter((card) => card.id !== id);
  });
  return true;
}

// What one may quietly say of a card, one's own or another's: the facilitator sees how many say so.
/** @param {ClusterPart} kind @param {AnyCard} card @param {ActivityPart} activity */
function cardMarks(kind, card, activity) {
  return h(
    "div",
    { class: "row marks", role: "group", "aria-label": card.text },
    /** @type {MarkKind[]} */ (["me-too", "unclear"]).map((mark) => {
      const target = `mark:${card.id}:${mark}`;
      const waiting = latestFor(activity.id, target);
      const isSaid = waiting ? waiting.body.said : (kind.marked[card.id] || []).includes(mark);
      const change = () => {
        submitHere("/api/marks", { card: card.id, mark, said: !isSaid }, { activity: activity.id, target });
        announce(say(isSaid ? "cluster.taken_back" : "cluster.said"));
      };
      return toggle([say(`cluster.${mark}`), unseen(card.text)], isSaid, change, { key: mark });
    }),
  );
}
