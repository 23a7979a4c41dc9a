// The advisory clock: counts down on the phone between the server's messages. It never closes anything.
// Time that passes is taken from performance.now everywhere: a phone's date may be wrong, and be set right meanwhile.

import { announce } from "./announce.js";
import { h } from "./draw.js";
import { drawSoon } from "./paint.js";
import { picture } from "./store.js";
import { say } from "./words.js";

// Null while no clock runs; whoever reads it has asked before.
let clock = /** @type {Clock} */ (/** @type {unknown} */ (null));

/** @param {ClockPart | null} given */
export function setClock(given) {
  clock = /** @type {Clock} */ (given && { ...given, takenAt: performance.now(), wasOver: given.remaining_seconds <= 0 });
}

function secondsLeft() {
  const passed = clock.paused ? 0 : (performance.now() - clock.takenAt) / 1000;
  return Math.ceil(clock.remaining_seconds - passed);
}

function clockText() {
  const left = secondsLeft();
  if (left <= 0) return say("clock.over");
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

const SIGNAL_SECONDS = 20;

// The part that runs, such as "in pairs": for a while after it began it is said that it did.
function runningPart() {
  const passed = clock.minutes * 60 - secondsLeft();
  const index = (clock.parts || []).findIndex((part) => passed < part.ends);
  if (index < 0) return null;
  const { title, ends } = clock.parts[index];
  const began = index ? clock.parts[index - 1].ends : 0;
  const begins = index > 0 && passed - began < SIGNAL_SECONDS;
  const n = Math.ceil((ends - (begins ? began : passed)) / 60);
  return { index, text: say(begins ? "clock.part_begins" : "clock.part", { title, n }) };
}

export function partLine() {
  const part = clock && clock.minutes ? runningPart() : null;
  return part && h("p", { id: "clock-part", class: "clock-part", key: "part" }, part.text);
}

function clockClass() {
  const left = secondsLeft();
  if (left <= 0) return "clock clock-over";
  return left <= clock.minutes * 12 ? "clock clock-soon" : "clock";
}

export function clockView() {
  if (!clock || !clock.minutes) return null;
  return h(
    "p",
    { id: "clock", class: clockClass(), role: "timer", "aria-label": say("clock.label") },
    clock.paused && h("span", { class: "clock-paused" }, say("clock.paused")),
    h("span", { id: "clock-time" }, clockText()),
  );
}

/** @param {ActivityPart} activity */
export function overtimeLine(activity) {
  if (!clock || !clock.minutes || secondsLeft() > 0 || !activity.open) return null;
  return h("p", { class: "overtime", key: "overtime" }, say("clock.take_your_time"));
}

export function tick() {
  if (!clock || !picture || !picture.activity) return;
  const shown = document.getElementById("clock-time");
  if (!shown) return;
  const part = runningPart();
  const line = /** @type {any} */ (document.getElementById("clock-part"));
  if (Boolean(part) !== Boolean(line)) drawSoon();
  else if (part && line.textContent !== part.text) line.textContent = part.text;
  if (part && clock.partIndex !== undefined && clock.partIndex !== part.index) announce(part.text);
  clock.partIndex = part ? part.index : -1;
  const isOver = secondsLeft() <= 0;
  if (isOver && !clock.wasOver) announce(`${say("clock.over")}. ${picture.activity.open ? say("clock.take_your_time") : ""}`);
  const turned = isOver !== clock.wasOver;
  clock.wasOver = isOver;
  if (turned) return drawSoon();
  shown.textContent = clockText();
  /** @type {any} */ (document.getElementById("clock")).className = clockClass();
}
