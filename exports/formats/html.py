"""Minutes as one self-contained web page: no other files, no network, no script.

The template escapes every text, and each is cleaned once more, so that even a text that was never
sanitised cannot carry a control character into the page.
"""

from __future__ import annotations

import base64
import functools

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from exports.blocks import Bars, Bullets, Group, Paragraph, Table
from exports.minutes import Minutes
from exports.minutes_document import Outline, outline
from prompts.language.cleaning import clean
from prompts.language.words import load_words

PAPER, DARK_PAPER = "#ffffff", "#14181c"
"""The grounds of the page, as in `minutes.css`."""
LONGEST_WORD = 24
"""Longer than common Danish compounds; a column has room for words up to this length."""

_BLOCKS = {Bars: "bars", Bullets: "bullets", Group: "group", Paragraph: "paragraph", Table: "table"}


def render(minutes: Minutes) -> bytes:
    """The minutes as a self-contained HTML5 page in UTF-8."""
    return render_outline(outline(minutes))


def render_outline(document: Outline) -> bytes:
    """Any document as such a page."""
    words = load_words(document.language)
    look = document.look
    told = {
        "light": look.ink(PAPER, ""),
        "dark": look.ink(DARK_PAPER, ""),
        "logo": base64.b64encode(look.logo).decode("ascii"),
    }
    return _template().render(document=document, words=words, look=told).encode("utf-8")


@functools.cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("exports.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )
    environment.tests["block"] = _is_block
    environment.tests["long"] = _is_long
    environment.filters["share_of"] = _share_of
    return environment.get_template("minutes.html.j2")


def _cleaned(value: object) -> object:
    """Clean plain texts; markup that the template has marked as safe is left as it is."""
    return clean(value) if type(value) is str else value


def _is_block(block: object, name: str) -> bool:
    return _BLOCKS.get(type(block)) == name


def _is_long(text: str) -> bool:
    """Whether a text holds a word too long for a table column, which must be broken anywhere."""
    return any(len(word) > LONGEST_WORD for word in text.split())


def _share_of(value: int, whole: int) -> str:
    """A length as a percentage of the whole, in SVG notation."""
    return f"{100 * value / whole:.3f}%" if whole else "0%"
