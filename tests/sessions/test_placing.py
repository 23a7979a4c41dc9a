"""Placing: alone, then again after the talk, then agreed. Shows of hands count with the phones."""

import pytest

from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import (
    ActivityClosedError,
    BadCountError,
    OutOfScaleError,
    UnknownCardError,
    UnknownCategoryError,
    UnknownStatementError,
    WrongActivityError,
)
from sessions.queries.carrying import cards_of
from sessions.queries.progress import placing_progress
from sessions.tallies.tally import (
    most_split_first,
    moved_by_hand,
    people_who_moved,
    placed_again,
    tally_card,
    tally_deck,
)
from sessions.tallies.vote_tally import rating_spread
from workshop.live.verdict_words import verdict_in_words

BOXES = ("goer-det", "tag-selv", "taet-paa", "sammen")


@pytest.fixture
def placing(room):
    room.people = [room.join(f"p{n}") for n in range(8)]
    room.go_to("skriv-tiltag")
    room.cards = [room.write(f"tiltag {n}") for n in range(3)]
    room.go_to("placer-alene")
    return room


def place(room, card, choices):
    for person, choice in zip(room.people, choices, strict=False):
        room.ask(do.PlaceCard(card, BOXES[choice]), person)


def tally(room, card):
    return tally_card(room.state(), room.method, room.state().cards.get(card))


def counts(entries):
    return [entry.count for entry in entries]


def test_everyone_places_alone_changes_and_takes_back_until_it_is_closed(placing):
    card, person = placing.cards[0], placing.people[0]
    placing.ask(do.PlaceCard(card, "sammen"), person)
    placing.ask(do.PlaceCard(card, "goer-det"), person)
    placing.ask(do.CountHands(card, "sammen", 2))
    assert counts(tally(placing, card).first) == [1, 0, 0, 2]
    placing.ask(do.CountHands(card, "sammen", 0))
    placing.ask(do.PlaceCard(card, None), person)
    placing.ask(do.PlaceCard(card, None), person)
    assert tally(placing, card).agreement is None
    placing.ask(do.OpenInput(False))
    with pytest.raises(ActivityClosedError):
        placing.ask(do.PlaceCard(card, "sammen"), person)


def test_unknown_boxes_and_cards_that_do_not_stand_are_refused(placing):
    hidden, merged, keep = placing.cards
    placing.ask(do.HideCard(hidden))
    placing.ask(do.MergeCards(keep, (merged,)))
    person = placing.people[0]
    with pytest.raises(UnknownCategoryError):
        placing.ask(do.PlaceCard(keep, "en-femte"), person)
    for card in (hidden, merged, "?"):
        with pytest.raises(UnknownCardError):
            placing.ask(do.PlaceCard(card, "sammen"), person)


def test_while_it_is_talked_about_nobody_places_until_the_second_round(placing):
    card, person = placing.cards[0], placing.people[0]
    placing.go_to("tal-om-de-delte")
    with pytest.raises(ActivityClosedError):
        placing.ask(do.PlaceCard(card, "sammen"), person)
    placing.ask(do.StartSecondRound())
    placing.ask(do.PlaceCard(card, "sammen"), person)
    placing.ask(do.EndSecondRound())
    with pytest.raises(ActivityClosedError):
        placing.ask(do.PlaceCard(card, "goer-det"), person)


def test_a_round_needs_a_board(placing):
    placing.go_to("velkomst")
    for command in (do.StartSecondRound(), do.EndSecondRound()):
        with pytest.raises(WrongActivityError):
            placing.ask(command)


def test_movement_counts_those_whose_second_choice_differs(placing):
    card = placing.cards[0]
    place(placing, card, [0, 0, 1, 1])
    placing.go_to("tal-om-de-delte")
    placing.ask(do.StartSecondRound())
    # One stays, one moves, one is silent (keeps the first choice), one is new.
    placing.ask(do.PlaceCard(card, BOXES[0]), placing.people[0])
    placing.ask(do.PlaceCard(card, BOXES[2]), placing.people[1])
    placing.ask(do.PlaceCard(card, BOXES[3]), placing.people[5])
    assert tally(placing, card) == tally(placing, card).first_round
    placing.ask(do.EndSecondRound())
    found = tally(placing, card)
    assert counts(found.first) == [2, 2, 0, 0]
    assert counts(found.final) == [1, 2, 1, 1]
    assert found.moved == 1
    assert (found.alike, found.cast, found.agreement) == (2, 5, 2 / 5)


@pytest.mark.parametrize(("choices", "accepted"), [([0] * 6 + [1] * 2, True), ([0] * 5 + [1] * 3, False)])
def test_three_quarters_are_accepted_in_one_key_and_less_is_not(placing, choices, accepted):
    card = placing.cards[0]
    place(placing, card, choices)
    answer = placing.ask(do.AcceptAgreed())
    assert placing.state().cards.get(card).agreed == (BOXES[0] if accepted else None)
    assert answer.count == int(accepted)


def test_accepting_leaves_alone_what_was_agreed_by_hand(placing):
    card = placing.cards[0]
    place(placing, card, [0] * 8)
    placing.ask(do.AgreePlacement(card, "sammen"))
    placing.ask(do.AcceptAgreed())
    assert placing.state().cards.get(card).agreed == "sammen"


def test_several_cards_are_agreed_in_one_act_and_undone_in_one(placing):
    first, second = placing.cards[:2]
    placing.ask(do.AgreePlacement(first, "goer-det", "sammen"))
    placing.ask(do.AgreePlacements((first, second, first), "tag-selv"))
    assert [placing.state().cards.get(card).agreed for card in (first, second)] == ["tag-selv"] * 2
    assert placing.state().cards.get(first).next_category == "sammen"
    placing.ask(do.Undo())
    assert [placing.state().cards.get(card).agreed for card in (first, second)] == ["goer-det", None]
    with pytest.raises(UnknownCategoryError):
        placing.ask(do.AgreePlacements((first,), "en-femte"))
    with pytest.raises(UnknownCardError):
        placing.ask(do.AgreePlacements((first, "?"), "sammen"))
    assert placing.state().cards.get(first).agreed == "goer-det"


def test_the_agreed_box_can_be_taken_away_and_must_exist(placing):
    card = placing.cards[0]
    with pytest.raises(UnknownCategoryError):
        placing.ask(do.AgreePlacement(card, "en-femte"))
    with pytest.raises(UnknownCategoryError):
        placing.ask(do.AgreePlacement(card, "sammen", "en-femte"))
    placing.ask(do.AgreePlacement(card, "sammen", "tag-selv"))
    placing.ask(do.AgreePlacement(card, None))
    assert (placing.state().cards.get(card).agreed, placing.state().cards.get(card).next_category) == (
        None,
        None,
    )


def test_hands_are_counted_with_the_phones_and_a_new_count_replaces_the_old(placing):
    card = placing.cards[0]
    place(placing, card, [0, 0])
    placing.ask(do.CountHands(card, "sammen", 9))
    placing.ask(do.CountHands(card, "sammen", 2))
    found = tally(placing, card)
    assert counts(found.first) == [2, 0, 0, 2]
    assert found.cast == 4


def test_hands_of_the_second_round_stand_for_those_of_the_first(placing):
    card = placing.cards[0]
    placing.ask(do.CountHands(card, "sammen", 3))
    placing.go_to("tal-om-de-delte")
    assert counts(tally(placing, card).final) == [0, 0, 0, 3]
    placing.ask(do.StartSecondRound())
    placing.ask(do.CountHands(card, "taet-paa", 3))
    assert not tally(placing, card).again
    placing.ask(do.EndSecondRound())
    found = tally(placing, card)
    assert found.again
    assert (counts(found.first), counts(found.final)) == ([0, 0, 0, 3], [0, 0, 3, 0])


@pytest.mark.parametrize("count", [-1, 1_001, 10**30])
def test_an_absurd_number_of_hands_is_refused(placing, count):
    with pytest.raises(BadCountError):
        placing.ask(do.CountHands(placing.cards[0], "sammen", count))


def test_hands_need_something_that_is_asked(placing):
    with pytest.raises(UnknownCardError):
        placing.ask(do.CountHands("?", "sammen", 1))
    with pytest.raises(UnknownCategoryError):
        placing.ask(do.CountHands(placing.cards[0], "?", 1))
    placing.go_to("velkomst")
    with pytest.raises(WrongActivityError):
        placing.ask(do.CountHands(placing.cards[0], "sammen", 1))


def test_hands_on_a_scale_are_one_count_however_the_number_is_written(placing):
    placing.go_to("opbakning")
    for choice, count in (("3", 4), ("03", 5), ("٣", 6)):
        placing.ask(do.CountHands("stoetter-aftalerne", choice, count))
    state = placing.state()
    spread = rating_spread(state, placing.method, state.current(), "stoetter-aftalerne")
    assert dict(spread.counts)[3] == 6
    assert spread.answers == 6
    for choice in ("6", "-1", "3.5", "", "9" * 5_000, "²"):
        with pytest.raises(OutOfScaleError):
            placing.ask(do.CountHands("stoetter-aftalerne", choice, 1))
    with pytest.raises(UnknownStatementError):
        placing.ask(do.CountHands("?", "3", 1))


def test_most_split_comes_first_and_unplaced_last(placing):
    a, b, c = placing.cards
    place(placing, b, [0, 0, 0, 0])
    place(placing, c, [0, 1, 2, 3])
    order = most_split_first(tally_deck(placing.state(), placing.method, "initiatives"))
    assert [entry.card.id for entry in order] == [c, b, a]


def test_the_second_meeting_places_anew_and_the_first_is_not_counted_in_it(placing):
    card = placing.cards[0]
    place(placing, card, [0] * 8)
    placing.ask(do.StartMeeting("120"))
    placing.go_to("placer-alene")
    assert tally(placing, card).cast == 0
    place(placing, card, [1] * 3)
    assert counts(tally(placing, card).first) == [0, 3, 0, 0]
    assert len(placing.state().placements) == 11


def test_a_note_and_a_goal_can_be_written_and_taken_away(placing):
    card = placing.cards[0]
    placing.ask(do.NoteDisagreement(card, "Nogle vil vente"))
    placing.ask(do.SetBehaviourGoal(card, "Ringer på dag 1"))
    row = placing.state().cards.get(card)
    assert (row.disagreement, row.behaviour_goal) == ("Nogle vil vente", "Ringer på dag 1")
    placing.ask(do.NoteDisagreement(card, "  "))
    assert placing.state().cards.get(card).disagreement == ""


def test_somebody_who_moves_two_cards_is_one_person_who_moved(placing):
    first, second, third = placing.cards
    for card in (first, second, third):
        place(placing, card, [0, 0, 0, 0])
    placing.go_to("tal-om-de-delte")
    placing.ask(do.StartSecondRound())
    ann, bo, kim, *_ = placing.people
    for card in (first, second):
        placing.ask(do.PlaceCard(card, "sammen"), ann)
    placing.ask(do.PlaceCard(first, "tag-selv"), bo)
    placing.ask(do.PlaceCard(third, "goer-det"), kim)
    placing.ask(do.PlaceCard(third, "sammen"), placing.people[7])
    placing.ask(do.EndSecondRound())
    assert people_who_moved(placing.state(), "initiatives") == 2


def test_of_hands_as_many_moved_as_the_two_counts_show(placing):
    card = placing.cards[0]
    place(placing, card, [0, 0, 0])
    placing.ask(do.CountHands(card, "goer-det", 2))
    placing.ask(do.CountHands(card, "tag-selv", 2))
    placing.go_to("tal-om-de-delte")
    placing.ask(do.StartSecondRound())
    placing.ask(do.PlaceCard(card, "sammen"), placing.people[0])
    placing.ask(do.CountManyHands((do.CountHands(card, "tag-selv", 1), do.CountHands(card, "taet-paa", 3))))
    placing.ask(do.EndSecondRound())
    found = tally(placing, card)
    assert (found.moved, found.moved_at_least) == (1 + 3, True)
    assert moved_by_hand(placing.state(), placing.method, "initiatives") == 3
    assert tally(placing, placing.cards[1]).moved_at_least is False


def test_what_is_agreed_against_the_most_is_told_apart_from_agreement(placing):
    card = placing.cards[0]
    place(placing, card, [3, 3, 3, 1])
    placing.go_to("tal-om-de-delte")
    for agreed, against in (("sammen", False), ("goer-det", True)):
        placing.ask(do.AgreePlacement(card, agreed))
        found = tally(placing, card)
        assert found.is_against_most is against
        said = verdict_in_words(found, placing.method, load_words())
        assert said == ("3 af 4 valgte ▲" if against else "3 af 4 enige")
    placing.ask(do.AgreePlacement(card, None))
    assert not tally(placing, card).is_against_most


def test_the_second_round_asks_for_what_is_not_agreed(placing):
    first, second, third = placing.cards
    person = placing.people[0]
    for card in (first, second, third):
        place(placing, card, [0])
    placing.go_to("tal-om-de-delte")
    placing.ask(do.AgreePlacement(first, "goer-det"))
    placing.ask(do.MarkDone(True), placing.people[2])
    placing.ask(do.StartSecondRound())
    for card in (second, third):
        placing.ask(do.PlaceCard(card, "tag-selv"), person)
    activity = placing.method.activity("tal-om-de-delte")
    others = set(placing.people[1:3])
    assert placing_progress(placing.state(), activity, {person}).everything == 1
    assert placing_progress(placing.state(), activity, others).nothing == 2
    # A first choice stands: whoever has looked and changes nothing is done.
    placing.ask(do.MarkDone(True), placing.people[1])
    assert placing_progress(placing.state(), activity, others).everything == 1
    placing.ask(do.EndSecondRound())
    for card in (second, third):
        placing.ask(do.AgreePlacement(card, "goer-det"))
    placing.ask(do.StartSecondRound())
    assert [card.id for card in placed_again(cards_of(placing.state(), activity))] == list(placing.cards)
