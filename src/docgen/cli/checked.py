"""The steps of `docgen check`: what was asked, the mended file, the report, and the report as a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.cli.files import content_of, writable
from docgen.cli.speech import ExitCode, asked_wrongly, refuse
from docgen.problems import Code

if TYPE_CHECKING:
    from docgen.checks.checking import Report
    from docgen.checks.mending.mend import MendedRule
    from docgen.pipeline import Standard

__all__ = ["Asked", "MendedFile", "asked", "mended", "report", "written"]

_DATA: Final = (".xlsx", ".yaml", ".yml", ".json")
_REPORTS: Final = (".html", ".htm")
_SHOWN: Final = 6  # places that are written out


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The file to check, and by which standard."""

    path: Path
    content: bytes
    standard: Standard

    @property
    def draft(self) -> bool:
        """Whether it is plain text."""
        from docgen.pipeline import DRAFTS

        return self.path.suffix.lower() in DRAFTS and not self.content.startswith((b"%PDF", b"PK\x03\x04"))

    @property
    def word(self) -> bool:
        """Whether it may be a Word file."""
        return self.content.startswith(b"PK")


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedFile:
    """The new file and what was mended in it."""

    asked: Asked
    rules: tuple[MendedRule, ...]
    before: Report

    def lines(self, found: Report) -> list[str]:
        """What was mended, a rule a line, and the file; `found` is what is said of the mended file."""
        mended = [f"已改 {each.rule.code} {each.rule.what}：{self._places(each)}" for each in self.rules]
        if not mended:
            return [f"没有可以代改的，{self.asked.path} 与原文件一字节不差。"]
        done = f"改好了：{self.asked.path}（改了 {len(mended)} 条规则，文字没有动）。下面是新文件的检查结果。"
        return [*mended, *self._left(found), done]

    def fields(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return {
            "out": str(self.asked.path),
            "mended": [
                {
                    "code": each.rule.code,
                    "what": each.rule.what,
                    "findings": [{"where": finding.where, "found": finding.found} for finding in each.findings],
                }
                for each in self.rules
            ],
        }

    @staticmethod
    def _left(found: Report) -> list[str]:
        """The safe rules that are still broken."""
        return [
            f"没改 {each.rule.code} {each.rule.what}：{len(each.findings)} 处，分不清怎么改，或改了会动到别处，须由人改"
            for each in found.judged
            if each.findings and each.rule.safe
        ]

    def _places(self, each: MendedRule) -> str:
        places = list(dict.fromkeys(self.before.place_of(finding) for finding in each.findings))
        more = f"等 {len(places)} 处" if len(places) > _SHOWN else ""
        return f"{'、'.join(places[:_SHOWN])}{more}"


def asked(file: Path, *, html: Path | None, fix: Path | None, rendered: bool, standard: Standard) -> Asked:
    """The file, when what is asked of it can be done; else the command ends."""
    found = Asked(path=file, content=content_of(file), standard=standard)
    if file.suffix.lower() in _DATA:
        hint = "数据用 docgen validate 检查；公文先用 docgen render 做出来，再查做出来的文件。"
        refuse([asked_wrongly(f"{file} 是数据文件，不是公文。", hint)])
    if html is not None:
        writable(html, _REPORTS, "--html", source=file)
    if fix is not None:
        if found.draft:
            hint = "排版请用 docgen format；文字请按检查结果自己改。"
            refuse([asked_wrongly("稿件只有文字，没有可以代改的版面。", hint)])
        writable(fix, (".docx",), "--fix", source=file)
    if rendered and not found.word:
        refuse([asked_wrongly("--rendered 只用于 Word 文件。", "PDF 本来就量页面；稿件请先用 docgen format 排好。")])
    return found


def mended(given: Asked, out: Path) -> MendedFile:
    """The mended file, written; the command ends where nothing can be mended or written."""
    from docgen import pipeline

    result = pipeline.mended(given.content, given.path.name, given.standard)
    if result.value is None:
        wrongly = any(problem.code is Code.ASKED_WRONGLY for problem in result.problems)
        refuse(result.problems, ExitCode.ASKED_WRONGLY if wrongly else ExitCode.NOT_MADE)
    if unwritten := pipeline.put(out, result.value.content):
        refuse(unwritten, ExitCode.NOT_MADE)
    return MendedFile(
        asked=replace(given, path=out, content=result.value.content),
        rules=result.value.rules,
        before=report(given, rendered=False),
    )


def report(given: Asked, *, rendered: bool) -> Report:
    """What came of every rule; the command ends where the file cannot be read or set."""
    from docgen import pipeline

    name = given.path.name
    result = (
        pipeline.check_draft(given.content, given.path.suffix.lower(), name, given.standard)
        if given.draft
        else pipeline.check_file(given.content, name, given.standard)
    )
    if result.value is None:
        refuse(result.problems, ExitCode.NOT_MADE)
    if not rendered:
        return result.value
    pages = pipeline.check_rendered(result.value, given.content, measured=True)
    if pages.value is None:
        refuse(pages.problems, ExitCode.ENVIRONMENT)
    return pages.value


def written(found: Report, given: Asked, target: Path) -> None:
    """Write the report as a file, with pages where there are any to show."""
    from docgen import pipeline

    if given.word and found.pages is None:
        found = _with_pages(found, given)
    if unwritten := pipeline.put(target, pipeline.check_html(found)):
        refuse(unwritten, ExitCode.NOT_MADE)


def _with_pages(found: Report, given: Asked) -> Report:
    """The report on a Word file with LibreOffice's pages to mark places on; as it is where there are none."""
    from docgen import pipeline

    if not pipeline.can_render():
        return replace(found, note="Word 文件里没有页，本机没有 LibreOffice，报告里没有页面图。")
    pages = pipeline.check_rendered(found, given.content, measured=False)
    return pages.value or replace(found, note="LibreOffice 排不出这个文件，报告里没有页面图。")
