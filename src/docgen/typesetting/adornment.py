"""What a hand gave a text in Word (looks, pictures, footnotes) and what it takes on a line: widths and heights.

A text is reckoned by its outline: its characters, with one more for each picture. A look may make characters larger or
smaller; bold and italic ones are as wide as others, as Word has it in Chinese. A footnote's call is raised figures
behind its character and never parted from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil
from typing import Final

from docgen.document import Look, Picture, Run, Script, Text
from docgen.standards.gbt9704 import Style
from docgen.typesetting.widths import plain
from docgen.units import Length, mm, pt

__all__ = [
    "OBJECT",
    "SCRIPT_SHIFTS",
    "SCRIPT_SIZE",
    "Segment",
    "advances",
    "bare",
    "calls",
    "flat",
    "holds_picture",
    "is_adorned",
    "line_height",
    "line_weights",
    "outline",
    "picture_height",
    "picture_width",
    "segments",
    "size_of",
    "split",
    "words",
]

#: Stands for a picture in an outline.
OBJECT: Final = "\ufffc"
#: 上标 and 下标: their size, and how far they are raised, in sizes of their text.
SCRIPT_SIZE: Final = 0.65
SCRIPT_SHIFTS: Final = {Script.RAISED: 0.33, Script.LOWERED: -0.14}
#: What the fonts of the table have below the baseline, in em: so much a line has under a picture.
_DESCENT: Final = 0.14
#: Figures that the call of a footnote is taken for.
_CALL: Final = 1.0


def is_adorned(text: Text) -> bool:
    """Whether a hand gave a text anything beyond its characters."""
    return bare(text) is None


def bare(text: Text) -> str | None:
    """The characters of a text that is nothing but these, as nearly all are; None of one that a hand has adorned."""
    for run in text:  # a loop, since it is asked of every line several times: any() takes three times as long
        if run.look is not None or run.picture is not None or run.footnote:
            return None
    return plain(text)


def holds_picture(text: Text) -> bool:
    """Whether a picture stands in a text."""
    return any(run.picture is not None for run in text)


def words(text: Text) -> str:
    """A text for reading: pictures and footnotes named in brackets where they stand."""
    return "".join(
        (run.text if run.picture is None else f"〔图：{run.picture.name}〕" if run.picture.name else "〔图〕")
        + (f"〔脚注：{'　'.join(words(line) for line in run.footnote)}〕" if run.footnote else "")
        for run in text
    )


def flat(text: Text) -> Text:
    """The text of a footnote, in which no footnote can be called: one that is stands in brackets in its place."""
    return tuple(
        made
        for run in text
        for made in (
            (replace(run, footnote=()), Run(text=words((replace(run, text="", picture=None),)), look=run.look))
            if run.footnote
            else (run,)
        )
    )


def outline(text: Text) -> str:
    """The characters of a text, `OBJECT` for a picture."""
    return "".join(_outlined(run) for run in text)


def _outlined(run: Run) -> str:
    return run.text if run.picture is None else OBJECT


def split(line: Text, place: int) -> tuple[Text, Text]:
    """A line's runs before and after a position of its outline; a footnote stays behind its last character."""
    before: list[Run] = []
    after: list[Run] = []
    starts = accumulate((len(_outlined(run)) for run in line), initial=0)
    for run, start in zip(line, starts, strict=False):
        long = len(_outlined(run))
        at = min(max(place - start, 0), long)
        if at == long and start + at <= place and place:
            before.append(run)
        elif not at:
            after.append(run)
        else:
            before.append(replace(run, text=run.text[:at], footnote=()))
            after.append(replace(run, text=run.text[at:]))
    return tuple(before), tuple(after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run in the outline of its text, from `start` to `end`."""

    run: Run
    start: int
    end: int


def segments(text: Text) -> Iterator[Segment]:
    """The runs of a text with their places in its outline."""
    ends = list(accumulate((len(_outlined(run)) for run in text), initial=0))
    for run, (start, end) in zip(text, pairwise(ends), strict=True):
        yield Segment(run=run, start=start, end=end)


def calls(text: Text) -> Iterator[int]:
    """The places of a text's outline behind which a footnote is called."""
    return (segment.end for segment in segments(text) if segment.run.footnote)


def size_of(look: Look | None, style: Style) -> Length:
    """The size of characters of a look in a style, 上标 and 下标 in theirs."""
    size = style.size if look is None or look.size is None else pt(look.size)
    return size if look is None or look.script is None else size.times(SCRIPT_SIZE)


def picture_width(picture: Picture) -> Length:
    """How wide a picture is printed."""
    return mm(picture.width)


def picture_height(picture: Picture) -> Length:
    """How high a picture is printed."""
    return mm(picture.height)


def advances(text: Text, style: Style) -> list[Length]:
    """What each character of the outline advances in a style; the call of a footnote counts with the one before it."""
    found: list[Length] = []
    for run in text:
        if run.picture is not None:
            found.append(picture_width(run.picture) + style.spacing)
        else:
            size = size_of(run.look, style)
            found += [size.times(0.5 if character < "\x7f" else 1.0) + style.spacing for character in run.text]
        if run.footnote and found:
            found[-1] += style.size.times(SCRIPT_SIZE / 2 * _CALL)
    return found


def line_height(line: Text, style: Style) -> Length:
    """How high a line of a style is: its pitch, or what a picture in it takes."""
    pictures = (run.picture for run in line if run.picture is not None)
    return max((style.line, *(picture_height(each) + style.size.times(_DESCENT) for each in pictures)))


def line_weights(text: Text, ends: Sequence[int], style: Style) -> list[int]:
    """How many lines of a style's pitch each line of a text takes, by its pictures. `ends` are its lines' ends."""
    found = []
    rest, start = text, 0
    for end in ends:
        line, rest = split(rest, end - start)
        found.append(ceil(line_height(line, style) / style.line))
        start = end
    return found
