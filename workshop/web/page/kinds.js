// The kinds of activity. Each has a file of its own, which tells here what the kind does on a phone:
// `view` draws it; `takesInput` says that people can send something in it and be finished; `says` may give
// another prompt than the activity's.

import { picture } from "./store.js";

const kindsByName = new Map();

/** @param {string} name @param {Kind<any>} kind */
export function addKind(name, kind) {
  kindsByName.set(name, kind);
}

/** @param {ActivityPart} activity */
export function kindOf(activity) {
  return kindsByName.get(activity.kind);
}

export function activeKind() {
  return picture && picture.activity && picture.kind ? kindOf(picture.activity) : null;
}
