"""Papers → one PDF for the printer: each from an odd page on, as often as wanted, bookmarks by unit and paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pikepdf

from docgen.printing.selection import Item
from docgen.printing.shared_fonts import share_fonts

__all__ = ["PRINTED_SIDES", "Leaf", "Stack", "joined", "leaf_of", "stacked"]

#: Sides of a sheet: each paper takes whole sheets, so that the next one begins on a front.
PRINTED_SIDES: Final = 2

_COLOR: Final = re.compile(rb"(?<![\w.])([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")
#: Of a page only what is printed: no tags, whose tree stays behind, and no reading order.
_LEFT_BEHIND: Final = ("/StructParents", "/Tabs", "/Annots")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A paper with its PDF read: `title` is that of its properties, `colored` the numbers of its pages in colour."""

    item: Item
    content: bytes
    title: str
    pages: int
    colored: tuple[int, ...]
    landscape: tuple[int, ...]

    @property
    def sheets(self) -> int:
        """Sheets of paper a copy takes, printed on both sides."""
        return -(-self.pages // PRINTED_SIDES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What goes into one print file: papers with how many copies of each, in order."""

    leaves: tuple[tuple[Leaf, int], ...]

    @property
    def pages(self) -> int:
        """Pages of the file, blank backs among them."""
        return sum(leaf.sheets * copies for leaf, copies in self.leaves) * PRINTED_SIDES


def leaf_of(item: Item, content: bytes) -> Leaf:
    """Look at a paper's pages. Raises pikepdf.PdfError where they cannot be read."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        sizes = [_size(page) for page in pdf.pages]
        return Leaf(
            item=item,
            content=content,
            title=str(pdf.docinfo.get("/Title", "")),
            pages=len(pdf.pages),
            colored=tuple(number for number, page in enumerate(pdf.pages, 1) if _colored(page)),
            landscape=tuple(number for number, (width, height) in enumerate(sizes, 1) if width > height),
        )


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom


def _colored(page: pikepdf.Page) -> bool:
    content = page.obj.get("/Contents", pikepdf.Array())
    streams = list(content) if isinstance(content, pikepdf.Array) else [content]
    drawn = b"\n".join(stream.read_bytes() for stream in streams)
    return any(len(set(map(float, found.groups()))) > 1 for found in _COLOR.finditer(drawn))


def stacked(leaves: Iterable[Leaf], most: int, *, once: bool = False) -> tuple[Stack, ...]:
    """Divide papers into print files of at most `most` pages: between units where one fits, else between papers or
    their copies. `once`: a copy of each, the printer repeats it.
    """
    stacks: list[list[tuple[Leaf, int]]] = [[]]
    for _, group in groupby(leaves, key=lambda leaf: leaf.item.unit):
        batch = [(leaf, min(leaf.item.copies, 1) if once else leaf.item.copies) for leaf in group]
        if stacks[-1] and _pages([*stacks[-1], *batch]) > most:
            stacks.append([])
        for leaf, copies in batch:
            _lay(stacks, leaf, copies, most)
    return tuple(Stack(leaves=tuple(stack)) for stack in stacks if stack)


def _lay(stacks: list[list[tuple[Leaf, int]]], leaf: Leaf, copies: int, most: int) -> None:
    """Put the copies of a paper on the last stack, and on new ones as long as there are more than it takes."""
    each = leaf.sheets * PRINTED_SIDES
    while copies:
        room = (most - _pages(stacks[-1])) // each
        if stacks[-1] and room < copies <= most // each:
            room = 0  # all copies of a paper together, where they fit one file
        taken = min(copies, room or (0 if stacks[-1] else max(most // each, 1)))
        if taken:
            stacks[-1].append((leaf, taken))
            copies -= taken
        if copies:
            stacks.append([])


def _pages(stack: Sequence[tuple[Leaf, int]]) -> int:
    return Stack(leaves=tuple(stack)).pages


def joined(stack: Stack, title: str) -> bytes:
    """The print file: the same bytes for the same papers. The copies of a page share all that is drawn on it."""
    made = pikepdf.new()
    starts = [_append(made, leaf, copies) for leaf, copies in stack.leaves]
    share_fonts(made)
    with made.open_outline() as outline:
        for unit, group in groupby(zip(stack.leaves, starts, strict=True), key=lambda pair: pair[0][0].item.unit):
            papers = list(group)
            entry = pikepdf.OutlineItem(unit, papers[0][1])
            entry.children.extend(pikepdf.OutlineItem(_said(leaf, copies), start) for (leaf, copies), start in papers)
            outline.root.append(entry)
    made.docinfo["/Title"] = title
    made.Root.PageMode = pikepdf.Name.UseOutlines
    made.Root.ViewerPreferences = pikepdf.Dictionary(
        Duplex=pikepdf.Name.DuplexFlipLongEdge, PrintScaling=pikepdf.Name("/None"), PickTrayByPDFSize=True
    )
    written = io.BytesIO()
    made.save(
        written,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return written.getvalue()


def _said(leaf: Leaf, copies: int) -> str:
    times = f"（{copies} 份）" if copies > 1 else ""
    return f"{leaf.item.name}{times}"


def _append(made: pikepdf.Pdf, leaf: Leaf, copies: int) -> int:
    """Add the copies of a paper, each with blank backs up to a whole sheet; the index of its first page."""
    start = len(made.pages)
    with pikepdf.open(io.BytesIO(leaf.content)) as source:
        made.pages.extend(source.pages)
    for page in list(made.pages)[start:]:
        for key in _LEFT_BEHIND:
            if key in page.obj:
                del page.obj[key]
    if leaf.pages % PRINTED_SIDES:
        made.add_blank_page(page_size=_size(made.pages[-1]))
    once = list(_range(made, start))
    for _ in range(copies - 1):
        made.pages.extend(once)
    return start


def _range(made: pikepdf.Pdf, start: int) -> Iterator[pikepdf.Page]:
    return (made.pages[index] for index in range(start, len(made.pages)))
