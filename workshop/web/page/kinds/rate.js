// Rate: one number for each statement, with the words of the scale beside the numbers.

addKind("rate", {
  takesInput: true,
  view(shown, activity) {
    const { kind } = shown;
    if (!kind.statements.length) return h("p", null, say("rate.nothing_to_rate"));
    return [
      kind.statements.map((statement) => statementView(kind, activity, statement)),
      kind.spread && spreadView(kind),
    ];
  },
});

function statementView(kind, activity, statement) {
  return h(
    "div",
    { class: "card-like", key: statement.key },
    kind.second_scale && h("h2", { class: "question-title" }, statement.text),
    measureView(kind.scale, 0, kind.mine, activity, statement, kind.second_scale && kind.scale.title),
    kind.second_scale && measureView(kind.second_scale, 1, kind.mine_second, activity, statement, kind.second_scale.title),
  );
}

// One thing on one scale. Where there are two, each has its title, and the text stands above both.
function measureView(scale, number, mine, activity, statement, title) {
  const item = latestFor(activity.id, rateTarget(statement, number));
  const value = item ? item.body.value : mine[statement.key];
  const isAnswered = value !== undefined && value !== null;
  return h(
    "div",
    { class: "measure", key: String(number) },
    activity.open
      ? scaleChoice(scale, number, activity, statement, value, title)
      : [h(title ? "h3" : "h2", { class: "question-title" }, title || statement.text), ownRating(scale, value, isAnswered)],
    activity.open && isAnswered && stateMark(sendingState(item)),
  );
}

function rateTarget(statement, number) {
  return number ? `rate:${statement.key}:${number}` : `rate:${statement.key}`;
}

function scaleChoice(scale, number, activity, statement, value, title) {
  const labels = new Map(scale.labels);
  const allNamed = isAllNamed(scale);
  const values = Array.from({ length: scale.highest - scale.lowest + 1 }, (_, step) => scale.lowest + step);
  const rate = (key) => submitHere(
    "/api/ratings",
    number ? { statement: statement.key, value: Number(key), scale: number } : { statement: statement.key, value: Number(key) },
    { activity: activity.id, title: activity.title, target: rateTarget(statement, number) },
  );
  return [
    choiceGroup({
      id: `rate-${statement.key}-${number}`,
      legend: title ? [title, unseen(statement.text)] : statement.text,
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
      const scale = spread.scale ? kind.second_scale : kind.scale;
      const counts = isAllNamed(scale) ? [...spread.counts].reverse() : spread.counts;
      const rows = counts.map(([value, count]) => ({ name: ratingName(scale, value), count }));
      const text = statement ? statement.text : "";
      return h(
        "div",
        { class: "paper", key: `${spread.statement}/${spread.scale}` },
        h("h3", null, kind.second_scale ? `${text} · ${scale.title}` : text),
        h("p", { class: "small" }, say("rate.answers", { n: spread.answers })),
        rows.length ? countBars(rows) : tooFewLine(),
        spread.apart !== null && spread.apart !== undefined && h("p", { class: "verdict" }, say("rate.apart", { distance: spread.apart.toLocaleString(document.documentElement.lang) })),
      );
    }),
  );
}
