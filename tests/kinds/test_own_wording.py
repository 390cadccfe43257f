"""The office's own wording over the shipped one: what holds, what it changes, how it comes and goes."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from docgen.dataset.records import Dataset
from docgen.kinds.all_kinds import all_wordings, wordings_of
from docgen.kinds.job import Job
from docgen.kinds.wordings import own
from docgen.pipeline import Road, load, write
from docgen.problems import Code
from docgen.resources import templates_dir
from docgen.writers.text import text_of

SHIPPED = templates_dir() / "wording"
ANQUAN = Path(__file__).parents[2] / "data_examples" / "anquan" / "dataset.xlsx"
LETTER = Job(kind="feedback", title="", unit="第一煤矿", covers=("第一煤矿",))


@cache
def dataset() -> Dataset:
    value = load(ANQUAN).value
    assert value is not None
    return value


def road(folder: Path | None) -> Road:
    return Road(dataset=dataset(), wording=SHIPPED, own_wording=folder)


def altered(folder: Path, name: str, before: str, after: str) -> Path:
    path = own.begin(name, folder, SHIPPED)
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return path


def test_a_changed_sentence_is_in_the_paper_and_its_file_in_the_record(tmp_path: Path) -> None:
    path = altered(tmp_path, "feedback", "特此函达。", "特此函复。")
    composed = road(tmp_path).compose(LETTER).value
    assert composed is not None
    assert "特此函复。" in text_of(composed.document)
    assert {"feedback.txt": sha256(path.read_bytes()).hexdigest()} == composed.wording


def test_the_shipped_wording_is_in_the_record_with_all_it_includes() -> None:
    composed = road(None).compose(Job(kind="ledger", title="", variant="任务书", unit="第一煤矿", covers=("第一煤矿",)))
    assert composed.value is not None
    names = ("ledger-view.txt", "ledger-view_title.txt", "ledger.txt")
    expected = {name: sha256((SHIPPED / name).read_bytes()).hexdigest() for name in names}
    assert expected == composed.value.wording


def test_a_folder_without_wordings_changes_no_byte(tmp_path: Path) -> None:
    plain, over = (road(folder).compose(LETTER).value for folder in (None, tmp_path))
    assert plain is not None
    assert over is not None
    assert write(plain.document, "docx").data == write(over.document, "docx").data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_notepad_and_wps_may_write_it(encoding: str, ending: str, tmp_path: Path) -> None:
    text = (SHIPPED / "feedback.txt").read_text(encoding="utf-8").replace("\n", ending)
    (tmp_path / "feedback.txt").write_bytes(text.encode(encoding))
    plain, over = (road(folder).compose(LETTER).value for folder in (None, tmp_path))
    assert plain is not None
    assert over is not None
    assert plain.document == over.document


def test_a_bad_wording_keeps_its_papers_from_being_made_and_no_other(tmp_path: Path) -> None:
    altered(tmp_path, "feedback", "特此函达。", "{{ 特此函达 }}。")
    refused = road(tmp_path).compose(LETTER)
    assert (None, [Code.WORDING_FAULT]) == (refused.value, [problem.code for problem in refused.problems])
    assert "feedback.txt › 第29行第4字" == str(refused.problems[0].place)
    assert road(tmp_path).compose(Job(kind="notice", title="")).value is not None


def test_lines_that_stand_for_items_are_counted(tmp_path: Path) -> None:
    altered(tmp_path, "supervision", "# 督办原因\n", "# 督办原因\n督办原因如下：\n")
    units = [unit.name for unit in dataset().units if unit.must_report]
    made = [road(tmp_path).compose(Job(kind="supervision", title="", unit=unit, covers=(unit,))) for unit in units]
    faults = {problem.message for result in made for problem in result.problems if problem.code is Code.WORDING_FAULT}
    assert faults
    assert all("应当逐项一行" in fault for fault in faults)


def test_what_the_office_changed_sentence_by_sentence() -> None:
    before = "# 正文\n一、总的情况。各单位{{ 数.问题总数 }}项；都好。\n特此函达。\n"
    after = "# 正文\n一、总的情况。各单位{{ 数.问题总数 }}项；较好。\n新的一段。\n特此函达。\n"
    expected = (own.Change(line=2, before="都好。", after="较好。"), own.Change(line=3, before="", after="新的一段。"))
    assert expected == own.changes(before, after)
    assert () == own.changes(before, before)


def test_a_sentence_left_out() -> None:
    assert (own.Change(line=1, before="二。", after=""),) == own.changes("一。\n二。", "一。")


def test_the_program_has_changed_its_wording_since(tmp_path: Path) -> None:
    path = own.begin("notice", tmp_path, SHIPPED)
    assert not own.behind(path, SHIPPED)
    (tmp_path / own.BASE / "notice.txt").write_text("# 标题\n旧的\n", encoding="utf-8")
    assert own.behind(path, SHIPPED)


def test_nothing_is_deleted_without_trace(tmp_path: Path) -> None:
    for text in ("一", "二"):
        own.begin("notice", tmp_path, SHIPPED).write_text(text, encoding="utf-8")
        own.set_aside("notice", tmp_path)
    own.place("notice", "三".encode(), tmp_path, SHIPPED)
    own.place("notice", "四".encode(), tmp_path, SHIPPED)
    left = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")}
    assert {"notice（旧）.txt": "一", "notice（旧2）.txt": "二", "notice（旧3）.txt": "三", "notice.txt": "四"} == left
    assert ["notice.txt"] == [path.name for path in own.own_files(tmp_path)]
    assert own.set_aside("feedback", tmp_path) is None


def test_a_file_that_nobody_uses_is_told(tmp_path: Path) -> None:
    for name, text in (("notise.txt", "x"), ("附则.txt", "x"), ("notice（旧）.txt", "x")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    altered(tmp_path, "feedback", "特此函达。", '{% include "附则.txt" %}')
    (problem,) = own.strangers(tmp_path, SHIPPED, all_wordings())
    assert ("notise.txt", "是不是“notice.txt”？") == (problem.place.file, problem.hint)


def test_the_parts_of_a_kind() -> None:
    parts = own.parts_of(wordings_of("report"), SHIPPED)
    assert ["report", "report_office"] == list(parts)[:2]
    assert {"report_figures", "report_problems", "report_next", "report_by_ledger"} == set(list(parts)[2:])
