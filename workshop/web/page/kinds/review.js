// Review: the last meetings' agreements with their status and what was learnt.

import { h, unseen } from "../draw.js";
import { choiceGroup } from "../fields.js";
import { addKind } from "../kinds.js";
import { agreementsView } from "./agree.js";
import { latestFor, sendingState, stateMark, submitHere } from "../queue.js";
import { say } from "../words.js";

addKind("review", /** @type {Kind<AgreePart>} */ ({
  view(shown, activity) {
    return agreementsView(shown.kind, (step) => shown.kind.own.includes(step.id) && progressView(step, activity));
  },
}));

// Who stands for an agreement says how far it is; the group talks about it, and the facilitator writes the rest.
/** @param {NextStepPart} step @param {ActivityPart} activity */
function progressView(step, activity) {
  const target = `progress:${step.id}`;
  const waiting = latestFor(activity.id, target);
  return h(
    "div",
    { class: "stack", key: "progress" },
    choiceGroup({
      id: target,
      legend: [say("agree.how_far"), unseen(step.what)],
      options: ["not-started", "under-way", "done", "stopped"].map((key) => ({ key, title: say(`agree.status.${key}`) })),
      value: waiting ? waiting.body.status : step.status,
      onChoose: (status) => submitHere("/api/progress", { step: step.id, status }, { activity: activity.id, target }),
    }),
    h("p", { class: "state-line" }, waiting && stateMark(sendingState(waiting))),
  );
}
