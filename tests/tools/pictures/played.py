"""A workshop brought to any point of a case by commands alone: no phone, no wire, a clock that stands still.

The same case always gives the same room, down to ids and times, so that what the screen shows of it
can be compared from one run to the next.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rooms import Rooms

from prompts.methods.loading import load_method
from prompts.methods.model import Kind, Phase
from sessions import commands as do
from sessions.errors import Refused
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.store import SessionStore

CASES = Path(__file__).parents[2] / "data" / "cases"
SECRET, CODE = "q3Zx0Vt7TnSy2m1LfGQw8A", "KLM274"
START = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


class StillClock:
    """Stands still until it is moved."""

    def __init__(self):
        self.time = START

    def now(self):
        return self.time

    def move(self, **span):
        self.time += timedelta(**span)


def read_case(name="kommune"):
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


class Played:
    """One room, and what the case's people do in it."""

    def __init__(self, folder, case, **wish):
        self.case = case
        self.method = load_method("tre-skridt", case.get("language", "da"))
        self.clock = StillClock()
        self.rooms = Rooms(folder, self.method, self.clock)
        self.cards, self.proposals = {}, {}
        self._done = set()
        wanted = {
            "title": case["title"],
            "organisation": case.get("organisation", ""),
            "group_name": case.get("group", ""),
            "run_sheet": str(case["run_sheet"]),
            "date": START.date(),
        }
        path = Path(folder) / "workshop.db"
        rows = first_rows(
            NewWorkshop(**(wanted | wish)),
            self.method,
            Access(SECRET, CODE),
            self.clock.now(),
            self.rooms.new_id,
        )
        SessionStore(path).create(rows)
        self.made = self.rooms.open(path)

    @property
    def room(self):
        return self.made.room

    def state(self):
        return self.made.state()

    def stop(self):
        self.rooms.stop_all()

    # --- asking -----------------------------------------------------------------------------------

    def ask(self, command, actor="facilitator"):
        return self.room.submit(command, actor).result(timeout=30)

    def ask_all(self, pairs):
        """Many commands at once, as phones send them; a refusal is one phone's own affair."""
        waiting = [self.room.submit(command, actor) for command, actor in pairs]
        answers = []
        for future in waiting:
            try:
                answers.append(future.result(timeout=30).id)
            except Refused:
                answers.append("")
        return answers

    # --- the case's people --------------------------------------------------------------------------

    def join(self, count=None):
        for person in self.case["participants"][:count]:
            name = person["alias"]
            if not any(known.id == name for known in self.state().participants):
                shown = person.get("shown", name)
                self.ask(do.JoinWorkshop(name, f"hash of {name}", shown, person.get("table", "")), name)

    def go_to(self, key):
        """Put the activity `key` on the projector; nothing of what comes before is played."""
        self.made.go_to(key)

    def play_to(self, key, minutes=2.0):
        """Play everything before `key`, open it, and let `minutes` of it go by."""
        sheet = self.state().run_sheet()
        for row in sheet:
            if row.activity == key:
                break
            if row.id not in self._done:
                self._done.add(row.id)
                self.ask(do.OpenActivity(row.id))
                self.phones(row.activity)
                self.clock.move(minutes=row.minutes)
                self.facilitator(row.activity)
        self.ask(do.OpenActivity(next(row.id for row in sheet if row.activity == key)))
        self.clock.move(minutes=minutes)

    def phones(self, key, share=1.0):
        """What the phones send in an activity; `share` of it."""
        activity = self.method.activity(key)
        if activity.kind is Kind.COLLECT and key != "saml-i-grupper":
            self._write(activity, share)
        elif activity.kind is Kind.PLACE and activity.phase is Phase.ALONE:
            self._place("1", share)
        elif activity.kind is Kind.REFLECT and activity.phase is Phase.ALONE:
            self.ask_all(
                (do.GiveAnswer(answer["approach"], answer["question"], answer["text"]), answer["by"])
                for answer in _part(self.case["answers"], share)
            )
        elif activity.kind is Kind.RATE:
            self._rate(activity, share)
        elif activity.kind is Kind.VOTE:
            self.ask_all(
                (do.CastVote(self.proposals[card], dots), alias)
                for alias, own in _part(list(self.case["votes"].items()), share)
                for card, dots in own.items()
            )

    def facilitator(self, key):
        """What the facilitator does in an activity."""
        activity = self.method.activity(key)
        if activity.kind is Kind.CLUSTER:
            self.cluster()
        elif activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
            self.talk()
        elif activity.kind is Kind.AGREE:
            self.agree()
        elif activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE):
            self.ask(do.RevealInput())

    def cluster(self, themes=None):
        for keep, *others in self.case["merges"]:
            self.ask(do.MergeCards(self.cards[keep], tuple(self.cards[other] for other in others)))
        for name, cards in list(self.case["themes"].items())[:themes]:
            self.ask(do.NameTheme(name, tuple(self.cards[card] for card in cards)))

    def second_round(self):
        self.ask(do.StartSecondRound())
        self._place("2")
        self.ask(do.EndSecondRound())

    def talk(self):
        self.ask(do.AcceptAgreed())
        self.second_round()
        state = self.state()
        for card in self.case["initiatives"]:
            row = state.cards.get(self.cards[card["id"]])
            agreed = self.case["agreed"].get(card["id"])
            if not row.merged_into and row.agreed != agreed:
                self.ask(do.AgreePlacement(row.id, agreed))
        self.notes()

    def notes(self):
        for card, text in self.case["disagreements"].items():
            self.ask(do.NoteDisagreement(self.cards[card], text))
        for card, text in self.case["behaviour_goals"].items():
            self.ask(do.SetBehaviourGoal(self.cards[card], text))

    def agree(self):
        for step in self.case["next_steps"]:
            card = self.cards.get(step["initiative"])
            due = date.fromisoformat(step["when"]) if step["when"] else None
            texts = (step[name] for name in ("first_visible_result", "resources", "help"))
            self.ask(do.AddNextStep(step["who"], step["what"], due, *texts, card))

    def park(self):
        for item in self.case["parked"]:
            self.ask(do.ParkItem(item["text"], item["who"]))

    def _write(self, activity, share):
        if activity.grid:
            cards = [
                (do.WriteCard(card["text"], occurred=card["when"], outcome=card["outcome"]), card["by"])
                for card in self.case["experiences"]
            ]
            self.ask_all(_part(cards, share))
        elif activity.deck == "initiatives":
            cards = _part(self.case["initiatives"], share)
            made = self.ask_all(
                (do.WriteCard(card["text"], card["status"].replace(" ", "-")), card["by"]) for card in cards
            )
            self.cards.update(zip((card["id"] for card in cards), made, strict=True))
        elif activity.deck == "proposals":
            cards = _part(self.case["proposals"], share)
            made = self.ask_all((do.WriteCard(card["text"]), card["by"]) for card in cards)
            self.proposals.update(zip((card["id"] for card in cards), made, strict=True))
        elif activity.deck == "needs":
            doubting = [alias for alias, value in self.case["support"].items() if value <= 3]
            self.ask_all((do.WriteCard("En dato, hvor vi ser på det igen"), alias) for alias in doubting)

    def _place(self, turn, share=1.0):
        self.ask_all(
            (do.PlaceCard(self.cards[card], category), alias)
            for alias, own in _part(list(self.case["placements"][turn].items()), share)
            for card, category in own.items()
        )

    def _rate(self, activity, share):
        scale = activity.scale
        people = _part([person["alias"] for person in self.case["participants"]], share)
        pairs = []
        for shift, statement in enumerate(activity.statements):
            for number, alias in enumerate(people):
                own = self.case["support"].get(alias) if scale.threshold is not None else None
                steps = scale.highest - scale.lowest + 1
                made_up = scale.lowest + (number * 3 + shift * 2 + number // 4) % steps
                pairs.append((do.GiveRating(statement.key, made_up if own is None else own), alias))
        self.ask_all(pairs)


def _part(items, share):
    return items[: round(len(items) * share)]
