// Each person may read the page in another language than the workshop's; what the group writes stays as it is.

import { button, h } from "./draw.js";
import { recall, remember } from "./storage.js";

/** @type {Record<string, string>} */
const LANGUAGE_NAMES = { da: "Dansk", en: "English", nb: "Norsk" };

export function languageView() {
  const { lang } = document.documentElement;
  const others = Object.keys(LANGUAGE_NAMES).filter((key) => key !== lang);
  return h(
    "p",
    { class: "row languages", key: "languages" },
    others.map((key) => button(LANGUAGE_NAMES[key], () => readIn(key), { class: "quiet-button", lang: key, key })),
  );
}

// Drafts, queue and choices are in the phone's storage, so that loading the page anew loses nothing.
/** @param {string} language */
function readIn(language) {
  remember("lang", language);
  location.assign(`${location.pathname}?lang=${language}${location.hash}`);
}

// Whoever scans again gets the workshop's language first. Returns whether the page is being loaded anew.
export function isInOtherLanguage() {
  const wanted = recall("lang", "");
  const address = `?lang=${wanted}`;
  if (!LANGUAGE_NAMES[wanted] || wanted === document.documentElement.lang || location.search === address) return false;
  location.replace(`${location.pathname}${address}${location.hash}`);
  return true;
}
