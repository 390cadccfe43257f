"""All steps of WeasyPrint that are done quicker."""

from __future__ import annotations

from typing import Final

from docgen.typesetting import weasyprint_steps
from docgen.writers.hastened import (
    boxes,
    lengths,
    lines,
    margins,
    pages,
    painting,
    paper_fonts,
    references,
    shapes,
    structure,
    styles,
    subsets,
)

__all__ = ["STEPS", "install"]

STEPS: Final = (
    *subsets.STEPS,
    *shapes.STEPS,
    *styles.STEPS,
    *boxes.STEPS,
    *lengths.STEPS,
    *lines.STEPS,
    *painting.STEPS,
    *margins.STEPS,
    *pages.STEPS,
    *paper_fonts.STEPS,
    *structure.STEPS,
)


def install() -> None:
    """Put them in their places. ChangedError when WeasyPrint is not the release that they were written for."""
    weasyprint_steps.install(STEPS)
    references.install()
