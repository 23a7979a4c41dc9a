"""The drawing itself: pure functions, and a wall of two thousand."""

import pytest
from rich.cells import cell_len

from workshop.terminal.canvas.bars import Share, bar, shared_cells, sign_bar
from workshop.terminal.canvas.blocks import CardBlock, TextBlock
from workshop.terminal.canvas.board import BoardColumn, board
from workshop.terminal.canvas.canvas import MOST_DRAWN, Canvas
from workshop.terminal.canvas.drawing import Span, flowing, in_parts, paragraph, spread, width_of, wrap
from workshop.terminal.canvas.layout import Columns, Flow, Groups, Stack, place
from workshop.terminal.canvas.neighbours import Direction, neighbour
from workshop.terminal.canvas.record_rows import FieldText, RecordRow
from workshop.terminal.canvas.vote_rows import TallyRow
from workshop.terminal.theme.themed_app import ThemedApp


def height_of(block, width):
    return len(block.lines(width))


def cards(count):
    return tuple(CardBlock(f"c{number}", f"t{number}", f"Kort nummer {number}") for number in range(count))


@pytest.mark.parametrize("text", ["", "ord", "to ord", "x" * 300, "漢字" * 50, "a\n\nb", "lang " * 100])
@pytest.mark.parametrize("width", [2, 7, 40])
def test_wrapped_lines_fit_and_lose_no_letter(text, width):
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()).replace("-", "") == "".join(text.split())


def test_a_word_that_is_too_long_is_hyphenated_before_a_syllable_and_never_by_a_letter():
    assert wrap("Forældresamarbejde", 16) == ("Forældresamar-", "bejde")
    assert wrap("styringsgrundlag", 15)[-1] != "g"
    assert wrap("Velfærdsteknologi: “hverdagsrehabilitering”,", 14) == (
        "Velfærdstekno-",
        "logi:",
        "“hverdagsreha-",
        "bilitering”,",
    ), "marks around it make a word no less of one"
    assert wrap("social-og-sundhedsassistenter", 16) == ("social-og-", "sundhedsassis-", "tenter")
    assert wrap("http://192.168.1.20/abc", 16) == ("http://192.168.1", ".20/abc"), "an address is no word"


def test_a_centred_tip_leaves_no_word_alone():
    tip = TextBlock("Ingen aftaler endnu. Tryk a: hvem gør hvad, og hvad kan andre se først?", centred=True)
    rows = ["".join(span.text for span in line).strip() for line in tip.lines(66)]
    assert len(rows) == 2
    assert abs(len(rows[0]) - len(rows[1])) < 12


def test_a_no_break_space_and_the_parts_of_a_sentence_hold_together():
    assert wrap("enighed 75\u00a0%", 10) == ("enighed", "75\u00a0%")
    assert in_parts("12 svar · fra 1 til 10 · snit 6,0", 30) == ("12 svar · fra 1 til 10", "snit 6,0")


def test_a_paragraph_hangs_beside_its_lead_and_marks_what_is_left_out():
    rows = paragraph("en to tre fire fem seks syv", 12, lead=(Span("t1 "),), most=2)
    assert len(rows) == 2
    assert rows[1][0].text == "   "
    assert rows[1][-1].text.endswith("…")


def test_two_ends_of_a_line_never_touch():
    line = spread((Span("meget lang tekst her"),), (Span("36 %"),), 16)
    assert width_of(line) == 16
    assert "".join(span.text for span in line).endswith(" 36 %")


def test_pieces_flow_without_being_broken():
    rows = flowing(((Span("aaaa"),), (Span("bbbb"),), (Span("cccc"),)), 12)
    assert ["".join(span.text for span in row) for row in rows] == ["aaaa   bbbb", "cccc"]


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (1, 0, 0, 0), (3, 2, 4, 3), (300, 1, 1, 1), (1, 1, 1, 1)])
@pytest.mark.parametrize("width", [3, 8, 24])
def test_a_shared_bar_shows_everybody(counts, width):
    cells = shared_cells(counts, width)
    assert all(bool(cell) == bool(count) for cell, count in zip(cells, counts, strict=True))
    assert sum(cells) in (0, width, sum(1 for count in counts if count))


FOUR = (("■", "A"), ("◆", "B"), ("●", "C"), ("▲", "D"))


def shares(*counts):
    return tuple(
        Share(sign, title, f"approach-{number}", count)
        for number, ((sign, title), count) in enumerate(zip(FOUR, counts, strict=True), start=1)
    )


@pytest.mark.parametrize("counts", [(3, 1, 0, 0), (1, 0, 0, 0), (3, 4, 4, 0), (2, 2, 2, 2), (0, 0, 0, 0)])
@pytest.mark.parametrize("width", [11, 24, 60])
def test_a_sign_stands_for_one_vote_and_colour_carries_nothing_alone(counts, width):
    drawn = "".join(span.text for span in sign_bar(shares(*counts), width))
    assert [drawn.count(sign) for sign, _ in FOUR] == list(counts)


@pytest.mark.parametrize("counts", [(30, 1, 0, 0), (10, 10, 10, 10), (0, 0, 0, 200), (997, 1, 1, 1)])
def test_votes_that_do_not_fit_are_a_plain_bar_without_a_sign_to_count(counts):
    line = sign_bar(shares(*counts), 24)
    assert not set("".join(span.text for span in line)) & {sign for sign, _ in FOUR}
    assert width_of(line) <= 24
    assert len([span for span in line if span.text.strip()]) == sum(count > 0 for count in counts)


@pytest.mark.parametrize("agreed", [(), (Span("✓ ● C", "good"),)])
@pytest.mark.parametrize("counts", [(3, 4, 4, 0), (10, 10, 10, 10), (500, 0, 1, 0)])
@pytest.mark.parametrize("width", [38, 55, 100])
def test_a_row_of_the_list_counts_truly_in_signs_or_in_numbers(counts, width, agreed):
    row = TallyRow("c", "t1", "Nyt fagsystem", shares(*counts), "4 af 11 enige", True, agreed)
    votes = "".join(span.text for span in row.lines(width)[-1])
    assert cell_len(votes) <= width
    told = votes.replace("".join(span.text for span in agreed), "")
    for (sign, _), count in zip(FOUR, counts, strict=True):
        assert told.count(sign * 2) == 0 or told.count(sign) - (f"{sign} {count}" in told) == count
    assert "▇" not in told or all(
        f"{sign} {count}" in told for (sign, _), count in zip(FOUR, counts, strict=True)
    )


def test_a_bar_above_zero_is_never_empty_and_never_too_long():
    assert bar(0, 5, 10) == ""
    assert len(bar(1, 1_000, 10)) == 1
    assert len(bar(2_000, 1_000, 10)) == 10


def test_columns_that_do_not_fit_are_set_in_even_rows():
    stacks = tuple(Stack(f"s{number}", cards(2)) for number in range(4))
    wide = place((Columns(stacks, least_width=18),), 120, height_of)
    narrow = place((Columns(stacks, least_width=18),), 60, height_of)
    assert [len(band) for band in wide.bands] == [4]
    assert [len(band) for band in narrow.bands] == [2, 2]


def test_blocks_under_heads_of_several_lines_end_together():
    blocks = tuple(TextBlock(text, below=1) for text in ("kort", "et hoved på flere linjer", "kort"))
    placed = place((Flow(blocks, least_width=10, spacing=0, level_bottoms=True),), 40, height_of)
    found = [lane.placed[0] for lane in placed.bands[0]]
    assert len({at.y + at.height for at in found}) == 1
    assert len({at.y for at in found}) == 2


def test_the_counts_of_all_columns_stand_in_the_same_place_on_the_first_line():
    names = (("■", "Gør det!", 5), ("●", "Tæt på", 12), ("▲", "Vi gør det sammen", 3))
    columns = [BoardColumn(name, sign, name, "strong", cards(count)) for sign, name, count in names]
    heads = [stack.blocks[0] for stack in board(columns, "Rest", ())[0].stacks]
    for width in (18, 22, 40):
        rows = ["".join(span.text for span in head.lines(width)[0]) for head in heads]
        assert [row.split()[-1] for row in rows] == ["5", "12", "3"]
        assert len(set(map(cell_len, rows))) == 1
        assert cell_len(rows[0]) <= width
    assert [len(head.lines(22)) for head in heads] == [1, 1, 1]


def test_a_narrow_card_gives_its_whole_width_to_its_text():
    card = CardBlock("c1", "t18", "Forældresamarbejde i overgangen", aside="60 %")
    narrow, wide = (["".join(span.text for span in line) for line in card.lines(width)] for width in (20, 60))
    assert narrow == ["t18 60 %", "Forældresamarbejde i", "overgangen"]
    assert wide == ["t18 Forældresamarbejde i overgangen (60 %)"]


def test_groups_stay_together_and_in_order():
    groups = tuple(Stack(f"g{number}", (TextBlock(f"g{number}"), *cards(number + 1))) for number in range(5))
    layout = place((Groups(groups, least_width=30),), 100, height_of)
    heads = [placed.block.text for lane in layout.bands[0] for placed in lane.placed if not placed.block.key]
    assert heads == ["g0", "g1", "g2", "g3", "g4"]


def test_arrows_go_where_the_eye_goes():
    layout = place((Flow(cards(9), least_width=20),), 70, height_of)
    blocks = layout.choosable()
    by_key = {placed.block.key: placed for placed in blocks}
    assert neighbour(blocks, None, Direction.DOWN) is blocks[0]
    assert neighbour(blocks, by_key["c0"], Direction.RIGHT) is by_key["c1"]
    assert neighbour(blocks, by_key["c1"], Direction.DOWN) is by_key["c4"]
    assert neighbour(blocks, by_key["c2"], Direction.RIGHT) is None


class OneCanvas(ThemedApp):
    def compose(self):
        yield Canvas()


async def test_two_thousand_cards_wrap_only_what_changed(monkeypatch):
    many = cards(2_000)
    drawn = []
    original = CardBlock.lines
    monkeypatch.setattr(
        CardBlock, "lines", lambda self, width: drawn.append(self.key) or original(self, width)
    )
    app = OneCanvas()
    async with app.run_test(size=(120, 30)) as pilot:
        canvas = app.query_one(Canvas)
        canvas.show((Flow(many),))
        await pilot.pause()
        assert len(canvas.keys()) == 2_000
        canvas.choose("c1999")
        await pilot.pause()
        assert "Kort nummer 1999" in app.export_screenshot().replace("&#160;", " ")
        drawn.clear()
        changed = CardBlock("c7", "t7", "Andre ord")
        canvas.show((Flow((*many[:7], changed, *many[8:])),))
        await pilot.pause()
        assert drawn == ["c7"]
        assert canvas.chosen == "c1999"
        assert len(canvas._drawn) <= MOST_DRAWN, "what is out of sight takes no room"
        read = canvas.read()
        assert [card.text in " ".join(read) for card in (*many[:7], changed, *many[8:])] == [True] * 2_000


async def test_only_the_lines_that_changed_are_painted_and_nothing_is_laid_out_anew(monkeypatch):
    many = cards(300)
    app = OneCanvas()
    async with app.run_test(size=(120, 30)) as pilot:
        canvas = app.query_one(Canvas)
        canvas.show((Flow(many),))
        await pilot.pause()
        painted, original = [], canvas.refresh

        def note(*regions, **options):
            painted.append((regions, options.get("layout", False)))
            return original(*regions, **options)

        monkeypatch.setattr(canvas, "refresh", note)
        height = canvas.virtual_size.height
        more = (*many, *(CardBlock(f"n{number}", "t", "Et kort til") for number in range(8)))
        canvas.show((Flow(more),))
        assert painted == [], "they stand below what can be seen"
        assert canvas.virtual_size.height == canvas.vertical_scrollbar.window_virtual_size > height
        canvas.show((Flow((*more[:1], CardBlock("c1", "t1", "Andre ord"), *more[2:])),))
        (regions, layout), *rest = painted
        assert not rest
        assert not layout
        assert regions
        assert all(region.height == 1 and region.y < 3 for region in regions)
        await pilot.pause()
        assert "Andre ord" in app.export_screenshot().replace("&#160;", " ")
        canvas.choose("n7")
        await pilot.pause()
        assert "Et kort til" in app.export_screenshot().replace("&#160;", " "), "the new end can be reached"


@pytest.mark.wide
async def test_equal_sections_cost_nothing(monkeypatch):
    app = OneCanvas()
    async with app.run_test(size=(80, 24)):
        canvas = app.query_one(Canvas)
        canvas.show((Flow(cards(3)),))
        monkeypatch.setattr(canvas, "_lay_out", lambda: pytest.fail("laid out again"))
        canvas.show((Flow(cards(3)),))


async def test_what_was_picked_is_forgotten_when_it_is_gone():
    app = OneCanvas()
    async with app.run_test(size=(80, 24)):
        canvas = app.query_one(Canvas)
        canvas.show((Flow(cards(3)),))
        canvas.pick("c1")
        canvas.pick("c2")
        canvas.show((Flow(cards(2)),))
        assert canvas.picked == ("c1",)


@pytest.mark.parametrize("width", [60, 76])
def test_counts_and_agreement_on_one_line_never_touch(width):
    row = TallyRow("c", "t1", "Nyt fagsystem", shares(10, 10, 10, 10), "100 af 400 enige", True, compact=True)
    (line,) = row.lines(width)
    assert "▲ 10  100 af 400 enige" in "".join(span.text for span in line)


@pytest.mark.parametrize("agreed", [(), (Span("✓ ", "good"), Span("▲ Vi gør det sammen"))])
def test_a_row_in_a_narrow_list_keeps_its_text_and_its_whole_verdict(agreed) -> None:
    shares = tuple(
        Share(sign, title, "ink", n)
        for sign, title, n in (("■", "Gør det!", 4), ("▲", "Vi gør det sammen", 7), ("◆", "Tag selv", 0))
    )
    for width in (40, 44, 50, 60):
        row = TallyRow(
            "k", "t10", "Data om elevernes trivsel", shares, "4 af 11 enige", True, agreed, compact=True
        )
        (line,) = row.lines(width)
        text = "".join(span.text for span in line)
        assert "t10" in text
        assert "Data om" in text
        assert "4 af 11 enige" in text
        assert len(text) <= width
        assert not agreed or "✓" in text


def test_words_are_not_broken_beside_a_long_label():
    drawn = paragraph("mangler endnu", 34, lead=(Span("   Den ledelse, det kalder på: ", "muted"),))
    assert ["".join(span.text for span in line).strip() for line in drawn] == [
        "Den ledelse, det kalder på:",
        "mangler endnu",
    ]


def test_beside_a_single_field_a_card_has_room_for_its_words():
    fields = (FieldText("Adfærd", "Ringer på dag 5"),)
    row = RecordRow("k", "t1", "Nyt forløb for driftsmedarbejdere", fields)
    drawn = ["".join(span.text for span in line).rstrip() for line in row.lines(46)]
    assert any("driftsmedarbejdere" in line for line in drawn), "no word is broken"
    assert len(drawn) <= 4
