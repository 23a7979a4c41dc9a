// Vote: dots with a budget, put on and taken off with buttons; totals come with the reveal.

kinds.vote = {
  view(shown, activity) {
    const { kind } = shown;
    const cards = kind.cards.map((card) => withOwnDots(card, activity));
    const used = cards.reduce((sum, card) => sum + card.mine, 0);
    const hasTotals = cards.some((card) => card.dots !== null && card.dots !== undefined);
    const ranked = hasTotals ? [...cards].sort((one, other) => (other.dots || 0) - (one.dots || 0)) : cards;
    return [
      activity.open && dotsLine(kind, used),
      activity.revealed && cards.length > 0 && !hasTotals && tooFewLine(),
      h(
        "ul",
        { class: "cards", role: "list", key: "vote" },
        ranked.map((card) => voteCard(card, kind, activity, used)),
      ),
    ];
  },
};

function withOwnDots(card, activity) {
  const item = latestFor(activity.id, `vote:${card.id}`);
  return { ...card, mine: item ? item.body.dots : card.mine || 0, item };
}

function dotsLine(kind, used) {
  const left = Math.max(0, kind.dots - used);
  const dots = Array.from({ length: kind.dots }, (_, place) => h("i", { class: place < left ? "dot" : "dot dot-used" }));
  return h(
    "div",
    { class: "dots-line", key: "dots" },
    h("p", null, say("vote.left", { n: left, all: kind.dots })),
    h("span", { class: "dots", "aria-hidden": "true" }, dots),
  );
}

function voteCard(card, kind, activity, used) {
  const canAdd = used < kind.dots && card.mine < kind.max_per_item;
  return h(
    "li",
    { class: "paper vote", key: card.id },
    cardFace(card),
    card.dots !== null && card.dots !== undefined && h("p", { class: "verdict" }, say("vote.total", { n: card.dots })),
    activity.open ? voteButtons(card, activity, canAdd) : card.mine > 0 && h("p", { class: "first" }, say("vote.mine", { n: card.mine })),
  );
}

// aria-disabled instead of disabled: the button keeps its place in the tab order and its focus.
function voteButtons(card, activity, canAdd) {
  const about = { activity: activity.id, title: activity.title, target: `vote:${card.id}`, keepOrder: true };
  const set = (dots) => {
    submit("/api/votes", { card: card.id, dots }, about);
    announce(say("vote.mine", { n: dots }));
  };
  return h(
    "div",
    { class: "vote-row", role: "group", "aria-label": card.text },
    button("−", () => card.mine > 0 && set(card.mine - 1), { class: "round", "aria-label": say("vote.minus"), "aria-disabled": card.mine === 0 }),
    h("p", { class: "own-dots" }, h("strong", null, String(card.mine)), unseen(say("vote.mine", { n: card.mine }))),
    button("+", () => canAdd && set(card.mine + 1), { class: "round", "aria-label": say("vote.plus"), "aria-disabled": !canAdd }),
    card.mine > 0 && stateMark(sendingState(card.item)),
  );
}
