"""A proposal that was hidden during the vote: what the lines count."""

from rooms import Rooms

from sessions import commands as do
from sessions.clock import SteadyClock
from sessions.storage.store import SessionStore


def test_whoever_voted_only_for_a_hidden_proposal_has_not_voted(start, session, method, tmp_path):
    rooms = Rooms(tmp_path, method, SteadyClock())
    room = rooms.open(session, SessionStore(session))
    anna, bo = room.join("anna"), room.join("bo")
    room.go_to("forslag")
    first, second = room.write("Stop to ting"), room.write("Fast halv time")
    room.go_to("stem")
    room.ask(do.CastVote(first, 2), anna)
    room.ask(do.CastVote(second, 1), bo)
    room.ask(do.HideCard(first))
    room.room.stop()
    plain = start("run", session.stem, "--plain")
    plain.until_said("Hvad nu?")
    assert "1 af 2 har stemt" in plain.text
