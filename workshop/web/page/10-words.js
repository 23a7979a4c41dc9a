// The page's sentences. The server puts the catalogue of the workshop's language into the page,
// so that no wording stands in code.

const catalogue = JSON.parse(document.getElementById("words").textContent);

function say(key, fields = {}) {
  const entry = catalogue[key];
  if (entry === undefined) return key;
  const sentence = typeof entry === "string" ? entry : entry[fields.n === 1 ? "one" : "other"];
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
}

function organisationName() {
  const given = document.querySelector("meta[name=organisation]").content.trim();
  return given && !given.startsWith("{{") ? given : say("join.some_organisation");
}
