"""Rank: everybody puts the cards in order alone, then the group sees how the orders come out together."""

from __future__ import annotations

from prompts.methods.kinds import KindTraits

TRAITS = KindTraits("rank", needs=frozenset({"deck"}), given=("rank_places",), package="rank_kind")
