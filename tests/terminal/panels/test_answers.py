"""Reflect, rate, vote, agree, review, present: hidden until shown, and every key does what it says."""

from datetime import UTC, date, datetime

import pytest

from sessions import commands as do
from sessions.group_subject import GROUP
from sessions.model import StepStatus
from sessions.rules.dates import date_reference, parsed_date


async def test_answers_are_counted_alone_and_shown_after(room, crowd, at_desk):
    room.go_to("fem-spoergsmaal")
    room.ask(do.GiveAnswer("taet-paa", "works", "Naar lederen er med"), crowd[0])
    async with at_desk("fem-spoergsmaal") as desk:
        await desk.press("3")
        assert "1 svar" in desk.read()
        assert "Naar lederen" not in desk.read()
        await desk.press("ctrl+r")
        assert "Naar lederen er med" in desk.read()


async def test_an_answer_for_somebody_and_the_groups_own_words(room, at_desk):
    async with at_desk("opsamling") as desk:
        await desk.press("2", "down")
        await desk.press("a")
        await desk.answer("naar behovet er stort", save="ctrl+s")
        (answer,) = desk.state.answers
        assert (answer.category, answer.question, answer.author) == ("tag-selv", "works", None)
        await desk.press("a", *"Et", "enter", *"To", "enter", "escape")
        assert {row.text for row in desk.state.answers} == {answer.text, "Et", "To"}
        await desk.press("e")
        await desk.answer("vi siger det samme", save="ctrl+s")
        assert desk.state.agreed_answers.get("tag-selv", "works").text == "vi siger det samme"
        assert "Fælles formulering:" in desk.read()


async def test_tabs_can_be_clicked(room, at_desk):
    async with at_desk("opsamling", size=(120, 30)) as desk:
        await desk.pilot.click("KeyRow", offset=(20, 0))
        await desk.settle()
        assert desk.panel.category.key == "tag-selv"


async def test_ratings_are_hidden_then_spread_with_the_mean_last(room, crowd, at_desk):
    room.go_to("opbakning")
    for value, phone in zip((2, 3, 3, 4, 5, 5), crowd, strict=True):
        room.ask(do.GiveRating("stoetter-aftalerne", value), phone)
    async with at_desk("opbakning") as desk:
        assert "af 6 har svaret" in desk.read()
        assert "snit" not in desk.read()
        await desk.press("ctrl+r")
        text = desk.read()
        assert "6 svar · fra 2 til 5 · snit 3,7" in text
        assert "under 3: hør, hvad der skal til" in text
        assert text.index("Kan jeg leve med") < text.index("under 3") < text.index("Jeg har et forbehold")


async def test_few_ratings_are_not_shown_as_a_picture(room, crowd, at_desk):
    room.go_to("opbakning")
    for phone in crowd[:4]:
        room.ask(do.GiveRating("stoetter-aftalerne", 3), phone)
    async with at_desk("opbakning") as desk:
        await desk.press("ctrl+r")
        assert "snit" not in desk.read()
        assert "4 svar. Vises fra 5 svar" in desk.read()
        await desk.press("k")
        labels = [str(label.content)[0] for label in desk.app.screen.query(".field-label")]
        assert labels == list("543210"), "in the order of phones and of the result"
        await desk.answer("", "", "", "2", "", "", save="enter")
        assert "6 svar" in desk.read()


async def test_hands_for_all_statements_are_one_table(room, at_desk):
    async with at_desk("erkendelser") as desk:
        await desk.press("k", "enter", *"04")
        shown = [str(note.content) for note in desk.app.screen.query(".field-error.-note")]
        assert "4 på 4 Passer godt" in shown
        await desk.press("ctrl+s")
        (hands,) = desk.state.hand_counts
        assert (hands.subject, hands.choice, hands.count) == ("enklere-vej", "4", 4)
        await desk.press("k", *"31", "ctrl+s")  # it begins at what has not been counted
        by_hand = {(row.subject, row.choice): row.count for row in desk.state.hand_counts}
        first = desk.panel.activity.statements[0].key
        assert by_hand == {("enklere-vej", "4"): 4, (first, "5"): 3, (first, "4"): 1}


@pytest.mark.wide
async def test_the_only_hand_moves_from_one_number_to_another_in_one_act(room, at_desk):
    room.ask(do.AddPerson("Uden telefon"))
    async with at_desk("erkendelser") as desk:
        await desk.press("k", *"01", "ctrl+s")
        # It begins at the first statement that nobody has counted for; back to the one before.
        await desk.press("k", "shift+tab", *"0001", "ctrl+s")
        assert {row.choice: row.count for row in desk.state.hand_counts if row.count} == {"2": 1}


async def test_votes_are_counted_then_ranked_with_dots_without_phones(room, crowd, at_desk):
    room.go_to("forslag")
    first, second = room.write("Stop to ting", crowd[0]), room.write("Fast halv time", crowd[1])
    room.go_to("stem")
    room.ask(do.CastVote(second, 2), crowd[0])
    room.ask(do.CastVote(second, 1), crowd[1])
    async with at_desk("stem") as desk:
        assert "af 6 har stemt" in desk.read()
        assert "af 18 prikker er sat" in desk.read()
        desk.choose(first)
        await desk.press("k")
        await desk.answer("4", save="ctrl+s")
        desk.choose(second)
        await desk.press("ctrl+r")
        assert desk.panel.canvas.keys() == (first, second)
        assert desk.panel.canvas.chosen == first
        assert "1. p1" in desk.read()


async def test_dots_on_a_hidden_proposal_are_counted_by_nobody(room, crowd, at_desk):
    room.go_to("forslag")
    first, second = room.write("Stop to ting", crowd[0]), room.write("Fast halv time", crowd[1])
    room.go_to("stem")
    room.ask(do.CastVote(first, 2), crowd[0])
    room.ask(do.CastVote(second, 1), crowd[1])
    room.ask(do.HideCard(first))
    async with at_desk("stem") as desk:
        assert (desk.panel.voted, desk.panel.dots_used) == (1, 1)
        assert "Stop to ting" not in desk.read()


async def test_a_step_with_gaps_is_taken_and_marked(room, crowd, initiatives, at_desk):
    async with at_desk("aftaler") as desk:
        await desk.press("a")
        await desk.answer("bk", "vaelger tre", "18.3.2026", "", "", "", "1", save="enter")
        (step,) = desk.state.next_steps
        assert (step.who, step.due, step.card) == ("bk", date(2026, 3, 18), initiatives[0])
        text = desk.read()
        assert "18. marts 2026 · uge 12" in text
        assert "! mangler første synlige resultat" in text


@pytest.mark.wide
async def test_a_date_is_refused_at_its_field_and_what_was_typed_stays(room, at_desk):
    async with at_desk("aftaler", size=(120, 40)) as desk:
        await desk.press("a")
        await desk.answer("bk", "ringer rundt", "næste fredag", save="ctrl+s")
        assert "“næste fredag” kan betyde to dage" in desk.painted()
        assert desk.app.focused.value == "næste fredag"
        assert not list(desk.state.next_steps)
        await desk.press("ctrl+u")
        await desk.type("om 14 dage")
        await desk.press("ctrl+s")
        assert "kan betyde to dage" not in desk.painted()
        (step,) = desk.state.next_steps
        assert step.who == "bk"
        assert step.due == parsed_date("om 14 dage", date_reference(desk.state, datetime.now(UTC)))


async def test_steps_stand_by_date_are_edited_and_removed_after_asking(room, at_desk):
    room.go_to("aftaler")
    later = room.ask(do.AddNextStep("a", "senere", date(2026, 5, 1), "x")).id
    sooner = room.ask(do.AddNextStep("b", "snart", date(2026, 3, 10), "x")).id
    async with at_desk("aftaler") as desk:
        assert desk.panel.canvas.keys() == (sooner, later)
        await desk.press("e")
        await desk.answer("nn", save="enter")
        await desk.press("enter", "enter", "enter", "enter", "enter")
        assert "nn" in desk.state.next_steps.get(sooner).who
        await desk.press("x", "n")
        assert not desk.state.next_steps.get(sooner).removed
        await desk.press("x", "j")
        assert desk.state.next_steps.get(sooner).removed


@pytest.mark.wide
async def test_the_top_proposals_are_offered_as_what(room, crowd, at_desk):
    room.go_to("forslag")
    card = room.write("Stop to ting", crowd[0])
    room.go_to("stem")
    for person in crowd[:3]:
        room.ask(do.CastVote(card, 2), person)
    room.ask(do.RevealInput())
    async with at_desk("aftaler", size=(120, 30)) as desk:
        assert "Stop to ting" in desk.read()
        await desk.press("a", "1")
        await desk.answer("bk", save="enter")
        await desk.press("enter", "enter", "enter", "enter", "enter")
        (step,) = desk.state.next_steps
        assert step.what == "Stop to ting"


@pytest.fixture
def reviewed(room, crowd, initiatives):
    room.go_to("aftaler")
    step = room.ask(do.AddNextStep("bk", "ringer op", date(2026, 3, 18), "en liste", card=initiatives[0])).id
    room.ask(do.StartMeeting("opfoelgning"))
    return step


async def test_last_rounds_steps_get_status_learning_date_and_approach(room, reviewed, initiatives, at_desk):
    async with at_desk("status-paa-aftaler") as desk:
        assert "ringer op" in desk.read()
        await desk.press("3")
        assert desk.state.next_steps.get(reviewed).status is StepStatus.DONE
        await desk.press("e")
        await desk.answer("det virkede", save="enter")
        await desk.press("enter", "enter")
        step = desk.state.next_steps.get(reviewed)
        assert (step.learning, step.due, step.status) == ("det virkede", date(2026, 3, 18), StepStatus.DONE)
        await desk.press("c", "4")
        assert desk.state.cards.get(initiatives[0]).agreed == "sammen"
        assert "✓ Færdig" in desk.read()


async def test_the_four_approaches_side_by_side_and_one_closely(at_desk):
    async with at_desk("fire-tilgange", size=(120, 30)) as desk:
        text = desk.read()
        assert all(name in text for name in ("Gør det!", "Tag selv", "Tæt på", "Vi gør det sammen"))
        await desk.press("3")
        text = desk.read()
        assert "Advarselstegn" in text
        assert "Gør det!" not in text
        await desk.press("3")
        assert "Gør det!" in desk.read()
        await desk.pilot.click("Canvas", offset=(5, 1))
        await desk.settle()
        assert desk.panel.looked_at == "goer-det"


async def test_a_text_for_the_room(at_desk):
    async with at_desk("velkomst") as desk:
        assert "Et fælles overblik over vores tiltag" in desk.read()
        assert "Advarselstegn" not in desk.read()


@pytest.mark.wide
async def test_the_initiative_of_an_agreement_is_asked_for_in_its_form(room, crowd, initiatives, at_desk):
    async with at_desk("aftaler", size=(120, 40)) as desk:
        await desk.press("a")
        await desk.answer("bk", "vaelger tre", "18.3.2026", "en liste", "", "", "t1", save="ctrl+s")
        assert not desk.dialog_open
        (step,) = desk.state.next_steps
        assert (step.who, step.what, step.first_visible_result) == ("bk", "vaelger tre", "en liste")
        assert step.card == initiatives[0]
        await desk.press("a", "escape")
        assert not desk.dialog_open


async def test_the_dots_of_two_stand_on_no_screen(room, crowd, at_desk):
    room.go_to("forslag")
    cards = [room.write(text, crowd[0]) for text in ("Vent", "Begynd")]
    room.go_to("stem")
    for person in crowd[:2]:
        room.ask(do.CastVote(cards[1], 2), person)
    room.ask(do.RevealInput())
    async with at_desk("stem", size=(120, 30)) as desk:
        text = desk.read()
        assert "2 svar. Vises fra 3 svar" in text
        assert text.index("Vent") < text.index("Begynd"), "the order would tell as well"
        room.ask(do.OpenInput(True))
        room.ask(do.CastVote(cards[1], 1), crowd[2])
        await desk.pilot.pause()
        assert "Vises fra" not in desk.read()


@pytest.mark.parametrize(
    ("activity", "give"),
    [
        ("fem-spoergsmaal", do.GiveAnswer("goer-det", "works", "Det er Ullas skyld")),
        ("moenstre", do.FillField(GROUP, "ledelse", "Det er Ullas skyld")),
    ],
)
async def test_an_answer_is_hidden_and_brought_back_from_the_panel(room, crowd, at_desk, activity, give):
    if activity != "moenstre":
        room.go_to("moenstre")  # what is written there is not offered elsewhere
        room.ask(do.FillField(GROUP, "ledelse", "Spørg oftere"), crowd[1])
    room.go_to(activity)
    room.ask(give, crowd[0])
    room.ask(do.RevealInput())
    async with at_desk(activity, size=(120, 30)) as desk:
        assert "Det er Ullas skyld" in desk.read()
        await desk.press("h", "1")
        assert "Det er Ullas skyld" not in desk.read()
        await desk.press("h", "1")
        assert "Det er Ullas skyld" in desk.read()
        await desk.press("h", "1", "u")
        assert "Det er Ullas skyld" in desk.read()


async def test_where_two_have_placed_a_card_stands_on_no_screen(room, crowd, initiatives, at_desk):
    room.go_to("placer-alene")
    for person in crowd[:2]:
        room.ask(do.PlaceCard(initiatives[0], "sammen"), person)
    async with at_desk("tal-om-de-delte", size=(120, 30)) as desk:
        text = desk.read()
        assert "2 svar. Vises fra 3 svar" in text
        assert "kun 2 har placeret" in text
        assert "2 af 2" not in text


@pytest.mark.parametrize(("activity", "deck"), [("stem", "proposals"), ("tal-om-de-delte", "initiatives")])
async def test_a_text_can_be_hidden_where_it_is_voted_or_talked_on(room, crowd, at_desk, activity, deck):
    room.go_to("forslag" if deck == "proposals" else "skriv-tiltag")
    room.write("Det er Ullas skyld", crowd[0])
    async with at_desk(activity, size=(120, 30)) as desk:
        assert "Det er Ullas skyld" in desk.read()
        await desk.press("h")
        await desk.settle()
        assert "Det er Ullas skyld" not in desk.read()
        await desk.press("u")
        assert "Det er Ullas skyld" in desk.read()


async def test_an_agreement_that_was_just_made_is_the_one_looked_at(room, at_desk):
    room.ask(do.AddNextStep("bk", "snart", date(2026, 3, 10), "x"))
    async with at_desk("aftaler") as desk:
        desk.panel.canvas.choose(next(iter(desk.state.next_steps)).id)
        answer = await desk.panel.send(do.AddNextStep("bk", "senere", date(2026, 5, 1), "x"))
        await desk.settle()
        assert desk.panel.canvas.chosen == answer.id
