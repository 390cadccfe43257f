"""What a paper should say, from the tree that the pipeline composes anew, each character with its run."""

from __future__ import annotations

from dataclasses import replace

from docgen.document import Attachment, Document, Run, Table
from docgen.verifying.script import Script, script_of
from docgen.writers.text import texts_of

__all__ = ["expected_of", "in_tables"]


def expected_of(document: Document) -> Script[Run]:
    """The text of a document as laid out."""
    lines = enumerate(texts_of(document))
    return script_of((run.text, run, number) for number, line in lines for run in line)


def in_tables(document: Document) -> Document:
    """The part of a document that its workbook holds: the cover and what has a table, labels left out."""
    tabled = any(isinstance(block, Table) for block in document.body)
    return Document(
        layout=document.layout,
        properties=document.properties,
        title=document.title if tabled else (),
        cover=document.cover,
        body=document.body if tabled else (),
        parts=tuple(
            replace(part, label=()) if isinstance(part, Attachment) else part
            for part in document.parts
            if any(isinstance(block, Table) for block in part.body)
        ),
    )
