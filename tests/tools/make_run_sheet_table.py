"""Write the guide's table of how many people and initiatives each run sheet has room for.

Usage, from the top of the checkout: python tests/tools/make_run_sheet_table.py
"""

from __future__ import annotations

from pathlib import Path

from prompts.methods.capacity import most_initiatives, people_of
from prompts.methods.loading import load_method

GUIDE = Path(__file__).parents[2] / "docs" / "facilitator.md"
PEOPLE = (4, 6, 8, 10, 12, 14)
BEGIN, END = "<!-- run sheets: made by tests/tools/make_run_sheet_table.py -->", "<!-- end of run sheets -->"
NOBODY = "–"


def table(method):
    """The table in Danish: the initiatives that so many people get through, by run sheet."""
    heads = ["drejebog", "beregnet til", *(f"{people} pers." for people in PEOPLE)]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for sheet in method.first_sheets():
        fits = (most_initiatives(method, sheet, people) for people in PEOPLE)
        meant = f"{people_of(method, sheet)} pers., {sheet.initiatives} tiltag"
        lines.append(
            "| " + " | ".join([sheet.title, meant, *(str(count or NOBODY) for count in fits)]) + " |"
        )
    return "\n".join(lines)


def with_table(text):
    """The guide with the table as it is computed now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(load_method())}\n{END}{after}"


if __name__ == "__main__":
    GUIDE.write_text(with_table(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
