"""An office's own file: every key, everything wrong with it at once, and what it makes of a profile."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.problems import Code
from docgen.standards.deviations import deviations
from docgen.standards.gbt9704 import GBT9704, Face, Page, Standard, Style, StyleName
from docgen.standards.measures import PAGE, STANDARD, STYLE, rows, unnamed
from docgen.standards.office import Standards, read_standards
from docgen.standards.overrides import every_key
from docgen.standards.profiles import PROFILES
from docgen.units import pt

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data_examples" / "版式示例.yaml"


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "版式.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_standards(str(path)).problems]


def standards(tmp_path: Path, text: str) -> Standards:
    path = tmp_path / "版式.yaml"
    path.write_text(text, encoding="utf-8")
    found = read_standards(str(path))
    assert () == found.problems
    assert found.value is not None
    return found.value


def test_the_example_is_read_and_says_what_it_says() -> None:
    found = read_standards(str(EXAMPLE)).value

    assert found is not None
    office, unit = found.office, found.units["石桥区"]
    assert ("青石县委办公室版式", "#c00000", 48.0, 34.0, 18.0) == (
        office.name,
        office.red,
        office.mark_size.pt,
        office.title_pitch.pt,
        office.attachment_title_size.pt,
    )
    assert [True, False] == [each.styles[StyleName.HEADING_2].bold for each in (office, unit)]
    assert ("#e00000", 48.0, "方正仿宋_GBK") == (unit.red, unit.mark_size.pt, unit.fonts[Face.BODY].named)
    assert ["Times New Roman", "Times New Roman", None] == [
        office.fonts[face].digits and office.fonts[face].digits.named for face in (Face.BODY, Face.KAI, Face.SONG)
    ]
    assert office is found.of(None) is found.of("别的单位")


def test_everything_wrong_is_told_at_once_with_its_key_and_what_to_write(tmp_path: Path) -> None:
    text = """
依据: gb9704
字体:
  仿宋: {名称: 方正仿宋_GBK}
页边距: {上: 50, 左边: 28}
红色: '#00ff00'
二级标提加粗: 是
一级标题加粗: 也许
标志字号: 100
盖章署名前空行: true
单位:
  石桥区: {页码: 1}
  东城: 3
"""
    assert [
        "错误 A02 版式.yaml › 依据：“gb9704”不能用。 办法：请写 gbt9704、gbt33476 中的一个",
        "错误 A02 版式.yaml › 字体 › 仿宋：没有这一项。 办法：是不是“仿宋体”？",
        "错误 A02 版式.yaml › 页边距 › 上：“50”不能用。 办法：请写 33 到 38 之间的数（毫米），不要加单位",
        "错误 A02 版式.yaml › 页边距 › 左边：没有这一项。 办法：是不是“左”？",
        "错误 A02 版式.yaml › 红色：“#00ff00”不是红色。 办法：标志、分隔线须印红色；用预印的红头纸，请用 --preprinted",
        "错误 A02 版式.yaml › 标志字号：“100”不能用。 办法：请写 30 到 62 之间的数，或字号名，如 初号",
        "错误 A02 版式.yaml › 一级标题加粗：“也许”不能用。 办法：请写 是 或 否",
        "错误 A02 版式.yaml › 盖章署名前空行：“True”不能用。 办法：请写 1 到 4 之间的整数",
        "错误 A02 版式.yaml › 二级标提加粗：没有这一项。 办法：是不是“二级标题加粗”？",
        "错误 A02 版式.yaml › 单位 › 石桥区 › 页码：没有这一项。 办法：是不是“页码形式”？",
        "错误 A02 版式.yaml › 单位 › 东城：单位名称下面要写“项目: 值”。 办法：写法见 docs/standard.md。",
    ] == told(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("行距: 30", "行距 30 磅，每面排 21 行，不是 22 行"),
        ("行距: 30\n单位: {甲: {行距: 28.95}}", "版式.yaml › 行距：行距 30 磅"),
        ("页边距: {左: 31, 右: 29}\n行距: 28", "行距 28 磅" if 225 / 28 * 72 / 25.4 >= 23 else ""),
        ("标志字号: 30\n标志最小字号: 40", "最小 40 磅，比标志字号 30 磅还大"),
        ("红色: #C00000", "“None”不是颜色"),
        ("红色: 'C00000'\n红色: 'D00000'", "YAML 写法有误（第 2 行）"),
        ("甲: &a {上: 37}\n页边距: *a", "YAML 写法有误（第 2 行）"),
        ("页边距：{上: 37}", "没有这一项"),
        ("- 37", "文件里不是“项目: 值”"),
        ("", "文件里不是“项目: 值”"),
        ("页边距: 37", "下面要分项写"),
        ("单位: [甲]", "下面要写各单位的名称"),
    ],
)
def test_what_cannot_be_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    assert said in "\n".join(told(tmp_path, text))


@pytest.mark.parametrize("source", ["gbt9705", "没有.yaml", "数据.xlsx"])
def test_what_is_no_standard_is_refused(source: str) -> None:
    assert [Code.STANDARD_FAULT] == [problem.code for problem in read_standards(source).problems]


def test_a_unit_has_what_the_office_sets_unless_it_says_otherwise(tmp_path: Path) -> None:
    found = standards(tmp_path, "页边距: {上: 36}\n标题行距: 30\n单位:\n  甲: {页边距: {左: 27}}")

    assert (36.0, 27.0, 30.0) == (
        found.of("甲").page.top.mm,
        found.of("甲").page.left.mm,
        found.of("甲").title_pitch.pt,
    )
    assert 28.0 == found.of("乙").page.left.mm


def test_based_on_the_other_profile_its_pitch_is_kept_until_margins_change(tmp_path: Path) -> None:
    kept = standards(tmp_path, "依据: gbt33476\n红线粗细: 2").office
    moved = standards(tmp_path, "依据: gbt33476\n页边距: {上: 37, 下: 35}").office

    assert [29.45, 28.95] == [kept.page.line_pitch.pt, moved.page.line_pitch.pt]


@given(
    top=st.floats(33, 38),
    bottom=st.floats(31, 36),
    left=st.floats(25, 31),
    right=st.floats(23, 29),
)
def test_whatever_margins_are_taken_a_page_holds_22_lines_of_28_characters(
    tmp_path_factory: pytest.TempPathFactory, top: float, bottom: float, left: float, right: float
) -> None:
    path = tmp_path_factory.mktemp("any") / "版式.yaml"
    path.write_text(f"页边距: {{上: {top:.2f}, 下: {bottom:.2f}, 左: {left:.2f}, 右: {right:.2f}}}", encoding="utf-8")
    found = read_standards(str(path)).value

    assert found is not None
    page = found.office.page
    assert 22 == page.body_height // page.line_pitch
    assert 28 == page.body_width // (pt(16) + page.character_spacing(pt(16)))
    assert (210, 297) == (
        round((page.left + page.body_width + page.right).mm),
        round((page.top + page.body_height + page.bottom).mm),
    )


def test_the_digest_is_that_of_the_file_and_a_profile_s_own(tmp_path: Path) -> None:
    one, other = (standards(tmp_path, f"红线粗细: {weight}").digest for weight in (1, 2))

    assert 4 == len({one, other, *(read_standards(name).value.digest for name in PROFILES)})  # type: ignore[union-attr]


def test_the_page_on_standards_has_each_key_and_what_it_takes() -> None:
    text = (ROOT / "docs" / "standard.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([^`]+)` \| (.*?) \|$", text.partition("<!-- keys -->")[2], re.MULTILINE)

    assert [*every_key(), ("单位", "单位的规范化简称（或全称、代码），下面写同样的项目")] == table


# docgen standard show


def test_every_field_of_a_standard_has_a_name() -> None:
    assert set() == unnamed()
    assert set() == {*STANDARD} - {field.name for field in fields(Standard)}
    assert set() == {*PAGE} - {field.name for field in fields(Page)}
    assert set() == {*STYLE} - {field.name for field in fields(Style)}


def test_every_name_that_is_shown_is_chinese() -> None:
    assert [] == [row.name for row in rows(GBT9704) if re.search("[A-Za-z]", row.name)]


def test_the_default_differs_nowhere_and_the_other_profile_in_margins_and_pitch() -> None:
    assert [] == [row.name for row in rows(GBT9704) if row.usual]
    assert [
        ("上页边距（天头）", "34.58 毫米", "37 毫米"),
        ("版心高（由上、下页边距得出）", "229.84 毫米", "225 毫米"),
        ("正文行距", "29.45 磅", "28.95 磅"),
    ] == [(row.name, row.value, row.usual) for row in rows(PROFILES["gbt33476"]) if row.usual]


def test_whatever_an_office_sets_is_listed(tmp_path: Path) -> None:
    text = "\n".join(
        (
            "字体: {仿宋体: {名称: 方正仿宋_GBK}}",
            "数字字体: Times New Roman",
            "页边距: {左: 27}",
            "红色: 'C00000'",
            "红线粗细: 2",
            "标志字号: 48",
            "标志最小字号: 26",
            "标志最宽: 0.9",
            "标志最多压窄到: 0.7",
            "标志上边缘: 117",
            "份号密级紧急程度: 固定行",
            "三级标题加粗: 是",
            "标题行距: 34",
            "盖章署名前空行: 2",
            "不盖章署名前空行: 2",
            "附件标题字号: 三号",
            "版记字号: 三号",
            "版记在偶数页: 是",
            "页码形式: —1—",
        )
    )
    office = standards(tmp_path, text).office

    assert [
        ("左页边距（订口）", "27 毫米"),
        ("版心宽", "157 毫米"),
        ("标志和分隔线的红色", "#c00000"),
        ("加粗的标题层次", "三级标题"),
        ("份号、密级、紧急程度缺项时依次上移", "否"),
        ("发文机关标志字号（排得下时）", "48 磅"),
        ("标志上边缘距页面上边", "117 毫米"),
        ("标志最小字号", "一号（26 磅）"),
        ("标志最宽占版心宽", "0.9 倍"),
        ("标志过长时先压窄到", "0.7 倍"),
        ("红色分隔线粗细", "2 磅"),
        ("标题行距", "34 磅"),
        ("附件标题字号", "三号（16 磅）"),
        ("盖章的，署名前空", "2 行"),
        ("不盖章的，署名前空", "2 行"),
        ("版记放到偶数页", "是"),
        ("版记字号", "三号（16 磅）"),
        ("页码两边的一字线", "—1—"),
        ("仿宋体用的字体", "方正仿宋_GBK，数字和西文用 Times New Roman"),
        ("楷体用的字体", "楷体_GB2312（字库以外的字用 楷体），数字和西文用 Times New Roman"),
        ("黑体用的字体", "黑体，数字和西文用 Times New Roman"),
    ] == [(row.name, row.value) for row in rows(office) if row.usual]


def test_what_departs_from_the_letter_of_the_standard_is_on_the_page_on_word_files() -> None:
    text = (ROOT / "docs" / "formats" / "docx.md").read_text(encoding="utf-8").partition("## Deviations")[2]

    assert {each.clause for each in deviations(GBT9704)} == set(re.findall(r"^\* ([\d.]+):", text, re.MULTILINE))
