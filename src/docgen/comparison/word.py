"""A Word file as passages: paragraphs of the text, tables cell by cell, what stands beside the text, the sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from lxml import etree

from docgen.checks.docx.word_file import WordFile, WordParagraph, file_of, paragraph_nodes
from docgen.checks.writing import Role
from docgen.comparison import revisions
from docgen.comparison.looks import of_paragraph, of_run, of_section
from docgen.comparison.passages import Content, Grid, Look, Passage
from docgen.comparison.places import Places
from docgen.ooxml.package import opened
from docgen.ooxml.properties import W, measured, value
from docgen.problems import Problem
from docgen.standards.gbt9704 import GBT9704

__all__ = ["content_of"]

#: Parts of a 公文 that a table without rules may arrange.
_ARRANGED: Final = (Role.MARK, Role.NUMBER, Role.IMPRINT)
#: Parts beside the text → what they are called.
_BESIDE: Final = {"word/header": "页眉", "word/footer": "页脚"}
_NOTES: Final = {"word/footnotes.xml": ("footnote", "脚注"), "word/endnotes.xml": ("endnote", "尾注")}
_PICTURES: Final = (f"{W}drawing", f"{W}pict", f"{W}object")


def content_of(content: bytes) -> Content | Problem:
    """What a .docx says; tracked changes are taken as accepted, comments are left out, and both are said."""
    parts = opened(content)
    if isinstance(parts, Problem):
        return parts
    body = parts["word/document.xml"].find(f"{W}body")
    changes = sum(map(revisions.count, parts.values()))
    for root in parts.values():
        revisions.accept(root)
    file = file_of(parts, GBT9704)
    notes = []
    if changes:
        notes.append(f"有修订 {changes} 处，按接受以后的比")
    if file.comments:
        notes.append(f"有批注 {file.comments} 条，不比")
    return Content(
        blocks=tuple(_blocks(body, file)) if body is not None else (),
        beside=tuple({(each.place, each.text): each for each in _beside(parts)}.values()),
        sheets=tuple(map(of_section, file.sections)),
        looks=True,
        notes=tuple(notes),
    )


def _blocks(body: etree._Element, file: WordFile) -> Iterator[Passage | Grid]:
    """Paragraphs and tables in order. A table that only arranges parts of a 公文 (标志, 版记) is no table to staff."""
    nodes = list(zip(paragraph_nodes(body), file.paragraphs, strict=True))
    roles = {passage.place: passage.role for passage in file.writing.passages}
    places = Places(official=file.writing.official or bool(file.writing.of(Role.DATE)))
    number = 0
    for table, group in groupby(nodes, key=lambda pair: _outermost(pair[0], "tbl")):
        pairs = list(group)
        held = [roles[paragraph.place] for _, paragraph in pairs if paragraph.place in roles]
        arranged = next((role for role in held if role in _ARRANGED), None)
        if table is None or arranged:
            for node, paragraph in pairs:
                role = roles.get(paragraph.place, Role.BODY)
                passage = _passage("", [(node, paragraph)])
                if passage.text or passage.pictures:
                    place, counted = places.of(arranged if arranged and role is Role.CELL else role, passage.text)
                    yield replace(passage, place=place, counted=counted)
        else:
            number += 1
            yield _grid(table, pairs, f"表{number}")


def _outermost(node: etree._Element, name: str) -> etree._Element | None:
    return next(reversed(list(node.iterancestors(f"{W}{name}"))), None)


def _passage(place: str, pairs: list[tuple[etree._Element, WordParagraph]]) -> Passage:
    texts: list[str] = []
    spans: list[tuple[int, Look]] = []
    for _, paragraph in pairs:
        if texts:
            texts.append("\n")
            spans.append((1, spans[-1][1] if spans else {}))
        if paragraph.label:
            texts.append(paragraph.label)
            spans.append((len(paragraph.label), of_run(paragraph.main) if paragraph.main else {}))
        texts += [run.text for run in paragraph.runs]
        spans += [(len(run.text), of_run(run)) for run in paragraph.runs]
    look: Look = of_paragraph(pairs[0][1]) if pairs else {}
    text = "".join(texts)
    start = len(text) - len(text.lstrip())
    pictures = sum(1 for node, _ in pairs for _ in node.iter(*_PICTURES))
    cut = tuple(_cut(spans, start, len(text.strip())))
    return Passage(place=place, text=text.strip(), look=look, spans=cut, pictures=pictures)


def _cut(spans: list[tuple[int, Look]], start: int, length: int) -> Iterator[tuple[int, Look]]:
    """The spans of the characters from `start` on, `length` of them."""
    at = 0
    for count, look in spans:
        kept = min(at + count, start + length) - max(at, start)
        if kept > 0:
            yield kept, look
        at += count


def _grid(table: etree._Element, pairs: list[tuple[etree._Element, WordParagraph]], place: str) -> Grid:
    """The cells of a table; a table inside a cell belongs to that cell."""
    by_cell: dict[etree._Element | None, list[tuple[etree._Element, WordParagraph]]] = defaultdict(list)
    for node, paragraph in pairs:
        by_cell[_outermost(node, "tc")].append((node, paragraph))
    rows = []
    widest = 0
    for number, row in enumerate(table.iterfind(f".//{W}tr"), 1):
        if _outermost(row, "tbl") is not table or next(row.iterancestors(f"{W}tbl")) is not table:
            continue
        cells = []
        column = 1 + int(measured({"n": value(row.find(f"{W}trPr/{W}gridBefore"), "val", "0")}, "n"))
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is None or value(merged, "val") == "restart":
                cells.append(_passage(f"{place}第{number}行第{column}列", by_cell[cell]))
            column += int(measured({"n": value(cell.find(f"{W}tcPr/{W}gridSpan"), "val", "1")}, "n", 1))
        widest = max(widest, column - 1)
        rows.append(tuple(cells))
    return Grid(place=place, rows=tuple(rows), columns=widest)


def _beside(parts: Mapping[str, etree._Element]) -> Iterator[Passage]:
    for name in sorted(parts):
        for start, said in _BESIDE.items():
            if name.startswith(start) and name.endswith(".xml"):
                yield from _plain(parts[name], said)
        if name in _NOTES:
            kind, said = _NOTES[name]
            real = [note for note in parts[name].iter(f"{W}{kind}") if value(note, "type", "normal") == "normal"]
            for number, note in enumerate(real, 1):
                yield from _plain(note, f"{said}{number}")
    for box in parts["word/document.xml"].iter(f"{W}txbxContent"):
        if not any(node.tag.endswith("}Fallback") for node in box.iterancestors()):
            yield from _plain(box, "文本框")


def _characters(paragraph: etree._Element) -> Iterator[str]:
    """The characters of a paragraph; a field (a page number) is ◇, for what it shows is no text of the file."""
    inside = 0
    for node in paragraph.iter(f"{W}t", f"{W}fldChar", f"{W}fldSimple"):
        kind = value(node, "fldCharType")
        if kind == "begin" or node.tag == f"{W}fldSimple":
            yield "" if inside else "◇"
        inside += {"begin": 1, "end": -1}.get(kind, 0)
        if node.tag == f"{W}t" and not inside and next(node.iterancestors(f"{W}fldSimple"), None) is None:
            yield node.text or ""


def _plain(root: etree._Element, place: str) -> Iterator[Passage]:
    text = "\n".join("".join(_characters(each)) for each in root.iter(f"{W}p")).strip()
    if text:
        yield Passage(place=place, text=text, counted=False)
