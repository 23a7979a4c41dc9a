// Agree: what was decided, the agreements as they are written at the projector, and what was parked.

addKind("agree", {
  view(shown) {
    return agreementsView(shown.kind);
  },
});

const AGREEMENT_PARTS = ["who", "due", "first_visible_result", "resources", "help", "initiative", "approach", "learning"];

function agreementsView(kind) {
  const { decisions } = kind;
  return [
    decisions.length > 0 && h("h2", { key: "decisions-heading" }, say("agree.decided")),
    decisions.length > 0 && h("ol", { class: "cards", role: "list", key: "decisions" }, decisions.map(decision)),
    h("h2", { key: "steps-heading" }, say("agree.title")),
    kind.next_steps.length
      ? h("ol", { class: "cards", role: "list", key: "steps" }, kind.next_steps.map(agreement))
      : h("p", { key: "none" }, say("agree.none")),
    kind.parked.length > 0 && h("h2", { key: "parked-heading" }, say("agree.parked")),
    kind.parked.length > 0 && h("ul", { class: "cards", role: "list", key: "parked" }, kind.parked.map(parkedItem)),
  ];
}

function agreement(step) {
  const texts = { ...step, due: step.due ? dateText(step.due) : step.due_words };
  const parts = AGREEMENT_PARTS.filter((part) => texts[part]);
  return h(
    "li",
    { class: "paper", key: step.number },
    h("h3", { class: "agreement" }, step.what),
    h(
      "dl",
      null,
      parts.map((part) => h("div", { key: part }, h("dt", null, say(`agree.${part}`)), h("dd", null, texts[part]))),
    ),
    step.status && step.status !== "not-started" && h("p", { class: "card-foot" }, say(`agree.status.${step.status}`)),
  );
}

function decision(item) {
  const who = item.who.join(", ");
  return h("li", { class: "paper", key: item.number }, h("p", { class: "card-text" }, item.text), who && h("p", { class: "card-foot" }, who));
}

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

function dateText(iso) {
  const date = new Date(`${iso}T12:00:00`);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleDateString(dateLocale(), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}
