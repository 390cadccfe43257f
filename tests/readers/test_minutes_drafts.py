"""Drafts of 纪要: mark, issue and issuing row at the head, 出席, 请假 and 列席 at the end, nothing lost."""

from __future__ import annotations

from docgen.document import Layout
from docgen.pipeline import write
from docgen.readers.draft_lines import squeezed
from docgen.readers.stranger import formatted
from docgen.typesetting.widths import plain
from tests.documents.reading_back import docx_lines
from tests.readers.drafts import elements, read

MARK = "青石县人民政府常务会议纪要"
DRAFT = f"""{MARK}
第3期
青石县人民政府办公室　　　　　2024年3月8日

关于研究防汛备汛工作的会议纪要

　　2024年3月5日，县长罗文主持召开县人民政府第3次常务会议，专题研究防汛备汛工作。纪要如下：
　　一、关于隐患排查
　　会议要求，各乡镇于3月底前完成排查。

　　出席：张　明、李　强、王秀英
　　请假：郑少华（外出学习）
　　列席人员：县水务局胡长江
　　　　　　　县应急局何静
　　记录：林晓

抄送：县委办公室。
青石县人民政府办公室　　2024年3月8日印发
"""
HEAD = ["发文机关标志 1—1", "发文字号 2—2", "编印单位和日期 3—3", "标题 5—5"]
LISTS = [f"出席、请假、列席 {lines}" for lines in ("11—11", "12—12", "13—14", "15—15")]


def test_the_whole_paper_has_each_part_in_its_place() -> None:
    made = read(DRAFT, mark=(MARK,))
    assert [*HEAD, "正文 7—7", "层次标题 8—8", "正文 9—9", *LISTS] == elements(made)[:-2]
    document = made.document
    assert (Layout.MINUTES, "第3期") == (document.layout, plain(document.number))
    assert document.issuing is not None
    assert ("青石县人民政府办公室", "2024年3月8日") == (
        plain(document.issuing.office),
        plain(document.issuing.date),
    )
    assert [
        ("出席：", ["张　明、李　强、王秀英"]),
        ("请假：", ["郑少华（外出学习）"]),
        ("列席人员：", ["县水务局胡长江", "县应急局何静"]),
        ("记录：", ["林晓"]),
    ] == [(plain(entry.label), [plain(names) for names in entry.names]) for entry in document.attendance]


def test_what_moved_is_said_and_only_the_unknown_label_is_doubted() -> None:
    made = read(DRAFT, mark=(MARK,))
    assert ["版头", "版头", "版头", "版记", "版记"] == [moved.rpartition("移到")[2] for moved in made.moved]
    assert ["记录：林晓"] == [taken.text for taken in made.taken if taken.doubt]


def test_every_character_is_printed_in_its_order_with_a_mark_and_without() -> None:
    for mark in ((), (MARK,)):
        printed = "".join(docx_lines(write(read(DRAFT, mark=mark).document, "docx").data))
        assert squeezed(DRAFT) == squeezed(printed)


def test_a_mark_of_two_lines_is_known_in_the_draft_s_one() -> None:
    made = read(DRAFT, mark=("青石县人民政府", "常务会议纪要"))
    assert HEAD[0] == elements(made)[0]
    assert 2 == len(made.document.mark)


def test_minutes_without_a_title_of_their_own_have_none() -> None:
    untitled = DRAFT.replace("\n关于研究防汛备汛工作的会议纪要\n", "")
    made = read(untitled, mark=(MARK,))
    assert [*HEAD[:3], "正文 5—5"] == elements(made)[:4]
    assert ((), "第3期") == (made.document.title, plain(made.document.number))
    assert squeezed(untitled) == squeezed("".join(docx_lines(write(made.document, "docx").data)))


def test_attendance_above_the_text_is_text_where_it_stands() -> None:
    draft = "关于防汛工作的会议纪要\n\n出席：张明、李强\n列席：何静\n\n会议听取了汇报，提出了要求。\n"
    assert ["标题 1—1", "正文 3—3", "正文 4—4", "正文 6—6"] == elements(read(draft))


def test_lists_after_the_sign_off_stay_after_it() -> None:
    signed = "　　　　　　　　青石县人民政府\n　　　　　　　　2024年3月8日"
    draft = f"关于防汛工作的会议纪要\n\n会议听取了汇报。\n\n{signed}\n\n出席：张明、李强\n"
    document = read(draft).document
    assert (None, 1) == (document.sign_off, len(document.attendance))
    assert squeezed(draft) == squeezed("".join(docx_lines(write(document, "docx").data)))


def test_other_papers_have_no_lists_of_attendance() -> None:
    draft = "关于召开防汛会议的通知\n\n各乡镇：\n定于3月5日开会，请准时参加。\n\n参加：各乡镇长\n"
    assert [] == [row for row in elements(read(draft)) if row.startswith("出席")]


def test_the_form_asked_for_goes_before_what_the_mark_says() -> None:
    made = formatted(DRAFT.encode(), ".txt", mark=[MARK], layout=Layout.OFFICIAL).value
    letter = formatted(
        "关于商请支持的函\n\n县水务局：\n请予支持。\n青石县财政局办公室　2024年3月1日印发\n".encode(),
        ".txt",
        mark=["青石县财政局"],
        layout=Layout.LETTER,
    ).value
    assert made is not None
    assert letter is not None
    assert (Layout.OFFICIAL, None) == (made.document.layout, made.document.issuing)
    assert ["青石县财政局办公室　2024年3月1日印……"] == [taken.text for taken in letter.taken if taken.doubt]
    assert (Layout.LETTER, None, ()) == (letter.document.layout, letter.document.imprint, letter.moved)
