"""Papers as the renderer sets them by itself, to compare with those that we paint."""

from __future__ import annotations

import pytest

from docgen.writers import html, pdf, prepared
from docgen.writers.hastened.paper_fonts import Fonts
from docgen.writers.runs import Common


def paint_nothing(patch: pytest.MonkeyPatch) -> None:
    """Leave 份号 and all tables to the renderer, in no page that was laid out before."""
    patch.setattr(prepared, "_number", lambda *_: "")
    for module in (prepared, html):
        patch.setattr(module, "painted", lambda *_: None)
    patch.setattr(pdf, "_common", Common())


def set_in_one_font(patch: pytest.MonkeyPatch) -> None:
    """Set what a paper has of its own in the fonts of what it shares."""
    patch.setattr(Fonts, "own", lambda *_: None)
