"""What no produced text may hold; a list of faults, empty for a clean document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.document import Attachment, Cell, Document, IssuedText, Paragraph, Row, Table, Text, Voice

#: In no text at all, whoever wrote it.
NOWHERE = {
    "值没有给出": re.compile(r"\bNone\b|\bnan\b|\bNaT\b|\bTrue\b|\bFalse\b|\[\]|<[a-z.]+ object"),
    "浮点尾巴": re.compile(r"\d\.0(?=[项条个人次天分])|\d\.\d{4,}"),
}
#: Not in a sentence of which any part is wording.
NOT_IN_SENTENCES = {
    "空的计数": re.compile(r"(?<![\d.])0[项条个人次]|占0%|(?<![\d.])0%"),
    "标点重复": re.compile(r"[。；，、：！？]{2,}|[。；，、：]\s+[。；，、：]"),
    "空的括号": re.compile(r"（\s*）|《\s*》|“\s*”|〔\s*〕|\(\s*\)"),
    "半角标点": re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?()](?=[\u4e00-\u9fff])"),
    "多余空白": re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])"),
    "单项编号": re.compile(r"一是(?!.*二是)"),
}
#: Not in words that come from the wording itself.
NOT_IN_WORDING = {
    "模板记号": re.compile(r"\{\{|\}\}|\{%|%\}|〖|〗|[\ue000-\uf8ff]"),
    "不是事实的数": re.compile(r"\d"),
}
LEVEL_NUMBER = re.compile(r"^(?:\d+．|（\d+）)")
WHOLE_NUMBER = re.compile(r"^\d+$")


def faults(document: Document, *, names: Iterable[str] = (), final: bool = False) -> list[str]:
    """Every fault of a document's text, each with the text it stands in.

    `names` are the units' names: they come from 单位, so wording itself never spells one.
    """
    found = []
    for text, cell in _texts(document):
        plain = "".join(run.text for run in text)
        voices = {run.voice for run in text}
        rules = dict(NOWHERE) if Voice.DATA not in voices else {}
        if Voice.WORDING in voices and not cell:
            rules |= NOT_IN_SENTENCES
        found += [f"{name}：{plain}" for name, rule in rules.items() if rule.search(plain)]
        if final and Voice.BLANK in voices:
            found.append(f"正式稿有待填：{plain}")
        for run in text:
            if run.voice is not Voice.WORDING or WHOLE_NUMBER.match(run.text):
                continue
            own = LEVEL_NUMBER.sub("", run.text)
            found += [f"{name}：{plain}" for name, rule in NOT_IN_WORDING.items() if rule.search(own)]
            found += [f"措辞里写死的单位名称：{plain}" for name in names if name in own]
    return found


def _texts(node: object, *, cell: bool = False) -> Iterator[tuple[Text, bool]]:
    """Each paragraph's or cell line's text, and whether it stands in a table."""
    match node:
        case Document():
            for lines in (node.title, node.byline, (node.recipients,), (node.remark,)):
                yield from ((line, False) for line in lines if line)
            yield from _texts(node.body)
            if node.attachment_note:
                yield from ((line, False) for line in node.attachment_note.lines)
            yield from _texts(node.parts)
        case IssuedText() | Attachment():
            yield from ((line, False) for line in node.title)
            yield from _texts(node.body)
        case Paragraph():
            yield (*node.lead, *node.runs), False
        case Table():
            yield from _texts((*node.header, *node.rows))
        case Row():
            yield from _texts(node.cells)
        case Cell():
            yield from ((line, True) for line in node.lines if line)
        case tuple():
            for child in node:
                yield from _texts(child)
        case _:
            pass
