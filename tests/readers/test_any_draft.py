"""Whatever is in a draft: nothing lost, nothing invented, nothing moved, and each line told of once."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.readers.draft_lines import squeezed
from docgen.writers.text import lines_of
from tests.readers.drafts import read

#: Lines as drafts have them, and lines that look like another part than they are.
LINES = st.sampled_from(
    [
        "市政府办公室文件",
        "索引号: 000014349/2018-00123  主题分类: 其他",
        "首页 > 政务公开 > 文件",
        "000001",
        "机密★1年",
        "特急",
        "国办函〔2018〕71号",
        "青政发〔2024〕2号          签发人：张三 李四",
        "×政办发(2024)第1号",
        "关于印发《工作方案》的",
        "通    知",
        "青石县人民政府办公室",
        "关于做好防汛工作的通知",
        "（2024年3月1日第3次会议通过）",
        "各乡镇人民政府，县政府各部门：",
        "同志们：",
        "现将有关事项通知如下：",
        "一、总体要求",
        "（一）指导思想。要提高认识。",
        "(二)基本原则",
        "1.问题导向。",
        "2、抓好落实；",
        "1.5倍以上的，按照规定执行。",
        "（1）查找问题",
        "第一章　总则",
        "附件：1．名单",
        "      2．汇总表.xlsx",
        "附件:",
        "附件1：",
        "附件2 任务分工表",
        "附件",
        "　　　　　　青石县人民政府",
        "甲县财政局　　甲县民政局",
        "2024年3月1日",
        "二〇二四年三月一日",
        "　　年　月　日",
        "（此件公开发布）",
        "(联系人：张三)",
        "公开方式：主动公开",
        "抄送：县委办公室，县人大常委会办公室。",
        "青石县人民政府办公室  2024年3月1日印发",
        "序号\t单位\t数量",
        "1\t甲乡\t3",
        "\t序",
        "\t突出问题",
        "\t",
        "单位：          填报时间：    年  月  日",
        "说明：1、逐项列出。",
        "# 标题 **不是** 标记 | 也不是",
        "| 甲 | 乙 |",
        "|---|:-:|",
        "特此通知。",
        "",
        "　",
    ]
)
TEXT = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from("，。、；：？！“”（）《》〔〕—…·％ \t　0123456789.,:()[]#*|-_\\<>&{}%年月日号附件抄送"),
    ),
    max_size=60,
)
DRAFT = st.lists(st.one_of(LINES, TEXT), min_size=1, max_size=30).map("\n".join).filter(str.strip)


@settings(max_examples=400)
@given(draft=DRAFT)
def test_plain_text_keeps_every_character_in_order(draft: str) -> None:
    assert squeezed(draft) == squeezed("".join(lines_of(read(draft).document)))


@settings(max_examples=200)
@given(draft=DRAFT)
def test_every_line_is_told_of_once_and_in_order(draft: str) -> None:
    for suffix in (".txt", ".md"):
        told = [(taken.first, taken.last) for taken in read(draft, suffix).taken]
        assert all(first <= last for first, last in told)
        assert all(before[1] <= after[0] for before, after in pairwise(told))
        covered = {number for first, last in told for number in range(first, last + 1)}
        if suffix == ".txt":
            assert [] == [n for n, line in enumerate(draft.split("\n"), 1) if line.strip() and n not in covered]


@settings(max_examples=200)
@given(draft=DRAFT)
def test_markdown_loses_nothing_but_its_markup(draft: str) -> None:
    """Marks apart, the characters are those of the draft in its order."""
    markup = re.compile(r"[#*|\\>=+:_-]")
    given_text, made = (
        markup.sub("", squeezed(text)) for text in (draft, "".join(lines_of(read(draft, ".md").document)))
    )
    assert given_text == made


@settings(max_examples=200)
@given(draft=DRAFT)
def test_with_a_mark_parts_move_and_none_is_lost(draft: str) -> None:
    """What the standard prints itself (抄送：) may differ in its marks from the draft; nothing else is missing."""
    made = read(draft, mark=("青石县人民政府办文件",))
    lost = Counter(squeezed(draft)) - Counter(squeezed("".join(lines_of(made.document))))
    assert set(":（）抄送报") >= set(lost)
    assert sum(lost.values()) <= len(made.moved)


@given(draft=DRAFT)
def test_both_encodings_give_the_same(draft: str) -> None:
    expected = read(draft).document
    assert expected == read(draft.encode("gb18030")).document
    assert expected == read(b"\xef\xbb\xbf" + draft.replace("\n", "\r\n").encode()).document
