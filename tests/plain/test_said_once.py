"""What every face of the facilitator says and does alike: warnings, cancelled questions, work that fails."""

import asyncio
from types import SimpleNamespace

import pytest

from prompts.language.words import load_words
from sessions.command_answers import CommandWarning
from workshop.facilitating.act_runner import attempt, ran_to_end
from workshop.facilitating.conversation import LeftError
from workshop.facilitating.telling.command_warnings import warning_sentence


@pytest.mark.parametrize("language", ["da", "en", "nb"])
def test_a_warning_names_the_missing_fields_as_the_form_does(language):
    words = load_words(language)

    said = warning_sentence(words, CommandWarning("missing-fields", (("fields", "who,due"),)))

    assert words("panels.agree.who_name") in said
    assert words("panels.agree.due_name") in said


def test_a_warning_without_fields_is_its_own_sentence():
    words = load_words("da")

    assert warning_sentence(words, CommandWarning("date-in-past")) == words("warned.date-in-past")


def test_an_act_whose_question_is_cancelled_has_not_run_to_its_end():
    async def cancelled():
        raise LeftError

    async def answered():
        return "anything"

    assert not asyncio.run(ran_to_end(cancelled()))
    assert asyncio.run(ran_to_end(answered()))


def test_an_error_in_an_act_is_not_taken_for_a_cancelled_question():
    async def broken():
        raise LookupError("no such row")

    with pytest.raises(LookupError):
        asyncio.run(ran_to_end(broken()))


def test_work_that_fails_says_the_errors_own_sentence():
    told = []
    talk = SimpleNamespace(
        words=load_words("en"), say_sentence=lambda sentence, *, error: told.append((sentence, error))
    )

    class OutOfAddresses(Exception):
        def sentence(self, words):
            return f"no address, in {words.language}"

    async def failing():
        raise OutOfAddresses

    assert not asyncio.run(attempt(talk, failing()))
    assert told == [("no address, in en", True)]


def test_what_is_said_after_an_undo_names_what_is_typed(plain):
    plain.do("p", "a", "Husk kaffe", "", "0")
    said = plain.do("u")
    assert "U gør det igen" in said
    assert "Ctrl" not in said
