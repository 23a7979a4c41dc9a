"""Figures counted from a session file's own tables, with SQL and arithmetic of their own."""

import math
import sqlite3
from contextlib import closing
from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """How one initiative stands: choices by category, each person's newest, hands included."""

    number: int
    choices: dict[str, int]
    agreed: str

    @property
    def alike(self):
        return max(self.choices.values(), default=0)

    @property
    def cast(self):
        return sum(self.choices.values())

    @property
    def share(self):
        return self.alike / self.cast if self.cast else 2.0

    @property
    def bits(self):
        return -sum(n / self.cast * math.log2(n / self.cast) for n in self.choices.values() if n)


NEWEST = """
SELECT category, count(*) FROM placements AS p WHERE card = ? AND placement_round = (
  SELECT max(placement_round) FROM placements
  WHERE card = p.card AND participant = p.participant AND placement_round <= :last)
GROUP BY category"""

HANDS = """
SELECT choice, sum(count) FROM hand_counts AS h WHERE subject = ? AND scheduled = '' AND placement_round = (
  SELECT max(placement_round) FROM hand_counts
  WHERE subject = h.subject AND scheduled = '' AND placement_round <= :last AND count > 0)
GROUP BY choice"""


def counted(path, last_round=2):
    """Every initiative that stands for itself, as it stands after `last_round`, in the order written."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        cards = file.execute(
            "SELECT id, number, agreed FROM cards WHERE deck = 'initiatives' AND merged_into = ''"
            " AND NOT hidden AND NOT withdrawn ORDER BY number"
        ).fetchall()
        found = []
        for card, number, agreed in cards:
            choices = {}
            for query in (NEWEST, HANDS):
                query = query.replace("?", ":card")
                for category, count in file.execute(query, {"card": card, "last": last_round}):
                    choices[category] = choices.get(category, 0) + count
            found.append(Counted(number, choices, agreed))
    return found


def most_split_first(cards):
    """Public numbers, the most split first; what nobody placed last."""
    return [
        f"t{c.number}" for c in sorted(cards, key=lambda c: (c.share, -c.bits if c.cast else 0, c.number))
    ]


def per_approach(path):
    """How many initiatives are agreed in each approach; under the empty key those in none."""
    found = {}
    for card in counted(path):
        found[card.agreed] = found.get(card.agreed, 0) + 1
    return found
