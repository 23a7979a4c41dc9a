"""Holds the picture still while whoever leads tidies, as the host tells every face to."""

from __future__ import annotations

from dataclasses import replace

from prompts.language.words import Words
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.audience.audience_view import AudienceView, Talk
from workshop.terminal.audience.view_of_state import Around, audience_view


class HeldPicture:
    """What one face shows the group: the picture of now, or the one from when it was held still."""

    def __init__(self) -> None:
        """Nothing has been shown yet."""
        self._before: AudienceView | None = None

    def now(self, live: LiveWorkshop, around: Around) -> AudienceView:
        """The picture to show.

        The clock, the way in and a warning are never held: they would be untrue. A face that attaches while
        the picture is held cannot know it, and waits with a page of its own.
        """
        view = audience_view(live.state, live.method, live.words, around)
        if not live.attached.frozen:
            self._before = view
            return view
        if self._before is None:
            return _waiting(live.state.workshop.title, view, live.words)
        return replace(self._before, clock=view.clock, join=view.join, notice=view.notice)

    @property
    def is_known(self) -> bool:
        """Whether this face has seen the picture that is held."""
        return self._before is not None


def _waiting(title: str, view: AudienceView, words: Words) -> AudienceView:
    return AudienceView("", title, "", words("audience.wait"), Talk(()), view.join, view.clock, view.notice)
