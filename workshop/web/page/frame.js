// What surrounds every activity: where we are, the clock, the prompt, the connection, and who I am.

import { clockView, overtimeLine, partLine } from "./clock.js";
import { choiceOf, choose, openDrafts, queuedTexts, unsentTexts } from "./drafts.js";
import { button, focusOn, h, isShown, once, valueOf } from "./draw.js";
import { looksLikeCpr } from "./fields.js";
import { finish, finishQuestion, sendDone } from "./finish.js";
import { kindOf } from "./kinds.js";
import { languageView } from "./language.js";
import { advice } from "./line.js";
import { drawNow } from "./paint.js";
import { banner, brandMark, lineField, signView, storageWarning } from "./parts.js";
import { latestFor, submit } from "./queue.js";
import { quietView } from "./quiet.js";
import { projectorView } from "./screen.js";
import { loseToken, showNotice } from "./session.js";
import { link, picture, queue, session } from "./store.js";
import { unsentBar, unsentPanel } from "./unsent.js";
import { say } from "./words.js";

export function workshopScreen() {
  const { activity, workshop } = picture;
  return h(
    "div",
    { class: "screen", key: "workshop" },
    topBar(),
    unsentBar(),
    h(
      "main",
      { key: activity ? activity.id : "lobby" },
      activity ? activityHead(activity) : lobbyHead(),
      activity && asksWho() && aliasForm(whoIAm()),
      activity && partLine(),
      activity && h("div", { class: "area", key: "area" }, kindOf(activity).view(picture, activity)),
      activity && overtimeLine(activity),
      activity && activity.kind !== "present" && purposeView(activity),
      workshop.screen && projectorView(),
      unsentPanel(),
      footView(activity),
    ),
    quietView(),
    meView(),
  );
}

function topBar() {
  const { activity, workshop } = picture;
  return h(
    "header",
    { class: "top" },
    h(
      "div",
      { class: "top-row" },
      h("p", { class: "top-title" }, brandMark(), h("span", null, workshop.title)),
      h("p", { class: "link-line" }, linkMark(), savedMark()),
      activity && clockView(),
    ),
    activity &&
      h("progress", {
        class: "road",
        value: activity.number,
        max: activity.of,
        "aria-label": say("activity.number", { number: activity.number, of: activity.of }),
      }),
  );
}

function linkMark() {
  return h("span", { class: `link link-${link.state}` }, say(`link.${link.state}_short`));
}

// What leaves by itself in a moment is being sent; any other text is not sent, and nothing hides that.
function savedMark() {
  const n = queue.length;
  const texts = unsentTexts();
  const isStuck = link.state === "offline" || picture.trouble;
  let sentence = say("state.all_saved");
  if (texts > (isStuck ? 0 : queuedTexts())) sentence = say("state.unsent", { n: texts });
  else if (n) sentence = say(isStuck ? "state.waiting" : "state.sending_n", { n });
  return h("span", { class: texts ? "saved not-all" : "saved" }, sentence);
}

// Stays at the lower edge and grows upwards: whatever comes and goes here moves nothing that a thumb is on.
/** @param {ActivityPart | null} activity */
function footView(activity) {
  const done = activity && doneView(activity);
  // With large text what it says may have to be scrolled: by keys too, where nothing in it takes the focus.
  const tabindex = !done && link.state === "offline" ? 0 : null;
  return h("div", { class: "foot", key: "foot", tabindex }, pointedLine(), banners(), done);
}

// What the group talks about is marked in the lists, and named here however far away it stands.
function pointedLine() {
  const { text } = picture.pointed;
  return text && h("p", { class: "pointed-line", key: "pointed" }, h("strong", null, say("card.now")), ` ${text}`);
}

/** @param {string} id */
export function isPointed(id) {
  return id === picture.pointed.id ? "true" : null;
}

function banners() {
  return [
    link.state === "offline" && banner("offline", say("link.offline"), advice()),
    picture.trouble && banner("trouble", say("trouble.disk"), say("trouble.disk_advice")),
    session.notice && banner("notice", session.notice, "", () => showNotice("")),
    storageWarning(),
  ];
}

/** @param {ActivityPart} activity */
function activityHead(activity) {
  return h(
    "div",
    { class: activity.pause ? "head head-pause" : "head", key: "head" },
    activity.step && h("p", { class: "step" }, activity.step),
    h("h1", { id: "heading", tabindex: -1 }, activity.title),
    h("p", { class: "prompt" }, kindOf(activity).says?.(activity) || activity.prompt),
    !activity.open && kindOf(activity).takesInput && h("p", { class: "closed-line" }, say("activity.closed")),
  );
}

/** @param {ActivityPart} activity */
export function purposeView(activity) {
  return h(
    "details",
    // Open until somebody folds it: drawing again changes only what differs.
    { class: "quiet", key: "purpose", open: true },
    h("summary", null, say("activity.more")),
    activity.purpose && h("p", null, activity.purpose),
    bodyLines(activity),
  );
}

/** @param {ActivityPart} activity */
export function bodyLines(activity) {
  return h("ul", { class: "lines", role: "list" }, activity.body.map((line, place) => h("li", { key: place }, line)));
}

// Once everybody's answers are shown they come first, and one's own part stands folded after them. Who comes to
// cards that are shown already, to write the ones that are missing, has the field first.
/** @param {ActivityPart} activity @param {View} results @param {View[]} own */
export function resultsFirst(activity, results, own) {
  const isToWrite = activity.open && !choiceOf(activity.id, "wasHidden", false);
  const isLast = results && activity.revealed && !isToWrite && !choiceOf(activity.id, "keepsForm", false);
  if (!isLast) return [...own, results];
  const shown = own.flat().filter(isShown);
  const isOpened = choiceOf(activity.id, "ownOpened", false);
  if (!isOpened && openDrafts(activity).length) choose(activity.id, "ownOpened", true);
  return [
    results,
    shown.length > 0 && h("details", { class: "category", key: "own", open: isOpened }, h("summary", { id: "own-part" }, activity.open ? say("activity.own_open") : say("activity.own")), h("div", { class: "area" }, shown)),
  ];
}

// Before the workshop begins, cards carry the group that their writer names.
function asksGroup() {
  return Boolean(picture.activity) && picture.workshop.status === "lobby" && !whoIAm().table;
}

// Whether the form stands above already, so that it is not offered a second time.
function asksWho() {
  return asksName() || asksGroup();
}

function lobbyHead() {
  return h(
    "div",
    { class: "head", key: "head" },
    h("p", { class: "step" }, picture.workshop.group || picture.workshop.organisation),
    h("h1", { id: "heading", tabindex: -1 }, picture.workshop.title),
    h("p", { class: "prompt" }, say("lobby.welcome")),
    asksName() && aliasForm(whoIAm()),
    h("p", null, say("lobby.wait")),
    h("p", { class: "before" }, picture.workshop.before),
    h(
      "ul",
      { class: "lines", role: "list" },
      picture.workshop.ground_rules.map((rule, place) => h("li", { key: place }, rule)),
    ),
  );
}

/** @param {ActivityPart} activity */
function doneView(activity) {
  const isEarly = picture.workshop.status === "lobby";
  if (isEarly || !activity.open || !kindOf(activity).takesInput) return null;
  const waiting = latestFor(activity.id, "done");
  const isDone = waiting ? waiting.body.done : picture.me.done;
  const toggle = () => (isDone ? sendDone(activity, false) : finish(activity));
  const asks = choiceOf(activity.id, "finishing", false) && openDrafts(activity);
  return h(
    "section",
    { class: "done", key: "done", "aria-label": say("done.section") },
    h(
      "button",
      { type: "button", id: "done-button", class: "done-button", "aria-pressed": isDone, onclick: once(toggle) },
      h("span", { class: "tick", "aria-hidden": "true" }),
      h("span", null, say("done.button")),
    ),
    h("p", { class: "small" }, say("done.count", { n: picture.done, people: picture.phones })),
    asks && asks.length > 0 && finishQuestion(activity, asks.length),
  );
}

// `alias` is empty for somebody who has given none.
function whoIAm() {
  const { me } = picture;
  const waiting = latestFor("me", "alias");
  const { alias, table } = waiting ? waiting.body : me;
  const unnamed = say("me.unnamed", { number: me.number });
  return { alias: alias === unnamed ? "" : alias, table, name: alias || unnamed };
}

// In the lobby there is time for a name, and nobody has to give one. At a follow-up it tells whose agreements are whose.
function asksName() {
  return (!picture.activity || picture.activity.kind === "review") && !whoIAm().alias;
}

function meView() {
  const { alias, table, name } = whoIAm();
  return h(
    "footer",
    { class: "me", key: "me" },
    h("p", null, say("me.you_are"), " ", h("strong", null, name), table && (/^\d+$/.test(table) ? say("me.at_table", { table }) : ` · ${table}`)),
    h("p", { class: "small" }, say("me.people", { n: picture.people })),
    signView(picture.workshop.sign),
    session.editingMe && !asksWho()
      ? aliasForm({ alias, table, ...session.editingMe })
      : h(
          "div",
          { class: "row" },
          !asksWho() && button(say("me.change"), () => setEditingMe(true), { id: "me-change", class: "quiet-button" }),
          button(say("me.not_me"), () => askWhoItIs(true), { id: "not-me", class: "quiet-button" }),
        ),
    session.isAsked && whoQuestion(name),
    languageView(),
  );
}

// Somebody else has the phone in hand. What the first has sent stays; nothing that is on its way gets lost.
/** @param {View} name */
function whoQuestion(name) {
  return h(
    "div",
    { class: "warning", role: "group", "aria-labelledby": "who-question" },
    h("p", { id: "who-question", tabindex: -1 }, say("me.not_me_question", { name })),
    h(
      "div",
      { class: "row" },
      button(say("me.not_me_yes"), () => !queue.length && loseToken({}, true), { class: "primary", "aria-disabled": queue.length > 0 }),
      button(say("edit.cancel"), () => askWhoItIs(false)),
    ),
  );
}

/** @param {boolean} isAsked */
function askWhoItIs(isAsked) {
  session.isAsked = isAsked;
  drawNow();
  focusOn(isAsked ? "who-question" : "not-me");
}

/** @param {{ alias?: string, table?: string }} options */
function aliasForm({ alias, table }) {
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const body = { alias: valueOf("me-alias"), table: picture.workshop.tables ? valueOf("me-table") : table };
    if (looksLikeCpr(`${body.alias} ${body.table}`)) return showNotice(say("cpr.name"));
    submit("/api/alias", body, { activity: "me", target: "alias" });
    setEditingMe(false);
  };
  return h(
    "form",
    { class: "stack", key: "me-form", onsubmit: save },
    lineField("me-alias", say("join.alias"), say("join.alias_hint"), "nickname", alias),
    picture.workshop.tables && lineField("me-table", say("join.table"), say("join.table_hint"), "off", table),
    h(
      "div",
      { class: "row" },
      h("button", { type: "submit", class: "primary" }, say("edit.save")),
      !asksWho() && button(say("edit.cancel"), () => setEditingMe(false)),
    ),
  );
}

/** @param {boolean} isEditing */
function setEditingMe(isEditing) {
  session.editingMe = isEditing;
  drawNow();
  focusOn(isEditing ? "me-alias" : "me-change");
}
