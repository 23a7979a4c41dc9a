// What each event of the stream means for the picture. Small news change the picture in place, and
// whatever is not simple asks for the whole picture.

function takeEvent(name, data) {
  const handler = eventHandlers[name];
  if (!handler) return;
  const missedSomething = name === "hello" && data.seq > Math.max(streamSeq, picture ? picture.seq : 0);
  if (data.seq) streamSeq = Math.max(streamSeq, data.seq);
  handler(data, missedSomething);
  drawSoon();
}

const eventHandlers = {
  hello(data, missedSomething) {
    clearTimeout(link.hello);
    link.opened = performance.now();
    if (missedSomething) refreshSoon();
  },
  refresh: () => refreshSoon(),
  // What was just acknowledged is on the screen already; only other changes are urgent.
  mine: (data) => (acknowledged.some((item) => item.seq >= data.seq) ? refreshLater() : refreshSoon()),
  agreements: () => refreshSoon(),
  card(data) {
    const kind = activeKind();
    if (!kind || !kind.takeCard || !kind.takeCard(picture.kind, data.card)) refreshSoon();
  },
  gone(data) {
    const kind = activeKind();
    if (!kind || !kind.dropCard) refreshSoon();
    else kind.dropCard(picture.kind, data.id);
  },
  pointed(data) {
    if (picture) picture.pointed = data;
  },
  presence(data) {
    if (picture) Object.assign(picture, { people: data.people, phones: data.phones, done: data.done });
  },
  clock(data) {
    if (picture && picture.activity) setClock(data.clock);
  },
  trouble(data) {
    if (picture) picture.trouble = data.trouble;
  },
  replaced: () => stepAside(),
  removed: () => loseToken({ sentence: say("join.removed") }),
  closed(data) {
    if (!picture) return;
    const workshop = { ...picture.workshop, status: "closed" };
    takePicture({ ...picture, seq: Math.max(picture.seq, data.seq || 0), activity: null, kind: null, workshop });
  },
};

function activeKind() {
  return picture && picture.activity && picture.kind ? kindOf(picture.activity) : null;
}

function takePicture(news) {
  const before = picture && picture.activity ? picture.activity.id : "";
  const isFirst = !picture;
  if (picture) noteCorrections(news);
  const wasHidden = before && !picture.activity.revealed;
  const keptBefore = picture ? keptTexts().length : Infinity;
  picture = news;
  streamSeq = Math.max(streamSeq, news.seq);
  acknowledged = acknowledged.filter((item) => item.seq > news.seq);
  if (session.secret) forgetSecret();
  if (news.activity) setClock(news.activity.clock);
  if (news.workshop.status === "closed") return endWorkshop();
  if (session.ended) reopenWorkshop();
  const now = news.activity ? news.activity.id : "";
  const kept = keptTexts().length;
  const keptLine = kept > keptBefore ? `${say("state.unsent", { n: kept })}. ${say("unsent.draft")}` : "";
  if (isFirst) arrived();
  else if (before !== now) activityChanged(before, keptLine);
  else if (keptLine) announce(keptLine);
  if (before && before === now && wasHidden && news.activity.revealed) revealed(news.activity);
  drawSoon();
}

// The first picture: whoever has just joined is told so, and where they are.
function arrived() {
  const { activity, workshop } = picture;
  document.title = activity ? activity.title : workshop.title;
  if (!session.justJoined) return;
  session.justJoined = false;
  announce(say("lobby.welcome"));
  if (activity) announce(say("activity.new", { title: activity.title }));
  focusSoon("heading");
}

// The results come first, unless somebody is in the middle of writing.
function revealed(activity) {
  announce(say("activity.revealed"));
  const focused = document.activeElement;
  const isWriting = openDrafts(activity).length > 0 || (focused && focused.tagName === "TEXTAREA");
  if (isWriting) choose(activity.id, "keepsForm", true);
}

// The field that had focus is about to go: its draft is kept, and focus waits at the new heading. What came
// too late for the activity that is left is told in the new one.
function activityChanged(before, keptLine) {
  if (session.lateFor !== before) session.notice = "";
  if (isLost) tellLost(false);
  // A name that was being written in the lobby goes on below, where names are changed.
  const name = valueOf("me-alias");
  if (!before && name) session.editingMe = { alias: name, ...(valueOf("me-table") && { table: valueOf("me-table") }) };
  const heading = picture.activity ? picture.activity.title : picture.workshop.title;
  document.title = heading;
  announce([say("activity.new", { title: heading }), keptLine].filter(Boolean).join(". "));
  drawNow();
  window.scrollTo(0, 0);
  if (document.activeElement === document.body) focusOn("heading");
}
