"""Page numbers: the field, its sides and its look, written anew in footers that hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from docgen.checks.docx.word_file import R, Section
from docgen.checks.mending.draft import CONTENT_TYPES, RELATIONS, Draft
from docgen.checks.mending.ordered import SETTINGS_BEFORE, given
from docgen.checks.rule import Finding
from docgen.ooxml.properties import W, children, value
from docgen.standards.gbt9704 import Standard, StyleName

__all__ = ["number_form", "number_sides", "page_number"]

_SIDES: Final = {"default": "right", "even": "left"}
#: A footer of such characters only holds a page number, be it a field or typed: — 1 —, 第1页 共3页.
_NUMBER: Final = re.compile(r"[\s\d◇—\-–－一~·./第页共]*")
_PICTURES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_IMAGES: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_ABOVE: Final = 0.8  # of an exact line above its baseline


def page_number(draft: Draft, findings: Iterable[Finding]) -> None:
    """W15: a footer that holds only a typed number is written anew, a section without one is given one."""
    kinds = [kind for kind in _SIDES if kind == "default" or "evenAndOddHeaders" in draft.file.settings]
    inherited: set[str] = set()
    for section, node in zip(draft.file.sections, draft.sections(), strict=True):
        for kind in kinds:
            own = _part(draft, node, kind)
            inherited |= {kind} if own else set()
            footer = section.footers.get(kind)
            if footer is not None and footer.paged:
                continue
            if own is not None and _bare(draft.parts[own]):
                _write(draft, own, _SIDES[kind])
                _lower(section, node, draft.standard)
            elif kind not in inherited and not section.turned:
                _add(draft, node, kind)
                _lower(section, node, draft.standard)
                inherited.add(kind)


def number_sides(draft: Draft, findings: Iterable[Finding]) -> None:
    """W16: odd pages right, even pages left. Headers must have nothing to lose when even pages get their own."""
    if "evenAndOddHeaders" not in draft.file.settings and not _turn_on(draft):
        return
    inherited: set[str] = set()
    for section, node in zip(draft.file.sections, draft.sections(), strict=True):
        for kind, side in _SIDES.items():
            own = _part(draft, node, kind)
            inherited |= {kind} if own else set()
            footer = section.footers.get(kind)
            if kind not in inherited and not section.turned:
                _add(draft, node, kind)
                inherited.add(kind)
            elif own is not None and footer is not None and footer.paged and footer.paragraph is not None:
                alignment = footer.paragraph.alignment
                if ("left" if alignment == "both" else alignment) != side and _bare(draft.parts[own]):
                    _write(draft, own, side)


def number_form(draft: Draft, findings: Iterable[Finding]) -> None:
    """W17: dashes, 四号 宋体."""
    places = {finding.where for finding in findings}
    for section, node in zip(draft.file.sections, draft.sections(), strict=True):
        if f"第{section.number}节页脚" not in places or section.turned:
            continue
        for kind, footer in section.footers.items():
            own = _part(draft, node, kind)
            if own is not None and footer.paged and footer.paragraph is not None and _bare(draft.parts[own]):
                side = footer.paragraph.alignment
                _write(draft, own, {"both": "left"}.get(side, side))


def _part(draft: Draft, section: etree._Element, kind: str) -> str | None:
    """The part of the section's own footer of that kind."""
    for reference in children(section, "footerReference"):
        if value(reference, "type") == kind:
            for link in draft.parts.get(RELATIONS, ()):
                if link.get("Id") == reference.get(f"{R}id"):
                    name = f"word/{link.get('Target')}"
                    return name if name in draft.parts else None
    return None


def _bare(root: etree._Element) -> bool:
    """Whether a footer holds nothing that would be lost: characters of a page number, no picture, no table."""
    text = "".join(node.text or "" for node in root.iter(f"{W}t"))
    kept = (f"{W}tbl", f"{W}sdt", f"{W}object", _PICTURES, _IMAGES)
    return _NUMBER.fullmatch(text) is not None and not any(True for _ in root.iter(*kept))


def _write(draft: Draft, name: str, side: str) -> None:
    root = draft.parts[name]
    for each in list(root):
        root.remove(each)
    root.append(_paragraph(side, draft.standard))
    draft.touched.add(name)


def _paragraph(side: str, standard: Standard) -> etree._Element:
    """— 1 — on one side, one 字 from the edge (7.5)."""
    style = standard.styles[StyleName.PAGE_NUMBER]
    cell = style.size.times(standard.number_indent).twips
    indent = {"right": "0", "rightChars": "0", "left": "0", "leftChars": "0", "firstLine": "0", "firstLineChars": "0"}
    if side in ("left", "right"):
        indent |= {side: str(cell), f"{side}Chars": str(round(standard.number_indent * 100))}
    paragraph = etree.Element(f"{W}p", nsmap={"w": W.strip("{}")})
    layout = etree.SubElement(paragraph, f"{W}pPr")
    given(etree.SubElement(layout, f"{W}snapToGrid"), val=0)
    given(etree.SubElement(layout, f"{W}spacing"), before=0, after=0, line=style.line.twips, lineRule="exact")
    given(etree.SubElement(layout, f"{W}ind"), **indent)
    given(etree.SubElement(layout, f"{W}jc"), val=side)
    for run in _field(standard):
        look = etree.Element(f"{W}rPr")
        face = standard.fonts[style.face].named
        given(etree.SubElement(look, f"{W}rFonts"), ascii=face, hAnsi=face, eastAsia=face, hint="eastAsia")
        given(etree.SubElement(look, f"{W}sz"), val=style.size.half_points)
        given(etree.SubElement(look, f"{W}szCs"), val=style.size.half_points)
        run.insert(0, look)
        paragraph.append(run)
    return paragraph


def _field(standard: Standard) -> Iterator[etree._Element]:
    """The runs of — PAGE —."""
    before, after = standard.number_marks
    for name, text in (
        ("t", before),
        ("begin", ""),
        ("instrText", " PAGE "),
        ("separate", ""),
        ("t", "1"),
        ("end", ""),
    ):
        yield _run(name, text)
    yield _run("t", after)


def _run(name: str, text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    if not text:
        given(etree.SubElement(run, f"{W}fldChar"), fldCharType=name)
        return run
    node = etree.SubElement(run, f"{W}{name}")
    node.text = text
    node.set(_SPACE, "preserve")
    return run


def _lower(section: Section, node: etree._Element, standard: Standard) -> None:
    """The footer so high that the dash lies 7 mm below the 版心, where the margins are the standard's."""
    style, page = standard.styles[StyleName.PAGE_NUMBER], standard.page
    sides = node.find(f"{W}pgMar")
    if sides is None or section.turned:
        return
    distance = page.bottom - standard.number_below - style.line.times(1 - _ABOVE)
    given(sides, footer=(distance - style.size.times(standard.fonts[style.face].dash)).twips)


def _add(draft: Draft, section: etree._Element, kind: str) -> None:
    """A footer of a section's own; the sections after it have it too."""
    links, types = draft.parts.get(RELATIONS), draft.parts.get(CONTENT_TYPES)
    if links is None or types is None:
        return
    taken = {link.get("Id") for link in links}
    number = next(number for number in range(1, len(taken) + 2) if f"rIdPageNumber{number}" not in taken)
    file = f"footerPageNumber{number}.xml"
    root = etree.Element(f"{W}ftr", nsmap={"w": W.strip("{}"), "r": R.strip("{}")})
    root.append(_paragraph(_SIDES[kind], draft.standard))
    draft.parts[f"word/{file}"] = root
    link = etree.SubElement(links, f"{links.tag.rpartition('}')[0]}}}Relationship")
    for name, text in (("Id", f"rIdPageNumber{number}"), ("Type", _RELATION), ("Target", file)):
        link.set(name, text)
    override = etree.SubElement(types, f"{types.tag.rpartition('}')[0]}}}Override")
    override.set("PartName", f"/word/{file}")
    override.set("ContentType", _TYPE)
    reference = given(etree.Element(f"{W}footerReference"), type=kind)
    reference.set(f"{R}id", f"rIdPageNumber{number}")
    section.insert(sum(1 for each in section if str(each.tag).endswith("erReference")), reference)
    draft.touched |= {RELATIONS, CONTENT_TYPES, f"word/{file}"}


def _turn_on(draft: Draft) -> bool:
    """奇偶页不同, unless even pages would lose a header that all pages have now."""
    settings = draft.parts.get("word/settings.xml")
    if settings is None:
        return False
    for name, root in draft.parts.items():
        if re.fullmatch(r"word/header[^/]*\.xml", name):
            text = "".join(node.text or "" for node in root.iter(f"{W}t")).strip()
            if text or any(True for _ in root.iter(_PICTURES, _IMAGES, f"{W}object")):
                return False
    at = max((index for index, each in enumerate(settings, 1) if _name(each) in SETTINGS_BEFORE), default=0)
    settings.insert(at, etree.Element(f"{W}evenAndOddHeaders"))
    draft.touched.add("word/settings.xml")
    return True


def _name(node: etree._Element) -> str:
    return str(node.tag).removeprefix(W)
