"""What the group talks about now, as phones may see it: what the projector shows large."""

from __future__ import annotations

from prompts.methods.kinds import traits_of
from sessions.model import AgreementId
from sessions.queries.carrying import cards_of
from sessions.visibility import may_phones_see, shown_activity
from workshop.live.live_workshop import LiveWorkshop
from workshop.web.contract.responses import PointedPart


def pointed_part(live: LiveWorkshop) -> PointedPart:
    """Empty where phones may not see it: before the reveal, and for what is hidden or merged."""
    state, key = live.state, live.pointed
    scheduled = shown_activity(state)
    if scheduled is None or not key:
        return PointedPart()
    activity = live.method.activity(scheduled.activity)
    if not may_phones_see(scheduled, activity):
        return PointedPart()
    cards = cards_of(state, activity) if activity.deck else ()
    text = next((card.text for card in cards if card.id == key), "")
    step = state.next_steps.get(AgreementId(key))
    if not text and step is not None and traits_of(activity.kind).follows_agreements:
        text = step.what
    return PointedPart(key, text) if text else PointedPart()
