"""Collect: writing cards for people without a phone, correcting, hiding and sorting them."""

from __future__ import annotations

from workshop.facilitating.act import Act
from workshop.facilitating.acts import cards

ACTS = (
    Act("collect.add", cards.add, keys=("a",), typed="a", rank=10, takes_text=True),
    Act("collect.edit", cards.edit, cards.shown, ("e",), "e", rank=20),
    Act("collect.hide", cards.hide, cards.shown, ("h",), "h", rank=30, at_once=True),
    Act("collect.change", cards.change_status, cards.has_statuses, ("c",), "c", rank=40, at_once=True),
    Act("collect.cell", cards.change_cell, cards.has_grid, ("v",), "v", rank=35),
)
