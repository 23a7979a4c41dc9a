"""Three themes of our own, and the four colours that tell the approaches apart.

Every colour is one of the 240 fixed ones of a 256-colour terminal, so that the computed contrast
also holds on an older terminal. Text has a contrast of at least 7:1 to its background, controls 3:1;
the approaches' hues follow Okabe and Ito and are distinguishable with all three kinds of colour
blindness. A colour that carries meaning is always accompanied by a sign and a word.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from textual.theme import Theme

PROJECTOR, DARK, HIGH_CONTRAST = "projector", "dark", "high-contrast"
THEME_NAMES = (PROJECTOR, DARK, HIGH_CONTRAST)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme. In CSS `ink_soft` is `$ink-soft`.

    `paper` is the background and `raised` a background set apart; `ink`, `ink_soft` and `accent_ink`
    may be used on both. The approaches and `good_ink` are used on `paper`, `cursor_ink` on
    `cursor_paper`, `warn_ink` on `warn_paper`, `alarm_ink` on `alarm_paper`. `line` draws controls,
    on both backgrounds.
    """

    paper: str
    raised: str
    ink: str
    ink_soft: str
    accent_ink: str
    good_ink: str
    line: str
    cursor_paper: str
    cursor_ink: str
    warn_paper: str
    warn_ink: str
    alarm_paper: str
    alarm_ink: str
    approach_1: str
    approach_2: str
    approach_3: str
    approach_4: str

    def variables(self) -> dict[str, str]:
        """The palette as CSS variables."""
        return {name.replace("_", "-"): colour for name, colour in asdict(self).items()}


PALETTES = {
    PROJECTOR: Palette(
        paper="#ffffff",
        raised="#eeeeee",
        ink="#121212",
        ink_soft="#444444",
        accent_ink="#000087",
        good_ink="#005f00",
        line="#767676",
        cursor_paper="#000087",
        cursor_ink="#ffffff",
        warn_paper="#ffd75f",
        warn_ink="#121212",
        alarm_paper="#af0000",
        alarm_ink="#ffffff",
        approach_1="#0000d7",
        approach_2="#af0000",
        approach_3="#005f5f",
        approach_4="#8700af",
    ),
    DARK: Palette(
        paper="#121212",
        raised="#262626",
        ink="#eeeeee",
        ink_soft="#bcbcbc",
        accent_ink="#87d7ff",
        good_ink="#87d787",
        line="#8a8a8a",
        cursor_paper="#87d7ff",
        cursor_ink="#121212",
        warn_paper="#ffd75f",
        warn_ink="#121212",
        alarm_paper="#ff8787",
        alarm_ink="#121212",
        approach_1="#5fafff",
        approach_2="#ffd787",
        approach_3="#00ff00",
        approach_4="#ff87af",
    ),
    HIGH_CONTRAST: Palette(
        paper="#000000",
        raised="#000000",
        ink="#ffffff",
        ink_soft="#ffffff",
        accent_ink="#ffff00",
        good_ink="#00ff00",
        line="#ffffff",
        cursor_paper="#ffff00",
        cursor_ink="#000000",
        warn_paper="#ffff00",
        warn_ink="#000000",
        alarm_paper="#ffffff",
        alarm_ink="#000000",
        approach_1="#5fafff",
        approach_2="#ffd787",
        approach_3="#00ff00",
        approach_4="#ff87af",
    ),
}


def theme(name: str) -> Theme:
    """The theme called `name`: our own variables, and Textual's own set to the same colours."""
    palette = PALETTES[name]
    return Theme(
        name=name,
        primary=palette.accent_ink,
        secondary=palette.accent_ink,
        accent=palette.accent_ink,
        warning=palette.warn_paper,
        error=palette.alarm_paper,
        success=palette.good_ink,
        foreground=palette.ink,
        background=palette.paper,
        surface=palette.paper,
        panel=palette.raised,
        boost=palette.raised,
        dark=name != PROJECTOR,
        variables=palette.variables() | _textual_variables(palette),
    )


def _textual_variables(palette: Palette) -> dict[str, str]:
    cursor = {"foreground": palette.cursor_ink, "background": palette.cursor_paper}
    return {
        "text": palette.ink,
        "text-muted": palette.ink_soft,
        "text-disabled": palette.ink_soft,
        "text-primary": palette.accent_ink,
        "text-secondary": palette.accent_ink,
        "text-accent": palette.accent_ink,
        "text-warning": palette.ink,
        "text-error": palette.ink,
        "text-success": palette.ink,
        "foreground-muted": palette.ink_soft,
        "foreground-disabled": palette.ink_soft,
        "block-cursor-foreground": cursor["foreground"],
        "block-cursor-background": cursor["background"],
        "block-cursor-blurred-foreground": palette.ink,
        "block-cursor-blurred-background": palette.raised,
        "block-hover-background": palette.raised,
        "border": palette.accent_ink,
        "border-blurred": palette.line,
        "surface-active": palette.raised,
        "scrollbar": palette.line,
        "scrollbar-hover": palette.accent_ink,
        "scrollbar-active": palette.accent_ink,
        "scrollbar-background": palette.raised,
        "scrollbar-background-hover": palette.raised,
        "scrollbar-background-active": palette.raised,
        "scrollbar-corner-color": palette.raised,
        "footer-foreground": palette.ink,
        "footer-background": palette.raised,
        "footer-key-foreground": palette.accent_ink,
        "footer-description-foreground": palette.ink,
        "input-cursor-background": palette.ink,
        "input-cursor-foreground": palette.paper,
        "input-selection-background": palette.cursor_paper,
        "input-selection-foreground": palette.cursor_ink,
        "screen-selection-background": palette.cursor_paper,
        "screen-selection-foreground": palette.cursor_ink,
        "button-foreground": palette.ink,
        "button-color-foreground": palette.cursor_ink,
        "link-color": palette.accent_ink,
        "link-color-hover": palette.cursor_ink,
        "link-background-hover": palette.cursor_paper,
    }
