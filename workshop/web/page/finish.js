// To be finished with a text still in a field: the person is asked what is to become of it.

import { choose, openDrafts } from "./drafts.js";
import { button, focusOn, h } from "./draw.js";
import { boundFields, fieldSenders } from "./fields.js";
import { kindOf } from "./kinds.js";
import { drawNow, focusSoon } from "./paint.js";
import { submitHere } from "./queue.js";
import { say } from "./words.js";

/** @param {ActivityPart} activity @param {boolean} done */
export function sendDone(activity, done) {
  choose(activity.id, "finishing", false);
  submitHere("/api/done", { done }, { activity: activity.id, target: "done" });
}

// Fields that send by themselves need no question; what they cannot send does.
/** @param {ActivityPart} activity */
export function finish(activity) {
  if (kindOf(activity).sendsByItself) sendDrafts(activity);
  const n = openDrafts(activity).length;
  if (!n) return sendDone(activity, true);
  choose(activity.id, "finishing", true);
  drawNow();
  focusOn("finish-question");
}

/** @param {ActivityPart} activity @param {number} n */
export function finishQuestion(activity, n) {
  const answered = (/** @type {() => void} */ answer) => () => {
    choose(activity.id, "finishing", false);
    answer();
  };
  const without = () => {
    sendDone(activity, true);
    focusSoon("done-button");
  };
  return h(
    "div",
    { class: "warning", key: "finish", role: "group", "aria-labelledby": "finish-question" },
    h("p", { id: "finish-question", tabindex: -1 }, say("done.unsent", { n })),
    h(
      "div",
      { class: "row" },
      button(say("done.send"), answered(() => sendAndFinish(activity)), { class: "primary" }),
      button(say("done.without"), without),
      button(say("done.keep_writing"), answered(() => goToDraft(activity))),
    ),
  );
}

/** @param {ActivityPart} activity */
function sendAndFinish(activity) {
  sendDrafts(activity);
  if (openDrafts(activity).length) return goToDraft(activity);
  sendDone(activity, true);
  focusSoon("done-button");
}

/** @param {ActivityPart} activity */
function sendDrafts(activity) {
  openDrafts(activity).forEach((key) => {
    reachField(activity, key);
    const send = fieldSenders.get(key);
    if (send) send();
  });
}

/** @param {ActivityPart} activity */
function goToDraft(activity) {
  const [key] = openDrafts(activity);
  if (key) reachField(activity, key);
  const element = boundFields.get(key);
  if (element) element.focus();
}

// A field of a part that is not on the screen is brought there first.
/** @param {ActivityPart} activity @param {string} key */
function reachField(activity, key) {
  const { showField } = kindOf(activity);
  if (showField) showField(activity, key.slice(activity.id.length + 1));
  drawNow();
}
