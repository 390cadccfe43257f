"""A paper as it would be, with its pages and what is to be said of it; made in a process of the desk, nothing is kept.

A wording that is being edited is tried in a folder of its own: what the office uses changes only when it is saved.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2

from docgen.batch.manifest import problems_fields
from docgen.batch.order import DRAFT
from docgen.document import Document, Layout, Properties, Run
from docgen.facts import Facts
from docgen.kinds.all_kinds import wordings_of
from docgen.kinds.job import Composed
from docgen.kinds.wordings.own import SUFFIX, faults_if_put, own_files
from docgen.pipeline import Road, Standard, fonts_here, laid_out, standard_of, write
from docgen.problems import Problem, Result, errors
from docgen.resources import templates_dir
from docgen.settings import Settings
from docgen.web.data_folder import DataFolder
from docgen.web.looks import USUAL, Looks, standards_of
from docgen.web.reading import newest_at_hand, papers_of, records_of, seen
from docgen.web.spots import Spot, spots

__all__ = ["SHIPPED", "Preview", "at_hand", "draw", "preview"]

SHIPPED = templates_dir() / "wording"
#: Pixels a point of a picture: sharp where a page is two thirds of the screen.
_SCALE = 1.6
_NOTHING = Document(layout=Layout.SPEECH, properties=Properties(title="", author=""), title=((Run(text="文"),),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A paper as it would be. `digest` names its PDF in the folder of pages, empty where it would be refused.

    `sizes` are width and height of the pages in points; `wording` are the names of the wordings it was drafted from.
    """

    digest: str = ""
    sizes: tuple[tuple[float, float], ...] = ()
    spots: tuple[Spot, ...] = ()
    problems: tuple[dict[str, Any], ...] = ()
    wording: tuple[str, ...] = ()


def at_hand(root: Path, settings: Settings) -> None:
    """What every preview needs is loaded, and the newest datasets are read, before anybody waits for it."""
    write(_NOTHING, "pdf", fonts=fonts_here(settings.cache, settings.fonts))
    newest_at_hand(root, settings)


def standard_faults(root: Path, number: int, standard: str, settings: Settings) -> tuple[dict[str, Any], ...]:
    """Why a 版式 cannot be used with a dataset, as problems of a page; none where it can."""
    datasets, dataset = seen(root, number, settings)
    found = standards_of(root, Looks(standard=standard), records_of(datasets, dataset))
    return tuple(problems_fields(found.problems)) if found.value is None else ()


def preview(
    root: Path,
    number: int,
    place: int,
    settings: Settings,
    *,
    allow_incomplete: bool,
    standard: str = USUAL,
    edited: Mapping[str, str] | None = None,
) -> Preview:
    """The preview of a paper by a 版式 (see `Looks`); `edited` are texts of wordings to be tried, by their names."""
    folder = DataFolder(root)
    datasets, dataset = seen(root, number, settings)
    records = records_of(datasets, dataset)
    paper = papers_of(datasets, dataset)[place]
    with tempfile.TemporaryDirectory(dir=folder.taking) as bench:
        own = settings.wording if settings.wording is not None and settings.wording.is_dir() else None
        if edited:
            if faults := _tried(edited, paper.job.kind, own, Path(bench)):
                return Preview(problems=tuple(problems_fields(faults)), wording=tuple(edited))
            own = Path(bench) / "tried"
        road = Road(
            dataset=records,
            wording=SHIPPED,
            own_wording=own,
            allow_incomplete=allow_incomplete,
            facts=_facts(records.digest),
        )
        composed = road.compose(paper.job)
    standards = standards_of(root, Looks(standard=standard), records)
    if composed.value is None or standards.value is None:
        return Preview(problems=tuple(problems_fields((*composed.problems, *standards.problems))))
    return _drawn(folder, composed, road, settings, standard_of(paper.job, standards.value))


def _drawn(folder: DataFolder, result: Result[Composed], road: Road, settings: Settings, standard: Standard) -> Preview:
    composed = result.value
    assert composed is not None, "it is refused before"
    document = composed.document
    if document.number:
        document = replace(document, properties=replace(document.properties, status=DRAFT))
    fonts = fonts_here(settings.cache, settings.fonts, standard)
    product = write(document, "pdf", names=road.names, fonts=fonts, standard=standard)
    digest = folder.keep_pages(product.data)
    ready, _ = laid_out(document, standard, road.names)
    with pypdfium2.PdfDocument(product.data) as pdf:
        sizes = tuple(pdf.get_page_size(page) for page in range(len(pdf)))
        found = tuple(spots(ready, pdf))
    return Preview(
        digest=digest,
        sizes=sizes,
        spots=found,
        problems=tuple(problems_fields((*result.problems, *product.problems))),
        wording=tuple(file.removesuffix(SUFFIX) for file in composed.wording),
    )


@lru_cache(maxsize=3)
def _facts(digest: str) -> dict[Any, Facts]:
    """The figures of a dataset by their days, reckoned once in this process."""
    return {}


def _tried(edited: Mapping[str, str], kind: str, own: Path | None, bench: Path) -> tuple[Problem, ...]:
    """What is wrong with wordings; in `bench`/tried they lie over the office's own."""
    tried = bench / "tried"
    tried.mkdir()
    for path in own_files(own) if own else ():
        (tried / path.name).write_bytes(path.read_bytes())
    for name, text in edited.items():
        looked = bench / f"looked-{len(name)}"
        looked.mkdir()
        if faults := errors(faults_if_put(name, text.encode(), tried, SHIPPED, wordings_of(kind), looked)):
            return faults
        (tried / f"{name}{SUFFIX}").write_text(text, encoding="utf-8")
    return ()


def draw(root: Path, digest: str, page: int) -> bytes | None:
    """The picture of a page as PNG; None where there is no such page."""
    file = DataFolder(root).pages / f"{digest}.pdf"
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    with pypdfium2.PdfDocument(content) as pdf:
        if not 0 <= page < len(pdf):
            return None
        picture = pdf[page].render(scale=_SCALE).to_pil().quantize(32)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
