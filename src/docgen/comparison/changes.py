"""All that changed between two files, one change after another in the order of the new one: text first, then looks."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from docgen.comparison.aligning import ALIKE, aligned, likeness, most_alike
from docgen.comparison.appearance import Relook, grouped, relooks, sheets_relooked
from docgen.comparison.passages import Content, Grid, Passage, row_text
from docgen.comparison.words import kind_of, quoted, said

__all__ = ["Change", "Comparison", "compare"]

Row = tuple[Passage, ...]

_SHOWN: Final = 10  # characters that tell which paragraph it is
_SHORTEST: Final = 6  # characters of a passage that may be said to have moved: a shorter one is anywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: `kind` (数字, 文字, 增加, 删去, 移动 …), where, in words; `old` and `new` are the whole passages."""

    kind: str
    place: str
    words: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What came of comparing two files. `looks`: whether both told how they are set; `notes`: how they were read."""

    changes: tuple[Change, ...]
    relooks: tuple[Relook, ...] = ()
    looks: bool = True
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing was found."""
        return not self.changes and not self.relooks

    def lines(self) -> list[str]:
        """The comparison as lines of text."""
        lines = [f"{change.place}：{change.words}" for change in self.changes]
        if self.relooks:
            lines += [
                "只是版式不同的：",
                *(f"    {place}：{'；'.join(said)}" for place, said in self._relooked.items()),
            ]
        return [*lines, *(f"{note}。" for note in self.notes), self.summary]

    @property
    def _relooked(self) -> dict[str, list[str]]:
        """Where → what is set otherwise there."""
        said: dict[str, list[str]] = {}
        for relook in self.relooks:
            said.setdefault(relook.where, []).append(relook.said)
        return said

    @property
    def summary(self) -> str:
        """How many changes of each kind there are."""
        if self.same:
            return "两份的文字相同" + ("，版式也相同。" if self.looks else "；版式没有比。")
        counts = Counter(change.kind for change in self.changes)
        by_kind = "、".join(f"{kind} {number} 处" for kind, number in counts.items())
        text = f"文字改动 {len(self.changes)} 处（{by_kind}）" if self.changes else "文字没有改动"
        looks = f"版式改动 {len(self.relooks)} 处" if self.looks else "版式没有比"
        return f"{text}；{looks}。"

    def fields(self) -> dict[str, Any]:
        """The comparison as JSON has it."""
        return {
            "same": self.same,
            "looks": self.looks,
            "notes": list(self.notes),
            "changes": [
                {"kind": each.kind, "place": each.place, "words": each.words, "old": each.old, "new": each.new}
                for each in self.changes
            ],
            "layout": [
                {"place": each.place, "what": each.what, "old": each.old, "new": each.new} for each in self.relooks
            ],
        }


def compare(old: Content, new: Content) -> Comparison:
    """What changed from `old` to `new`."""
    found = _Found()
    looks = old.looks and new.looks
    found.blocks(old.blocks if looks else _flat(old), new.blocks if looks else _flat(new))
    if looks:
        found.blocks(old.beside, new.beside)
    relooked = [*sheets_relooked(old.sheets, new.sheets), *grouped(found.relooked)] if looks else []
    notes = [*(f"旧文件{note}" for note in old.notes), *(f"新文件{note}" for note in new.notes)]
    return Comparison(changes=tuple(found.changes()), relooks=tuple(relooked), looks=looks, notes=tuple(notes))


def _flat(content: Content) -> list[Passage | Grid]:
    """The passages without tables: where one of two files does not tell its tables, cells are passages in both."""
    return [
        passage
        for block in content.blocks
        for passage in (chain.from_iterable(block.rows) if isinstance(block, Grid) else (block,))
        if passage.text
    ]


@dataclass(slots=True)
class _Found:
    """Changes as they are met. What is gone or new is told only when it is known not to have moved."""

    met: list[Change | tuple[Passage | None, Passage | None]] = field(default_factory=list)
    relooked: list[Relook] = field(default_factory=list)

    def blocks(self, old: Sequence[Passage | Grid], new: Sequence[Passage | Grid]) -> None:
        """Compare two sequences of paragraphs and tables."""
        for one, other in aligned(old, new, lambda block: block.text, _judged):
            if isinstance(one, Grid) and isinstance(other, Grid):
                self._grids(one, other)
            elif isinstance(one, Grid) or isinstance(other, Grid):
                self._whole(one, other)
            elif one is None or other is None:
                self.met.append((one, other))
            else:
                self._passages(one, other)

    def _whole(self, one: Passage | Grid | None, other: Passage | Grid | None) -> None:
        for block, word in ((one, "删去"), (other, "增加")):
            if isinstance(block, Grid):
                size = f"{len(block.rows)}行{block.columns}列"
                head = row_text(block.rows[0]) if block.rows else ""
                words = f"{word}整个表（{size}，首行{quoted(_first(head))}）"
                self.met.append(Change(kind=word, place=block.place, words=words))
            elif block is not None:
                self.met.append((block, None) if word == "删去" else (None, block))

    def _passages(self, old: Passage, new: Passage) -> None:
        if old.text != new.text:
            kind = kind_of(old.text, new.text).value
            words = said(old.text, new.text)
            self.met.append(Change(kind=kind, place=_place(old, new), words=words, old=old.text, new=new.text))
        if old.pictures != new.pictures:
            words = f"图片由{old.pictures}幅改为{new.pictures}幅"
            self.met.append(Change(kind="图片", place=_place(old, new), words=words))
        self.relooked += relooks(old, new)

    def _grids(self, old: Grid, new: Grid) -> None:
        if old.columns != new.columns:
            words = f"由{old.columns}列改为{new.columns}列"
            self.met.append(Change(kind="表格", place=new.place, words=words))
        for one, other in _rows(old.rows, new.rows):
            if one is not None and other is not None:
                self._cells(one, other)
            elif other is not None:
                words = f"增加这一行{quoted(_in_cells(other))}"
                self.met.append(Change(kind="增加", place=_row_place(new, other), words=words))
            elif one is not None:
                words = f"删去这一行{quoted(_in_cells(one))}"
                self.met.append(Change(kind="删去", place=f"原{_row_place(old, one)}", words=words))

    def _cells(self, old: Row, new: Row) -> None:
        by_words = aligned(old, new, _text)
        for one, other in zip(old, new, strict=True) if len(old) == len(new) else by_words:
            if one is not None and other is not None:
                self._passages(one, other)
            else:
                self.met.append((one, other))

    def changes(self) -> Iterator[Change]:
        """All changes, with what has moved told once."""
        lone = [each for each in self.met if isinstance(each, tuple)]
        gone = [old for old, _ in lone if old is not None]
        come = [new for _, new in lone if new is not None and len(new.text) >= _SHORTEST]
        moved = {
            id(come[j]): gone[i] for i, j in most_alike([each.text for each in gone], [each.text for each in come])
        }
        away = {id(old) for old in moved.values()}
        for each in self.met:
            if isinstance(each, Change):
                yield each
            elif each[1] is not None:
                yield from _arrived(each[1], moved.get(id(each[1])))
            elif (lost := each[0]) is not None and lost.text and id(lost) not in away:
                yield Change(kind="删去", place=f"原{lost.place}", words=f"删去{quoted(lost.text)}", old=lost.text)


def _arrived(new: Passage, old: Passage | None) -> Iterator[Change]:
    if old is None:
        if new.text:
            yield Change(kind="增加", place=new.place, words=f"增加{quoted(new.text)}", new=new.text)
        return
    words = f"由原{old.place}移来"
    if old.text != new.text:
        words += f"，并改动：{said(old.text, new.text)}"
    yield Change(kind="移动", place=f"{new.place}{quoted(_first(new.text))}", words=words, old=old.text, new=new.text)


def _judged(old: Passage | Grid, new: Passage | Grid, like: float) -> float:
    """How alike two blocks are: a table is no paragraph, a part with a name (成文日期) is itself whatever it says."""
    if isinstance(old, Grid) and isinstance(new, Grid):
        return max(like, ALIKE) if old.columns == new.columns else like
    if isinstance(old, Grid) or isinstance(new, Grid):
        return 0.0
    return max(like, ALIKE) if old.place == new.place and not new.counted else like


def _place(old: Passage, new: Passage) -> str:
    was = f"（原{old.place.removeprefix('正文')}）" if old.place != new.place else ""
    which = quoted(_first(new.text or old.text)) if new.counted and not new.place.startswith("表") else ""
    return f"{new.place}{which}{was}"


def _rows(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows paired by their words or, where less changes so, by their order: a blank row that was filled is that row."""
    by_words: list[tuple[Row | None, Row | None]] = [*aligned(old, new, row_text)]
    if len(old) != len(new):
        return by_words
    by_order: list[tuple[Row | None, Row | None]] = list(zip(old, new, strict=True))
    return min(by_order, by_words, key=lambda pairs: sum(_cost(*pair) for pair in pairs))


def _cost(old: Row | None, new: Row | None) -> float:
    return 1.0 if old is None or new is None else 1 - likeness(row_text(old), row_text(new))


def _row_place(grid: Grid, row: tuple[Passage, ...]) -> str:
    return f"{grid.place}第{next(at for at, each in enumerate(grid.rows, 1) if each is row)}行"


def _text(passage: Passage) -> str:
    return passage.text


def _in_cells(row: tuple[Passage, ...]) -> str:
    return "｜".join(cell.text for cell in row)


def _first(text: str) -> str:
    """The words that a passage begins with; no number and no word of Latin letters is cut."""
    line = text.partition("\n")[0]
    shown = line[:_SHOWN].rstrip(string.ascii_letters + string.digits) or line[:_SHOWN]
    return line if len(line) <= _SHOWN else f"{shown}……"
