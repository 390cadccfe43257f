"""信函格式 (10.1): mark and double red rule at the head, the second double rule at the foot of the first page.

Frames, that is native paragraphs with a place on the page: the head stands above the 版心, which a margin cannot say
for one page only.
"""

from __future__ import annotations

from docgen.document import Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.mark import fit
from docgen.units import Length
from docgen.writers.docx.geometry import marked, over, under
from docgen.writers.docx.paragraphs import paragraph
from docgen.writers.docx.runs import lines
from docgen.writers.docx.styles import border, spacing
from docgen.writers.docx.wordml import Element, element

__all__ = ["first_footer", "head"]


def head(mark: tuple[Text, ...], standard: Standard) -> list[Element]:
    """The mark, its upper edge 30 mm from the page's, and 4 mm below it the rule, thick above thin."""
    style = marked(standard, fit(mark, standard))
    top = standard.letter_mark_top - over(style, standard)
    name = StyleName.MARK
    thick = _rule(standard, standard.letter_rule_thick, standard.letter_rule_gap - under(style, standard))
    words = paragraph(name, lines(mark, standard, name), _frame(standard, top), thick)
    thin = _rule(standard, standard.letter_rule_thin)
    return [words, paragraph(name, (), _frame(standard, top), thin, spacing(standard.letter_rule_space))]


def first_footer(standard: Standard) -> Element:
    """`w:ftr` of the first page: no number, but the second rule, thin above thick, 20 mm from the page's end."""
    name = StyleName.PAGE_NUMBER
    weights = (standard.letter_rule_thin, standard.letter_rule_thick)
    height = sum(weights) + standard.hair + standard.letter_rule_space
    top = standard.page.height - standard.letter_rule_bottom - height
    pitches = (standard.hair, standard.letter_rule_space)
    rules = (
        paragraph(name, (), _frame(standard, top), _rule(standard, weight), spacing(pitch))
        for weight, pitch in zip(weights, pitches, strict=True)
    )
    return element("w:ftr", {}, *rules, paragraph(name))


def _frame(standard: Standard, top: Length) -> Element:
    """Over the width of the rules, which are centred on the 版心."""
    page = standard.page
    left = page.left - (standard.letter_rule_width - page.body_width).times(1 / 2)
    place = {"w:hAnchor": "page", "w:x": left.twips, "w:vAnchor": "page", "w:y": top.twips}
    return element("w:framePr", {"w:w": standard.letter_rule_width.twips, "w:wrap": "notBeside", **place})


def _rule(standard: Standard, weight: Length, space: Length | None = None) -> Element:
    return element("w:pBdr", {}, border("bottom", weight, space=space, color=standard.red))
