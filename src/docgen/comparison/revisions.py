"""Tracked changes of a Word file (修订): all accepted, or all rejected, in the XML of a part."""

from __future__ import annotations

from typing import Final

from lxml import etree

from docgen.ooxml.properties import W

__all__ = ["accept", "count", "reject"]

_ARRIVED: Final = (f"{W}ins", f"{W}moveTo")
_LEFT: Final = (f"{W}del", f"{W}moveFrom")
_MARKS: Final = tuple(f"{W}move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))
_FORMER: Final = tuple(
    f"{W}{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
)


def count(root: etree._Element) -> int:
    """How many tracked changes a part holds, those of looks left out."""
    return sum(1 for _ in root.iter(*_ARRIVED, *_LEFT))


def accept(root: etree._Element) -> None:
    """What was inserted stays, what was deleted goes; looks stay as they are now."""
    _settle(root, stays=_ARRIVED, goes=_LEFT)
    for former in list(root.iter(*_FORMER)):
        _parent(former).remove(former)


def reject(root: etree._Element) -> None:
    """What was deleted comes back, what was inserted goes; paragraphs and characters look as they did before."""
    _settle(root, stays=_LEFT, goes=_ARRIVED)
    for former in list(root.iter(*_FORMER)):
        now = _parent(former)
        before = former[0] if len(former) else None
        for child in list(now):
            now.remove(child)
        now.extend(before if before is not None else ())


def _settle(root: etree._Element, *, stays: tuple[str, ...], goes: tuple[str, ...]) -> None:
    for mark in list(root.iter(*_MARKS)):
        _parent(mark).remove(mark)
    for row in [row for row in root.iter(f"{W}tr") if _marked(row, "trPr", goes)]:
        _parent(row).remove(row)
    for change in list(root.iter(*goes)):
        if not _is_property(change):
            _parent(change).remove(change)
    for paragraph in [each for each in root.iter(f"{W}p") if _marked(each, "pPr", goes, inner="rPr")]:
        _join_with_next(paragraph)
    for change in list(root.iter(*stays, *goes)):
        parent = _parent(change)
        at = parent.index(change)
        for child in reversed([] if _is_property(change) else list(change)):
            parent.insert(at + 1, child)
        parent.remove(change)
    for deleted, plain in (("delText", "t"), ("delInstrText", "instrText")):
        for node in root.iter(f"{W}{deleted}"):
            node.tag = f"{W}{plain}"


def _is_property(change: etree._Element) -> bool:
    """Whether it marks a paragraph's end or a row, and holds no text itself."""
    return _parent(change).tag in (f"{W}rPr", f"{W}trPr")


def _marked(node: etree._Element, properties: str, changes: tuple[str, ...], *, inner: str = "") -> bool:
    found = node.find(f"{W}{properties}/{W}{inner}" if inner else f"{W}{properties}")
    return found is not None and any(child.tag in changes for child in found)


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose end goes begins the next one; before a table, or last, it has only been emptied."""
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        if not content and following is not None and following.tag == f"{W}tbl":
            _parent(paragraph).remove(paragraph)
        return
    at = 0 if following.find(f"{W}pPr") is None else 1
    for child in reversed(content):
        following.insert(at, child)
    _parent(paragraph).remove(paragraph)


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None, "changes stand inside a body"
    return parent
