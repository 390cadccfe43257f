"""What a Word file holds before anybody knows what it is: passages and grids in order, each with how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from docgen.document import Look, Picture, Run, Script, Text
from docgen.problems import Code, Place, Problem

__all__ = ["Appearance", "Grid", "GridCell", "Heard", "Passage", "Stretch", "joined", "text_of"]

_SHOWN: Final = 40  # characters of a text that a message quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """How characters look. `size` in pt; `face` is the font of Chinese characters; `color` RRGGBB, empty for auto."""

    face: str = ""
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    color: str = ""
    script: Script | None = None

    @property
    def red(self) -> bool:
        """Whether the colour is a red."""
        if len(self.color) != len("RRGGBB"):
            return False
        red, green, blue = (int(self.color[at : at + 2], 16) for at in (0, 2, 4))
        return red > 2 * max(green, blue, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters of one look. `style` is the name of their character style, `bookmarks` those that begin here.

    `own` is how characters of the place look when nothing is set on them. `typed` is False for an automatic number.
    """

    text: str
    looks: Appearance = Appearance()
    own: Appearance = Appearance()
    style: str = ""
    picture: Picture | None = None
    footnote: tuple[Text, ...] = ()
    typed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph. `lines` are parted by the line breaks typed in it; `place` is 第n段.

    `indent`, `first`, `right` in twips; `align` as the file has it (`both`, `center` …), `style_align` as
    its style has it. `turned`: its sheet lies on its side. `section` counts from 0.
    """

    place: str
    style: str = ""
    lines: tuple[tuple[Stretch, ...], ...] = ((),)
    align: str = ""
    style_align: str = ""
    first: float = 0.0
    indent: float = 0.0
    right: float = 0.0
    above: float = 0.0
    pitch: float = 0.0
    ruled: str = ""  # the sides with a rule
    unruled: bool = False  # a rule of its style is taken away
    new_page: bool = False
    outline: int | None = None
    label: str = ""  # the automatic number, part of the first line too
    stops: tuple[str, ...] = ()
    bookmarks: tuple[tuple[str, int], ...] = ()  # with how many characters stand before each
    section: int = 0
    turned: bool = False
    boxed: bool = False
    ends_section: bool = False

    @property
    def text(self) -> str:
        """Its characters, lines put together."""
        return "".join(stretch.text for line in self.lines for stretch in line)

    def marked(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the bookmarks that begin from one character to before another."""
        return tuple(name for name, place in self.bookmarks if start <= place < end)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Its stretches, lines put together."""
        return tuple(stretch for line in self.lines for stretch in line)

    @property
    def empty(self) -> bool:
        """Whether it holds nothing that can be seen."""
        return not self.text.strip() and not any(one.picture or one.footnote for one in self.stretches)

    @property
    def looks(self) -> Appearance:
        """How most of its characters look."""
        counted: dict[Appearance, int] = {}
        for one in self.stretches:
            if one.typed:
                counted[one.looks] = counted.get(one.looks, 0) + len(one.text.strip())
        return max(counted, key=lambda looks: counted[looks], default=Appearance())


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell where it begins. `passages` are its paragraphs; a table inside it is laid out as such, and said."""

    passages: tuple[Passage, ...]
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: rows of cells by column, `widths` of the columns in twips, `heights` of the rows in twips (0: none).

    The first `header` rows are repeated on each page. `ruled`: it has lines. `floating`: it has a place of its own.
    """

    place: str
    style: str
    rows: tuple[tuple[GridCell, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    header: int = 0
    ruled: bool = True
    floating: bool = False
    section: int = 0
    turned: bool = False
    new_page: bool = False

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of all cells."""
        return tuple(passage for row in self.rows for cell in row for passage in cell.passages)


@dataclass(slots=True)
class Heard:
    """What is to be said of a file: problems in the order in which they were met, none twice."""

    problems: list[Problem] = field(default_factory=list)
    counts: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def lost(self, what: str, place: str, hint: str = "") -> None:
        """Something that the tree cannot hold."""
        self._add(Code.WORD_NOT_CARRIED, what, place, hint)

    def note(self, what: str, place: str, hint: str = "") -> None:
        """Something that was taken otherwise than it stood."""
        self._add(Code.WORD_TAKEN_OTHERWISE, what, place, hint)

    def guessed(self, what: str, place: str, hint: str = "") -> None:
        """A role that was inferred, with the reason."""
        self._add(Code.WORD_ROLE_GUESSED, what, place, hint)

    def count(self, what: str, place: str, hint: str = "") -> None:
        """One more of what is told once, with all its places."""
        self.counts.setdefault((what, hint), []).append(place)

    def all(self) -> tuple[Problem, ...]:
        """Everything, counted things with their number and first places."""
        found = list(self.problems)
        for (what, hint), places in self.counts.items():
            shown = "、".join(list(dict.fromkeys(places))[:5]) + ("等" if len(set(places)) > 5 else "")
            message = f"{what}（{len(places)} 处）" if len(places) > 1 else what
            found.append(Problem(code=Code.WORD_TAKEN_OTHERWISE, message=message, hint=hint, place=Place(cell=shown)))
        return tuple(found)

    def _add(self, code: Code, what: str, place: str, hint: str) -> None:
        problem = Problem(code=code, message=what, hint=hint, place=Place(cell=place))
        if problem not in self.problems:
            self.problems.append(problem)


def text_of(stretches: Iterable[Stretch], own: Appearance | None = None) -> Text:
    """A line of the tree; what differs from the look of the place (`own` for all, or each stretch's) is a look."""
    return joined(
        Run(
            text=one.text,
            look=_look(one.looks, own or one.own) if one.typed and one.text.strip() else None,
            picture=one.picture,
            footnote=one.footnote,
        )
        for one in stretches
        if one.text or one.picture or one.footnote
    )


def joined(runs: Iterable[Run]) -> Text:
    """Runs of one look put together; blanks take the look of what stands before them."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        plain = not run.picture and last is not None and not last.picture and not last.footnote
        blank = bool(run.text) and not run.text.strip() and not (run.look and (run.look.underline or run.look.strike))
        called = bool(run.footnote) and not run.text
        alike = last is not None and (last.look == run.look or called or (blank and not run.look and _faint(last.look)))
        if last is not None and plain and alike and not run.picture:
            made[-1] = replace(last, text=last.text + run.text, footnote=run.footnote)
        else:
            made.append(run)
    return tuple(made)


def _faint(look: Look | None) -> bool:
    """Whether blanks of a look cannot be told from others."""
    return look is None or not (look.underline or look.strike)


def _look(looks: Appearance, own: Appearance) -> Look | None:
    made = Look(
        bold=looks.bold and not own.bold,
        italic=looks.italic and not own.italic,
        underline=looks.underline and not own.underline,
        strike=looks.strike and not own.strike,
        color=looks.color if looks.color != own.color else "",
        size=looks.size if looks.size != own.size else None,
        script=looks.script if looks.script != own.script else None,
    )
    return made if made != Look() else None
