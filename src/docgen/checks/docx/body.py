"""The paragraphs of the body that the format of a 公文 applies to."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile, WordParagraph
from docgen.checks.writing import Role

__all__ = ["body_of", "plain_of"]


def body_of(file: WordFile) -> tuple[WordParagraph, ...]:
    """正文 with its headings, of a file that is a 公文; a speech or a ledger gives nothing.

    What stands under a table is a note of the table: only paragraphs of the body's own look count.
    """
    if not file.writing.official:
        return ()
    places = {passage.place for passage in file.writing.of(Role.BODY)}
    return tuple(
        paragraph
        for paragraph, before in zip(file.paragraphs, (None, *file.paragraphs), strict=False)
        if paragraph.place in places
        and paragraph.alignment not in ("center", "right")
        and not (before is not None and before.table)
        and not _beside_table(file, paragraph)
    )


def plain_of(file: WordFile) -> tuple[WordParagraph, ...]:
    """The same without headings of the levels 一、 and （一）."""
    headings = {passage.place for passage in file.writing.of(Role.BODY) if passage.level in (1, 2)}
    return tuple(paragraph for paragraph in body_of(file) if paragraph.place not in headings)


def _beside_table(file: WordFile, paragraph: WordParagraph) -> bool:
    """A line of blanks above a form or a note below it."""
    index = file.paragraphs.index(paragraph)
    near = file.paragraphs[max(0, index - 2) : index + 2]
    return any(other.table for other in near)
