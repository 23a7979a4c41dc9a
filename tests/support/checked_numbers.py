"""Compares every number that the group and its phones see with a count of the session's own tables."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections import Counter

from prompts.language.words import load_words
from prompts.methods.model import Phase
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.audience_view import Bars, Focus, Spreads, Wall, Working
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.web.views.view_context import PerStateCache, Viewer
from workshop.web.views.view_registry import VIEWS

STANDS = "merged_into = '' AND NOT hidden AND NOT withdrawn"


class Tables:
    """Counts in the session file. Nothing of the product's own counting is used."""

    def __init__(self, room, rounds_before):
        self.rounds_before = rounds_before
        self.file = contextlib.closing(sqlite3.connect(f"file:{room.path}?mode=ro", uri=True))
        self.db = self.file.__enter__()
        self.row = room.state().current()
        self.meeting = self.row.meeting

    def all(self, query, *values):
        return self.db.execute(query, values).fetchall()

    def one(self, query, *values):
        return self.all(query, *values)[0][0]

    def cards(self, deck, *, going_on=False):
        aside = f" AND id NOT IN (SELECT card FROM set_aside WHERE meeting = {self.meeting})" * going_on
        query = f"SELECT id FROM cards WHERE deck = ? AND {STANDS}{aside} ORDER BY number"
        return [row[0] for row in self.all(query, deck)]

    def done(self):
        return self.one("SELECT count(*) FROM done_marks WHERE done AND scheduled = ?", self.row.id)

    def choices(self, card):
        """Each person's latest choice for a card in this meeting, among the rounds that are over."""
        rows = self.all(
            "SELECT participant, category FROM placements WHERE card = ? AND placement_round > ? "
            "ORDER BY placement_round",
            card,
            self.rounds_before,
        )
        return Counter(dict(rows).values())


class Checked:
    """Compares what is seen with the tables, and keeps which kinds were compared hidden and shown.

    It is made before the meeting whose numbers it compares.
    """

    def __init__(self, room):
        self.room, self.words, self.seen = room, load_words(), set()
        self.rounds_before = max((row.placement_round for row in room.state().placements), default=0)

    def __call__(self, activity):
        state, room = self.room.state(), self.room
        row = state.current()
        around = Around(JoinAccess("http://x", "secret", "ABC234"), room.clock.now())
        content = audience_view(state, room.method, self.words, around).content
        viewer = Viewer(state, room.method, next(iter(state.participants)), row, activity, PerStateCache())
        part = VIEWS.of(activity.kind).part(viewer)
        tables = Tables(room, self.rounds_before)
        with tables.file:
            check = getattr(self, f"_{activity.kind}", None)
            if check is not None:
                check(activity, content, part, tables)
                self.seen.add((str(activity.kind), type(content).__name__))

    def _figures(self, content, *wanted):
        assert [int(figure.number) for figure in content.figures] == list(wanted)
        for figure, number in zip(content.figures, wanted, strict=True):
            told = [int(each) for each in re.findall(r"\d+", figure.caption)]
            assert set(told) <= {number, 7}, figure  # of seven people, if it says of how many

    def _collect(self, activity, content, part, tables):
        cards = tables.cards(activity.deck)
        if activity.anonymous and isinstance(content, Working):
            assert part.count is None  # how many have written would tell who has not
            self._figures(content, tables.done())
            return
        if isinstance(content, Working):
            self._figures(content, len(cards), tables.done())
            assert part.count is None  # a number that rises tells a phone who sends
            assert part.others == ()
        else:
            assert part.count == len(cards)
            assert sum(len(group.items) for group in content.groups) == len(cards)
            own = {card.id for card in part.mine}
            assert len(part.others) == len([card for card in cards if card not in own])

    def _cluster(self, activity, content, part, tables):
        going = tables.cards(activity.deck, going_on=True)
        aside = len(tables.cards(activity.deck)) - len(going)
        assert isinstance(content, Wall)
        for group in content.groups:
            if group.heading:
                assert int(group.heading.rsplit(" · ", 1)[1]) == len(group.items), group.heading
        themed = dict(
            tables.all(
                "SELECT themes.name, count(*) FROM cards JOIN themes ON themes.id = cards.theme "
                f"WHERE {STANDS} AND cards.id NOT IN (SELECT card FROM set_aside) GROUP BY themes.name"
            )
        )
        told = {group.heading.rsplit(" · ", 1)[0]: len(group.items) for group in content.groups}
        assert {name: told[name] for name in themed} == themed
        assert told.get("Ikke valgt nu", 0) == aside == len(part.not_chosen)
        assert {theme.name: len(theme.cards) for theme in part.themes} == themed
        assert sum(told.values()) == len(going) + aside

    def _place(self, activity, content, part, tables):
        row, cards = tables.row, tables.cards(activity.deck, going_on=True)
        again = row.input_open and activity.phase is Phase.TALK
        if again:  # only what is not agreed yet is placed again
            agreed = {each[0] for each in tables.all("SELECT id FROM cards WHERE agreed <> ''")}
            cards = [card for card in cards if card not in agreed]
        assert sorted(card.id for card in part.cards) == sorted(cards)
        if row.input_open:
            marks = ",".join("?" * len(cards))
            placed = tables.all(
                f"SELECT count(*) FROM placements WHERE placement_round = ? AND card IN ({marks}) "
                "GROUP BY participant HAVING count(*) >= ?",
                row.placement_round,
                *cards,
                1 if again else len(cards),
            )
            self._figures(content, len(placed))
            assert all(card.counts is None for card in part.cards)
        elif activity.phase is Phase.TALK:
            assert isinstance(content, Focus)
            for card in part.cards:
                wanted = tables.choices(card.id)
                assert {key: n for key, n in card.counts.items() if n} == dict(wanted), card
                assert (card.alike, card.cast) == (max(wanted.values()), sum(wanted.values()))
            chosen = next(card for card in part.cards if card.text == content.text)
            assert [bar.value for bar in content.bars] == list(chosen.counts.values())
            assert all(bar.most == chosen.cast for bar in content.bars)
            numbers = [int(each) for each in re.findall(r"\d+", content.verdict)]
            tied = [n for n in chosen.counts.values() if n == chosen.alike]
            assert numbers == (tied if len(tied) > 1 else [chosen.alike, chosen.cast])

    def _reflect(self, activity, content, part, tables):
        if isinstance(content, Bars):
            wanted = dict(
                tables.all(
                    f"SELECT agreed, count(*) FROM cards WHERE deck = ? AND {STANDS} AND agreed <> '' AND id "
                    "NOT IN (SELECT card FROM set_aside) GROUP BY agreed",
                    activity.deck,
                )
            )
            assert [bar.value for bar in content.bars] == [
                wanted.get(key, 0) for key in activity.category_set.keys
            ]
            assert {
                each.category: each.count for each in part.placed if each.category and each.count
            } == wanted
            total = len(tables.cards(activity.deck, going_on=True))
            assert [int(n) for n in re.findall(r"\d+", content.caption)] == [sum(wanted.values()), total]
            return
        asked = [question.key for question in activity.questions]
        marks = ",".join("?" * len(asked))
        answers = tables.one(f"SELECT count(*) FROM answers WHERE question IN ({marks})", *asked)
        if isinstance(content, Working):
            self._figures(content, answers, tables.done())
        elif isinstance(content, Wall):
            agreed = tables.one(
                f"SELECT count(*) FROM agreed_answers WHERE text <> '' AND question IN ({marks})", *asked
            )
            assert sum(len(group.items) for group in content.groups) == answers + agreed
            assert sum(len(each.texts) for each in part.answers) == answers

    def _rate(self, activity, content, part, tables):
        asked = [statement.key for statement in activity.statements]
        if isinstance(content, Working):
            everything = tables.all(
                "SELECT participant FROM ratings WHERE scheduled = ? "
                "GROUP BY participant HAVING count(*) = ?",
                tables.row.id,
                len(asked),
            )
            self._figures(content, len(everything))
            assert part.spread is None
            return
        assert isinstance(content, Spreads)
        for number, key in enumerate(asked):
            values = [
                row[0]
                for row in tables.all(
                    "SELECT value FROM ratings WHERE scheduled = ? AND statement = ?", tables.row.id, key
                )
            ]
            shown, told = content.items[number], part.spread[number]
            assert told.answers == len(values)
            assert {value: n for value, n in told.counts if n} == dict(Counter(values))
            assert [n for _, n in shown.counts] == [n for _, n in told.counts]
            mean = f"{sum(values) / len(values):.1f}".replace(".", ",").removesuffix(",0")
            assert mean in shown.caption
            assert str(len(values)) in shown.caption

    def _vote(self, activity, content, part, tables):
        totals = dict(
            tables.all("SELECT card, sum(dots) FROM votes WHERE scheduled = ? GROUP BY card", tables.row.id)
        )
        if isinstance(content, Working):
            voters = tables.one(
                "SELECT count(DISTINCT participant) FROM votes WHERE scheduled = ?", tables.row.id
            )
            self._figures(content, voters)
            assert all(card.dots is None for card in part.cards)
            return
        cards = tables.cards(activity.deck)
        wanted = sorted((totals.get(card, 0) for card in cards), reverse=True)
        assert [bar.value for bar in content.bars] == wanted
        assert {card.id: card.dots for card in part.cards} == {card: totals.get(card, 0) for card in cards}

    def _record(self, activity, content, part, tables):
        if isinstance(content, Working):
            self._figures(content, tables.done())
            return
        for group in content.groups:
            if re.search(r" · \d+/\d+$", group.heading):
                filled, fields = map(int, group.heading.rsplit(" · ", 1)[1].split("/"))
                assert (filled, fields) == (1, len(activity.record.fields))

    def _agree(self, activity, content, part, tables):
        steps = tables.one(
            "SELECT count(*) FROM next_steps WHERE NOT removed AND meeting = ?", tables.meeting
        )
        if isinstance(content, Focus):
            assert 1 + len(content.rest) == steps
        assert len(part.next_steps) == steps

    def _review(self, activity, content, part, tables):
        status = dict(
            tables.all("SELECT id, status FROM next_steps WHERE NOT removed AND meeting < ?", tables.meeting)
        )
        told_before = {
            row[0]
            for row in tables.all(
                "SELECT step FROM step_reviews WHERE meeting < ? AND step NOT IN "
                "(SELECT step FROM step_reviews WHERE meeting = ?)",
                tables.meeting,
                tables.meeting,
            )
        }
        settled = {step for step in told_before if status[step] in ("done", "stopped")}
        wanted = {step: said for step, said in status.items() if step not in settled}
        assert {step.id: step.status for step in part.next_steps} == wanted
        assert isinstance(content, Focus)
        told = [content.verdict, *(item.note for item in content.rest)]
        words = Counter(self.words(f"panels.review.{said}") for said in wanted.values())
        assert Counter(line.rsplit(" · ", 1)[1] for line in told) == words
