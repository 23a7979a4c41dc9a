// Collect: write cards one by one, see and change one's own, and read the others' after the reveal.

addKind("collect", {
  takesInput: true,
  view(shown, activity) {
    const { kind } = shown;
    const mine = ownCards(kind, activity.id);
    return [
      activity.open && writeForm(kind, activity),
      ownList(kind, activity, mine),
      activity.revealed ? othersView(kind, mine) : h("p", { class: "small", key: "count" }, countLine(kind)),
    ];
  },
  showsDraft(kind, activity, name) {
    if (name === "new") return true;
    const editing = choiceOf(activity.id, "editing", "");
    return name === `edit-${editing}` && ownCards(kind, activity.id).some((card) => card.name === editing);
  },
  takeCard(kind, card) {
    if (!Array.isArray(kind.others)) return false;
    if (kind.mine.some((own) => own.id === card.id)) return false;
    upsert(kind.others, card);
    return true;
  },
  dropCard(kind, id) {
    kind.others = (kind.others || []).filter((card) => card.id !== id);
    if (kind.mine.some((card) => card.id === id)) refreshSoon();
  },
});

function upsert(cards, card) {
  const place = cards.findIndex((other) => other.id === card.id);
  if (place < 0) cards.push(card);
  else cards[place] = card;
}

function countLine(kind) {
  return say("collect.count", { n: kind.count, things: kind.count === 1 ? kind.deck.singular : kind.deck.plural });
}

// The picture's own cards with everything on its way laid over them.
function ownCards(kind, activity) {
  const cards = kind.mine.map((card) => ({ ...card, item: null }));
  ownInputs(activity).forEach((item) => {
    const [, , , target, act] = item.path.split("/");
    const index = cards.findIndex((card) => card.id === target || card.reference === target);
    if (item.path === "/api/cards") addOwn(cards, item);
    else if (act === "withdraw" && index >= 0) cards.splice(index, 1);
    else if (index >= 0 && item.path.startsWith("/api/cards/")) cards[index] = { ...cards[index], ...item.body, item };
  });
  const names = choiceOf(activity, "names", {});
  return cards.map((card) => ({ ...card, name: card.reference || names[card.id] || card.id })).reverse();
}

function addOwn(cards, item) {
  if (cards.some((card) => card.id === item.id)) return;
  cards.push({ ...item.body, id: item.id || `@${item.key}`, reference: `@${item.key}`, item });
}

function writeForm(kind, activity) {
  const key = fieldKey(activity.id, "new");
  const send = () => sendCard(kind, activity, key);
  const submitForm = (event) => {
    event.preventDefault();
    send();
  };
  return h(
    "form",
    { class: "card-like stack", key: "write", onsubmit: submitForm },
    gridChoices(kind, activity, "new"),
    textField({ key, title: activity.title, label: say("collect.label"), onSend: send }),
    statusChoice(kind, activity, "new"),
    h("button", { type: "submit", class: "primary wide" }, say("collect.send")),
  );
}

function gridChoices(kind, activity, part, card) {
  if (!kind.grid) return null;
  const group = (name, legend, options) =>
    choiceGroup({
      id: `${part}-${name}`,
      legend,
      options,
      value: choiceOf(activity.id, `${part}-${name}`, card ? card[name] : ""),
      onChoose: (value) => choose(activity.id, `${part}-${name}`, value),
    });
  return [group("when", kind.grid.when || say("collect.when"), kind.grid.whens), group("outcome", kind.grid.outcome || say("collect.outcome"), kind.grid.outcomes)];
}

function statusChoice(kind, activity, part, card) {
  const options = kind.deck.statuses;
  if (!options.length) return null;
  return choiceGroup({
    id: `${part}-status`,
    legend: say("collect.status"),
    options,
    value: choiceOf(activity.id, `${part}-status`, (card && card.status) || options[0].key),
    onChoose: (value) => choose(activity.id, `${part}-status`, value),
  });
}

function chosenParts(kind, activity, part, card) {
  const chosen = {};
  if (kind.deck.statuses.length) {
    chosen.status = choiceOf(activity.id, `${part}-status`, (card && card.status) || kind.deck.statuses[0].key);
  }
  if (kind.grid) {
    ["when", "outcome"].forEach((name) => {
      chosen[name] = choiceOf(activity.id, `${part}-${name}`, card ? card[name] : "");
    });
  }
  return chosen;
}

function sendCard(kind, activity, key) {
  const text = fieldText(key).trim();
  if (!text) return refuseHere(key, say("collect.empty"));
  const chosen = chosenParts(kind, activity, "new");
  if (kind.grid && !(chosen.when && chosen.outcome)) return refuseHere(key, say("collect.choose_cell"));
  if (!mayBeSent(key, text)) return;
  submitHere("/api/cards", { text, ...chosen }, { activity: activity.id, title: activity.title, field: key });
  emptyField(key);
  boundFields.get(key).focus();
}

function refuseHere(key, sentence) {
  fieldErrors.set(key, sentence);
  announce(sentence);
  boundFields.get(key).focus();
  drawSoon();
}

function othersView(kind, mine) {
  const own = new Set(mine.map((card) => card.id));
  const others = (kind.others || []).filter((card) => !own.has(card.id));
  return h(
    "section",
    { key: "others" },
    h("h2", null, say("collect.others", { n: others.length })),
    kind.grid ? gridSections(kind, others) : cardList(others, kind.deck.statuses),
  );
}

function gridSections(kind, cards) {
  return kind.grid.whens.map((when) =>
    kind.grid.outcomes.map((outcome) => {
      const here = cards.filter((card) => card.when === when.key && card.outcome === outcome.key);
      const title = say("collect.cell", { when: when.title, outcome: outcome.title });
      return here.length > 0 && [h("h3", null, title), cardList(here, [])];
    }),
  );
}

function cardList(cards, statuses) {
  return h("ul", { class: "cards", role: "list" }, cards.map((card) => h("li", { class: "paper", key: card.id }, cardFace(card, statuses))));
}

function cardFace(card, statuses, mark) {
  const status = (statuses || []).find((choice) => choice.key === card.status);
  return [
    h("p", { class: "card-text" }, card.text),
    (card.merged || []).map((text) => h("p", { class: "merged" }, say("card.merged", { text }))),
    (card.number || status || mark) &&
      h("p", { class: "card-foot" }, [card.number, status && status.title].filter(Boolean).map((word) => h("span", null, word)), mark),
  ];
}
