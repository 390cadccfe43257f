"""Widths in 字: a full-width character is 1, ASCII is one half (the advances of the named fonts)."""

from __future__ import annotations

from docgen.document import Run, Text

__all__ = ["literal", "plain", "width"]


def literal(words: str) -> Text:
    """Words of the standard itself as a line of text."""
    return (Run(text=words),)


def plain(text: Text) -> str:
    """The characters of a line of runs."""
    return text[0].text if len(text) == 1 else "".join([run.text for run in text])


def width(text: str) -> float:
    """The width of a text in 字. Everything outside ASCII is taken as one 字: such are the named Chinese fonts."""
    return 0.5 * len(text) if text.isascii() and "\x7f" not in text else sum([0.5 if c < "\x7f" else 1.0 for c in text])
