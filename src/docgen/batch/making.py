"""A whole batch in its folder: what stands there is known, papers are made, the manifest is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.batch.issuing import Issued, Judged, issue
from docgen.batch.manifest import Line, header, known_files, maker, note_down, write_manifest
from docgen.batch.order import Order
from docgen.batch.plan import PlannedPaper
from docgen.batch.run import OnDone, run
from docgen.batch.sole_use import sole_use
from docgen.pipeline import fonts_here, needs_fonts
from docgen.problems import Result
from docgen.register.book import Register

__all__ = ["knowing", "make", "sign"]


def make(
    papers: Sequence[PlannedPaper],
    order: Order,
    formats: Sequence[str],
    on_done: OnDone,
) -> list[Line]:
    """Make the papers and write the manifest of what was made, also when KeyboardInterrupt ends it.

    `on_done` hears of each paper when it is in its place. Returns the lines in the order of the plan.
    Raises InUseError when another batch has the folder, OSError when it cannot be written.
    """
    made: dict[int, tuple[Line, ...]] = {}
    with sole_use(order.out):
        order, first = knowing(order, formats)

        def done(place: int, lines: tuple[Line, ...]) -> None:
            made[place] = lines
            note_down(order.out, lines)
            on_done(place, lines)

        try:
            run(papers, order, done)
        except KeyboardInterrupt:
            write_manifest(order.out, first, _in_order(made))
            raise
        write_manifest(order.out, first, _in_order(made))
    return _in_order(made)


def sign(
    order: Order, formats: Sequence[str], found: Judged, book: Register, on_made: Callable[[], None]
) -> Result[Issued]:
    """Issue what was judged fit, and write the manifest; `on_made` hears of each paper.

    Raises InUseError when another batch has the folder, OSError when it cannot be written.
    """
    settings = order.settings
    fonts: dict[str, str] = {}
    for standard in order.standards.all if "pdf" in formats else ():
        fonts |= fonts_here(settings.cache, settings.fonts, standard).stand_ins
    with sole_use(order.out):
        order = replace(order, known=known_files(order.out))
        answer = issue(order, formats, found, book, on_made)
        if answer.value is not None:
            write_manifest(order.out, _first_line(order, fonts), (*answer.value.lines, *answer.value.drafts))
    return answer


def knowing(order: Order, formats: Sequence[str]) -> tuple[Order, dict[str, Any]]:
    """The order with what is known of earlier batches and of the program, and the first line of its manifest."""
    settings = order.settings
    found = [
        fonts_here(settings.cache, settings.fonts, each)
        for each in order.standards.all
        if any(needs_fonts(form, each) for form in formats)
    ]
    stand_ins = {named: used for fonts in found for named, used in fonts.stand_ins.items()}
    first = _first_line(order, stand_ins)
    if order.template is not None:
        first["template"] = {"name": order.template.name, "sha256": order.template.sha256}
    known, fonts = known_files(order.out), "-".join(each.digest for each in found)
    return replace(order, known=known, maker=maker(first), fonts=fonts), first


def _first_line(order: Order, stand_ins: Mapping[str, str]) -> dict[str, Any]:
    units = tuple(unit.name for unit in order.dataset.units)
    return header(order.dataset.digest, stand_ins, order.standards, order.settings.wording, units)


def _in_order(made: Mapping[int, tuple[Line, ...]]) -> list[Line]:
    """The lines in the order of the plan, in which the manifest has them."""
    return [line for place in sorted(made) for line in made[place]]
