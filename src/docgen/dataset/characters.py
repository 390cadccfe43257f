"""Which characters a dataset may hold: those that come out the same on a page of Word and on a page of the PDF.

Refused are characters that XML or a font cannot carry (controls, surrogates, noncharacters, private use), that nobody
sees (zero width, soft hyphen, direction and variation marks), and scripts whose letters join, turn or stack, so that
two renderers set them differently. What is not in `ALLOWED` is refused: a new script is let in when it has been seen
to come out right in both.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["ALLOWED", "REFUSED", "name_of", "refused", "why_refused"]

#: First and last code point, and what stands there. Gaps inside blocks are unassigned code points or refused marks.
ALLOWED: Final[tuple[tuple[int, int, str], ...]] = (
    (0x0A, 0x0A, "换行"),
    (0x20, 0x7E, "基本拉丁字母、数字、标点"),
    (0xA0, 0xAC, "拉丁文补充符号"),
    (0xAE, 0x24F, "带调拉丁字母（拼音在内）"),  # U+00AD soft hyphen left out
    (0x250, 0x2FF, "国际音标、修饰字母"),
    (0x370, 0x3FF, "希腊字母"),
    (0x400, 0x482, "西里尔字母"),
    (0x48A, 0x52F, "西里尔字母"),  # combining marks U+0483–0489 left out
    (0x1E00, 0x1FFF, "带调拉丁字母、希腊字母"),
    (0x2000, 0x200A, "各种宽度的空格"),
    (0x2010, 0x2027, "通用标点"),
    (0x202F, 0x205F, "通用标点"),
    (0x2070, 0x209C, "上标、下标"),
    (0x20A0, 0x20C0, "货币符号"),
    (0x2100, 0x218B, "字母式符号、数字形式"),
    (0x2190, 0x23FF, "箭头、数学运算符、技术符号"),
    (0x2400, 0x2426, "控制符号图形"),
    (0x2460, 0x27BF, "带圈字符、制表符号、几何图形、杂项符号"),
    (0x27C0, 0x2BFF, "数学符号、箭头补充"),
    (0x2E80, 0x2FD5, "部首"),
    (0x2FF0, 0x2FFF, "表意文字描述符"),
    (0x3000, 0x3029, "CJK 标点"),
    (0x3030, 0x303F, "CJK 标点"),  # tone marks U+302A–302F left out
    (0x3041, 0x3096, "平假名"),
    (0x309B, 0x30FF, "片假名"),
    (0x3105, 0x312F, "注音字母"),
    (0x3190, 0x31EF, "注音扩展、笔画"),
    (0x31F0, 0x33FF, "片假名扩展、带圈 CJK、CJK 兼容"),
    (0x3400, 0x4DBF, "汉字扩展 A"),
    (0x4DC0, 0x4DFF, "易经卦象"),
    (0x4E00, 0x9FFF, "汉字"),
    (0xF900, 0xFAD9, "兼容汉字"),
    (0xFE10, 0xFE19, "竖排标点"),
    (0xFE30, 0xFE6B, "CJK 兼容形式、小写变体"),
    (0xFF01, 0xFF9F, "全角字符、半角片假名"),
    (0xFFE0, 0xFFE6, "全角符号"),
    (0x1D400, 0x1D7FF, "数学字母"),
    (0x1F100, 0x1F1AD, "带圈字母数字补充"),
    (0x1F200, 0x1F265, "带圈表意文字补充"),
    (0x20000, 0x2A6DF, "汉字扩展 B"),
    (0x2A700, 0x2EE5D, "汉字扩展 C 至 F、I"),
    (0x2F800, 0x2FA1D, "兼容汉字补充"),
    (0x30000, 0x323AF, "汉字扩展 G、H"),
)


def _pattern() -> re.Pattern[str]:
    spans = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last, _ in ALLOWED)
    return re.compile(f"[^{spans}]")


#: Finds the first character that is refused.
REFUSED: Final = _pattern()

_REASONS: Final = {
    "Cc": "是控制字符",
    "Cs": "是不成对的代理字符（多为复制时损坏的字）",
    "Co": "是自造字（专用区字符），别的电脑上印不出",
    "Cf": "是看不见的格式字符",
    "Mn": "是附在前一字上的组合符号",
    "Mc": "是附在前一字上的组合符号",
    "Me": "是附在前一字上的组合符号",
    "Zl": "是看不见的分行符",
    "Zp": "是看不见的分段符",
}


def refused(text: str) -> str | None:
    """The first character of a text that cannot be printed the same in both formats; None when there is none."""
    match = REFUSED.search(text)
    return None if match is None else match[0]


def name_of(character: str) -> str:
    """Its code point as offices look it up: U+200B."""
    return f"U+{ord(character):04X}"


def why_refused(character: str) -> str:
    """The reason, as the second half of a sentence: 是控制字符."""
    code = ord(character)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "不是字符（Unicode 规定不作字符用的码位）"
    category = unicodedata.category(character)
    if category in _REASONS:
        return _REASONS[category]
    if unicodedata.bidirectional(character) in ("R", "AL", "AN"):
        return "属于从右向左书写的文字，Word 与 PDF 排不成一样"
    if 0xFB00 <= code <= 0xFB4F:
        return "是连体字母，应拆成单个字母"
    if category == "Cn":
        return "是没有分配的码位"
    return "所属的文字或符号在 Word 与 PDF 中排不成一样"
