"""Drafts of joint papers: agencies that sign together, and a long name broken by hand, which is one agency's."""

from __future__ import annotations

import pytest

from docgen.document import JointMark, Text, Voice
from docgen.readers.signing import agencies
from docgen.typesetting.widths import plain
from tests.readers.drafts import read
from tests.trees import text as worded


def text(characters: str) -> Text:
    return worded(characters, Voice.DATA)


BODY = "关于加强项目管理的通知\n\n各乡镇人民政府：\n　　现将有关事项通知如下。请认真贯彻执行。\n\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["青石县农业农村局", "青石县财政局"], (("青石县农业农村局",), ("青石县财政局",))),
        (["中共青石县委办公室", "青石县人民政府办公室"], (("中共青石县委办公室",), ("青石县人民政府办公室",))),
        (["青石县农业农村局　　青石县财政局"], (("青石县农业农村局",), ("青石县财政局",))),
        (
            ["市民政局　市财政局　市教育局", "市水务局"],
            (("市民政局",), ("市财政局",), ("市教育局",), ("市水务局",)),
        ),
        (["教育部", "财政部"], (("教育部",), ("财政部",))),
        # one agency's name broken by hand
        (
            ["中共娄底市委党的群众路线", "教育实践活动领导小组办公室"],
            (("中共娄底市委党的群众路线", "教育实践活动领导小组办公室"),),
        ),
        (["青石县人民政府", "办公室"], (("青石县人民政府", "办公室"),)),
        (["中共青石县委", "组织部"], (("中共青石县委", "组织部"),)),
        (["青石县委", "农村社区建设领导小组办公室"], (("青石县委", "农村社区建设领导小组办公室"),)),
        (["青石县人民政府　办公室"], (("青石县人民政府　办公室",),)),
        (["财　政　局"], (("财　政　局",),)),
        (["市长　张三"], (("市长　张三",),)),
    ],
)
def test_agencies_that_sign_together_are_told_from_one_long_name(
    lines: list[str], expected: tuple[tuple[str, ...], ...]
) -> None:
    assert expected == agencies(lines)


@pytest.mark.parametrize(
    "signed", ["青石县农业农村局\n青石县财政局\n青石县林业局", "青石县农业农村局　　青石县财政局　　青石县林业局"]
)
def test_a_joint_sign_off_is_recognised_and_said(signed: str) -> None:
    made = read(f"{BODY}{signed}\n2024年3月15日\n")
    assert made.document.sign_off is not None
    names = (made.document.sign_off.signature, *made.document.sign_off.others)
    assert [["青石县农业农村局"], ["青石县财政局"], ["青石县林业局"]] == [
        [plain(line) for line in name] for name in names
    ]
    assert "青石县农业农村局" == made.document.properties.author
    (told,) = [taken for taken in made.taken if taken.element == "发文机关署名"]
    assert ("正文之后的几个机关名称，联合行文，下面是日期", "") == (told.reason, told.doubt)


def test_lines_that_may_each_be_an_agency_are_one_name_and_a_doubt() -> None:
    made = read(f"{BODY}青石集团有限公司\n白沙电力公司\n2024年3月15日\n")
    assert made.document.sign_off is not None
    assert () == made.document.sign_off.others
    (told,) = [taken for taken in made.taken if taken.element == "发文机关署名"]
    assert told.doubt.startswith("当作一个机关分行写的名称")


def test_a_mark_of_several_agencies_takes_the_place_of_their_lines() -> None:
    made = read(
        f"青石县农业农村局\n青石县财政局文件\n青农发〔2024〕8号\n{BODY}", mark=("青石县农业农村局；青石县财政局文件",)
    )
    document = made.document
    assert (text("青石县农业农村局"),) == document.mark
    assert JointMark(others=((text("青石县财政局"),),), word=text("文件")) == document.joint
    assert () == document.above_title
    assert (
        "第 1 行发文机关标志“青石县农业农村局”移到版头",
        "第 2 行发文机关标志“青石县财政局文件”移到版头",
        "第 3 行发文字号“青农发〔2024〕8号”移到版头",
    ) == made.moved


def test_a_name_of_a_joint_mark_may_be_broken_by_hand() -> None:
    made = read(BODY, mark=("中共青石县委教育实践", "活动办公室；青石县财政局"))
    assert (text("中共青石县委教育实践"), text("活动办公室")) == made.document.mark
    assert JointMark(others=((text("青石县财政局"),),)) == made.document.joint
