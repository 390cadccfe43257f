"""What is done with a file that somebody drops: held against the standard, laid out anew, read as a template.

Runs in a process of the desk. What comes of it lies in a folder of its own under a name that cannot be guessed.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pypdfium2

from docgen import pipeline
from docgen.batch.manifest import problems_fields
from docgen.document import Document
from docgen.pipeline import DRAFTS
from docgen.problems import Code, Problem, Result, errors
from docgen.settings import Settings
from docgen.template_road import annotated, lint_template
from docgen.web.data_folder import DataFolder

__all__ = ["Outcome", "check", "lay_out", "lint", "outcome_of", "report_fields"]

_REPORT: Final = "report.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a file: `said` in a sentence, `fine` or not, what there is to take away.

    `files` are names of files in its folder; `report` whether there is one to look at; `taken` tells of each part what
    it was taken for; `digest` and `sizes` are those of the pages as `Preview` has them.
    """

    token: str
    task: str
    name: str
    said: str
    fine: bool
    problems: Sequence[dict[str, Any]] = ()
    taken: Sequence[dict[str, str]] = ()
    moved: Sequence[str] = ()
    files: Sequence[str] = ()
    report: bool = False
    digest: str = ""
    sizes: Sequence[Sequence[float]] = field(default=())
    spots: Sequence[Any] = ()

    def keep(self, folder: DataFolder) -> str:
        """Write it down in its folder; its token."""
        (folder.pages / self.token / "outcome.json").write_text(json.dumps(asdict(self)), encoding="utf-8")
        return self.token


def outcome_of(folder: DataFolder, token: str) -> Outcome | None:
    """What was kept under a token; None where nothing was."""
    file = folder.pages / token / "outcome.json"
    return Outcome(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def _begin(folder: DataFolder) -> tuple[str, Path]:
    token = secrets.token_hex(16)
    place = folder.pages / token
    place.mkdir()
    return token, place


def check(root: Path, file: Path) -> str:
    """Hold a file against the standard, and mend a copy where that is safe."""
    folder, content, name = DataFolder(root), file.read_bytes(), file.name
    token, place = _begin(folder)
    result = _checked(file, content)
    if result.value is None:
        said = "这个文件没有检查成"
        problems = problems_fields(result.problems)
        return Outcome(token=token, task="格式检查", name=name, said=said, fine=False, problems=problems).keep(folder)
    report, files = result.value, []
    if file.suffix == ".docx":
        files = _mended(content, name, place)
        pages = pipeline.check_rendered(report, content, measured=False) if pipeline.can_render() else None
        report = (pages and pages.value) or replace(report, note="Word 文件里没有页，这里没有页面图。")
    (place / _REPORT).write_bytes(pipeline.check_html(report))
    counts = "，".join(f"{word} {number} 条" for word, number in report.counts.items())
    return Outcome(
        token=token, task="格式检查", name=name, said=counts, fine=report.passed, files=files, report=True
    ).keep(folder)


def report_fields(file: Path) -> dict[str, Any] | str:
    """The report of a check as JSON has it, or why there is none."""
    result = _checked(file, file.read_bytes())
    return "；".join(map(str, result.problems)) if result.value is None else result.value.fields()


def _checked(file: Path, content: bytes) -> Result[Any]:
    """The report on a file, a `checks` report."""
    if file.suffix in DRAFTS:
        return pipeline.check_draft(content, file.suffix, file.name)
    return pipeline.check_file(content, file.name)


def _mended(content: bytes, name: str, place: Path) -> list[str]:
    """The name of the mended copy, where anything could be mended."""
    mended = pipeline.mended(content, name)
    if mended.value is None or not mended.value.rules:
        return []
    target = f"{Path(name).stem}（改好的）.docx"
    (place / target).write_bytes(mended.value.content)
    return [target]


def lay_out(root: Path, file: Path, mark: str, settings: Settings) -> str:
    """Lay a draft or a Word file out by the standard, as DOCX and PDF."""
    folder = DataFolder(root)
    token, place = _begin(folder)
    document, taken, moved, problems = _read(file, mark)
    if document is None:
        said = "这份稿件没有排成"
        return Outcome(
            token=token, task="一键排版", name=file.name, said=said, fine=False, problems=problems_fields(problems)
        ).keep(folder)
    fonts = pipeline.fonts_here(settings.cache, settings.fonts)
    made = {suffix: pipeline.write(document, suffix, fonts=fonts) for suffix in ("docx", "pdf")}
    files = [f"{file.stem}.{suffix}" for suffix in made]
    for name, product in zip(files, made.values(), strict=True):
        (place / name).write_bytes(product.data)
    digest = folder.keep_pages(made["pdf"].data)
    with pypdfium2.PdfDocument(made["pdf"].data) as pdf:
        sizes = [pdf.get_page_size(page) for page in range(len(pdf))]
    lost = len(errors(problems))
    doubts = sum(bool(each["doubt"]) for each in taken)
    said = f"排好了，{len(sizes)} 页" + (f"；有 {lost} 处内容没有带进来" if lost else "")
    return Outcome(
        token=token,
        task="一键排版",
        name=file.name,
        said=said + (f"；没有把握的 {doubts} 处，请看一眼" if doubts else ""),
        fine=not lost,
        problems=problems_fields((*problems, *made["pdf"].problems)),
        taken=taken,
        moved=moved,
        files=files,
        digest=digest,
        sizes=sizes,
    ).keep(folder)


_Read = tuple[Document | None, list[dict[str, str]], list[str], tuple[Problem, ...]]


def _read(file: Path, mark: str) -> _Read:
    """The document of a file, what each part was taken for, what moved, what is to be said."""
    content = file.read_bytes()
    if file.suffix == ".docx":
        read = pipeline.read_word(content, file.name)
        if read.value is None:
            return None, [], [], read.problems
        document, emphasized = pipeline.plain_paper(read.value.document)
        taken = [asdict(each) for each in read.value.taken]
        said = [f"手工设置的加粗、颜色、字号、对齐等 {emphasized} 处没有保留，照版式排。"] if emphasized else []
        return document, taken, said, tuple(each for each in read.problems if each.code is not Code.WORD_ROLE_GUESSED)
    lines = [line.strip() for line in mark.split("/") if line.strip()]
    result = pipeline.formatted(content, file.suffix, mark=lines, name=file.stem)
    if result.value is None:
        return None, [], [], result.problems
    told = [
        {
            "place": f"第 {each.first} 行" if each.first == each.last else f"第 {each.first}—{each.last} 行",
            "element": each.element,
            "text": each.text,
            "reason": each.reason,
            "doubt": each.doubt,
        }
        for each in result.value.taken
    ]
    return result.value.document, told, list(result.value.moved), result.problems


def lint(root: Path, file: Path) -> str:
    """Read a Word template of the office's own; a copy has its faults as comments."""
    folder, content = DataFolder(root), file.read_bytes()
    token, place = _begin(folder)
    result = lint_template(content, file.name)
    wrong, files = len(errors(result.problems)), []
    if result.value is not None and result.problems:
        files = [f"{file.stem}（批注）.docx"]
        (place / files[0]).write_bytes(annotated(content, result.value))
    said = f"错误 {wrong} 处，提示 {len(result.problems) - wrong} 处"
    return Outcome(
        token=token,
        task="检查模板",
        name=file.name,
        said="没有问题，可以用" if not result.problems else said,
        fine=not wrong,
        problems=problems_fields(result.problems),
        files=files,
    ).keep(folder)
