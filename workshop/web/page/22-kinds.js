// The kinds of activity. Each has a file of its own, which tells here what the kind does on a phone:
// `view` draws it; `takesInput` says that people can send something in it and be finished; `says` may give
// another prompt than the activity's.

const kindsByName = new Map();

function addKind(name, kind) {
  kindsByName.set(name, kind);
}

function kindOf(activity) {
  return kindsByName.get(activity.kind);
}
