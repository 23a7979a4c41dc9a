// Agree: what was decided, the agreements as they are written at the projector, and what was parked.

import { button, h, once, unseen } from "../draw.js";
import { isPointed } from "../frame.js";
import { addKind } from "../kinds.js";
import { latestFor, sendingState, stateMark, submitHere } from "../queue.js";
import { picture } from "../store.js";
import { say } from "../words.js";

addKind("agree", /** @type {Kind<AgreePart>} */ ({
  view(shown, activity) {
    return agreementsView(shown.kind, (step) => takeView(shown.kind, step, activity));
  },
}));

const AGREEMENT_PARTS = ["who", "due", "first_visible_result", "seen_by", "resources", "help", "initiative", "approach", "learning"];

/** @param {AgreePart} kind @param {(step: NextStepPart) => View} below */
export function agreementsView(kind, below) {
  const { decisions } = kind;
  return [
    decisions.length > 0 && h("h2", { key: "decisions-heading" }, say("agree.decided")),
    decisions.length > 0 && h("ol", { class: "cards", role: "list", key: "decisions" }, decisions.map(decision)),
    h("h2", { key: "steps-heading" }, say("agree.title")),
    kind.next_steps.length
      ? h("ol", { class: "cards", role: "list", key: "steps" }, kind.next_steps.map((step) => agreement(step, below)))
      : h("p", { key: "none" }, say("agree.none")),
    kind.parked.length > 0 && h("h2", { key: "parked-heading" }, say("agree.parked")),
    kind.parked.length > 0 && h("ul", { class: "cards", role: "list", key: "parked" }, kind.parked.map(parkedItem)),
  ];
}

/** @param {NextStepPart} step @param {(step: NextStepPart) => View} below */
function agreement(step, below) {
  // Nobody yet has a line too: whoever takes it moves nothing.
  /** @type {Record<string, any>} */
  const texts = { ...step, who: step.who || "–", due: step.due ? dateText(step.due) : step.due_words };
  const parts = AGREEMENT_PARTS.filter((part) => texts[part]);
  return h(
    "li",
    { class: "paper", key: step.number, "aria-current": isPointed(step.id) },
    h("h3", { class: "agreement" }, step.what),
    h(
      "dl",
      null,
      parts.map((part) => h("div", { key: part }, h("dt", null, say(`agree.${part}`)), h("dd", null, texts[part]))),
    ),
    step.status && step.status !== "not-started" && h("p", { class: "card-foot" }, say(`agree.status.${step.status}`)),
    below(step),
  );
}

// Whoever wants an agreement that nobody stands for says so; it is given back with the same button.
/** @param {AgreePart} kind @param {NextStepPart} step @param {ActivityPart} activity */
function takeView(kind, step, activity) {
  const target = `take:${step.id}`;
  const waiting = latestFor(activity.id, target);
  const isMine = waiting ? waiting.body.taken : kind.own.includes(step.id) && step.who === picture.me.alias;
  if (step.who && !isMine && !waiting) return null;
  if (!kind.named) return h("p", { class: "small" }, say("agree.name_first"));
  const change = () => submitHere("/api/taken", { step: step.id, taken: !isMine }, { activity: activity.id, title: step.what, target });
  return h(
    "div",
    { class: "row", key: "take" },
    button([say(isMine ? "agree.give_back" : "agree.take"), unseen(step.what)], once(change)),
    waiting && stateMark(sendingState(waiting)),
  );
}

/** @param {DecisionPart} item */
function decision(item) {
  const who = item.who.join(", ");
  return h("li", { class: "paper", key: item.number }, h("p", { class: "card-text" }, item.text), who && h("p", { class: "card-foot" }, who));
}

/** @param {ParkedPart} item */
function parkedItem(item) {
  return h(
    "li",
    { class: "paper", key: item.number },
    h("p", { class: "card-text" }, item.text),
    h("p", { class: "card-foot" }, item.who ? say("agree.parked_who", { who: item.who }) : say("agree.parked_nobody")),
  );
}

// The English of Europe has the day before the month.
function dateLocale() {
  const { lang } = document.documentElement;
  return lang === "en" ? "en-GB" : lang;
}

/** @param {string} iso */
function dateText(iso) {
  const date = new Date(`${iso}T12:00:00`);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleDateString(dateLocale(), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}
