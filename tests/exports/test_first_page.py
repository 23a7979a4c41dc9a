"""The minutes answer whoever was not there on the first page, in few pages, for the audience asked for."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from case_state import MADE, METHOD, VERSION, card, next_step, read_case, state_of, state_of_case, workshop
from office import converted, facts_of_pdf, text_of_pdf
from PIL import Image

from exports.blocks import Bar, Item, Segment, signed
from exports.contents.placed_initiatives import Placing
from exports.formats import html, json_format, markdown
from exports.formats.bar_picture import COLOURS, HEIGHT, WIDTH, bar_picture
from exports.formats.documents import word
from exports.minutes import build_minutes
from exports.options import Names, Options, Version, initials
from exports.section_source import CardLine
from exports.shortening import MOST_ROWS
from prompts.language.words import load_words
from prompts.methods.loading import load_method
from sessions import model
from sessions.model import ActivityStatus, DecisionReview, DecisionStatus, DecisionStep, GroupDecision


def decision(number, text, **changes):
    fields = {"card": None, "meeting": 1, "status": DecisionStatus.STANDS, "learning": "", "removed": False}
    return GroupDecision(id=f"d-{number}", number=number, position=number, text=text, **(fields | changes))


def decided(**changes):
    """The case, with its winner confirmed, tied to the first agreement, and a sentence after it."""
    state = state_of_case(read_case(), **changes)
    winner = read_case()["proposals"][0]
    state.load(
        [
            decision(1, winner["text"], card="card-proposals-1"),
            decision(2, "Vi mødes igen inden påske"),
            decision(3, "Fjernet igen", removed=True),
            DecisionStep("d-1", "step-1"),
        ]
    )
    return state


def minutes_of(state, **options):
    return build_minutes(state, METHOD, MADE, VERSION, Options(**options))


def heads(minutes):
    return [line[3:] for line in markdown.render(minutes).decode().splitlines() if line.startswith("## ")]


FIRST_PAGE = [
    "Det besluttede vi",
    "Hvem gør hvad",
    "Her er vi ikke enige",
    "Opbakning og forbehold",
    "Næste gang",
    "Tiltag og tilgange",
]


def test_decisions_come_first_and_numbers_last():
    found = heads(minutes_of(decided()))
    assert found[: len(FIRST_PAGE)] == FIRST_PAGE
    assert found[-1] == "I tal"


def test_a_decision_says_how_it_came_about_and_who_carries_it_out():
    text = markdown.render(minutes_of(decided())).decode()
    votes = [vote for given in read_case()["votes"].values() for vote in given.items()]
    mine, every = sum(dots for key, dots in votes if key == "p1"), sum(dots for _, dots in votes)
    winner = read_case()["proposals"][0]["text"]
    assert f"- {winner} – *fik {mine} af {every} prikker · føres ud i livet af BK*" in text
    assert text.index(winner) < text.index("Vi mødes igen inden påske")
    assert "Fjernet igen" not in text
    first, second = json.loads(json_format.render(minutes_of(decided())))["decisions"]
    assert (first["proposal"], first["steps"], second["proposal"]) == ("p1", [1], None)


def test_without_a_confirmed_decision_the_vote_is_told_as_what_it_is():
    section = markdown.render(minutes_of(state_of_case(read_case()))).decode().split("\n## ")[1]
    assert "Ingen beslutning er bekræftet." in section
    assert read_case()["proposals"][0]["text"] in section


def test_a_follow_up_tells_which_decisions_still_stand():
    state = decided(meeting=2)
    state.load(
        [
            decision(2, "Vi mødes igen inden påske", status=DecisionStatus.DROPPED, learning="Ingen kunne"),
            DecisionReview("d-2", 2, DecisionStatus.DROPPED, "Ingen kunne"),
        ]
    )
    section = (
        markdown.render(minutes_of(state)).decode().split("## Det har vi besluttet")[1].split("\n## ")[0]
    )
    assert "*fra 1. møde" in section
    assert "gælder ikke længere · vi lærte: Ingen kunne*" in section


def test_a_reader_meets_texts_and_never_a_bare_number():
    for version in (Version.SHORT, Version.FULL):
        for name in ("md", "html"):
            render = {"md": markdown, "html": html}[name].render
            text = render(minutes_of(decided(), version=version)).decode()
            assert "Gælder t" not in text
        texts = {entry["id"]: entry["text"] for entry in read_case()["initiatives"]}
        for step in read_case()["next_steps"]:
            assert texts[step["initiative"]] in text


def test_what_the_group_noted_and_where_it_is_split_is_told_with_what_was_agreed():
    text = markdown.render(minutes_of(decided())).decode()
    section = text.split("## Her er vi ikke enige")[1].split("\n## ")[0]
    for key, note in read_case()["disagreements"].items():
        name = next(entry["text"] for entry in read_case()["initiatives"] if entry["id"] == key)
        assert name in section
        assert note in section
    tallies = [entry.tally for entry in minutes_of(decided()).part(Placing).initiatives]
    split = [each for each in tallies if each.cast and each.alike * 4 < each.cast * 3]
    told = sum(line.startswith("- ") for line in section.splitlines())
    assert told > len(read_case()["disagreements"]), "also where nobody wrote why"
    assert f"Og {len(split) - told} tiltag mere" in section


@pytest.mark.parametrize(("language", "gloss"), [("en", "Alongside"), ("da", "")])
def test_the_first_mention_of_an_approach_explains_it_to_who_does_not_know_the_word(language, gloss):
    state, method = decided(), load_method("tre-skridt", language)
    workshop_row = next(iter(state.workshops))
    state.workshops.put(replace(workshop_row, language=language))
    text = markdown.render(build_minutes(state, method, MADE, VERSION)).decode()
    close = next(each for each in method.categories if each.key == "taet-paa")
    mention = signed(close.sign, close.title)
    assert text[text.index(mention) :].startswith(f"{mention} ({gloss})") is bool(gloss)


def test_status_themes_answers_and_experiences_are_readable():
    text = markdown.render(minutes_of(decided())).decode()
    assert not re.search(r"\*Ny( ·|\*)", text)
    assert "*I gang" in text
    assert "| Børn og unge | ▲ Nyt styringsgrundlag for udsatte børn og unge · " in text
    answers = text.split("## Svar om tilgangene")[1].split("\n## ")[0]
    rows = [line for line in answers.splitlines() if line.startswith("|")]
    assert rows[0].count("|") == len(METHOD.categories) + 2
    assert len(rows) == 2 + len({entry["question"] for entry in read_case()["answers"]})


def test_the_word_file_has_four_pages_at_most_and_the_first_answers_everything(tmp_path):
    content = word.render(minutes_of(decided()))
    file = docx.Document(BytesIO(content))
    page = file.sections[0]
    margins = (page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)
    assert min(margin.mm for margin in margins) >= 18
    used = {paragraph.style.name for paragraph in _paragraphs(file) if paragraph.text}
    assert min(_points(file.styles[name]) for name in used) >= 10
    pdf = converted(tmp_path, "pdf", referat_docx=content)["referat_docx"]
    assert int(facts_of_pdf(pdf)["Pages"]) <= 4
    first = text_of_pdf(pdf, last=1)
    assert [head for head in FIRST_PAGE if head not in first] == []
    assert "Tiltagene, ét for ét" not in first


def _paragraphs(file):
    yield from file.paragraphs
    for table in file.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _points(style):
    while style.font.size is None:
        style = style.base_style
    return style.font.size.pt


@pytest.mark.wide
def test_the_short_version_is_the_first_page(tmp_path):
    minutes = minutes_of(decided(), version=Version.SHORT)
    assert heads(minutes) == FIRST_PAGE
    pdf = converted(tmp_path, "pdf", referat_docx=word.render(minutes))["referat_docx"]
    assert facts_of_pdf(pdf)["Pages"] in ("1", "2")


def test_only_the_annex_tells_planned_and_used_minutes():
    state = decided()
    first, second, third, *others = state.run_sheet()
    state.load(
        [
            replace(first, minutes=5, extra_minutes=2, status=ActivityStatus.DONE, elapsed_seconds=390.0),
            replace(second, minutes=3, status=ActivityStatus.DONE, elapsed_seconds=200.0),
            replace(third, minutes=4, status=ActivityStatus.SKIPPED),
            *(replace(row, status=ActivityStatus.WAITING) for row in others),
        ]
    )
    assert "Bilag: tiden" not in markdown.render(minutes_of(state)).decode()
    annex = markdown.render(minutes_of(state, version=Version.ANNEX)).decode()
    told = [
        [cell.strip(" *") for cell in line.strip("|").split("|")]
        for line in annex.split("## Bilag: tiden")[1].split("## ")[0].split("\n")
        if line.startswith("|")
    ]
    title = METHOD.activity
    assert told[2:] == [
        [title(first.activity).title, "5", "+2", "6,5"],
        [title(second.activity).title, "3", "–", "3,3"],
        [title(third.activity).title, "4", "–", "sprunget over"],
        ["I alt, det afholdte", "8", "+2", "9,8"],
    ]


def test_only_the_annex_has_every_statement_whole():
    state = decided()
    long = "ord " * 400
    first = next(iter(state.cards))
    state.load([replace(first, text=long.strip())])
    full = markdown.render(minutes_of(state)).decode()
    annex = markdown.render(minutes_of(state, version=Version.ANNEX)).decode()
    assert long.strip() not in full
    assert "ord…" in full
    assert long.strip() in annex
    assert "## Bilag: alle udsagn" in annex
    statements = annex.split("## Bilag: alle udsagn")[1]
    for key in ("answers", "experiences", "proposals"):
        assert [entry["text"] for entry in read_case()[key] if entry["text"] not in statements] == []
    merged = {other for group in read_case()["merges"] for other in group[1:]}
    texts = [entry["text"] for entry in read_case()["initiatives"] if entry["id"] in merged]
    assert [text for text in texts if text not in statements] == []


def test_a_long_list_is_cut_on_paper_and_whole_in_the_annex():
    rows = [card("initiatives", number, f"Tiltag {number:03}x") for number in range(1, 231)]
    rows += [model.Placement(f"card-initiatives-{n}", "id-1", 1, "sammen") for n in range(1, 231)]
    state = state_of(workshop(read_case()), *rows)
    full = markdown.render(minutes_of(state)).decode()
    assert full.count("| **t") == MOST_ROWS
    assert f"+ {230 - MOST_ROWS} til; udgaven med bilag har dem alle." in full
    assert markdown.render(minutes_of(state, version=Version.ANNEX)).decode().count("| **t") == 230


@pytest.mark.parametrize("names", [Names.INITIALS, Names.NONE])
def test_names_can_be_left_out(names):
    text = markdown.render(minutes_of(decided(), names=names)).decode()
    assert ("## Hvem var med" in text) is (names is Names.INITIALS)
    assert not [name for name in ("Jens-Ole", "Leder, PPR") if name in text]
    assert "| LP | Holder første fælles værksted" in text
    assert "| BK | Vælger" in text
    told = [
        person["alias"] for person in json_format.as_json(minutes_of(decided(), names=names))["participants"]
    ]
    assert ("JO" in told) is (names is Names.INITIALS)
    assert ("Deltager 1" in told) is (names is Names.NONE)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Leder, PPR", "LP"),
        ("BK", "BK"),
        ("KIRSTEN", "K"),
        ("Anne", "A"),
        ("Jens-Ole", "JO"),
        ("", ""),
        ("🎉", "🎉"),
    ],
)
def test_initials(name, short):
    assert initials(name) == short


def test_a_bar_is_drawn_to_scale_with_the_colours_of_the_page():
    bar = Bar(Item("x"), (Segment(3, colour=0), Segment(1, colour=2)), 4, "3 af 4")
    content = bar_picture(bar, 0.75)
    assert struct.unpack(">II", content[16:24]) == (WIDTH, HEIGHT)
    picture = Image.open(BytesIO(content)).convert("RGB")
    colours = [
        "".join(f"{part:02X}" for part in picture.getpixel((x, HEIGHT // 2))) for x in (0, 299, 301, 399)
    ]
    assert colours == [COLOURS[0], COLOURS[0], COLOURS[2], COLOURS[2]]
    page = html.render(minutes_of(decided())).decode().upper()
    assert set(COLOURS) <= set(re.findall(r"FILL: #([0-9A-F]{6})", page))


@pytest.mark.parametrize("shape", ["md", "html"])
def test_the_table_of_themes_has_every_card_whole(shape):
    texts = [
        f"Kort {number} om flere mandlige ansøgere, og om hvem der tager imod dem" for number in range(14)
    ]
    rows = [workshop(read_case()), model.Theme("theme", "initiatives", "Drift", 1)]
    rows += [
        card("initiatives", number, text, theme="theme" if number <= 2 else None, agreed="goer-det")
        for number, text in enumerate(texts, start=1)
    ]
    written = {"md": markdown, "html": html}[shape].render(minutes_of(state_of(*rows))).decode()
    themes = written[written.rindex("Temaer") :]
    assert [text for text in texts if text not in themes] == []


def test_a_theme_of_very_many_cards_says_how_many_more_there_are():
    rows = [workshop(read_case()), model.Theme("theme", "initiatives", "Drift", 1)]
    rows += [
        card("initiatives", number, f"Kort {number}", theme="theme") for number in range(1, MOST_ROWS + 4)
    ]
    written = markdown.render(minutes_of(state_of(*rows))).decode()
    assert "+ 3 til" in written[written.index("## Temaer") :].split("\n## ")[0]


@pytest.mark.parametrize("language", ["da", "en", "nb"])
def test_an_agreement_that_lacks_something_is_named_with_what_it_lacks(language):
    rows = [
        workshop(read_case(), language=language),
        next_step(1),
        next_step(2, who="", what="Finder en dato"),
        next_step(3, what="", result=""),
    ]
    words = load_words(language)
    method = load_method("tre-skridt", language)
    text = markdown.render(build_minutes(state_of(*rows), method, MADE, VERSION)).decode()
    section = text.split(f"## {words('minutes.agree.title')}\n")[1].split("\n## ")[0]
    who, what, result = (words(f"plan.missing-{name}") for name in ("who", "what", "first_visible_result"))
    lacking = [line for line in section.splitlines() if line.startswith("- ")]
    assert len(lacking) == 2
    assert "Finder en dato" in lacking[0]
    assert who in lacking[0]
    assert result not in lacking[0]
    assert f"{what}, {result}" in lacking[1]
    assert "3" in lacking[1]


def test_what_was_merged_is_told_as_also_written_and_the_same_text_only_once():
    words = load_words("da")
    merged = (CardLine("t2", "et team."), CardLine("t3", "Faste teams"))
    assert CardLine("t1", "Et team", merged=merged).also_written(words) == [
        "også skrevet: t2",
        "også skrevet: t3 Faste teams",
    ]
