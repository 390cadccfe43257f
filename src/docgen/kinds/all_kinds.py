"""The table of kinds, in the order in which papers are planned. A new kind is a module and a line here."""

from __future__ import annotations

from typing import Final

from docgen.kinds import briefing, bulletin, feedback, ledger, notice, report, supervision
from docgen.kinds.job import Kind

__all__ = ["KINDS", "kind_of"]

KINDS: Final[dict[str, Kind]] = {
    kind.NAME: kind for kind in (notice, ledger, briefing, supervision, report, bulletin, feedback)
}


def kind_of(word: str) -> Kind | None:
    """The kind of an English or a Chinese word; None when there is none."""
    return KINDS.get(word) or next((kind for kind in KINDS.values() if word == kind.WORD), None)
