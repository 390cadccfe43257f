"""`python -m bench.subjects NAME FOLDER COUNT`: one of the things compared, in a process of its own; prints JSON.

Each makes ready what it needs, sets one paper of another kind to be warm, and only then looks at the clock: start-up
and the reading of the dataset are left out for all alike, and parts that papers have in common are first set in time
that counts.
"""

from __future__ import annotations

import gc
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from tools.libreoffice import convert

from bench import by_docxtpl, by_typst, ledgers
from bench.papers import ROOT, composed, jobs_of, road_of, units_dataset
from bench.script import script_of, words
from docgen.document import Document
from docgen.pipeline import Product, fonts_here, write
from docgen.settings import read_settings

__all__ = ["SUBJECTS", "in_own_process"]

Measured = dict[str, Any]
_OTHER: Final = {"report": "notice", "notice": "report"}
#: Files that LibreOffice is given in a call: it ends without a word after some 250 notices.
_A_CALL: Final = 125
_FORMATS: Final = {"docx": ("docx",), "pdf": ("pdf",), "both": ("docx", "pdf")}
#: A file system in memory, and the bytes that it has to have free.
_MEMORY: Final = Path("/dev/shm")
_ROOM: Final = 2_000_000_000


def in_own_process(subject: str, folder: Path, count: int) -> Measured:
    """What a subject measured."""
    command = [sys.executable, "-m", "bench.subjects", subject, str(folder), str(count)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    measured: Measured = json.loads(done.stdout)
    return measured


class _Writer:
    """Writes documents of ours; the fonts are found once."""

    def __init__(self, names: frozenset[str]) -> None:
        settings = read_settings().value
        assert settings is not None, "the environment can be read"
        self._names = names
        self._fonts = fonts_here(settings.cache)

    def written(self, document: Document, suffix: str) -> Product:
        """A document in a format."""
        return write(document, suffix, names=self._names, fonts=self._fonts)


def prepare(kind: str, folder: Path, count: int) -> Measured:
    """Write what the others are given: a script a paper, our DOCX of each, the template for docxtpl."""
    road = road_of(units_dataset(count))
    documents = [composed(road, job) for job in jobs_of(road.dataset, kind, count)]
    scripts = [script_of(document) for document in documents]
    different = len({words(script) for script in scripts})
    (folder / f"{kind}.json").write_text(json.dumps(scripts, ensure_ascii=False), encoding="utf-8")
    writer, ours = _Writer(road.names), folder / f"{kind}-docx"
    ours.mkdir()
    for place, document in enumerate(documents):
        (ours / f"{place:05}.docx").write_bytes(writer.written(document, "docx").data)
    template = by_docxtpl.template((ours / "00000.docx").read_bytes(), by_docxtpl.styles_in(scripts))
    (folder / f"{kind}-template.docx").write_bytes(template)
    return {"papers": len(documents), "different": different}


def ours(kind: str, form: str, folder: Path, count: int) -> Measured:
    """The whole road of each paper, from the dataset to the file."""
    road = road_of(units_dataset(count))
    jobs, writer = jobs_of(road.dataset, kind, count), _Writer(road.names)
    warm = composed(road, jobs_of(road.dataset, _OTHER[kind], 1)[0])
    for suffix in _FORMATS[form]:
        writer.written(warm, suffix)
    gc.freeze()  # as a batch does (batch/workshop.py)
    composing, pages = 0.0, 0
    with _files() as out:
        start = time.perf_counter()
        for place, job in enumerate(jobs):
            begun = time.perf_counter()
            document = composed(road, job)
            composing += time.perf_counter() - begun
            for suffix in _FORMATS[form]:
                product = writer.written(document, suffix)
                pages += product.pages or 0
                Path(out, f"{place:05}.{suffix}").write_bytes(product.data)
        seconds = time.perf_counter() - start
    return {"papers": len(jobs), "seconds": seconds, "composing": composing, "pages": pages}


def docxtpl_docx(kind: str, folder: Path, count: int) -> Measured:
    """docxtpl: a file a paper."""
    with _files() as out:
        seconds = _rendered(kind, folder, count, Path(out))
    return {"papers": count, "seconds": seconds}


def _files() -> tempfile.TemporaryDirectory[str]:
    """A folder for what is made, in memory where it has room: programs are compared, not the disk of a machine."""
    in_memory = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ROOM
    return tempfile.TemporaryDirectory(dir=_MEMORY if in_memory else None)


def _rendered(kind: str, folder: Path, count: int, out: Path) -> float:
    template, scripts = folder / f"{kind}-template.docx", _scripts(kind, folder, count)
    other = _OTHER[kind]
    by_docxtpl.render(folder / f"{other}-template.docx", _scripts(other, folder, 1)[0], out / "warm.docx")
    (out / "warm.docx").unlink()
    start = time.perf_counter()
    for place, script in enumerate(scripts):
        by_docxtpl.render(template, script, out / f"{place:05}.docx")
    return time.perf_counter() - start


def office_pdf(kind: str, folder: Path, count: int) -> Measured:
    """LibreOffice: our DOCX of all papers in one batch call."""
    return {"papers": count, "seconds": _converted(sorted((folder / f"{kind}-docx").iterdir())[:count])}


def _converted(files: list[Path]) -> float:
    """The time for all files without that of starting: what a call with one file takes beside that one file."""
    calls = [files[start : start + _A_CALL] for start in range(0, len(files), _A_CALL)]
    with _files() as out:
        convert(files[:1], "pdf", Path(out))  # makes the profile
        one = _seconds(lambda: convert(files[:1], "pdf", Path(out)))
        made: dict[str, Path] = {}
        every = _seconds(lambda: [made.update(convert(each, "pdf", Path(out))) for each in calls])
        assert all(path.is_file() for path in made.values()), "LibreOffice has converted every file"
    return (every - one * len(calls)) * len(files) / max(1, len(files) - len(calls))


def docxtpl_office(kind: str, folder: Path, count: int) -> Measured:
    """docxtpl, then LibreOffice converting what it made in one batch call."""
    with _files() as out:
        rendering = _rendered(kind, folder, count, Path(out))
        converting = _converted(sorted(Path(out).glob("*.docx")))
    return {"papers": count, "seconds": rendering + converting, "rendering": rendering}


def typst_pdf(kind: str, folder: Path, count: int) -> Measured:
    """Typst: a PDF a paper, the compiler warm."""
    return _by_typst(_scripts(kind, folder, count), _scripts(_OTHER[kind], folder, 1)[0])


def _by_typst(scripts: list[Any], warm: Any) -> Measured:
    with _files() as out:
        compiled = by_typst.compiler(Path(out))
        compiled(warm)
        start = time.perf_counter()
        for place, script in enumerate(scripts):
            Path(out, f"{place:05}.pdf").write_bytes(compiled(script))
        return {"papers": len(scripts), "seconds": time.perf_counter() - start}


def ledger_ours(folder: Path, count: int) -> Measured:
    """A ledger of `count` rows as PDF."""
    small, _ = ledgers.ledger(10)
    document, rows = ledgers.ledger(count)
    writer = _Writer(frozenset())
    writer.written(small, "pdf")
    made: list[Product] = []
    seconds = _seconds(lambda: made.append(writer.written(document, "pdf")))
    return {"rows": rows, "seconds": seconds, "pages": made[0].pages}


def ledger_typst(folder: Path, count: int) -> Measured:
    """The same ledger by Typst."""
    document, rows = ledgers.ledger(count)
    return {**_by_typst([script_of(document)], script_of(ledgers.ledger(10)[0])), "rows": rows}


def _scripts(kind: str, folder: Path, count: int) -> list[Any]:
    scripts: list[Any] = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
    return scripts[:count]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _of_kinds(kinds: Iterable[str]) -> dict[str, Callable[[Path, int], Measured]]:
    made: dict[str, Callable[[Path, int], Measured]] = {}
    for kind in kinds:
        made[f"prepare-{kind}"] = partial(prepare, kind)
        made |= {f"ours-{form}-{kind}": partial(ours, kind, form) for form in _FORMATS}
        made[f"docxtpl-{kind}"] = partial(docxtpl_docx, kind)
        made[f"office-{kind}"] = partial(office_pdf, kind)
        made[f"docxtpl-office-{kind}"] = partial(docxtpl_office, kind)
        made[f"typst-{kind}"] = partial(typst_pdf, kind)
    return made


SUBJECTS: Final = {**_of_kinds(_OTHER), "ledger-ours": ledger_ours, "ledger-typst": ledger_typst}


if __name__ == "__main__":
    logging.disable()  # fontTools and WeasyPrint log what is of no matter here
    name, where, number = sys.argv[1:]
    sys.stdout.write(json.dumps(SUBJECTS[name](Path(where), int(number))))
