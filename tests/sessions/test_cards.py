"""Cards: written by phones while their activity is open, merged and themed by people."""

import pytest

from sessions import commands as do
from sessions.activities import collect
from sessions.errors import (
    ActivityClosedError,
    ActivityMovedOnError,
    CannotMergeError,
    EmptyTextError,
    TextTooLongError,
    TooManyCardsError,
    TooManyLinesError,
    UnknownCardError,
    UnknownChoiceError,
    UnknownThemeError,
    WrongActivityError,
)
from sessions.similarity.kept_apart import kept_apart
from sessions.tallies.tally import shown_cards


@pytest.fixture
def writing(room):
    room.anna, room.bo = room.join("anna"), room.join("bo")
    room.go_to("skriv-tiltag")
    return room


def card_of(room, key):
    return room.state().cards.get(key)


def shown(room, deck="initiatives"):
    return [card.id for card in shown_cards(room.state(), deck)]


@pytest.mark.parametrize("text", ["", " ", "\n\t \r\n", "\u200b\ufeff", "\u00a0\u3000", "\u3164", "\x00\x1b"])
def test_nothing_visible_is_refused(writing, text):
    with pytest.raises(EmptyTextError) as refused:
        writing.write(text, writing.anna)
    assert "Skriv" in refused.value.sentence()


@pytest.mark.parametrize("filler", ["x", "æ", "🎉", "e\u0301"])
def test_two_thousand_characters_fit_and_one_more_does_not(writing, filler):
    assert writing.write(filler * 2_000, writing.anna)
    with pytest.raises(TextTooLongError) as refused:
        writing.write(filler * 2_001, writing.anna)
    assert refused.value.fields["longest"] == 2_000


def test_a_million_characters_and_ten_thousand_lines_are_refused(writing):
    with pytest.raises(TextTooLongError):
        writing.write("x" * 1_000_000, writing.anna)
    with pytest.raises(TextTooLongError):
        writing.write("a\n" * 10_000, writing.anna)
    assert writing.write("\n".join("a" * 200), writing.anna)
    with pytest.raises(TooManyLinesError):
        writing.write("\n".join("a" * 201), writing.anna)


def test_a_card_is_what_was_written_in_the_deck_of_the_activity(writing):
    card = card_of(writing, writing.write("  Fælles sprog  ", writing.anna))
    assert (card.deck, card.number, card.author, card.text) == (
        "initiatives",
        1,
        writing.anna,
        "Fælles sprog",
    )
    assert card.status == "ny"


def test_the_facilitator_writes_for_those_without_a_phone(writing):
    assert card_of(writing, writing.write("for Jens")).author is None


def test_phones_write_only_while_writing_is_open(writing):
    writing.ask(do.OpenInput(False))
    with pytest.raises(ActivityClosedError):
        writing.write("x", writing.anna)
    writing.write("facilitatoren må")
    writing.go_to("velkomst")
    with pytest.raises(ActivityClosedError):
        writing.write("x", writing.anna)
    with pytest.raises(WrongActivityError):
        writing.write("x")


def test_in_the_lobby_nobody_writes(room):
    anna = room.join("anna")
    for actor in (anna, "facilitator"):
        with pytest.raises(ActivityClosedError):
            room.write("x", actor)


def test_one_changes_and_takes_back_only_ones_own(writing):
    mine = writing.write("mit", writing.anna)
    for command in (do.EditCard(mine, "dit"), do.WithdrawCard(mine)):
        with pytest.raises(UnknownCardError):
            writing.ask(command, writing.bo)
    writing.ask(do.EditCard(mine, "stadig mit", "i-gang"), writing.anna)
    assert (card_of(writing, mine).text, card_of(writing, mine).status) == ("stadig mit", "i-gang")
    writing.ask(do.WithdrawCard(mine), writing.anna)
    assert shown(writing) == []
    with pytest.raises(UnknownCardError):
        writing.ask(do.EditCard(mine, "igen"), writing.anna)


def test_one_changes_only_while_it_is_open_and_the_facilitator_always(writing):
    mine = writing.write("mit", writing.anna)
    writing.go_to("forslag")
    with pytest.raises(ActivityMovedOnError):
        writing.ask(do.EditCard(mine, "ny"), writing.anna)
    writing.go_to("velkomst")
    with pytest.raises(ActivityClosedError):
        writing.ask(do.EditCard(mine, "ny"), writing.anna)
    writing.ask(do.EditCard(mine, "rettet"))
    assert card_of(writing, mine).text == "rettet"
    assert card_of(writing, mine).author == writing.anna


def test_an_unknown_card_is_refused_whatever_is_asked(writing):
    key = writing.write("findes")
    for command in (
        do.EditCard("?", "x"),
        do.WithdrawCard("?"),
        do.HideCard("?"),
        do.MergeCards(key, ("?",)),
        do.MergeCards("?", (key,)),
        do.SplitCard("?"),
        do.NameTheme("t", ("?",)),
        do.MoveToTheme(None, ("?",)),
        do.AgreePlacement("?", None),
        do.NoteDisagreement("?", "x"),
        do.SetBehaviourGoal("?", "x"),
        do.AddNextStep("a", "b", None, "c", card="?"),
    ):
        with pytest.raises(UnknownCardError):
            writing.ask(command)


def test_a_status_the_deck_does_not_have_is_refused_without_repeating_escape_codes(writing):
    with pytest.raises(UnknownChoiceError) as refused:
        writing.ask(do.WriteCard("x", status="\x1b]0;x\x07"), writing.anna)
    assert "\x1b" not in refused.value.sentence()


def test_the_grid_belongs_to_the_experiences(writing):
    with pytest.raises(UnknownChoiceError):
        writing.ask(do.WriteCard("x", occurred="foer"), writing.anna)
    writing.go_to("styrker-udfordringer")
    with pytest.raises(UnknownChoiceError):
        writing.ask(do.WriteCard("x", occurred="i-morgen"), writing.anna)
    key = writing.ask(do.WriteCard("x", occurred="foer", outcome="lykkedes"), writing.anna).id
    writing.ask(do.EditCard(key, "y"), writing.anna)
    assert (card_of(writing, key).occurred, card_of(writing, key).outcome) == ("foer", "lykkedes")


def test_there_is_a_limit_to_the_cards_of_one_and_of_all(writing, monkeypatch):
    monkeypatch.setattr(collect, "MOST_CARDS_EACH", 2)
    monkeypatch.setattr(collect, "MOST_CARDS", 4)
    for n in range(2):
        writing.write(f"a{n}", writing.anna)
    with pytest.raises(TooManyCardsError):
        writing.write("a3", writing.anna)
    writing.write("b", writing.bo)
    writing.write("f")
    with pytest.raises(TooManyCardsError):
        writing.write("f2")


def test_a_number_is_never_used_again(writing):
    first = writing.write("a")
    writing.ask(do.WithdrawCard(first))
    assert card_of(writing, writing.write("b")).number == 2


def test_hidden_cards_are_off_the_wall_and_come_back(writing):
    key = writing.write("a", writing.anna)
    writing.ask(do.HideCard(key))
    assert shown(writing) == []
    writing.ask(do.HideCard(key, hidden=False))
    assert shown(writing) == [key]


def test_merging_keeps_one_card_and_all_texts(writing):
    keep, one, two = (writing.write(text) for text in "abc")
    writing.ask(do.MergeCards(keep, (one, two, one, keep)))
    assert shown(writing) == [keep]
    assert [card.text for card in writing.state().merged_cards(keep)] == ["b", "c"]


def test_a_merge_of_merges_holds_everything_and_splits_one_by_one(writing):
    a, b, c, d = (writing.write(text) for text in "abcd")
    writing.ask(do.MergeCards(a, (b,)))
    writing.ask(do.MergeCards(c, (d,)))
    writing.ask(do.MergeCards(a, (c,)))
    assert {card.id for card in writing.state().merged_cards(a)} == {b, c, d}
    writing.ask(do.SplitCard(d))
    assert shown(writing) == [a, d]
    writing.undo(2)
    assert shown(writing) == [a, c]
    assert [card.id for card in writing.state().merged_cards(c)] == [d]


def test_what_cannot_be_merged(writing):
    a, b, c = (writing.write(text) for text in "abc")
    writing.ask(do.MergeCards(a, (b,)))
    writing.go_to("forslag")
    other_deck = writing.write("et forslag")
    for command in (
        do.MergeCards(a, ()),
        do.MergeCards(a, (a,)),
        do.MergeCards(b, (c,)),
        do.MergeCards(a, (other_deck,)),
    ):
        with pytest.raises(CannotMergeError):
            writing.ask(command)


def test_taking_back_a_card_never_takes_along_what_others_wrote(writing):
    mine = writing.write("mit", writing.anna)
    his, hers = writing.write("hans", writing.bo), writing.write("hendes")
    writing.ask(do.MergeCards(mine, (his, hers)))
    writing.ask(do.WithdrawCard(mine), writing.anna)
    assert shown(writing) == [his]
    assert [card.id for card in writing.state().merged_cards(his)] == [hers]


def test_themes_are_named_once_renamed_and_left(writing):
    a, b = writing.write("a"), writing.write("b")
    theme = writing.ask(do.NameTheme(" Trivsel ", (a,))).id
    assert writing.ask(do.NameTheme("trivsel", (b,))).id == theme
    writing.ask(do.RenameTheme(theme, "Arbejdsmiljø"))
    writing.ask(do.MoveToTheme(None, (a,)))
    assert (card_of(writing, a).theme, card_of(writing, b).theme) == (None, theme)
    assert [row.name for row in writing.state().themes] == ["Arbejdsmiljø"]


def test_a_theme_without_a_name_without_cards_or_unknown_is_refused(writing):
    a = writing.write("a")
    for command, refusal in (
        (do.NameTheme("  ", (a,)), EmptyTextError),
        (do.NameTheme("x" * 81, (a,)), TextTooLongError),
        (do.NameTheme("x", ()), CannotMergeError),
        (do.RenameTheme("?", "x"), UnknownThemeError),
        (do.MoveToTheme("?", (a,)), UnknownThemeError),
    ):
        with pytest.raises(refusal):
            writing.ask(command)


def test_a_pair_is_kept_apart_whichever_comes_first_and_only_in_its_own_deck(writing):
    a, b = writing.write("a"), writing.write("b")
    here = writing.go_to("grupper")
    writing.ask(do.KeepApart(b, a))
    writing.ask(do.KeepApart(a, b))
    assert kept_apart(writing.state(), here) == {frozenset((a, b))}
    assert len(writing.state().kept_apart) == 1
    assert not len(writing.state().ratings)
    for first, second in ((a, a), (a, "?")):
        with pytest.raises((CannotMergeError, UnknownCardError)):
            writing.ask(do.KeepApart(first, second))
    writing.ask(do.Undo())
    writing.ask(do.Undo())
    assert kept_apart(writing.state(), here) == frozenset()
