"""What the audience is shown, as frozen data. `view_of_state` makes it, `draw_frame` draws it.

Nothing here is the facilitator's: there is no field for notes, keys, hints or minutes behind.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.facilitating.telling.clock_reading import Level


@dataclass(frozen=True, slots=True)
class Join:
    """How to join. `url` is the content of the QR code, `wifi` that of the network's, empty without one."""

    address: str
    code: str
    sign: str
    url: str
    wifi: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time left, `00:00` once it is used up; `label` says what it is."""

    digits: str
    label: str
    level: Level


@dataclass(frozen=True, slots=True)
class Lobby:
    """Who has come, the latest first. `before` is what people think about until it begins.

    `how` says what to do with the code and the address.
    """

    counted: str
    names: tuple[str, ...]
    sign: str
    caption: str
    wifi_caption: str
    before: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be read from the last row, and what it counts."""

    number: str
    caption: str


@dataclass(frozen=True, slots=True)
class Working:
    """People work for themselves: how far they are, and what they work on.

    `groups` are lists to look up while they do, such as what each number means.
    """

    figures: tuple[Figure, ...]
    items: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A card or an agreement in a list: its text, and what is said of it in a few words.

    `mark` is its number, by which people name it.
    """

    text: str
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading; `approach` (1 to 4, 0 for none) gives the heading its colour.

    Where everything cannot be readable, a group that `yields` shows its heading alone.
    """

    heading: str
    items: tuple[Item, ...]
    approach: int = 0
    yields: bool = False


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything that has been written, in groups side by side, or in one without a heading.

    `pointed` is the card that the facilitator's cursor is on.
    """

    groups: tuple[Group, ...]
    pointed: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One length to compare with those beside it. `most` is the value of a full one.

    `shown` is said in place of the value, where that is no number that people know.
    """

    label: str
    value: int
    most: int
    approach: int = 0
    shown: str = ""

    @property
    def told(self) -> str:
        """What stands beside it: its value, or what is said in its place."""
        return self.shown or str(self.value)


@dataclass(frozen=True, slots=True)
class Focus:
    """The one card or agreement under discussion, what is known of it, and the others. `key` is its id."""

    text: str
    bars: tuple[Bar, ...] = ()
    verdict: str = ""
    before: str = ""
    lines: tuple[str, ...] = ()
    rest: tuple[Item, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Lengths under each other, and a sentence about them."""

    bars: tuple[Bar, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How one statement was answered: a count for each value in order, and a sentence."""

    text: str
    counts: tuple[tuple[str, int], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Spreads:
    """Several statements; `beside` is what they are held against, which was answered on another scale."""

    items: tuple[Spread, ...]
    beside: Group | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A break, and when it ends."""

    again: str


@dataclass(frozen=True, slots=True)
class End:
    """The workshop is over: what was agreed, what is parked."""

    thanks: str
    lines: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody explains something: the activity's own text."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """How the group saw itself, and below it what came of its agreements."""

    believed: Spreads
    came_of: Bars


Content = Lobby | Working | Wall | Focus | Bars | Spreads | Pause | End | Talk | Learned


@dataclass(frozen=True, slots=True)
class AudienceView:
    """One picture. `above` is the step, `notice` a sentence while something does not work.

    `instruction` is the activity's own text where the content does not say it. `more` counts, with `{n}`,
    what there is no room for.
    """

    above: str
    title: str
    form: str
    question: str
    content: Content
    join: Join
    clock: Clock | None = None
    notice: str = ""
    instruction: tuple[str, ...] = ()
    more: str = "+ {n}"
