// The way of every input to the server: written to the phone's storage first, then sent one at a time
// and in order, again and again until the server has answered. A lost answer is harmless because each
// input keeps its idempotency key.

const LATE_PATH = "/api/late-texts";
const MOST_SERVER_FAILURES = 10;
let queue = recall("queue", []);
let acknowledged = [];
let inFlight = null;
let sendAttempt = 0;
let retryTimer = 0;

// `about`: activity, title, field (where its text came from), target (what a later input replaces).
function submit(path, body, about = {}) {
  const item = { key: randomKey(), path, body, ...about };
  if (item.target) dropReplaced(item);
  queue.push(item);
  saveQueue();
  sendNext();
  drawSoon();
  return item;
}

// An input that means the activity on the screen says which one that is: when it arrives late, it must not
// count for the next one.
function submitHere(path, body, about) {
  return submit(path, { ...body, activity: about.activity }, about);
}

// Votes depend on each other's order (the budget), so only the last one may be replaced.
function dropReplaced(item) {
  const last = queue[queue.length - 1];
  const flyingKey = inFlight ? inFlight.key : "";
  queue = queue.filter((other) => {
    const isReplaced = other.target === item.target && other.key !== flyingKey;
    return !isReplaced || (item.keepOrder && other !== last);
  });
}

function saveQueue() {
  if (!isReplaced()) remember("queue", queue);
}

async function sendNext() {
  if (inFlight || !queue.length || !session.token || isReplaced()) return;
  clearTimeout(retryTimer);
  inFlight = queue[0];
  let answer = null;
  try {
    answer = await call(inFlight.path, { body: inFlight.body, key: inFlight.key });
  } catch {
    answer = null;
  }
  const item = inFlight;
  inFlight = null;
  if (!isReplaced()) settle(item, answer);
}

function settle(item, answer) {
  if (answer && answer.ok) return itemStored(item, answer.data);
  if (!answer) return sendLater(backoff(sendAttempt++), true);
  if (answer.status === 401) return tokenRefused(answer);
  if (answer.status === 429 || answer.status === 503) return sendLater(politeWait(answer), false);
  if (answer.status === 408 || (answer.status >= 500 && !isHopeless(item, answer))) return sendLater(backoff(sendAttempt++), false);
  return itemRefused(item, answer);
}

// Only an answer of 500 again and again marks an input that the server cannot take; others must get by.
function isHopeless(item, answer) {
  item.failures = (item.failures || 0) + (answer.status === 500 ? 1 : 0);
  return item.failures >= MOST_SERVER_FAILURES;
}

function politeWait(answer) {
  const seconds = Math.min(answer.waitSeconds || 2, 60);
  return seconds * 1000 + Math.random() * 500;
}

function sendLater(milliseconds, isNetworkLost) {
  if (isNetworkLost) noteSilence();
  clearTimeout(retryTimer);
  retryTimer = setTimeout(sendNext, milliseconds);
  drawSoon();
}

function sendNow() {
  sendAttempt = 0;
  sendNext();
}

function itemStored(item, data) {
  sendAttempt = 0;
  takeFromQueue(item);
  queue.forEach((other) => {
    other.path = other.path.replace(`@${item.key}`, data.id);
  });
  saveQueue();
  acknowledged.push({ ...item, id: data.id, seq: data.seq });
  if (item.path === "/api/cards") nameCard(item, data.id);
  if (item.body.text) announce(storedSentence(item));
  if (!queue.length) refreshLater();
  endTidily();
  sendNext();
  drawSoon();
}

function storedSentence(item) {
  if (item.path === LATE_PATH) showNotice(say("unsent.sent_anyway"));
  if (item.path === LATE_PATH) return say("unsent.sent_anyway");
  const kind = item.path === "/api/cards" && picture && picture.activity && picture.activity.id === item.activity && activeKind();
  return kind && kind.storedLine ? kind.storedLine(picture.kind, picture.activity) : say("state.saved");
}

// A card keeps the name it had before the server knew it, so that a field open on it stays open.
function nameCard(item, id) {
  choose(item.activity, "names", { ...choiceOf(item.activity, "names", {}), [id]: `@${item.key}` });
}

function takeFromQueue(item) {
  queue = queue.filter((other) => other.key !== item.key);
}

// A refused input leaves the queue, but its text never disappears.
function itemRefused(item, answer) {
  sendAttempt = 0;
  const followers = queue.filter((other) => other.path.includes(`@${item.key}`));
  [item, ...followers].forEach((lost) => {
    takeFromQueue(lost);
    giveTextBack(lost, answer);
  });
  saveQueue();
  refreshSoon();
  endTidily();
  sendNext();
  drawSoon();
}

// To be finished with what has passed is nothing that anybody would want to hear about.
function giveTextBack(item, answer) {
  const isLate = answer.code === "activity-moved-on";
  if (answer.status === 409 && item.path === "/api/done") return;
  const text = (item.body.text || "").trim();
  announce(answer.sentence);
  session.lateFor = isLate ? item.activity : "";
  if (!text) return showNotice(isLate && item.title ? `${item.title}: ${answer.sentence}` : answer.sentence);
  const isClosed = answer.status === 409;
  const isFree = !draftOf(item.field);
  if (isClosed || !item.field || (!isFree && !item.target)) return keepUnsent(item, answer.sentence);
  if (isFree) fillField(item.field, text, item.title);
  fieldErrors.set(item.field, answer.sentence);
}

// What the person has done and the last picture does not hold yet.
function ownInputs(activity) {
  return [...acknowledged, ...queue].filter((item) => item.activity === activity);
}

function latestFor(activity, target) {
  const found = ownInputs(activity).filter((item) => item.target === target);
  return found.length ? found[found.length - 1] : null;
}

function sendingState(item) {
  if (!item || item.seq !== undefined) return "saved";
  return link.state === "offline" ? "written" : "sending";
}

function stateMark(state) {
  return h("span", { class: `state state-${state}` }, say(`state.${state}`));
}
