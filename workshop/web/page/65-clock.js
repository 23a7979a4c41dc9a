// The advisory clock: counts down on the phone between the server's messages. It never closes anything.
// Time that passes is taken from performance.now everywhere: a phone's date may be wrong, and be set right meanwhile.

let clock = null;

function setClock(given) {
  clock = given ? { ...given, takenAt: performance.now(), wasOver: given.remaining_seconds <= 0 } : null;
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

function clockClass() {
  const left = secondsLeft();
  if (left <= 0) return "clock clock-over";
  return left <= clock.minutes * 12 ? "clock clock-soon" : "clock";
}

function clockView() {
  if (!clock || !clock.minutes) return null;
  return h(
    "p",
    { id: "clock", class: clockClass(), role: "timer", "aria-label": say("clock.label") },
    clock.paused && h("span", { class: "clock-paused" }, say("clock.paused")),
    h("span", { id: "clock-time" }, clockText()),
  );
}

function overtimeLine() {
  if (!clock || !clock.minutes || secondsLeft() > 0) return null;
  return h("p", { class: "overtime", key: "overtime" }, say("clock.take_your_time"));
}

function tick() {
  if (!clock || !picture || !picture.activity) return;
  const shown = document.getElementById("clock-time");
  if (!shown) return;
  const isOver = secondsLeft() <= 0;
  if (isOver && !clock.wasOver) announce(`${say("clock.over")}. ${say("clock.take_your_time")}`);
  const turned = isOver !== clock.wasOver;
  clock.wasOver = isOver;
  if (turned) return drawSoon();
  shown.textContent = clockText();
  document.getElementById("clock").className = clockClass();
}
