"""Effective properties of paragraphs and runs: document defaults, then styles by inheritance, then direct ones.

Properties are flat: `spacing@line`, `rFonts@eastAsia`, `sz@val` → the attribute's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Final

from lxml import etree

__all__ = ["Properties", "Styles", "W", "children", "flat", "measured", "overlaid", "toggled", "value"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

Properties = dict[str, str]


def flat(node: etree._Element | None) -> Properties:
    """The children of a w:pPr or w:rPr."""
    found: Properties = {}
    for child in node.iterchildren("*") if node is not None else ():
        name = child.tag.rpartition("}")[2]
        found[name] = ""
        for key, text in child.attrib.items():
            found[f"{name}@{str(key).rpartition('}')[2]}"] = str(text)
        if f"{name}@val" not in found:
            found[f"{name}@val"] = "1"
    return found


def overlaid(base: Mapping[str, str], own: Mapping[str, str]) -> Properties:
    """Properties with those of a nearer level over them: a font named there goes before a theme's from farther off."""
    merged = {**base, **own}
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        if f"rFonts@{slot}" in own and f"rFonts@{slot}Theme" not in own:
            merged.pop(f"rFonts@{slot}Theme", None)
    return merged


def toggled(properties: Mapping[str, str], name: str, default: bool = False) -> bool:
    """Whether an on/off property is on."""
    return properties[f"{name}@val"] not in ("0", "false", "off") if name in properties else default


def measured(properties: Mapping[str, str], name: str, default: float = 0) -> float:
    """A property that is a number, as the file counts it; `default` where there is none, or no number."""
    try:
        found = float(properties.get(name, default))
    except ValueError:
        return default
    return found if isfinite(found) else default


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that WordprocessingML name."""
    yield from node.iterchildren(f"{W}{name}")


def value(node: etree._Element | None, name: str, default: str = "") -> str:
    """An attribute w:name."""
    return str(node.get(f"{W}{name}", default)) if node is not None else default


class Styles:
    """word/styles.xml and the theme: what a paragraph or run has before anything is set on it directly."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._theme = theme
        self._resolved: dict[str, tuple[Properties, Properties]] = {}
        self.default = ""
        self._defaults: tuple[Properties, Properties] = ({}, {})
        if styles is None:
            return
        defaults = styles.find(f"{W}docDefaults")
        if defaults is not None:
            self._defaults = (
                flat(defaults.find(f"{W}pPrDefault/{W}pPr")),
                flat(defaults.find(f"{W}rPrDefault/{W}rPr")),
            )
        for node in children(styles, "style"):
            self._nodes[value(node, "styleId")] = node
            if value(node, "type") == "paragraph" and value(node, "default") in ("1", "true"):
                self.default = value(node, "styleId")

    def paragraph(self, style: str) -> tuple[Properties, Properties]:
        """Properties of paragraph and runs of a paragraph of that style (of the default one when it has none)."""
        paragraph, run = self._of(style or self.default)
        return {**self._defaults[0], **paragraph}, overlaid(self._defaults[1], run)

    def run(self, style: str) -> Properties:
        """What a character style sets."""
        return self._of(style)[1] if style else {}

    def name(self, style: str) -> str:
        """The name of a style (of the default paragraph style where none is given), as Word shows it in English."""
        node = self._nodes.get(style or self.default)
        return value(node.find(f"{W}name"), "val", style) if node is not None else style

    def lineage(self, style: str) -> Iterator[str]:
        """The identifiers of a style and of those that it is based on, nearest first."""
        found = style or self.default
        seen: set[str] = set()
        while found in self._nodes and found not in seen:
            seen.add(found)
            yield found
            found = value(self._nodes[found].find(f"{W}basedOn"), "val")

    def numbering(self, style: str) -> etree._Element | None:
        """The w:numPr that a paragraph style gives."""
        found = (self._nodes[one].find(f"{W}pPr/{W}numPr") for one in self.lineage(style))
        return next((node for node in found if node is not None), None)

    @property
    def names(self) -> frozenset[str]:
        """The names of all styles."""
        return frozenset(map(self.name, self._nodes))

    def _of(self, style: str, depth: int = 0) -> tuple[Properties, Properties]:
        if style in self._resolved:
            return self._resolved[style]
        node = self._nodes.get(style)
        if node is None or depth > len(self._nodes):
            return {}, {}
        base = node.find(f"{W}basedOn")
        paragraph, run = self._of(value(base, "val"), depth + 1) if base is not None else ({}, {})
        own = flat(node.find(f"{W}pPr")), flat(node.find(f"{W}rPr"))
        self._resolved[style] = ({**paragraph, **own[0]}, overlaid(run, own[1]))
        return self._resolved[style]

    def face(self, run: Mapping[str, str], script: str) -> str:
        """The font of `eastAsia` or `ascii` characters; a theme's goes before a named one. Empty if none is set."""
        themed = run.get(f"rFonts@{script}Theme", "")
        if themed and self._theme is not None:
            kind = "major" if themed.startswith("major") else "minor"
            fonts = next(self._theme.iter(f"{_A}{kind}Font"), None)
            if fonts is not None:
                return _theme_face(fonts, script)
        return run.get(f"rFonts@{script}", "")


def _theme_face(fonts: etree._Element, script: str) -> str:
    node = fonts.find(f"{_A}ea" if script == "eastAsia" else f"{_A}latin")
    named = str(node.get("typeface", "")) if node is not None else ""
    if named or script != "eastAsia":
        return named
    han = next((font for font in fonts.iter(f"{_A}font") if font.get("script") == "Hans"), None)
    return str(han.get("typeface", "")) if han is not None else ""
