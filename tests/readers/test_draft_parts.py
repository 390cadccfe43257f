"""How the parts of a draft are known, case by case: what a person would take each line for, and what is unsure."""

from __future__ import annotations

import pytest

from docgen.document import Align, Attachment, IssuedText, Paragraph, Role, Table
from docgen.problems import Code
from docgen.readers import marks
from docgen.readers.stranger import formatted
from docgen.typesetting.widths import plain
from tests.readers.drafts import elements, outline, read

NOTICE = """青石县财政局  青石县教育局
关于申请专项资金的请示

县人民政府：
    现申请资金100万元。
    妥否，请批示。
    附件：1．资金测算表
          2．项目清单

                    青石县财政局
                    青石县教育局
                    2024年3月1日
    （联系人：张三）

附件1
资金测算表
（2024年度）
序号\t项目\t金额
1\t校舍\t40
合计\t\t40

附件2：项目清单
1．校舍维修
2．桥梁加固
抄送：县委办公室，县人大常委会办公室。
青石县人民政府办公室                2024年3月2日印发
"""


def test_a_whole_paper() -> None:
    assert [
        "标题 1—2",
        "主送机关 4—4",
        "正文 5—6",
        "附件说明 7—8",
        "发文机关署名 10—11",
        "成文日期 12—12",
        "附注 13—13",
        "附件标识 15—15",
        "附件标题 16—17",
        "表格 18—20",
        "附件标识 22—22",
        "附件标题 22—22",
        "层次标题 23—24",
        "抄送机关 25—25",
        "印发机关和印发日期 26—26",
    ] == elements(read(NOTICE))


def test_nothing_moves_without_a_mark() -> None:
    made = read(NOTICE)
    assert ((), None) == (made.moved, made.document.imprint)
    assert isinstance(made.document.parts[-1].body[-1], Paragraph)


def test_with_a_mark_the_imprint_and_the_number_move_and_it_is_said() -> None:
    draft = "机密★1年\n特急\n青石县人民政府文件\n青政发〔2024〕1号\n" + NOTICE
    made = read(draft, mark=("青石县人民政府文件",))
    document = made.document
    assert "机密★1年 特急 青政发〔2024〕1号" == " ".join(
        plain(text) for text in (document.security, document.urgency, document.number)
    )
    assert document.imprint is not None
    assert ("县委办公室，县人大常委会办公室。", "青石县人民政府办公室", "2024年3月2日") == tuple(
        plain(text) for text in (document.imprint.copies, document.imprint.printer, document.imprint.print_date)
    )
    assert (
        "第 1 行密级和保密期限“机密★1年”移到版头",
        "第 2 行紧急程度“特急”移到版头",
        "第 3 行发文机关标志“青石县人民政府文件”移到版头",
        "第 4 行发文字号“青政发〔2024〕1号”移到版头",
        "第 29 行抄送机关“抄送：县委办公室，县人大常委会办公室。”移到版记",
        "第 30 行印发机关和印发日期“青石县人民政府办公室                2024年3月2日印发”移到版记",
    ) == made.moved


def test_an_upward_paper_has_its_signers_beside_the_number() -> None:
    draft = "青教发〔2024〕1号                    签发人：李四  王五\n" + NOTICE
    assert "发文字号 1—1" == elements(read(draft))[0]
    document = read(draft, mark=("青石县教育局文件",)).document
    assert ("青教发〔2024〕1号", ["李四", "王五"]) == (
        plain(document.number),
        [plain(name) for name in document.signers],
    )


WEB = """首页 > 政务公开 > 政策文件
国务院关于印发某某规划的通知
索 引 号：\t000014349/2018-00123\t主题分类：\t综合政务
发文机关：\t国务院\t成文日期：\t2018年03月01日
标　　题：\t国务院关于印发某某规划的通知
主 题 词：

国务院关于印发某某规划的通知

国发〔2018〕5号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　现将《某某规划》印发给你们，请认真贯彻执行。

　　　　　　　　　　　　　　　　　　　　国务院
　　　　　　　　　　　　　　　　　　2018年3月1日
（此件公开发布）

某某规划
（2018—2020年）

第一章　总　则
第一条　为了规范某某工作，制定本规划。
"""


def test_a_page_of_the_web() -> None:
    """What the site says about the paper stays above the title, as text; the second of two titles is the paper's."""
    made = read(WEB)
    document = made.document
    assert ["国务院关于印发某某规划的通知"] == [plain(line) for line in document.title]
    assert "标题 8—8" in elements(made)
    assert {Role.NOTE} == {block.role for block in document.above_title}
    assert 6 == len(document.above_title)
    (part,) = document.parts
    assert isinstance(part, IssuedText)
    assert ["某某规划", "（2018—2020年）"] == [plain(line) for line in part.title]
    assert Paragraph(level=1, lead=part.body[0].lead, role=Role.CENTERED) == part.body[0]  # type: ignore[union-attr]


def test_a_date_on_the_line_of_the_signature_is_kept_and_told() -> None:
    made = read("关于甲的答复\n\n王五代表：\n收悉。\n青石县民政局　2024年5月6日\n（联系电话：123456）\n")
    assert "署名　青石县民政局　2024年5月6日" in list(outline(made.document))
    assert ["和成文日期在同一行，照原样排"] == [taken.doubt for taken in made.taken if taken.doubt]


def test_in_plain_text_marks_of_markdown_are_text() -> None:
    made = read("# 关于甲的通知\n\n**各乡镇**：\n| 甲 | 乙 |\n|---|---|\n- 一项。\n")
    assert "#关于甲的通知**各乡镇**：|甲|乙||---|---|-一项。" == "".join(
        line.partition("　")[2].replace(" ", "") for line in outline(made.document)
    )


MARKDOWN = """# 关于开展检查的通知

青应急〔2024〕3号

各乡镇人民政府：

为**切实**加强*工作*，做到 5\\*3 全覆盖，填写____。

## 一、总体要求
坚持安全第一。
## 检查内容
- 落实责任制。
> 引用一段话。

| 序号 | 单位 | 数量 |
|:--:|---|--:|
| 1 | 甲\\|乙 | 30 |

附件：检查表

青石县应急管理局
2024年3月1日
---
# 附件
## 检查表
内容见 [网站](http://example.com)。
"""


def test_markdown() -> None:
    document = read(MARKDOWN, ".md").document
    assert [
        "标题　关于开展检查的通知",
        "number　青应急〔2024〕3号",
        "主送　各乡镇人民政府：",
        "body　为切实加强工作，做到 5*3 全覆盖，填写____。",
        "1body　一、总体要求¦",
        "body　坚持安全第一。",
        "1body　检查内容¦",
        "body　落实责任制。",
        "body　引用一段话。",
        "表　序号 ｜ 单位 ｜ 数量",
        "表　1 ｜ 甲|乙 ｜ 30",
        "附件说明　附件：检查表",
        "署名　青石县应急管理局",
        "日期　2024年3月1日",
        "＝＝　附件　附件",
        "标题　检查表",
        "body　内容见 [网站](http://example.com)。",
    ] == list(outline(document))
    (table,) = (block for block in document.body if isinstance(block, Table))
    assert [Align.CENTER, Align.LEFT, Align.RIGHT] == [column.align for column in table.columns]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、总体要求", 1),
        ("（十一）保障", 2),
        ("(二)保障", 2),
        ("1．落实", 3),
        ("1.落实", 3),
        ("12、落实", 3),
        ("（3）落实", 4),
        ("1.5倍以上", 0),
        ("2024年3月", 0),
        ("第一，落实", 0),
        ("一是落实", 0),
    ],
)
def test_levels(line: str, level: int) -> None:
    assert level == marks.level(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("各县(市、区)人民政府,市政府各部门、直属各单位:", True),
        ("同志们：", True),
        ("县住建局：", True),
        ("各分馆：", True),
        ("现将有关事项通知如下：", False),
        ("发布机构：", False),
        ("附件：", False),
        ("重点做好以下工作：", False),
        ("会议指出：", False),
    ],
)
def test_recipients(line: str, expected: bool) -> None:
    assert expected is marks.addressed(line)


def test_a_line_of_the_page_that_ends_in_a_paper_is_no_mark() -> None:
    assert [True, False] == [marks.mark(line) for line in ("青石县人民政府文件", "有效性: 有效 组配分类: 市府办文件")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("2018年10月27日", True), ("二〇一八年十月二十七日", True), ("　　年　月　日", True), ("2018年10月", False)],
)
def test_dates(line: str, expected: bool) -> None:
    assert expected is marks.date(line)


def test_a_list_of_sentences_is_text_and_a_heading_has_text_under_it() -> None:
    made = read(
        "关于甲的通知\n一、标准\n（一）每月1309元。\n（二）每月1963元。\n二、原则\n（一）指导思想。\n坚持原则。\n"
    )
    assert ["1body　一、标准¦", "2body　（一）每月1309元。", "2body　（二）每月1963元。", "1body　二、原则¦"] == list(
        outline(made.document)
    )[1:5]
    assert "2body　（一）指导思想。¦" in list(outline(made.document))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件里没有文字"),
        ("\ufeff\u3000\n\t\n".encode(), "文件里没有文字"),
        (b"PK\x03\x04\x00\x00", "第 1 行有不能印出的控制字符（U+0003），不是纯文本"),
        (b"\xff\xfe\x00\x4e", "不是 UTF-8 或 GB18030 编码的文本"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    result = formatted(data, ".txt")
    assert result.value is None
    assert [(Code.FILE_UNREADABLE, message)] == [(problem.code, problem.message) for problem in result.problems]


def test_attachments_need_no_sign_off_but_that_is_told() -> None:
    made = read("关于甲的方案\n为做好工作，制定本方案。\n\n附件1\n名单\n张三\n李四\n")
    assert isinstance(made.document.parts[0], Attachment)
    assert ["前面没有署名，也没有附件说明"] == [taken.doubt for taken in made.taken if taken.element == "附件标识"]
