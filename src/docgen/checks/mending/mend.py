"""A Word file mended: every safe rule that is broken, one after the other, each kept only if nothing else is harmed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen.checks.all_rules import DOCX_RULES
from docgen.checks.docx.word_file import WordFile
from docgen.checks.mending import footers, layout, looks, sections
from docgen.checks.mending.draft import Draft
from docgen.checks.rule import Finding, Rule, Verdict, judge, worded
from docgen.problems import Code, Place, Problem, Result
from docgen.standards.gbt9704 import GBT9704, Standard

__all__ = ["MENDS", "Mended", "MendedRule", "mended"]

#: Rule → what mends it, in this order: the page, sizes that indents depend on, paragraphs, runs, footers.
MENDS: Final[Mapping[str, Callable[[Draft, Sequence[Finding]], None]]] = {
    "W01": sections.paper,
    "W02": sections.margins,
    "W06": looks.body_size,
    "W20": layout.blanks,
    "W09": layout.centred,
    "W18": layout.first_indent,
    "W25": layout.recipients,
    "W27": layout.number_place,
    "W24": layout.new_page,
    "W21": layout.kinsoku,
    "W03": layout.pitch,
    "W05": looks.body_face,
    "W07": looks.title_face,
    "W11": looks.first_level,
    "W12": looks.second_level,
    "W14": looks.mark_face,
    "W23": looks.attachment_label,
    "W26": looks.imprint,
    "W30": looks.number,
    "W31": looks.other_parts,
    "W32": looks.corner,
    "W29": looks.black,
    "W19": looks.east_asian_face,
    "W08": looks.title_size,
    "W10": looks.plain_title,
    "W13": looks.red_mark,
    "W04": looks.spacing,
    "W15": footers.page_number,
    "W17": footers.number_form,
    "W16": footers.number_sides,
}
_ROUNDS: Final = 4  # a mend may make room for another one
_BLANKS: Final = " 　\u00a0\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedRule:
    """What was mended of one rule: the findings that are no more."""

    rule: Rule[WordFile]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The mended file and what was mended in it; the same bytes when nothing was."""

    content: bytes
    rules: tuple[MendedRule, ...]


def mended(content: bytes, name: str, standard: Standard = GBT9704) -> Result[Mended]:
    """Mend what is safe. A file that cannot be read, or is signed, gives a problem and no file."""
    place = Place(file=name)
    if content.startswith(b"%PDF"):
        message = "PDF 是印好的页，改不了。"
        hint = "请改原来的 Word 文件（docgen check 文件.docx --fix 新文件.docx），再导出 PDF。"
        return Result(value=None, problems=(Problem(code=Code.ASKED_WRONGLY, message=message, hint=hint, place=place),))
    draft = Draft.of(content, standard)
    if isinstance(draft, Problem):
        problem = Problem(code=draft.code, message=draft.message, hint=draft.hint, place=place)
        return Result(value=None, problems=(problem,))
    if _signed(content):
        message = "文件带有数字签名，一改签名就失效，没有代改。"
        hint = "请在 Word 中去掉签名后再改，改好重新签。"
        return Result(value=None, problems=(Problem(code=Code.ASKED_WRONGLY, message=message, hint=hint, place=place),))
    before = draft.file
    for _ in range(_ROUNDS):
        after = draft
        for code in MENDS:
            after = _tried(after, code)
        if after is draft:
            break
        draft = after
    return Result(value=Mended(content=draft.packed(), rules=tuple(_gone(before, draft.file))))


def _tried(draft: Draft, code: str) -> Draft:
    """The draft with one rule mended, or as it was where that would help nothing or harm anything."""
    old = _findings(DOCX_RULES[code], draft.file)
    if not old:
        return draft
    trial = draft.copied()
    MENDS[code](trial, old)
    trial.read_again()
    helped = len(_findings(DOCX_RULES[code], trial.file)) < len(old)
    return trial if helped and not _harmed(draft.file, trial.file, code) else draft


def _gone(before: WordFile, after: WordFile) -> Iterator[MendedRule]:
    """Every rule with its findings that are no more: one mend may settle another rule too."""
    for rule in DOCX_RULES.values():
        left = {finding.where for finding in _findings(rule, after)}
        gone = tuple(finding for finding in _findings(rule, before) if finding.where not in left)
        if gone:
            yield MendedRule(rule=worded(rule, after.standard), findings=gone)


def _findings(rule: Rule[Any], file: WordFile) -> tuple[Finding, ...]:
    return judge(rule, file).findings


def _harmed(before: WordFile, after: WordFile, mended_rule: str) -> bool:
    """Whether a character is gone, a paragraph taken for something else, or another rule broken at a new place.

    A rule that had nothing to look at before is not broken by what it sees now: W16 where there was no page number.
    """
    if _texts(before) != _texts(after) or _roles(before) != _roles(after):
        return True
    for code, rule in DOCX_RULES.items():
        if code == mended_rule:
            continue
        judged = judge(rule, before)
        places = {finding.where for finding in judged.findings}
        if judged.verdict is Verdict.ABSENT:
            continue
        if any(finding.where not in places for finding in _findings(rule, after)):
            return True
    return False


def _texts(file: WordFile) -> list[str]:
    """Typed blanks before a paragraph are its indent (W20), not its text."""
    return [paragraph.text.lstrip(_BLANKS) for paragraph in file.paragraphs]


def _roles(file: WordFile) -> list[tuple[str, Any]]:
    return [(passage.place, passage.role) for passage in file.writing.passages]


def _signed(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(name.startswith("_xmlsignatures/") for name in package.namelist())
