// Present: what is said at the projector, readable on the phone; the approaches as sections to open.

addKind("present", {
  view(shown, activity) {
    const categories = shown.kind.categories || [];
    if (activity.pause) return null;
    if (!categories.length) return bodyLines(activity);
    return [categories.map(categorySection), purposeView(activity)];
  },
});

function categorySection(category, place) {
  return h(
    "details",
    { class: `category tone-${place % 4}`, key: category.key },
    h("summary", null, categoryName(category)),
    h("p", null, category.short),
    h("h2", { class: "small-heading" }, say("category.works_when")),
    h("ul", null, category.works_when.map((line) => h("li", null, line))),
    h("h2", { class: "small-heading" }, say("category.fails_when")),
    h("ul", null, category.fails_when.map((line) => h("li", null, line))),
  );
}

// Wherever an approach is to be chosen, what it means is one tap away.
function categoryMeanings(categories) {
  return h(
    "details",
    { class: "quiet", key: "meanings" },
    h("summary", null, say("category.meaning")),
    h("dl", null, categories.map((category) => h("div", { key: category.key }, h("dt", null, categoryName(category)), h("dd", null, category.short)))),
  );
}

function categoryName(category) {
  return h("span", { class: "category-name" }, h("span", { class: "sign", "aria-hidden": "true" }, category.sign), category.title);
}

function categoryByKey(categories, key) {
  const place = categories.findIndex((category) => category.key === key);
  return place < 0 ? null : { ...categories[place], place };
}

// Sign and word; colour only helps.
function categoryTag(categories, key) {
  const category = categoryByKey(categories, key);
  return category && h("span", { class: `tag tone-${category.place % 4}` }, categoryName(category));
}
