// Rank: a button a card; pressed in order, they are sent when the last one is.

addKind("rank", {
  takesInput: true,
  view(shown, activity) {
    const { kind } = shown;
    if (kind.order) return rankedList(kind);
    const chosen = choiceOf(activity.id, "rank", []);
    const left = kind.cards.filter((card) => !chosen.includes(card.id));
    return [
      h("p", { class: "small", key: "rank-own" }, say("rank.chosen", { n: chosen.length })),
      activity.open && left.map((card) => button(card.text, () => rankNext(kind, activity, [...chosen, card.id]), { key: card.id, class: "wide" })),
    ];
  },
});

function rankedList(kind) {
  const cards = kind.order.map((id) => kind.cards.find((card) => card.id === id));
  return h("ol", { class: "ranked", key: "ranked" }, cards.map((card) => h("li", { key: card.id }, card.text)));
}

function rankNext(kind, activity, chosen) {
  choose(activity.id, "rank", chosen);
  if (chosen.length === kind.cards.length) {
    submitHere("/api/ranks", { cards: chosen }, { activity: activity.id, title: activity.title, target: "rank" });
  }
}
