"""The head of a paper (7.2, 10.1) by ink: where each line must lie so that the ruler finds the standard's distances.

The standard measures from ink to ink, layout engines set line boxes; the fonts in use tell the difference. Lengths are
from the upper edge of the 版心 on the first page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docgen.document import Document, Layout, Text
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting.fonts import FontSet, Ink
from docgen.typesetting.mark import MarkSize, fit, joint_of, joint_places, mark_rows, mark_size
from docgen.typesetting.signers import signer_rows
from docgen.typesetting.widths import plain, width
from docgen.units import Length, emu

__all__ = ["Head", "MarkLine", "measure", "middle"]

_SAMPLE: Final = "国"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """A line of the mark: the top and left of its box, whose `width` is that of the text before it is condensed.

    `spread` is added after each character: a name of a joint mark is spread to the width of the longest.
    """

    text: Text
    top: Length
    left: Length
    width: Length
    spread: Length = emu(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Tops of line boxes. `rows` are those beside 发文字号 (as many as rows of 签发人, at least one)."""

    size: MarkSize
    mark: tuple[MarkLine, ...] = ()
    rows: tuple[Length, ...] = ()
    issuing: Length = emu(0)  # of the line with 编印单位 and date
    rule: Length = emu(0)  # top of the red line, or of the first double rule of a letter
    height: Length = emu(0)  # of the whole head
    title: Length = emu(0)  # from the head to the first line box of the title
    recipients: Length = emu(0)  # from the last line box of the title to that of what follows it
    second_rule: Length = emu(0)  # top of the double rule at the foot of a letter's first page


def measure(document: Document, standard: Standard, fonts: FontSet) -> Head:
    """The head of a document; all zero but `recipients` in a layout without one."""
    match document.layout:
        case Layout.OFFICIAL | Layout.MINUTES if document.mark:
            return _official(document, standard, fonts)
        case Layout.LETTER if document.mark:
            return _letter(document, standard, fonts)
    return Head(size=fit((), standard), recipients=_after_title(document, standard, fonts))


def middle(style: Style, fonts: FontSet, text: str) -> Length:
    """From the top of a line box to the middle of the ink of `text`."""
    over, under = _reach(style, fonts, text)
    return over + (style.line - over - under).times(0.5)


def _official(document: Document, standard: Standard, fonts: FontSet) -> Head:
    page, styles = standard.page, standard.styles
    size, lines, bottom = _mark(document, standard, fonts, standard.mark_top)
    number = styles[StyleName.NUMBER]
    names = [" ".join(plain(name) for name in row) for row in signer_rows(document.signers)] or [""]
    over, under = _reach(number, fonts, plain(document.number) + names[-1] or _SAMPLE)
    first = bottom + page.line_pitch.times(standard.number_gap) - over
    rows = tuple(first + number.line.times(index) for index in range(len(names)))
    last = issuing = first + number.line.times(_issuing_line(document, len(names)))
    if document.issuing:
        _, under = _reach(number, fonts, plain(document.issuing.office) + plain(document.issuing.date))
    else:
        last = rows[-1]
    rule = last + number.line - under + standard.line_gap
    height = rule + standard.line_weight
    title_over, _ = _reach(styles[StyleName.TITLE], fonts, plain(document.title[0]) if document.title else _SAMPLE)
    return Head(
        size=size,
        mark=lines,
        rows=rows,
        issuing=issuing,
        rule=rule,
        height=height,
        title=page.line_pitch.times(standard.title_gap) - title_over,
        recipients=_after_title(document, standard, fonts),
    )


def _issuing_line(document: Document, rows: int) -> int:
    """Which line below the mark, from 0, has 编印单位 and date: that under 发文字号 and its `rows` of 签发人."""
    return rows if document.number or document.signers else 0


def _letter(document: Document, standard: Standard, fonts: FontSet) -> Head:
    page, styles = standard.page, standard.styles
    size, lines, bottom = _mark(document, standard, fonts, standard.letter_mark_top)
    rule = bottom + standard.letter_rule_gap
    thick = standard.letter_rule_thick + standard.letter_rule_space + standard.letter_rule_thin
    number = styles[StyleName.NUMBER]
    over, _ = _reach(number, fonts, plain(document.number) or _SAMPLE)
    corner = len([item for item in (document.copy_number, document.security, document.urgency) if item])
    first = rule + thick + standard.letter_below - over
    rows = tuple(first + number.line.times(index) for index in range(max(1, corner)))
    _, under = _reach(number, fonts, plain(document.number) or _SAMPLE)
    title_over, _ = _reach(styles[StyleName.TITLE], fonts, plain(document.title[0]) if document.title else _SAMPLE)
    return Head(
        size=size,
        mark=lines,
        rows=rows,
        rule=rule,
        height=rows[-1] + number.line,
        title=page.line_pitch.times(standard.title_gap) - under - title_over,
        recipients=_after_title(document, standard, fonts),
        second_rule=page.height - page.top - standard.letter_rule_bottom - thick,
    )


def _mark(
    document: Document, standard: Standard, fonts: FontSet, edge: Length
) -> tuple[MarkSize, tuple[MarkLine, ...], Length]:
    """The mark with its upper ink edge at `edge` from the top of the page; also where its ink ends."""
    size = mark_size(document, standard) or fit((), standard)
    style = Style(face=standard.styles[StyleName.MARK].face, size=size.size, line=size.line)
    rows = mark_rows(document)
    over, _ = _reach(style, fonts, plain(rows[0]))
    top = edge - standard.page.top - over
    lines = tuple(_mark_lines(document, rows, size, top, standard))
    _, under = _reach(style, fonts, plain(rows[-1]))
    return size, lines, top + size.line.times(len(rows)) - under


def _mark_lines(
    document: Document, rows: tuple[Text, ...], size: MarkSize, top: Length, standard: Standard
) -> Iterator[MarkLine]:
    """The lines of a mark, of a joint one its agencies and then the word beside them, in the middle of their height."""
    joint = joint_of(document)
    if joint is None:
        for index, text in enumerate(rows):
            natural = size.size.times(width(plain(text)))
            left = (standard.page.body_width - natural).times(0.5)
            yield MarkLine(text=text, top=top + size.line.times(index), left=left, width=natural)
        return
    at = joint_places(document, joint, size, standard)
    for index, text in enumerate(rows):
        yield _within(text, top + size.line.times(index), at.left, at.names, size)
    if joint.word:
        centre = top + size.line.times((len(rows) - 1) / 2)
        yield _within(joint.word, centre, at.left + at.names + at.gap, at.word, size)


def _within(text: Text, top: Length, left: Length, across: Length, size: MarkSize) -> MarkLine:
    """A line that begins at `left` and, condensed about its middle, takes the width `across`."""
    natural, characters = size.size.times(width(plain(text))), len(plain(text))
    whole = across.times(100 / size.scale)
    spread = (whole - natural).times(1 / (characters - 1)) if characters > 1 else emu(0)
    boxed = whole + spread  # what is added after the last character too
    middle = left + boxed.times(size.scale / 200)
    return MarkLine(text=text, top=top, left=middle - boxed.times(0.5), width=boxed, spread=spread)


def _after_title(document: Document, standard: Standard, fonts: FontSet) -> Length:
    reading = document.layout is Layout.READING
    if document.layout is Layout.MINUTES and document.mark and not document.title:
        # the mark is the title: the text keeps a title's distance from the red line
        over, _ = _reach(standard.styles[StyleName.BODY], fonts, _SAMPLE)
        return standard.page.line_pitch.times(standard.title_gap) - over
    title = standard.styles[StyleName.READING_TITLE if reading else StyleName.TITLE]
    body = standard.styles[StyleName.READING_BODY if reading else StyleName.RECIPIENTS]
    _, under = _usual_reach(title, standard, fonts)
    over, _ = _usual_reach(body, standard, fonts)
    return Length(max(0, standard.page.line_pitch.times(standard.recipients_gap) - under - over))


def _usual_reach(style: Style, standard: Standard, fonts: FontSet) -> tuple[Length, Length]:
    """The same of the named font's usual ink, as Word files have it: text begins at one height in both formats."""
    main, named = fonts.faces[style.face].main, standard.fonts[style.face]
    baseline = (style.line - style.size.times(main.ascent + main.descent)).times(0.5) + style.size.times(main.ascent)
    return baseline - style.size.times(named.rise), style.line - baseline - style.size.times(named.drop)


def _reach(style: Style, fonts: FontSet, text: str) -> tuple[Length, Length]:
    """From the top of a line box to the ink of `text`, and from that ink to the bottom of the box."""
    main = fonts.faces[style.face].main
    ink = _ink(style, fonts, text)
    baseline = (style.line - style.size.times(main.ascent + main.descent)).times(0.5) + style.size.times(main.ascent)
    return baseline - style.size.times(ink.top), style.line - baseline + style.size.times(ink.bottom)


def _ink(style: Style, fonts: FontSet, text: str) -> Ink:
    return fonts.faces[style.face].main.ink(text or _SAMPLE)
