"""What the audience sees of each kind of activity; of a kind from elsewhere, its question and its text."""

from __future__ import annotations

from collections.abc import Callable

from prompts.language.formatting import long_date
from prompts.methods.model import Activity, Grid, Kind, Phase
from sessions.agreements import open_steps, steps_of_meeting, steps_to_review
from sessions.model import Answer, NextStep
from sessions.portfolio import loads
from sessions.progress import placing_progress
from sessions.reflection import answers_in, columns_of
from sessions.tally import (
    PlacementTally,
    distribution,
    most_split_first,
    second_round_is_open,
    tally_card,
)
from sessions.visibility import LEAST_COUNTED
from sessions.vote_tally import covered_voters, standing_votes, vote_ranking
from workshop.live.load_words import load_in_words
from workshop.terminal.audience.audience_activity import Looking
from workshop.terminal.audience.audience_view import (
    Bar,
    Bars,
    Content,
    Focus,
    Group,
    Item,
    Talk,
    Wall,
    Working,
)
from workshop.terminal.audience.ratings_and_records import filled_in, nothing_yet, rated
from workshop.terminal.theme.themes import approach_number


def content_of(looking: Looking) -> Content:
    """What is shown of the activity below its question."""
    make = _KINDS.get(looking.activity.kind)
    return make(looking) if make is not None else Talk(looking.activity.body)


def instruction_beside(activity: Activity, content: Content) -> tuple[str, ...]:
    """The activity's text, unless `content` is that text or says the same at more length."""
    if activity.kind is Kind.PRESENT or isinstance(content, Talk):
        return ()
    if isinstance(content, Working) and content.items == activity.body:
        return ()
    return activity.body


def _present(at: Looking) -> Content:
    method, activity = at.method, at.activity
    if not method.introduces_categories(activity) or not activity.categories:
        return Talk(activity.body)
    return Wall(
        tuple(
            Group(
                f"{row.sign} {row.title}",
                (Item(row.gloss), Item(row.short))[not row.gloss :],
                approach_number(method, row.key),
            )
            for row in activity.categories
        )
    )


def _collect(at: Looking) -> Content:
    if not at.shown:
        return Working((at.counted("cards", len(at.cards)), at.done()), at.activity.body)
    if not at.cards:
        return nothing_yet(at, "no-cards")
    grid = at.activity.grid
    return _grid(at, grid) if grid else Wall((Group("", tuple(Item(card.text) for card in at.cards)),))


def _grid(at: Looking, grid: Grid) -> Wall:
    groups = []
    for outcome in grid.outcomes:
        for when in grid.whens:
            here = [row for row in at.cards if (row.occurred, row.outcome) == (when.key, outcome.key)]
            groups.append(Group(f"{when.title} · {outcome.title}", tuple(Item(row.text) for row in here)))
    known = {(when.key, outcome.key) for when in grid.whens for outcome in grid.outcomes}
    loose = [row for row in at.cards if (row.occurred, row.outcome) not in known]
    if loose:
        groups.append(Group("–", tuple(Item(row.text) for row in loose)))
    return Wall(tuple(group for group in groups if group.items))


def _cluster(at: Looking) -> Content:
    if not at.cards:
        return nothing_yet(at, "no-cards")
    themes = sorted(at.state.themes.where("deck", at.activity.deck), key=lambda row: row.position)
    groups = []
    for theme in themes:
        here = tuple(Item(at.texts(card)) for card in at.cards if card.theme == theme.id)
        if here:
            groups.append(Group(f"{theme.name} · {len(here)}", here))
    known = {theme.id for theme in themes}
    loose = tuple(Item(at.texts(card)) for card in at.cards if card.theme not in known)
    if loose:
        groups.append(Group(at.words("panels.cluster.loose", n=len(loose)) if groups else "", loose))
    return Wall(tuple(groups))


def _place(at: Looking) -> Content:
    if at.activity.phase is Phase.GOALS:
        return _goals(at)
    if not at.shown:
        placed = placing_progress(at.state, at.activity, at.people).everything
        again = "placed-again" if second_round_is_open(at.state) else "placed"
        return Working((at.counted(again, placed),), at.activity.body)
    tallies = most_split_first(tally_card(at.state, at.activity, card) for card in at.cards)
    if not tallies:
        return nothing_yet(at, "no-cards")
    open_ones = [tally for tally in tallies if not tally.card.agreed]
    chosen = next((row for row in tallies if row.card.id == at.pointed), (open_ones or list(tallies))[0])
    lines = [f"+ {text}" for text in at.merged(chosen.card)]
    if chosen.card.agreed:
        lines.append(at.words("audience.agreed-on", name=at.category(chosen.card.agreed)))
    for key, text in (("disagreement", chosen.card.disagreement), ("goal", chosen.card.behaviour_goal)):
        if text:
            lines.append(f"{at.words(f'panels.place.{key}')} {text}")
    rest = tuple(Item(at.texts(row.card), _in_short(at, row)) for row in tallies if row is not chosen)
    shares, verdict, before = _shares(at, chosen), _verdict(at, chosen), _before(at, chosen)
    return Focus(chosen.card.text, shares, verdict, before, tuple(lines), rest)


def _shares(at: Looking, tally: PlacementTally) -> tuple[Bar, ...]:
    if not tally.cast:
        return ()
    counts = {row.category: row.count for row in tally.final}
    return tuple(
        Bar(f"{row.sign} {row.title}", counts[row.key], tally.cast, approach_number(at.method, row.key))
        for row in at.activity.categories
    )


def _verdict(at: Looking, tally: PlacementTally) -> str:
    """`7 af 11 enige`, of the choices that stand."""
    words = at.words
    if tally.covered:
        return words("panels.rate.too_few", n=tally.covered, least=LEAST_COUNTED)
    if not tally.cast:
        return words("panels.place.nobody")
    return _standing(at, tally)


def _standing(at: Looking, tally: PlacementTally) -> str:
    if tally.tied:
        return at.words("panels.place.tied", counts="–".join(map(str, tally.tied)))
    return at.words("panels.place.alike", n=tally.alike, cast=tally.cast)


def _before(at: Looking, tally: PlacementTally) -> str:
    """How many agreed before the second round, once there has been one."""
    first = tally.first_round
    if not (tally.again and first.cast):
        return ""
    return at.words("audience.before", n=first.alike, cast=first.cast)


def _in_short(at: Looking, tally: PlacementTally) -> str:
    if tally.card.agreed:
        return f"✓ {at.category(tally.card.agreed)}"
    if not tally.cast:
        return ""
    return _standing(at, tally)


def _goals(at: Looking) -> Content:
    cards = at.cards
    if not cards:
        return nothing_yet(at, "no-cards")
    chosen = next((card for card in cards if card.id == at.pointed), None)
    if chosen is None:
        chosen = next((card for card in cards if not card.behaviour_goal), cards[0])
    goal = f"{at.words('panels.place.goal')} {chosen.behaviour_goal}" if chosen.behaviour_goal else ""
    rest = tuple(Item(at.texts(card), card.behaviour_goal) for card in cards if card is not chosen)
    merged = tuple(f"+ {text}" for text in at.merged(chosen))
    return Focus(chosen.text, lines=(*merged, goal) if goal else merged, rest=rest)


def _reflect(at: Looking) -> Content:
    if at.activity.deck and not at.activity.per_card:
        counts = {row.category: row.count for row in distribution(at.state, at.activity, at.activity.deck)}
        total = sum(counts.values())
        told = {
            load.category.key: load_in_words(load, at.activity, at.method, at.words)
            for load in loads(at.state, at.activity)
        }
        bars = tuple(
            Bar(
                f"{row.sign} {row.title}",
                counts[row.key],
                max(counts.values()),
                approach_number(at.method, row.key),
                shown=told[row.key],
            )
            for row in at.activity.categories
        )
        placed = total - counts.get("", 0)
        return Bars(bars, at.words("panels.reflect.status_placed", n=placed, total=total))
    answers = answers_in(at.state, at.method, at.activity)
    if not at.shown:
        questions = tuple(row.text for row in at.activity.questions)
        return Working((at.counted("answers", len(answers)), at.done()), questions)
    groups = []
    for row in columns_of(at.state, at.method, at.activity):
        own = [answer for answer in answers if answer.category == row.key]
        items = _answers(at, row.key, own)
        if items:
            number = approach_number(at.method, row.key)
            groups.append(Group(f"{row.sign} {row.title}", items, number))
    return Wall(tuple(groups)) if groups else nothing_yet(at, "no-answers")


def _answers(at: Looking, category: str, answers: list[Answer]) -> tuple[Item, ...]:
    """The group's own words first, then what was answered, in an order that tells neither who nor when."""
    items = []
    for question in at.activity.questions:
        agreed = at.state.agreed_answers.get(category, question.key)
        if agreed is not None and agreed.text:
            items.append(Item(f"✓ {agreed.text}", question.short))
    for question in at.activity.questions:
        own = sorted((row for row in answers if row.question == question.key), key=lambda row: row.id)
        items += [Item(row.text, question.short) for row in own]
    return tuple(items)


def _vote(at: Looking) -> Content:
    cards = at.cards
    if not cards:
        return nothing_yet(at, "no-cards")
    if not at.shown:
        here = {vote.participant for vote in standing_votes(at.state, at.scheduled.id)} & at.people
        return Working((at.counted("voted", len(here)),), tuple(card.text for card in cards))
    covered = covered_voters(at.state, at.scheduled.id)
    if covered:
        said = at.words("panels.rate.too_few", n=covered, least=LEAST_COUNTED)
        return Wall((Group(said, tuple(Item(card.text) for card in cards)),))
    ranked = vote_ranking(at.state, at.scheduled.id, at.activity.deck)
    most = max((row.dots for row in ranked), default=0)
    bars = tuple(Bar(row.card.text, row.dots, most) for row in ranked)
    return Bars(bars, at.words("audience.dots"))


def _agree(at: Looking) -> Content:
    steps, earlier = steps_of_meeting(at.state), len(open_steps(at.state))
    if earlier and not steps:
        return Talk((at.words("panels.agree.none_new", n=earlier), *at.activity.body))
    return _steps(at, steps, lambda step: "")


def _review(at: Looking) -> Content:
    def told(step: NextStep) -> str:
        return at.words(f"panels.review.{step.status.value}")

    return _steps(at, steps_to_review(at.state), told)


def _steps(at: Looking, steps: tuple[NextStep, ...], told: Callable[[NextStep], str]) -> Content:
    if not steps:
        return nothing_yet(at, "no-agreements")
    latest = max(steps, key=lambda step: step.number)
    chosen = next((step for step in steps if step.id == at.pointed), latest)

    def said(step: NextStep) -> str:
        due = long_date(step.due, at.words.language) if step.due is not None else ""
        return " · ".join(part for part in (step.who, due, told(step)) if part)

    result = chosen.first_visible_result
    label = at.words("panels.agree.first_visible_result_label")
    lines = (f"{label} {result}",) if result else ()
    rest = tuple(Item(step.what, said(step)) for step in steps if step is not chosen)
    return Focus(chosen.what, verdict=said(chosen), lines=lines, rest=rest)


_KINDS: dict[str, Callable[[Looking], Content]] = {
    Kind.PRESENT: _present,
    Kind.COLLECT: _collect,
    Kind.CLUSTER: _cluster,
    Kind.PLACE: _place,
    Kind.REFLECT: _reflect,
    Kind.RATE: rated,
    Kind.VOTE: _vote,
    Kind.AGREE: _agree,
    Kind.REVIEW: _review,
    Kind.RECORD: filled_in,
}
