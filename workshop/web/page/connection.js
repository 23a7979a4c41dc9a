// Keeps the picture fresh: the whole picture first, then the stream, and polling where streams are
// blocked. It never gives up, and it trusts no open socket after the phone has slept.

import { takeEvent, takePicture } from "./events.js";
import { hangUp, isReplaced, setLink } from "./line.js";
import { backoff, call } from "./requests.js";
import { tokenRefused } from "./session.js";
import { tell } from "./signals.js";
import { link, picture, session, streamSeq } from "./store.js";
import { readStream } from "./stream.js";

const WATCHDOG = 13000;
const HELLO_DEADLINE = 6000;
const YOUNG_STREAM = 10000;
const POLL_PAUSE = 3000;
const WAKE_PAUSE = 1000;
const POLLS_BEFORE_NEW_TRY = 20;
let lastWake = 0;
let wakeTimer = 0;
let requestNumber = 0;
let newestAnswer = 0;
let refreshTimer = 0;
let refreshDue = Infinity;

export async function connect() {
  const turn = ++link.turn;
  hangUp();
  if (!session.token || isReplaced()) return;
  let isFresh = false;
  try {
    isFresh = await fetchPicture();
  } catch {
    isFresh = false;
  }
  if (turn !== link.turn) return;
  if (!isFresh) return connectLater(true);
  markConnected();
  if (link.streamFailures >= 3) pollLater(turn);
  else listen(turn);
}

/** @param {number} turn */
async function listen(turn) {
  link.controller = new AbortController();
  link.heard = performance.now();
  link.hello = setTimeout(() => turn === link.turn && streamLost(), HELLO_DEADLINE);
  const heard = () => {
    link.heard = performance.now();
  };
  const hear = (/** @type {string} */ name, /** @type {any} */ data) => {
    const wanted = turn === link.turn && takeEvent(name, data);
    if (wanted) (wanted === "soon" ? refreshSoon : refreshLater)();
  };
  let status = 0;
  try {
    status = await readStream(streamSeq, link.controller.signal, heard, hear);
  } catch {
    status = 0;
  }
  if (turn !== link.turn) return;
  if (status === 401) connect();
  else streamLost();
}

// A stream that lived a while was no failure; one that never spoke, or died young, was.
function streamLost() {
  const livedLong = link.opened && performance.now() - link.opened > YOUNG_STREAM;
  link.streamFailures = livedLong ? 0 : link.streamFailures + 1;
  link.opened = 0;
  link.turn += 1;
  hangUp();
  connectLater(false);
}

/** @param {boolean} isOffline */
function connectLater(isOffline) {
  if (!session.token) return;
  if (isOffline) setLink("offline");
  link.timer = setTimeout(connect, backoff(link.failures++) - 500);
}

/** @param {number} turn */
function pollLater(turn) {
  link.timer = setTimeout(() => {
    if (turn !== link.turn) return;
    link.polls += 1;
    if (link.polls % POLLS_BEFORE_NEW_TRY === 0) link.streamFailures = 2;
    connect();
  }, POLL_PAUSE);
}

function markConnected() {
  const wasOffline = link.state === "offline";
  setLink("connected");
  link.away = false;
  link.failures = 0;
  tell("connected", wasOffline);
}

// A post got no answer, or the stream no sign of life: it may be dead without knowing it.
export function noteSilence() {
  setLink("offline");
  if (!link.controller) return;
  link.turn += 1;
  hangUp();
  connectLater(true);
}

// Returns whether the server answered with a picture.
async function fetchPicture() {
  clearTimeout(refreshTimer);
  refreshDue = Infinity;
  const number = ++requestNumber;
  const pointed = picture && picture.pointed;
  const answer = await call("/api/state");
  if (number < newestAnswer) return true;
  newestAnswer = number;
  if (answer.ok) {
    // What the projector has turned to since has no number: the stream knows it better than this answer.
    if (picture && picture.pointed !== pointed) answer.data.pointed = picture.pointed;
    takeAnswer(answer.data);
  }
  else if (answer.status === 401) tokenRefused(answer);
  return answer.ok;
}

// News that the stream brought while the answer was on its way is in the old picture only.
/** @param {Picture} news */
function takeAnswer(news) {
  const isBehind = news.seq < streamSeq;
  takePicture(news);
  if (isBehind) refreshSoon();
}

/** @param {number} milliseconds */
function refreshIn(milliseconds) {
  const due = performance.now() + milliseconds;
  if (due >= refreshDue || !session.token) return;
  clearTimeout(refreshTimer);
  refreshDue = due;
  refreshTimer = setTimeout(() => fetchPicture().catch(noteSilence), milliseconds);
}

export function refreshSoon() {
  refreshIn(Math.random() * 300);
}

// After own inputs the overlay shows them already; the picture itself may come a little later.
export function refreshLater() {
  refreshIn(1500 + Math.random() * 1500);
}

// Several signs of one waking come together: the first counts at once, the others once more a second later.
function wake() {
  if (document.visibilityState === "hidden") return;
  const wait = lastWake + WAKE_PAUSE - performance.now();
  clearTimeout(wakeTimer);
  if (wait > 0 && wait <= WAKE_PAUSE) {
    wakeTimer = setTimeout(wake, wait);
    return;
  }
  lastWake = performance.now();
  if (session.token) connect();
  else tell("awake");
}

function watch() {
  if (link.controller && performance.now() - link.heard > WATCHDOG) noteSilence();
}

export function watchConnection() {
  lastWake = performance.now();
  setInterval(watch, 5000);
  ["pageshow", "online", "focus"].forEach((name) => window.addEventListener(name, wake));
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("offline", () => session.token && setLink("offline"));
}
