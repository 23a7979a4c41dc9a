// Chooses the screen, draws when something has changed, and starts once every kind is known.

const page = document.getElementById("page");
const pageTitle = document.title;
let isDrawWaiting = false;

function screen() {
  if (tab.replaced) return replacedScreen();
  if (session.ended) return endedScreen();
  if (session.forgotten && !session.secret) return forgottenScreen();
  if (!session.token) return joinScreen();
  return picture ? workshopScreen() : connectingScreen();
}

function drawNow() {
  drawInto(page, [screen()]);
}

function drawSoon() {
  if (isDrawWaiting) return;
  isDrawWaiting = true;
  setTimeout(() => {
    isDrawWaiting = false;
    drawNow();
  }, 0);
}

function focusSoon(id) {
  setTimeout(() => focusOn(id), 0);
}

function replacedScreen() {
  return h(
    "main",
    { class: "screen", key: "replaced" },
    h("h1", null, say("tab.title")),
    h("p", { class: "prompt" }, say("tab.text")),
    button(say("tab.use_this"), claimTab, { class: "primary wide" }),
  );
}

function connectingScreen() {
  return h(
    "main",
    { class: "screen", key: "connecting" },
    h("p", { class: "brand" }, brandMark(), say("brand")),
    h("h1", { id: "heading", tabindex: -1 }, say(link.state === "offline" ? "link.offline" : "link.connecting")),
    h("p", null, say(link.state === "offline" ? "link.advice" : "lobby.wait")),
    storageWarning(),
    unsentPanel(),
  );
}

// Whoever scans a code after the end may be at the next workshop already: only the server knows.
function seeWhatWasScanned() {
  const mustAsk = session.ended && session.secret;
  if (mustAsk) session.ended = false;
  return mustAsk;
}

function start() {
  if (isInOtherLanguage()) return;
  takeSecret();
  seeWhatWasScanned();
  watchTabs();
  watchConnection();
  window.addEventListener("hashchange", () => {
    takeSecret();
    if (seeWhatWasScanned()) connect();
    drawSoon();
  });
  setInterval(tick, 1000);
  setInterval(tellWriting, 2000);
  setInterval(seeWhoInvites, LOOK_AGAIN);
  lastWake = performance.now();
  drawNow();
  claimTab();
}

// The kinds stand in files after this one: start when the whole module has been read.
queueMicrotask(start);
