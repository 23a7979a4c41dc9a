"""Collect: writing cards for people without a phone, correcting, hiding and sorting them."""

from __future__ import annotations

from workshop.facilitating.act import Act
from workshop.facilitating.acts import cards, cluster
from workshop.facilitating.situation import Situation


def can_merge(situation: Situation) -> bool:
    """Whether cards are shown that can be merged: what is put in a grid is told apart by its cell."""
    activity = situation.activity
    return activity is not None and situation.revealed and not activity.grid and len(situation.cards) > 1


def can_split(situation: Situation) -> bool:
    """Whether one of the cards has others in it."""
    return situation.revealed and cluster.has_merged(situation)


ACTS = (
    Act("collect.add", cards.add, keys=("a",), typed="a", rank=10, takes_text=True),
    Act("collect.edit", cards.edit, cards.shown, ("e",), "e", rank=20),
    Act("collect.hide", cards.hide, cards.shown, ("h",), "h", rank=30, at_once=True),
    Act("collect.change", cards.change_status, cards.has_statuses, ("c",), "c", rank=40, at_once=True),
    Act("collect.merge", cluster.merge, can_merge, ("s",), "s", rank=25),
    Act("collect.split", cluster.split, can_split, ("x",), "x", rank=60),
    Act("collect.cell", cards.change_cell, cards.has_grid, ("v",), "v", rank=35),
)
