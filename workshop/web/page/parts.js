// Small parts that several screens have in common.

import { button, h } from "./draw.js";
import { storageWorks } from "./storage.js";
import { limits, say } from "./words.js";

export function brandMark() {
  return h("span", { class: "brand-mark", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}

// Two words that the projector shows too: whoever sees others has scanned another laptop's code.
/** @param {string} sign */
export function signView(sign) {
  return sign && h("p", { class: "small" }, say("join.sign"), " ", h("strong", null, sign), ". ", say("join.sign_hint"));
}

/** @param {string} id @param {View} label @param {string} hint @param {string} autocomplete @param {any} value */
export function lineField(id, label, hint, autocomplete, value) {
  return h(
    "div",
    { class: "field", key: id },
    h("label", { for: id }, label),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
    h("input", {
      id,
      type: "text",
      autocomplete,
      maxlength: limits.name,
      "aria-describedby": hint ? `${id}-hint` : null,
      ready: (element) => {
        element.value = value || "";
      },
    }),
  );
}

export function storageWarning() {
  return !storageWorks && banner("storage", say("trouble.storage"), "");
}

/** @param {string} key @param {string} title @param {string} text @param {() => void} [onClose] */
export function banner(key, title, text, onClose) {
  return h(
    "div",
    { class: "banner", key: `banner-${key}` },
    h("p", null, h("strong", null, title), text && ` ${text}`),
    onClose && button(say("trouble.understood"), onClose),
  );
}
