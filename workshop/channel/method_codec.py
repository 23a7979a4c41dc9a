"""A method on its way to a face: what its activities share travels once, and is shared there again.

Most activities of a step work with the same categories. Written out in each of them, they would be four
fifths of a method, in the message and in the memory of every face.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from prompts.methods.model import Activity, Method
from prompts.methods.sets import NO_CATEGORIES, NO_QUESTIONS
from workshop.channel.codec import decode, encode
from workshop.channel.messages import MethodMessage, Shares


def method_message(method: Method) -> MethodMessage:
    """The whole of `method`."""
    places = _places(method.category_sets), _places(method.question_sets), _places(method.activities)
    shares = tuple(
        Shares(
            places[0].get(id(activity.category_set)),
            places[1].get(id(activity.question_set)),
            _earlier(places[2].get(id(activity.input)), own),
        )
        for own, activity in enumerate(method.activities)
    )
    bare = tuple(map(_without, method.activities, shares))
    return MethodMessage(msgspec.Raw(encode(replace(method, activities=bare))), shares)


def method_from(message: MethodMessage) -> Method:
    """The method again. Raises msgspec.DecodeError for what is none."""
    bare = decode(message.method, Method)
    whole: list[Activity] = []
    for activity, shares in zip(bare.activities, message.shares, strict=True):
        shared: dict[str, object] = {}
        if shares.categories is not None:
            shared["category_set"] = bare.category_sets[shares.categories]
        if shares.questions is not None:
            shared["question_set"] = bare.question_sets[shares.questions]
        if shares.input is not None:
            shared["input"] = whole[shares.input]
        whole.append(replace(activity, **shared))  # type: ignore[arg-type]  # each is what the field holds
    return replace(bare, activities=tuple(whole))


def _places(things: Iterable[object]) -> dict[int, int]:
    return {id(thing): place for place, thing in enumerate(things)}


def _earlier(place: int | None, own: int) -> int | None:
    """An input is put back as it is read: only one that comes before can be shared."""
    return place if place is not None and place < own else None


def _without(activity: Activity, shares: Shares) -> Activity:
    return replace(
        activity,
        category_set=activity.category_set if shares.categories is None else NO_CATEGORIES,
        question_set=activity.question_set if shares.questions is None else NO_QUESTIONS,
        input=activity.input if shares.input is None else None,
    )
