// Rate: one number for each statement, with the words of the scale beside the numbers.

addKind("rate", {
  takesInput: true,
  view(shown, activity) {
    const { kind } = shown;
    return resultsFirst(
      activity,
      kind.spread && spreadView(kind),
      kind.statements.map((statement) => statementView(kind, activity, statement)),
    );
  },
});

function statementView(kind, activity, statement) {
  const item = latestFor(activity.id, `rate:${statement.key}`);
  const value = item ? item.body.value : kind.mine[statement.key];
  const isAnswered = value !== undefined && value !== null;
  return h(
    "div",
    { class: "card-like", key: statement.key },
    activity.open
      ? scaleChoice(kind.scale, activity, statement, value)
      : [h("h2", { class: "question-title" }, statement.text), ownRating(kind.scale, value, isAnswered)],
    activity.open && h("p", { class: "state-line" }, isAnswered && stateMark(sendingState(item))),
  );
}

function scaleChoice(scale, activity, statement, value) {
  const labels = new Map(scale.labels);
  const allNamed = isAllNamed(scale);
  const values = Array.from({ length: scale.highest - scale.lowest + 1 }, (_, step) => scale.lowest + step);
  const rate = (key) => submitHere(
    "/api/ratings",
    { statement: statement.key, value: Number(key) },
    { activity: activity.id, title: activity.title, target: `rate:${statement.key}` },
  );
  return [
    choiceGroup({
      id: `rate-${statement.key}`,
      legend: statement.text,
      shape: allNamed ? "tall" : "numbers",
      options: (allNamed ? [...values].reverse() : values).map((each) => ({
        key: String(each),
        face: [h("span", { class: "number" }, String(each)), allNamed ? h("span", null, labels.get(each)) : labels.has(each) && unseen(labels.get(each))],
      })),
      value: value === undefined || value === null ? "" : String(value),
      onChoose: rate,
    }),
    !allNamed && h("ul", { class: "scale-words", role: "list" }, scale.labels.map(([each, text]) => h("li", null, h("strong", null, String(each)), ` ${text}`))),
  ];
}

// A scale with a word for every number stands with the highest on top, here as on the projector.
function isAllNamed(scale) {
  const named = new Set(scale.labels.map(([each]) => each));
  return named.size === scale.highest - scale.lowest + 1;
}

function ownRating(scale, value, isAnswered) {
  if (!isAnswered) return h("p", { class: "small" }, say("rate.none"));
  return h("p", null, say("rate.mine", { value: ratingName(scale, value) }));
}

function ratingName(scale, value) {
  const found = scale.labels.find(([each]) => each === value);
  return found ? `${value} – ${found[1]}` : String(value);
}

function spreadView(kind) {
  return h(
    "section",
    { key: "spread" },
    h("h2", null, say("rate.spread")),
    kind.spread.map((spread) => {
      const statement = kind.statements.find((each) => each.key === spread.statement);
      const counts = isAllNamed(kind.scale) ? [...spread.counts].reverse() : spread.counts;
      const rows = counts.map(([value, count]) => ({ name: ratingName(kind.scale, value), count }));
      return h(
        "div",
        { class: "paper", key: spread.statement },
        h("h3", null, statement ? statement.text : ""),
        h("p", { class: "small" }, say("rate.answers", { n: spread.answers })),
        rows.length ? countBars(rows) : tooFewLine(),
      );
    }),
  );
}
