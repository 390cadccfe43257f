"""The head of a paper from passages whose kinds are known: 版头, cover, title, what stands under it, 主送机关."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from docgen.document import Cover, Issuing, JointMark, Layout, Paragraph, Role, Text
from docgen.readers import marks
from docgen.readers.word.known import Known, agencies_of
from docgen.readers.word.passages import Grid, text_of
from docgen.readers.word.texts import cut, parted, plain, stripped, trimmed
from docgen.standards.gbt9704 import StyleName

__all__ = ["head_of"]

_OWN: Final = frozenset(
    (StyleName.CORNER, StyleName.MARK, StyleName.NUMBER, StyleName.COVER_TITLE, StyleName.COVER_FIELD)
)
_ABOVE: Final = {
    StyleName.NOTE: Role.NOTE,
    StyleName.SALUTATION: Role.SALUTATION,
    StyleName.BYLINE: Role.CENTERED,
    StyleName.REMARK: Role.REMARK,
}
_SIGNERS: Final = re.compile(r"\s*签\s*发\s*人\s*[：:]\s*")
_BLANKS: Final = re.compile(r"\s{2,}|\t")
_SPOKEN: Final = (Layout.SPEECH, Layout.READING)
#: The fields at the upper left in their order, by what `marks.corner` calls them.
_CORNER: Final = {"份号": "copy_number", "密级和保密期限": "security", "紧急程度": "urgency"}


def head_of(known: Sequence[Known], layout: Layout) -> tuple[dict[str, Any], Sequence[Known]]:
    """The fields of the document that the head gives, by name, and what stands below it."""
    title = _title(known)
    end = title if title is not None else 0
    while title is None and end < len(known) and known[end].kind in _OWN:
        end += 1
    head = _Head(layout)
    for one in known[:end]:
        head.above(one)
    titles: list[Known] = []
    while end < len(known) and known[end].kind is StyleName.TITLE and not (titles and known[end].passage.new_page):
        titles.append(known[end])
        end += 1
    if layout is Layout.FORM and len(titles) > 1:
        head.fields["mark"] = titles.pop(0).lines
    head.fields["title"] = tuple(trimmed(line) for one in titles for line in one.lines if plain(line).strip())
    while end < len(known) and (titles or known[end].kind in _OWN) and head.under(known[end]):
        end += 1
    if end < len(known) and head.addressed(known[end], titled=bool(titles)):
        end += 1
    return head.finished(), known[end:]


def _title(known: Sequence[Known]) -> int | None:
    """Where the title of the paper stands: nothing but what may be above it comes first."""
    for place, one in enumerate(known):
        if one.kind is StyleName.TITLE:
            return place
        if one.kind not in _OWN and one.kind not in _ABOVE:
            return None
    return None


class _Head:
    """The fields as they are found."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.fields: dict[str, Any] = {}
        self._rows: list[Known] = []  # of 发文字号, 签发人, 编印单位
        self._marks: list[Known] = []
        self._corner: list[Text] = []
        self._above: list[Paragraph] = []
        self._under: list[Paragraph] = []
        self._byline: list[Text] = []
        self._cover: tuple[list[Text], list[Text]] = ([], [])

    def above(self, one: Known) -> None:
        """Something above the title."""
        if one.kind in _ABOVE or (one.kind is StyleName.NUMBER and one.passage.unruled and not self._marks):
            role = _ABOVE.get(one.kind, Role.NUMBER)
            self._above += [Paragraph(role=role, runs=line) for line in one.lines]
        else:
            self._furniture(one)

    def under(self, one: Known) -> bool:
        """Something between the title and 主送机关; False for what is none."""
        if one.kind is StyleName.BYLINE:
            draft = one.passage.unruled or self._layout not in _SPOKEN
            if draft:
                self._under += [Paragraph(role=Role.CENTERED, runs=line) for line in one.lines]
            else:
                self._byline += one.lines
            return True
        if one.kind is StyleName.NUMBER and (one.passage.unruled or self._layout is not Layout.FORM):
            self._under += [Paragraph(role=Role.NUMBER, runs=line) for line in one.lines]
            return True
        if one.kind not in _OWN:
            return False
        self._furniture(one)
        return True

    def addressed(self, one: Known, *, titled: bool) -> bool:
        """主送机关 or 称谓."""
        spoken = self._layout is Layout.READING and one.kind is StyleName.SALUTATION and titled
        if one.kind is not StyleName.RECIPIENTS and not spoken:
            return False
        self.fields["recipients"] = trimmed(one.text)
        return True

    def _furniture(self, one: Known) -> None:
        if one.kind is StyleName.MARK:
            self._marks.append(one)
        elif one.kind is StyleName.NUMBER:
            self._rows.append(one)
        elif one.kind is StyleName.CORNER:
            self._corner += [trimmed(line) for line in one.lines if plain(line).strip()]
        elif one.kind is StyleName.COVER_TITLE:
            self._cover[0].extend(one.lines)
        elif one.kind is StyleName.COVER_FIELD:
            self._cover[1].extend(one.lines)

    def finished(self) -> dict[str, Any]:
        """All fields that were given."""
        self._mark()
        self._numbers()
        for text in self._corner:
            name = _CORNER.get(marks.corner(plain(text)), "")
            if not name or name in self.fields:
                name = next((one for one in _CORNER.values() if one not in self.fields), "urgency")
            self.fields[name] = text
        if any(self._cover):
            self.fields["cover"] = Cover(title=tuple(self._cover[0]), fields=tuple(self._cover[1]))
        lists: dict[str, list[Any]] = {
            "above_title": self._above,
            "under_title": self._under,
            "byline": self._byline,
        }
        return {**self.fields, **{name: tuple(found) for name, found in lists.items() if found}}

    def _mark(self) -> None:
        """The lines of the mark; names spread to one width, or a table of names and 文件, are those of a joint one."""
        rows = [one for one in self._marks if not isinstance(one.block, Grid)]
        for one in self._marks:
            if isinstance(one.block, Grid):
                self._joint(one.block)
        if not rows:
            return
        if len(rows) > 1 and all(one.passage.align == "distribute" for one in rows):
            self._agencies([(one.text, one.passage.marked(0, len(plain(one.text)) + 1)) for one in rows], ())
        else:
            self.fields["mark"] = tuple(trimmed(line) for one in rows for line in one.lines if plain(line).strip())

    def _joint(self, grid: Grid) -> None:
        cells = [cell for row in grid.rows for cell in row]
        names = [
            (trimmed(text_of(line, passage.looks)), passage.marked(0, len(passage.text) + 1))
            for cell in cells[:-1]
            for passage in cell.passages
            for line in passage.lines
            if not passage.empty
        ]
        word = tuple(
            run for passage in cells[-1].passages for line in passage.lines for run in text_of(line, passage.looks)
        )
        self._agencies(names, trimmed(word))

    def _agencies(self, rows: list[tuple[Text, tuple[str, ...]]], word: Text) -> None:
        """Each row an agency, but for those that bookmarks of ours say are lines of one."""
        if found := agencies_of(rows):
            first, *others = found
            self.fields["mark"] = first
            if others or word:
                self.fields["joint"] = JointMark(others=tuple(others), word=word)

    def _numbers(self) -> None:
        """发文字号, 签发人 beside it, 编印单位 and its date."""
        signers: list[Text] = []
        for place, one in enumerate(self._rows):
            parts = parted(one.text)
            if self._layout is Layout.LETTER and len(parts) == 2:
                self._corner.insert(0, trimmed(parts[0]))
                self.fields["number"] = trimmed(parts[1])
            elif self._layout is Layout.LETTER and marks.corner(one.words):
                self._corner.insert(0, trimmed(one.text))
            elif signers or _SIGNERS.search(plain(one.text)):
                last = place == len(self._rows) - 1 or marks.number(plain(trimmed(parts[min(1, len(parts) - 1)])))
                signers += self._signers(one.text, numbered=bool(last))
            elif (issuing := _issuing(one.text)) and "issuing" not in self.fields:
                self.fields["issuing"] = issuing
            elif one.words:
                self.fields["number"] = trimmed(one.text)
        if signers:
            self.fields["signers"] = tuple(signers)

    def _signers(self, text: Text, *, numbered: bool) -> list[Text]:
        """The names of a row; a row that has the number has it first."""
        words = plain(text)
        if "\t" not in words and (label := _SIGNERS.search(words)):
            before, after = cut(text, label.start())[0], cut(text, label.end())[1]
            if plain(before).strip():
                self.fields["number"] = stripped(before)
            return [stripped(name) for name in _apart(after)]
        parts = parted(text)
        if parts and not plain(parts[0]).strip():
            parts = parts[1:]
        if numbered and parts:
            if plain(parts[0]).strip() and not _SIGNERS.match(plain(parts[0])):
                self.fields["number"] = trimmed(parts[0])
                parts = parts[1:]
            elif not plain(parts[0]).strip():
                parts = parts[1:]
        names = []
        for part in parts:
            label = _SIGNERS.match(plain(part))
            name = trimmed(cut(part, label.end())[1] if label else part)
            if name:
                names.append(name)
        return names


def _apart(text: Text) -> list[Text]:
    """Names with blanks between them; a blank within a name of two characters (张　三) parts none."""
    words = plain(text).split()
    if len(words) > 1 and all(len(word) > 1 for word in words):
        return [cut(cut(text, plain(text).find(word))[1], len(word))[0] for word in words]
    found: list[Text] = []
    rest = stripped(text)
    while (gap := _BLANKS.search(plain(rest))) is not None:
        found.append(cut(rest, gap.start())[0])
        rest = stripped(cut(rest, gap.end())[1])
    return [*found, rest] if plain(rest) else found


def _issuing(text: Text) -> Issuing | None:
    """编印单位 and date, apart on one line."""
    parts = [trimmed(part) for part in parted(text)]
    given = [part for part in parts if plain(part)]
    if len(parts) >= 2 and len(given) == 2 and not marks.number(plain(given[0])):
        return Issuing(office=given[0], date=given[1])
    words = plain(text).strip()
    if (found := marks.issued(words)) is not None:
        office, date = cut(stripped(text), len(found[0]))
        return Issuing(office=office, date=stripped(date))
    return None
