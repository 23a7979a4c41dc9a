"""The rows of forms that were filled in, and of talks about other questions than the method's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from exports.reading.minutes_file import FormOf, MinutesFile, TalkOf
from prompts.language.cleaning import clean
from prompts.methods.model import Kind, Method
from sessions import model
from sessions.group_subject import GROUP


def forms_and_talks(
    read: MinutesFile, method: Method, cards: Mapping[str, str], new_id: Callable[[], str], now: datetime
) -> Iterator[model.Row]:
    """The answers and agreed answers. `cards` are the ids of the cards, by their public numbers."""

    def rows(about: str, question: str, answers: Sequence[str], agreed: str | None) -> Iterator[model.Row]:
        # Answers stand in the order of their ids, which tells nothing: the order of the file is kept.
        for key, text in zip(sorted(new_id() for _ in answers), answers, strict=True):
            yield model.Answer(model.AnswerId(key), about, question, None, clean(text), read.meeting, now)
        if agreed:
            yield model.AgreedAnswer(about, question, clean(agreed))

    goals = _goals(method)
    for about, form in _forms(read, cards):
        for field in dict.fromkeys((*form.fields, *form.answers)):
            agreed = None if field in goals else form.fields.get(field)
            yield from rows(about, field, form.answers.get(field, ()), agreed)
    for talk in read.other_answers:
        columns = _columns(talk, method, cards)
        for asked in talk.answers:
            if asked.about in columns:
                yield from rows(columns[asked.about], asked.question, asked.answers, asked.agreed)


def _goals(method: Method) -> set[str]:
    """The fields whose text is a card's behaviour goal, which comes with the card."""
    forms = (each.record for each in method.activities if each.record is not None)
    return {field.key for form in forms for field in form.fields if field.goal}


def _forms(read: MinutesFile, cards: Mapping[str, str]) -> Iterator[tuple[str, FormOf]]:
    for record in read.records:
        if record.group is not None:
            yield GROUP, record.group
        yield from ((cards[form.id], form) for form in record.cards if form.id in cards)


def _columns(talk: TalkOf, method: Method, cards: Mapping[str, str]) -> dict[str, str]:
    """What a talk is about, as the minutes name it, and the key of that category or card."""
    known = next(
        (each for each in method.activities if each.key == talk.activity and each.kind is Kind.REFLECT), None
    )
    if known is None:
        return {}
    if not known.per_card:
        return {category.title: category.key for category in known.categories}
    told = {asked.about for asked in talk.answers}
    return {about: cards[number] for about in told if (number := about.split(maxsplit=1)[0]) in cards}
