// What each event of the stream means for the picture. Small news change the picture in place, and
// whatever is not simple asks for the whole picture.

import { announce } from "./announce.js";
import { setClock } from "./clock.js";
import { choiceOf, choose, keptTexts, openDrafts } from "./drafts.js";
import { focusOn, valueOf } from "./draw.js";
import { activeKind } from "./kinds.js";
import { stepAside } from "./line.js";
import { drawNow, drawSoon, focusSoon } from "./paint.js";
import { endTidily, forgetSecret, loseToken, reopenWorkshop } from "./session.js";
import { tell } from "./signals.js";
import { acknowledged, link, picture, sawUpTo, session, setAcknowledged, setPicture, streamSeq } from "./store.js";
import { say } from "./words.js";
import { isLost, tellLost } from "./writing.js";

// Returns how soon the whole picture must be asked for, where the news alone does not tell everything.
/** @param {string} name @param {any} data */
export function takeEvent(name, data) {
  const handler = eventHandlers[name];
  if (!handler) return "";
  const missedSomething = name === "hello" && data.seq > Math.max(streamSeq, picture ? picture.seq : 0);
  if (data.seq) sawUpTo(data.seq);
  const wanted = handler(data, missedSomething);
  drawSoon();
  return wanted === "soon" || wanted === "later" ? wanted : "";
}

/** @type {Record<string, (data: any, missedSomething: boolean) => unknown>} */
const eventHandlers = {
  hello(_, missedSomething) {
    clearTimeout(link.hello);
    link.opened = performance.now();
    return missedSomething && "soon";
  },
  refresh: () => "soon",
  // What was just acknowledged is on the screen already; only other changes are urgent.
  mine: (data) => (acknowledged.some((item) => Number(item.seq) >= data.seq) ? "later" : "soon"),
  agreements: () => "soon",
  card(data) {
    const kind = activeKind();
    return kind && kind.takeCard && kind.takeCard(picture.kind, data.card) ? "" : "soon";
  },
  gone(data) {
    const kind = activeKind();
    return kind && kind.dropCard && kind.dropCard(picture.kind, data.id) ? "" : "soon";
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
  away() {
    link.away = true;
  },
  removed: () => loseToken({ sentence: say("join.removed") }),
  closed(data) {
    if (!picture) return;
    const workshop = { ...picture.workshop, status: "closed" };
    takePicture({ ...picture, seq: Math.max(picture.seq, data.seq || 0), activity: null, kind: null, workshop });
  },
};

/** @param {Picture} news */
export function takePicture(news) {
  const before = picture && picture.activity ? picture.activity.id : "";
  const isFirst = !picture;
  const kind = activeKind();
  if (kind && kind.noteNews) kind.noteNews(news);
  const wasHidden = picture && picture.activity && !picture.activity.revealed;
  const keptBefore = picture ? keptTexts().length : Infinity;
  setPicture(news);
  sawUpTo(news.seq);
  setAcknowledged(acknowledged.filter((item) => Number(item.seq) > news.seq));
  if (session.secret) forgetSecret();
  if (news.activity) setClock(news.activity.clock);
  if (news.workshop.status === "closed") return endWorkshop();
  if (session.ended) reopenWorkshop();
  const now = news.activity ? news.activity.id : "";
  const kept = keptTexts().length;
  const keptLine = kept > keptBefore ? `${say("state.unsent", { n: kept })}. ${say("unsent.draft")}` : "";
  if (news.activity && !news.activity.revealed && !choiceOf(now, "wasHidden", false)) choose(now, "wasHidden", true);
  if (isFirst) arrived();
  else if (before !== now) activityChanged(before, keptLine);
  else if (keptLine) announce(keptLine);
  if (before === now && wasHidden && news.activity && news.activity.revealed) revealed(news.activity);
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
/** @param {ActivityPart} activity */
function revealed(activity) {
  announce(say("activity.revealed"));
  const focused = document.activeElement;
  const isWriting = openDrafts(activity).length > 0 || (focused && focused.tagName === "TEXTAREA");
  if (isWriting) choose(activity.id, "keepsForm", true);
}

// The field that had focus is about to go: its draft is kept, and focus waits at the new heading. What came
// too late for the activity that is left is told in the new one.
/** @param {string} before @param {string} keptLine */
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

function endWorkshop() {
  if (!session.ended) {
    session.ended = true;
    document.title = picture.workshop.title;
    announce(say("ended.title"));
    tell("ended");
    focusSoon("heading");
  }
  endTidily();
  drawSoon();
}
