"""Answers to the questions, by approach, and the wording the group agreed on, never with authors."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocks import Bullets, Group, Item, Paragraph, Section
from exports.other_talks import Talk, other_talks
from exports.section_source import Part, Source
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Category, Kind, Question
from sessions.answers import shown_answers


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A text for one question of one category (`category` empty: for the workshop as a whole)."""

    category: str
    question: str
    text: str
    meeting: int = 1

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
        titles = {category.key: f"{category.sign} {category.explained}" for category in self.categories}
        titles[""] = words("minutes.reflect.whole")
        groups = tuple(
            Group(title, blocks) for key, title in titles.items() if (blocks := self._blocks(key, words))
        )
        own = (Section(40, "answers", words("minutes.reflect.title"), groups),) if groups else ()
        return (*own, *(talk.section(number, words) for number, talk in enumerate(self.others) if talk.held))

    def _blocks(self, category: str, words: Words) -> tuple[Paragraph | Bullets, ...]:
        blocks: list[Paragraph | Bullets] = []
        for question in self.questions:
            asked = (category, question.key, self.meeting)
            items = [
                *(
                    Item(answer.text, words("minutes.reflect.agreed"))
                    for answer in self.agreed
                    if (answer.category, answer.question, answer.meeting) == asked
                ),
                *(
                    Item(answer.text)
                    for answer in self.answers
                    if (answer.category, answer.question, answer.meeting) == asked
                ),
            ]
            if items:
                blocks += [Paragraph(question.text, strong=True), Bullets(tuple(items))]
        return tuple(blocks)


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
