"""Joint papers (联合行文) of every form that GB/T 9704 draws: what is compared, measured and checked in tests.

Every agency and person is invented.
"""

from __future__ import annotations

from dataclasses import replace

from docgen.document import Document, Imprint, JointMark, Layout, Properties, SignOff, Text
from tests.trees import AGENCY, heading, para, text, texts

__all__ = ["AGENCIES", "JOINT", "joint", "signed"]

AGENCIES = ("青石县农业农村局", "青石县财政局", "青石县自然资源局", "青石县林业局", "青石县市场监督管理局")


def joint(document: Document, *agencies: str, word: str = "文件") -> Document:
    """The document with a mark of several agencies; a stroke in a name is a hand-set break."""
    first, *others = _set(agencies)
    return replace(document, mark=first, joint=JointMark(others=tuple(others), word=text(word)))


def signed(*agencies: str, date: str = "2024年3月15日", sealed: bool = True) -> SignOff:
    """A sign-off of one agency or several."""
    first, *others = _set(agencies)
    return SignOff(signature=first, others=tuple(others), date=text(date), sealed=sealed)


def _set(agencies: tuple[str, ...]) -> list[tuple[Text, ...]]:
    return [texts(*agency.split("/")) for agency in agencies]


_DOWN = Document(
    layout=Layout.OFFICIAL,
    properties=Properties(title="关于加强高标准农田建设项目管理的通知", author=AGENCIES[0], keywords="示例数据"),
    number=text("青农发〔2024〕8号"),
    title=texts("关于加强高标准农田建设项目管理的通知"),
    recipients=text("各乡镇人民政府、街道办事处，县直各有关单位："),
    body=(
        para("为加强全县高标准农田建设项目管理，确保建成一亩、管好一亩、用好一亩，现将有关事项通知如下。"),
        heading(1, "一、严格项目申报"),
        para("项目申报应当充分征求农村集体经济组织和农民意见，不得在退耕还林区域、河湖管理范围内安排建设任务。"),
        heading(1, "二、加强资金监管"),
        para("项目资金实行专账核算、专款专用，任何单位和个人不得截留、挤占、挪用。"),
        heading(1, "三、落实管护责任"),
        para("工程竣工验收后，应当及时移交受益主体，明确管护责任人，所需经费列入乡镇财政预算。"),
    ),
    imprint=Imprint(
        copies=text("县委办公室，县人大常委会办公室，县政府办公室，县政协办公室。"),
        printer=text("青石县农业农村局办公室"),
        print_date=text("2024年3月15日"),
    ),
)
_UP = replace(
    _DOWN,
    number=text("青农报〔2024〕3号"),
    title=texts("关于高标准农田建设情况的报告"),
    recipients=text("县人民政府："),
    body=(*_DOWN.body[:-1], para("特此报告。")),
)

#: Figure 3: names and 文件. Figure 4: upward, signers. Figures 7–9: sign-offs with seals and without.
JOINT: dict[str, Document] = {
    "two": replace(joint(_DOWN, *AGENCIES[:2]), sign_off=signed(*AGENCIES[:2])),
    "three": replace(joint(_DOWN, *AGENCIES[:3]), sign_off=signed(*AGENCIES[:3])),
    "bare": replace(joint(_DOWN, *AGENCIES[1:], word=""), sign_off=signed(*AGENCIES[1:4], sealed=False)),
    "upward": replace(
        joint(_UP, *AGENCIES[:3]),
        copy_number=text("000018"),
        security=text("秘密★1年"),
        urgency=text("特急"),
        signers=texts("罗文喆", "欧阳昇", "王琞"),
        sign_off=signed(*AGENCIES[:2], AGENCIES[3]),
    ),
    "five": replace(
        joint(_UP, *AGENCIES),
        signers=texts("罗文喆", "欧阳昇", "王琞", "赵青山", "孙白沙"),
        sign_off=signed("青石县委办公室", "青石县农业农村局", "青石县财政局", "青石县林业局", "青石县水利局"),
    ),
    "broken": replace(joint(_DOWN, "/".join(AGENCY), AGENCIES[1]), sign_off=signed("/".join(AGENCY), AGENCIES[1])),
}
