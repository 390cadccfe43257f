"""Every example in docs/problems.md marked ▸ is what the program says when that mistake is really made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import typer
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.workbook import Workbook

from docgen.batch.edited import Record, outdated_pdfs
from docgen.batch.filing import Filing
from docgen.batch.manifest import Line
from docgen.batch.order import Order
from docgen.batch.plan import PlannedPaper
from docgen.batch.run import run
from docgen.batch.workshop import Finished, line_of
from docgen.cli.asked import kinds_of
from docgen.cli.own_wording import require_sound
from docgen.dataset.records import Dataset
from docgen.kinds.declared.declaration import read_declaration
from docgen.kinds.job import Job, Request
from docgen.kinds.wordings.own import BASE, begin
from docgen.pipeline import Road, load, plan
from docgen.problems import Code, Problem
from docgen.resources import templates_dir
from docgen.settings import Settings
from docgen.standards.office import read_standards

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "data_examples" / "anquan" / "dataset.xlsx"
#: A row of a table of codes: code, severity, rule, case, example, how to mend it.
ROW = re.compile(r"\| ([A-Z]\d\d) \|" + r" (.*?) \|" * 5)
LEDGER = "隐患整改台账"

Change = Callable[[Workbook], object]


def examples() -> dict[str, str]:
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    rows = (ROW.fullmatch(line) for line in text.splitlines())
    return {row[1]: row[5].removeprefix("▸ ") for row in rows if row and row[5].startswith("▸ ")}


def put(sheet: str, row: int, header: str, value: object) -> Change:
    """Write a value into the cell of a row (2 = first record) under a header."""

    def change(workbook: Workbook) -> None:
        page = workbook[sheet]
        column = next(cell.column for cell in page[1] if cell.value == header)
        page.cell(row, column).value = value

    return change


def head(sheet: str, old: str | None, new: str) -> Change:
    """Rename a column, or with `old` None head the first column that is free."""

    def change(workbook: Workbook) -> None:
        page = workbook[sheet]
        named = [cell.column for cell in page[1] if cell.value == old]
        page.cell(1, named[0] if old else 20).value = new

    return change


def rename(sheet: str, new: str) -> Change:
    return lambda workbook: setattr(workbook[sheet], "title", new)


IN_CELLS: dict[str, Change] = {
    "S01": rename("督查", "督察"),
    "S02": head(LEDGER, "整改期限", "整改时间"),
    "S03": head(LEDGER, None, "备用"),
    "S04": lambda workbook: workbook[LEDGER].merge_cells("C3:C4"),
    "S05": head(LEDGER, None, "状态"),
    "S06": lambda workbook: workbook.create_sheet("草稿").append(["备忘"]),
    "V01": put("单位", 3, "全称", None),
    "V02": put(LEDGER, 3, "整改期限", "9月31日"),
    "V03": put("单位", 3, "排序", "第一"),
    "V04": put(LEDGER, 3, "状态", "以整改"),
    "V05": put(LEDGER, 3, "防范措施", '=A1&"x"'),
    "V06": put(LEDGER, 3, "防范措施", "每月\u200b检查"),
    "V07": put(LEDGER, 3, "防范措施", "#N/A"),
    "V11": put("单位", 3, "排序", "20"),
    "V12": put("单位", 3, "排序", "２０"),
    "V13": put("单位", 3, "类别", " 生产矿井 "),
    "V14": lambda workbook: setattr(workbook, "epoch", datetime(1904, 1, 1)),
    "V15": put(LEDGER, 3, "整改期限", "12月20日"),
    "R01": put("单位", 4, "代码", "LC01"),
    "R02": put(LEDGER, 3, "单位", "第一矿"),
    "R03": put(LEDGER, 3, "整改责任人", "支擎天"),
    "R04": put(LEDGER, 3, "对应要点", "没有的要点"),
    "R05": put(LEDGER, 3, "复查日期", datetime(2024, 11, 1)),
}


def changed(folder: Path, *changes: Change) -> Path:
    workbook = openpyxl.load_workbook(EXAMPLE)
    for change in changes:
        change(workbook)
    path = folder / "dataset.xlsx"
    workbook.save(path)
    return path


def said(problems: tuple[Problem, ...], code: str) -> list[str]:
    return [f"{problem.place}：{problem.message}" for problem in problems if problem.code.code == code]


@pytest.mark.parametrize("code", sorted(IN_CELLS))
def test_a_mistake_in_the_workbook_is_said_as_documented(code: str, tmp_path: Path) -> None:
    problems = load(changed(tmp_path, IN_CELLS[code])).problems

    assert examples()[code] in said(problems, code)


def encrypted(path: Path) -> None:
    locked = BytesIO()
    OOXMLFile(BytesIO(EXAMPLE.read_bytes())).encrypt("secret", locked)
    path.write_bytes(locked.getvalue())


def swollen(path: Path) -> None:
    shutil.copy(EXAMPLE, path)
    with ZipFile(path, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bmp", b"\0" * 300 * 1024 * 1024)


def no_workbook(path: Path) -> None:
    path.write_text("单位,序号\n", encoding="utf-8")


@pytest.mark.parametrize(("code", "make"), [("F01", no_workbook), ("F02", swollen), ("F03", encrypted)])
def test_a_file_that_is_refused_is_refused_as_documented(
    code: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "dataset.xlsx"
    make(path)

    result = load(path)

    assert result.value is None
    assert [examples()[code]] == said(result.problems, code)


def dataset(path: Path = EXAMPLE) -> Dataset:
    result = load(path)
    assert result.value is not None
    return result.value


def job(data: Dataset, kind: str, unit: str, variant: str = "") -> Job:
    found = plan(data, Request(kinds=(kind,), units=(unit,)))
    return next(job for job in found if job.variant == variant)


def composed(data: Dataset, asked: Job, *, wording: Path | None = None, allow: bool = False) -> tuple[Problem, ...]:
    road = Road(dataset=data, wording=wording or templates_dir() / "wording", allow_incomplete=allow)
    return road.compose(asked).problems


def messages(problems: tuple[Problem, ...], code: Code) -> list[str]:
    return [str(problem).split(" 办法：")[0].split(" ", 2)[2] for problem in problems if problem.code is code]


@pytest.mark.parametrize(("code", "allow"), [(Code.NOT_REPORTED, False), (Code.LEFT_OUT, True)])
def test_a_unit_that_has_not_reported(code: Code, allow: bool) -> None:
    data = dataset(ROOT / "data_examples" / "huitoukan" / "dataset.xlsx")

    assert [examples()[code.code]] == messages(composed(data, job(data, "report", "市体育事业局"), allow=allow), code)


def test_a_paper_that_covers_an_error(tmp_path: Path) -> None:
    data = dataset(changed(tmp_path, IN_CELLS["V02"]))

    assert [examples()["P02"]] == messages(composed(data, job(data, "report", "第一煤矿")), Code.COVERS_ERROR)


def test_a_value_that_is_not_given(tmp_path: Path) -> None:
    data = dataset(changed(tmp_path, put("单位", 3, "主要负责人", None)))

    assert examples()["P03"] in messages(composed(data, job(data, "report", "第一煤矿")), Code.TO_FILL)


def test_a_wording_with_a_fault(tmp_path: Path) -> None:
    data = dataset()
    wording = Path(shutil.copytree(templates_dir() / "wording", tmp_path / "wording"))
    with (wording / "notice.txt").open("a", encoding="utf-8") as text:
        text.write("{{ 没有的字段 }}\n")

    notice = Job(kind="notice", title="")

    assert [examples()["P05"]] == messages(composed(data, notice, wording=wording), Code.WORDING_FAULT)


def test_a_letter_with_nothing_to_say() -> None:
    data = dataset()

    assert [examples()["P06"]] == messages(composed(data, job(data, "feedback", "洗选中心")), Code.NOTHING_TO_SAY)


def test_a_unit_that_is_not_supervised() -> None:
    data = dataset()

    assert [examples()["P09"]] == messages(composed(data, job(data, "supervision", "热电公司")), Code.NOT_SUPERVISED)


def test_a_term_in_a_year_whose_days_off_nobody_gave() -> None:
    data = dataset()
    papers = tuple(paper.model_copy(update={"signed_on": date(2024, 12, 27)}) for paper in data.papers)
    data = replace(data, papers=papers, days=())

    found = composed(data, job(data, "supervision", "建安公司"))
    assert [examples()["P19"]] == messages(found, Code.NO_DAYS_OFF)


def test_a_public_version_without_names(tmp_path: Path) -> None:
    data = dataset(changed(tmp_path, put("自查情况", 2, "做法", "召开会议传达学习。矿长闻人杰讲了课。")))

    found = composed(data, job(data, "briefing", "第一煤矿", "公开版"))

    assert [examples()["P11"]] == messages(found, Code.NAMES_WITHHELD)


def test_a_file_that_cannot_be_written_and_one_that_was_edited(tmp_path: Path) -> None:
    data = dataset()
    papers = [PlannedPaper(job=Job(kind="notice", title=""), files=(("docx", name),)) for name in ("a.docx", "b.docx")]
    (tmp_path / "a.docx").mkdir()
    (tmp_path / "b.docx").write_text("改过", encoding="utf-8")
    known = {"b.docx": Record(sha256="0" * 64)}
    order = Order(dataset=data, out=tmp_path, settings=Settings(cache=tmp_path / "cache"), known=known)

    made: list[Line] = []
    run(papers, order, lambda place, lines: made.extend(lines))

    problems = tuple(problem for line in made for problem in line.problems)
    assert [examples()["O01"]] == messages(problems, Code.FILE_NOT_WRITTEN)
    assert [examples()["O02"]] == messages(problems, Code.FILE_EDITED)


def test_a_file_of_a_paper_that_is_refused_now(tmp_path: Path) -> None:
    paper = PlannedPaper(job=Job(kind="notice", title=""), files=(("docx", "b.docx"),))
    (tmp_path / "b.docx").write_bytes(b"as made")
    order = Order(
        dataset=dataset(),
        out=tmp_path,
        settings=Settings(cache=tmp_path / "cache"),
        known={"b.docx": Record(sha256=sha256(b"as made").hexdigest())},
    )
    fault = Problem(code=Code.COVERS_ERROR, message="")

    (line,) = Filing(order, tmp_path).file(paper, Finished(line=line_of(paper.job), refused=(fault,)))

    assert not (tmp_path / "b.docx").exists()
    assert [examples()["O05"]] == messages(line.problems, Code.FILE_WITHDRAWN)


def test_a_pdf_that_is_as_made_beside_an_edited_word_file(tmp_path: Path) -> None:
    for name in ("b.docx", "b.pdf"):
        (tmp_path / name).write_bytes(b"as made")
    as_made = Record(sha256=sha256(b"as made").hexdigest())
    (tmp_path / "b.docx").write_bytes(b"edited")

    problems = outdated_pdfs(tmp_path, {"b.docx": as_made, "b.pdf": as_made})

    assert [examples()["O03"]] == messages(problems, Code.PDF_OUTDATED)


def test_a_command_with_a_word_that_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        kinds_of(["通支"])

    assert f"错误 A01 {examples()['A01']} " in capsys.readouterr().err


def test_a_file_of_an_office_s_standard_with_a_key_that_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "版式.yaml"
    path.write_text("二级标提加粗: 是", encoding="utf-8")
    (problem,) = read_standards(str(path)).problems

    assert examples()["A02"] == f"{problem.place}：{problem.message}。"


def test_a_kind_of_the_office_with_a_key_that_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "tixing.yaml"
    shipped = (templates_dir() / "kinds" / "reminder.yaml").read_text(encoding="utf-8")
    path.write_text(shipped.replace("版式: 文件", "板式: 文件"), encoding="utf-8")
    (problem,) = read_declaration(path).problems

    assert examples()["W01"] == f"{problem.place}：{problem.message}。"


def test_a_shipped_wording_that_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin("notice", tmp_path, templates_dir() / "wording")
    (tmp_path / BASE / "notice.txt").write_text("# 标题\n", encoding="utf-8")
    require_sound(tmp_path, ["notice"])

    assert f"提示 W02 {examples()['W02']} " in capsys.readouterr().err


def test_every_marked_example_is_tested_here() -> None:
    by_road = {"F01", "F02", "F03", "P01", "P02", "P03", "P04", "P05", "P06", "P09", "P11", "O01", "O02", "O03", "A01"}
    by_road |= {"O05", "A02", "P19", "W01", "W02"}

    assert {*IN_CELLS, *by_road} == set(examples())
