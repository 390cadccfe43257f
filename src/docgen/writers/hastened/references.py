"""References to pages written once a page, not once for each of its elements: a long ledger has 60,000 of those."""

from __future__ import annotations

from typing import Any, Final

import pydyf

__all__ = ["install"]

_WRITTEN: Final = "written_page_references"


def install() -> None:
    """Put `_page_references` in the place of pydyf's, of which it has the public meaning."""
    pydyf.PDF.page_references = property(_page_references)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The references to all pages so far."""
    kids = pdf.pages["Kids"]
    written: tuple[bytes, ...] = getattr(pdf, _WRITTEN, ())
    if len(written) * 3 != len(kids):
        written = tuple(b"%d 0 R" % number for number in kids[::3])
        setattr(pdf, _WRITTEN, written)
    return written
