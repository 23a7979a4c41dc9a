"""Answers to the questions, by approach, and the wording the group agreed on, never with authors."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocks import Bullets, Cell, Column, Group, Item, Section, Table, signed, single
from exports.contents.other_talks import Talk, other_talks
from exports.section_source import Part, Source
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Category, Kind, Question
from sessions.queries.answers import shown_answers


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A text for one question of one category (`category` empty: for the workshop as a whole)."""

    category: str
    question: str
    text: str
    meeting: int = 1

    @property
    def place(self) -> tuple[str, str, int]:
        """Category, question and meeting."""
        return self.category, self.question, self.meeting

    def figures(self) -> dict[str, object]:
        """The answer as JSON."""
        return {
            "approach": self.category or None,
            "question": self.question,
            "text": self.text,
            "meeting": self.meeting,
        }


@dataclass(frozen=True, slots=True)
class Reflections(Part):
    """The answers in the order of categories and questions."""

    categories: tuple[Category, ...]
    questions: tuple[Question, ...]
    answers: tuple[AnswerLine, ...]
    agreed: tuple[AnswerLine, ...]
    meeting: int = 1
    others: tuple[Talk, ...] = ()

    def figures(self) -> dict[str, object]:
        return {
            "answers": [answer.figures() for answer in self.answers],
            "agreed_answers": [answer.figures() for answer in self.agreed],
            **({"other_answers": [talk.figures() for talk in self.others]} if self.others else {}),
        }

    def sections(self, words: Words) -> tuple[Section, ...]:
        table = self._table(words)
        whole = self._of_the_whole(words)
        blocks = (*((table,) if table else ()), *((whole,) if whole else ()))
        own = (Section(40, "answers", words("minutes.reflect.title"), blocks),) if blocks else ()
        return (*own, *(talk.section(number, words) for number, talk in enumerate(self.others) if talk.held))

    def _table(self, words: Words) -> Table | None:
        """Questions down, approaches across: what was said of one approach can be held against the others."""
        rows = [
            (single(question.text), *(self._cell(key, question) for key in self._keys()))
            for question in self.questions
            if any(self._told(key, question) for key in self._keys())
        ]
        if not rows:
            return None
        heads = (signed(category.sign, category.title) for category in self.categories)
        share = 80 // max(len(self.categories), 1)
        columns = (Column(words("minutes.reflect.question"), 20), *(Column(head, share) for head in heads))
        return Table(words("minutes.reflect.title"), columns, tuple(rows))

    def _keys(self) -> tuple[str, ...]:
        return tuple(category.key for category in self.categories)

    def _cell(self, category: str, question: Question) -> Cell:
        told = self._told(category, question)
        return Cell(told, listed=len(told) > 1) if told else single("")

    def _told(self, category: str, question: Question) -> tuple[str, ...]:
        """The wording that the group agreed on, or else every answer."""
        asked = (category, question.key, self.meeting)
        agreed = tuple(line.text for line in self.agreed if line.place == asked)
        return agreed or tuple(line.text for line in self.answers if line.place == asked)

    def _of_the_whole(self, words: Words) -> Group | None:
        rows = tuple(
            Item(text, lead=f"{question.short or question.text}:")
            for question in self.questions
            for text in self._told("", question)
        )
        return Group(words("minutes.reflect.whole"), (Bullets(rows),)) if rows else None


def build(source: Source) -> Reflections:
    """Collect the answers, sorted by text if their order could reveal the authors."""
    method = source.method
    order = {key: place for place, key in enumerate(["", *(category.key for category in method.categories)])}
    asked = {question.key: place for place, question in enumerate(method.questions)}
    anonymous = any(activity.anonymous for _, activity in source.scheduled(Kind.REFLECT))

    def place(answer: AnswerLine) -> tuple[int, int, str]:
        return order[answer.category], asked[answer.question], answer.text if anonymous else ""

    def known(answer: AnswerLine) -> bool:
        return bool(answer.text) and answer.category in order and answer.question in asked

    answers = [
        AnswerLine(row.category, row.question, clean(row.text), row.meeting)
        for row in shown_answers(source.state)
    ]
    # An agreed wording has no meeting of its own: it belongs with the latest answers to its question.
    latest = {
        (line.category, line.question): line.meeting
        for line in sorted(answers, key=lambda line: line.meeting)
    }
    held = source.last_held(Kind.REFLECT) or 1
    agreed = (
        AnswerLine(
            row.category, row.question, clean(row.text), latest.get((row.category, row.question), held)
        )
        for row in source.state.agreed_answers
    )
    return Reflections(
        categories=method.categories,
        questions=method.questions,
        answers=tuple(sorted(filter(known, answers), key=place)),
        agreed=tuple(sorted(filter(known, agreed), key=place)),
        meeting=source.state.workshop.meeting,
        others=other_talks(source),
    )
