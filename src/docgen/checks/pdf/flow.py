"""Lines that go on in the next line: what rules on line ends look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.checks.pdf.anatomy import body_lines, goes_on
from docgen.checks.pdf.pages import Line, Pages
from docgen.standards.acceptance import ACCEPTED

__all__ = ["continued"]


def continued(pages: Pages) -> Iterator[tuple[Line, Line]]:
    """Each line of the body that is not the last of its paragraph, with the line it goes on in.

    A paragraph begins two 字 in (7.3.3), so a line flush left goes on from the one above if that had no room for its
    first piece.
    """
    lines = [line for sheet in pages.sheets for line in body_lines(sheet)]
    for line, after in pairwise(lines):
        flush = abs(after.left - after.standard.page.left.mm) <= ACCEPTED.outside.mm
        near = after.sheet == line.sheet and after.number == line.number + 1
        if flush and goes_on(line, after) and (near or after.sheet == line.sheet + 1):
            yield line, after
