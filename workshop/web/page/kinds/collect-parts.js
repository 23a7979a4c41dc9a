// What a card has besides its text: where it belongs in the grid, and how far it is.

import { choiceOf, choose } from "../drafts.js";
import { choiceGroup } from "../fields.js";
import { say } from "../words.js";

/** @param {CollectPart} kind @param {ActivityPart} activity @param {string} part @param {OwnCard} [card] */
export function gridChoices(kind, activity, part, card) {
  if (!kind.grid) return null;
  const group = (/** @type {"when" | "outcome"} */ name, /** @type {string} */ legend, /** @type {ChoicePart[]} */ options) =>
    choiceGroup({
      id: `${part}-${name}`,
      legend,
      options,
      value: choiceOf(activity.id, `${part}-${name}`, card ? card[name] : ""),
      onChoose: (value) => choose(activity.id, `${part}-${name}`, value),
    });
  return [group("when", kind.grid.when || say("collect.when"), kind.grid.whens), group("outcome", kind.grid.outcome || say("collect.outcome"), kind.grid.outcomes)];
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {string} part @param {OwnCard} [card] */
export function statusChoice(kind, activity, part, card) {
  const options = kind.deck.statuses;
  if (!options.length) return null;
  return choiceGroup({
    id: `${part}-status`,
    legend: say("collect.status"),
    options,
    value: choiceOf(activity.id, `${part}-status`, (card && card.status) || options[0].key),
    onChoose: (value) => choose(activity.id, `${part}-status`, value),
  });
}

/** @param {CollectPart} kind @param {ActivityPart} activity @param {string} part @param {OwnCard} [card] */
export function chosenParts(kind, activity, part, card) {
  /** @type {{ status?: string, when?: string, outcome?: string }} */
  const chosen = {};
  if (kind.deck.statuses.length) {
    chosen.status = choiceOf(activity.id, `${part}-status`, (card && card.status) || kind.deck.statuses[0].key);
  }
  if (kind.grid) {
    /** @type {("when" | "outcome")[]} */ (["when", "outcome"]).forEach((name) => {
      chosen[name] = choiceOf(activity.id, `${part}-${name}`, card ? card[name] : "");
    });
  }
  return chosen;
}
