// Chooses the screen, draws when something has changed, and starts once every kind is known.

import { tick } from "./clock.js";
import { connect, watchConnection } from "./connection.js";
import { button, h } from "./draw.js";
import { endedScreen, forgottenScreen } from "./ended.js";
import { workshopScreen } from "./frame.js";
import { LOOK_AGAIN, joinScreen, seeWhoInvites } from "./join.js";
import { isInOtherLanguage } from "./language.js";
import { advice } from "./line.js";
import { drawSoon, drawWith } from "./paint.js";
import { brandMark, storageWarning } from "./parts.js";
import { takeSecret } from "./session.js";
import { link, picture, session, tab } from "./store.js";
import { claimTab, watchTabs } from "./tabs.js";
import { unsentPanel } from "./unsent.js";
import { say } from "./words.js";
import { tellWriting } from "./writing.js";
import "./kinds/agree.js";
import "./kinds/cluster.js";
import "./kinds/collect.js";
import "./kinds/place.js";
import "./kinds/present.js";
import "./kinds/rate.js";
import "./kinds/record.js";
import "./kinds/reflect.js";
import "./kinds/review.js";
import "./kinds/vote.js";

function currentScreen() {
  if (tab.replaced) return replacedScreen();
  if (session.ended) return endedScreen();
  if (session.forgotten && !session.secret) return forgottenScreen();
  if (!session.token) return joinScreen();
  return picture ? workshopScreen() : connectingScreen();
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
    h("p", null, link.state === "offline" ? advice() : say("lobby.wait")),
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
  drawWith(currentScreen);
  claimTab();
}

// Kinds that come from elsewhere are joined to the end of the script: start when all of it has been read.
queueMicrotask(start);
