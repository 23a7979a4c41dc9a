"""Every role of every theme can be read, also in a terminal of 256 colours."""

import itertools

import pytest
from rich.color import Color, ColorSystem

from workshop.terminal.theme.themes import PALETTES, theme

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TEXT, CONTROL, LARGE = 7.0, 3.0, 4.5
TEXT_ON = [
    ("ink", "paper"),
    ("ink", "raised"),
    ("ink_soft", "paper"),
    ("ink_soft", "raised"),
    ("accent_ink", "paper"),
    ("accent_ink", "raised"),
    ("good_ink", "paper"),
    ("cursor_ink", "cursor_paper"),
    ("warn_ink", "warn_paper"),
    ("alarm_ink", "alarm_paper"),
    *((f"approach_{number}", "paper") for number in (1, 2, 3, 4)),
]
CONTROLS_ON = [
    ("line", "paper"),
    ("line", "raised"),
    ("cursor_paper", "paper"),
    ("alarm_paper", "paper"),
    *((f"approach_{number}", "raised") for number in (1, 2, 3, 4)),
]


def true_colour(text):
    return tuple(Color.parse(text).get_truecolor())


def in_256(text):
    return tuple(Color.parse(text).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def linear(channel):
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour):
    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour, sight):
    """A colour in CIELAB as somebody with this sight sees it."""
    channels = [linear(channel) for channel in colour]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * channel for weight, channel in zip(row, channels, strict=True))))
        for row in SIGHT[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0890
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("as_shown", [true_colour, in_256])
@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("role", "ground"), TEXT_ON)
def test_text_stands_at_seven_to_one(name, role, ground, as_shown):
    palette = PALETTES[name]
    assert contrast(as_shown(getattr(palette, role)), as_shown(getattr(palette, ground))) >= TEXT


@pytest.mark.parametrize("as_shown", [true_colour, in_256])
@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("role", "ground"), CONTROLS_ON)
def test_controls_stand_at_three_to_one(name, role, ground, as_shown):
    palette = PALETTES[name]
    assert contrast(as_shown(getattr(palette, role)), as_shown(getattr(palette, ground))) >= CONTROL


@pytest.mark.parametrize("as_shown", [true_colour, in_256])
@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("sight", SIGHT)
def test_the_four_approaches_stay_apart_for_every_sight(name, sight, as_shown):
    palette = PALETTES[name]
    colours = [seen(as_shown(getattr(palette, f"approach_{number}")), sight) for number in (1, 2, 3, 4)]
    for one, other in itertools.combinations(colours, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 20


@pytest.mark.parametrize("name", PALETTES)
def test_every_role_is_a_css_variable(name):
    variables = theme(name).variables
    assert {role.replace("_", "-") for role in PALETTES[name].__dataclass_fields__} <= set(variables)
