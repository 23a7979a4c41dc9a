"""What the audience sees of each kind of activity; of a kind from elsewhere, its question and its text."""

from __future__ import annotations

from collections.abc import Callable

from prompts.methods.model import Activity, Category, Grid, Kind, Question
from sessions.model import Answer, NextStep
from sessions.queries.agreements import open_steps, steps_of_meeting, steps_to_review
from sessions.queries.carrying import ranked_cards
from sessions.queries.origins import with_origin
from sessions.queries.reflection import answers_in, columns_of
from sessions.queries.result_and_resources import HIGHEST, LOWEST, weighed
from sessions.tallies.portfolio import loads
from sessions.tallies.tally import distribution, is_set_aside
from sessions.tallies.vote_tally import covered_voters, standing_votes
from sessions.visibility import LEAST_COUNTED, is_counted_while_hidden
from workshop.facilitating.telling.closing_lines import takes_leave
from workshop.live.live_workshop import BOARD, PAIR
from workshop.live.load_words import load_in_words
from workshop.live.next_meeting_words import next_meeting_line
from workshop.terminal.audience.audience_activity import Looking, parked_group, who_and_when
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
from workshop.terminal.audience.placing_contents import placed
from workshop.terminal.audience.questions import looked_at
from workshop.terminal.audience.ratings_and_records import filled_in, nothing_yet, rated
from workshop.terminal.theme.approaches import approach_number


def content_of(looking: Looking) -> Content:
    """What is shown of the activity below its question."""
    make = _KINDS.get(looking.activity.kind)
    return make(looking) if make is not None else Talk(looking.activity.body)


def instruction_beside(activity: Activity, content: Content) -> tuple[str, ...]:
    """The activity's text, unless `content` or the question above it says the same."""
    if activity.kind is Kind.PRESENT or isinstance(content, Talk):
        return ()
    if isinstance(content, Working) and content.items == activity.body:
        return ()
    return tuple(line for line in activity.body if line not in activity.prompt)


def _present(at: Looking) -> Content:
    method, activity = at.method, at.activity
    if not method.introduces_categories(activity) or not activity.categories:
        again = next_meeting_line(at.state, at.words)
        lines = (*activity.body, again) if again else activity.body
        parked = parked_group(at.state, at.words)
        if parked.items and takes_leave(at.state, at.scheduled, activity):
            return Wall((Group("", tuple(map(Item, lines))), parked))
        return Talk(lines)
    closely = next((row for row in activity.categories if row.key == at.pointed), None)
    if closely is not None:
        return _closely(at, closely)
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


def _closely(at: Looking, category: Category) -> Wall:
    """The one approach that is explained: what it is, and when it works and does not."""
    head = Group(
        f"{category.sign} {category.title}",
        (Item(category.gloss), Item(category.short))[not category.gloss :],
        approach_number(at.method, category.key),
    )
    parts = (("works_when", category.works_when), ("fails_when", category.fails_when))
    return Wall(
        (
            head,
            *(
                Group(at.words(f"panels.present.{part}"), tuple(map(Item, lines)))
                for part, lines in parts
                if lines
            ),
        )
    )


def _collect(at: Looking) -> Content:
    if not at.shown:
        cards = (at.counted("cards", len(at.cards)),) if is_counted_while_hidden(at.activity) else ()
        return Working((*cards, *at.done()), at.activity.body)
    if not at.cards:
        return nothing_yet(at, "no-cards")
    grid = at.activity.grid
    if grid:
        return _grid(at, grid)
    return Wall((Group("", tuple(map(at.item, at.cards))),), _pointed(at))


def _grid(at: Looking, grid: Grid) -> Wall:
    groups = []
    for outcome in grid.outcomes:
        for when in grid.whens:
            here = [row for row in at.cards if (row.occurred, row.outcome) == (when.key, outcome.key)]
            groups.append(Group(f"{when.title} · {outcome.title}", tuple(map(at.item, here))))
    known = {(when.key, outcome.key) for when in grid.whens for outcome in grid.outcomes}
    loose = [row for row in at.cards if (row.occurred, row.outcome) not in known]
    if loose:
        groups.append(Group("–", tuple(map(at.item, loose))))
    return Wall(tuple(group for group in groups if group.items), _pointed(at))


def _cluster(at: Looking) -> Content:
    if not at.cards:
        return nothing_yet(at, "no-cards")
    pair = [card for card in at.cards if card.id in at.pointed.split(PAIR)]
    if PAIR in at.pointed and len(pair) > 1:
        numbered = ((at.method.card_number(card.deck, card.number), card) for card in pair)
        return Wall(tuple(Group(number, (Item(at.texts(card)),)) for number, card in numbered))
    themes = sorted(at.state.themes.where("deck", at.activity.deck), key=lambda row: row.position)
    cards = tuple(card for card in at.cards if not is_set_aside(at.state, card))
    groups = []
    for theme in themes:
        here = tuple(at.item(card) for card in cards if card.theme == theme.id)
        if here:
            groups.append(Group(f"{theme.name} · {len(here)}", here))
    known = {theme.id for theme in themes}
    loose = tuple(at.item(card) for card in cards if card.theme not in known)
    if loose:
        groups.append(Group(at.words("panels.cluster.loose", n=len(loose)) if groups else "", loose))
    groups += at.not_chosen()
    return Wall(tuple(groups), _pointed(at))


def _pointed(at: Looking) -> str:
    """The text of the card that the facilitator's cursor is on; never that of a hidden one."""
    return next((at.texts(card) for card in at.cards if card.id == at.pointed), "")


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
        return Working((at.counted("answers", len(answers)), *at.done()), questions)
    columns, closely = columns_of(at.state, at.method, at.activity), looked_at(at)
    if closely is not None:
        return _answered_for(at, closely, [row for row in answers if row.category == closely.key])
    groups = []
    for row in columns:
        own = [answer for answer in answers if answer.category == row.key]
        items = _answers(at, row.key, own)
        if items:
            number = approach_number(at.method, row.key)
            groups.append(Group(f"{row.sign} {row.title}", items, number))
    return Wall(tuple(groups)) if groups else nothing_yet(at, "no-answers")


def _answered_for(at: Looking, column: Category, answers: list[Answer]) -> Wall:
    """The one approach that is talked about: every question with what was answered to it."""
    groups = []
    for question in at.activity.questions:
        agreed = at.state.agreed_answers.get(column.key, question.key)
        ours = (Item(f"✓ {agreed.text}"),) if agreed is not None and agreed.text else ()
        own = sorted((row for row in answers if row.question == question.key), key=lambda row: row.id)
        groups.append(Group(question.text, (*ours, *(Item(row.text) for row in own)) or (Item("–"),)))
    return Wall(tuple(groups))


def _answers(at: Looking, category: str, answers: list[Answer]) -> tuple[Item, ...]:
    """The group's own words first, then what was answered, in an order that tells neither who nor when."""
    items = []
    for question in at.activity.questions:
        agreed = at.state.agreed_answers.get(category, question.key)
        if agreed is not None and agreed.text:
            items.append(Item(_asked(question, f"✓ {agreed.text}")))
    for question in at.activity.questions:
        own = sorted((row for row in answers if row.question == question.key), key=lambda row: row.id)
        items += [Item(_asked(question, row.text)) for row in own]
    return tuple(items)


def _asked(question: Question, text: str) -> str:
    """An answer with what it answers before it: below it, that reads as the heading of the next one."""
    return f"{question.short}: {text}" if question.short else text


def _vote(at: Looking) -> Content:
    cards = at.cards
    if not cards:
        return nothing_yet(at, "no-cards")
    if not at.shown:
        here = {vote.participant for vote in standing_votes(at.state, at.scheduled.id)} & at.people
        return Working((at.counted("voted", len(here)),), tuple(map(with_origin, cards)))
    covered = covered_voters(at.state, at.scheduled.id)
    if covered:
        said = at.words("panels.rate.too_few", n=covered, least=LEAST_COUNTED)
        return Wall((Group(said, tuple(map(at.item, cards))),))
    if at.pointed == BOARD:
        return _weighed(at)
    ranked = ranked_cards(at.state, at.scheduled.id, at.activity)
    most = max((row.dots for row in ranked), default=0)
    bars = tuple(Bar(with_origin(row.card), row.dots, most) for row in ranked)
    return Bars(bars, at.words("audience.dots", n=sum(row.dots for row in ranked)))


def _weighed(at: Looking) -> Wall:
    """The proposals by how visible their result is, with the resources there are for each."""
    items = weighed(at.state, at.scheduled.id, at.activity)
    groups = []
    for result in range(HIGHEST, LOWEST - 1, -1):
        here = [row for row in items if row.placed and row.result == result]
        here.sort(key=lambda row: -row.resources)
        listed = tuple(at.item(row.card, at.words(f"panels.vote.resources-{row.resources}")) for row in here)
        groups.append(Group(at.words(f"panels.vote.result-{result}"), listed))
    rest = tuple(at.item(row.card) for row in items if not row.placed)
    if rest:
        groups.append(Group(at.words("panels.vote.in_no_box", n=len(rest)), rest))
    return Wall(tuple(groups))


def _agree(at: Looking) -> Content:
    steps, earlier = steps_of_meeting(at.state), open_steps(at.state)
    if earlier and not steps:
        items = tuple(Item(step.what, who_and_when(step, at.words)) for step in earlier)
        return Wall((Group(at.words("panels.agree.none_new", n=len(earlier)), items),))
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
        return who_and_when(step, at.words, told(step))

    result = chosen.first_visible_result
    label = at.words("panels.agree.first_visible_result_label")
    lines = (f"{label} {result}",) if result else ()
    rest = tuple(Item(step.what, said(step)) for step in steps if step is not chosen)
    return Focus(chosen.what, verdict=said(chosen), lines=lines, rest=rest)


_KINDS: dict[str, Callable[[Looking], Content]] = {
    Kind.PRESENT: _present,
    Kind.COLLECT: _collect,
    Kind.CLUSTER: _cluster,
    Kind.PLACE: placed,
    Kind.REFLECT: _reflect,
    Kind.RATE: rated,
    Kind.VOTE: _vote,
    Kind.AGREE: _agree,
    Kind.REVIEW: _review,
    Kind.RECORD: filled_in,
}
