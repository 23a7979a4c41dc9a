// Review: the last meetings' agreements with their status and what was learnt.

import { fieldKey } from "../drafts.js";
import { h, unseen } from "../draw.js";
import { choiceGroup, textField } from "../fields.js";
import { addKind } from "../kinds.js";
import { latestFor, submitHere } from "../queue.js";
import { say } from "../words.js";
import { agreementsView } from "./agree.js";
import { answerState, sendAfterPause, sendText } from "./reflect.js";

addKind("review", /** @type {Kind<AgreePart>} */ ({
  view(shown, activity) {
    return agreementsView(shown.kind, (step) => shown.kind.own.includes(step.id) && progressView(step, activity));
  },
}));

// Who stands for an agreement says how far it is and who has seen its result; the facilitator writes the rest.
/** @param {NextStepPart} step @param {ActivityPart} activity */
function progressView(step, activity) {
  const target = `progress:${step.id}`;
  const key = fieldKey(activity.id, target);
  const said = () => (latestFor(activity.id, target) || { body: step }).body;
  const asBody = (/** @type {Record<string, string>} */ changed) => ({ step: step.id, status: said().status, seen_by: said().seen_by, ...changed });
  const sendSeen = () =>
    sendText(activity, key, () => said().seen_by, step.what, target, "/api/progress", (seen_by) => asBody({ seen_by }));
  return h(
    "div",
    { class: "stack", key: "progress" },
    choiceGroup({
      id: target,
      legend: [say("agree.how_far"), unseen(step.what)],
      options: ["not-started", "under-way", "done", "stopped"].map((each) => ({ key: each, title: say(`agree.status.${each}`) })),
      value: said().status,
      onChoose: (status) => submitHere("/api/progress", asBody({ status }), { activity: activity.id, target }),
    }),
    textField({
      key,
      title: step.what,
      label: [say("agree.seen_by"), unseen(step.what)],
      initial: said().seen_by,
      rows: 1,
      onText: () => sendAfterPause(key, sendSeen),
      onLeave: sendSeen,
    }),
    h("p", { class: "state-line" }, answerState(activity, target, key, said().seen_by)),
  );
}
