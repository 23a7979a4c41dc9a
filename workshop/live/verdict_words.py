"""What every face says of how far people agree on where a card belongs."""

from __future__ import annotations

from prompts.language.words import Words
from sessions.tallies.tally import PlacementTally


def verdict_in_words(tally: PlacementTally, words: Words) -> str:
    """“7 af 11 enige”, of the choices that stand; “delt 4–4” where several approaches lead.

    One of three who chose three approaches agrees with nobody, so a tie is never told as agreement.
    """
    if tally.tied:
        return words("panels.place.tied", counts="–".join(map(str, tally.tied)))
    return words("panels.place.alike", n=tally.alike, cast=tally.cast)
