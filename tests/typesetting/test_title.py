"""Titles of one line are broken into 梯形 or 菱形, and nothing in them is parted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.document import Attachment, Cover, Document, IssuedText, Layout, Orientation, Run, Text, Voice
from docgen.kinds.job import Request
from docgen.pipeline import plan, write
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.line_breaking import NOT_AT_END, NOT_AT_START
from docgen.typesetting.title import broken, shape
from docgen.typesetting.widths import plain, width
from tests.documents.papers import EXAMPLES, road_of
from tests.documents.reading_back import docx_lines
from tests.goldens import compare
from tests.trees import SPEECH

LINE = 156 / 25.4 * 72 / 22  # 字 of 二号 in the 版心


def joined(title: tuple[Text, ...]) -> str:
    return "".join(plain(line) for line in title)


@pytest.mark.parametrize(
    "lines",
    [
        ("国务院办公厅关于开展", "城镇小区配套幼儿园治理工作的通知"),
        ("国务院关于进一步加强和改进", "社会救助工作的意见"),
        ("国务院办公厅关于全面推进", "城镇老旧小区改造工作的指导意见"),
        ("国务院办公厅关于全面实施", "行政规范性文件合法性审核机制的指导意见"),
        ("国务院关于印发", "《2024—2025年节能降碳行动方案》的通知"),
        ("国务院办公厅关于", "2025年部分节假日安排的通知"),
        ("第十二届全国人民代表大会第三次会议", "关于政府工作报告的决议"),
        ("中共中央 国务院关于全面推进", "乡村振兴加快农业农村现代化的意见"),
        ("关于全市教育实践活动整改落实情况", "“回头看”重点抽查情况的通报"),
        ("关于召开全市2015年1月15日前", "整改落实工作推进会议的通知"),
        ("关于印发《娄底市党的群众路线", "教育实践活动整改落实情况“回头看”", "工作方案》的通知"),
        ("中共娄底市委党的群众路线", "教育实践活动领导小组办公室关于", "整改落实情况“回头看”工作情况的报告"),
    ],
    ids=lambda lines: lines[0],
)
def test_real_titles(lines: tuple[str, ...]) -> None:
    found = broken("".join(lines), LINE)

    assert [line.strip() for line in lines] == [line.strip() for line in found]


def test_a_title_that_a_line_holds_is_left_alone() -> None:
    title = "关于给予王小明同志党内严重警告处分的决定"

    assert (20.0, (title,)) == (width(title), broken(title, LINE))


def test_a_name_that_is_no_word_stays_whole_where_it_is_given_and_is_not_learned() -> None:
    title = "关于通报湘中公共交通公司第三分公司整改落实情况的函"
    unknown = ("关于通报湘中公共交通公司第三", "分公司整改落实情况的函")

    assert unknown == broken(title, LINE)
    assert ("关于通报湘中公共交通公司第三分公司", "整改落实情况的函") == broken(
        title, LINE, ["湘中公共交通公司第三分公司"]
    )
    assert unknown == broken(title, LINE)


def test_a_named_work_is_parted_only_when_no_line_holds_it() -> None:
    short, long = "《关于规范村级财务管理的意见》", "《关于进一步规范和加强全市村级财务管理监督的实施意见》"

    assert any(short in line for line in broken(f"市委办公室关于印发{short}的通知", LINE))
    assert all(width(line) <= LINE for line in broken(f"市委办公室关于印发{long}的通知", LINE))


def test_a_word_or_number_longer_than_a_line_is_parted_all_the_same() -> None:
    title = "关于" + "A" * 60 + "的通知"
    lines = broken(title, LINE)

    assert title == "".join(lines)
    assert [True] * len(lines) == [width(line) <= LINE for line in lines]


PHRASES = st.one_of(
    st.sampled_from(
        ["国务院", "中共石桥区委", "领导小组", "办公室", "关于", "印发", "开展", "进一步", "第三次", "会议"]
    ),
    st.sampled_from(
        ["整改", "落实", "工作", "情况", "安全", "生产", "大检查", "和平区", "党", "报告", "2024年", "1月5日"]
    ),
    st.sampled_from(["和", "及", "的", "的通知", "、", "《", "》", "“", "”", "（试行）"]),
)


@given(st.lists(PHRASES, min_size=8, max_size=30).map("".join))
def test_no_line_begins_with_de_or_a_closing_mark_or_ends_with_an_opening_one(title: str) -> None:
    lines = broken(title, LINE)

    assert title == "".join(lines)
    if len(lines) > 1 and not any(bad in title for bad in RUNS):
        assert set() == {line[0] for line in lines[1:]} & (NOT_AT_START | {"的"})
        assert set() == {line[-1] for line in lines[:-1]} & NOT_AT_END


#: Titles that are marks or 的 for a line's length leave nothing to choose.
RUNS = ("的" * 9, "、" * 9)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=120), st.integers(5, 30))
def test_joined_the_lines_are_the_title(title: str, measure: int) -> None:
    lines = broken(title, measure)

    assert title == "".join(lines)
    assert [True] * len(lines) == [width(line) <= measure for line in lines]


def test_hand_set_lines_are_kept_where_a_line_holds_them() -> None:
    assert SPEECH == shape(SPEECH, GBT9704)

    crooked = tuple((Run(text=line),) for line in ("关于印发《娄底市教育实践活动工作方案》的", "通知"))
    assert crooked == shape(replace(SPEECH, title=crooked), GBT9704).title


def test_a_hand_set_line_that_no_line_holds_is_broken_as_a_title_is() -> None:
    given = tuple(
        (Run(text=line),) for line in ("甲县", "关于印发《娄底市党的群众路线教育实践活动工作方案》的", "通知")
    )
    lines = [plain(line) for line in shape(replace(SPEECH, title=given), GBT9704).title]
    assert ("甲县", "通知") == (lines[0], lines[-1])
    assert list(broken("关于印发《娄底市党的群众路线教育实践活动工作方案》的", 20.1)) == lines[1:-1]


def test_each_title_is_broken_by_its_own_style_and_sheet() -> None:
    title = (((Run(text="党的群众路线教育实践活动整改落实情况督办事项研判表"),)),)
    shaped = shape(
        replace(
            SPEECH,
            layout=Layout.READING,
            title=title,
            cover=Cover(title=title, fields=()),
            parts=(
                IssuedText(title=title, body=()),
                Attachment(title=title, body=()),
                Attachment(title=title, body=(), orientation=Orientation.LANDSCAPE),
            ),
        ),
        GBT9704,
    )

    assert shaped.cover is not None
    found = (shaped.title, shaped.cover.title, *(part.title for part in shaped.parts))
    assert {plain(title[0])} == {joined(each) for each in found}
    assert [3, 2, 2, 2, 1] == [len(each) for each in found]


def test_runs_keep_their_voice_and_cells_when_a_line_ends_in_them() -> None:
    named = Run(text="青石县人力资源和社会保障服务中心", voice=Voice.DATA, origins=("甲 › 单位 › B2",))
    title = ((named, Run(text="领导班子整改落实情况通报")),)
    lines = shape(replace(SPEECH, layout=Layout.READING, title=title), GBT9704).title

    assert named.text == "".join(run.text for line in lines for run in line if run.voice is Voice.DATA)
    assert {named.origins} == {run.origins for line in lines for run in line if run.voice is Voice.DATA}
    assert joined(title) == joined(lines)


def test_the_pipeline_breaks_titles_with_the_names_it_is_given() -> None:
    name = "湘中公共交通公司第三分公司"
    document = replace(SPEECH, title=((Run(text=f"关于通报{name}整改落实情况的函"),),))
    printed = docx_lines(write(document, "docx", names=[name]).data)

    assert list(broken(joined(document.title), LINE, [name])) == printed[:2]


def one_line_titles(document: Document) -> Iterator[tuple[Text, ...]]:
    titles = [document.title, *(part.title for part in document.parts), document.cover.title if document.cover else ()]
    return (title for title in titles if len(title) == 1)


def test_titles_of_all_papers_of_both_examples(pytestconfig: pytest.Config) -> None:
    """Every title that was broken, once, to be read; no name of the dataset is parted in any."""
    found: dict[str, None] = {}
    for example in EXAMPLES:
        road = road_of(example)
        documents = (road.compose(job).value for job in plan(road.dataset, Request()))
        for document in (composed.document for composed in documents if composed):
            shaped = shape(document, GBT9704, road.names)
            changed = [joined(title) for title in one_line_titles(document)]
            for lines in (shaped.title, *(part.title for part in shaped.parts)):
                if len(lines) > 1 and joined(lines) in changed:
                    found["／".join(plain(line) for line in lines)] = None
                    assert [] == [name for name in road.names if name in joined(lines) and not held(name, lines)]

    compare("titles", "".join(f"{lines}\n" for lines in found), pytestconfig)


def held(name: str, lines: tuple[Text, ...]) -> bool:
    return any(name in plain(line) for line in lines)
