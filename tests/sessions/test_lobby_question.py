"""What stands in the lobby fits the meeting: the day's question first, later what was agreed last time."""

import datetime

from prompts.language.words import load_words
from sessions import commands as do
from workshop.live.lobby_question import lobby_question

WORDS = load_words("da")


def asked(room, method) -> str:
    return lobby_question(room.state(), method, WORDS)


def test_a_later_meeting_asks_about_what_was_agreed_and_not_for_initiatives(room, method) -> None:
    assert asked(room, method) == method.before_the_day
    room.ask(do.AddNextStep("Ditte", "Finder en makker", datetime.date(2026, 4, 1), "Fire navne"))
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning"))
    assert asked(room, method) == "2. møde: Hvordan er det gået med den aftale, der er åben fra sidst?"


def test_a_pack_alone_asks_for_initiatives_only_where_it_begins_with_them(rooms, method) -> None:
    assert asked(rooms.new("r.db", run_sheet="roller"), method) == method.before_the_day
    assert asked(rooms.new("m.db", run_sheet="modeller"), method) == method.pack("modeller").summary
