// The line to the server and this tab's right to it: whoever has been replaced by a newer tab keeps silent.

import { announce } from "./announce.js";
import { drawSoon } from "./paint.js";
import { recall } from "./storage.js";
import { link, session, tab } from "./store.js";
import { say } from "./words.js";

export function hangUp() {
  clearTimeout(link.timer);
  clearTimeout(link.hello);
  if (link.controller) link.controller.abort();
  link.controller = null;
}

/** @param {Link["state"]} state */
export function setLink(state) {
  if (link.state === state) return;
  if (!session.ended && state === "offline") announce(say("link.offline"));
  else if (!session.ended && link.state === "offline") announce(say("link.connected"));
  link.state = state;
  drawSoon();
}

// The server says when it is the host that goes, and not the network.
export function advice() {
  return link.away ? say("link.away") : say("link.advice");
}

export function stepAside() {
  tab.replaced = true;
  hangUp();
  link.turn += 1;
  drawSoon();
}

export function isReplaced() {
  if (!tab.replaced && recall("tab", tab.id) !== tab.id) stepAside();
  return tab.replaced;
}
