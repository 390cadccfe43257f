"""What ends a text: 署名 and 成文日期, 出席 and 列席, 版记, from passages whose kinds are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from docgen.document import Attendance, Imprint, SignOff, Text
from docgen.readers import marks
from docgen.readers.signing import agencies
from docgen.readers.word.known import Known, agencies_of
from docgen.readers.word.texts import cut, parted, plain, stripped, trimmed
from docgen.standards.gbt9704 import Standard, StyleName

__all__ = ["attendance_of", "imprint_of", "sign_off_of"]

_LABEL: Final = f"{StyleName.ATTENDANCE_LABEL.value}字符"
#: How the name of the bookmark of ours begins that a sign-off has which leaves room for a seal.
_SEALED: Final = "_留印章位"
_LISTED: Final = re.compile("[，、。]")
_PRINTED: Final = re.compile(r"\s*印\s*发\s*$")
#: 字 by which a date that keeps four of them to the edge may differ: a hand moved it a little.
_NEAR: Final = 0.6


def sign_off_of(signed: Sequence[Known], dated: Known | None, standard: Standard, *, ours: bool) -> SignOff:
    """The sign-off that passages of 署名, in order, and 成文日期 make."""
    date = trimmed(dated.text) if dated else ()
    rows = [row for one in signed for row in _names(one)]
    together = any("center" in one.passage.stops for one in signed)
    below = len(signed) > 1 and all(one.passage.align == "distribute" for one in signed)
    if together or below:
        first, *others = agencies_of(rows)
        return SignOff(signature=first, others=tuple(others), date=date, sealed=together)
    lines = [name for name, _ in rows]
    if not ours and len(parted_names := agencies([plain(line) for line in lines])) > 1:
        first, *others = (tuple(_found(lines, name)) for name in parted_names)
        return SignOff(signature=first, others=tuple(others), date=date, sealed=bool(date))
    sealed = _sealed(signed, dated, standard) if ours else bool(date)
    return SignOff(signature=tuple(lines), date=date, sealed=sealed)


def _names(one: Known) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """The names of a line, apart by tabs, with the bookmarks that begin on each."""
    at = 0
    for line in one.lines:
        for part in parted(line):
            end = at + len(plain(part)) + 1
            if plain(part).strip():
                yield trimmed(part), one.passage.marked(at, end)
            at = end
        at -= 1


def _found(lines: Sequence[Text], name: Sequence[str]) -> list[Text]:
    """The lines of an agency among those of a signature, two of which may stand side by side."""
    found = []
    for words in name:
        for line in lines:
            place = plain(line).find(words)
            if place >= 0:
                found.append(cut(cut(line, place)[1], len(words))[0])
                break
    return found


def _sealed(signed: Sequence[Known], dated: Known | None, standard: Standard) -> bool:
    """Whether room for a seal is left: a mark of ours says so, or three 行 above a short name, or the date's place."""
    first = signed[0] if signed else dated
    if first is not None and any(name.startswith(_SEALED) for name, _ in first.passage.bookmarks):
        return True
    pitch = standard.page.line_pitch.twips
    if first is not None and len(signed) < standard.sealed_gap and first.passage.above >= 0:
        return first.passage.above > pitch * standard.unsealed_gap * 1.4
    if dated is None:
        return False
    body = standard.styles[StyleName.DATE]
    right = dated.passage.right / (body.size + body.spacing).twips
    return abs(right - standard.sealed_date_right) < _NEAR


def attendance_of(one: Known) -> Attendance | None:
    """An entry of 出席, 请假, 列席; None for a line that goes on with the one above."""
    label = 0
    for stretch in one.passage.stretches:
        if stretch.style != _LABEL:
            break
        label += len(stretch.text)
    words = plain(one.text)
    label = label or len(marks.listed(words) or "")
    if not label:
        return None
    before, names = cut(one.lines[0], label)
    return Attendance(label=before, names=(names, *one.lines[1:]))


def imprint_of(texts: Sequence[Text]) -> tuple[Imprint, list[Text]]:
    """版记 from its paragraphs, and those that are none of its parts."""
    made, rest = Imprint(), []
    for text in texts:
        line = trimmed(text)
        words = plain(line)
        if not words:
            continue
        label = marks.copies(words)
        if label is not None and label.startswith("主") and not made.recipients:
            made = replace(made, recipients=trimmed(cut(line, len(label))[1]))
        elif label is not None and not made.copies:
            made = replace(made, copies=trimmed(cut(line, len(label))[1]))
        elif (end := _PRINTED.search(words)) is not None and not made.print_date:
            made = _printed(made, cut(line, end.start())[0])
        elif made.copies and not made.printer and not made.print_date and _LISTED.search(words):
            made = replace(made, copies=(*made.copies, *line))  # the list goes on in a paragraph of its own
        elif not made.printer and not made.print_date and not marks.sentence(words):
            made = replace(made, printer=line)
        else:
            rest.append(line)
    return made, rest


def _printed(made: Imprint, line: Text) -> Imprint:
    """印发机关 and 印发日期 of a line, a tab or blanks between; the date alone on a line of its own."""
    parts = [stripped(part) for part in parted(line) if plain(part).strip()]
    if len(parts) == 2:
        return replace(made, printer=parts[0], print_date=parts[1])
    words = plain(line)
    found = marks.printed(f"{words}印发")
    if found is not None:
        printer, date = cut(line, len(found[0]))
        return replace(made, printer=stripped(printer), print_date=stripped(date))
    return replace(made, print_date=stripped(line))
