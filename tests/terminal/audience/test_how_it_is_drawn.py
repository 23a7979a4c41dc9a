"""Block letters, the room that is used, and what can be read from the last row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from make_legibility_table import GUIDE, ROOMS, smallest_sizes, with_table
from pictures.audience import view_of, walk
from pictures.casts import CASTS, HOSTILE
from pictures.played import Played, read_case
from pictures.scenes import danish_time
from PIL import Image, ImageFilter

from workshop.facilitating.telling.clock_reading import Level
from workshop.terminal.audience import wall_columns as drawing_walls
from workshop.terminal.audience.audience_colours import looks_of
from workshop.terminal.audience.audience_view import (
    AudienceView,
    Focus,
    Group,
    Item,
    Join,
    Lobby,
    Pause,
    Wall,
)
from workshop.terminal.audience.block_letters import FINE, LABEL, SIZES, letters, set_in, set_text
from workshop.terminal.audience.cell_page import (
    MM_A_METRE,
    PLAIN,
    ROOM_M,
    SCREEN_MM,
    Box,
    Page,
    cap_mm,
    legible,
    qr_rows,
)
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.draw_wall import draw_wall
from workshop.terminal.theme.themes import THEME_NAMES

JOIN = Join("192.168.1.20:8140", "KLM274", "mørk dal", "http://192.168.1.20:8140/j/x")
NORDIC = "æøåäöéüÆØÅÄÖÉ–—“”’…·?!:0123456789"


@pytest.fixture(scope="module")
def views(tmp_path_factory):
    with danish_time():
        room = Played(tmp_path_factory.mktemp("room"), read_case())
        yield dict(walk(room))
        room.stop()


@pytest.mark.parametrize("points", SIZES)
def test_every_size_has_the_letters_of_our_languages(points: int) -> None:
    assert letters(points).has(NORDIC)
    assert not letters(points).has("漢字")


def test_letters_differ_from_each_other() -> None:
    for points in SIZES:
        signs = "ABCDEFGHJKLMNPQRSTUWXYZ347aeomnwæøå"
        drawn = {set_in(sign, points, 40).rows for sign in signs}
        assert len(drawn) == len(signs)


@pytest.mark.parametrize("points", SIZES)
def test_a_capital_n_has_a_diagonal_and_no_bar_as_an_h_has(points: int) -> None:
    glyph = letters(points).glyphs["N"]
    inked = [row for row in glyph.rows if row]
    assert (1 << glyph.width) - 1 not in inked
    assert len(set(inked)) >= (4 if points == FINE else 5)  # which has but five rows


def test_a_text_too_long_for_one_size_takes_the_next_smaller() -> None:
    rows = [set_text("Hvad skal nogen konkret gøre " * times, 116, 12) for times in (1, 2, 3)]
    assert rows[0].points > rows[1].points > rows[2].points
    assert set_text("Hvad skal nogen konkret gøre " * 40, 116, 12) is None


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("room", ROOMS)
def test_question_clock_code_and_card_are_readable_from_the_last_row(views, room) -> None:
    for name, view in views.items():
        page = paint(view, *room)
        needed = {"code"} | ({"clock"} if view.clock else set())
        needed |= {"question"} if view.question else set()
        needed |= {"card"} if isinstance(view.content, Focus) else set()
        assert needed <= page.sizes.keys(), name
        for part in needed:
            assert cap_mm(page.sizes[part], room[0]) >= ROOM_M * MM_A_METRE, (name, part, page.sizes)


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("length", [40, 80, 120, 200, 400, 2_000])
def test_a_card_under_discussion_is_readable_whatever_its_length(views, room, length) -> None:
    text = ("Fælles retningslinjer for brug af data i sagsbehandlingen " * 40)[:length].strip()
    view = views["tal-om-de-delte-settled"]
    page = paint(replace(view, content=replace(view.content, text=text)), *room)
    for part in ("card", "question", "clock", "code"):
        assert cap_mm(page.sizes[part], room[0]) >= ROOM_M * MM_A_METRE, (part, page.sizes)


@pytest.mark.parametrize("room", ROOMS)
def test_no_more_than_half_of_the_rows_are_blank(views, room) -> None:
    for name, view in views.items():
        if isinstance(view.content, Pause):
            continue
        rows = paint(view, *room).text().split("\n")
        blank = sum(not row.strip() for row in rows)
        assert blank <= room[1] / 2, (name, blank)


def test_every_answer_says_what_it_answers_and_none_is_only_counted(views) -> None:
    view = views["opsamling-begun"]
    questions = {item.text.partition(": ")[0] for group in view.content.groups for item in group.items}
    page = paint(view, 80, 24).text()
    assert len(questions) == 5
    assert all(page.count(f"· {said}: ") == len(view.content.groups) for said in questions)
    assert " til\n" not in page


def test_cards_under_a_theme_are_cut_only_while_no_line_is_free(views) -> None:
    rows = [row[2:26] for row in paint(views["grupper-themes"], 80, 24).text().split("\n")]
    begins = next(number for number, row in enumerate(rows) if row.startswith("Børn og unge"))
    ends = next(number for number, row in enumerate(rows) if row.startswith("Ledelse"))
    under = rows[begins + 1 : ends]
    cut = sum(row.rstrip().endswith("…") for row in under)
    assert not cut or sum(not row.strip() for row in under) <= 1


@pytest.mark.parametrize("room", [(120, 30), (200, 50)])
def test_a_list_that_fits_in_block_letters_is_drawn_in_them_and_the_head_yields(views, room) -> None:
    view = views["forslag-shown"]
    (group,) = view.content.groups
    page = paint(view, *room)
    assert page.small == 0
    assert not any(item.text in page.text() for item in group.items)
    assert not page.crowded


@pytest.mark.parametrize("room", [(120, 30), (200, 50)])
def test_of_a_long_list_the_card_under_the_cursor_is_readable(views, room) -> None:
    view = views["skriv-tiltag-shown"]
    (group,) = view.content.groups
    for item in group.items:
        page = paint(replace(view, content=replace(view.content, pointed=item.text)), *room)
        assert cap_mm(page.sizes["card"], room[0]) >= ROOM_M * MM_A_METRE, item.text
        assert not page.crowded


def test_what_flows_on_into_a_column_stands_under_its_heading_again() -> None:
    page = Page(120, 30)
    few = Group("■ Gør det! · 1", (Item("Nyt skema"),))
    many = Group("Ikke aftalt · 60", tuple(Item(f"Tiltag {number}") for number in range(60)))
    draw_wall(page, Box(0, 0, 120, 24), Wall((few, many)))
    heads = "".join(text for text, _ in page.runs(0))
    assert heads.startswith("■ Gør det! · 1")
    assert heads.count("… Ikke aftalt · 60") >= 2


def test_half_a_scale_does_not_stand_under_the_question(views) -> None:
    assert "5. Jeg går forrest" not in paint(views["opbakning-begun"], 120, 30).text()


@pytest.mark.parametrize("name", ["opbakning-begun", "skriv-tiltag-shown"])
def test_a_time_that_is_up_alarms_nobody_who_still_answers(views, name) -> None:
    view = views[name]
    page = paint(replace(view, clock=replace(view.clock, digits="00:00", level=Level.OVER)), 120, 30)
    assert not any("alarm" in role for y in range(page.height) for _, role in page.runs(y))


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("room", [*ROOMS, (60, 18), (40, 10), (20, 5), (1, 1), (300, 90)])
def test_every_state_can_be_drawn_in_every_window(views, room) -> None:
    for view in views.values():
        page = paint(view, *room)
        assert page.text().count("\n") == room[1] - 1


@pytest.mark.parametrize("room", [(80, 24), (120, 30), (200, 50)])
def test_the_qr_code_is_the_largest_that_fits_and_can_be_scanned(views, room) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    view = views["lobby"]
    rows = paint(view, *room).text().split("\n")
    image = Image.new("L", (room[0] * 8, room[1] * 16), 255)
    for y, row in enumerate(rows):
        for x, sign in enumerate(row):
            for half, signs in ((0, "▀█"), (8, "▄█")):
                if sign in signs:
                    image.paste(0, (x * 8, y * 16 + half, x * 8 + 8, y * 16 + half + 8))
    found = zxingcpp.read_barcodes(image)
    assert [code.text for code in found] == [view.join.url]
    code = qr_rows(view.join.url, *room)
    assert len(qr_rows(view.join.url, 200, 50)) >= 1.7 * len(qr_rows(view.join.url, 80, 24))
    assert code


def test_both_codes_stand_beside_each_other_where_the_network_is_given(views) -> None:
    view = views["lobby-wifi"]
    assert isinstance(view.content, Lobby)
    sheet = paint(view, 120, 30).text()
    assert view.content.wifi_caption in sheet
    assert view.content.caption in sheet


def test_plain_letters_are_enough_only_where_they_are_large() -> None:
    assert legible(80) == PLAIN
    assert legible(120) == legible(200) == LABEL


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_every_role_can_be_read_on_its_ground(theme: str) -> None:
    for role, (front, back, _) in looks_of(theme).items():
        assert contrast(front, back) >= 7, (role, front, back)


def contrast(one: str, other: str) -> float:
    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.wide
def test_what_participants_write_reaches_the_screen_harmless(tmp_path: Path) -> None:
    room = Played(tmp_path, CASTS["hostile"]())
    try:
        for _, view in walk(room):
            for size in ((80, 24), (120, 30), (200, 50)):
                sheet = paint(view, *size).text()
                assert not [
                    sign for sign in sheet if sign != "\n" and (ord(sign) < 32 or 127 <= ord(sign) < 160)
                ]
                assert "\u202e" not in sheet
        text = HOSTILE[1]
        view = view_of(room)
        assert text not in paint(view, 120, 30).text()
    finally:
        room.stop()


@pytest.mark.wide
def test_the_table_in_the_guide_is_what_is_computed() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert with_table(text) == text, "python tests/tools/make_legibility_table.py"


@pytest.mark.wide
def test_the_smallest_sizes_are_those_of_the_whole_run_sheet(views) -> None:
    for room in ROOMS:
        found = smallest_sizes(views, room)
        assert {"question", "clock", "code", "card"} <= found.keys()


@pytest.mark.wide(short=2)
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("length", [60, 120, 300, 2_000])
def test_nothing_is_drawn_over_the_band_at_the_bottom(views, room, length) -> None:
    text = ("Fælles retningslinjer for brug af data i sagsbehandlingen " * 40)[:length].strip()
    settled = views["tal-om-de-delte-settled"]
    long = replace(settled, content=replace(settled.content, text=text))
    for name, view in {**views, "long": long}.items():
        if isinstance(view.content, Lobby):
            continue
        page = paint(view, *room)
        last = [role for _, role in page.runs(room[1] - 1)]
        assert all(role.startswith("band") for role in last), (name, last)


@pytest.mark.parametrize("room", ROOMS)
def test_how_far_people_agree_is_said_beside_the_card(views, room) -> None:
    page = paint(views["tal-om-de-delte-settled"], *room)
    assert "før" in page.text()
    assert "Vi er uenige" in page.text()


@pytest.mark.parametrize("room", ROOMS)
def test_of_the_figures_either_all_are_shown_or_none(views, room) -> None:
    for name in ("tal-om-de-delte-talk", "tal-om-de-delte-settled"):
        view = views[name]
        shown = [bar.label.split()[0] in paint(view, *room).text() for bar in view.content.bars]
        assert all(shown) or room[0] == 200, (name, shown)  # there they are drawn in block letters


@pytest.mark.parametrize("room", [(80, 24), (100, 30), (120, 30), (160, 40), (200, 50)])
@pytest.mark.parametrize("cell", [12, 5])
def test_the_last_row_can_scan_the_code_beside_a_dark_wall(views, room, cell: int) -> None:
    """A phone scans from ten times the code's width; around the screen it is dark, and the picture soft."""
    zxingcpp = pytest.importorskip("zxingcpp")
    view = views["lobby"]
    page = paint(view, *room)
    drawn = [text.strip() for y in range(page.height) for text, role in page.runs(y) if role == "qr"]
    assert max(map(len, drawn)) * SCREEN_MM / room[0] * 10 >= ROOM_M * 1_000
    sheet = Image.new("L", (room[0] * cell, room[1] * cell * 2), 235)
    for y, row in enumerate(page.text().split("\n")):
        for x, sign in enumerate(row):
            for half, signs in ((0, "▀█"), (cell, "▄█")):
                if sign in signs:
                    at = (x * cell, 2 * y * cell + half)
                    sheet.paste(30, (*at, at[0] + cell, at[1] + cell))
    wall = Image.new("L", (sheet.width + 200, sheet.height + 200), 20)
    wall.paste(sheet, (100, 100))
    seen = wall.filter(ImageFilter.GaussianBlur(cell * 0.35)).rotate(2, fillcolor=20)
    assert [code.text for code in zxingcpp.read_barcodes(seen)] == [view.join.url]


def test_a_wall_of_hundreds_of_cards_is_not_set_in_letters_that_cannot_fit(monkeypatch) -> None:
    cards = tuple(Item(f"Kort {number} om noget, der skal ske", mark=f"t{number}") for number in range(500))
    view = AudienceView(
        "", "Tiltag", "", "Hvad hører sammen?", Wall((Group("", cards),), cards[7].text), JOIN
    )
    set_before, count = drawing_walls.set_at, 0

    def counted(*args):
        nonlocal count
        count += 1
        return set_before(*args)

    monkeypatch.setattr(drawing_walls, "set_at", counted)
    page = paint(view, 200, 50)
    assert cards[7].text in [said.text for said in page.said]
    assert count < len(cards), "each card in each size, number of columns and head would be tens of thousands"
