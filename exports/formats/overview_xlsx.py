"""The overview as a spreadsheet: agreements, approaches by group and year, leader load and next meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.formats.plans.plan_xlsx import DATE_FORMATS, LONGEST_CELL
from exports.formats.record_sheets import LONGEST_SHEET_NAME
from exports.overview import Overview, group_of
from prompts.language.cleaning import clean
from prompts.language.formatting import week_of
from prompts.language.personal_numbers import without_cpr
from prompts.language.words import Words

_FONT, _ACCENT, _LATE = "Calibri", "#0B5563", "#A4161A"
_LINE_HEIGHT = 15
_FIRST_YEAR = 1900
"""A date before it is no date to a spreadsheet."""
Value = str | int | date | None


def render(found: Overview, words: Words, made: datetime) -> bytes:
    """The overview as the bytes of an .xlsx file, made at `made`."""
    stream = BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, {"in_memory": True, **safe}) as book:
        book.set_properties({"title": words("overview.heading"), "created": made.replace(tzinfo=None)})
        tables = _Tables(book, words)
        _agreements(tables, found, words)
        _approaches(tables, found, words)
        _load(tables, found, words)
        _meetings(tables, found, words)
    return stream.getvalue()


class _Tables:
    """Writes tables, each on a sheet of its own, with a head that stays and a filter."""

    def __init__(self, book: Workbook, words: Words) -> None:
        self._book = book
        cell = {"font_name": _FONT, "valign": "top", "text_wrap": True}
        day = {**cell, "num_format": DATE_FORMATS.get(words.language, DATE_FORMATS["da"]), "align": "left"}
        self._text = book.add_format({**cell, "quote_prefix": True})
        self._number = book.add_format({**cell, "align": "left"})
        self._day = book.add_format(day)
        self._late = book.add_format({**day, "font_color": _LATE, "bold": True})
        head = {**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT}
        self._head = book.add_format(head)

    def write(
        self,
        name: str,
        heads: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[Value]],
        late: Iterable[int] = (),
    ) -> None:
        """Write `rows` under `heads` of the given widths; the dates of the rows `late` stand out."""
        sheet = self._book.add_worksheet(name[:LONGEST_SHEET_NAME])
        overdue = frozenset(late)
        for column, (title, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, clean(title), self._head)
        for line, row in enumerate(rows):
            sheet.set_row(line + 1, _height(row, heads))
            for column, value in enumerate(row):
                self._write(sheet, line + 1, column, value, late=line in overdue)
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Worksheet, line: int, column: int, value: Value, *, late: bool) -> None:
        if isinstance(value, date) and value.year >= _FIRST_YEAR:
            shown = self._late if late else self._day
            sheet.write_datetime(line, column, datetime.combine(value, time()), shown)
        elif isinstance(value, int):
            sheet.write_number(line, column, value, self._number)
        else:
            sheet.write_string(line, column, without_cpr(clean(str(value or "")))[:LONGEST_CELL], self._text)


def _height(row: Sequence[Value], heads: Sequence[tuple[str, int]]) -> float:
    """Room for the longest cell: LibreOffice and Excel do not measure wrapped text when they open a file."""
    lines = max(
        1 + len(value) // max(width - 3, 1) if isinstance(value, str) else 1
        for value, (_, width) in zip(row, heads, strict=False)
    )
    return min(lines * _LINE_HEIGHT + 2, 400)


def _agreements(tables: _Tables, found: Overview, words: Words) -> None:
    heads = (
        (words("plan.who"), 16),
        (words("plan.what"), 36),
        (words("plan.deadline"), 18),
        (words("plan.week"), 7),
        (words("plan.status"), 20),
        (words("plan.result"), 28),
        (words("plan.initiative"), 28),
        (words("plan.approach"), 18),
        (words("overview.group"), 28),
        (words("overview.workshop"), 28),
    )
    rows = [
        (
            step.known.who,
            step.known.what,
            step.known.due or step.known.due_words,
            week_of(step.known.due) if step.known.due else None,
            ", ".join(
                part
                for part in (
                    words(f"minutes.review.{step.known.status}"),
                    words("plan.overdue") if step.overdue else "",
                )
                if part
            ),
            step.known.first_visible_result,
            step.known.about,
            step.approach,
            group_of(step.workshop),
            step.workshop.title,
        )
        for step in found.steps
    ]
    late = [line for line, step in enumerate(found.steps) if step.overdue]
    tables.write(words("overview.agreements"), heads, rows, late)


def _approaches(tables: _Tables, found: Overview, words: Words) -> None:
    years = found.years
    heads = [
        (words("overview.group"), 34),
        (words("plan.approach"), 22),
        (words("overview.initiatives"), 12),
        *((str(year) if year else words("overview.no-date"), 10) for year in years),
    ]
    rows: list[list[Value]] = []
    for line in found.approaches:
        title = line.title or words("overview.no-approach")
        counts = [line.by_year.get(year, 0) for year in years]
        rows.append([words("overview.all-groups"), title, line.initiatives, *counts])
    for group in found.groups:
        for line in found.approaches:
            if count := line.by_group.get(group, 0):
                rows.append([group, line.title or words("overview.no-approach"), count])
    tables.write(words("overview.approaches"), heads, rows)


def _load(tables: _Tables, found: Overview, words: Words) -> None:
    heads = (
        (words("overview.load-who"), 36),
        (words("overview.load-what"), 24),
        (words("overview.count"), 10),
    )
    rows = [
        (load.who, words("overview.load-initiatives", approach=found.close_title), load.count)
        for load in found.load_of_groups
    ]
    rows += [
        (load.who, words("overview.load-agreements", approach=found.close_title), load.count)
        for load in found.load_of_people
    ]
    tables.write(words("overview.load"), heads, rows)


def _meetings(tables: _Tables, found: Overview, words: Words) -> None:
    heads = (
        (words("overview.next-meeting"), 18),
        (words("overview.standing"), 16),
        (words("overview.sheet"), 36),
        (words("overview.workshop"), 32),
        (words("overview.group"), 32),
        (words("overview.agreements"), 14),
    )
    rows = [
        (
            meeting.day,
            words(f"overview.meeting-{meeting.standing.value}"),
            meeting.sheet,
            meeting.workshop.title,
            group_of(meeting.workshop),
            meeting.agreements,
        )
        for meeting in found.meetings
    ]
    late = [line for line, meeting in enumerate(found.meetings) if meeting.standing.value == "late"]
    tables.write(words("overview.meetings"), heads, rows, late)
