"""Finished files → their text, paragraph by paragraph and cell by cell, read by other means than they were written."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
import pdfplumber
import pikepdf
from docx.oxml.ns import qn

_LEAVES = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6"}


def docx_lines(data: bytes) -> list[str]:
    """The text of each paragraph of a DOCX's body in order, cells included, a vertically merged cell once."""
    body = docx.Document(io.BytesIO(data)).element.body
    return [line for paragraph in _paragraphs(body) for line in _broken(paragraph) if line.strip()]


def _paragraphs(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag == qn("w:tc"):
            merge = child.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is None or merge.get(qn("w:val")) == "restart":
                yield from _paragraphs(child)
        elif child.tag in {qn("w:tbl"), qn("w:tr"), qn("w:sdt"), qn("w:sdtContent"), qn("w:body")}:
            yield from _paragraphs(child)


def _broken(paragraph: Any) -> list[str]:
    """A paragraph's lines: its runs, divided at its tabs and hand-set breaks."""
    text = ""
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if node.tag == qn("w:t"):
            text += node.text or ""
        elif node.getparent().tag == qn("w:r"):
            text += "\t"
    return text.split("\t")


@dataclass
class PdfText:
    """The text of a PDF by its tags: all of it in the order of the structure, and cell by cell.

    The header that a table repeats on its next page is left out.
    """

    lines: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    _marked: dict[tuple[int, int], str] = field(default_factory=lambda: defaultdict(str))
    _heading: tuple[str, ...] = ()

    def gather(self, nodes: list[Any]) -> None:
        """Take up nodes of the structure in order."""
        for node in nodes:
            if node["type"] == "THead":
                lines, cells = len(self.lines), len(self.cells)
                self.gather(node["children"])
                heading = tuple(self.lines[lines:])
                if heading == self._heading:
                    del self.lines[lines:], self.cells[cells:]
                self._heading = heading
            elif node["type"] in _LEAVES:
                self.lines.append(self._text(node))
                self._heading = ()
            elif node["type"] in {"TD", "TH"}:
                children = node.get("children", [])
                self.cells.append(self._text(node))
                if any(child["type"] in _LEAVES for child in children):
                    heading = self._heading
                    self.gather(children)
                    self._heading = heading
                else:  # a cell of one line has no paragraph of its own
                    self.lines.append(self.cells[-1])
            else:
                self.gather(node.get("children", []))

    def _text(self, node: Any) -> str:
        own = "".join(self._marked[node["page_number"], mcid] for mcid in node.get("mcids", []))
        return own + "".join(self._text(child) for child in node.get("children", []))


def pdf_text(data: bytes) -> PdfText:
    """Read a tagged PDF."""
    text = PdfText()
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for char in page.chars:
                if char["mcid"] is not None:
                    text._marked[page.page_number, char["mcid"]] += char["text"]
        text.gather(pdf.structure_tree)
    return text


def squeezed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


def glyph_zero(data: bytes) -> list[str]:
    """Each string shown that draws glyph 0 (.notdef)."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in {"Tj", "TJ"}:
                    strings = operands[0] if str(operator) == "TJ" else [operands[0]]
                    shown = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
                    if any(shown[i : i + 2] == b"\0\0" for i in range(0, len(shown), 2)):
                        found.append(shown.hex())
    return found
