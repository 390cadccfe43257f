"""份号 as a box as high as its line: of a notice to many units it is all that differs on its first page.

The layouts write `<number id="number"/>` into the paragraph of 份号, whose style is that of its digits.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import line_break

from docgen.writers.hastened.structure import Element, text
from docgen.writers.painted.line import line_of
from docgen.writers.painted.slot import Box, no_break

__all__ = ["NumberBox"]


class NumberBox(Box):
    """The box of 份号; its content are digits."""

    def laid_out(self, context: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool) -> tuple[Any, ...]:
        """The box, which is as high as a line."""
        made = self.copy()
        made.width, made.height = 0, line_break.strut(self.style)[0]
        return made, None, no_break(), [], False, None

    def paint(self, stream: Any) -> None:
        """Set the digits, marked as one content."""
        _, base = line_break.strut(self.style)
        stream.push_state()
        stream.set_color(self.style["color"])
        with stream.marked(self, "Span"):
            stream.begin_text()
            line_of(self.content, self.style, stream).paint(stream, self.position_x, self.position_y + base)
            stream.end_text()
        stream.pop_state()

    def structure(self, parent: Any, pdf: Any, page: int, nums: dict[int, Any], tags: dict[Any, Any]) -> tuple[Element]:
        """The element of its marked content."""
        return (text(pdf, tags.pop(self), pdf.page_references[page], parent.reference, nums),)
