// Collect: write cards one by one, see and change one's own, and read the others' after the reveal.

const SECOND_TAP = 1000;
let lastCardAt = -SECOND_TAP;

addKind("collect", {
  takesInput: true,
  view(shown, activity) {
    const { kind } = shown;
    const mine = ownCards(kind, activity.id);
    const results = activity.revealed && othersView(kind, mine);
    return resultsFirst(activity, results, [activity.open && writeForm(kind, activity, mine), ownList(kind, activity, mine)]);
  },
  showsDraft(kind, activity, name) {
    if (name === "new") return true;
    const editing = choiceOf(activity.id, "editing", "");
    return name === `edit-${editing}` && ownCards(kind, activity.id).some((card) => card.name === editing);
  },
  // What is said when a card has arrived: one's own count, never the card's number.
  storedLine: (kind, activity) => receivedLine(ownCards(kind, activity.id)),
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

function writeForm(kind, activity, mine) {
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
    textField({
      key,
      title: activity.title,
      label: say("collect.label"),
      rows: 2,
      onSend: send,
      sendsOnEnter: true,
      onPaste: (event) => notePaste(event, activity),
    }),
    h(
      "div",
      { class: "row send-row", key: "send" },
      h("button", { type: "submit", class: "primary" }, say("collect.send")),
      h("p", { class: "receipt" }, receipt(activity, mine)),
    ),
    linesQuestion(kind, activity, key),
    statusChoice(kind, activity, "new"),
  );
}

// Beside the button that was pressed: where the last card is. Its place has its height from the start.
function receipt(activity, mine) {
  const last = mine.find((card) => card.name === choiceOf(activity.id, "last", ""));
  if (!last) return null;
  if (last.item && last.item.seq === undefined) return stateMark(sendingState(last.item));
  return h("span", { class: "state state-saved" }, receivedLine(mine));
}

function receivedLine(mine) {
  return say("collect.received", { n: mine.filter((card) => !card.item || card.item.seq !== undefined).length });
}

function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

// A list that was pasted is asked about: the field itself sends with Enter and has few lines.
function notePaste(event, activity) {
  const pasted = event.clipboardData ? event.clipboardData.getData("text") : "";
  if (linesOf(pasted).length > 1) choose(activity.id, "pasted", true);
}

function isListPasted(activity, text) {
  return choiceOf(activity.id, "pasted", false) && linesOf(text).length > 1;
}

function linesQuestion(kind, activity, key) {
  const text = fieldText(key);
  if (!isListPasted(activity, text)) return null;
  const n = linesOf(text).length;
  const asOne = () => {
    choose(activity.id, "pasted", false);
    sendCard(kind, activity, key);
  };
  return h(
    "div",
    { class: "warning", key: "lines", role: "group", "aria-labelledby": "lines-question" },
    h("p", { id: "lines-question", tabindex: -1 }, say("collect.lines", { n })),
    h(
      "div",
      { class: "row" },
      button(say("collect.lines_each", { n }), () => sendLines(kind, activity, key), { class: "primary" }),
      button(say("collect.lines_one"), asOne),
    ),
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

// A second tap on the button that has just emptied the field is no new card.
function sendCard(kind, activity, key) {
  const text = fieldText(key).trim();
  if (!text && performance.now() - lastCardAt < SECOND_TAP) return;
  if (!text) return refuseHere(key, say("collect.empty"));
  if (isListPasted(activity, text)) return focusOn("lines-question");
  sendTexts(kind, activity, key, [text]);
}

function sendLines(kind, activity, key) {
  sendTexts(kind, activity, key, linesOf(fieldText(key)));
}

function sendTexts(kind, activity, key, texts) {
  const chosen = chosenParts(kind, activity, "new");
  if (kind.grid && !(chosen.when && chosen.outcome)) return refuseHere(key, say("collect.choose_cell"));
  const whole = fieldText(key).trim();
  const isTooLong = (text) => textLength(text) > limits.text;
  if (!mayBeSent(key, texts.length > 1 ? texts.find(isTooLong) || whole.slice(0, limits.text) : whole)) return;
  const about = { activity: activity.id, title: activity.title, field: key };
  const items = texts.map((text) => submitHere("/api/cards", { text, ...chosen }, about));
  lastCardAt = performance.now();
  emptyField(key);
  choices = { [activity.id]: { ...choices[activity.id], "new-status": undefined, pasted: false } };
  choose(activity.id, "last", `@${items[items.length - 1].key}`);
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

function cardList(cards, statuses, below) {
  const item = (card) => h("li", { class: "paper", key: card.id, "aria-current": isPointed(card.id) }, cardFace(card, statuses), below && below(card));
  return h("ul", { class: "cards", role: "list" }, cards.map(item));
}

function cardFace(card, statuses, mark) {
  const status = (statuses || []).find((choice) => choice.key === card.status);
  return [
    h("p", { class: "card-text" }, withOrigin(card)),
    (card.merged || []).map((text) => h("p", { class: "merged" }, say("card.merged", { text }))),
    (card.number || status || mark) &&
      h("p", { class: "card-foot" }, [card.number, status && status.title].filter(Boolean).map((word) => h("span", null, word)), mark),
  ];
}

// A card that another group brought has its name behind its text.
function withOrigin(card) {
  return card.origin ? `${card.text} (${card.origin})` : card.text;
}
