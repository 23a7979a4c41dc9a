// Present: what is said at the projector, readable on the phone; the approaches as sections to open.

import { h } from "../draw.js";
import { bodyLines, purposeView } from "../frame.js";
import { addKind } from "../kinds.js";
import { say } from "../words.js";

addKind("present", /** @type {Kind<PresentPart>} */ ({
  view(shown, activity) {
    const categories = shown.kind.categories || [];
    if (activity.pause) return null;
    if (!categories.length) return [bodyLines(activity), shown.workshop.next_meeting && h("p", { class: "prompt" }, shown.workshop.next_meeting)];
    return [
      categories.map(categorySection),
      purposeView(activity),
      shown.kind.source && h("p", { class: "hint" }, shown.kind.source),
    ];
  },
}));

/** @param {CategoryPart} category @param {number} place */
function categorySection(category, place) {
  return h(
    "details",
    { class: `category tone-${place % 4}`, key: category.key },
    h("summary", null, categoryName(category)),
    h("p", null, category.short),
    categoryLines(say("category.works_when"), category.works_when),
    categoryLines(say("category.fails_when"), category.fails_when),
  );
}

// Categories of a set may have nothing more to say than their short line.
/** @param {string} heading @param {string[]} lines */
function categoryLines(heading, lines) {
  return lines.length > 0 && [
    h("h2", { class: "small-heading" }, heading),
    h("ul", null, lines.map((line) => h("li", null, line))),
  ];
}

// Wherever a category is to be chosen, what it means is one tap away. Cards mean what they say.
/** @param {CategoryPart[]} categories */
export function categoryMeanings(categories) {
  return categories.some((category) => category.short) && h(
    "details",
    { class: "quiet", key: "meanings" },
    h("summary", null, say("category.meaning")),
    h("dl", null, categories.map((category) => h("div", { key: category.key }, h("dt", null, categoryName(category)), h("dd", null, category.short)))),
  );
}

/** @param {CategoryPart} category */
export function categoryName(category) {
  return h("span", { class: "category-name" }, h("span", { class: "sign", "aria-hidden": "true" }, category.sign), category.title);
}

/** @param {CategoryPart[]} categories @param {string} key */
export function categoryByKey(categories, key) {
  const place = categories.findIndex((category) => category.key === key);
  return place < 0 ? null : { ...categories[place], place };
}

// Sign and word; colour only helps.
/** @param {CategoryPart[]} categories @param {string} key */
export function categoryTag(categories, key) {
  const category = categoryByKey(categories, key);
  return category && h("span", { class: `tag tone-${category.place % 4}` }, categoryName(category));
}
