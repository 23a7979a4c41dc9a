// After the workshop: thanks, and the minutes. They are read from the server's HTML into plain elements
// of an allow-list, so that nothing in them can act in this page.

import { TEXT_NODE, button, h } from "./draw.js";
import { choiceGroup } from "./fields.js";
import { drawSoon } from "./paint.js";
import { brandMark } from "./parts.js";
import { latestFor, sendingState, stateMark, submit } from "./queue.js";
import { forgetWorkshop } from "./session.js";
import { minutes, picture, queue, session, setMinutes, unsent } from "./store.js";
import { unsentPanel } from "./unsent.js";
import { say } from "./words.js";

const MINUTES_TAGS = new Set(
  "P UL OL LI TABLE CAPTION THEAD TBODY TR TH TD DL DT DD STRONG EM B I BR HR SECTION ARTICLE BLOCKQUOTE DIV SPAN".split(" "),
);
const MINUTES_SKIPPED = new Set(["SCRIPT", "STYLE", "SVG", "HEAD", "TEMPLATE", "NAV", "NOSCRIPT", "TITLE"]);
const MINUTES_DEADLINE = 45000;
export function endedScreen() {
  return h(
    "main",
    { class: "screen ended", key: "ended" },
    h("p", { class: "brand" }, brandMark(), say("brand")),
    h("h1", { id: "heading", tabindex: -1 }, say("ended.title")),
    h("p", { class: "prompt" }, say("ended.text")),
    picture && picture.workshop.next_meeting && h("p", { class: "prompt" }, picture.workshop.next_meeting),
    queue.length > 0 && h("p", null, say("state.sending_n", { n: queue.length })),
    unsentPanel(),
    h("div", { class: "stack", key: "minutes-buttons" }, minutesButtons()),
    minutes.sentence && h("p", { class: "error", role: "alert" }, minutes.sentence),
    minutes.state === "shown" && h("section", { class: "minutes", key: "minutes", "aria-label": say("ended.minutes") }, minutes.content),
    worthView(),
    !queue.length && whatIsKept(),
  );
}

// Says what the phone still holds, and lets go of it when asked; unsent texts are removed one by one.
function whatIsKept() {
  return h(
    "div",
    { class: "stack", key: "kept" },
    h("p", { class: "small" }, unsent.length ? say("ended.kept_unsent") : say("ended.kept")),
    !unsent.length && button(say("ended.forget"), forgetWorkshop, { class: "quiet-button" }),
  );
}

export function forgottenScreen() {
  return h(
    "main",
    { class: "screen ended", key: "forgotten" },
    h("p", { class: "brand" }, brandMark(), say("brand")),
    h("h1", { id: "heading", tabindex: -1 }, say("ended.title")),
    h("p", { class: "prompt" }, say("ended.cleared")),
  );
}

function minutesButtons() {
  return [
    minutes.state !== "shown" &&
      button(say("ended.read"), showMinutes, { class: "primary wide", disabled: minutes.state === "asked" }),
    button(say("ended.download"), () => keepFile("minutes", "ended.file_name"), { class: "wide" }),
    picture && picture.workshop.pdf && button(say("ended.pdf"), () => keepFile("pdf", "ended.pdf_name"), { class: "wide" }),
    button(say("ended.calendar"), () => keepFile("calendar", "ended.calendar_name"), { class: "wide" }),
  ];
}

// One question that nobody has to answer; the facilitator sees how many gave each answer, where enough did.
function worthView() {
  if (!picture) return null;
  const waiting = latestFor("me", "worth");
  const value = waiting ? waiting.body.worth : picture.me.worth;
  return h(
    "div",
    { class: "card-like", key: "worth" },
    choiceGroup({
      id: "worth",
      legend: say("ended.worth"),
      options: ["worth-it", "partly-worth-it", "not-worth-it"].map((key) => ({ key, title: say(`ended.${key}`) })),
      value,
      onChoose: (worth) => submit("/api/worth", { worth }, { activity: "me", target: "worth" }),
    }),
    h("p", { class: "small" }, say("ended.worth_hint")),
    h("p", { class: "state-line" }, value && stateMark(sendingState(waiting))),
  );
}

// XMLHttpRequest reads HTML into an inert document, with the bearer header and without a script sink.
/** @param {string} what @param {XMLHttpRequestResponseType} type @param {(file: any) => void} onArrival */
function askForMinutes(what, type, onArrival) {
  const before = minutes;
  const fail = (/** @type {string} */ sentence) => turnMinutes({ ...before, sentence });
  const request = new XMLHttpRequest();
  request.open("GET", `/api/${what}`);
  request.setRequestHeader("Authorization", `Bearer ${session.token}`);
  request.responseType = type;
  request.timeout = MINUTES_DEADLINE;
  request.onload = () => (request.status === 200 && request.response ? onArrival(request.response) : fail(say("ended.not_ready")));
  request.onerror = () => fail(say("ended.unreachable"));
  request.ontimeout = request.onerror;
  request.send();
}

function showMinutes() {
  askForMinutes("minutes", "document", (news) => turnMinutes({ state: "shown", content: plainCopies(news.body) }));
  turnMinutes({ state: "asked" });
}

/** @param {string} what @param {string} name */
function keepFile(what, name) {
  askForMinutes(what, "blob", (file) => {
    const address = URL.createObjectURL(file);
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = say(name);
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  });
}

/** @param {Minutes} news */
function turnMinutes(news) {
  setMinutes(news);
  drawSoon();
}

/** @param {Node} parent @returns {View[]} */
function plainCopies(parent) {
  return Array.from(parent.childNodes, plainCopy);
}

/** @param {any} node @returns {View} */
function plainCopy(node) {
  if (node.nodeType === TEXT_NODE) return node.data.trim() ? node.data : " ";
  const tag = node.nodeType === 1 ? node.tagName.toUpperCase() : "";
  if (!tag || MINUTES_SKIPPED.has(tag)) return null;
  if (/^H[1-6]$/.test(tag)) return h(`h${Math.min(Number(tag[1]) + 1, 6)}`, null, plainCopies(node));
  if (tag === "TABLE") {
    return h("div", { class: "wide-table", tabindex: 0, role: "group", "aria-label": say("ended.table") }, copyAs("table", node));
  }
  return MINUTES_TAGS.has(tag) ? copyAs(tag.toLowerCase(), node) : plainCopies(node);
}

/** @param {string} tag @param {Element} node @returns {View} */
function copyAs(tag, node) {
  /** @type {Props} */
  const props = {};
  ["scope", "colspan", "rowspan"].forEach((name) => {
    if (node.hasAttribute(name)) props[name] = node.getAttribute(name);
  });
  return h(tag, props, plainCopies(node));
}
