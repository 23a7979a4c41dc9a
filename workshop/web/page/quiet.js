// What one may do at any time without disturbing: park something, and say that one cannot follow.

import { draftOf, fieldKey } from "./drafts.js";
import { button, h, once, toggle } from "./draw.js";
import { emptyField, fieldText, mayBeSent, refuseHere, textField } from "./fields.js";
import { PARK_PATH, submit } from "./queue.js";
import { picture } from "./store.js";
import { say } from "./words.js";
import { isLost, tellLost } from "./writing.js";

export function quietView() {
  const { activity } = picture;
  const key = fieldKey("me", "park");
  const park = () => {
    const text = fieldText(key).trim();
    if (!text) return refuseHere(key, say("collect.empty"));
    if (!mayBeSent(key, text)) return;
    submit(PARK_PATH, { text }, { activity: "me", title: say("agree.parked"), field: key });
    emptyField(key);
  };
  return h(
    "section",
    { class: "quiet-acts", key: "quiet", "aria-label": say("quiet.title") },
    activity && toggle(say("quiet.lost"), isLost, () => tellLost(!isLost), { id: "lost", "aria-describedby": "lost-hint" }),
    activity && h("p", { class: "small", id: "lost-hint" }, say("quiet.lost_hint")),
    h(
      "details",
      { class: "quiet", key: "park", open: Boolean(draftOf(key)) },
      h("summary", null, say("quiet.park")),
      textField({ key, title: say("agree.parked"), label: say("quiet.park_label"), rows: 2, onSend: park, sendsOnEnter: true }),
      button(say("quiet.park_send"), once(park)),
    ),
  );
}
