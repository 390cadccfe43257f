"""What goes over to the next page with a sign-off that does not fit, so that it never stands there alone (7.3.5.5).

One rule for both formats: a last paragraph of one or two lines goes over whole; of a longer one, and of the first
paragraph of a paper, whose text page 1 must show (7.3.3), its last line; a first paragraph of one line stays.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from docgen.document import AttachmentNote, Block, Paragraph, Text
from docgen.standards.gbt9704 import Standard, Style, StyleName
from docgen.typesetting.adornment import advances, bare, line_weights, outline
from docgen.typesetting.line_breaking import break_lines
from docgen.typesetting.paragraph_lines import line_ends
from docgen.units import Length

__all__ = ["Keep", "before_sign_off", "line_count"]

#: Lines of a paragraph that goes over whole.
_SHORT: Final = 2


class Keep(Enum):
    """How much of the last paragraph goes over with the sign-off."""

    NOTHING = "nothing"
    LINE = "line"
    WHOLE = "whole"


def before_sign_off(body: tuple[Block, ...], note: AttachmentNote | None, standard: Standard, across: Length) -> Keep:
    """What goes over of the last block before a sign-off; `across` is the width of the text."""
    last = body[-1] if body and not note else None
    if not isinstance(last, Paragraph):
        return Keep.LINE
    count = line_count(last.lead + last.runs, standard.styles[StyleName.BODY], across)
    if len(body) == 1:
        return Keep.LINE if count > 1 else Keep.NOTHING
    return Keep.WHOLE if count <= _SHORT else Keep.LINE


def line_count(text: Text, style: Style, across: Length) -> int:
    """The lines that a paragraph of a style takes over the width `across`, a picture as many as it is high."""
    characters = bare(text)
    if characters is None:
        ends = line_ends(outline(text), style, across, advances(text, style), indent=style.indent)
        return sum(line_weights(text, ends, style))
    return len(break_lines("　" * round(style.indent) + characters, across / (style.size + style.spacing)))
