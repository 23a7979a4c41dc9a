"""The action plan as a PDF: one page, A4 on its side."""

from __future__ import annotations

from exports.action_plan import action_plan
from exports.blocks import Paragraph, Section
from exports.formats.plans.plan_table import plan_table
from exports.formats.typst_pdf import set_pages
from exports.minutes import Minutes
from prompts.language.words import load_words


def render(minutes: Minutes) -> bytes:
    """The plan as the bytes of a PDF. Raises LibraryMissingError."""
    words, plan = load_words(minutes.language), action_plan(minutes)
    table = plan_table(plan, words) if plan.rows else Paragraph(words("plan.none"))
    data: dict[str, object] = {
        "name": f"{minutes.title or words('minutes.untitled')} – {plan.title}",
        "kicker": minutes.organisation,
        "title": plan.title,
        "lead": "",
        "author": minutes.organisation,
        "language": words.language,
        "landscape": True,
        "facts": plan.subtitle,
        "sections": (Section(0, "plan", "", (table,)),),
        "boxes": tuple({"title": title, "lines": lines} for title, lines in plan.boxes(words)),
        "closing": (),
        "footer": plan.footer,
        "page": words("minutes.page"),
        "page-of": words("minutes.page-of"),
    }
    return set_pages(data, minutes.generated_at)
