"""A Word file being mended: its parts as XML, what rules see of them, and which element each paragraph is."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from docgen.checks.docx.word_file import WordFile, WordParagraph, WordRun, file_of, paragraph_nodes, text_runs
from docgen.checks.mending.ordered import PARAGRAPH, RUN, child
from docgen.ooxml.package import opened
from docgen.ooxml.properties import W
from docgen.problems import Problem
from docgen.standards.gbt9704 import Standard

__all__ = ["CONTENT_TYPES", "RELATIONS", "Draft"]

RELATIONS: Final = "word/_rels/document.xml.rels"
CONTENT_TYPES: Final = "[Content_Types].xml"
_DOCUMENT: Final = "word/document.xml"


@dataclass(slots=True, kw_only=True)
class Draft:
    """The parts of a file by name, to be changed; `content` is the file as it was given.

    Only parts in `touched` are written anew; all others keep their bytes.
    """

    content: bytes
    parts: dict[str, etree._Element]
    file: WordFile
    touched: set[str] = field(default_factory=set)
    _nodes: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes, standard: Standard) -> Draft | Problem:
        """The draft of a .docx that is to keep to a standard, or why it is not read."""
        parts = opened(content)
        if isinstance(parts, Problem):
            return parts
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if CONTENT_TYPES in package.namelist():
                parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
                parts[CONTENT_TYPES] = etree.fromstring(package.read(CONTENT_TYPES), parser)
        draft = cls(content=content, parts=parts, file=file_of(parts, standard))
        draft.read_again()
        return draft

    @property
    def standard(self) -> Standard:
        """The standard to keep to."""
        return self.file.standard

    def copied(self) -> Draft:
        """Another draft of the same state, to be tried out."""
        # deepcopy of a root drops what stands beside it in the document: comments, instructions
        parts = {name: deepcopy(root.getroottree()).getroot() for name, root in self.parts.items()}
        copy = Draft(content=self.content, parts=parts, file=self.file, touched=set(self.touched))
        copy.read_again()
        return copy

    def read_again(self) -> None:
        """See the file as its parts are now."""
        self.file = file_of(self.parts, self.standard)
        body = self.parts[_DOCUMENT].find(f"{W}body")
        nodes = paragraph_nodes(body) if body is not None else ()
        self._nodes = dict(zip((paragraph.place for paragraph in self.file.paragraphs), nodes, strict=True))

    def node(self, paragraph: WordParagraph) -> etree._Element:
        """The element of a paragraph."""
        self.touched.add(_DOCUMENT)
        return self._nodes[paragraph.place]

    def layout(self, paragraph: WordParagraph) -> etree._Element:
        """The w:pPr of a paragraph."""
        node = self.node(paragraph)
        found = node.find(f"{W}pPr")
        if found is None:
            found = etree.Element(f"{W}pPr")
            node.insert(0, found)
        return found

    def property(self, paragraph: WordParagraph, name: str) -> etree._Element:
        """A property of a paragraph, made where there is none."""
        return child(self.layout(paragraph), name, PARAGRAPH)

    def runs(self, paragraph: WordParagraph) -> list[tuple[WordRun, etree._Element]]:
        """The runs of a paragraph that hold text, each with its element."""
        return list(zip(paragraph.runs, text_runs(self.node(paragraph)), strict=True))

    def look(self, run: etree._Element, name: str) -> etree._Element:
        """A property of a run, made where there is none."""
        found = run.find(f"{W}rPr")
        if found is None:
            found = etree.Element(f"{W}rPr")
            run.insert(0, found)
        return child(found, name, RUN)

    def sections(self) -> list[etree._Element]:
        """The w:sectPr elements, in the order of the file's sections."""
        self.touched.add(_DOCUMENT)
        body = self.parts[_DOCUMENT].find(f"{W}body")
        return list(body.iter(f"{W}sectPr")) if body is not None else []

    def packed(self) -> bytes:
        """The file: parts that were touched anew, new ones at the end, all others as they were."""
        if not self.touched:
            return self.content
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.content)) as given, zipfile.ZipFile(target, "w") as package:
            infos = given.infolist()
            for info in infos:
                touched = info.filename in self.touched
                package.writestr(info, self._serialized(info.filename) if touched else given.read(info))
            for name in sorted(self.touched - {info.filename for info in infos}):
                info = zipfile.ZipInfo(name)  # its date is zip's first day: the same file gives the same bytes
                info.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(info, self._serialized(name))
        return target.getvalue()

    def _serialized(self, name: str) -> bytes:
        tree = self.parts[name].getroottree()
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
