"""Drafts as they stand on web pages and in offices: the rules on their text say what is wrong and nothing else."""

from __future__ import annotations

import pytest

from docgen.checks.checking import Report
from docgen.checks.rule import Verdict
from docgen.pipeline import check_draft, check_file, fonts_here, write
from docgen.typesetting.fonts import FontSet
from tests.readers.drafts import STRANGE, read

LISTED = """青石县民政局关于做好殡葬管理工作的通知

各乡镇民政办：
现就有关事项通知如下：
一、管理措施
（一）清理乱葬；
（二）规范祭扫。
二、工作要求
（三）明确责任人。责任到人。
（四）加强宣传
各乡镇要张贴通告。
"""


def spoken(draft: str) -> list[tuple[str, str]]:
    """The rules that speak on a draft, and what they found."""
    return [(judged.rule.code, finding.found) for judged in judged_of(draft).judged for finding in judged.findings]


def judged_of(draft: str) -> Report:
    report = check_draft(draft.encode(), ".txt", "稿件.txt").value
    assert report is not None
    return report


def test_points_of_a_list_have_their_stops_and_numbers_may_run_on_through_the_text() -> None:
    assert [] == spoken(LISTED)
    assert [("T22", "（四）加强宣传。")] == spoken(LISTED.replace("加强宣传", "加强宣传。"))
    assert [("T03", "（五）加强宣传…接在第3项之后")] == spoken(LISTED.replace("（四）", "（五）"))


def test_numbers_begin_anew_under_each_article() -> None:
    rules = "县工作规则\n第一条 分为：\n（一）甲类；\n（二）乙类。\n第二条 又分为：\n（一）大类；\n（二）小类。\n"
    assert [] == [code for code, _ in spoken(rules) if code in ("T03", "T18", "T22")]


NOTED = "关于评比的通知\n\n各乡镇：\n请照办。\n附件：1．评分表\n　　　2．汇总表\n\n县民政局\n2024年3月1日\n"


def test_each_line_of_an_attachment_note_is_one_attachment() -> None:
    attached = "附件1\n评分表\n第一项。\n附件2\n汇总表\n第一项。\n"
    assert [] == spoken(NOTED + attached)
    assert [("T12", "附件说明列了2个，后附1个")] == spoken(NOTED + attached[: attached.index("附件2")])


def test_attachments_that_are_in_other_files_are_not_judged() -> None:
    (judged,) = [each for each in judged_of(NOTED).judged if each.rule.code == "T12"]
    assert (Verdict.UNMEASURED, "附件说明列了附件，附件不在这个文件里") == (judged.verdict, judged.reason)


def test_a_number_between_the_word_and_its_colon_is_wrong_in_an_attachment_note() -> None:
    noted = NOTED.replace("附件：1．评分表\n　　　2．", "附件1：评分表\n附件2：")
    assert [("T10", "附件1：评分表"), ("T10", "附件2：汇总表")] == spoken(noted)


@pytest.mark.parametrize(
    "line", ["主  任：邓  伟    县委副书记、县长", "联系人：许文娟 联系电话：8355021", "第一条 分类。"]
)
def test_blanks_that_part_columns_and_labels_are_none_between_characters(line: str) -> None:
    assert [] == spoken(f"关于名单的通知\n\n各乡镇：\n请照办。\n{line}\n")


def test_half_width_marks_that_stand_near_each_other_are_shown_once() -> None:
    draft = "关于甲的通知\n\n各乡镇：\n请照办,不误,认真组织实施并按时报送有关情况,逾期不候。\n"
    assert [("T07", "请照办,不误,认真组织"), ("T07", "有关情况,逾期不候")] == spoken(draft)


@pytest.mark.parametrize("year", ["二OO四", "二〇二四"])
def test_a_date_in_chinese_figures_is_found_however_its_nought_is_typed(year: str) -> None:
    draft = f"关于甲的通知\n\n各乡镇：\n请照办。\n县民政局\n{year}年三月一日\n"
    assert [("T05", f"{year}年")] == spoken(draft)


def test_what_a_web_page_says_of_a_paper_is_not_judged() -> None:
    web = "索引号: 1/2024-03\n发布日期：2024-03-01\n关于甲的通知\n来源:县民政局\n\n各乡镇：\n请照办。\n打印 关闭\n"
    assert [] == spoken(web)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("name", STRANGE)
def test_the_files_are_judged_as_the_draft_is(name: str, fonts: FontSet) -> None:
    """What a rule on the text says of the draft it says of both files, and no rule on layout speaks."""
    path = STRANGE[name]
    draft = check_draft(path.read_bytes(), path.suffix, path.name).value
    assert draft is not None
    expected = {judged.rule.code for judged in draft.judged if judged.findings}
    document = read(path.read_bytes(), path.suffix).document
    for form in ("docx", "pdf"):
        report = check_file(write(document, form, fonts=fonts).data, f"{name}.{form}").value
        assert report is not None
        assert expected == {judged.rule.code for judged in report.judged if judged.findings}
