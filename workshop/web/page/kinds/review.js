// Review: last round's agreements with their status and what was learnt.

addKind("review", {
  view(shown) {
    return agreementsView(shown.kind);
  },
});
