"""Papers that the ruler is laid on: heads, titles, sign-offs and lines of every shape, made from the trees of tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.document import Document, Layout, SignOff
from tests.trees import ALL, HOSTILE, LETTER, NOTICE, REPORT, para, text, texts

__all__ = ["shapes"]

_TITLES = (
    texts("关于开展回头看工作的通知"),
    texts("湘南市安全生产委员会办公室关于印发", "《安全生产专项整治三年行动方案》的通知"),
    texts("湘南市安全生产委员会办公室", "关于开展安全生产大检查“回头看”并报送", "整改落实情况的通知"),
)
_NUMBERS = ("湘安办〔2024〕1号", "湘安委办函字〔2024〕1234号", "QJgy〔2024〕8号", "一一〔2024〕1号")
_MARKS = (
    texts("湘南市文件"),
    texts("湘南市安全生产委员会办公室文件"),
    texts("湘南市安全生产和应急管理工作领导小组办公室文件"),
    texts("湘南市党的群众路线教育实践活动", "领导小组办公室文件"),
)
_CORNERS = (("000001", "", ""), ("", "机密★1年", ""), ("000012", "秘密", "特急"), ("", "", "加急"))
_SIGNATURES = (
    texts("湘南市人民政府"),
    texts("县委"),
    texts("中国共产党湘南市安全生产和应急管理工作领导小组办公室"),
    texts("中共湘南市委党的群众路线", "教育实践活动领导小组办公室"),
)
_DATES = ("2024年3月5日", "2024年12月15日")
_SENTENCE = (
    "为进一步做好安全生产专项整治工作，经研究，决定在全市范围内开展“回头看”，现将有关事项通知如下，请认真贯彻执行"
)
#: Where lines hold digits, rare characters, quotation marks, dashes.
_LINES = (
    f"{_SENTENCE}：一是全面排查2024年以来的1234项问题，完成率98.5%、满意率100%，涉及资金12345.67万元（见湘安办〔2024〕12号）。",
    f"“{_SENTENCE}”——“{_SENTENCE}”……‘{_SENTENCE}’，《{_SENTENCE}》（{_SENTENCE}），“《{_SENTENCE}》”。",
    f"负责人王喆堃、李婳昇、赵玥琞、钱赟犇、孙骉珺、周璟祎。{_SENTENCE}，报昉旻曌同志。{_SENTENCE}，由䶮镕同志负责落实。",
)
#: Where they hold hardly anything but Latin, numbers or marks: LibreOffice spreads no line without a blank.
_LATIN = (
    f"使用DOCX、PDF、Microsoft Word 2019和https://www.example.gov.cn/anquan/2024/12/index.html报送，{_SENTENCE}，Email：a@b.cn。",
    "1,234,567,890元" * 12 + "。",
    f"{_SENTENCE}（" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2 + f"）{_SENTENCE}。",
    f"{_SENTENCE}（" + "ABCDEFGHIJ" * 7 + f"）{_SENTENCE}。",
    f"https://www.example.gov.cn/anquan/2024/12/index/{'abcdefgh/' * 9}{_SENTENCE}。",
    f"{_SENTENCE}，见https://a.example.cn/?id={'0123456789' * 7}&x=1，{_SENTENCE}。",
    "。，、；：？！" + "》」』】）" * 3 + "“《（" + "一" * 60 + "）》”。",
)


def shapes() -> Iterator[tuple[str, Document]]:
    """Every layout's tree, then one thing after another changed."""
    yield from ((f"tree-{name}", document) for name, document in ALL.items() if document is not HOSTILE)
    for at, title in enumerate(_TITLES):
        yield f"title-{at}", replace(NOTICE, title=title)
        yield f"letter-title-{at}", replace(LETTER, title=title)
    for at, number in enumerate(_NUMBERS):
        yield f"number-{at}", replace(NOTICE, number=text(number))
        yield f"letter-number-{at}", replace(LETTER, number=text(number))
    for at, mark in enumerate(_MARKS):
        yield f"mark-{at}", replace(NOTICE, mark=mark)
    for at, (copy, security, urgency) in enumerate(_CORNERS):
        given = {"copy_number": text(copy), "security": text(security), "urgency": text(urgency)}
        yield f"corner-{at}", replace(NOTICE, **given)
        yield f"letter-corner-{at}", replace(LETTER, **given)
    names = texts("王　平", "欧阳文静", "李志远", "赵　敏", "孙建国")
    for count in range(1, 6):
        yield f"signers-{count}", replace(REPORT, signers=names[:count])
    yield from _sign_offs()
    for name, lines in (("lines", _LINES * 5), ("latin", _LATIN * 2)):
        yield name, replace(NOTICE, body=tuple(map(para, lines)), attachment_note=None, parts=())


def _sign_offs() -> Iterator[tuple[str, Document]]:
    for at, signature in enumerate(_SIGNATURES):
        for day in _DATES:
            for sealed in (True, False):
                closing = SignOff(signature=signature, date=text(day), sealed=sealed)
                name = f"sign-off-{at}-{len(day)}-{'sealed' if sealed else 'unsealed'}"
                body = (para(f"{_SENTENCE}。"),) * 2
                short = replace(NOTICE, body=body, attachment_note=None, parts=(), sign_off=closing)
                yield name, replace(short, layout=Layout.OFFICIAL, remark=text("此件公开发布"))
