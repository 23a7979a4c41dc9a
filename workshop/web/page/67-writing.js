// Tells the host whether a text is being written that has not been sent: a yes or a no, never the text.

const WRITING_AGAIN = 20000;
const told = { writing: false, at: 0 };

function tellWriting() {
  const activity = picture && picture.activity;
  const writing = Boolean(session.token && activity && openDrafts(activity).length);
  if (!session.token || tab.replaced || link.state === "offline") return;
  if (writing === told.writing && !(writing && Date.now() - told.at > WRITING_AGAIN)) return;
  Object.assign(told, { writing, at: Date.now() });
  call("/api/writing", { body: { writing } }).catch(() => {
    told.writing = false;
  });
}
