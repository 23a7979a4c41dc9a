// Two tabs on one phone: the newest one wins and takes over what the older one has written. A browser may
// show one tab the other's last words late, or freeze a tab for an hour and let it go on as if nothing had
// happened; so the newer tab keeps listening, and an older one asks before it writes.

const tab = { id: randomKey(), replaced: false, inherited: {} };

function claimTab() {
  tab.replaced = false;
  remember("tab", tab.id);
  queue = recall("queue", []);
  drafts = recall("drafts", {});
  tab.inherited = { ...drafts };
  unsent = recall("unsent", []);
  session.token = recall("token", "");
  drawSoon();
  connect();
}

function stepAside() {
  tab.replaced = true;
  hangUp();
  link.turn += 1;
  drawSoon();
}

function isReplaced() {
  if (!tab.replaced && recall("tab", tab.id) !== tab.id) stepAside();
  return tab.replaced;
}

function watchTabs() {
  window.addEventListener("storage", ({ key }) => {
    if (isReplaced() || !key) return;
    if (key === `${STORAGE_PREFIX}drafts`) inheritDrafts(recall("drafts", {}));
    if (key === `${STORAGE_PREFIX}queue`) inheritQueue(recall("queue", []));
  });
}

// Only fields that nobody has written in since this tab took over follow the older one.
function inheritDrafts(left) {
  const textIn = (some, key) => (some[key] ? some[key].text : "");
  Object.keys({ ...drafts, ...left }).forEach((key) => {
    const isUntouched = textIn(drafts, key) === textIn(tab.inherited, key);
    if (isUntouched && textIn(left, key) !== textIn(drafts, key)) fillField(key, textIn(left, key), left[key] && left[key].title);
  });
  tab.inherited = { ...left };
  drawSoon();
}

// An input that both tabs send is stored once: it keeps its idempotency key.
function inheritQueue(left) {
  const known = new Set([...queue, ...acknowledged].map((item) => item.key));
  queue = [...left.filter((item) => !known.has(item.key)), ...queue];
  saveQueue();
  sendNext();
  drawSoon();
}
