// Cluster: the themes as they grow at the projector; the phone reads along.

addKind("cluster", {
  view(shown) {
    const { themes, unthemed } = shown.kind;
    return [
      themes.map((theme) =>
        h(
          "section",
          { class: "theme", key: theme.id },
          h("h2", null, theme.name, h("span", { class: "count" }, say("cluster.cards", { n: theme.cards.length }))),
          cardList(theme.cards),
        ),
      ),
      unthemed.length > 0 &&
        h("section", { class: "theme", key: "unthemed" }, h("h2", null, say("cluster.unthemed")), cardList(unthemed)),
    ];
  },
  takeCard(kind, card) {
    this.dropCard(kind, card.id);
    const theme = kind.themes.find((each) => each.id === card.theme);
    if (card.theme && !theme) return false;
    (theme ? theme.cards : kind.unthemed).push(card);
    return true;
  },
  dropCard(kind, id) {
    kind.unthemed = kind.unthemed.filter((card) => card.id !== id);
    kind.themes.forEach((theme) => {
      theme.cards = theme.cards.filter((card) => card.id !== id);
    });
  },
});
