// The join page: what happens with what is written, then a code or the scanned secret. Names come in the lobby.

import { announce } from "./announce.js";
import { button, focusOn, h, valueOf } from "./draw.js";
import { languageView } from "./language.js";
import { drawNow, drawSoon } from "./paint.js";
import { brandMark, signView, storageWarning } from "./parts.js";
import { backoff, call } from "./requests.js";
import { forgetSecret, joinKey } from "./session.js";
import { on } from "./signals.js";
import { forget, remember } from "./storage.js";
import { session } from "./store.js";
import { claimTab } from "./tabs.js";
import { unsentPanel } from "./unsent.js";
import { headerWord, limits, organisationName, say } from "./words.js";

const ROOM_FULL_PAUSE = 15;
export const LOOK_AGAIN = 30000;
let joinTimer = 0;
const pageTitle = document.title;

export function joinScreen() {
  const { joining } = session;
  return h(
    "main",
    { class: "screen join", key: "join" },
    h("p", { class: "brand" }, brandMark(), say("brand")),
    h("h1", { id: "heading", tabindex: -1 }, pageTitle),
    joining.note && h("p", { class: "all-done" }, joining.note),
    !joining.atCode && joinError(),
    joining.waiting ? waitingToJoin(joining) : joinForm(),
    languageView(),
    storageWarning(),
    unsentPanel(),
  );
}

// Beside the code where it is about that.
function joinError() {
  const { sentence } = session.joining;
  return sentence && h("p", { class: "error", id: "join-error", role: "alert" }, sentence);
}

// A page that was left open here may see another meeting begin: the server knows its sign.
export async function seeWhoInvites() {
  if (session.token || session.ended || document.visibilityState === "hidden") return;
  try {
    const response = await fetch(`${location.pathname}${location.search}`, { cache: "no-cache" });
    const found = response.ok && /<meta name="sign" content="([^"]*)">/.exec(await response.text());
    if (!found || found[1] === headerWord("sign") || session.token) return;
    if (!isBeingFilledIn()) return location.reload();
    /** @type {any} */ (document.querySelector("meta[name=sign]")).content = found[1];
    drawSoon();
  } catch {
    // Nobody answered: the page stays as it is until the next look.
  }
}

function isBeingFilledIn() {
  return session.joining.busy || session.joining.waiting || valueOf("join-code");
}

function joinForm() {
  return h(
    "form",
    { class: "card-like stack", key: "join-form", onsubmit: joinSubmitted, novalidate: true },
    signView(headerWord("sign")),
    h("h2", { class: "small-heading" }, say("join.privacy_title")),
    h("p", { class: "small" }, say("join.privacy", { organisation: organisationName() })),
    h(
      "div",
      { class: "stack ready", key: "ready" },
      !session.secret && codeField(),
      h("button", { type: "submit", id: "join-button", class: "primary wide", disabled: session.joining.busy }, say("join.button")),
    ),
  );
}

function codeField() {
  return h(
    "div",
    { class: "field", key: "code" },
    h("label", { for: "join-code" }, say("join.code")),
    h("p", { class: "hint", id: "join-code-hint" }, say("join.code_hint")),
    h("input", {
      id: "join-code",
      class: "code",
      type: "text",
      autocomplete: "off",
      autocapitalize: "characters",
      autocorrect: "off",
      spellcheck: "false",
      enterkeyhint: "go",
      required: true,
      "aria-describedby": session.joining.atCode ? "join-code-hint join-error" : "join-code-hint",
      "aria-invalid": session.joining.atCode ? "true" : null,
    }),
    session.joining.atCode && joinError(),
  );
}

/** @param {Event} event */
function joinSubmitted(event) {
  event.preventDefault();
  const code = valueOf("join-code").toUpperCase().replace(/[^0-9A-Z]/g, "");
  if (!session.secret && code.length !== limits.code) return refuseJoin(say("join.code_length"), true);
  join(session.secret ? { secret: session.secret } : { code }, 0);
}

/** @param {string} sentence @param {boolean} atCode */
function refuseJoin(sentence, atCode) {
  session.joining = { sentence, atCode };
  drawNow();
  focusOn(session.secret ? "join-button" : "join-code");
}

/** @param {JoinWish} wish @param {number} attempt */
async function join(wish, attempt) {
  session.joining = { ...session.joining, busy: true, sentence: "", atCode: false };
  drawSoon();
  let answer = null;
  try {
    answer = await call("/api/join", { body: { ...wish, join_key: joinKey() } });
  } catch {
    answer = null;
  }
  if (answer && answer.ok) return joined(answer.data);
  if (!answer) return joinAgain(wish, attempt, backoff(attempt), "unreachable");
  const pause = (answer.waitSeconds || ROOM_FULL_PAUSE) * 1000 * (1 + Math.random() / 4);
  if (answer.status === 503) return joinAgain(wish, attempt, pause, "full", answer.sentence);
  if (answer.status === 429 && wish.secret) return joinAgain(wish, attempt, pause, "many", answer.sentence);
  if (wish.secret && answer.status < 500 && answer.status !== 422) forgetSecret();
  return refuseJoin(answer.sentence, !wish.secret);
}

/**
 * @param {JoinWish} wish
 * @param {number} attempt
 * @param {number} milliseconds
 * @param {string} waiting
 * @param {string} [sentence]
 */
function joinAgain(wish, attempt, milliseconds, waiting, sentence) {
  if (session.joining.waiting !== waiting) announce(say(`join.${waiting}`));
  session.joining = { waiting, detail: sentence, retry: () => join(wish, attempt + 1), wish };
  clearTimeout(joinTimer);
  joinTimer = setTimeout(/** @type {() => void} */ (session.joining.retry), milliseconds);
  drawSoon();
}

/** @param {Joining} options */
function waitingToJoin({ waiting, detail, retry }) {
  const tryNow = () => {
    clearTimeout(joinTimer);
    if (retry) retry();
  };
  return h(
    "section",
    { class: "card-like stack", key: "join-waiting" },
    signView(headerWord("sign")),
    h("h2", null, say(`join.${waiting}`)),
    h("p", null, waiting === "unreachable" ? say("link.advice") : detail),
    h("p", { class: "small" }, say("join.keeps_trying")),
    button(say("join.try_now"), tryNow, { class: "wide" }),
  );
}

/** @param {any} data */
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

on("awake", seeWhoInvites);
