"""What a room of people sees on the projector, and what its minutes say."""

import html
import re

from exports.formats.format_registry import FORMATS
from exports.minutes import build_minutes
from prompts.language.words import load_words
from workshop.live.join_words import sign_of
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.block_letters import set_in
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.view_of_state import Around, audience_view


def painted(room, language):
    """What the audience is shown, on the smallest screen and on a common one."""
    state, words = room.state(), load_words(language)
    workshop = state.workshop
    access = JoinAccess("http://x", workshop.join_secret, workshop.join_code, sign_of("s", words))
    view = audience_view(state, room.method, words, Around(access, room.clock.now(), None, "", False))
    pages = [
        "\n".join("".join(text for text, _ in page.runs(y)) for y in range(height))
        for page, height in ((paint(view, 80, 24), 24), (paint(view, 120, 30), 30))
    ]
    return pages


def shows(page, title):
    """Whether the title stands on the page, in the terminal's own letters or in block letters."""
    drawn = set_in(title, 8, max(map(len, page.splitlines())))
    return title in page or (drawn is not None and all(row.strip() in page for row in drawn.rows))


def minutes_of(room):
    minutes = build_minutes(room.state(), room.method, room.clock.now(), "1")
    pages = [FORMATS[name].renderer()(minutes).decode("utf-8") for name in ("md", "html")]
    return [html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\\", "") for page in pages]
