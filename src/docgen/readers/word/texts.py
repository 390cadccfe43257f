"""Lines of runs: cut at a place, parted at tabs, their ends freed of blanks. Nothing but blanks is lost."""

from __future__ import annotations

from dataclasses import replace

from docgen.document import Run, Text

__all__ = ["cut", "parted", "plain", "stripped", "trimmed"]


def plain(text: Text) -> str:
    """The characters of a line."""
    return "".join(run.text for run in text)


def cut(text: Text, place: int) -> tuple[Text, Text]:
    """The runs before and from a character on; a footnote stays with the character it is called for behind."""
    before: list[Run] = []
    after: list[Run] = []
    at = 0
    for run in text:
        end = at + len(run.text)
        if end <= place and not (at == end == place and before == []):
            before.append(run)
        elif at >= place:
            after.append(run)
        else:
            before.append(replace(run, text=run.text[: place - at], footnote=()))
            after.append(replace(run, text=run.text[place - at :]))
        at = end
    return tuple(before), tuple(after)


def parted(text: Text, mark: str = "\t") -> tuple[Text, ...]:
    """The parts of a line between the marks; the marks are left out."""
    found: list[Text] = []
    rest = text
    while (place := plain(rest).find(mark)) >= 0:
        part, rest = cut(rest, place)
        found.append(part)
        _, rest = cut(rest, len(mark))
    return (*found, rest)


def trimmed(text: Text) -> Text:
    """A line without the narrow blanks at its ends: wide ones (　　年　月　日) are its own."""
    return stripped(text, " \t")


def stripped(text: Text, blanks: str | None = None) -> Text:
    """A line without the blanks at its ends."""
    words = plain(text)
    front = len(words) - len(words.lstrip(blanks))
    rest = cut(text, front)[1] if front else text
    words = plain(rest)
    kept = len(words.rstrip(blanks))
    if kept == len(words):
        return rest
    ends, blank = cut(rest, kept)
    return (*ends, *(run for run in blank if run.picture or run.footnote))
