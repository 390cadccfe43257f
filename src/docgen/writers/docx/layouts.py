"""The layout files of templates/docx: read, compiled and given their measures once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Template
from lxml import etree

from docgen.document import Layout, Orientation
from docgen.resources import templates_dir
from docgen.standards.gbt9704 import Standard
from docgen.typesetting.mark import MarkSize
from docgen.writers.docx import letter, sections
from docgen.writers.docx.fill import compiled
from docgen.writers.docx.package import Parts, serialized, unpack
from docgen.writers.docx.styles import font_table, named_styles
from docgen.writers.docx.wordml import PARSER, Element, qname

__all__ = ["DOCUMENT", "STYLES", "LoadedLayout", "load", "measured_parts"]

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
FONTS = "word/fontTable.xml"
#: The footers with a page number, the side on which it stands and the sheets they are for.
FOOTERS = {
    "word/footerOdd.xml": ("right", Orientation.PORTRAIT),
    "word/footerEven.xml": ("left", Orientation.PORTRAIT),
    "word/footerTurnedOdd.xml": ("right", Orientation.LANDSCAPE),
    "word/footerTurnedEven.xml": ("left", Orientation.LANDSCAPE),
}
LETTER_FOOTER = "word/footerFirst.xml"

_measured: dict[tuple[str, Layout, MarkSize | None], Parts] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedLayout:
    """A layout file: its parts, and its main part compiled."""

    parts: Parts
    template: Template


@cache
def load(layout: Layout) -> LoadedLayout:
    """The file of a layout, by its name (`official.docx`)."""
    parts = unpack((templates_dir() / "docx" / f"{layout.value}.docx").read_bytes())
    return LoadedLayout(parts=parts, template=compiled(parts[DOCUMENT]))


def measured_parts(layout: Layout, mark: MarkSize | None, standard: Standard) -> Parts:
    """The parts that hold measures, from the standard given: styles, fonts and footers. Kept for the next document."""
    key = (repr(standard), layout, mark)
    if key not in _measured:
        if len(_measured) > 256:  # every unit may have a mark of its own
            _measured.clear()
        found = {STYLES: serialized(_styles(layout, mark, standard)), FONTS: serialized(font_table(standard))}
        for name, (side, orientation) in FOOTERS.items():
            found[name] = serialized(sections.page_number(standard, side, orientation))
        if LETTER_FOOTER in load(layout).parts:
            found[LETTER_FOOTER] = serialized(letter.first_footer(standard))
        _measured[key] = found
    return _measured[key]


def _styles(layout: Layout, mark: MarkSize | None, standard: Standard) -> Element:
    """The layout's own styles with ours put in place of those of the same identifier: additions by staff remain."""
    root = etree.fromstring(load(layout).parts[STYLES], PARSER)
    identifier = qname("w:styleId")
    present = {style.get(identifier): style for style in root.findall(qname("w:style"))}
    for child in named_styles(standard, layout, mark):
        old = root.find(child.tag) if child.tag == qname("w:docDefaults") else present.get(child.get(identifier))
        if old is None:
            root.append(child)
        else:
            root.replace(old, child)
    return root
