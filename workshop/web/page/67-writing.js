// Tells the host whether a text is being written that has not been sent, and whether one cannot follow:
// a yes or a no, never the text.

const WRITING_AGAIN = 20000;
const told = { writing: false, at: 0 };

// `isNews`: something besides the writing is to be told now.
function tellWriting(isNews) {
  const activity = picture && picture.activity;
  const writing = Boolean(session.token && activity && openDrafts(activity).length);
  if (!session.token || tab.replaced || link.state === "offline") return;
  const isDue = (writing || isLost) && performance.now() - told.at > WRITING_AGAIN;
  if (isNews !== true && writing === told.writing && !isDue) return;
  Object.assign(told, { writing, at: performance.now() });
  call("/api/writing", { body: { writing, lost: isLost } }).catch(() => {
    told.writing = false;
  });
}
