"""What every face says of how far people agree on where a card belongs."""

from __future__ import annotations

from prompts.language.words import Words
from sessions.tallies.tally import PlacementTally, Within


def verdict_in_words(tally: PlacementTally, within: Within, words: Words) -> str:
    """“7 af 11 enige”, of the choices that stand; “delt 4–4” where several approaches lead.

    Where the group agreed on something else than most chose, it is what those chose: “6 af 8 valgte ▲”.
    One of three who chose three approaches agrees with nobody, so a tie is never told as agreement.
    """
    if tally.tied:
        return words("panels.place.tied", counts="–".join(map(str, tally.tied)))
    if tally.is_against_most:
        sign = next((each.sign or each.title for each in within.categories if each.key == tally.leading), "")
        return words("panels.place.alike_other", n=tally.alike, cast=tally.cast, approach=sign)
    return words("panels.place.alike", n=tally.alike, cast=tally.cast)
