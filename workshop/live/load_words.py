"""What every face says of a category's cards against the room for them."""

from __future__ import annotations

from prompts.language.words import Words
from prompts.methods.model import Activity, Method
from sessions.tallies.portfolio import Load, room_question


def load_in_words(load: Load, activity: Activity, method: Method, words: Words) -> str:
    """“5 tiltag · Ledertid til 3 · 2 for mange”; empty where no number is agreed."""
    question = room_question(activity)
    if question is None or load.room is None:
        return ""
    deck = method.deck(activity.deck)
    cards = deck.singular if load.placed == 1 else deck.plural
    said = f"{load.placed} {cards} · {question.short} {load.room}"
    return f"{said} · {words('panels.reflect.beyond', n=load.beyond)}" if load.beyond else said
