"""No footnote is dropped in a PDF, and those on the page of the 版记 stand above it.

WeasyPrint drops the footnotes of what hangs in its place (版记) and of table rows that they leave no room, and at times
a line that it meant to set again without them. So its pages are compared with the text, and what it dropped is laid out
anew in brackets where it is called. docs/elements/hand-edits.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from docgen.units import Length
from docgen.writers.adorned import NOTE, css

__all__ = ["with_every_note"]

#: Layouts at most: where some footnotes stand in place others may have no room at the foot.
_TRIALS: Final = 5
#: Rows with footnotes in them may be higher than a page, and so may a table's head.
_HIGH_ROWS: Final = "thead { display: table-row-group } tr { break-inside: auto } "
_ENDS: Final = (("before", "〔"), ("after", "〕"))


def with_every_note(lay_out: Callable[[str], Any], root: Element, count: int, raised: Length | None) -> Any:
    """The pages that `lay_out` makes of `root` with further CSS, laid out until each of `count` footnotes is printed.

    `raised`: how far the 版记 raises the footnotes of its page; None without one.
    """
    made = lay_out("")
    in_place: set[str] = set()
    foot = ""
    for trial in range(_TRIALS):
        dropped = _dropped(made, count) - in_place if _is_whole(made, root) else _every(count) - in_place
        page = _noted_foot(made) if raised is not None else 0
        above = _over_imprint(page, raised) if raised is not None and page else foot
        if not dropped and above == foot:
            break
        in_place |= dropped if trial < _TRIALS - 1 else _every(count)
        foot = above
        made = lay_out(_set_in_place(in_place) + foot)
    return made


def _every(count: int) -> set[str]:
    return {f"{NOTE}{number}" for number in range(1, count + 1)}


def _boxes(page: Any) -> Iterator[Any]:
    """The boxes of a page, those of what is absolutely positioned too, without those that CSS generates."""
    return (box for box in page._page_box.descendants(placeholders=True) if "::" not in (box.element_tag or ""))


def _dropped(made: Any, count: int) -> set[str]:
    printed = {box.element.get("id") for page in made.pages for box in _boxes(page) if _is(box, "note")}
    return _every(count) - printed


def _is_whole(made: Any, root: Element) -> bool:
    """Whether every character of the body is printed, where a table's head is repeated more than once."""
    printed: Counter[Element] = Counter()
    for page in made.pages:
        for box in _boxes(page):
            if isinstance(box, boxes.TextBox) and box.element is not None:
                printed[box.element] += _inked(box.text)
    body = root.find("body")
    return body is not None and all(printed[each] >= _own(each) for each in body.iter())


def _own(element: Element) -> int:
    """The characters of an element itself."""
    return sum(_inked(text) for text in (element.text, *(child.tail for child in element)) if text)


def _inked(text: str) -> int:
    return sum(not (character.isspace() or character == "\N{ZERO WIDTH SPACE}") for character in text)


def _set_in_place(names: Collection[str]) -> str:
    """These footnotes in brackets where they are called."""
    if not names:
        return ""
    each = sorted(names)
    notes = ", ".join(f"#{name}" for name in each)
    lines = ", ".join(f"#{name} .FOOTNOTE" for name in each)
    brackets = "".join(
        f"{', '.join(f'#{name}::{side}' for name in each)} {{ content: '{mark}' }} " for side, mark in _ENDS
    )
    return f"{_HIGH_ROWS}{notes} {{ float: none; width: auto }} {lines} {{ display: inline }} {brackets}"


def _noted_foot(made: Any) -> int:
    """The number of the page that has the 版记 if footnotes stand at its foot too, else 0."""
    for number, page in enumerate(made.pages, 1):
        noted = any(isinstance(child, boxes.FootnoteAreaBox) for child in page._page_box.children)
        if noted and any(_is(box, "foot") for box in _boxes(page)):
            return number
    return 0


def _is(box: Any, name: str) -> bool:
    """Whether a box is of an element of a class."""
    return isinstance(box.element, Element) and name in (box.element.get("class") or "").split()


def _over_imprint(page: int, height: Length) -> str:
    """Footnotes stand above the 版记, which ends the page (7.4): they keep its room free, and no longer the text."""
    notes = f"@page :nth({page}) {{ @footnote {{ margin-bottom: {css(height)} }} }}"
    return f"{notes} .foot {{ height: 0 !important }}"
