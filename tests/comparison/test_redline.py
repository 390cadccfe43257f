"""花脸稿: a valid Word file; all changes accepted it is the new one, all rejected the old one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Pt
from lxml import etree
from openxml_audit import OpenXmlValidator

from docgen.comparison import revisions
from docgen.comparison.redline import MISSING, redline
from docgen.ooxml.properties import W
from docgen.pipeline import compared
from tests.comparison.editing import edited, opening, paper, replaced
from tests.comparison.test_changes import moved, with_text, without


def properties(by: str, when: str) -> Callable[[WordDocument], object]:
    def change(document: WordDocument) -> None:
        from datetime import datetime

        document.core_properties.last_modified_by = by
        document.core_properties.modified = datetime.fromisoformat(when)

    return change


def bold(document: WordDocument) -> None:
    for run in opening(document, "四、工作要求").runs:
        run.font.bold, run.font.size = True, Pt(14)


def row(document: WordDocument) -> None:
    document.tables[0]._tbl.remove(document.tables[0].rows[2]._tr)


#: paper → what a hand does to it
EDITS: dict[str, tuple[bytes, list[Callable[[WordDocument], object]]]] = {
    "notice": (
        paper("notice"),
        [
            replaced("12月27日", "12月20日"),
            replaced("给你们", "给你们各单位"),
            without("（五）应急准备情况"),
            with_text("三、时间安排", "各单位要结合实际，增加检查内容。"),
            moved("（二）严格整改闭环", "（一）加强组织领导"),
            replaced("隐患内容及部位", "隐患内容"),
            bold,
        ],
    ),
    "ledger": (paper("ledger", "第一煤矿"), [replaced("2024年11月20日", "2024年11月25日"), row]),
    "feedback": (paper("feedback"), [replaced("一台水泵", "两台水泵"), without("特此函达")]),
    "report": (paper("report", "第一煤矿"), [replaced("83.33%", "85.00%"), with_text("二、主要做法", "补充一段。")]),
    "huitoukan": (paper("notice", example="huitoukan"), [replaced("2015年", "2016年")]),
}
every_paper = pytest.mark.parametrize("name", EDITS)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def made(name: str, cache: Path) -> tuple[bytes, bytes, bytes]:
    """The old file, the new one, and the new one with tracked changes."""
    old, changes = EDITS[name]
    new = edited(old, *changes, properties("王五", "2024-12-01T08:30:00"))
    result = redline(old, new, cache)
    assert result.value is not None, result.problems
    return old, new, result.value


def settled(content: bytes, settle: Callable[[etree._Element], None]) -> bytes:
    """The file with all its tracked changes accepted or rejected."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(out, "w") as written:
        for name in package.namelist():
            part = package.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
                settle(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            written.writestr(name, part)
    return out.getvalue()


def text(content: bytes) -> list[str]:
    """Every paragraph of the document, those of tables too."""
    body = docx.Document(BytesIO(content)).element.body
    return ["".join(node.text or "" for node in each.iter(f"{W}t")) for each in body.iter(f"{W}p")]


@every_paper
def test_accepted_it_is_the_new_file_and_rejected_the_old(name: str, cache: Path) -> None:
    old, new, marked = made(name, cache)

    assert revisions.count(docx.Document(BytesIO(marked)).element)
    assert text(new) == text(settled(marked, revisions.accept))
    assert text(old) == text(settled(marked, revisions.reject))


@every_paper
def test_it_is_a_valid_word_file(name: str, cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(made(name, cache)[2])

    assert [] == [str(error) for error in OpenXmlValidator().validate(path).errors]


@every_paper
def test_the_file_itself_is_read_as_the_new_one_and_says_so(name: str, cache: Path) -> None:
    _, new, marked = made(name, cache)

    found = compared((new, "新.docx"), (marked, "花脸稿.docx")).value

    assert found is not None
    assert () == found.changes
    assert ["新文件有修订"] == [note[:6] for note in found.notes]


def test_the_changes_are_by_whom_and_of_when_the_new_file_says(cache: Path) -> None:
    marked = docx.Document(BytesIO(made("notice", cache)[2])).element

    changes = [each for each in marked.iter() if each.get(f"{W}author") is not None]

    assert {("王五", "2024-12-01T08:30:00Z")} == {(each.get(f"{W}author"), each.get(f"{W}date")) for each in changes}


def test_the_same_files_give_the_same_bytes(cache: Path) -> None:
    assert made("feedback", cache)[2] == made("feedback", cache)[2]


def test_without_the_extra_one_line_says_how_to_have_it(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_redlines", None)

    result = redline(paper("feedback"), paper("feedback"), cache)

    assert (None, (MISSING,)) == (result.value, result.problems)
    assert '.venv/bin/python -m pip install -e ".[redline]"' in MISSING.hint


def test_a_file_that_the_engine_cannot_read_is_a_problem(cache: Path) -> None:
    result = redline(b"PK no Word file", paper("feedback"), cache)

    assert result.value is None
    assert "花脸稿没有做成" in result.problems[0].message
