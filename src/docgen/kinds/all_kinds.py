"""The table of kinds, in the order in which papers are planned. A new kind is a module and a line here."""

from __future__ import annotations

from typing import Final

from docgen.kinds import briefing, bulletin, feedback, ledger, notice, report, supervision
from docgen.kinds.job import Kind

__all__ = ["KINDS", "NUMBERED", "OWN_PAPERS", "SHOW_SIGNER", "kind_of"]

KINDS: Final[dict[str, Kind]] = {
    kind.NAME: kind for kind in (notice, ledger, briefing, supervision, report, bulletin, feedback)
}

#: The kinds that a unit issues itself where a paper is a unit's; all others are sent to it by the office.
OWN_PAPERS: Final = frozenset(kind.NAME for kind in (ledger, briefing, report))

#: The kinds that have a 文号 and so are issued; the others are working papers that nobody numbers.
NUMBERED: Final = frozenset(kind.NAME for kind in (notice, supervision, report, bulletin, feedback))

#: The kinds that print who signed them: an upward paper beside its number, the form in a field.
SHOW_SIGNER: Final = frozenset(kind.NAME for kind in (report, supervision))

#: What people also call a kind on the command line.
_ALSO: Final = {
    "抽查情况通报": "bulletin",
    "通报": "bulletin",
    "反馈": "feedback",
    "督办": "supervision",
    "报告": "report",
}


def kind_of(word: str) -> Kind | None:
    """The kind of an English or a Chinese word, or of a word people also use; None when there is none."""
    named = {kind.WORD: kind for kind in KINDS.values()}
    return named.get(word) or KINDS.get(_ALSO.get(word, word))
