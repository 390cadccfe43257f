"""Hand edits are safe: where the files of a paper go when staff have edited what an earlier batch left there.

A file is the program's while its bytes are ones that the manifest records for it, or the very ones to be written now;
all else is somebody's work and is never overwritten. The formats of a paper keep together: when one of them is
edited, all of the new paper goes beside it under one name, so that a DOCX and a PDF of one name stay one text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.batch.plan import beside
from docgen.pipeline import FORMATS, source_of_pdf
from docgen.problems import Code, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Berth", "Record", "Shelf", "digest_of_file", "outdated_pdfs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the manifest says of a file: the sha256 it was made with, and the edited file that it stands beside.

    `source` is the hash of what it was made from, `content` that of what it says (`sources`); `pages` and `problems`
    are what its layout gave.
    """

    sha256: str
    beside: str = ""
    source: str = ""
    content: str = ""
    pages: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Berth:
    """Where a paper goes: `paths` by format. `written` says whether it has to be written at all.

    `beside` has, by format, the path that was planned, when the paper could not go there. `gone` are files of earlier
    batches that are no longer true and nobody's work. `problems` tell what staff have edited.
    """

    paths: Mapping[str, str]
    written: bool = True
    beside: Mapping[str, str]
    gone: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Shelf:
    """The folder that papers go to, and what the manifest there says of its files (`known`: path → record).

    `taken` are the paths that the papers of this batch have as their own: no other goes there.
    """

    def __init__(self, out: Path, known: Mapping[str, Record], taken: Iterable[str] = ()) -> None:
        self._out = out
        self._known = known
        self._taken = frozenset(taken)
        self._beside: dict[str, list[str]] = defaultdict(list)
        for path, record in known.items():
            if record.beside:
                self._beside[record.beside].append(path)

    def berth(self, files: Mapping[str, str], digests: Mapping[str, str]) -> Berth:
        """The place of a paper whose planned paths are `files` and whose new content is `digests`, both by format."""
        planned = _every_format(files)
        passed: list[str] = []
        for number in count():
            here = {form: beside(path, number) for form, path in planned.items()}
            if number and self._taken & set(here.values()):
                continue
            looked_at = [form for form in here if form in digests or self._is_of(here[form], planned[form])]
            edited = [here[form] for form in looked_at if self._is_theirs(here[form], planned[form], digests.get(form))]
            passed += [here[form] for form in looked_at]
            same = all(self._is_made(here[form], planned[form], digest) for form, digest in digests.items())
            if not edited or same:
                break
        paths = {form: here[form] for form in digests}
        return Berth(
            paths=paths,
            written=not edited,
            beside={form: planned[form] for form in digests} if number else {},
            gone=tuple(path for path in self._later(planned, passed) if self._is_as_made(path)),
            problems=tuple(self._said(planned, passed, digests, paths, written=not edited)),
        )

    def standing(self, files: Mapping[str, str]) -> dict[str, str]:
        """Format → what the file there was made from, of a paper's planned `files` that stand as they were made.

        Nothing where staff have edited a file of the paper, in whatever format, or a file stands beside one.
        """
        planned = _every_format(files)
        there = [path for path in planned.values() if (self._out / path).exists()]
        if any(self._beside[path] for path in planned.values()) or not all(map(self._is_as_made, there)):
            return {}
        return {form: self._known[path].source for form, path in files.items() if path in there}

    def withdrawn(self, files: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """Of a paper that is not made now: files to be removed, and what is said of those that staff have edited."""
        planned = _every_format(files)
        paths = [path for form, first in planned.items() if form in files for path in self._chain(first)]
        there = [path for path in paths if path in self._known and (self._out / path).is_file()]
        left = tuple(
            Problem(
                code=Code.FILE_EDITED,
                message="有人改过这个文件，这一件现在不再制作，改过的留在原处",
                hint="内容可能已经不对，请自己决定留不留",
                place=Place(file=path),
            )
            for path in there
            if not self._is_as_made(path)
        )
        return tuple(path for path in there if self._is_as_made(path)), left

    def _chain(self, planned: str) -> list[str]:
        """The planned path, and what earlier batches have put beside it."""
        return [planned, *self._beside[planned]]

    def _is_of(self, path: str, planned: str) -> bool:
        return path in self._known and (path == planned or self._known[path].beside == planned)

    def _is_made(self, path: str, planned: str, digest: str) -> bool:
        """Whether an earlier batch made the same there for this paper, and the file stands, edited or not."""
        made = self._is_of(path, planned) and self._known[path].sha256 == digest
        return made and (self._out / path).is_file()

    def _is_as_made(self, path: str) -> bool:
        return path in self._known and digest_of_file(self._out / path) == self._known[path].sha256

    def _is_theirs(self, path: str, planned: str, digest: str | None) -> bool:
        """Whether a file is there that is not the program's. One that was made beside may have been moved here."""
        there = digest_of_file(self._out / path)
        ours = {self._known[each].sha256 for each in self._chain(planned) if each in self._known}
        return there is not None and there != digest and there not in ours

    def _later(self, planned: Mapping[str, str], passed: list[str]) -> Iterator[str]:
        """What stands beside the planned paths under names that were not looked at, since an earlier one served."""
        for first in planned.values():
            yield from (path for path in self._beside[first] if path not in passed)

    def _said(
        self,
        planned: Mapping[str, str],
        passed: list[str],
        digests: Mapping[str, str],
        paths: Mapping[str, str],
        *,
        written: bool,
    ) -> Iterator[Problem]:
        """One problem for each file that staff have edited, of all formats."""
        names = "、".join(path.rpartition("/")[2] for path in paths.values())
        outcome = f"新的写成{names}" if written else "按现在的数据做出来的与上次相同，没有另写"
        met = [*passed, *self._later(planned, passed)]
        for path in dict.fromkeys(met):
            first = next(first for form, first in planned.items() if path.endswith(f".{form}"))
            form = path.rpartition(".")[2]
            if not self._is_theirs(path, first, digests.get(form)):
                continue
            who = "上次制作之后有人改过这个文件" if self._is_of(path, first) else "这里有一个清单里没有的文件"
            yield Problem(
                code=Code.FILE_EDITED,
                message=f"{who}，没有覆盖；{outcome}",
                hint=_COMPARE if written else _NOTHING_TO_DO,
                place=Place(file=path),
            )


_COMPARE: Final = "用 docgen diff 比一比两份；用改过的，就删掉新的；用新的，就把改过的移走或删掉，再做一遍"
_NOTHING_TO_DO: Final = "照用改过的；要回到原样，把它移走或删掉，再做一遍"


def _every_format(files: Mapping[str, str]) -> dict[str, str]:
    """The paths of all formats that a paper has or might have: those asked for, and their like."""
    form, path = next(iter(files.items()))
    stem = path.removesuffix(f".{form}")
    return {other: files.get(other, f"{stem}.{other}") for other in dict.fromkeys((*files, *FORMATS))}


def digest_of_file(path: Path) -> str | None:
    """sha256 of a file; None where none is, empty where it cannot be read: then it is like no other."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:
        return ""


def outdated_pdfs(out: Path, known: Mapping[str, Record]) -> tuple[Problem, ...]:
    """A problem for each PDF in `out` that does not say what its DOCX says since staff have edited that.

    A PDF that `docgen pdf` made names the DOCX it was made from; one that is as the batch left it is older than any
    edit; only of a PDF from elsewhere (printed from Word) nothing is known but its time.
    """
    return tuple(
        Problem(
            code=Code.PDF_OUTDATED,
            message="同名的 Word 文件改过，这个 PDF 还是改之前的，两份不一致",
            hint=f"docgen pdf {_quoted(out / path)}",
            place=Place(file=_pdf_of(path)),
        )
        for path, record in known.items()
        if path.endswith(".docx") and _is_outdated(out / path, out / _pdf_of(path), record, known.get(_pdf_of(path)))
    )


def _is_outdated(word: Path, pdf: Path, record: Record, made: Record | None) -> bool:
    now = digest_of_file(word)
    printed = digest_of_file(pdf)
    if not now or now == record.sha256 or not printed:
        return False
    if source := source_of_pdf(pdf.read_bytes()):
        return source != now
    if made is not None and printed == made.sha256:
        return True
    return pdf.stat().st_mtime < word.stat().st_mtime


def _pdf_of(path: str) -> str:
    return f"{path.removesuffix('.docx')}.pdf"


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)
