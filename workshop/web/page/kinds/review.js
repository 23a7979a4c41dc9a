// Review: the last meetings' agreements with their status and what was learnt.

addKind("review", {
  view(shown, activity) {
    return agreementsView(shown.kind, (step) => shown.kind.own.includes(step.id) && progressView(step, activity));
  },
});

// Who stands for an agreement says how far it is and who has seen its result; the facilitator writes the rest.
function progressView(step, activity) {
  const target = `progress:${step.id}`;
  const key = fieldKey(activity.id, target);
  const said = () => (latestFor(activity.id, target) || { body: step }).body;
  const send = (changed) => {
    const { status, seen_by } = { ...said(), ...changed };
    submitHere("/api/progress", { step: step.id, status, seen_by }, { activity: activity.id, title: step.what, target, field: key });
  };
  const sendSeen = () => {
    const text = textToSend(activity, key, () => said().seen_by);
    if (text === null) return;
    send({ seen_by: text });
    dropDraft(key);
  };
  return h(
    "div",
    { class: "stack", key: "progress" },
    choiceGroup({
      id: target,
      legend: [say("agree.how_far"), unseen(step.what)],
      options: ["not-started", "under-way", "done", "stopped"].map((status) => ({ key: status, title: say(`agree.status.${status}`) })),
      value: said().status,
      onChoose: (status) => send({ status }),
    }),
    textField({
      key,
      title: step.what,
      label: [say("agree.who_has_seen"), unseen(step.what)],
      initial: said().seen_by,
      rows: 1,
      onText: () => sendAfterPause(key, sendSeen),
      onLeave: sendSeen,
    }),
    h("p", { class: "state-line" }, latestFor(activity.id, target) && stateMark(sendingState(latestFor(activity.id, target)))),
  );
}
