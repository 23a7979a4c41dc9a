// Who this phone is: joining, being removed, and the end of the workshop.

const session = { token: recall("token", ""), secret: "", ended: false, notice: "", joining: {} };
const UNSENT_LIMIT = 100;
let unsent = recall("unsent", []);

// The secret stands in the fragment, which reaches no server and no log, and leaves the address bar at once.
function takeSecret() {
  const given = location.hash.slice(1);
  if (given) history.replaceState(null, "", location.pathname + location.search);
  if (/^[A-Za-z0-9_-]{16,64}$/.test(given)) remember("secret", given);
  session.secret = recall("secret", "");
}

function joinKey() {
  const key = recall("join-key", "") || randomKey();
  remember("join-key", key);
  return key;
}

function joined(data) {
  session.token = data.token;
  session.joining = {};
  session.notice = "";
  remember("token", session.token);
  ["secret", "join-key"].forEach(forget);
  session.secret = "";
  claimTab();
}

// Unsent texts stay on the phone; they are not sent under another identity without being asked.
function loseToken(sentence) {
  if (!session.token) return;
  session.token = "";
  hangUp();
  queue.forEach((item) => item.body.text && keepUnsent(item, say("unsent.not_sent")));
  queue = [];
  acknowledged = [];
  saveQueue();
  ["token", "join-key"].forEach(forget);
  picture = null;
  session.ended = false;
  session.joining = { sentence };
  announce(sentence);
  drawSoon();
}

function keepUnsent(item, sentence) {
  const entry = { key: item.key, text: item.body.text, title: item.title || "", field: item.field || "", sentence };
  unsent = [...unsent, entry].slice(-UNSENT_LIMIT);
  remember("unsent", unsent);
}

function dropUnsent(key) {
  unsent = unsent.filter((entry) => entry.key !== key);
  if (unsent.length) remember("unsent", unsent);
  else forget("unsent");
  drawSoon();
}

function endWorkshop() {
  if (!session.ended) {
    session.ended = true;
    document.title = picture.workshop.title;
    announce(say("ended.title"));
    sendNow();
    focusSoon("heading");
  }
  endTidily();
  drawSoon();
}

// Storage is cleared when the workshop is over, but only after the last input has its answer.
function endTidily() {
  if (!session.ended || queue.length) return;
  Object.entries(drafts).forEach(([key, draft]) => {
    keepUnsent({ key, body: draft, title: draft.title }, say("unsent.not_sent"));
  });
  drafts = {};
  forgetEverything();
  if (unsent.length) remember("unsent", unsent);
}

function reopenWorkshop() {
  session.ended = false;
  remember("token", session.token);
}

function showNotice(sentence) {
  session.notice = sentence;
  drawSoon();
}
