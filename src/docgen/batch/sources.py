"""What a file was made from, as a hash: where it has not changed, the same bytes would come of it.

It covers the whole tree of the document, looks and pictures too, but not the cells its words come from: a row put in
above moves those and no word. Beside it the standard, the format, the program and, where they are used, the fonts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from docgen.document import Document, Run
from docgen.pipeline import Standard, needs_fonts
from docgen.problems import Code
from docgen.typesetting.title import titles

__all__ = ["LAYOUT", "content_of", "source_of", "source_of_word"]

#: What is found while a file is laid out, and so is true of it as long as it is not made again.
LAYOUT: Final = frozenset(
    {
        Code.FONT_STAND_IN,
        Code.GLYPH_MISSING,
        Code.LINE_SHORT,
        Code.RECIPIENTS_MOVED,
        Code.PICTURE_SCALED,
        Code.WORD_NOT_CARRIED,
        Code.WORD_TAKEN_OTHERWISE,
        Code.WORD_ROLE_GUESSED,
    }
)


def content_of(document: Document) -> str:
    """The hash of what a paper says, which is the same for all its formats."""
    return _hash((document,))


def source_of(
    document: Document, content: str, form: str, standard: Standard, names: Collection[str], *, maker: str, fonts: str
) -> str:
    """The hash for a format of a document, whose `content_of` is given.

    `names` are those that stay whole where its titles are broken.
    """
    lines = "\n".join(titles(document))
    kept_whole = sorted(name for name in names if name in lines)
    parts = (form, maker, fonts if needs_fonts(form, standard) else "", _of_standard(standard), *kept_whole)
    return _hash((*parts, content))


def source_of_word(content: str, form: str, standard: Standard, *, maker: str, fonts: str, anyway: bool) -> str:
    """The hash for a format that comes of a filled Word file, whose sha256 is `content`.

    `anyway`: also where not all of it can be had.
    """
    printed = (fonts, anyway) if form == "pdf" else ()
    return _hash((form, maker, printed, _of_standard(standard), content))


@lru_cache(maxsize=32)
def _of_standard(standard: Standard) -> str:
    return _hash((standard,))


def _hash(node: Any) -> str:
    said: list[str] = []
    _say(node, said)
    return sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def _say(node: Any, said: list[str]) -> None:
    """The text of a node, unlike that of every other node."""
    match node:
        case Run():
            said += ("Run", node.text, node.voice.value)
            if node.look or node.picture or node.footnote:
                _say((node.look, node.picture, node.footnote), said)
        case tuple() | list():
            said.append(f"({len(node)}")
            for each in node:
                _say(each, said)
        case Enum():
            said.append(f"{type(node).__name__}.{node.name}")
        case dict():
            _say(tuple(sorted(node.items(), key=repr)), said)
        case frozenset():
            _say(tuple(sorted(node, key=repr)), said)
        case bytes():
            said.append(sha256(node).hexdigest())
        case _ if is_dataclass(node):
            said.append(type(node).__name__)
            for each in fields(node):
                _say(getattr(node, each.name), said)
        case _:
            said.append(repr(node))
