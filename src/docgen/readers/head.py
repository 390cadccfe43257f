"""The head of a draft: what stands above the title, the title, what stands under it, 主送机关."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.readers import marks
from docgen.readers.draft_lines import Line, measure, squeezed
from docgen.readers.pieces import Element, Piece
from docgen.readers.web_page import lone_key

__all__ = ["bracketed", "head_of", "title_length"]

_HEAD_LINES: Final = 40  # a title is not looked for below these
_TITLE_LINES: Final = 5
_MARK_LINES: Final = 3
_CENTRED: Final = 28.0  # 字 of what a web page says about the paper that fits on a line of the paper
_BRACKETED: Final = 3  # lines of one 题注
_SPREAD: Final = 0.8  # of the lines have a blank line above them: it parts nothing
_SURE: Final = 4  # the score of a title that ends as titles do
_SHORT: Final = 20.0  # 字 of a line under a title that is a name, a place, an agency


@dataclass(frozen=True, slots=True)
class _Span:
    """Lines that may be the title, `first` to before `end`, and how much speaks for it."""

    score: int
    first: int
    end: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.score, self.end - self.first, self.first


def head_of(lines: Sequence[Line], mark: str = "") -> tuple[Piece, ...]:
    """The pieces from the first line to 主送机关; none when the draft begins with its text.

    `mark` is 发文机关标志 as asked for, its lines joined: a line above the text that says just this is no title.
    """
    first, end = _asked_for(lines, mark)
    if first == end:
        return tuple(_pieces(lines, asked=bool(mark)))
    piece = Piece(element=Element.MARK, lines=tuple(lines[first:end]), reason="与 --mark 写的标志相同")
    return (*map(_above, lines[:first]), piece, *_pieces(lines[end:], marked=True))


def _asked_for(lines: Sequence[Line], mark: str) -> tuple[int, int]:
    """The lines that are the mark asked for, `first` to before `end`; none where both are the same."""
    for first in range(_text_begins(lines) if mark else 0):
        for end in range(first + 1, min(first + _MARK_LINES, len(lines)) + 1):
            if squeezed("".join(line.text for line in lines[first:end])) == mark:
                return first, end
    return 0, 0


def _pieces(lines: Sequence[Line], *, marked: bool = False, asked: bool = False) -> Iterator[Piece]:
    """`marked`: the mark stood above these lines; `asked`: one is asked for."""
    title = _marked_title(lines) or _title(lines)
    at = 0
    if title is None and marked:  # the mark is the title
        while at < len(lines) and (marks.number(lines[at].text) or marks.issued(lines[at].text)):
            yield _above(lines[at], marked=True)
            at += 1
    if title is not None:
        for before, line in enumerate(lines[: title.first]):
            if before and lone_key(lines[before - 1]) and not marks.metadata(line.text):
                yield Piece(element=Element.ABOVE, lines=(line,), reason="上一行著录项的内容，照原文保留")
            else:
                yield _above(line, marked=marked or asked)
        yield _title_piece(lines, title)
        at = title.end
        while at < len(lines) and (piece := _under(lines[at:])):
            yield piece
            at += len(piece.lines)
    if at < len(lines) and (piece := _recipients(lines[at], titled=title is not None)):
        yield piece


def _recipients(line: Line, *, titled: bool) -> Piece | None:
    if marks.addressed(line.text):
        reason, doubt = "在标题之后，以冒号结尾，写的是机关或称谓", "" if titled else "前面没有标题"
    elif titled and marks.opens(line.text) and measure(line.text) <= _SHORT:
        reason, doubt = "在标题之后，较短，以冒号结尾", "不像机关或称谓，也可能是正文"
    else:
        return None
    return Piece(element=Element.RECIPIENTS, lines=(line,), reason=reason, doubt=doubt)


def _title_piece(lines: Sequence[Line], title: _Span) -> Piece:
    taken = tuple(lines[title.first : title.end])
    if taken[0].depth == 1:
        return Piece(element=Element.TITLE, lines=taken, reason="Markdown 的一级标题（#）")
    if title.score >= _SURE:
        return Piece(element=Element.TITLE, lines=taken, reason="在正文之前，以文种结尾")
    return Piece(
        element=Element.TITLE, lines=taken, reason="在正文之前，较短，不是一句话", doubt="不是以文种结尾，可能不是标题"
    )


def _marked_title(lines: Sequence[Line]) -> _Span | None:
    """The first heading of the first level in Markdown, with those directly below it."""
    for first, line in enumerate(lines[:_HEAD_LINES]):
        if line.depth == 1 and not marks.label(line.text):
            end = first + 1
            while end < len(lines) and lines[end].depth == 1 and end - first < _TITLE_LINES and not lines[end].gap:
                end += 1
            return _Span(score=_SURE, first=first, end=end)
    return None


def _title(lines: Sequence[Line]) -> _Span | None:
    """The best span above the text: the lines of a title stand together, other lines of the head part them."""
    found: list[_Span] = []
    limit = _text_begins(lines)
    spread = sum(line.gap for line in lines) >= _SPREAD * len(lines)
    for first in range(limit):
        for end in range(first + 1, min(first + _TITLE_LINES, limit) + 1):
            if not marks.title_like(lines[end - 1]) or marks.only_in_brackets(lines[first].text):
                break
            score = _score(lines[first:end], spread=spread)
            if first and lone_key(lines[first - 1]) and not lines[first].gap:
                score -= 3  # the value of what stands above
            found.append(_Span(score=score, first=first, end=end))
    return max(found, key=lambda span: span.rank, default=None)


def _text_begins(lines: Sequence[Line]) -> int:
    """Where 主送机关 or the text begins."""
    for place, line in enumerate(lines[:_HEAD_LINES]):
        text = line.text
        if line.block is not None or marks.addressed(text) or marks.label(text) or marks.note_start(text):
            return place
        if marks.metadata(text) or marks.navigation(text):
            continue
        if (marks.level(text) and line.depth != 1) or marks.sentence(text) or marks.chapter(text):
            return place
    return min(len(lines), _HEAD_LINES)


def _score(span: Sequence[Line], *, spread: bool) -> int:
    """What speaks for lines being the title. A 关于 in the first line, or after agencies alone, is how titles begin.

    `spread`: nearly all lines of the draft have a blank one above them, so that it says nothing.
    """
    texts = [line.text for line in span]
    joined = "".join(texts)
    score = _SURE if marks.ends_as_title(joined) else 0
    about = next((place for place, text in enumerate(texts) if "关于" in text), None)
    if about is not None:
        score += 2
        leading = texts[:about]
        if all(marks.is_agency(text) for text in leading):
            score += 2 if leading and texts[about].startswith("关于") else 1
    score += 1 if marks.balanced(joined) else -3
    for before, line in enumerate(span[1:], 1):
        begun = spread and before == about and all(marks.is_agency(text) for text in texts[:before])
        if line.gap and not begun and not marks.bare_kind(line.text) and marks.balanced("".join(texts[:before])):
            score -= 2
        if marks.ends_as_title("".join(texts[:before])) and not marks.only_in_brackets(line.text):
            score -= 3  # the title was over before this line
    return score


def _above(line: Line, *, marked: bool = False) -> Piece:
    if marks.number(line.text):
        return Piece(element=Element.NUMBER, lines=(line,), reason=f"{_numbered(line.text)}，在标题之上")
    if marks.number_and_signers(line.text):
        return Piece(element=Element.NUMBER, lines=(line,), reason="在标题之上，发文字号和签发人在一行")
    if what := marks.corner(line.text):
        return Piece(element=Element.CORNER, lines=(line,), reason=f"在标题之上，是{what}")
    if marks.mark(line.text):
        return Piece(
            element=Element.MARK,
            lines=(line,),
            reason="在标题之上，机关名称加“文件”，照原位置居中",
            doubt="要排成红头，请用 --mark",
        )
    if marks.metadata(line.text) or marks.navigation(line.text):
        return Piece(element=Element.ABOVE, lines=(line,), reason="网页上的著录项或导航，不属公文要素，照原文保留")
    if marks.issued(line.text):
        return Piece(
            element=Element.ISSUING,
            lines=(line,),
            reason="在标题之上，机关名称和日期在一行",
            doubt="" if marked else "要排成纪要的版头，请用 --mark",
        )
    return Piece(
        element=Element.ABOVE, lines=(line,), reason="在标题之上，照原文保留", doubt="不知是什么，未作为公文要素"
    )


def _numbered(text: str) -> str:
    """By what a line was known as 发文字号."""
    return "是期号、次号一类" if text.lstrip("（(").startswith("第") else "代字、年份、序号俱全"


def bracketed(lines: Sequence[Line]) -> int:
    """How many lines from the first are one text in brackets, broken by hand; 0 when none are."""
    if not lines or lines[0].block is not None or not lines[0].text.startswith(("（", "(")):
        return 0
    for count in range(1, min(_BRACKETED, len(lines)) + 1):
        joined = "".join(line.text for line in lines[:count])
        if marks.only_in_brackets(joined):
            return count
        if lines[count - 1].block is not None or marks.balanced(joined):
            return 0
    return 0


def _under(lines: Sequence[Line]) -> Piece | None:
    """What stands between the title and 主送机关 or the text, one line or a 题注 of several; None when it is these."""
    line, following = lines[0], lines[1:2]
    text = line.text
    if line.block is not None or line.depth > 1:
        return None
    if marks.number(text):
        return Piece(element=Element.NUMBER, lines=(line,), reason=f"{_numbered(text)}，在标题之下")
    if marks.metadata(text) or marks.navigation(text):
        element = Element.UNDER if measure(text) <= _CENTRED else Element.PAGE
        return Piece(element=element, lines=(line,), reason="网页上的著录项，照原文保留")
    if marks.issued(text):
        return Piece(element=Element.ISSUING, lines=(line,), reason="在标题之下，机关名称和日期在一行")
    if marks.date(text) or bracketed(lines):
        taken = tuple(lines[: bracketed(lines) or 1])
        return Piece(element=Element.UNDER, lines=taken, reason="在标题之下，是日期或括注（题注）")
    if marks.meeting(text) or not marks.title_like(line) or measure(text) > _SHORT or not following:
        return None
    return Piece(
        element=Element.UNDER,
        lines=(line,),
        reason="在标题之下，较短，不是一句话",
        doubt="可能是标题的一行，也可能是正文",
    )


def title_length(lines: Sequence[Line], at: int) -> tuple[int, bool]:
    """How many lines from `at` are the title of a part, and whether they end as titles do; 0 when none is."""
    joined, loose = "", 0
    if at < len(lines) and marks.only_in_brackets(lines[at].text):
        return 0, False
    for count, line in enumerate(lines[at : at + _TITLE_LINES], 1):
        if not marks.title_like(line) or (count > 1 and marks.only_in_brackets(line.text) and line.gap):
            break
        joined += line.text
        loose = count if count == 1 or (loose == count - 1 and not line.gap and count <= 3) else loose
        if marks.ends_as_title(joined):
            following = lines[at + count : at + count + 1]
            more = following and not following[0].gap and marks.only_in_brackets(following[0].text)
            return (count + 1 if more else count), True
    return loose, False
