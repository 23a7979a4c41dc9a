// To be finished with a text still in a field: the person is asked what is to become of it.

function sendDone(activity, done) {
  choose(activity.id, "finishing", false);
  submitHere("/api/done", { done }, { activity: activity.id, target: "done" });
}

// Fields that send by themselves need no question; what they cannot send does.
function finish(activity) {
  if (kindOf(activity).sendsByItself) sendDrafts(activity);
  const n = openDrafts(activity).length;
  if (!n) return sendDone(activity, true);
  choose(activity.id, "finishing", true);
  drawNow();
  focusOn("finish-question");
}

function finishQuestion(activity, n) {
  const answered = (answer) => () => {
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

function sendAndFinish(activity) {
  sendDrafts(activity);
  if (openDrafts(activity).length) return goToDraft(activity);
  sendDone(activity, true);
  focusSoon("done-button");
}

function sendDrafts(activity) {
  openDrafts(activity).forEach((key) => {
    reachField(activity, key);
    const send = fieldSenders.get(key);
    if (send) send();
  });
}

function goToDraft(activity) {
  const [key] = openDrafts(activity);
  if (key) reachField(activity, key);
  const element = boundFields.get(key);
  if (element) element.focus();
}

// A field of a part that is not on the screen is brought there first.
function reachField(activity, key) {
  const { showField } = kindOf(activity);
  if (showField) showField(activity, key.slice(activity.id.length + 1));
  drawNow();
}
