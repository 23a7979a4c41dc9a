// The page's sentences. The server puts the catalogue of the workshop's language into the page,
// so that no wording stands in code.

// The numbers that the rules check by: how many characters a text, a name and the code have.
export const limits = JSON.parse(/** @type {any} */ (document.getElementById("limits")).textContent);
/** @type {Record<string, string | { one: string, other: string }>} */
const catalogue = JSON.parse(/** @type {any} */ (document.getElementById("words")).textContent);

/** @param {string} key @param {Record<string, any>} [fields] */
export function say(key, fields = {}) {
  const entry = catalogue[key];
  if (entry === undefined) return key;
  const sentence = typeof entry === "string" ? entry : entry[fields.n === 1 ? "one" : "other"];
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
}

// What the server knows and has put into the page's head; empty where it knows nothing.
/** @param {string} name */
export function headerWord(name) {
  const given = /** @type {any} */ (document.querySelector(`meta[name=${name}]`)).content.trim();
  return given.startsWith("{{") ? "" : given;
}

export function organisationName() {
  return headerWord("organisation") || say("join.some_organisation");
}
