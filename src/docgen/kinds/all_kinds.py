"""The table of kinds, in the order in which papers are planned.

A new kind is a module and a line here, or without Python a YAML in templates/kinds or in the office's own folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docgen.kinds import briefing, bulletin, feedback, ledger, notice, report, supervision
from docgen.kinds.declared.declaration import read_declaration
from docgen.kinds.declared.kind import DeclaredKind
from docgen.kinds.job import Kind
from docgen.kinds.wordings import fields
from docgen.kinds.wordings.fields import WordingOf
from docgen.problems import Code, Place, Problem
from docgen.resources import templates_dir

#: How the name of a 文种文件 ends.
DECLARED: Final = (".yaml", ".yml")


def _declared_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in DECLARED)


def _shipped() -> dict[str, Kind]:
    """The kinds of templates/kinds; a fault there is a defect, which the tests would have found."""
    found: dict[str, Kind] = {}
    for path in _declared_in(templates_dir() / "kinds"):
        read = read_declaration(path)
        if read.value is None:
            raise ValueError("；".join(map(str, read.problems)))
        found[read.value.name] = DeclaredKind(read.value)
    return found


__all__ = ["KINDS", "OWN_PAPERS", "SHOW_SIGNER", "UNNUMBERED", "all_wordings", "kind_of", "take_in", "wordings_of"]

KINDS: Final[dict[str, Kind]] = {
    **{kind.NAME: kind for kind in (notice, ledger, briefing, supervision, report, bulletin, feedback)},
    **_shipped(),
}

#: The kinds that a unit issues itself where a paper is a unit's; all others are sent to it by the office.
OWN_PAPERS: Final = frozenset(kind.NAME for kind in (ledger, briefing, report))

#: Working papers that have no 文号 and that nobody issues.
UNNUMBERED: Final = frozenset(kind.NAME for kind in (ledger, briefing))

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


def take_in(folder: Path) -> tuple[Problem, ...]:
    """Add the kinds that an office keeps beside its own wording to KINDS, once for this process.

    Every problem at once; a kind with problems is not added, nor one whose word is another's already.
    """
    problems: list[Problem] = []
    for path in _declared_in(folder):
        read = read_declaration(path)
        problems += read.problems
        if read.value is None:
            continue
        made = DeclaredKind(read.value)
        known = KINDS.get(made.NAME)
        if isinstance(known, DeclaredKind) and known.declaration == made.declaration:
            continue  # taken in before
        taken = {word for kind in KINDS.values() for word in (kind.NAME, kind.WORD)} | set(_ALSO)
        clash = [(key, word) for key, word in (("文种", made.WORD), ("英文词", made.NAME)) if word in taken]
        problems += [
            Problem(
                code=Code.KIND_FAULT,
                message=f"“{word}”已是别的文种",
                hint="换一个词",
                place=Place(file=path.name, cell=key),
            )
            for key, word in clash
        ]
        if not clash:
            KINDS[made.NAME] = made
    return tuple(problems)


def wordings_of(kind: str) -> dict[str, WordingOf]:
    """The wordings that a kind renders, its main one first."""
    found = KINDS[kind]
    return found.wordings if isinstance(found, DeclaredKind) else fields.wordings_of(kind)


def all_wordings() -> dict[str, WordingOf]:
    """The wordings of all kinds."""
    return {name: wording for kind in KINDS for name, wording in wordings_of(kind).items()}
