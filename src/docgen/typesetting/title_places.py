"""How well a line of a title may end at each place of its text (7.3.1: 词意完整, words stay whole).

Words are found by rjieba, whose dictionary stays as it comes: names given by the caller are cut out beforehand and not
taught to it, so that no title depends on those before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final
from unicodedata import category

from docgen.typesetting.line_breaking import pieces
from docgen.typesetting.widths import width

__all__ = ["NEVER", "WHOLE", "WORD", "strains"]

#: What ending a line at a place costs: 0 after an agency or 关于, 1 between two words, more where a reader stumbles …
FINE: Final = 0.0
GOOD: Final = 0.5
PLAIN: Final = 1.0
POOR: Final = 8.0
#: … then, added to these, what is done only where no line would hold the piece otherwise: within an agency, a 《…》, a
#: “…”; within a word or a date; before 的 or a closing mark, and where a 文种 would stand alone.
WHOLE: Final = 20.0
WORD: Final = 60.0
NEVER: Final = 200.0

#: 文种 of 《党政机关公文处理工作条例》 art. 8, and of papers that they forward; never a line by themselves.
_KINDS: Final = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则|条例|规则|规程|"
    "制度|要点|计划|规划|总结|讲话|台账|台帐|清单|统计表|一览表"
)
_KIND_ENDS: Final = re.compile(rf"(?:{_KINDS})(?=$|[》〉”（）])")
_LOCATIVE: Final = "上|中|下|内|外|间|里|后|前|时|期间|以来|以前|以后|以上|以下"
#: Ends a phrase.
_PHRASE_END: Final = re.compile(_LOCATIVE)
#: Words that lean on the one before them, and on the one after them.
_LEAN_BACK: Final = re.compile(rf"{_LOCATIVE}|的|地|得|之|了|着|和|与|及|以及|或|或者|暨|等")
_LEAN_FORWARD: Final = re.compile(
    "在|对|对于|为|为了|向|以|从|由|把|将|被|于|按|按照|根据|经|就|和|与|及|以及|或|或者|暨|"
    "全面|进一步|切实|深入|扎实|着力|大力|继续|坚决|持续"
)
#: Nouns that say little without what they belong to: 工作情况, not 工作／情况.
_GENERAL: Final = re.compile("工作|情况|问题|活动|事项|事宜|任务|措施")
#: First letters of parts of speech. A compound is not parted behind its verb or adjective: 整改落实, 安全生产.
_VERBAL: Final = frozenset("vad")
#: What may stand between 关于 and the subject: adverbs, verbs and the 和 between them.
_PREDICATE: Final = _VERBAL | {"c"}
#: Who issues a paper, or from whom it is passed on: what stands before 关于, or between 转发 and 关于 or 《.
_ISSUERS: Final = re.compile(r"(?:^|转发|批转)([^《》“”]+?)(?=关于|《)")
_ISSUER: Final = re.compile(r"[^、\s]+")
_AGENCY_ENDS: Final = ("公司", "集团", "委员会", "办公室", "领导小组", "政府", "办公厅", "总局", "市委", "县委", "区委")
_LEAST_AGENCY: Final = 2  # names so short are persons', and may be words
_DATE: Final = re.compile(
    r"[0-9○〇零一二三四五六七八九十]{2,}(?:[—～~-]+[0-9]+)?年(?:度|[0-9一二三四五六七八九十]+月)?"
    r"(?:[0-9一二三四五六七八九十]+日)?|[0-9]+月[0-9]+日|[0-9]+[—～~-]+[0-9]+"
)
_PAIRS: Final = {"》": "《", "〉": "〈", "”": "“", "’": "‘", "）": "（", "】": "【", "〕": "〔"}
_OPENED: Final = re.compile("[《〈“‘（【][^》〉”’）】]*$")
_DANGLING: Final = 4  # an opening mark is not left at the end of a line with so few characters


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, the place where it begins, its part of speech (v: verb, d: adverb); `named`: one of the names given."""

    text: str
    start: int
    part: str
    named: bool = False


def strains(text: str, measure: float, names: Collection[str] = ()) -> tuple[float, ...]:
    """For each place 0 … len(text): what it costs to end a line there. `measure` is the width of a line in 字."""
    found = [WORD] * (len(text) + 1)
    words = list(_words(text, measure, names))
    for number, word in enumerate(words[1:], 1):
        found[word.start] = _between(words[:number], word, text)
        if _OPENED.search(text, max(word.start - _DANGLING, 0), word.start):
            found[word.start] = max(found[word.start], POOR)
    for start, end in _wholes(text, measure):
        for place in range(start + 1, end):
            found[place] += WHOLE
    for match in _DATE.finditer(text):
        for place in range(match.start() + 1, match.end()):
            found[place] += WORD
    legal = {*accumulate(len(piece) for piece in pieces(text))}
    for place in range(1, len(text)):
        if place not in legal or text[place] == "的" or category(text[place])[0] == "M":
            found[place] = NEVER
    return tuple(found)


def _words(text: str, measure: float, names: Collection[str]) -> Iterator[_Word]:
    """The words in order; a name that a line holds is one of them, the longest where several begin."""
    here = sorted((name for name in names if name and name in text and width(name) <= measure), key=len, reverse=True)
    start = 0
    if here:
        for match in re.finditer("|".join(map(re.escape, here)), text):
            yield from _segmented(text[start : match.start()], start)
            yield _Word(match.group(), match.start(), "nt", named=True)
            start = match.end()
    yield from _segmented(text[start:], start)


def _segmented(text: str, start: int) -> Iterator[_Word]:
    from rjieba import tag  # its dictionary takes a fifth of a second: only where a title is broken

    for word, part in tag(text):
        yield _Word(word, start, part or "x")
        start += len(word)


def _between(before: list[_Word], after: _Word, text: str) -> float:
    """What the end of a line costs between words; `before` holds all that precede."""
    last = before[-1]
    if _LEAN_BACK.fullmatch(after.text) or _KIND_ENDS.match(text, after.start):
        return NEVER
    if _LEAN_FORWARD.fullmatch(last.text) or _is_general(after, text):
        return POOR
    if last.text == "关于" or after.text in ("关于", "《") or last.text.isspace() or _opens_subject(before, after):
        return FINE
    if (last.named and len(last.text) > _LEAST_AGENCY) or last.text.endswith(_AGENCY_ENDS):
        return FINE
    if last.text == "的":
        return POOR if len(before) > 1 and _is_single(before[-2]) else GOOD
    if _PHRASE_END.fullmatch(last.text):
        return GOOD
    if not last.text.isalnum() or not after.text.isalnum():
        return PLAIN
    compound = last.part[0] in _VERBAL and not _GENERAL.fullmatch(last.text)
    return POOR if compound or _is_single(last) or _is_single(after) else PLAIN


def _is_single(word: _Word) -> bool:
    """党的, 大检查: such a word belongs to what stands beside it."""
    return len(word.text) == 1 and not _PHRASE_END.fullmatch(word.text)


def _is_general(word: _Word, text: str) -> bool:
    """工作方案 is a thing of its own, 工作 or 情况 alone is not."""
    if word.text == "工作" and _KIND_ENDS.match(text, word.start + len(word.text)):
        return False
    return _GENERAL.fullmatch(word.text) is not None


def _opens_subject(before: list[_Word], after: _Word) -> bool:
    """关于开展, 关于进一步加强和改进: what follows such verbs is what the paper is about."""
    words = [word.text for word in before]
    if "关于" not in words or after.part[0] == "v":
        return False
    verbs = before[words.index("关于") + 1 :]
    return verbs[-1].part[0] != "c" and all(
        word.part[0] in _PREDICATE or _LEAN_FORWARD.match(word.text) for word in verbs
    )


def _wholes(text: str, measure: float) -> Iterator[tuple[int, int]]:
    """The spans that stay whole: issuing agencies, and marks in pairs with what they hold, where a line holds them."""
    for match in _ISSUERS.finditer(text):
        for agency in _ISSUER.finditer(text, *match.span(1)):
            if width(agency.group()) <= measure:
                yield agency.span()
    opened: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if character in _PAIRS.values():
            opened.append((character, place))
        elif opened and opened[-1][0] == _PAIRS.get(character):
            _, start = opened.pop()
            if width(text[start : place + 1]) <= measure:
                yield start, place + 1
