"""Make templates/docx/*.docx from the standard: run it after a change of measures; the same bytes come out each time.

The layouts are Word files that staff can open. They hold placeholders in docxtpl's notation, where each stands and in
which style, the sections with their footers, and a paragraph （正文） that the body replaces. No wording.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree

from docgen.document import Layout, Orientation, Properties
from docgen.standards.gbt9704 import GBT9704, StyleName
from docgen.writers.docx import layouts, letter, sections
from docgen.writers.docx.finish import CORE, core_properties
from docgen.writers.docx.package import Parts, pack, serialized
from docgen.writers.docx.paragraphs import paragraph
from docgen.writers.docx.styles import font_table, named_styles
from docgen.writers.docx.wordml import Element, Xml, boolean, element, part, value, words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: Part → its content type and, of those that the main part refers to, its relationship.
KINDS = {
    "word/document.xml": (f"{WORD}.document.main+xml", ""),
    "word/styles.xml": (f"{WORD}.styles+xml", "styles"),
    "word/settings.xml": (f"{WORD}.settings+xml", "settings"),
    "word/fontTable.xml": (f"{WORD}.fontTable+xml", "fontTable"),
    "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", "theme"),
    "word/footerOdd.xml": (f"{WORD}.footer+xml", "footer"),
    "word/footerEven.xml": (f"{WORD}.footer+xml", "footer"),
    "word/footerTurnedOdd.xml": (f"{WORD}.footer+xml", "footer"),
    "word/footerTurnedEven.xml": (f"{WORD}.footer+xml", "footer"),
    "word/footerFirst.xml": (f"{WORD}.footer+xml", "footer"),
    "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", ""),
    "docProps/app.xml": ("application/vnd.openxmlformats-officedocument.extended-properties+xml", ""),
}

CORNER = ("{%p for item in corner %}", (StyleName.CORNER, "{{r item }}"), "{%p endfor %}")
MARK = ("{%p if mark %}", (StyleName.MARK, "{{r mark }}"), "{%p endif %}")
JOINT_MARK = ((StyleName.MARK, "{{p joint_mark }}"),)
NUMBER = ((StyleName.NUMBER, "{{p number }}"),)
COVER = (
    "{%p if cover_title %}",
    (StyleName.COVER_TITLE, "{{r cover_title }}"),
    "{%p endif %}",
    "{%p for line in cover_fields %}",
    (StyleName.COVER_FIELD, "{{r line }}"),
    "{%p endfor %}",
)
TITLE = ("{%p if title %}", (StyleName.TITLE, "{{r title }}"), "{%p endif %}")
BYLINE = ((StyleName.BYLINE, "{{p byline }}"),)
RECIPIENTS = ("{%p if recipients %}", (StyleName.RECIPIENTS, "{{r recipients }}"), "{%p endif %}")

Line = str | tuple[StyleName, str]

_USUAL = (*CORNER, *MARK, *NUMBER, *COVER, *TITLE, *BYLINE, *RECIPIENTS)

#: Layout → what stands before the body, in order: control lines of docxtpl, and placeholders with their style. Each has
#: a place for everything that a tree can hold, so that nothing is lost in a layout that seldom has it.
HEADS: dict[Layout, tuple[Line, ...]] = {
    Layout.OFFICIAL: (*CORNER, *MARK, *JOINT_MARK, *NUMBER, *COVER, *TITLE, *BYLINE, *RECIPIENTS),
    Layout.MINUTES: _USUAL,
    Layout.LETTER: ((StyleName.MARK, "{{p letter_head }}"), *NUMBER, *CORNER, *COVER, *TITLE, *BYLINE, *RECIPIENTS),
    Layout.FORM: (
        *CORNER,
        "{%p if mark %}",
        (StyleName.TITLE, "{{r mark }}"),
        "{%p endif %}",
        *TITLE,
        *NUMBER,
        *COVER,
        *BYLINE,
        *RECIPIENTS,
    ),
    Layout.SPEECH: _USUAL,
    Layout.READING: (
        *CORNER,
        *MARK,
        *NUMBER,
        *COVER,
        "{%p if title %}",
        (StyleName.READING_TITLE, "{{r title }}"),
        "{%p endif %}",
        *BYLINE,
        "{%p if recipients %}",
        (StyleName.READING_SALUTATION, "{{r recipients }}"),
        "{%p endif %}",
    ),
    Layout.LEDGER: _USUAL,
}


def run(text: str) -> Xml:
    """A run of plain words."""
    return element("w:r", {}, words("w:t", text))


def line(given: Line) -> Xml:
    """A control line of docxtpl, or a placeholder in its style."""
    style, text = (StyleName.BODY, given) if isinstance(given, str) else given
    return paragraph(style, run(text)).xml


def slot() -> Xml:
    """The paragraph that the body replaces."""
    start = element("w:bookmarkStart", {"w:id": 0, "w:name": layouts.SLOT})
    return paragraph(StyleName.BODY, [start, run(f"（{layouts.SLOT}）"), element("w:bookmarkEnd", {"w:id": 0})]).xml


def references(footers: dict[str, str]) -> list[Xml]:
    """References to footers: kind of page → name of the part without `footer`."""
    return [
        element("w:footerReference", {"w:type": kind, "r:id": f"rIdfooter{name}"}) for kind, name in footers.items()
    ]


def main_part(layout: Layout) -> bytes:
    """`word/document.xml`: head, slot, a turned section as a pattern, imprint."""
    first = layout is Layout.LETTER
    upright = references({"default": "Odd", "even": "Even"} | ({"first": "First"} if first else {}))
    across = references({"default": "TurnedOdd", "even": "TurnedEven"})
    portrait = sections.properties(GBT9704, Orientation.PORTRAIT, tuple(upright), first=first)
    turned = sections.properties(GBT9704, Orientation.LANDSCAPE, tuple(across))
    last = sections.properties(GBT9704, Orientation.PORTRAIT, tuple(upright))
    root = element(
        "w:document",
        {},
        element(
            "w:body",
            {},
            *(line(given) for given in HEADS[layout]),
            slot(),
            paragraph(StyleName.BODY, (), portrait).xml,
            paragraph(StyleName.BODY, run("（横排页）"), turned).xml,
            line((StyleName.IMPRINT, "{{p imprint }}")),
            last,
        ),
    )
    return part(root)


def settings() -> bytes:
    """`word/settings.xml`: odd and even footers, no compression of punctuation."""
    uri = "http://schemas.microsoft.com/office/word"
    compat = element(
        "w:compat",
        {},
        *(
            element("w:compatSetting", {"w:name": name, "w:uri": uri, "w:val": setting})
            for name, setting in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
        ),
    )
    return part(
        element(
            "w:settings",
            {},
            boolean("w:evenAndOddHeaders", True),
            value("w:characterSpacingControl", "doNotCompress"),
            compat,
            element("w:themeFontLang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}),
        )
    )


def theme() -> bytes:
    """A theme of plain colours and no typefaces: validators ask for one, and nothing here refers to it."""
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"

    def made(name: str, attributes: dict[str, str] | None = None, *children: Element) -> Element:
        found = etree.Element(f"{{{namespace}}}{name}", attributes or {}, nsmap={"a": namespace})
        found.extend(children)
        return found

    def fill() -> Element:
        return made("solidFill", {}, made("schemeClr", {"val": "phClr"}))

    dark = {"dk1", "dk2", "accent1", "accent3", "accent5", "hlink"}
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    colours = [made(name, {}, made("srgbClr", {"val": "000000" if name in dark else "FFFFFF"})) for name in names]
    faces = [
        made(kind, {}, *(made(slot, {"typeface": ""}) for slot in ("latin", "ea", "cs")))
        for kind in ("majorFont", "minorFont")
    ]
    formats = [
        made("fillStyleLst", {}, fill(), fill(), fill()),
        made("lnStyleLst", {}, *(made("ln", {"w": "6350"}, fill()) for _ in range(3))),
        made("effectStyleLst", {}, *(made("effectStyle", {}, made("effectLst")) for _ in range(3))),
        made("bgFillStyleLst", {}, fill(), fill(), fill()),
    ]
    elements = made(
        "themeElements",
        {},
        made("clrScheme", {"name": "公文"}, *colours),
        made("fontScheme", {"name": "公文"}, *faces),
        made("fmtScheme", {"name": "公文"}, *formats),
    )
    return serialized(made("theme", {"name": "公文"}, elements))


def types(parts: Parts) -> bytes:
    """`[Content_Types].xml`."""
    namespace = f"{PACKAGE}/content-types"
    root = etree.Element(f"{{{namespace}}}Types", nsmap={None: namespace})
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{namespace}}}Default", {"Extension": extension, "ContentType": kind})
    for name in parts:
        etree.SubElement(root, f"{{{namespace}}}Override", {"PartName": f"/{name}", "ContentType": KINDS[name][0]})
    return serialized(root)


def relationships(targets: list[tuple[str, str, str]]) -> bytes:
    """A `.rels` part from (identifier, kind, target)."""
    namespace = f"{PACKAGE}/relationships"
    root = etree.Element(f"{{{namespace}}}Relationships", nsmap={None: namespace})
    for identifier, kind, target in targets:
        etree.SubElement(root, f"{{{namespace}}}Relationship", {"Id": identifier, "Type": kind, "Target": target})
    return serialized(root)


def app() -> bytes:
    """`docProps/app.xml`."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    root = etree.Element(f"{{{namespace}}}Properties", nsmap={None: namespace})
    etree.SubElement(root, f"{{{namespace}}}Application").text = "docgen"
    return serialized(root)


def made(layout: Layout) -> bytes:
    """The layout as a packed Word file."""
    parts: Parts = {
        layouts.DOCUMENT: main_part(layout),
        layouts.STYLES: part(element("w:styles", {}, *named_styles(GBT9704, layout, None).values())),
        layouts.FONTS: part(font_table(GBT9704)),
        "word/settings.xml": settings(),
        "word/theme/theme1.xml": theme(),
        **{name: part(sections.page_number(GBT9704, *place)) for name, place in layouts.FOOTERS.items()},
        CORE: core_properties(Properties(title="", author="")),
        "docProps/app.xml": app(),
    }
    if layout is Layout.LETTER:
        parts[layouts.LETTER_FOOTER] = part(letter.first_footer(GBT9704))
    related = [
        (f"rId{Path(name).stem}", f"{OFFICE}/{KINDS[name][1]}", name.removeprefix("word/"))
        for name in parts
        if KINDS[name][1]
    ]
    whole = [
        ("rId1", f"{OFFICE}/officeDocument", layouts.DOCUMENT),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", CORE),
        ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
    ]
    kinds = types(parts)
    parts["word/_rels/document.xml.rels"] = relationships(related)
    parts["_rels/.rels"] = relationships(whole)
    parts["[Content_Types].xml"] = kinds
    return pack(parts, parts)


def main(folder: Path) -> None:
    """Write every layout into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for layout in Layout:
        (folder / f"{layout.value}.docx").write_bytes(made(layout))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "templates" / "docx")
