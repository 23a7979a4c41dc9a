"""Every state of the 120-minute run sheet as the audience sees it: the walk that pictures and tests take."""

from __future__ import annotations

from collections.abc import Iterator

from pictures.played import Played
from pictures.stage import ORIGIN

from prompts.language.words import load_words
from prompts.methods.model import Kind, Phase
from sessions import commands as do
from workshop.live.join_words import sign_of
from workshop.live.live_workshop import JoinAccess
from workshop.live.wifi_qr import Wifi
from workshop.terminal.audience.view_of_state import Around, audience_view


def view_of(played: Played, *, wifi=None, pointed="", troubled=False, talk_left=None):
    """What the audience sees of the room as it is now."""
    state, words = played.state(), load_words(played.method.language)
    workshop = state.workshop
    access = JoinAccess(
        ORIGIN, workshop.join_secret, workshop.join_code, sign_of(workshop.join_secret, words)
    )
    around = Around(access, played.clock.now(), wifi, pointed, troubled, talk_left)
    return audience_view(state, played.method, words, around)


def walk(played: Played) -> Iterator[tuple[str, object]]:
    """Play the whole run sheet, and stop wherever something new is to be seen."""
    yield "lobby-empty", view_of(played)
    played.join()
    yield "lobby", view_of(played)
    yield "lobby-wifi", view_of(played, wifi=Wifi("Gæstenet", "en-lang-kode-1234"))
    for row in played.state().run_sheet():
        yield from _activity(played, row)
    played.park()
    played.ask(do.CloseWorkshop())
    yield "end", view_of(played)


def _activity(played, row):
    key, activity = row.activity, played.method.activity(row.activity)
    played.ask(do.OpenActivity(row.id))
    played.clock.move(minutes=1)
    yield f"{key}-begun", view_of(played)
    played.phones(key)
    played.clock.move(seconds=(row.minutes - 2) * 30)
    if activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE) or activity.phase is Phase.ALONE:
        yield f"{key}-silent", view_of(played)
    if activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE):
        _hide_one(played, activity)
        played.ask(do.RevealInput())
        yield f"{key}-shown", view_of(played)
    if key == "skriv-tiltag":
        played.ask(do.OpenInput(False))
        yield f"{key}-closed", view_of(played)
    if activity.kind is Kind.REFLECT and activity.phase is Phase.TALK and not activity.deck:
        yield f"{key}-closely", view_of(played, pointed=activity.categories[1].key)
    if activity.kind is Kind.CLUSTER:
        played.cluster()
        yield f"{key}-themes", view_of(played)
    if activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
        played.ask(do.AcceptAgreed())
        yield f"{key}-talk", view_of(played)
        played.ask(do.StartSecondRound())
        yield f"{key}-second", view_of(played)
        played.ask(do.EndSecondRound())
        played.talk()
        yield f"{key}-settled", view_of(played)
    if activity.kind is Kind.AGREE:
        played.agree()
        yield f"{key}-agreed", view_of(played)
    if activity.kind is Kind.COLLECT and key == "skriv-tiltag":
        yield f"{key}-trouble", view_of(played, troubled=True)
    if activity.pause:
        played.ask(do.PauseClock(True))
        yield f"{key}-stopped", view_of(played)
        played.ask(do.PauseClock(False))
        played.clock.move(minutes=row.minutes)
        yield f"{key}-over", view_of(played)


HIDDEN, WITHDRAWN = "Et skjult kort", "Et trukket kort"


def _hide_one(played, activity):
    """A card that the facilitator has hidden, and one that its author took back."""
    if activity.kind is Kind.COLLECT and not activity.grid:
        person = played.case["participants"][0]["alias"]
        hidden = played.ask(do.WriteCard(HIDDEN), person).id
        played.ask(do.HideCard(hidden, True))
        withdrawn = played.ask(do.WriteCard(WITHDRAWN), person).id
        played.ask(do.WithdrawCard(withdrawn), person)
