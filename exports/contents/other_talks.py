"""Talks about other questions than the method's own, or about something else than its categories."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.blocks import Bullets, Group, Item, Paragraph, Section, signed
from exports.section_source import Source
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Activity, Category, Kind, Question
from sessions.queries.answers import shown_answers
from sessions.queries.reflection import columns_of
from sessions.tallies.portfolio import Load, is_about_placed, loads, room_question


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one column: what was answered in this meeting, and what the group agreed."""

    column: Category
    question: Question
    answers: tuple[str, ...]
    agreed: str
    per_card: bool = False
    load: Load | None = None
    """The cards placed in the category, where the question is how many there is room for."""

    @property
    def about(self) -> str:
        """The title of a category, or number and text of a card."""
        return signed(self.column.sign, self.column.title) if self.per_card else self.column.title

    def notes(self, words: Words) -> tuple[str, ...]:
        """How many cards are placed in the category, held against the room for them."""
        if self.load is None:
            return ()
        placed = words("minutes.reflect.placed", n=self.load.placed)
        return (
            (placed, words("minutes.reflect.beyond", n=self.load.beyond)) if self.load.beyond else (placed,)
        )


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk. `held` says that this meeting held it, `in_set` that it was about a set under a name."""

    key: str
    title: str
    held: bool
    asked: tuple[Asked, ...]
    in_set: bool = False

    def figures(self) -> dict[str, object]:
        """The talk as JSON."""
        return {
            "activity": self.key,
            "title": self.title,
            "answers": [
                {
                    "about": asked.about,
                    "question": asked.question.key,
                    "text": asked.question.text,
                    "answers": list(asked.answers),
                    "agreed": asked.agreed or None,
                }
                for asked in self.asked
            ],
        }

    def section(self, number: int, words: Words) -> Section:
        """The questions and answers, column by column."""
        columns = {asked.column.key: asked.column for asked in self.asked}
        groups = tuple(
            Group(
                signed(column.sign, column.explained),
                (*(meaning_of(column) if self.in_set else ()), *self._blocks(key, words)),
            )
            for key, column in columns.items()
        )
        return Section(41, f"answers-{number}-{self.key}", self.title, groups)

    def _blocks(self, column: str, words: Words) -> tuple[Paragraph | Bullets, ...]:
        blocks: list[Paragraph | Bullets] = []
        for asked in self.asked:
            if asked.column.key != column:
                continue
            notes = asked.notes(words)
            agreed = (Item(asked.agreed, words("minutes.reflect.agreed"), notes),) if asked.agreed else ()
            given = tuple(Item(text) for text in asked.answers)
            blocks += [Paragraph(asked.question.text, strong=True), Bullets((*agreed, *given))]
        return tuple(blocks)


def meaning_of(category: Category) -> tuple[Paragraph, ...]:
    """What a category of a set under a name means: who was not there has seen no slide of it."""
    return (Paragraph(category.short, quiet=True),) if category.short else ()


def other_talks(source: Source) -> tuple[Talk, ...]:
    """Every such talk in which something was answered; those on the same questions about the same are one."""
    talks: dict[tuple[str, str, str], list[Activity]] = {}
    for activity in source.method.activities:
        deck = activity.deck if activity.per_card else ""
        about = (activity.category_set.key, activity.question_set.key, deck)
        if activity.kind is Kind.REFLECT and any(about):
            talks.setdefault(about, []).append(activity)
    told = (_told(source, activities) for activities in talks.values())
    return tuple(talk for talk in told if talk.asked)


def _told(source: Source, activities: list[Activity]) -> Talk:
    activity = activities[0]
    now = source.state.workshop.meeting
    anonymous = any(each.anonymous for each in activities)
    given: dict[tuple[str, str], list[str]] = {}
    for row in shown_answers(source.state):
        if row.meeting == now and row.text:
            given.setdefault((row.category, row.question), []).append(clean(row.text))
    agreed = {(row.category, row.question): clean(row.text) for row in source.state.agreed_answers}
    room = room_question(activity) if is_about_placed(activity) else None
    held_against = {load.category.key: load for load in loads(source.state, activity)} if room else {}
    asked = []
    for column in columns_of(source.state, source.method, replace(activity, input=None)):
        for question in activity.questions:
            key = (column.key, question.key)
            answers = sorted(given.get(key, ())) if anonymous else given.get(key, [])
            if answers or key in agreed:
                load = held_against.get(column.key) if question == room else None
                said = agreed.get(key, "")
                asked.append(Asked(column, question, tuple(answers), said, activity.per_card, load))
    held = any(source.was_held(each.key) for each in activities)
    return Talk(activity.key, activity.title, held, tuple(asked), bool(activity.category_set.key))
