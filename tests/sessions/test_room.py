"""The room: order, group commit, one answer for every caller, whatever one command does."""

import threading

import pytest
from rooms import TestRoom, post, rows_of

from sessions import commands as do
from sessions.errors import (
    EmptyTextError,
    InternalError,
    NotAllowedError,
    NotStoredError,
    OtherPayloadError,
    Refused,
    UnknownParticipantError,
)
from sessions.model import FACILITATOR
from sessions.room.room import Room
from sessions.storage.store import SessionStore, read_state


class Notebook:
    """A listener that writes everything down."""

    def __init__(self):
        self.events, self.batches, self.troubles, self.pictures = [], [], [], []

    def on_events(self, events):
        self.events += events
        self.batches.append(len(events))

    def on_reload(self, picture):
        self.pictures.append(picture)

    def on_trouble(self, trouble):
        self.troubles.append(trouble)

    def on_settled(self):
        pass


@pytest.fixture
def collecting(room):
    room.anna = room.join("anna")
    room.go_to("skriv-tiltag")
    return room


def hold(room):
    """Keep the room's thread busy, so that what is submitted meanwhile makes one batch."""
    gate = threading.Event()
    room.room.call(lambda: gate.wait(10))
    return gate


def test_what_waits_together_is_committed_together_and_answered_in_order(collecting):
    notebook = Notebook()
    collecting.room.subscribe(notebook)
    gate = hold(collecting)
    replies = [collecting.room.submit(do.WriteCard(f"kort {n}")) for n in range(40)]
    gate.set()
    seqs = [reply.result(5).seq for reply in replies]
    assert seqs == list(range(seqs[0], seqs[0] + 40))
    assert notebook.batches == [40]
    assert [card.text for card in collecting.state().cards] == [f"kort {n}" for n in range(40)]


def test_an_answer_comes_after_the_listeners_were_told(collecting):
    notebook = Notebook()
    collecting.room.subscribe(notebook)
    for n in range(30):
        answer = collecting.ask(do.WriteCard(f"kort {n}"))
        assert notebook.events[-1].seq == answer.seq


def test_listeners_hear_every_number_once_and_in_order(collecting):
    notebook = Notebook()
    start = collecting.room.subscribe(notebook).seq

    def write(name):
        person = collecting.join(name)
        for n in range(20):
            collecting.write(f"{name} {n}", person)

    threads = [threading.Thread(target=write, args=(f"p{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heard = [event.seq for event in notebook.events]
    assert heard == list(range(start + 1, start + 1 + 6 * 21))


def test_a_refused_command_changes_nothing_and_stops_nobody(collecting):
    gate = hold(collecting)
    good = collecting.room.submit(do.WriteCard("før"))
    bad = collecting.room.submit(do.WriteCard("  "))
    stranger = collecting.room.submit(do.WriteCard("hvem er jeg"), "nobody")
    after = collecting.room.submit(do.WriteCard("efter"))
    gate.set()
    assert after.result(5).seq == good.result(5).seq + 1
    with pytest.raises(EmptyTextError):
        bad.result(5)
    with pytest.raises(UnknownParticipantError):
        stranger.result(5)


def test_a_defect_in_one_rule_reaches_its_caller_only(collecting, monkeypatch):
    from sessions.rules import decide as rules

    def broken(context, command):
        raise RuntimeError("a defect")

    monkeypatch.setitem(rules._RULES, do.ParkItem, broken)
    gate = hold(collecting)
    bad = collecting.room.submit(do.ParkItem("x"))
    good = collecting.room.submit(do.WriteCard("efter"))
    gate.set()
    with pytest.raises(InternalError):
        bad.result(5)
    assert good.result(5).id


@pytest.mark.parametrize("poison", [do.SetPort(2**70), do.RotateAccess("\ud800", "ABC234")])
def test_a_value_that_no_file_takes_stops_neither_the_batch_nor_the_room(collecting, poison):
    gate = hold(collecting)
    first = collecting.room.submit(do.WriteCard("før"))
    bad = collecting.room.submit(poison)
    last = collecting.room.submit(do.WriteCard("efter"))
    gate.set()
    with pytest.raises(InternalError):
        bad.result(5)
    assert first.result(5).seq + 1 == last.result(5).seq
    assert collecting.write("og videre")
    texts = [card.text for card in read_state(collecting.path).cards]
    assert texts == ["før", "efter", "og videre"]


def test_a_caller_that_gives_up_harms_nobody(collecting):
    gate = hold(collecting)
    reply = collecting.room.submit(do.WriteCard("skrevet og glemt"))
    reply.cancel()
    gate.set()
    assert collecting.write("den næste")
    assert len(collecting.state().cards) == 2


def test_a_listener_that_fails_keeps_nobody_from_hearing(collecting):
    class Broken(Notebook):
        def on_events(self, events):
            raise RuntimeError("a defect")

    notebook = Notebook()
    collecting.room.subscribe(Broken())
    collecting.room.subscribe(notebook)
    collecting.write("kort")
    assert len(notebook.events) == 1


def test_a_picture_handed_out_does_not_change_by_itself(collecting):
    picture = collecting.room.subscribe(Notebook())
    collecting.write("kort")
    assert len(picture.cards) == 0


def test_a_room_that_has_ended_refuses_at_once(collecting):
    collecting.room.stop()
    collecting.room.stop()
    with pytest.raises(NotStoredError):
        collecting.room.submit(do.OpenNext()).result(1)
    with pytest.raises(NotStoredError):
        collecting.room.subscribe(Notebook())


def test_what_is_handed_in_while_the_room_stops_is_answered(rooms):
    for turn in range(5):
        made = rooms.new(f"stop-{turn}.db")
        made.go_to("skriv-tiltag")
        replies = []

        def keep_asking(made=made, replies=replies):
            for n in range(200):
                replies.append(made.room.submit(do.WriteCard(f"kort {n}")))

        asking = threading.Thread(target=keep_asking)
        asking.start()
        made.room.stop()
        asking.join()
        stored = sum(reply.exception(5) is None for reply in replies)
        assert len(read_state(made.path).cards) == stored


def test_a_room_that_was_never_started_refuses(tmp_path, method, clock):
    room = Room(SessionStore(tmp_path / "none.db"), method, clock, lambda: "x")
    with pytest.raises(NotStoredError):
        room.submit(do.OpenNext()).result(1)
    room.stop()


def test_the_same_post_a_hundred_times_at_once_is_one_card(collecting):
    replies = []
    start = threading.Barrier(10)

    def send():
        start.wait()
        for _ in range(10):
            replies.append(collecting.room.submit(do.WriteCard("en gang"), collecting.anna, post("k1")))

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = {(reply.result(5).seq, reply.result(5).id) for reply in replies}
    assert len(answers) == 1
    assert sum(not reply.result(5).repeated for reply in replies) == 1
    assert len(collecting.state().cards) == 1


def test_nothing_that_a_phone_posts_counts_as_the_facilitators(collecting):
    with pytest.raises(NotAllowedError):
        collecting.ask(do.WriteCard("x"), FACILITATOR, post("k1"))
    with pytest.raises(NotAllowedError):
        collecting.ask(do.CloseWorkshop(), collecting.anna, post("k2"))
    assert not collecting.state().cards


def test_the_same_post_gets_the_same_answer_after_a_restart_and_after_the_close(collecting, rooms):
    first = collecting.ask(do.WriteCard("en gang"), collecting.anna, post("k1"))
    collecting.ask(do.CloseWorkshop())
    again = rooms.again(collecting)
    answer = again.ask(do.WriteCard("en gang"), collecting.anna, post("k1"))
    assert (answer.seq, answer.id, answer.repeated) == (first.seq, first.id, True)


def test_a_key_used_for_another_content_is_refused_and_the_first_stays(collecting):
    collecting.ask(do.WriteCard("det første"), collecting.anna, post("k1", "a"))
    with pytest.raises(OtherPayloadError):
        collecting.ask(do.WriteCard("det andet"), collecting.anna, post("k1", "b"))
    assert [card.text for card in collecting.state().cards] == ["det første"]


def test_two_phones_may_use_the_same_key(collecting):
    bo = collecting.join("bo")
    collecting.ask(do.WriteCard("a"), collecting.anna, post("k1"))
    collecting.ask(do.WriteCard("b"), bo, post("k1", "b"))
    assert len(collecting.state().cards) == 2


def test_a_refused_post_may_be_sent_again_with_the_same_key(collecting):
    collecting.ask(do.OpenInput(False))
    with pytest.raises(Refused):
        collecting.ask(do.WriteCard("a"), collecting.anna, post("k1"))
    collecting.ask(do.OpenInput(True))
    assert not collecting.ask(do.WriteCard("a"), collecting.anna, post("k1")).repeated


def test_a_room_dropped_without_a_word_loses_nothing_it_answered(collecting, rooms):
    for n in range(20):
        collecting.write(f"kort {n}", collecting.anna)
    before = rows_of(collecting.state())
    # The old connection stays open, as in a process that was killed a moment ago.
    again = rooms.open(collecting.path)
    assert rows_of(again.state()) == before
    assert isinstance(again, TestRoom)
