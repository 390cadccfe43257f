"""Chinese justification in WeasyPrint, which stretches spaces only: its last step of a line, replaced.

The rest of a line is shared out between its characters, so that the last one ends at the edge of the 版心. Latin words
and numbers are not spread inside, nothing is added after the last character, and a line that an unbreakable piece
leaves too short stays short and is reported. The text is not touched: what is copied from the page is what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from itertools import pairwise
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from docgen.typesetting import line_filling, weasyprint_steps
from docgen.typesetting.weasyprint_steps import Step

__all__ = ["LIMIT", "STEPS", "install", "short_lines"]

#: How much a line may be stretched in all, in 字 of its own size: Word would stretch any; more looks torn apart.
LIMIT: Final = 6.0

#: Characters that belong to one Latin word or number when two or more stand together.
_WORD: Final = re.compile(r"[!-~\u00c0-\u024f\u0370-\u04ff]{2,}")
_BREAK_ONLY: Final = "\u200b"  # what a <wbr> holds: no width, no glyph

_short: ContextVar[list[str] | None] = ContextVar("short_lines", default=None)


def install() -> None:
    """Put `_justify` in the place of WeasyPrint's step. ChangedError when that step is no longer the known one."""
    weasyprint_steps.install(STEPS)


def short_lines() -> list[str]:
    """A fresh list that collects, in this context, the text of each line left short from now on."""
    collected: list[str] = []
    _short.set(collected)
    return collected


class _SpreadLayout(line_break.Layout):  # type: ignore[misc]  # WeasyPrint carries no types
    """A line of text whose `wide` byte ranges have `unit` (px) more between characters than the style says."""

    def __init__(self, style: Any, unit: float, wide: tuple[tuple[int, int], ...]) -> None:
        self._unit, self._wide = unit, wide
        super().__init__(style)

    def set_text(self, text: str, justify: bool = False) -> None:
        super().set_text(text, justify)
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        spacing = int((_spacing(self.style) + self._unit) * TO_UNITS)
        for start, end in self._wide:
            attribute = pango.pango_attr_letter_spacing_new(spacing)
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)


def _justify(context: Any, line: Any, extra_width: float) -> None:
    """Share `extra_width` (px) out between the characters of `line`; the signature is WeasyPrint's."""
    texts = [box for box in _text_boxes(line) if box.text and box.text != _BREAK_ONLY]
    if not texts:
        return
    rest = extra_width + _spacing(texts[-1].style)  # nothing follows the last character
    weights = [weight for box in texts for weight in _weights(box.text)]
    if not any(weights):  # a line of one word, as of an address on the web: nothing else can fill it
        weights = [1.0] * len(weights)
    total = sum(_between(pair) for pair in pairwise(weights))
    if rest <= 0 or total == 0:
        return
    if rest - line_filling.room_of(line) > LIMIT * texts[-1].style["font_size"]:
        collected = _short.get()
        if collected is not None:
            collected.append("".join(box.text for box in texts))
        return
    _spread(line, _shares(texts, weights, rest / total), 0.0)


def _shares(texts: list[Any], weights: list[float], unit: float) -> dict[int, float]:
    """What each box is widened by, by its identity; sets the boxes' new layouts on the way."""
    shares: dict[int, float] = {}
    gaps = [unit * _between(pair) for pair in pairwise(weights)] + [0.0]
    start = 0
    for box in texts:
        end = start + len(box.text)
        shares[id(box)] = sum(gaps[start:end])
        layout = _SpreadLayout(box.style, unit, _wide_ranges(box.text, weights[start:end]))
        layout.set_text(box.text)
        layout.deactivate()
        box.pango_layout = layout
        start = end
    return shares


def _spread(box: Any, shares: dict[int, float], advance: float) -> float:
    """Shift what follows a widened box; return by how much everything after `box` has moved."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        box.width += shares.get(id(box), 0.0)
        return advance + shares.get(id(box), 0.0)
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += advance
        start = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _spread(child, shares, advance)
        box.width += advance - start
        return advance
    box.translate(advance, 0)
    return advance


def _text_boxes(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _weights(text: str) -> list[float]:
    """1 for each character that may stand freely, 0 inside a Latin word or a number."""
    weights = [1.0] * len(text)
    for word in _WORD.finditer(text):
        weights[word.start() : word.end()] = [0.0] * len(word.group())
    return weights


def _between(pair: tuple[float, float]) -> float:
    """Pango gives half of a character's spacing to each of its sides."""
    return (pair[0] + pair[1]) / 2


def _wide_ranges(text: str, weights: list[float]) -> tuple[tuple[int, int], ...]:
    """The UTF-8 byte ranges of the characters with weight 1."""
    ranges: list[tuple[int, int]] = []
    position = 0
    for character, weight in zip(text, weights, strict=True):
        end = position + len(character.encode())
        if weight:
            if ranges and ranges[-1][1] == position:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((position, end))
        position = end
    return tuple(ranges)


def _spacing(style: Any) -> float:
    spacing = style["letter_spacing"]
    return 0.0 if spacing == "normal" else float(spacing)


#: What is replaced.
STEPS: Final = (
    Step(owner=inline, name="justify_line", new=_justify),
    *line_filling.STEPS,
)
