// Draws what a view describes into the document, changing only what differs. Nodes are found again
// by key, and a text field's content belongs to the person: drawing never takes focus, caret or text.

export const TEXT_NODE = 3;

/** @param {string} tag @param {Props | null} [props] @param {...View} children */
export function h(tag, props, ...children) {
  return { tag, props: props || {}, children: children.flat(9).filter(isShown) };
}

/** @param {View} child */
export function isShown(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/** @param {any} parent @param {View[]} wanted */
export function drawInto(parent, wanted) {
  const focused = /** @type {any} */ (document.activeElement);
  drawChildren(parent, wanted);
  const wasMoved = focused && focused !== document.body && focused !== document.activeElement;
  if (!wasMoved) return;
  const next = focused.isConnected ? focused : document.getElementById("heading");
  if (next) next.focus({ preventScroll: true });
}

/** @param {any} parent @param {any[]} wanted */
function drawChildren(parent, wanted) {
  const spare = Array.from(parent.childNodes);
  const nodes = wanted.map((want) => takeMatching(spare, want) || makeNode(want));
  spare.forEach((node) => node.remove());
  nodes.forEach((node, place) => {
    const standing = parent.childNodes[place] || null;
    if (standing !== node) parent.insertBefore(node, standing);
  });
  wanted.forEach((want, place) => updateNode(nodes[place], want));
}

/** @param {ChildNode[]} spare @param {any} want */
function takeMatching(spare, want) {
  const place = spare.findIndex((node) => matches(node, want));
  return place < 0 ? null : spare.splice(place, 1)[0];
}

/** @param {any} node @param {any} want */
function matches(node, want) {
  if (typeof want !== "object") return node.nodeType === TEXT_NODE;
  return node.drawnTag === want.tag && node.drawnKey === want.props.key;
}

/** @param {any} want */
function makeNode(want) {
  if (typeof want !== "object") return document.createTextNode("");
  const element = document.createElement(want.tag);
  element.drawnTag = want.tag;
  element.drawnKey = want.props.key;
  return element;
}

/** @param {any} node @param {any} want */
function updateNode(node, want) {
  if (typeof want !== "object") {
    if (node.data !== String(want)) node.data = String(want);
    return;
  }
  if (node.drawn === want) return;
  const before = node.drawn && node.drawn.props;
  const names = new Set([...Object.keys(before || {}), ...Object.keys(want.props)]);
  names.forEach((name) => setProperty(node, name, want.props[name], before && before[name]));
  node.drawn = want;
  if (!want.props.ownContent) drawChildren(node, want.children);
  if (!before && want.props.ready) want.props.ready(node);
}

/** @param {any} element @param {string} name @param {any} value @param {any} before */
function setProperty(element, name, value, before) {
  if (name === "checked") {
    if (element.checked !== Boolean(value)) element.checked = Boolean(value);
  } else if (value === before || name === "key" || name === "ready" || name === "ownContent") {
    return;
  } else if (name.startsWith("on")) {
    element[name] = value || null;
  } else if (name === "part") {
    element.style.setProperty("--part", value);
  } else {
    setAttribute(element, name, value);
  }
}

/** @param {HTMLElement} element @param {string} name @param {any} value */
function setAttribute(element, name, value) {
  const isState = name.startsWith("aria-") && typeof value === "boolean";
  if (isState) element.setAttribute(name, String(value));
  else if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** @param {View} label @param {(event: any) => void} onclick @param {Props} [props] */
export function button(label, onclick, props) {
  return h("button", { type: "button", ...props, onclick }, label);
}

/** @param {View} label @param {boolean} isPressed @param {() => void} onclick @param {Props} props */
export function toggle(label, isPressed, onclick, props) {
  return button(label, once(onclick), { class: "toggle", ...props, "aria-pressed": isPressed });
}

// A double tap says a thing once, instead of taking it back with its second tap.
/** @param {() => void} act */
export function once(act) {
  return (/** @type {MouseEvent} */ event) => event.detail < 2 && act();
}

/** @param {string} text */
export function unseen(text) {
  return h("span", { class: "unseen" }, text);
}

/** @param {string} id */
export function focusOn(id) {
  const element = document.getElementById(id);
  if (element) element.focus();
}

/** @param {string} id */
export function valueOf(id) {
  const element = /** @type {any} */ (document.getElementById(id));
  return element ? element.value.trim() : "";
}
