"""The agreement form shared by several acts: its fields, its commands, and agreements as choices."""

from __future__ import annotations

from datetime import date

from prompts.language.cleaning import clean_line
from prompts.language.formatting import long_date
from prompts.language.pasted_lists import agreement_in, cells_of
from prompts.language.typed_dates import LONGEST_DATE
from prompts.methods.model import Kind
from sessions.commands import AddNextStep, EditNextStep
from sessions.limits import LONGEST_FIELD, LONGEST_WHO
from sessions.model import CardId, NextStep
from sessions.queries.agreements import REQUIRED, names_in, namesakes_of
from sessions.queries.origins import with_origin
from sessions.rules.dates import parsed_date, parsed_due
from sessions.rules.people import active_participants
from sessions.state import State
from sessions.tallies.tally import cards_going_on
from workshop.facilitating.conversation import Choices, Conversation, Field, LeftError
from workshop.facilitating.situation import Situation

FIELDS = (*REQUIRED, "resources", "help")
"""In the order of the form, and of the commands that take it."""

CARD = "card"
_TOGETHER = "+"
_TEXTS = tuple(name for name in FIELDS if name != "due")
_LONGEST = {"who": LONGEST_WHO, "due": LONGEST_DATE}


def due_in_words(step: NextStep, language: str) -> str:
    """The date of a step as people write it, or what was said instead of one; empty where nothing was."""
    return long_date(step.due, language) if step.due is not None else step.due_words


def in_short(step: NextStep, language: str) -> str:
    """Who, what, when."""
    return ", ".join(part for part in (step.who, step.what, due_in_words(step, language)) if part)


def step_choices(steps: tuple[NextStep, ...], language: str) -> Choices:
    """Agreements as choices."""
    return [(step.id, in_short(step, language)) for step in steps]


def fields_for(
    talk: Conversation, reference: date, step: NextStep | None = None, what: str = ""
) -> tuple[Field, ...]:
    """The fields of an agreement. Only `what` is required: other gaps give a warning.

    Names are completed from those present and from earlier agreements. Typed dates are read relative to
    `reference`. Where the method places cards, the last field is the one the agreement belongs to.
    """
    words, people = talk.words, known_names(talk.situation.state)
    asked = tuple(
        Field(
            name,
            words(f"panels.agree.{name}_field"),
            _value(step, name, words.language) if step is not None else what if name == "what" else "",
            optional=name != "what",
            longest=_LONGEST.get(name, LONGEST_FIELD),
            wanted=name in REQUIRED,
            reference=reference if name == "due" else None,
            may_be_words=name == "due",
            row=lambda pasted: agreement_in(cells_of(pasted), reference),
            suggestions=people if name == "who" else (),
            begins=name == "who" and bool(what),
        )
        # What is known already stands first, above the cursor: Enter then takes the fields as they come.
        for name in (sorted(FIELDS, key=lambda name: name != "what") if what else FIELDS)
    )
    cards = card_options(talk.situation)
    if not cards:
        return asked
    label, current = words("panels.agree.ask_card"), (step.card if step is not None else None) or ""
    return (
        *asked,
        Field(CARD, label, current, optional=True, options=cards, none=words("panels.agree.no_card")),
    )


def card_options(situation: Situation) -> Choices:
    """The cards that an agreement may belong to: those that the method places."""
    deck = next((known.deck for known in situation.method.activities if known.kind is Kind.PLACE), "")
    cards = cards_going_on(situation.state, deck) if deck else ()
    return [(card.id, f"{situation.number(card)}  {clean_line(with_origin(card))}") for card in cards]


def card_in(filled: dict[str, str], otherwise: CardId | None = None) -> CardId | None:
    """The card of a filled form; `otherwise` where the form had no such field."""
    return CardId(filled[CARD]) if filled.get(CARD) else None if CARD in filled else otherwise


def known_names(state: State) -> tuple[str, ...]:
    """Names that may do something: of those who take part, then of whoever did in earlier agreements."""
    people = (person.alias for person in active_participants(state))
    return tuple(dict.fromkeys(filter(None, (*people, *(step.who for step in state.next_steps)))))


def _value(step: NextStep, name: str, language: str) -> str:
    return due_in_words(step, language) if name == "due" else str(getattr(step, name))


async def with_owner(talk: Conversation, filled: dict[str, str], before: str = "") -> dict[str, str] | None:
    """The filled form after asking which of several names answers for it; None if that was cancelled.

    Names that stood there `before` were asked about then, and a name that somebody goes by is one. Of
    several names the others stay as those who help.
    """
    who = filled["who"]
    people = tuple(person.alias for person in active_participants(talk.situation.state))
    names = names_in(who, people)
    short = namesakes_of(who, people)
    if who == before or not (short or len(names) > 1):
        return filled
    together = () if short else ((_TOGETHER, talk.words("panels.agree.together")),)
    choices = [*((name, name) for name in short or names), *together]
    note = talk.words("panels.agree.namesakes_note" if short else "panels.agree.owner_note", name=who)
    try:
        key = await talk.choose(talk.words("panels.agree.ask_owner"), choices, note=note)
    except LeftError:
        return None
    if key == _TOGETHER:
        return filled
    others = () if short else (name for name in names if name != key)
    return filled | {"who": key, "help": ", ".join(filter(None, (filled["help"], *others)))}


def add_command(filled: dict[str, str], reference: date, card: CardId | None) -> AddNextStep:
    """The command for a form filled from the day `reference`. Raises BadDateError."""
    due, said = parsed_due(filled["due"], reference)
    return AddNextStep(due=due, **{name: filled[name] for name in _TEXTS}, card=card, due_words=said)


def edit_command(
    seen: tuple[NextStep, ...], filled: dict[str, str], reference: date, card: CardId | None, language: str
) -> EditNextStep:
    """The command for a form of an agreement that was `seen` so, filled from the day `reference`.

    Raises BadDateError.
    """
    step = seen[0]
    due, said = step.due, step.due_words
    if filled["due"] != due_in_words(step, language):
        due, said = parsed_due(filled["due"], reference)
    texts = {name: filled[name] for name in _TEXTS}
    return EditNextStep(step.id, due=due, **texts, card=card, due_words=said, seen=seen)


def new_due(step: NextStep, typed: str, reference: date, language: str) -> date | None:
    """The date that was typed for `step`; its own where that was left as it stood. Raises BadDateError."""
    return step.due if typed == due_in_words(step, language) else parsed_date(typed, reference)
