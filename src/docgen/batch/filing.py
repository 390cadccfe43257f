"""Finished papers come into their places, and lines of the manifest of it: the coordinator's work alone."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from sys import intern
from typing import Any, Final

from docgen.batch.edited import Berth, Shelf
from docgen.batch.manifest import Line
from docgen.batch.order import Order
from docgen.batch.plan import PlannedPaper
from docgen.batch.workshop import Finished, Made, line_of
from docgen.pipeline import Product
from docgen.problems import Code, Place, Problem
from docgen.refusals import why
from docgen.whole_files import put_whole

__all__ = ["NO_ROOM", "Filing", "refused"]

#: What the system says when there is no room for a file: then there is none for the others either.
NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

#: These say nothing of the paper, so what stands may still be true: it is the program, or a file of the office's own
#: that says how papers are worded, which has to be mended.
_NO_VERDICT: Final = frozenset(
    {Code.DEFECT, Code.TEMPLATE_LIMIT, Code.TEMPLATE_UNFILLED, Code.WORDING_FAULT, Code.KIND_FAULT}
)


class Filing:
    """Puts papers into `order.out`; files are whole before they are there. `bench` is a folder on the same disk."""

    def __init__(self, order: Order, bench: Path) -> None:
        self._order = order
        self._bench = bench
        self._shelf = Shelf(order.out, order.known, order.taken)
        self.unfinished: list[Line] = []
        self._met: dict[Any, Any] = {}

    def standing(self, paper: PlannedPaper) -> dict[str, str]:
        """Format → what the file there was made from; nothing where staff have edited one of the paper's files."""
        return self._shelf.standing(dict(paper.files)) if self._order.maker else {}

    def still_stands(self, paper: PlannedPaper, finished: Finished) -> bool:
        """Whether what was not made again stands as it was found: somebody may have saved it in the meantime."""
        kept = [form for form, made in finished.made.items() if made is None]
        now = self.standing(paper) if kept else {}
        return all(now.get(form) == finished.sources[form] for form in kept)

    def file(self, paper: PlannedPaper, finished: Finished) -> tuple[Line, ...]:
        """The lines of a paper's files, which are in their places then.

        Raises OSError when the disk is full; `unfinished` are the lines of the paper's files that are in place then.
        """
        self.unfinished = []
        if finished.refused is not None:
            if any(map(_is_no_verdict, finished.refused)):
                return refused(paper, finished.refused)
            return self._withdrawn(paper, finished.refused)
        digests = {form: self._digest(path, finished.made[form]) for form, path in paper.files}
        made = {form: digest for form, digest in digests.items() if digest}
        berth = self._shelf.berth(dict(paper.files), made) if made else Berth(paths={}, beside={})
        self._remove(berth.gone)
        for form, _ in paper.files:
            self.unfinished.append(self._sharing(self._line(form, finished, digests[form], berth)))
        return tuple(self.unfinished)

    def _sharing(self, line: Line) -> Line:
        """The line with what others have as well in their very objects: each parcel brings its own, of thousands."""
        met = self._met.setdefault
        return replace(
            line,
            kind=intern(line.kind),
            variant=intern(line.variant),
            unit=intern(line.unit),
            origins=met(line.origins, line.origins),
            wording=met((Line, *line.wording.items()), line.wording),
            problems=met(line.problems, line.problems),
        )

    def _digest(self, path: str, made: Made) -> str:
        if made is None:
            return self._order.known[path].sha256
        return sha256(made.data).hexdigest() if isinstance(made, Product) else ""

    def _line(self, form: str, finished: Finished, digest: str, berth: Berth) -> Line:
        line = replace(finished.line, format=form, source=finished.sources.get(form, ""))
        product = finished.made[form]
        if product is None:
            path = berth.paths[form]
            record = self._order.known[path]
            problems = (*line.problems, *record.problems)
            return replace(line, problems=problems, path=path, sha256=digest, pages=record.pages, kept=True)
        if not isinstance(product, Product):
            return replace(line, source="", problems=(*line.problems, *product))
        return self._put(line, product, digest, berth)

    def _put(self, line: Line, product: Product, digest: str, berth: Berth) -> Line:
        """The line of a file that goes to its berth, when it is in its place there."""
        path = berth.paths[line.format]
        line = replace(line, problems=(*line.problems, *product.problems, *berth.problems))
        try:
            if berth.written:
                target = self._order.out / path
                target.parent.mkdir(parents=True, exist_ok=True)
                put_whole(target, product.data, self._bench)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise
            return replace(line, source="", problems=(*line.problems, _not_written(path, error)))
        beside = berth.beside.get(line.format, "")
        return replace(line, path=path, sha256=digest, pages=product.pages, beside=beside, edited=not berth.written)

    def _withdrawn(self, paper: PlannedPaper, problems: tuple[Problem, ...]) -> tuple[Line, ...]:
        """A paper refused: what an earlier batch made of it is no longer true and goes, unless staff have edited it.

        Each line says which files of its format are gone.
        """
        gone, left = self._shelf.withdrawn(dict(paper.files))
        told = [_gone(path) for path in self._remove(gone)]
        return tuple(
            replace(line, problems=(*line.problems, *(each for each in told if _is_of(each, line.format))))
            for line in refused(paper, (*problems, *left))
        )

    def _remove(self, paths: Iterable[str]) -> list[str]:
        """Those of the files that are gone now."""
        gone = []
        for path in paths:
            with suppress(OSError):  # it is open: it stays listed, and goes another time
                (self._order.out / path).unlink(missing_ok=True)
                gone.append(path)
        return gone


def refused(paper: PlannedPaper, problems: tuple[Problem, ...]) -> tuple[Line, ...]:
    """The lines of a paper that has no file."""
    return tuple(line_of(paper.job, form, problems=problems) for form, _ in paper.files)


def _is_no_verdict(problem: Problem) -> bool:
    """Whether a problem says nothing of the paper. One that names units does: they would be left out unsaid."""
    return problem.code in _NO_VERDICT and not problem.units


def _is_of(problem: Problem, form: str) -> bool:
    return problem.place.file.endswith(f".{form}")


def _gone(path: str) -> Problem:
    return Problem(
        code=Code.FILE_WITHDRAWN,
        message="按现在的数据这一件不再制作，原有的文件没有人改过，已删去",
        hint="为什么不再制作，见这一件的其他问题",
        place=Place(file=path),
    )


def _not_written(path: str, error: OSError) -> Problem:
    return Problem(
        code=Code.FILE_NOT_WRITTEN,
        message=f"文件写不进去（{why(error)}）",
        hint="看看它是否正开着、文件夹是否只读、磁盘是否已满",
        place=Place(file=path),
    )
