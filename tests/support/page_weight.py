"""What a phone downloads before it can take part."""

from sessions.model import Workshop
from workshop.web.page.assets import Assets


def page_weight(assets: Assets, workshop: Workshop) -> int:
    """The bytes of the page, its style sheet and its scripts, compressed."""
    return sum(len(asset.packed) for asset in (assets.page(workshop), assets.style, assets.script))
