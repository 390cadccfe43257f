"""What changed between two files, said in words: real papers, and what a hand does to them in Word."""

from __future__ import annotations

import time
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from tools.libreoffice import convert

from docgen.comparison.changes import Comparison
from docgen.pipeline import compared
from tests.comparison.editing import edited, opening, paper, replaced

OVERALL = "坚持安全第一"


def comparison(old: bytes, new: bytes) -> Comparison:
    value = compared((old, "旧.docx"), (new, "新.docx")).value
    assert value is not None
    return value


def told(old: bytes, *changes: object) -> list[str]:
    return comparison(old, edited(old, *changes)).lines()


def without(words: str):
    return lambda document: opening(document, words)._p.getparent().remove(opening(document, words)._p)


def with_text(before: str, text: str):
    """A paragraph typed before another, set as that is."""

    def change(document: WordDocument) -> None:
        following = opening(document, before)
        following.insert_paragraph_before(text, following.style)

    return change


def moved(words: str, before: str):
    return lambda document: opening(document, before)._p.addprevious(opening(document, words)._p)


@pytest.mark.parametrize("kind", ["notice", "report", "feedback", "ledger", "bulletin"])
def test_a_file_is_the_same_as_itself(kind: str) -> None:
    file = paper(kind)

    assert ["两份的文字相同，版式也相同。"] == comparison(file, file).lines()
    assert comparison(file, edited(file)).same


def test_words_numbers_and_dates_in_their_places() -> None:
    lines = told(
        paper("notice"),
        replaced("12月27日", "12月20日"),
        replaced("给你们", "给你们各单位"),
        replaced("2024年10月30日", "2024年10月31日"),
        replaced("加急", "特急"),
        replaced("11号", "12号"),
    )

    assert [
        "份号、密级、紧急程度：“加急”改为“特急”",
        "发文字号：“11号”改为“12号”",
        "正文第1段“现将《岚川能源集团……”：“方案》印发给你们”之后增加“各单位”",
        "成文日期：“2024年10月30日”改为“2024年10月31日”",
        "印发件第17段“（三）按时报送情况。……”：“12月27日”改为“12月20日”",
        "文字改动 5 处（文字 2 处、数字 3 处）；版式改动 0 处。",
    ] == lines


def test_paragraphs_added_taken_out_and_moved() -> None:
    lines = told(
        paper("notice"),
        without("（五）应急准备情况"),
        with_text("三、时间安排", "各单位要结合实际，增加检查内容，不得照搬照抄。"),
        moved("（二）严格整改闭环", "（一）加强组织领导"),
    )

    assert [
        "原印发件第9段：删去“（五）应急准备情况。应急预案是否修订演练，应急物资是否充足完好，值班值守是否落实。”",
        "印发件第9段：增加“各单位要结合实际，增加检查内容，不得照搬照抄。”",
        "印发件第15段“（二）严格整改闭环。……”：由原印发件第16段移来",
        "文字改动 3 处（删去 1 处、增加 1 处、移动 1 处）；版式改动 0 处。",
    ] == lines


def test_a_paragraph_that_was_moved_and_changed_is_one_change() -> None:
    lines = told(
        paper("notice"),
        moved("（三）按时报送情况", "（一）加强组织领导"),
        replaced("（三）按时报送情况", "（一）按时报送情况"),
    )

    assert "印发件第15段“（一）按时报送情况。……”：由原印发件第17段移来，并改动：序号由“（三）”改为“（一）”" == lines[0]
    assert 2 == len(lines)


def test_headings_numbered_anew_after_one_more() -> None:
    lines = told(
        paper("notice"),
        with_text("三、时间安排", "三、检查方式"),
        replaced("三、时间安排", "四、时间安排"),
        replaced("四、工作要求", "五、工作要求"),
    )

    assert [
        "印发件第10段：增加“三、检查方式”",
        "印发件第11段“四、时间安排”（原印发件第10段）：序号由“三、”改为“四、”",
        "印发件第15段“五、工作要求”（原印发件第14段）：序号由“四、”改为“五、”",
    ] == lines[:3]


def test_cells_and_rows_of_tables() -> None:
    ledger = paper("ledger", "第一煤矿")

    def rows(document: WordDocument) -> None:
        table = document.tables[0]
        added = deepcopy(table.rows[1]._tr)
        table.rows[-1]._tr.addnext(added)
        for text in added.iter(qn("w:t")):
            text.text = "补"
        table._tbl.remove(table.rows[3]._tr)

    lines = told(ledger, replaced("2024年11月20日", "2024年11月25日"), replaced("补齐螺栓，对", "补齐螺栓并对"), rows)

    assert [
        "表1第2行第4列：“补齐螺栓”之后，“，”改为“并”",
        "表1第3行第5列：“2024年11月20日”改为“2024年11月25日”",
        "原表1第4行：删去这一行“修订切换操作规程，培训操作人员。｜2024年12月15日｜冉明｜通风科｜规程已修订，"
        "12名操作人员全部培训并考试合格。｜新上岗人员先培训后上岗。”",
        "表1第8行：增加这一行“补｜补｜补｜补｜补｜补｜补｜补｜补”",
    ] == lines[:4]


def test_a_blank_row_that_was_filled_is_that_row() -> None:
    def fill(document: WordDocument) -> None:
        for cell, text in zip(document.tables[0].rows[1].cells, ("1", "一般", "护罩缺失"), strict=False):
            cell.paragraphs[0].add_run(text)

    assert [
        "表1第2行第1列：填上“1”",
        "表1第2行第2列：填上“一般”",
        "表1第2行第3列：填上“护罩缺失”",
    ] == told(paper("notice"), fill)[:3]


def test_a_table_more_or_less() -> None:
    notice = paper("notice")
    fewer = edited(notice, lambda document: document.tables[1]._tbl.getparent().remove(document.tables[1]._tbl))

    assert "原表2" not in comparison(notice, notice).lines()[0]
    (gone,) = comparison(notice, fewer).changes
    assert ("表2", "删去整个表（4行8列，首行“序号设备名称及编号检……”）") == (gone.place, gone.words)
    (come,) = comparison(fewer, notice).changes
    assert ("表2", "增加整个表（4行8列，首行“序号设备名称及编号检……”）") == (come.place, come.words)


def test_what_is_only_set_otherwise_is_told_apart() -> None:
    def looks(document: WordDocument) -> None:
        heading = opening(document, "四、工作要求")
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in heading.runs:
            run.font.size, run.font.bold = Pt(14), True
        body = opening(document, OVERALL)
        body.runs[0].font.bold = True
        document.sections[0].top_margin = Mm(30)

    first = docx.Document(BytesIO(paper("notice")))
    words = opening(first, OVERALL).runs[0].text

    assert [
        "只是版式不同的：",
        "    第1节：上边距由37毫米改为30毫米",
        f"    印发件第3段“{words}”：加粗",
        "    印发件第14段：对齐由两端对齐改为居中；字号由三号改为四号；加粗",
        "文字没有改动；版式改动 5 处。",
    ] == told(paper("notice"), looks)


def test_the_same_look_changed_in_a_row_is_told_once() -> None:
    def larger(document: WordDocument) -> None:
        for number in range(1, 6):
            opening(document, f"（{'一二三四五'[number - 1]}）").paragraph_format.left_indent = Pt(32)

    assert "    印发件第5至9段：左缩进由0字改为2字" in told(paper("notice"), larger)


def test_headers_footers_and_notes_are_compared() -> None:
    def header(document: WordDocument) -> None:
        document.sections[0].header.is_linked_to_previous = False
        document.sections[0].header.paragraphs[0].text = "内部资料"

    assert "页眉：增加“内部资料”" == told(paper("notice"), header)[0]


def test_libreoffice_changes_no_word_of_a_paper(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(paper("notice"))
    (tmp_path / "out").mkdir()
    saved = convert([tmp_path / "a.docx"], "docx", tmp_path / "out")["a"].read_bytes()

    found = comparison(paper("notice"), saved)

    assert () == found.changes
    assert len(found.relooks) <= 2


def test_another_paper_altogether_is_told_too() -> None:
    found = comparison(paper("notice"), paper("report", "第一煤矿"))

    assert len(found.changes) > 40


def test_long_texts_are_compared_in_seconds() -> None:
    old, new = docx.Document(), docx.Document()
    for number in range(1500):
        old.add_paragraph(f"第{number}项，检查设备{number * 7}台，发现问题{number % 13}个。")
        new.add_paragraph(f"另一段文字{number * 3}，与前文全不相干，共{number % 17}句。")
    files = [BytesIO(), BytesIO()]
    old.save(files[0])
    new.save(files[1])

    start = time.perf_counter()
    comparison(files[0].getvalue(), files[1].getvalue())

    assert time.perf_counter() - start < 40


def test_the_comparison_as_json_has_it() -> None:
    notice = paper("notice")
    fields = comparison(notice, edited(notice, replaced("加急", "特急"))).fields()

    assert {
        "same": False,
        "looks": True,
        "notes": [],
        "changes": [
            {
                "kind": "文字",
                "place": "份号、密级、紧急程度",
                "words": "“加急”改为“特急”",
                "old": "加急",
                "new": "特急",
            }
        ],
        "layout": [],
    } == fields


def draft(text: str, name: str) -> tuple[bytes, str]:
    return text.encode(), name


DRAFT = "关于开展检查的通知\n\n各单位：\n一、总体要求\n坚持安全第一。\n各单位于10月31日前报送。\n"


def test_drafts_are_compared_by_their_text() -> None:
    found = compared(draft(DRAFT, "旧.txt"), draft(DRAFT.replace("10月31日", "11月15日"), "新.md")).value
    assert found is not None

    assert [
        "正文第3段“各单位于11月15日……”：“10月31日”改为“11月15日”",
        "文字改动 1 处（数字 1 处）；版式没有比。",
    ] == found.lines()


def test_a_file_that_cannot_be_read_is_named() -> None:
    result = compared((b"no Word file", "旧.docx"), (paper("notice"), "新.docx"))

    assert (None, ["旧.docx"]) == (result.value, [problem.place.file for problem in result.problems])
