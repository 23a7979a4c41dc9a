// Draws what a view describes into the document, changing only what differs. Nodes are found again
// by key, and a text field's content belongs to the person: drawing never takes focus, caret or text.

const TEXT_NODE = 3;

function h(tag, props, ...children) {
  return { tag, props: props || {}, children: children.flat(9).filter(isShown) };
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

function drawInto(parent, wanted) {
  const focused = document.activeElement;
  drawChildren(parent, wanted);
  const wasMoved = focused && focused !== document.body && focused !== document.activeElement;
  if (!wasMoved) return;
  const next = focused.isConnected ? focused : document.getElementById("heading");
  if (next) next.focus({ preventScroll: true });
}

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

function takeMatching(spare, want) {
  const place = spare.findIndex((node) => matches(node, want));
  return place < 0 ? null : spare.splice(place, 1)[0];
}

function matches(node, want) {
  if (typeof want !== "object") return node.nodeType === TEXT_NODE;
  return node.drawnTag === want.tag && node.drawnKey === want.props.key;
}

function makeNode(want) {
  if (typeof want !== "object") return document.createTextNode("");
  const element = document.createElement(want.tag);
  element.drawnTag = want.tag;
  element.drawnKey = want.props.key;
  return element;
}

function updateNode(node, want) {
  if (typeof want !== "object") {
    if (node.data !== String(want)) node.data = String(want);
    return;
  }
  const before = node.drawnProps;
  const names = new Set([...Object.keys(before || {}), ...Object.keys(want.props)]);
  names.forEach((name) => setProperty(node, name, want.props[name], before && before[name]));
  node.drawnProps = want.props;
  if (!want.props.ownContent) drawChildren(node, want.children);
  if (!before && want.props.ready) want.props.ready(node);
}

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

function setAttribute(element, name, value) {
  const isState = name.startsWith("aria-") && typeof value === "boolean";
  if (isState) element.setAttribute(name, String(value));
  else if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

function button(label, onclick, props) {
  return h("button", { type: "button", ...props, onclick }, label);
}

function toggle(label, isPressed, onclick, props) {
  return button(label, onclick, { class: "toggle", ...props, "aria-pressed": isPressed });
}

function unseen(text) {
  return h("span", { class: "unseen" }, text);
}

function focusOn(id) {
  const element = document.getElementById(id);
  if (element) element.focus();
}
