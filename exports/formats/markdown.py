"""Minutes as Markdown: for an archive, a wiki, or reading in a terminal.

What people wrote stays one list item, paragraph or table cell whatever it looks like: every
character that could start markup is escaped, and line breaks become spaces.
"""

from __future__ import annotations

import re

from exports.blocks import Bar, Bars, Block, Bullets, Cell, Group, Item, Paragraph, Section, Segment, Table
from exports.minutes import Minutes
from exports.minutes_document import Outline, outline
from prompts.language.cleaning import clean

# Line breaks and runs of spaces, but not the no-break space between a figure and its unit.
_BREAKS = re.compile(r"[ \n]+")
_ANYWHERE = re.compile(r"[\\`*_\[\]{}<>|~$^@#]")
_ENTITY = re.compile(r"&(?=#?\w)")
_AT_START = re.compile(r"[-+=:%]")
_NUMBER_AT_START = re.compile(r"(\d+)([.)])")
_ADDRESS = re.compile(r"(?i)(?<=[a-z])(?=:/)|(?<=www)(?=\.)")
_DASHES = re.compile(r"(?<=-)-")


def escape(raw: str) -> str:
    """`raw` as one line of Markdown that renders as exactly those characters."""
    text = _ANYWHERE.sub(r"\\\g<0>", _BREAKS.sub(" ", clean(raw)))
    text = _ENTITY.sub(r"\\&", text)
    text = _ADDRESS.sub(r"\\", text)
    text = _DASHES.sub(r"\\-", text)
    return text


def escape_start(raw: str) -> str:
    """`escape` for a text at the start of a block, where more characters are special."""
    text = escape(raw)
    if _AT_START.match(text):
        return "\\" + text
    return _NUMBER_AT_START.sub(r"\1\\\2", text, count=1) if _NUMBER_AT_START.match(text) else text


def render(minutes: Minutes) -> bytes:
    """The minutes as CommonMark with tables, in UTF-8."""
    return _document(outline(minutes)).encode("utf-8")


def _document(document: Outline) -> str:
    pieces = [f"# {escape(document.title)}", f"**{escape(document.kicker)}** – {escape(document.lead)}"]
    pieces.append("\n".join(f"- **{escape(name)}:** {escape(text)}" for name, text in document.facts))
    for section in document.sections:
        pieces += _section(section)
    pieces += ["---", *(f"*{escape(line)}*" for line in document.closing)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _section(section: Section) -> list[str]:
    pieces = [f"## {escape(section.title)}"]
    for block in section.blocks:
        pieces += _block(block)
    return pieces


def _block(block: Block) -> list[str]:
    if isinstance(block, Group):
        return [f"### {escape(block.title)}", *(piece for inner in block.blocks for piece in _block(inner))]
    if isinstance(block, Bullets):
        return ["\n".join(f"- {_item(item)}" for item in block.items)]
    if isinstance(block, Table):
        return [_table(block)]
    if isinstance(block, Bars):
        return [_bars(block)]
    return [_paragraph(block)]


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.quiet or paragraph.strong:
        mark = "*" if paragraph.quiet else "**"
        return f"{mark}{escape(paragraph.text)}{mark}"
    return escape_start(paragraph.text)


def _item(item: Item) -> str:
    start = f"**{escape(item.lead)}** {escape(item.text)}" if item.lead else escape_start(item.text)
    return start + _notes(item.notes)


def _notes(notes: tuple[str, ...]) -> str:
    told = " · ".join(escape(note) for note in notes if note)
    return f" – *{told}*" if told else ""


def _table(table: Table) -> str:
    heads = [escape(column.title) for column in table.columns]
    rules = ["--:" if column.numeric else "---" for column in table.columns]
    return _rows([heads, rules, *([_cell(cell) for cell in row] for row in table.rows)])


def _cell(cell: Cell) -> str:
    lines = " · ".join(escape(line) for line in cell.lines)
    return lines + _notes((cell.note,))


def _bars(bars: Bars) -> str:
    label, share, *others = (escape(title) for title in bars.columns)
    heads = [label, share, *others] if bars.legend else [label, *others]
    rules = ["---", "---", "--:"] if bars.legend else ["---", "--:"]
    rules += ["---"] * (len(heads) - len(rules))
    return _rows([heads, rules, *(_bar(bar, bool(bars.legend)) for bar in bars.bars)])


def _bar(bar: Bar, stacked: bool) -> list[str]:
    share = [" · ".join(_segment(segment) for segment in bar.segments)] if stacked else []
    return [_item(bar.label), *share, escape(bar.value), *(escape(cell) for cell in bar.cells)]


def _segment(segment: Segment) -> str:
    return f"{escape(segment.title)} {segment.value}"


def _rows(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
