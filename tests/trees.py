"""One document of every layout, rich enough for both writers: what is compared, measured and looked at in tests.

The notice is the one of 2015 shortened; every unit, person and figure is invented.
"""

from __future__ import annotations

from dataclasses import replace

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
    Layout,
    Orientation,
    Paragraph,
    Properties,
    Role,
    Row,
    Run,
    SignOff,
    Table,
    Text,
    Voice,
)

__all__ = [
    "ALL",
    "FORM",
    "HOSTILE",
    "LEDGER",
    "LETTER",
    "MINUTES",
    "NOTICE",
    "ONE_LINE",
    "READING",
    "REPORT",
    "SHORT_NOTICE",
    "SPEECH",
    "text",
]

AGENCY = ("中共娄底市委党的群众路线", "教育实践活动领导小组办公室")


def text(characters: str, voice: Voice = Voice.WORDING) -> Text:
    """A line of one run; the empty string is an empty line."""
    return (Run(text=characters, voice=voice),) if characters else ()


def texts(*lines: str) -> tuple[Text, ...]:
    return tuple(text(line) for line in lines)


def para(characters: str) -> Paragraph:
    return Paragraph(runs=text(characters))


def heading(level: int, lead: str, rest: str = "") -> Paragraph:
    return Paragraph(level=level, lead=text(lead), runs=text(rest))


def header(*names: str) -> Row:
    return Row(cells=tuple(Cell(lines=texts(*name.split("|")), header=True, align=Align.CENTER) for name in names))


def row(*cells: str | Cell, height: float = 1.0) -> Row:
    made = tuple(
        c if isinstance(c, Cell) else Cell(lines=tuple(text(t, Voice.DATA) for t in c.split("|"))) for c in cells
    )
    return Row(cells=made, height=height)


_PLAN: tuple[Block, ...] = (
    para(
        "为贯彻落实习近平总书记在教育实践活动总结大会上的重要讲话精神，持续用力抓好各项整改任务落实，按照《"
        "关于深化“四风”"
        "整治、巩固和拓展党的群众路线教育实践活动成果的指导意见》（中办发〔2014〕60号）、《转发〈关于对教育实践活动整改"
        "落实情况进行“回头看”的通知〉的通知》（湘群办发〔2014〕50号），结合我市实际，现就全市开展教育实践活动整改落实"
        "情况“回头看”工作制定方案如下："
    ),
    heading(1, "一、总体要求"),
    para(
        "各级党组织要以“三严三实”为标尺，认真对照中央、省委和市委关于落实整改任务的主要内容、方法步骤和有关"
        "要求，对照教育"
        "实践活动中查摆出的问题，特别是群众反映强烈的突出问题，对照“两方案一计划”（即整改方案、专项整治方案和制度建设"
        "计划），结合年度总结工作开展，对整改落实的进展、效果和存在的问题进行全面、深入的“回头看”，确保整改方案不折不扣"
        "落到实处，取得群众满意的成效。"
    ),
    heading(1, "二、主要内容"),
    heading(3, "1．各级党委（党组）领导班子。", "主要看："),
    heading(
        4,
        "（1）整改方案落实情况。",
        "重点是，整改任务是否建立台账、销号管理，整改措施是否具体可行、落实到位，列入整改的问题是否按期解决"
        "，整改效果群众是否认可。",
    ),
    heading(
        4,
        "（2）专项整治进展情况。",
        "重点是，中央、省委和市委确定的“34+11+7”项专项整治任务是否建立台帐、逐项排查、整治到位，是否做到“共"
        "性病”、“个性病”一起治。",
    ),
    heading(
        4,
        "（3）整改责任落实情况。",
        "重点是，党委(党组) 主要负责同志是否真正担负起第一责任，班子成员是否按照任务分工抓好具体负责的整改工作,"
        "基层党建工作责任制是否落到实处。",
    ),
    heading(1, "三、方法步骤"),
    heading(2, "（一）自查自纠阶段（2014年12月31日—2015年元月6日）"),
    para(
        "逐项梳理。各级党组织和党员干部要严格按照“回头看”重点内容，对整改落实情况进行认真自查和逐项梳理。领导班子要集体"
        "研究自查情况，分析存在问题，提出深化整改的具体措施，明确整改时限，形成任务书、时间表、路线图。党员"
        "领导干部特别是"
        "主要负责同志要带头自查自纠，各级督导组要坚持严督实导，确保整改落实梳理情况落到实处。"
    ),
    heading(2, "（二）督查核实阶段（2015年元月7日—16日）"),
    para(
        "逐级督查。各级党委（党组）要组织精干力量，对下一级党组织整改任务落实情况查核把关。各级党员领导干部"
        "要对分管领域和"
        "所联系单位领导班子和班子成员的整改任务落实情况进行督查。督查要坚持标准、从严要求，关键是察变化、看"
        "实效，防止简单"
        "听汇报、查资料，避免走过场、流于形式。"
    ),
    heading(2, "（三）深化整改阶段（2015年元月17日—2月底）"),
    para(
        "深化整改。进一步强化整改措施，对基本完成的整改任务，要提出巩固提高的具体要求；对尚未完成整改的，要"
        "逐项明确责任、"
        "逐项落实措施、逐项跟踪推进；对整改效果不理想、群众不满意的，可采取下发督办通知单等方式，责成“回炉”、“补课”，"
        "限期整改到位；对新发现的问题，要及时纳入整改内容……加大开门整改力度——通过电视、报纸、网络等媒体，公布整改进展和"
        "完成情况，接受群众监督，确保后续整改有力有序有效。"
    ),
    heading(1, "四、组织领导"),
    heading(
        3,
        "1．落实领导责任。",
        "各级党委（党组）要加强对“回头看”工作的领导，摆上重要议事日程及时研究部署，结合实际搞好组织实施，一"
        "级抓一级，层层传导压力。",
    ),
    heading(
        3,
        "2．严格责任追究。",
        "把整改落实情况作为领导班子、领导干部年度考核的重要内容，作为评先选优的重要依据。对整改工作抓得紧、"
        "成效好的单位和"
        "个人予以表扬，整改不力的不能列入评先选优对象。",
    ),
)

_FORMS: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
    (
        "领导班子整改落实工作台帐",
        (
            ("序|号", 1),
            ("突出问题", 5),
            ("具体整改措施", 6),
            ("整改|时限", 2),
            ("牵头|领导", 2),
            ("责任|单位", 2),
            ("整改落实情况", 5),
            ("后段工作措施", 5),
        ),
    ),
    (
        "党员领导干部整改落实工作台帐",
        (("序号", 1.5), ("“四风”方面|突出问题", 5), ("具体整改措施", 6), ("整改落实情况", 6), ("后段工作措施", 6)),
    ),
)


def _form(label: str, title: str, columns: tuple[tuple[str, float], ...]) -> Attachment:
    blank = row(*("" for _ in columns), height=3)
    table = Table(
        columns=tuple(Column(width=width) for _, width in columns),
        header=(header(*(name for name, _ in columns)),),
        rows=(blank, blank),
    )
    note = (
        "说明：1、突出问题、具体整改措施根据整改问题清单逐项列出；2、整改落实情况和后段工作措施由党员领导干"
        "部自己填写；3、此表按程序逐级审阅。"
    )
    return Attachment(
        label=text(label),
        title=(text(title),),
        body=(
            FieldLine(fields=texts("单位：", "填报时间：    年  月  日")),
            table,
            Paragraph(runs=text(note), role=Role.NOTE),
        ),
        orientation=Orientation.LANDSCAPE,
    )


#: A downward paper: mark in two lines, issued text with its own 附件说明, landscape forms, imprint.
NOTICE = Document(
    layout=Layout.OFFICIAL,
    properties=Properties(title="关于印发“回头看”工作方案的通知", author="".join(AGENCY), keywords="示例数据"),
    mark=texts(*AGENCY),
    number=text("娄群办通〔2015〕1号"),
    title=texts("关于印发《娄底市党的群众路线教育实践", "活动整改落实情况“回头看”工作方案》的", "通知"),
    recipients=text(
        "各县市区、娄底经济技术开发区、万宝新区党委教育实践活动领导小组办公室，市直机关各单位、省直厅局驻娄"
        "有关单位教育实践"
        "活动领导小组办公室，市委各督导组："
    ),
    body=(para("现将《娄底市党的群众路线教育实践活动整改落实情况“回头看”工作方案》印发给你们，请认真组织实施。"),),
    sign_off=SignOff(signature=texts(*AGENCY), date=text("2015年1月6日")),
    parts=(
        IssuedText(
            title=texts("娄底市党的群众路线教育实践活动整改", "落实情况“回头看”工作方案"),
            body=_PLAN,
            attachment_note=AttachmentNote(
                lines=texts("附件：1．领导班子整改落实工作台帐", "2．党员领导干部整改落实工作台帐")
            ),
        ),
        *(_form(f"附件{n}：", title, columns) for n, (title, columns) in enumerate(_FORMS, 1)),
    ),
    imprint=Imprint(
        copies=text(
            "省委教育实践活动办公室，市委常委，市人大常委会办公室，市政府办公室，市政协办公室，市纪委，市中"
            "级人民法院，市人民检察院。"
        ),
        printer=text("中共娄底市委党的群众路线教育实践活动领导小组办公室"),
        print_date=text("2015年1月6日"),
    ),
)

#: The notice without what it forwards: title, mark and 主送机关 of one line each, for tests that fill it line by line.
SHORT_NOTICE = replace(
    NOTICE,
    title=texts("关于印发方案的通知"),
    mark=texts("青石县人民政府文件"),
    recipients=text("各单位："),
    parts=(),
    attachment_note=None,
)
#: A paragraph of one line.
ONE_LINE = para("各单位要认真核对整改落实情况，逐项登记。")

_FIGURES = Table(
    columns=(Column(width=3), Column(width=4), *(Column(width=2, align=Align.RIGHT) for _ in range(3))),
    header=(
        Row(
            cells=(
                Cell(lines=texts("类别"), rows=2, header=True, align=Align.CENTER),
                Cell(lines=texts("单位"), rows=2, header=True, align=Align.CENTER),
                Cell(lines=texts("整改问题（个）"), columns=3, header=True, align=Align.CENTER),
            )
        ),
        header("总数", "已完成", "完成率"),
    ),
    rows=(
        row(Cell(lines=texts("县市区"), rows=2), "青石县", "120", "98", "81.7%"),
        row("白沙市", "86", "86", "100.0%"),
        row("市直机关", "市水务局", "41", "30", "73.2%"),
    ),
)

#: An upward paper: every corner field, three signers, a table in the body, 附件说明 wrapped, remark, unsealed.
REPORT = Document(
    layout=Layout.OFFICIAL,
    properties=Properties(title="关于整改落实情况“回头看”工作的报告", author="中共青石县委", keywords="示例数据"),
    copy_number=text("000018"),
    security=text("秘密★1年"),
    urgency=text("特急"),
    mark=texts("中共青石县委文件"),
    number=text("青委〔2015〕　号"),
    signers=texts("罗文喆", "欧阳昇", "王琞"),
    title=texts("中共青石县委关于整改落实情况", "“回头看”工作的报告"),
    recipients=text("市委教育实践活动领导小组办公室："),
    body=(
        para(
            "根据《关于印发“回头看”工作方案的通知》（娄群办通〔2015〕1号）要求，现将我县整改落实情况“回头看"
            "”工作情况报告如下。"
        ),
        heading(1, "一、工作开展情况"),
        para(
            "截至2015年1月31日，全县共梳理整改问题120个，已完成98个，完成率81.7%。由县委副书记罗文喆同志牵头"
            "，王琞、𬍛珺等同志参加。"
        ),
        Paragraph(runs=text("整改落实情况统计表"), role=Role.CAPTION),
        _FIGURES,
        Paragraph(runs=text("说明：完成率为已完成数占总数的比例，保留一位小数。"), role=Role.NOTE),
        heading(1, "二、下步打算"),
        para("进一步压实责任，对尚未完成的22个问题逐项跟踪推进，确保2月底前全部整改到位。"),
        para("特此报告。"),
    ),
    attachment_note=AttachmentNote(
        lines=texts("附件：1．青石县党员领导干部整改落实情况“回头看”工作问题整改完成情况汇总表", "2．整改问题清单")
    ),
    sign_off=SignOff(signature=texts("中共青石县委"), date=text("2015年2月3日"), sealed=False),
    remark=text("联系人：欧阳昇，联系电话：0000-0000000"),
    parts=(
        Attachment(
            label=text("附件1"),
            title=texts("青石县党员领导干部整改落实情况", "问题整改完成情况汇总表"),
            body=(para("全县党员领导干部共查摆问题36个，已完成30个。"), _FIGURES),
        ),
        Attachment(
            label=text("附件2"), title=texts("整改问题清单"), body=(heading(1, "一、作风方面"), para("会议偏多。"))
        ),
    ),
    imprint=Imprint(
        copies=text("市委第三督导组。"), printer=text("中共青石县委办公室"), print_date=text("2015年2月3日")
    ),
)

#: A letter: corner fields beside the number, second page numbered, 抄送 only.
LETTER = Document(
    layout=Layout.LETTER,
    properties=Properties(title="关于反馈重点抽查情况的函", author="".join(AGENCY), keywords="示例数据"),
    copy_number=text("000003"),
    urgency=text("加急"),
    mark=texts(*AGENCY),
    number=text("娄群办函〔2015〕7号"),
    title=texts("关于反馈重点抽查情况的函"),
    recipients=text("市水务局党组："),
    body=(
        para(
            "2015年1月12日，市委教育实践活动领导小组办公室督查组对你局整改落实和“回头看”情况进行了重点抽查。"
            "现将有关情况反馈如下："
        ),
        heading(1, "一、抽查发现的问题"),
        *(
            heading(
                3,
                f"{n}．整改措施不够具体。",
                "领导班子整改台账中，部分问题的整改措施只有原则要求，没有明确到科室和责任人，没有写明完成时限。",
            )
            for n in range(1, 10)
        ),
        heading(1, "二、整改要求"),
        para("请你局对照上述问题逐项制定措施，明确责任领导和完成时限，并于2015年1月26日前将整改情况书面报送我办。"),
        para("特此函告。"),
    ),
    sign_off=SignOff(signature=texts(*AGENCY), date=text("2015年1月19日")),
    imprint=Imprint(copies=text("市委第三督导组。")),
)

#: Minutes: mark ending in 纪要, issue and issuing row, three lists at the end, no 主送机关 and no sign-off.
MINUTES = Document(
    layout=Layout.MINUTES,
    properties=Properties(title="关于“回头看”督查情况的会议纪要", author="青石县人民政府办公室", keywords="示例数据"),
    mark=texts("青石县人民政府常务会议纪要"),
    number=text("第3期"),
    issuing=Issuing(office=text("青石县人民政府办公室"), date=text("2015年2月6日")),
    title=texts("关于“回头看”督查情况的会议纪要"),
    body=(
        para(
            "2015年2月5日，县长罗文喆主持召开县人民政府第3次常务会议，听取整改落实情况“回头看”督查情况汇报。纪要如下："
        ),
        heading(1, "一、关于河道采砂管理"),
        para("会议要求，县水务局于2月13日前完成全部采砂点的核查，向社会公布结果。"),
        heading(1, "二、关于办事窗口"),
        para("会议同意县政务中心提出的窗口调整方案，自3月1日起施行。"),
    ),
    attendance=(
        Attendance(
            label=text("出席："),
            names=texts("罗文喆、欧阳昇、王琞、陈立新、周建国、刘海涛、赵明远、孙志强、李秀英、黄国平、吴晓东、徐卫东"),
        ),
        Attendance(label=text("请假："), names=texts("郑少华")),
        Attendance(label=text("列席："), names=texts("县水务局胡长江", "县政务中心何静")),
    ),
    imprint=Imprint(
        copies=text("县委办公室，县人大常委会办公室，县政协办公室。"),
        printer=text("青石县人民政府办公室"),
        print_date=text("2015年2月6日"),
    ),
)

_SLIP = Table(
    columns=(
        Column(width=3, align=Align.CENTER),
        Column(width=5),
        Column(width=3, align=Align.CENTER),
        Column(width=5),
    ),
    rows=(
        row("承办单位", "市水务局", "签发人", "欧阳昇", height=2),
        row(
            "督办事项",
            Cell(
                lines=texts("一、河道采砂管理群众反映强烈，整改效果不理想。", "二、服务窗口办事时限过长。"), columns=3
            ),
            height=4,
        ),
        row("督办依据", Cell(lines=texts("《“回头看”工作方案》（娄群办通〔2015〕1号）"), columns=3)),
        row("办理要求", Cell(lines=texts("限期整改到位，并书面报告结果。"), columns=3), height=3),
        row("办结时限", "2015年2月13日", "承办人", "", height=2),
        row(Cell(lines=texts("办理情况回执"), columns=4, align=Align.CENTER, header=True)),
        row("办理结果", Cell(columns=3), height=3),
        row("负责人", "", "日期", Cell(lines=texts("　　年　　月　　日"))),
    ),
)

#: A form: heading instead of a red mark, one table, 抄送.
FORM = Document(
    layout=Layout.FORM,
    properties=Properties(title="督办通知单（市水务局）", author="".join(AGENCY), keywords="示例数据"),
    mark=texts(*AGENCY),
    title=texts("督办通知单"),
    number=text("娄群办督〔2015〕3号"),
    body=(_SLIP,),
    sign_off=SignOff(signature=texts(*AGENCY), date=text("2015年1月30日")),
    imprint=Imprint(copies=text("市委第三督导组。")),
)

_SCRIPT: tuple[Block, ...] = (
    para("按照会议安排，我代表局党组通报领导班子整改落实情况。请同志们评议。"),
    heading(1, "一、整改落实的总体情况"),
    para("局领导班子共查摆问题41个，制定整改措施76条。截至2015年1月20日，已完成30个，正在整改11个，完成率73.2%。"),
    Paragraph(runs=text("同志们："), role=Role.SALUTATION),
    heading(2, "（一）作风建设方面。", "会议由每月9次减少到5次，文件由上年的213件减少到146件。"),
    heading(2, "（二）服务群众方面"),
    *(
        para(
            "办事窗口实行“一次告知、限时办结”，办理时限由15个工作日压缩到7个工作日，群众满意率达到96.4%，但"
            "仍有3件信访事项没有办结。"
        )
        for _ in range(6)
    ),
    heading(1, "二、存在的主要问题"),
    para("有的措施还停留在纸上，落实不够到位；有的问题反复出现，根子没有挖深。"),
)

#: Speech material: title, byline, salutation, no header and no imprint.
SPEECH = Document(
    layout=Layout.SPEECH,
    properties=Properties(title="市水务局领导班子整改落实情况通报", author="市水务局党组", keywords="示例数据"),
    title=texts("市水务局党组领导班子", "整改落实情况通报"),
    byline=texts("市水务局党组书记　欧阳昇", "（2015年1月21日）"),
    recipients=text("同志们："),
    body=_SCRIPT,
)

#: The same in large type.
READING = Document(
    layout=Layout.READING,
    properties=SPEECH.properties,
    title=SPEECH.title,
    byline=SPEECH.byline,
    recipients=SPEECH.recipients,
    body=_SCRIPT,
)


def _ledger_rows() -> tuple[Row, ...]:
    made: list[Row] = []
    for number in range(1, 13):
        measures = number % 3 + 1
        for index in range(measures):
            action = (f"第{index + 1}项措施：修订有关制度，明确责任科室，每月调度一次。",)
            tail = ("2月底前", "欧阳昇|王琞", "已完成，群众评价满意。")
            if index == 0:
                head = (
                    Cell(lines=texts(str(number)), rows=measures, align=Align.CENTER),
                    Cell(lines=(text("会议文件偏多，深入基层调查研究不够。", Voice.DATA),), rows=measures),
                )
                made.append(row(*head, *action, *tail))
            else:
                made.append(row(*action, *tail))
    return tuple(made)


#: A ledger: cover, then landscape pages whose header row is repeated.
LEDGER = Document(
    layout=Layout.LEDGER,
    properties=Properties(title="领导班子整改落实工作台账（市水务局）", author="市水务局党组", keywords="示例数据"),
    title=(),
    cover=Cover(
        title=texts("市水务局", "领导班子整改落实工作台账"),
        fields=texts("填报单位：市水务局", "主要负责人（签字）：", "督导组审核（签字）：", "填报时间：2015年1月20日"),
    ),
    parts=(
        Attachment(
            title=texts("领导班子整改落实工作台账"),
            body=(
                FieldLine(fields=texts("单位：市水务局", "填报时间：2015年1月20日")),
                Table(
                    columns=(
                        Column(width=1, align=Align.CENTER),
                        Column(width=5),
                        Column(width=6),
                        Column(width=2, align=Align.CENTER),
                        Column(width=2, align=Align.CENTER),
                        Column(width=5),
                    ),
                    header=(header("序|号", "突出问题", "具体整改措施", "整改|时限", "牵头|领导", "整改落实情况"),),
                    rows=_ledger_rows(),
                ),
                Paragraph(
                    runs=text("说明：1、整改时限根据整改问题清单逐项列出；2、此表由各单位汇总。"), role=Role.NOTE
                ),
            ),
            orientation=Orientation.LANDSCAPE,
        ),
    ),
)

HOSTILE_VALUES = (
    "& < > \" '",
    "{{ 单位.名称 }}",
    "{% for x in y %}",
    "{_{ x }_}",
    "=1+1",
    "《〈〔〕〉》",
    "a  b",
    "]]>",
    "&amp;",
)

#: Values that a careless writer would run, drop or escape twice, in every place that takes text.
HOSTILE = Document(
    layout=Layout.OFFICIAL,
    properties=Properties(title="& < > {{ x }}", author="甲&乙<丙>", keywords="示例数据"),
    copy_number=text("{{ 1 }}"),
    security=text("<w:t>"),
    urgency=text("&急"),
    mark=texts("甲&乙{{ x }}文件"),
    number=text("〔2015〕{{n}}号"),
    signers=texts("甲<乙>", "{{ 丙 }}"),
    title=texts("关于{{ x }}与<b>&的报告"),
    recipients=text("{% raw %}："),
    body=(
        *(Paragraph(runs=text(value, Voice.DATA)) for value in HOSTILE_VALUES),
        Table(
            columns=(Column(width=1), Column(width=1)),
            rows=tuple(row(value, Cell(lines=(text(value, Voice.DATA),) * 2)) for value in HOSTILE_VALUES),
        ),
    ),
    attachment_note=AttachmentNote(lines=texts("附件：{{ x }}")),
    sign_off=SignOff(signature=texts("{{ 署名 }}&"), date=text("{# 日期 #}")),
    remark=text("{{ & }}"),
    parts=(Attachment(label=text("附件"), title=texts("{{ x }}"), body=(para("&lt;"),)),),
    imprint=Imprint(copies=text("{{ x }}&。"), printer=text("<甲>"), print_date=text("{{ d }}")),
)

ALL: dict[str, Document] = {
    "notice": NOTICE,
    "report": REPORT,
    "letter": LETTER,
    "minutes": MINUTES,
    "form": FORM,
    "speech": SPEECH,
    "reading": READING,
    "ledger": LEDGER,
    "hostile": HOSTILE,
}
