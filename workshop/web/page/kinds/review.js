// Review: the last meetings' agreements with their status and what was learnt.

addKind("review", {
  view(shown) {
    return agreementsView(shown.kind);
  },
});
