"""`docgen kinds`: which papers can be made."""

from __future__ import annotations

from docgen.cli.options import AsJson, OwnWording
from docgen.cli.speech import say, say_json

__all__ = ["kinds"]


def kinds(
    wording: OwnWording = None,
    json: AsJson = False,
) -> None:
    """列出能做的文种：英文词、中文词、按谁制作、有哪些变体。"""
    from docgen.cli.asked import settings_with
    from docgen.cli.own_wording import with_own_kinds
    from docgen.kinds.all_kinds import KINDS

    with_own_kinds(settings_with(wording=wording))

    if json:
        fields = [
            {"kind": kind.NAME, "word": kind.WORD, "per_unit": kind.PER_UNIT, "variants": list(kind.VARIANTS)}
            for kind in KINDS.values()
        ]
        say_json(fields)
        return
    for kind in KINDS.values():
        whose = "按单位制作" if kind.PER_UNIT else "本机关制作"
        variants = f"；变体：{'、'.join(kind.VARIANTS)}" if kind.VARIANTS else ""
        say(f"{kind.NAME:<12} {kind.WORD}（{whose}{variants}）")
