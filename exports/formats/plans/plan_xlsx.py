"""The action plan as a spreadsheet: real dates, a filter, a head that stays, and no formula anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.action_plan import ActionPlan, ActionRow, action_plan
from exports.formats.plans.plan_table import PLAN_COLUMNS, Value, plan_heads, plan_rows
from exports.formats.record_sheets import LONGEST_SHEET_NAME, Sheet, record_sheets
from exports.minutes import Minutes
from prompts.language.cleaning import clean
from prompts.language.words import Words, load_words

DATE_FORMATS = {"da": "[$-406]ddd d. mmm yyyy", "nb": "[$-414]ddd d. mmm yyyy", "en": "[$-809]ddd d mmm yyyy"}
"""The day is written in the language of the minutes, whatever the computer speaks."""
LONGEST_CELL, LONGEST_PROPERTY = 32_767, 255
_FIRST_YEAR = 1900
"""A date before it is no date to a spreadsheet."""
_HEAD_ROW = 3
_ONLY_LATER = frozenset({"deadline-before", "learned", "meeting"})
"""Columns that only a follow-up can fill: hidden until one does, so that a first plan prints larger."""
_FONT, _ACCENT, _QUIET, _RULE, _LATE = "Calibri", "#0B5563", "#3C4650", "#B4BCC4", "#A4161A"
_LINE_HEIGHT, _ROW_PADDING = 15, 4
_RECORD_FIRST, _RECORD_OTHERS, _BOX_WIDTH = 44, 34, 100


def render(minutes: Minutes) -> bytes:
    """The plan as the bytes of an .xlsx file."""
    plan, words = action_plan(minutes), load_words(minutes.language)
    stream = BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, {"in_memory": True, **safe}) as book:
        _set_properties(book, minutes, plan)
        _write_sheet(book, plan, words)
        _write_boxes(book, plan, words)
        taken = [sheet.get_name() for sheet in book.worksheets()]
        for told in record_sheets(minutes, words, taken):
            _write_records(book, plan, told)
    return stream.getvalue()


def _set_properties(book: Workbook, minutes: Minutes, plan: ActionPlan) -> None:
    created = minutes.generated_at.replace(tzinfo=None)
    texts = {"title": f"{plan.title} – {minutes.title}", "author": minutes.organisation}
    book.set_properties(
        {name: clean(text)[:LONGEST_PROPERTY] for name, text in texts.items()} | {"created": created}
    )


def _write_sheet(book: Workbook, plan: ActionPlan, words: Words) -> None:
    sheet = book.add_worksheet(plan.title[:LONGEST_SHEET_NAME])
    cell = {"font_name": _FONT, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": _RULE}
    day = {**cell, "num_format": DATE_FORMATS.get(plan.language, DATE_FORMATS["da"]), "align": "left"}
    looks = {
        "text": {**cell, "quote_prefix": True},
        "who": {**cell, "quote_prefix": True, "bold": True},
        "number": {**cell, "align": "left"},
        "date": day,
        "late": {**day, "font_color": _LATE, "bold": True},
    }
    formats = {name: book.add_format(look) for name, look in looks.items()}
    head = {"font_name": _FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT, "text_wrap": True}
    heads = book.add_format({**head, "valign": "vcenter"})
    _write_title(book, sheet, plan)
    values_of_rows = plan_rows(plan, words)
    for place, (title, column) in enumerate(zip(plan_heads(words), PLAN_COLUMNS, strict=True)):
        # Of a first plan every agreement is of meeting 1.
        unused = column.key in _ONLY_LATER and all(row[place] in (None, "", 1) for row in values_of_rows)
        sheet.set_column(place, place, column.width, None, {"hidden": unused})
        sheet.write_string(_HEAD_ROW, place, title, heads)
    sheet.set_row(_HEAD_ROW, 2 * _LINE_HEIGHT)
    for line, (row, values) in enumerate(zip(plan.rows, values_of_rows, strict=True), _HEAD_ROW + 1):
        sheet.set_row(line, _height(values, [column.width for column in PLAN_COLUMNS]))
        for place, value in enumerate(values):
            _write_value(sheet, line, place, value, formats, row)
    last = max(_HEAD_ROW + len(plan.rows), _HEAD_ROW + 1)
    sheet.autofilter(_HEAD_ROW, 0, last, len(PLAN_COLUMNS) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    _set_paper(sheet, plan)
    sheet.repeat_rows(_HEAD_ROW)


def _write_value(
    sheet: Worksheet, line: int, place: int, value: Value, formats: dict[str, Format], row: ActionRow
) -> None:
    key = PLAN_COLUMNS[place].key
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        sheet.write_string(line, place, value.isoformat(), formats["text"])
    elif isinstance(value, date):
        late = row.overdue and key == "deadline"
        sheet.write_datetime(
            line, place, datetime.combine(value, time()), formats["late" if late else "date"]
        )
    elif isinstance(value, int):
        sheet.write_number(line, place, value, formats["number"])
    else:
        shown = clean(value or "")[:LONGEST_CELL]
        sheet.write_string(line, place, shown, formats["who" if key == "who" else "text"])


def _write_boxes(book: Workbook, plan: ActionPlan, words: Words) -> None:
    """The three boxes, on a sheet of their own so that they do not stand in the way of the filter."""
    boxes = plan.boxes(words)
    if not boxes:
        return
    sheet = book.add_worksheet(words("plan.follow-up")[:LONGEST_SHEET_NAME])
    wrapped = {"font_name": _FONT, "text_wrap": True, "valign": "top"}
    head = book.add_format({**wrapped, "bold": True, "font_color": _ACCENT, "font_size": 13})
    text = book.add_format({**wrapped, "quote_prefix": True})
    sheet.set_column(0, 0, _BOX_WIDTH)
    line = 0
    for title, sentences in boxes:
        sheet.write_string(line, 0, title, head)
        for sentence in sentences:
            line += 1
            sheet.set_row(line, _height((sentence,), (_BOX_WIDTH,)))
            sheet.write_string(line, 0, clean(sentence)[:LONGEST_CELL], text)
        line += 2
    _set_paper(sheet, plan)


def _write_records(book: Workbook, plan: ActionPlan, told: Sheet) -> None:
    """A form's sheet: a head that stays, a filter, and every text as text."""
    sheet = book.add_worksheet(told.name)
    cell = {"font_name": _FONT, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": _RULE}
    text = book.add_format({**cell, "quote_prefix": True})
    number = book.add_format({**cell, "num_format": "0.0"})
    head = {"font_name": _FONT, "bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT, "text_wrap": True}
    heads = book.add_format({**head, "valign": "vcenter"})
    sheet.set_column(0, 0, _RECORD_FIRST)
    sheet.set_column(1, max(len(told.heads) - 1, 1), _RECORD_OTHERS)
    for place, title in enumerate(told.heads):
        sheet.write_string(0, place, clean(title)[:LONGEST_CELL], heads)
    widths = (_RECORD_FIRST, *(_RECORD_OTHERS for _ in told.heads[1:]))
    for line, row in enumerate(told.rows, start=1):
        sheet.set_row(line, _height(row, widths))
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, place, value[:LONGEST_CELL], text)
            else:
                sheet.write_number(line, place, value, number)
    sheet.autofilter(0, 0, max(len(told.rows), 1), len(told.heads) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _set_paper(sheet, plan)


def _write_title(book: Workbook, sheet: Worksheet, plan: ActionPlan) -> None:
    title = book.add_format({"font_name": _FONT, "bold": True, "font_size": 18, "font_color": _ACCENT})
    quiet = book.add_format({"font_name": _FONT, "font_color": _QUIET, "quote_prefix": True})
    sheet.write_string(0, 0, plan.title, title)
    sheet.write_string(1, 0, clean(plan.subtitle)[:LONGEST_CELL], quiet)


def _set_paper(sheet: Worksheet, plan: ActionPlan) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.7, right=0.7, top=0.7, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    # In a footer an ampersand begins a code, and 255 characters are all there is room for.
    sheet.set_footer("&L" + clean(plan.footer).replace("&", "&&")[:200] + "&R&P / &N")


def _height(values: Sequence[Value | float], widths: Sequence[float]) -> float:
    """Room for the longest cell: LibreOffice and Excel do not measure wrapped text when they open a file."""
    lines = max(
        sum(1 + int(len(part) // max(width - 1, 1)) for part in str(value or "").split("\n"))
        for value, width in zip(values, widths, strict=True)
    )
    return min(lines * _LINE_HEIGHT + _ROW_PADDING, 400)
