// Who this phone is: joining, being removed, and the end of the workshop.

const session = { token: recall("token", ""), secret: "", ended: recall("ended", false), notice: "", joining: {} };
const UNSENT_LIMIT = 100;
let unsent = recall("unsent", []);

// The secret stands in the fragment, which reaches no server and no log, and leaves the address bar at once.
function takeSecret() {
  const given = location.hash.slice(1);
  if (given) history.replaceState(null, "", location.pathname + location.search);
  // What a chat program takes along of the sentence around the link, such as a full stop, is not the secret's.
  const found = given.match(/^[A-Za-z0-9_-]{16,64}(?![A-Za-z0-9_-])/);
  if (found) remember("secret", found[0]);
  session.secret = recall("secret", "");
}

function joinKey() {
  const key = recall("join-key", "") || randomKey();
  remember("join-key", key);
  return key;
}

function joined(data) {
  session.token = data.token;
  session.justJoined = true;
  session.joining = {};
  session.notice = "";
  remember("token", session.token);
  ["secret", "join-key"].forEach(forget);
  session.secret = "";
  claimTab();
}

// A draft belongs to one participant of one workshop: for whoever joins next it does not stand in a field ready
// to be sent, but among the texts that were not; another person's, or another workshop's, out of the way.
function letGoOfDrafts(isEarlier) {
  Object.entries(drafts).forEach(([key, draft]) => {
    keepUnsent({ key, body: draft, title: draft.title }, say("unsent.draft"));
  });
  drafts = {};
  unsent = unsent.map((entry) => ({ ...entry, field: "", activity: "", earlier: entry.earlier || isEarlier }));
  forget("drafts");
  if (unsent.length) remember("unsent", unsent);
}

// Unsent texts stay on the phone; they are not sent under another identity without being asked.
function loseToken(joining, isEarlier) {
  if (!session.token) return;
  session.token = "";
  hangUp();
  queue.forEach((item) => item.body.text && keepUnsent(item, say("unsent.not_sent")));
  letGoOfDrafts(isEarlier);
  queue = [];
  acknowledged = [];
  saveQueue();
  ["token", "join-key", "ended"].forEach(forget);
  picture = null;
  session.ended = false;
  minutes = { state: "closed" };
  session.editingMe = session.isAsked = false;
  session.joining = joining;
  announce(joining.sentence || joining.note || "");
  drawSoon();
}

// A token that the server has never given is from another workshop at this address: nobody is reproached. Nor
// is somebody who was removed and has just scanned the code.
function tokenRefused({ code }) {
  const isElsewhere = code === "not-joined";
  if (isElsewhere) loseToken({ note: say("join.new") }, true);
  else loseToken(session.secret ? {} : { sentence: say("join.removed") });
}

function keepUnsent(item, sentence) {
  const entry = { key: item.key, text: item.body.text, title: item.title || "", field: item.field || "", activity: item.activity, sentence };
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

// When the workshop is over the phone forgets what was written, but only after the last input has its answer.
// The token stays: while the workshop is closed it opens nothing but the minutes.
function endTidily() {
  if (!session.ended || !picture || queue.length) return;
  Object.entries(drafts).forEach(([key, draft]) => {
    keepUnsent({ key, body: draft, title: draft.title }, say("unsent.draft"));
  });
  drafts = {};
  choices = {};
  forgetInputs();
  remember("ended", true);
}

function reopenWorkshop() {
  session.ended = false;
  minutes = { state: "closed" };
  forget("ended");
}

function forgetWorkshop() {
  session.token = "";
  hangUp();
  link.turn += 1;
  ["token", "ended", "unsent", "lang"].forEach(forget);
  picture = null;
  minutes = { state: "closed" };
  session.ended = false;
  session.forgotten = true;
  drawNow();
  focusOn("heading");
}

function showNotice(sentence) {
  session.notice = sentence;
  drawSoon();
}
