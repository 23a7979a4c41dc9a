// Text that is being written. Every field's draft is in the phone's storage at each key, so that neither
// a reload, nor a newer tab, nor the facilitator moving on can take it away.

let drafts = recall("drafts", {});
let choices = recall("choices", {});
const fieldErrors = new Map();

function fieldKey(activity, name) {
  return `${activity}/${name}`;
}

function draftOf(key) {
  return key in drafts ? drafts[key].text : "";
}

function keepDraft(key, text, title) {
  if (text.trim()) drafts[key] = { text, title };
  else delete drafts[key];
  saveDrafts();
}

function dropDraft(key) {
  delete drafts[key];
  saveDrafts();
}

function saveDrafts() {
  if (!isReplaced() && !session.ended) remember("drafts", drafts);
}

// Small choices made while writing (a status, the category shown) outlive a reload too.
function choiceOf(activity, name, fallback) {
  const value = (choices[activity] || {})[name];
  return value === undefined ? fallback : value;
}

function choose(activity, name, value) {
  if (picture && picture.activity && picture.activity.id !== activity) return;
  choices = { [activity]: { ...choices[activity], [name]: value } };
  remember("choices", choices);
  drawSoon();
}

// Texts that the server does not have: in a field, on their way, or given back.
function unsentTexts() {
  return Object.keys(drafts).length + ownUnsent().length + queuedTexts();
}

function queuedTexts() {
  return queue.filter((item) => item.body.text).length;
}

// Drafts that have a field in the activity on the screen.
function openDrafts(activity) {
  return Object.keys(drafts).filter((key) => isShownDraft(activity, key));
}

// Drafts that no field on the screen shows: of an activity that has passed or is closed.
function strandedDrafts() {
  const activity = picture && picture.activity;
  const away = Object.entries(drafts).filter(([key]) => !key.startsWith("me/") && !isShownDraft(activity, key));
  return away.map(([key, draft]) => ({ key, field: key, activity: key.split("/")[0], ...draft }));
}

function isShownDraft(activity, key) {
  if (!activity || !activity.open || !key.startsWith(`${activity.id}/`)) return false;
  const { showsDraft } = kindOf(activity);
  return !showsDraft || showsDraft(picture.kind, activity, key.slice(activity.id.length + 1));
}
