"""By what marks the parts of a draft are known, each a question about one line as offices and web pages write it."""

from __future__ import annotations

import re
from typing import Final

from docgen.readers.draft_lines import Line, measure, squeezed

__all__ = [
    "addressed",
    "attended",
    "balanced",
    "bare_kind",
    "caption",
    "chapter",
    "contact",
    "copies",
    "corner",
    "date",
    "enacted",
    "ends_as_title",
    "file_name",
    "is_agency",
    "issued",
    "item",
    "label",
    "level",
    "listed",
    "mark",
    "meeting",
    "metadata",
    "navigation",
    "note_start",
    "number",
    "number_and_signers",
    "numbered_label",
    "only_in_brackets",
    "opens",
    "printed",
    "sentence",
    "signed_and_dated",
    "table_note",
    "title_like",
]

_KINDS: Final = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|规划|计划|总结|要点"
    "|讲话|说明|安排|预案|制度|条例|公示|汇报|情况|通知书|通知单|章程|准则|守则|规则|规范|标准|指南|目录|名单|清单|台账|台帐"
    "|表|书|体系|分工|任务|举措|措施|倡议|致辞|发言|提纲|简报|稿|图"
)
_TITLE_END: Final = re.compile(rf"(?:{_KINDS})》?$")
_BARE_KIND: Final = re.compile(rf"(?:{_KINDS})")
_BRACKET_END: Final = re.compile(r"[（(〔【][^（）()〔〕【】]{1,20}[）)〕】]$")
_IN_BRACKETS: Final = re.compile(r"[（(].*[）)]")
_NUMBER: Final = re.compile(
    r"[^\s，。：:；、]{0,20}[〔［\[（(【﹝]\s{0,4}(?:19|20)\d{2}\s{0,4}[〕］\]）)】﹞]\s{0,4}第?\s{0,4}\d*\s{0,4}号"
    r"|第\s{0,4}(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s{0,4}号"
    r"|[（(]?(?:(?:19|20)\d{2}年)?第\s{0,4}(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s{0,4}[期次号][）)]?"
)
_DATE: Final = re.compile(
    r"(?:\d{4}|[一二三四五六七八九〇○零ＯO0]{4})?年(?:\d{1,2}|[元一二三四五六七八九十]{1,3})?月(?:\d{1,2}|[一二三四五六七八九十]{1,3})?日"
)
_KEYS: Final = (
    "索引号|索取号|发布机构|发文机关|发文单位|发文机构|公开机构|成文日期|成文时间|发布日期|发布时间|发文日期|印发日期|生成日期|生效日期|废止日期"
    "|失效日期|实施日期|文件编号|文号|发文字号|文件字号|字号|主题分类|主题词|组配分类|信息分类|体裁分类|服务对象|分类|标题|名称|信息名称|有效性"
    "|公开方式|公开范围|公开属性|公开程序|统一编号|规范性文件统一编号|来源|信息来源|稿源|时间|作者|责任编辑|编辑|审核|浏览次数|浏览量|阅读|点击"
    "|访问量|关键词|关键字|日期|打印|字体"
)
_SIGNERS: Final = re.compile(r"签\s?发\s?人\s?[：:]")
_ENACTED: Final = re.compile("月.*日|通过|批准|修订|修正|发布|施行")
_CORNER: Final = {
    "份号": re.compile(r"\d{6}"),
    "密级和保密期限": re.compile(r"(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)(?:★\S+)?"),
    "紧急程度": re.compile(r"(?:特\s{0,4}急|加\s{0,4}急|平\s{0,4}急)"),
}
_METADATA: Final = re.compile(rf"[【\[]?(?:{_KEYS})[】\]]?[：:]")
_NAVIGATION: Final = re.compile(r"首页|当前位置|>>|»|＞|(?:\S\s*>\s*\S)|分享到|打印本页|关闭窗口")
_ADDRESSEE: Final = (
    "府委办局厅部室会院校组队司所站行社厂场位构心业区市县镇乡村团处科志关门员省庭表宾士友亲家盟旗州们长馆台网店园港）)"
)
_NOT_ADDRESSED: Final = re.compile(
    "如下|以下|下列|下面|通知|通报|指出|强调|认为|提出|其中|包括|要求|附件|说明|决定|办法|情况|意见|是|为了|根据|按照"
)
_AGENCY_END: Final = re.compile(
    r"(?:府|委|办|局|厅|部|室|会|院|校|组|队|司|所|站|行|社|厂|场|处|中心|公司|集团|机构|医院|大学|学院|馆|署|总局|党委|支部|委员|庭|团)$"
)
_STAMPED: Final = re.compile(r"[（(](?:盖\s?章|公\s?章|代\s?章|章)[）)]$")
_CONTACT: Final = re.compile(r"(?:联\s?系\s?人|联系(?:电话|方式)|咨询电话)\s{0,4}[：:]")
_LEVELS: Final = (
    re.compile(r"[一二三四五六七八九十百]{1,4}、"),
    re.compile(r"[（(][一二三四五六七八九十百]{1,4}[）)]"),
    re.compile(r"\d{1,3}(?:[．、]|\.(?!\d))"),
    re.compile(r"[（(]\d{1,3}[）)]"),
)
_CHAPTER: Final = re.compile(r"第[一二三四五六七八九十百]{1,4}[编章节](?:\s+\S.{0,30}|\S{1,15}|\s*)")
_LABEL: Final = re.compile(
    r"附\s{0,4}[件表录]\s{0,4}(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s{0,4}(?:[-—]\s{0,4}\d{1,2})?\s{0,4}[：:]?"
)
_NUMBERED_LABEL: Final = re.compile(
    r"(附\s{0,4}[件表]\s{0,4}(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,4}[：:．.、]?)\s{0,20}(\S.*)"
)
_NOTE: Final = re.compile(r"附\s{0,4}件?\s{0,4}[：:]")
_ITEM: Final = re.compile(r"\d{1,2}\s{0,4}[．.、]\s{0,4}\S")
_FILE: Final = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|jpe?g|png|txt)\s*$", re.IGNORECASE)
_COPIES: Final = re.compile(r"(抄\s{0,4}[送报]|分\s{0,4}送|主\s{0,4}送|报\s{0,4}送)\s{0,4}[：:]\s{0,4}(?=\S)")
_ATTENDED: Final = re.compile(
    r"(?:出\s{0,4}席|请\s{0,4}假|列\s{0,4}席|参\s{0,4}加|缺\s{0,4}席)(?:人员|单位|领导|同志|名单)?\s{0,4}[：:]"
)
_MEETING: Final = re.compile(
    r"(?:会议)?(?:时\s{0,4}间|地\s{0,4}点|主\s{0,4}持|议\s{0,4}题|记\s{0,4}录)(?:人)?\s{0,4}[：:]"
)
_LISTED: Final = re.compile(r"[\u4e00-\u9fff]{2,6}[：:]")
_DAY_AT_END: Final = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_DATE_WORDS: Final = 6  # at most, of 2024 年 3 月 1 日
_CAPTION: Final = re.compile(
    r"表\s{0,4}(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[-—．.]\d{1,2})?(?:\s|[：:])\s{0,4}\S"
)
_TABLE_NOTE: Final = re.compile(r"(?:说明|注|备注|填表说明)\s*\d?[：:]")
_SENTENCE_END: Final = ("。", "；", "，", "、", "！", "：", "？", ".", ";", ",", "!", ":", "……")
_PAIRS: Final = ("《》", "（）", "()", "“”", "〈〉")
_LONGEST_TITLE: Final = 48.0  # 字 of a line that may be one of a title
_LONGEST_WHOLE_TITLE: Final = 120.0  # 字 of a line that is a whole one: a 转发 has the titles it forwards in its own
_LONGEST_AGENCY: Final = 30.0


def number(text: str) -> bool:
    """A line that is nothing but 发文字号 (国办函〔2018〕71号), brackets of any form, or 第3期 of a 纪要."""
    return _NUMBER.fullmatch(text) is not None


def number_and_signers(text: str) -> tuple[str, tuple[str, ...]] | None:
    """发文字号 and 签发人 on one line, as upward papers have them: the number and the names."""
    found = _SIGNERS.search(text)
    if found is None or not number(text[: found.start()].rstrip()):
        return None
    names = tuple(text[found.end() :].split())
    return (text[: found.start()].rstrip(), names) if names else None


def date(text: str) -> bool:
    """A line that is nothing but a day with its year, in digits, in Chinese, or left blank."""
    return _DATE.fullmatch(squeezed(text)) is not None


def only_in_brackets(text: str) -> bool:
    """A line all within brackets: （此件公开发布）, （2018年…通过）."""
    return _IN_BRACKETS.fullmatch(text) is not None and balanced(text)


def enacted(text: str) -> bool:
    """A line in brackets that says when a text was given or passed: （2018年3月1日第5次会议通过）."""
    return only_in_brackets(text) and _ENACTED.search(text) is not None


def signed_and_dated(text: str) -> bool:
    """署名 and 成文日期 on one line, white space between."""
    return not sentence(text) and _before_date(text) != ""


def corner(text: str) -> str:
    """Which of 份号, 密级和保密期限 and 紧急程度 a line is; empty when it is none."""
    return next((name for name, known in _CORNER.items() if known.fullmatch(text)), "")


def mark(text: str) -> bool:
    """A line as 发文机关标志 reads: an agency and 文件."""
    return text.endswith("文件") and not re.search("[：:]", text) and is_agency(squeezed(text).removesuffix("文件"))


def metadata(text: str) -> bool:
    """A line of what a web page says about a paper: 索引号：…, 发布机构：…, 来源：…."""
    return _METADATA.match(squeezed(text)) is not None


def navigation(text: str) -> bool:
    """A line of a web page's furniture: 首页 > 政务公开."""
    return _NAVIGATION.search(text) is not None and not sentence(text)


def addressed(text: str) -> bool:
    """主送机关 or 称谓: ends in its only colon, names whom it goes to, and says nothing yet."""
    return opens(text) and text[:-1].rstrip()[-1] in _ADDRESSEE


def opens(text: str) -> bool:
    """Whether a line ends in its only colon and does not say what comes: it may be 主送机关 or 称谓."""
    if not text.endswith(("：", ":")) or metadata(text) or label(text) or level(text):
        return False
    inner = text[:-1].rstrip()
    return bool(inner) and re.search("[。；！？：:]", inner) is None and _NOT_ADDRESSED.search(inner[-8:]) is None


def is_agency(text: str) -> bool:
    """Whether a short text ends as the name of an agency does."""
    name = _STAMPED.sub("", text)
    return measure(text) <= _LONGEST_AGENCY and not sentence(text) and _AGENCY_END.search(name) is not None


def level(text: str) -> int:
    """The level a typed number gives: 一、 is 1, （一） 2, 1． or 1、 3, （1） 4, brackets of any width; or 0."""
    return next((place for place, mark in enumerate(_LEVELS, 1) if mark.match(text)), 0)


def chapter(text: str) -> bool:
    """第一章　总则, a heading of a regulation."""
    return _CHAPTER.fullmatch(text) is not None and not sentence(text)


def label(text: str) -> bool:
    """附件, 附件1, 附件1：, with nothing after it."""
    return _LABEL.fullmatch(text) is not None


def numbered_label(text: str) -> tuple[str, str] | None:
    """附件1：领导班子台账, 附表2　统计表 as label and title."""
    found = _NUMBERED_LABEL.fullmatch(text)
    return (found[1], found[2]) if found else None


def note_start(text: str) -> bool:
    """The beginning of 附件说明: 附件：…."""
    return _NOTE.match(text) is not None


def item(text: str) -> bool:
    """A numbered line of 附件说明."""
    return _ITEM.match(text) is not None


def file_name(text: str) -> bool:
    """A line that ends as a file's name, a download of a web page."""
    return _FILE.search(text) is not None


def contact(text: str) -> bool:
    """联系人：×××　联系电话：…, what 附注 holds in brackets."""
    return _CONTACT.match(text) is not None


def copies(text: str) -> str | None:
    """The label of 抄送：…, 分送：…, 主送：…."""
    found = _COPIES.match(text)
    return found[0].rstrip() if found else None


def attended(text: str) -> str | None:
    """The label of 出席：…, 请假：…, 列席：… (出席人员：, 参加： …), with its colon."""
    found = _ATTENDED.match(text)
    return found[0] if found else None


def meeting(text: str) -> bool:
    """A line that says when and where a meeting was and who was there, above the text of its 纪要."""
    return attended(text) is not None or _MEETING.match(text) is not None


def listed(text: str) -> str | None:
    """The label of a line among those of attendance: 记录：…, 主持人：…."""
    found = _LISTED.match(text)
    return attended(text) or (found[0] if found else None)


def issued(text: str) -> tuple[str, str] | None:
    """编印单位 and date of a line ××办公室　2024年3月1日."""
    office = "" if sentence(text) else _before_date(text)
    return (office, text[len(office) :].lstrip()) if office else None


def printed(text: str) -> tuple[str, str] | None:
    """印发机关 and 印发日期 of a line ××办公室　2018年10月27日印发."""
    if not squeezed(text[-4:]).endswith("印发"):
        return None
    rest = text[: text.rindex("印")].rstrip()
    agency = _before_date(rest)
    if not agency and (day := _DAY_AT_END.search(rest[-11:])) and day.end() == len(rest[-11:]):
        agency = rest[: len(rest) - len(day[0])].rstrip()
    return (agency, rest[len(agency) :].lstrip()) if agency else None


def _before_date(text: str) -> str:
    """What stands before a day at the end of a line, white space between; empty when none does."""
    words = text.rsplit(maxsplit=_DATE_WORDS)
    for count in range(1, len(words)):
        if date("".join(words[-count:])):
            before = text
            for word in reversed(words[-count:]):
                before = before.rstrip().removesuffix(word)
            return before.rstrip()
    return ""


def caption(text: str) -> bool:
    """The title of a table: 表1　…."""
    return _CAPTION.match(text) is not None and not sentence(text)


def table_note(text: str) -> bool:
    """说明：… below a table."""
    return _TABLE_NOTE.match(text) is not None


def sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a part of one does, or holds a full stop."""
    return text.endswith(_SENTENCE_END) or "。" in text


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark of a text is closed in it."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def ends_as_title(text: str) -> bool:
    """Whether a text ends with what papers are called (通知, 方案, 名单 …), brackets after it aside."""
    text = squeezed(text)
    return _TITLE_END.search(_BRACKET_END.sub("", text)) is not None and balanced(text)


def title_like(line: Line) -> bool:
    """Whether a line may be one of a title: short, no sentence, none of the other parts."""
    text = line.text
    return (
        line.block is None
        and (measure(text) <= _LONGEST_TITLE or (_whole_title(text) and measure(text) <= _LONGEST_WHOLE_TITLE))
        and not sentence(text)
        and "\t" not in text
        and not (level(text) and line.depth != 1)
        and not any(known(text) for known in (number, date, label, metadata, navigation, note_start, chapter))
        and not enacted(text)
        and number_and_signers(text) is None
        and not signed_and_dated(text)
        and not mark(text)
        and not corner(text)
        and copies(text) is None
        and printed(text) is None
        and numbered_label(text) is None
    )


def _whole_title(text: str) -> bool:
    """××关于……的通知 on one line."""
    return ends_as_title(text) and "关于" in text and re.search("[，；]", text) is None


def bare_kind(text: str) -> bool:
    """A line that is nothing but what the paper is called: 通　知."""
    return _BARE_KIND.fullmatch(squeezed(text)) is not None
