"""Sections: paper and margins."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from docgen.checks.docx.word_file import Section
from docgen.checks.mending.draft import Draft
from docgen.checks.mending.ordered import given, without
from docgen.checks.rule import Finding
from docgen.ooxml.properties import W
from docgen.standards.acceptance import ACCEPTED

__all__ = ["margins", "paper"]


def paper(draft: Draft, findings: Iterable[Finding]) -> None:
    """W01: A4 as the sheet lies, and the margins that make the 版心 of it."""
    page = draft.standard.page
    for section, node in _named(draft, findings):
        sides = (page.width, page.height)
        width, height = reversed(sides) if section.turned else sides
        size = node.find(f"{W}pgSz")
        if size is None:
            size = etree.Element(f"{W}pgSz")
            node.insert(_after_type(node), size)
        given(without(size, "code"), w=width.twips, h=height.twips)  # code: the printer's number of another paper
    margins(draft, findings)


def margins(draft: Draft, findings: Iterable[Finding]) -> None:
    """W02. A gutter goes into the margin; a side within ± 1 mm stays as it is."""
    page = draft.standard.page
    for section, node in _named(draft, findings):
        wanted = {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}
        if section.turned:
            wanted = {"top": page.left, "right": page.top, "bottom": page.right, "left": page.bottom}
        sides = node.find(f"{W}pgMar")
        if sides is None:
            sides = given(etree.Element(f"{W}pgMar"), header=page.top.twips // 2, footer=page.bottom.twips // 2)
            size = node.find(f"{W}pgSz")
            node.insert(node.index(size) + 1 if size is not None else _after_type(node), sides)
        for name, length in wanted.items():
            if abs(getattr(section, name) - length) > ACCEPTED.margin:
                given(sides, **{name: length.twips})
                if name == "left":
                    given(sides, gutter=0)
        if f"{W}gutter" not in sides.attrib:
            given(sides, gutter=0)


def _named(draft: Draft, findings: Iterable[Finding]) -> list[tuple[Section, etree._Element]]:
    places = {finding.where for finding in findings}
    pairs = zip(draft.file.sections, draft.sections(), strict=True)
    return [(section, node) for section, node in pairs if f"第{section.number}节" in places]


def _after_type(node: etree._Element) -> int:
    """Where w:pgSz stands: after the references, the notes and the type."""
    before = {f"{W}{name}" for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")}
    return sum(1 for each in node if each.tag in before)
