"""Papers that have each part in each of its forms: what the examples seldom or never have."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from docgen.document import (
    Align,
    Attachment,
    AttachmentNote,
    Attendance,
    Block,
    Cell,
    Column,
    Cover,
    Document,
    FieldLine,
    Imprint,
    IssuedText,
    Issuing,
    JointMark,
    Layout,
    Orientation,
    Paragraph,
    Properties,
    Role,
    Row,
    SignOff,
    Table,
)
from tests import hand_edited
from tests.trees import text as t
from tests.trees import texts as ts

BODY: tuple[Block, ...] = (
    Paragraph(runs=t("为做好防汛工作，现将有关事项通知如下。")),
    Paragraph(level=1, lead=t("一、提高认识")),
    Paragraph(level=2, lead=t("（一）压实责任。"), runs=t("各单位主要负责人负总责，龙䶮同志负责联络。")),
    Paragraph(level=3, lead=t("1．排查。"), runs=t("排查隐患。")),
    Paragraph(level=4, runs=t("（1）一处不漏，“全面”排查。")),
    Paragraph(level=1, lead=t("第一章　总则"), role=Role.CENTERED),
    Paragraph(role=Role.SALUTATION, runs=t("同志们：")),
    Paragraph(runs=t("特此通知。")),
)
TABLE = Table(
    columns=(Column(width=2, align=Align.CENTER), Column(width=5), Column(width=3, align=Align.RIGHT)),
    header=(
        Row(cells=(Cell(lines=ts("序号"), rows=2, header=True), Cell(lines=ts("情况"), columns=2, header=True))),
        Row(cells=(Cell(lines=ts("内容"), header=True), Cell(lines=ts("数"), header=True))),
    ),
    rows=(
        Row(cells=(Cell(lines=ts("1"), rows=2), Cell(lines=ts("甲", "乙")), Cell(lines=ts("3.5")))),
        Row(cells=(Cell(lines=ts("丙"), align=Align.CENTER), Cell()), height=2),
    ),
)
OFFICIAL = Document(
    layout=Layout.OFFICIAL,
    properties=Properties(title="关于做好防汛工作的通知", author="青河县人民政府", subject="示例", keywords="示例数据"),
    title=ts("青河县人民政府", "关于做好防汛工作的通知"),
    mark=ts("青河县人民政府文件"),
    number=t("青政发〔2024〕3号"),
    recipients=t("各乡镇人民政府，县直各单位："),
    body=BODY,
    attachment_note=AttachmentNote(lines=ts("附件：1．防汛值班表", "2．物资清单")),
    sign_off=SignOff(signature=ts("青河县人民政府"), date=t("2024年5月6日")),
    remark=t("此件公开发布"),
    parts=(
        Attachment(label=t("附件1"), title=ts("防汛值班表"), body=(FieldLine(fields=ts("单位：", "日期：")), TABLE)),
        Attachment(
            label=t("附件2"),
            title=ts("物资清单"),
            body=(
                Paragraph(role=Role.CAPTION, runs=t("表1　物资")),
                TABLE,
                Paragraph(role=Role.NOTE, runs=t("说明：略")),
            ),
            orientation=Orientation.LANDSCAPE,
        ),
    ),
    imprint=Imprint(
        copies=t("县委办公室，县人大办公室。"), printer=t("青河县人民政府办公室"), print_date=t("2024年5月7日")
    ),
)
MINUTES = Document(
    layout=Layout.MINUTES,
    properties=Properties(title="青河县人民政府常务会议纪要", author="青河县人民政府"),
    title=(),
    mark=ts("青河县人民政府常务会议纪要"),
    number=t("第3期"),
    issuing=Issuing(office=t("青河县人民政府办公室"), date=t("2024年5月8日")),
    body=(Paragraph(runs=t("5月6日，县政府召开常务会议。现纪要如下。")), Paragraph(level=1, lead=t("一、关于防汛"))),
    attendance=(
        Attendance(label=t("出席："), names=ts("甲一、乙二、", "丙三")),
        Attendance(label=t("列席："), names=ts("丁四")),
    ),
    imprint=Imprint(copies=t("各乡镇。")),
)
LETTER = replace(
    OFFICIAL,
    layout=Layout.LETTER,
    mark=ts("青河县农业农村局"),
    security=t("秘密★1年"),
    urgency=t("特急"),
    remark=(),
    imprint=Imprint(copies=t("县政府办公室。")),
    parts=(),
)
SPEECH = Document(
    layout=Layout.SPEECH,
    properties=Properties(title="在防汛会议上的讲话", author="甲一"),
    title=ts("在防汛会议上的讲话"),
    byline=ts("县长　甲一", "（2024年5月6日）"),
    recipients=t("同志们："),
    body=BODY,
)
FORM = Document(
    layout=Layout.FORM,
    properties=Properties(title="督办通知单", author="青河县政府督查室"),
    title=ts("督办通知单"),
    mark=ts("青河县人民政府督查室"),
    number=t("青督〔2024〕1号"),
    body=(TABLE,),
    sign_off=SignOff(signature=ts("青河县政府督查室"), date=t("2024年5月6日")),
    imprint=Imprint(copies=t("县政府办公室。")),
    parts=(Attachment(title=ts("回执"), body=(TABLE, TABLE)),),
)
LEDGER = Document(
    layout=Layout.LEDGER,
    properties=Properties(title="台账", author="青河县"),
    title=(),
    cover=Cover(title=ts("青河县", "整改台账"), fields=ts("填报单位：", "主要负责人（签字）：")),
    body=(FieldLine(fields=ts("单位：", "页：", "日期：")), TABLE),
)
TALL = Table(columns=(Column(width=1),) * 2, rows=(Row(cells=(Cell(lines=ts("甲" * 900)), Cell(lines=ts("乙")))),))


def signed(*agencies: tuple[str, ...], sealed: bool, date: str = "2024年5月6日") -> Document:
    first, *others = (ts(*agency) for agency in agencies)
    return replace(
        OFFICIAL, sign_off=SignOff(signature=first, others=tuple(others), date=t(date), sealed=sealed), remark=()
    )


@cache
def papers() -> dict[str, Document]:
    """Name → paper."""
    long = ("青河县深入推进农村人居环境整治提升", "五年行动领导小组", "办公室")
    three = (("青河县农业农村局",), ("青河县财政局",), ("青河县水利局",))
    marked = {"mark": ts("青河县农业农村局"), "number": t("青农发〔2024〕3号")}
    joint = JointMark(others=(ts("青河县财政局"), ts("青河县水利局")), word=t("文件"))
    return {
        "手改过的": hand_edited.PAPER,
        "文件": OFFICIAL,
        "无主送": replace(OFFICIAL, recipients=()),
        "无文号": replace(OFFICIAL, number=(), attachment_note=None, parts=()),
        "份号密级紧急程度": replace(OFFICIAL, copy_number=t("000123"), security=t("机密"), urgency=t("特急")),
        "紧急程度": replace(OFFICIAL, urgency=t("加急")),
        "一位签发人": replace(OFFICIAL, signers=ts("甲一")),
        "三位签发人": replace(OFFICIAL, signers=ts("甲一", "乙二文", "丙三")),
        "签发人无文号": replace(OFFICIAL, signers=ts("甲一", "乙二文"), number=()),
        "标志分两行": replace(OFFICIAL, mark=ts("中共青河县委", "深入推进整治工作领导小组办公室文件")),
        "联合标志": replace(OFFICIAL, **marked, joint=joint),
        "联合标志无文件二字": replace(OFFICIAL, **marked, joint=replace(joint, word=())),
        "联合标志分行": replace(
            OFFICIAL,
            **marked,
            joint=JointMark(others=(ts("青河县深入推进整治工作", "领导小组办公室"),), word=t("文件")),
        ),
        "一机关分三行": signed(long, sealed=True),
        "一机关分三行不盖章": signed(long, sealed=False),
        "不盖章": signed(("青河县人民政府",), sealed=False),
        "长署名不盖章": signed(("青河县人民政府防汛抗旱指挥部办公室",), sealed=False),
        "只有日期": replace(OFFICIAL, sign_off=SignOff(signature=(), date=t("2024年5月6日")), remark=()),
        "只有署名": signed(("青河县人民政府",), sealed=False, date=""),
        "日期待填": signed(("青河县人民政府",), sealed=True, date="　　年　月　日"),
        "联合署名": signed(*three, sealed=True),
        "联合署名五家": signed(*three, ("青河县交通局",), ("青河县司法局",), sealed=True),
        "联合署名分行": signed(three[0], ("青河县深入推进整治工作", "领导小组办公室"), sealed=True),
        "联合署名不盖章": signed(*three, sealed=False),
        "联合署名不盖章分行": signed(three[0], ("青河县整治工作", "领导小组办公室"), sealed=False),
        "主送在版记": replace(
            OFFICIAL, recipients=t("、".join(f"青河县第{one}乡镇人民政府" for one in "甲乙丙丁戊己庚辛壬癸" * 9) + "：")
        ),
        "印发另起一行": replace(
            OFFICIAL,
            imprint=Imprint(
                printer=t("青河县深入推进农村人居环境整治提升五年行动领导小组办公室"), print_date=t("2024年5月7日")
            ),
        ),
        "只有抄送": replace(OFFICIAL, imprint=Imprint(copies=t("县委办公室。"))),
        "题上题下": replace(
            OFFICIAL,
            mark=(),
            number=(),
            above_title=(
                Paragraph(role=Role.NUMBER, runs=t("青政发〔2024〕3号")),
                Paragraph(role=Role.NOTE, runs=t("索引号：1")),
            ),
            under_title=(Paragraph(role=Role.CENTERED, runs=t("（2024年5月1日通过）")),),
            imprint=None,
        ),
        "题下文号": replace(OFFICIAL, under_title=(Paragraph(role=Role.NUMBER, runs=t("青政发〔2024〕3号")),)),
        "印发件": replace(
            OFFICIAL,
            parts=(
                IssuedText(
                    title=ts("青河县防汛", "工作方案"),
                    body=BODY,
                    attachment_note=AttachmentNote(lines=ts("附件：值班表")),
                ),
                *OFFICIAL.parts,
            ),
        ),
        "附件无标题": replace(
            OFFICIAL,
            parts=(
                Attachment(title=(), body=(TABLE,)),
                Attachment(title=(), body=(TABLE,), orientation=Orientation.LANDSCAPE),
            ),
        ),
        "附件长行": replace(OFFICIAL, parts=(Attachment(label=t("附件"), title=ts("长"), body=(TALL, TABLE)),)),
        "附件里的署名": replace(
            OFFICIAL,
            parts=(
                Attachment(
                    label=t("附件"),
                    title=ts("委托书"),
                    body=(*BODY, SignOff(signature=ts("甲一"), date=t("2024年5月6日"))),
                ),
            ),
        ),
        "横排在前": replace(OFFICIAL, parts=tuple(reversed(OFFICIAL.parts))),
        "纪要": MINUTES,
        "纪要有标题": replace(MINUTES, title=ts("第三次常务会议纪要")),
        "纪要无期号": replace(MINUTES, number=()),
        "信函": LETTER,
        "信函无密级": replace(LETTER, security=(), urgency=()),
        "信函无文号": replace(LETTER, number=(), urgency=()),
        "讲话": SPEECH,
        "大字": replace(SPEECH, layout=Layout.READING),
        "督办": FORM,
        "督办无机关": replace(FORM, mark=()),
        "台账": LEDGER,
        "台账无封面": replace(LEDGER, cover=None, title=ts("台账")),
    }
