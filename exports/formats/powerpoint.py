"""The five slides as a PowerPoint file, 16:9, with charts that can be edited."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from exports.blocks import Item
from exports.errors import BaseSizeError, BaseTitleError, BrokenBaseError, LibraryMissingError
from exports.formats.bar_picture import COLOURS, NO_COLOUR
from exports.formats.slide_letters import Column, largest, largest_of_table
from exports.minutes import Minutes
from exports.slides import Chart, Deck, Slide, slides_of
from prompts.language.cleaning import clean

try:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.exc import PythonPptxError
    from pptx.presentation import Presentation as File
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide as Page
    from pptx.text.text import TextFrame, _Paragraph
    from pptx.util import Mm, Pt
except ImportError:  # an extra: see pyproject.toml
    raise LibraryMissingError(format="PowerPoint", extra="slides") from None

_LANGUAGES = {
    "da-DK": MSO_LANGUAGE_ID.DANISH,
    "en-GB": MSO_LANGUAGE_ID.ENGLISH_UK,
    "nb-NO": MSO_LANGUAGE_ID.NORWEGIAN_BOKMOL,
}
LANGUAGE_TAGS = {"da": "da-DK", "en": "en-GB", "nb": "nb-NO"}
_WIDTH, _HEIGHT = 338.67, 190.5
_LEFT, _TOP, _ROOM = 18, 40, 302
"""Millimetres: the left edge, where a slide's content begins, and how wide it may be."""
_BOTTOM, _GAP = 176, 8
_ACCENT, _INK, _QUIET, _WHITE, _TINT = map(
    RGBColor.from_string, ("0B5563", "1B1F24", "3C4650", "FFFFFF", "EEF6F7")
)
_SPACES = re.compile(r"[ \n]+")  # not the space that keeps a number beside its unit
_FONT = "Calibri"
_AROUND_BARS, _BAR = 40, 26
"""Millimetres that a chart takes for its title and legend, and for each bar."""
_SHARES = (22, 35, 19, 24, 23)
_TITLE_ONLY = "Title Only"
LONGEST_PROPERTY = 255


def render(minutes: Minutes) -> bytes:
    """The slides as the bytes of a .pptx file. Raises LibraryMissingError where python-pptx is missing."""
    deck = slides_of(minutes)
    file = _base(minutes.options.base(".pptx"))
    properties = file.core_properties
    properties.title = clean(deck.name)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = clean(deck.author)[:LONGEST_PROPERTY]
    properties.language = LANGUAGE_TAGS.get(deck.language, deck.language)
    properties.created = properties.modified = minutes.generated_at.replace(tzinfo=None)
    properties.revision = 1
    for number, slide in enumerate(deck.slides, start=1):
        _write(file, slide, deck, number)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _base(own: Path | None) -> File:
    """An empty 16:9 file with a layout for a title; the organisation's own keeps its master and its looks."""
    return _emptied(own) if own is not None else _ours()


def _emptied(own: Path) -> File:
    """The organisation's own file without its slides.

    Raises BrokenBaseError, BaseSizeError, BaseTitleError.
    """
    try:
        file = Presentation(str(own))
    except (OSError, KeyError, ValueError, PythonPptxError, zipfile.BadZipFile) as problem:
        raise BrokenBaseError(file=own.name) from problem
    sizes = ((file.slide_width, _WIDTH), (file.slide_height, _HEIGHT))
    if any(abs(Mm(wanted) - (there or 0)) > Mm(1) for there, wanted in sizes):
        raise BaseSizeError(file=own.name)
    if _layout(file) is None:
        raise BaseTitleError(file=own.name)
    listed = file.slides._sldIdLst
    for entry in tuple(listed):
        file.part.drop_rel(entry.rId)
        listed.remove(entry)
    return file


def _layout(file: File) -> Any:  # noqa: ANN401 - the library has no types here
    """The layout with a title and least else, such as “Title Only”; None if no layout has a title."""
    titled = [
        each for each in file.slide_layouts if any(p.placeholder_format.idx == 0 for p in each.placeholders)
    ]
    return min(titled, key=lambda each: len(each.placeholders), default=None)


def _ours() -> File:
    file = Presentation()
    file.slide_width, file.slide_height = Mm(_WIDTH), Mm(_HEIGHT)
    layouts = file.slide_layouts
    for layout in tuple(layouts):
        if layout.name != _TITLE_ONLY:
            layouts.remove(layout)
    for holder in (*file.slide_master.placeholders, *layouts[0].placeholders):
        if holder.placeholder_format.type is not None and holder.placeholder_format.idx == 0:
            holder.left, holder.top, holder.width, holder.height = Mm(_LEFT), Mm(12), Mm(_ROOM), Mm(24)
            holder.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        elif holder.element.getparent() is not None:
            holder.element.getparent().remove(holder.element)
    return file


def _write(file: File, slide: Slide, deck: Deck, number: int) -> None:
    page = file.slides.add_slide(_layout(file))
    tag = LANGUAGE_TAGS.get(deck.language, deck.language)
    title = page.shapes.title
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _say(title.text_frame.paragraphs[0], clean(slide.title), tag, 28, bold=True, colour=_ACCENT)
    text_left, text_width = float(_LEFT), float(_ROOM)
    if slide.chart is not None:
        width = _ROOM * (0.4 if slide.groups else 0.46)
        text_width = _ROOM - width - _GAP
        # What is read stands first; a chart that the text explains stands before it.
        chart_first = bool(slide.groups) or slide.chart.stacked
        _add_chart(page, slide.chart, deck, _LEFT if chart_first else _LEFT + text_width + _GAP, width)
        text_left = _LEFT + width + _GAP if chart_first else _LEFT
    if slide.table:
        _add_table(page, slide, tag)
    if slide.groups and slide.lines:
        text_width = _ROOM * 0.54
        left = _LEFT + text_width + _GAP
        _add_beside(page, slide, tag, left, _ROOM - text_width - _GAP)
    elif slide.groups:
        _add_groups(page, slide, tag, text_left, text_width)
    if slide.lines:
        top = _BOTTOM - 12 if slide.table else _TOP
        frame = _box(page, text_left, top, text_width, _BOTTOM - top)
        texts = tuple(" ".join((item.lead, item.text, *item.notes)) for item in slide.lines)
        points = largest((24, 22, 19, 17, 15), (Column(texts, text_width, _BOTTOM - top, 7),))
        for place, item in enumerate(slide.lines):
            _write_item(_paragraph(frame, place), item, tag, points)
    foot = _box(page, _LEFT, 180, _ROOM, 8)
    _say(foot.paragraphs[0], clean(f"{deck.footer} · {number}"), tag, 10, colour=_QUIET)


def _box(page: Page, left: float, top: float, width: float, height: float) -> TextFrame:
    shape: Shape = page.shapes.add_textbox(Mm(left), Mm(top), Mm(width), Mm(height))
    shape.text_frame.word_wrap = True
    return shape.text_frame


def _paragraph(frame: TextFrame, place: int) -> _Paragraph:
    paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
    paragraph.space_after = Pt(7)
    return paragraph


def _write_item(paragraph: _Paragraph, item: Item, tag: str, points: float) -> None:
    if item.lead:
        _say(paragraph, clean(item.lead), tag, points, bold=True)
    _say(paragraph, f"{' ' if item.lead else ''}{clean(item.text)}", tag, points)
    notes = " · ".join(clean(note) for note in item.notes if note)
    if notes:
        paragraph.add_line_break()
        _say(paragraph, notes, tag, points - 3, colour=_QUIET)


def _say(
    paragraph: _Paragraph, text: str, tag: str, points: float, *, bold: bool = False, colour: RGBColor = _INK
) -> None:
    run = paragraph.add_run()
    run.text = _SPACES.sub(" ", text)
    run.font.size, run.font.bold, run.font.name = Pt(points), bold, _FONT
    run.font.color.rgb = colour
    run.font.language_id = _LANGUAGES.get(tag, MSO_LANGUAGE_ID.NONE)


def _add_groups(page: Page, slide: Slide, tag: str, left: float, width: float) -> None:
    """The initiatives of each approach, two approaches beside each other."""
    each = (width - 6) / 2
    rows = (len(slide.groups) + 1) // 2
    height = (_BOTTOM - _TOP) / max(rows, 1)
    columns = tuple(Column((title, *texts), each, height, 1) for title, texts in slide.groups)
    points = largest((18, 16, 15, 13, 11), columns)
    for place, (title, texts) in enumerate(slide.groups):
        frame = _box(page, left + (place % 2) * (each + 6), _TOP + (place // 2) * height, each, height)
        _say(frame.paragraphs[0], clean(title), tag, points + 2, bold=True, colour=_ACCENT)
        for text in texts:
            paragraph = frame.add_paragraph()
            paragraph.space_after = Pt(1)
            _say(paragraph, clean(text), tag, points)


def _add_beside(page: Page, slide: Slide, tag: str, left: float, width: float) -> None:
    """Groups below each other in one column; one without lines is the heading of those after it."""
    frame = _box(page, left, _TOP, width, _BOTTOM - _TOP)
    told = tuple(text for title, texts in slide.groups for text in (title, *texts))
    points = largest((20, 18, 16, 14, 11), (Column(told, width, _BOTTOM - _TOP, 3),))
    for place, (title, texts) in enumerate(slide.groups):
        head = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        head.space_before = Pt(0 if place == 0 else 6)
        _say(head, clean(title), tag, points + (1 if texts else 3), bold=True, colour=_ACCENT)
        for text in texts:
            _say(frame.add_paragraph(), clean(text), tag, points)


def _add_table(page: Page, slide: Slide, tag: str) -> None:
    rows, columns = len(slide.table), len(slide.table[0])
    shape = page.shapes.add_table(rows, columns, Mm(_LEFT), Mm(_TOP), Mm(_ROOM), Mm(9 * rows))
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(slide.title))
    table = shape.table
    widths = [_ROOM * share / sum(_SHARES) for share in _SHARES]
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
    room = _BOTTOM - _TOP - (14 if slide.lines else 0)
    points = largest_of_table((20, 18, 16, 14, 12), slide.table, widths, room)
    for line, row in enumerate(slide.table):
        for place, text in enumerate(row):
            cell = table.cell(line, place)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _ACCENT if line == 0 else (_WHITE, _TINT)[line % 2]
            _say(cell.text_frame.paragraphs[0], clean(text), tag, points, bold=line == 0 or place == 0,
                 colour=_WHITE if line == 0 else _INK)  # fmt: skip


def _add_chart(page: Page, chart: Chart, deck: Deck, left: float, width: float) -> None:
    tag = LANGUAGE_TAGS.get(deck.language, deck.language)
    data = CategoryChartData()
    data.categories = [clean(bar.label) for bar in chart.bars]
    count = max(len(bar.segments) for bar in chart.bars)
    for place in range(count):
        name = clean(chart.bars[0].segments[place].title) if chart.stacked else clean(deck.name)
        data.add_series(name, [bar.segments[place].value for bar in chart.bars])
    kind = XL_CHART_TYPE.BAR_STACKED_100 if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    tall = min(_BOTTOM - _TOP, _AROUND_BARS + _BAR * len(chart.bars))  # a lone bar is no block of colour
    shape = page.shapes.add_chart(kind, Mm(left), Mm(_TOP), Mm(width), Mm(tall), data)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(chart.text))
    drawn = shape.chart
    drawn.font.size, drawn.font.name = Pt(14), _FONT
    drawn.has_legend = chart.stacked
    _say(drawn.chart_title.text_frame.paragraphs[0], clean(chart.title), tag, 13, bold=True)
    drawn.chart_title.include_in_layout = False
    if chart.stacked:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.category_axis.reverse_order = True
    drawn.category_axis.format.line.fill.background()
    drawn.category_axis.has_major_gridlines = drawn.value_axis.has_major_gridlines = False
    drawn.value_axis.visible = False
    plot = drawn.plots[0]
    plot.gap_width, plot.vary_by_categories = 40, False
    for place, series in enumerate(plot.series):
        for line, bar in enumerate(chart.bars):
            segment = bar.segments[place]
            fill = series.points[line].format.fill
            fill.solid()
            coloured = COLOURS[segment.colour % len(COLOURS)] if segment.colour >= 0 else NO_COLOUR
            fill.fore_color.rgb = RGBColor.from_string(coloured)
        series.format.fill.solid()
        first = chart.bars[0].segments[place]
        series.format.fill.fore_color.rgb = RGBColor.from_string(
            COLOURS[first.colour % len(COLOURS)] if first.colour >= 0 else NO_COLOUR
        )
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0;;", False
        labels.font.size, labels.font.bold = Pt(14), True
