"""The sheets for the day as a PDF, for whoever prints from a computer without Word."""

from __future__ import annotations

import re
from datetime import datetime

from exports.day_sheets import DaySheets
from exports.formats.qr_picture import qr_png
from exports.formats.typst_pdf import set_pages
from prompts.language.words import Words, load_words

_LINE = re.compile("_+")
"""A line to write on; the wider letters of this font leave room for shorter ones."""


def render(sheets: DaySheets, made: datetime) -> bytes:
    """The sheets as the bytes of a PDF; `made` goes into the file. Raises LibraryMissingError."""
    words = load_words(sheets.language)
    organisation = sheets.organisation or words("phone.join.some_organisation")
    data: dict[str, object] = {
        "name": sheets.title,
        "author": sheets.organisation,
        "language": words.language,
        "kicker": " · ".join(part for part in (sheets.organisation, sheets.group, sheets.day) if part),
        "title": sheets.title,
        "guide": [_part(key, words) for key in ("before", "keys", "trouble", "after")],
        "plan-heads": [words("day.activity"), words("day.minutes")] * 2,
        "plan": _in_two_columns(sheets.plan),
        "participants": {
            "title": words("day.participants-title"),
            "lines": _lines(words("day.participants", address=sheets.address, code=sheets.code)),
            "notice": words("phone.join.privacy", organisation=organisation),
        },
        "sheet": {
            "scan": words("day.scan"),
            "picture": list(qr_png(sheets.qr)),
            "described": words("day.qr-described", address=sheets.address, code=sheets.code),
            "address": sheets.address,
            "code": sheets.code,
            "sign": words("day.sign", sign=sheets.sign) if sheets.sign else "",
        },
        "slip": {
            "text": sheets.slip,
            "title": words("day.slip-title"),
            "lines": _lines(words("day.slip")),
            "group": _LINE.sub(lambda line: line[0][: len(line[0]) * 2 // 3], words("day.slip-group")),
            "heads": [words("day.slip-initiative"), words("day.slip-status")],
        },
    }
    return set_pages(data, made, template="day_sheets.typ")


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


def _part(key: str, words: Words) -> dict[str, object]:
    """A part of the facilitator's page: what stands before a dash is its line's lead."""
    told = []
    for line in _lines(words(f"day.{key}")):
        lead, _, text = line.partition(" – ")
        told.append({"lead": lead if text else "", "text": text or lead})
    return {"title": words(f"day.{key}-title"), "lines": told}


def _in_two_columns(plan: tuple[tuple[str, int], ...]) -> list[list[str]]:
    half = -(-len(plan) // 2)
    cells = [[title, str(minutes)] for title, minutes in plan] + [["", ""]] * (2 * half - len(plan))
    return [[*cells[place], *cells[place + half]] for place in range(half)]
