"""信函格式 (10.1): mark and double red rule at the head, the second double rule at the foot of the first page.

The mark stands above the 版心, which a margin cannot say for one page only: it is a framed paragraph, a native one with
a place on the page. The frame is as high as the way to the rule, so that the rule and all that follows flow from it.
"""

from __future__ import annotations

from docgen.document import Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.mark import fit
from docgen.units import Length
from docgen.writers.docx.geometry import marked, over, under
from docgen.writers.docx.paragraphs import WordParagraph, paragraph
from docgen.writers.docx.runs import lines
from docgen.writers.docx.styles import border, spacing
from docgen.writers.docx.wordml import Xml, element

__all__ = ["first_footer", "head"]


def head(mark: tuple[Text, ...], standard: Standard) -> list[WordParagraph]:
    """The mark, its upper edge 30 mm from the page's, and 4 mm below it the rule, thick above thin."""
    size = fit(mark, standard)
    style = marked(standard, size)
    name = StyleName.MARK
    top = standard.letter_mark_top - over(style, standard)
    height = size.line.times(len(mark)) - under(style, standard) + standard.letter_rule_gap - standard.hair
    return [
        paragraph(name, lines(mark, standard, name), _frame(standard, top, height)),
        _line(name, standard, standard.hair, standard.letter_rule_thick),
        _line(name, standard, standard.letter_rule_space, standard.letter_rule_thin),
    ]


def first_footer(standard: Standard) -> Xml:
    """`w:ftr` of the first page: no number, but the second rule, thin above thick, 20 mm from the page's end."""
    name = StyleName.PAGE_NUMBER
    space = standard.letter_rule_space
    thick = standard.page.height - standard.letter_rule_bottom - standard.letter_rule_thick - space
    thin = thick - standard.letter_rule_thin - space
    lower, upper = (
        _line(name, standard, space, weight, _frame(standard, top)).xml
        for top, weight in ((thick, standard.letter_rule_thick), (thin, standard.letter_rule_thin))
    )
    return element("w:ftr", {}, upper, lower, paragraph(name).xml)


def _line(
    name: StyleName, standard: Standard, pitch: Length, weight: Length, frame: Xml | None = None
) -> WordParagraph:
    """An empty line of a pitch with a rule under it; out of a frame it is as much wider than the 版心 as the rule."""
    rule = element("w:pBdr", {}, border("bottom", weight, color=standard.red))
    beside = -_beside(standard).twips if frame is None else 0
    wide = element("w:ind", {"w:left": beside, "w:right": beside, "w:firstLine": 0})
    return paragraph(name, (), frame, rule, spacing(pitch), wide)


def _frame(standard: Standard, top: Length, height: Length | None = None) -> Xml:
    """As wide as the rules, which are centred on the 版心."""
    left = standard.page.left - _beside(standard)
    size: dict[str, object] = {"w:w": standard.letter_rule_width.twips}
    if height is not None:
        size |= {"w:h": height.twips, "w:hRule": "exact"}
    place = {"w:hAnchor": "page", "w:x": left.twips, "w:vAnchor": "page", "w:y": top.twips}
    return element("w:framePr", {**size, "w:wrap": "notBeside", **place})


def _beside(standard: Standard) -> Length:
    """How far the rules reach out of the 版心 on either side."""
    return (standard.letter_rule_width - standard.page.body_width).times(1 / 2)
