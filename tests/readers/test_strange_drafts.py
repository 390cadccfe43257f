"""Invented drafts in the manner of offices and web pages: what each line was taken for, the text kept in both files.

README.md beside them says what is peculiar about each.
"""

from __future__ import annotations

import pytest

from docgen.document import FieldLine, Role, Table
from docgen.pipeline import fonts_here, write
from docgen.readers.draft_lines import decoded, squeezed
from docgen.readers.web_page import furniture
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.fonts import FontSet
from docgen.typesetting.title import shape
from docgen.typesetting.widths import plain
from tests.documents.reading_back import docx_lines, glyph_zero, pdf_text
from tests.goldens import compare
from tests.readers.drafts import STRANGE, elements, outline, read


@pytest.mark.parametrize("name", STRANGE)
def test_what_each_line_was_taken_for(name: str, pytestconfig: pytest.Config) -> None:
    made = read(STRANGE[name].read_bytes())
    told = [
        f"{taken.first}—{taken.last} {taken.element}：{taken.reason}{'？' if taken.doubt else ''}{taken.doubt}"
        for taken in made.taken
    ]
    compare(f"drafts/{name}", "\n".join([*told, "", *outline(made.document), ""]), pytestconfig)


@pytest.mark.parametrize("name", STRANGE)
def test_both_files_hold_the_text_of_the_draft(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = STRANGE[name].read_bytes()
    lines = decoded(content).value
    assert lines is not None
    document = read(content).document
    pdf = write(document, "pdf", fonts=_fonts(tmp_path_factory)).data
    assert squeezed("".join(lines)) == squeezed("".join(docx_lines(write(document, "docx").data)))
    assert squeezed("".join(lines)) == squeezed("".join(pdf_text(pdf).lines))
    assert [] == glyph_zero(pdf)


def _fonts(factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(factory.mktemp("fonts"))


LONG = (
    "甲市人民政府办公室转发《乙省人民政府办公厅关于转发省民政厅等部门〈关于进一步做好殡葬管理工作的意见〉的通知》的通知"
)


def test_a_title_that_holds_the_titles_it_forwards_may_be_long() -> None:
    made = read(f"{LONG}\n甲政办〔2024〕1号\n\n各县：\n现转发给你们。\n")
    assert ["标题 1—1", "发文字号 2—2", "主送机关 4—4", "正文 5—5"] == elements(made)


def test_a_signature_below_its_date_stays_there_and_it_is_told() -> None:
    made = read("关于甲的通知\n\n各县：\n请照办。\n\n2024年3月1日\n甲市民政局\n（此件公开发布）\n")
    assert ["成文日期 6—6", "发文机关署名 7—7", "附注 8—8"] == elements(made)[3:]
    assert ["写在成文日期下面，照原样排"] == [taken.doubt for taken in made.taken if taken.doubt]


def test_a_date_in_brackets_broken_over_lines_is_one_under_the_title() -> None:
    made = read(
        "甲县人大常委会\n关于乙的决定\n\n（2024年3月1日甲县第十八届\n人大常委会第三次会议通过）\n\n决定如下：\n"
    )
    assert ["标题 1—2", "题下文字 4—5", "正文 7—7"] == elements(made)


def test_an_agency_over_its_title_is_of_it_where_every_line_stands_apart() -> None:
    made = read("甲市应急局\n\n关于消防检查的通知\n\n各县应急局：\n\n请照办。\n\n甲市应急局\n\n2024年3月1日\n")
    assert "标题 1—3" == elements(made)[0]


def test_a_value_below_its_key_is_no_title() -> None:
    made = read("发布机构：\n甲市民政局\n关于乙的通知\n各县：\n请照办。\n")
    assert ["题上文字 1—1", "题上文字 2—2", "标题 3—3"] == elements(made)[:3]


def test_a_chapter_needs_no_blank_and_a_stamped_name_signs() -> None:
    made = read(
        "甲县工作规则\n\n第一章总则\n第一条　为规范工作，定本规则。\n甲县民政局（盖章）\n2024年3月1日\n联系人：丁一\n"
    )
    assert ["标题 1—1", "章节标题 3—3", "正文 4—4", "发文机关署名 5—5", "成文日期 6—6", "附注 7—7"] == elements(made)


def test_rows_to_fill_in_empty_corners_and_the_unit_of_measure_belong_to_a_table() -> None:
    made = read(
        "关于甲的通知\n\n各县：\n请照办。\n表1　资金表\n单位：万元\n序号\t乡镇\t金额\n1\t乙乡\t3\n\t合计\t3\n\t\t\n"
    )
    (fields,) = [block for block in made.document.body if isinstance(block, FieldLine)]
    (table,) = [block for block in made.document.body if isinstance(block, Table)]
    assert ["", "单位：万元"] == [plain(field) for field in fields.fields]
    assert [["1", "乙乡", "3"], ["", "合计", "3"], ["", "", ""]] == [
        ["".join(map(plain, cell.lines)) for cell in row.cells] for row in table.rows
    ]


def test_the_last_of_a_list_of_sentences_is_set_as_the_others() -> None:
    made = read(
        "关于甲的决定\n\n决定如下：\n一、提高认识，加强领导。\n二、各乡镇抓好落实。\n本决定自公布之日起施行。\n"
    )
    assert ["1body　一、提高认识，加强领导。", "1body　二、各乡镇抓好落实。"] == [
        line for line in outline(made.document) if line.startswith("1")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "【打印本页】 【关闭窗口】",
        "分享到：微信 微博",
        "上一篇：关于乙的通知",
        "扫一扫在手机打开当前页",
        "责任编辑：王某",
        "蜀ICP备1号",
    ],
)
def test_the_foot_of_a_page_stays_last_and_small(text: str) -> None:
    assert furniture(text)
    made = read(f"关于甲的通知\n\n各县：\n请照办。\n甲县民政局\n2024年3月1日\n{text}\n")
    assert "网页文字 7—7" == elements(made)[-1]
    assert Role.NOTE is made.document.body[-1].role  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["打印机由办公室采购。", "来源合法的，予以登记。", "分享经验。", "编辑部设在县志办。", "第三节课后服务。"]
)
def test_sentences_that_begin_alike_are_text(text: str) -> None:
    assert not furniture(text)
    assert "正文" == elements(read(f"关于甲的通知\n\n各县：\n请照办。\n{text}\n"))[-1].split()[0]


def test_a_line_of_a_title_set_by_hand_that_is_too_long_is_broken_between_words() -> None:
    made = read("甲区人民政府\n关于公布第五批区级非物质文化遗产代表性项目名录的通知\n\n各镇：\n请照办。\n")
    assert ["甲区人民政府", "关于公布第五批区级非物质文化遗产", "代表性项目名录的通知"] == [
        plain(line) for line in shape(made.document, GBT9704).title
    ]
