from __future__ import annotations

from dataclasses import replace

from docgen.document import Imprint
from docgen.writers.text import lines_of, text_of
from tests.trees import FORM, LEDGER, LETTER, NOTICE, REPORT, text


def test_a_downward_paper_reads_from_mark_to_imprint() -> None:
    lines = lines_of(NOTICE)
    assert [
        "中共娄底市委党的群众路线",
        "教育实践活动领导小组办公室",
        "娄群办通〔2015〕1号",
        "关于印发《娄底市党的群众路线教育实践",
        "活动整改落实情况“回头看”工作方案》的",
        "通知",
    ] == list(lines[:6])
    assert "中共娄底市委党的群众路线教育实践活动领导小组办公室\t2015年1月6日印发" == lines[-1]


def test_parts_follow_the_signed_text_in_order() -> None:
    lines = lines_of(NOTICE)
    wanted = ["2015年1月6日", "附件：1．领导班子整改落实工作台帐", "附件1：", "附件2："]
    assert wanted == [line for line in lines if line in wanted]


def test_signers_stand_beside_the_number_in_their_last_row() -> None:
    assert ["签发人：罗文喆\t欧阳昇", "青委〔2015〕　号\t王琞"] == list(lines_of(REPORT)[4:6])


def test_a_letter_has_the_number_opposite_the_first_field() -> None:
    assert ["000003\t娄群办函〔2015〕7号", "加急"] == list(lines_of(LETTER)[2:4])


def test_a_form_has_its_title_above_the_number() -> None:
    assert ["督办通知单", "娄群办督〔2015〕3号"] == list(lines_of(FORM)[2:4])


def test_a_cover_comes_before_the_tables() -> None:
    assert ["市水务局", "领导班子整改落实工作台账", "填报单位：市水务局"] == list(lines_of(LEDGER)[:3])


def test_blank_cells_are_empty_lines() -> None:
    lines = lines_of(FORM)
    assert "" == lines[lines.index("承办人") + 1]


def test_remark_stands_in_full_width_brackets() -> None:
    assert "（联系人：欧阳昇，联系电话：0000-0000000）" in lines_of(REPORT)


def test_an_imprint_without_a_date_says_nothing_of_printing() -> None:
    lines = lines_of(replace(NOTICE, imprint=Imprint(printer=text("甲办"))))
    assert "甲办" == lines[-1]


def test_every_line_ends_with_a_newline() -> None:
    assert text_of(NOTICE) == "\n".join(lines_of(NOTICE)) + "\n"
