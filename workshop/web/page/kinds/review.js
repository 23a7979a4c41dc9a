// Review: last round's agreements with their status and what was learnt.

kinds.review = {
  view(shown) {
    return agreementsView(shown.kind);
  },
};
