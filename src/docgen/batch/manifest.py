"""manifest.jsonl: what was made from what. A first line with the hashes of all that went in, then a line a file.

The same inputs give the same lines, whatever the workers did: no clock, no machine, the order of the plan.
"""

from __future__ import annotations

import ctypes
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, Final

import docgen
from docgen.batch.edited import Record, digest_of_file
from docgen.batch.json_lines import read_lines, written
from docgen.batch.plan import REPLACING
from docgen.batch.sources import LAYOUT
from docgen.kinds.papers import Signing
from docgen.pipeline import Standards
from docgen.problems import Code, Place, Problem, errors
from docgen.resources import program_dir, templates_dir
from docgen.whole_files import put_whole

__all__ = [
    "FORMAT",
    "NAME",
    "Line",
    "amend_manifest",
    "digest_of_folder",
    "header",
    "home_of",
    "known_alone",
    "known_files",
    "maker",
    "note_down",
    "older_formats",
    "problems_fields",
    "signing_of",
    "statuses",
    "write_manifest",
]

NAME: Final = "manifest.jsonl"
#: What is made while a batch goes on; the manifest takes its place.
_JOURNAL: Final = ".docgen-journal.jsonl"
#: Those of which another version may write other bytes.
_LIBRARIES: Final = (
    "weasyprint",
    "tinyhtml5",
    "tinycss2",
    "cssselect2",
    "pydyf",
    "pillow",  # the pictures of a PDF
    "fonttools",
    "python-docx",
    "docxtpl",
    "lxml",
    "jinja2",
    "markupsafe",
    "openpyxl",
    "rjieba",  # where the lines of titles end
    "deflate",  # how what is in a PDF and a DOCX is packed
)
#: The same of the system's own: which library says its version by which name.
_OF_THE_SYSTEM: Final = (("libpango-1.0.so.0", "pango_version_string"), ("libharfbuzz.so.0", "hb_version_string"))
#: Version of the manifest's own form.
FORMAT: Final = 1

#: How many folders a file lies below its manifest: OUT/单位/文件.
_DEEPEST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One file, or one that was refused: then `path` and `sha256` are None and `problems` say why.

    `path` is relative to OUT; `pages` is known of a PDF; `copies` is how many are wanted of the paper (`copies_of`);
    `origins` are cell ranges as staff read them; `wording` are the files of its sentences with their sha256; `status`
    is 送审稿 or 正式稿, empty of a paper that nobody signs. `beside` is the edited file it stands beside. `edited`:
    staff have edited the file since it was made with `sha256`; it was not made again, the same would have come of it.
    `signing` is what was decided when an issued paper was signed. `source` is the hash of what the file was made from,
    `content` that of what it says (`sources`). `kept`: it stands as an earlier batch made it; the manifest does not
    say so, since the same set has the same manifest.
    """

    kind: str
    variant: str
    unit: str
    format: str
    path: str | None = None
    sha256: str | None = None
    pages: int | None = None
    copies: int | None = None
    origins: tuple[str, ...] = ()
    wording: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    beside: str = ""
    edited: bool = False
    status: str = ""
    signing: Signing | None = None
    source: str = ""
    content: str = ""
    kept: bool = False

    @property
    def failed(self) -> bool:
        """Whether something is wrong with it; a paper left out as asked is not wrong."""
        return bool(errors(self.problems))

    def fields(self) -> dict[str, Any]:
        """The line as JSON has it."""
        made = {} if self.path is None else {"path": self.path, "sha256": self.sha256}
        return {
            "kind": self.kind,
            "variant": self.variant,
            "unit": self.unit,
            "format": self.format,
            "status": self.status,
            **({"signing": _signing_fields(self.signing)} if self.signing else {}),
            **made,
            **({"source": self.source} if self.path and self.source else {}),
            **({"content": self.content} if self.path and self.content else {}),
            **({"beside": self.beside} if self.beside else {}),
            **({"edited": True} if self.edited else {}),
            "pages": self.pages,
            "copies": self.copies,
            "origins": list(self.origins),
            "wording": dict(self.wording),
            "problems": problems_fields(self.problems),
        }


def _lasting(line: Line) -> Line:
    """The line without what this batch alone did (O05): the same set has the same manifest, however it came to be."""
    if all(problem.code is not Code.FILE_WITHDRAWN for problem in line.problems):
        return line
    return replace(line, problems=tuple(each for each in line.problems if each.code is not Code.FILE_WITHDRAWN))


def _signing_fields(signing: Signing) -> dict[str, Any]:
    return {
        "number": signing.called,
        "serial": signing.serial,
        "signers": list(signing.signers),
        "signed_on": signing.signed_on.isoformat(),
        "printed_on": signing.printed_on.isoformat() if signing.printed_on else None,
    }


def signing_of(given: Mapping[str, Any]) -> Signing:
    """What was decided when a paper was signed, from its line as JSON has it.

    Raises KeyError, TypeError, ValueError.
    """
    printed = given["printed_on"]
    return Signing(
        called=given["number"],
        serial=given["serial"],
        signers=tuple(given["signers"]),
        signed_on=date.fromisoformat(given["signed_on"]),
        printed_on=date.fromisoformat(printed) if printed else None,
    )


def problems_fields(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON has them, in their order."""
    return [
        {
            "code": problem.code.code,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
            "place": str(problem.place),
        }
        for problem in problems
    ]


def header(
    dataset: str,
    stand_ins: Mapping[str, str],
    standards: Standards,
    own_wording: Path | None = None,
    units: Sequence[str] = (),
) -> dict[str, Any]:
    """The first line. `dataset` is the sha256 of its file; `stand_ins` says which font stood for which named one.

    `own_wording` is the folder of the office's own wordings and kinds: its files are listed with their sha256. `units`
    are the names of all units in their order, in which papers are printed.
    """
    templates = templates_dir()
    return {
        "format": FORMAT,
        "dataset": dataset,
        "templates": digest_of_folder(templates, but="wording"),
        "wording": digest_of_folder(templates / "wording"),
        "own_wording": _digests(own_wording),
        "program": digest_of_folder(program_dir(), but="templates"),
        "version": docgen.__version__,
        "standard": {"name": standards.office.name, "sha256": standards.digest, "preprinted": standards.white},
        "fonts": dict(stand_ins),
        "units": list(units),
    }


def maker(first: Mapping[str, Any]) -> str:
    """A hash of what makes papers: what a first line says of the program and its templates, and the libraries."""
    program = [first[key] for key in ("format", "templates", "program", "version")]
    libraries = [(name, version(name)) for name in _LIBRARIES]
    system = [(name, _version_there(name, asked)) for name, asked in _OF_THE_SYSTEM]
    return sha256(repr((program, libraries, system)).encode()).hexdigest()


def _version_there(library: str, asked: str) -> str:
    """What a library of the system says of its version; nothing on a system that calls it otherwise."""
    try:
        said = getattr(ctypes.CDLL(library), asked)
    except OSError:
        return ""
    said.restype = ctypes.c_char_p
    return bytes(said()).decode()


def write_manifest(out: Path, first: Mapping[str, Any], lines: Sequence[Line]) -> None:
    """Write the manifest into `out`; it is in its place only when whole.

    What the manifest there lists and this batch has not made anew stays listed while its file stands, after the lines
    of this batch: else the next batch would not know it, and so not see that staff have edited it.
    """
    kept = _kept(out, {line.path for line in lines})
    put_whole(out / NAME, map(written, chain((first,), (_lasting(line).fields() for line in lines), kept)))
    (out / _JOURNAL).unlink(missing_ok=True)


def _kept(out: Path, anew: Collection[str | None]) -> list[dict[str, Any]]:
    """What was listed and not made `anew`, with `edited` as it is now.

    A file put in the place of the one it stood beside is what was made last for that place.
    """
    others: dict[str, dict[str, Any]] = {}
    beside: dict[str, tuple[str, str]] = {}  # by path the place it stood beside, and its sha256
    for line in _listed(out):
        if line["path"] not in anew:
            others[line["path"]] = line
        beside[line["path"]] = (line.get("beside") or "", line["sha256"])
    waiting: dict[str, set[str]] = defaultdict(set)
    for place, digest in beside.values():
        waiting[place].add(digest)
    kept = []
    for path, line in others.items():
        there = digest_of_file(out / path)
        if there is None:
            continue
        made = {"sha256": there} if there in waiting.get(path, ()) else {}
        now = {key: value for key, value in {**line, **made}.items() if key not in ("earlier", "edited")}
        edited = {"edited": True} if there != now["sha256"] else {}
        kept.append({**now, **edited, "earlier": True})
    return kept


def note_down(out: Path, lines: Iterable[Line]) -> None:
    """Write down at once that files are made: when the batch is killed and no manifest written, they are known still.

    `write_manifest` ends the journal. Raises OSError.
    """
    said = b"".join(written(line.fields()) for line in lines if line.path)
    if not said:
        return
    with (out / _JOURNAL).open("a+b") as journal:
        end = journal.seek(0, os.SEEK_END)
        journal.seek(max(0, end - 1))
        half = journal.read(1) not in (b"", b"\n")  # a line that an earlier batch was killed in
        journal.write(b"\n" + said if half else said)


def known_files(out: Path) -> dict[str, Record]:
    """path → record of what an earlier manifest in `out` lists; empty where there is none or it is no manifest."""
    return {line["path"]: _record(line) for line in _listed(out)}


def older_formats(out: Path, lines: Iterable[Line]) -> tuple[str, ...]:
    """The files in `out` of papers just made, in formats that were not, which say other things than these do now.

    What a file says is known from the manifest alone, and unknown of one that an earlier version of it lists.
    """
    made = [line for line in lines if line.path and line.content and not line.edited]
    now = {_stem(line.path or ""): line.content for line in made}
    anew = {line.path for line in made}
    return tuple(
        path
        for path, record in known_files(out).items()
        if path not in anew and record.content and now.get(_stem(path), record.content) != record.content
    )


def _stem(path: str) -> str:
    return path.rpartition(".")[0]


def _record(line: Mapping[str, Any]) -> Record:
    found = line.get("problems")
    problems = [problem for each in found if (problem := _of_layout(each))] if isinstance(found, list) else []
    pages, source, content = line.get("pages"), line.get("source"), line.get("content")
    return Record(
        sha256=line["sha256"],
        beside=line.get("beside") or "",
        source=source if isinstance(source, str) else "",
        content=content if isinstance(content, str) else "",
        pages=pages if isinstance(pages, int) else None,
        problems=tuple(problems),
    )


def _of_layout(given: Any) -> Problem | None:
    """A problem as JSON has it, where the layout of the file gave it."""
    if not isinstance(given, dict):
        return None
    code = next((code for code in LAYOUT if code.code == given.get("code")), None)
    message, hint, place = (str(given.get(key, "")) for key in ("message", "hint", "place"))
    return None if code is None else Problem(code=code, message=message, hint=hint, place=Place(file=place))


def statuses(out: Path) -> frozenset[str]:
    """送审稿, 正式稿 or both: what an earlier manifest in `out` lists; a draft that would replace a paper is none."""
    found = {line["path"]: line.get("status") for line in _listed(out)}
    return frozenset(status for path, status in found.items() if status and REPLACING not in path)


def _listed(out: Path) -> Iterator[dict[str, Any]]:
    """The lines of the manifest in `out` that have a file, as JSON has them, and after them those of a journal.

    A path may come again: its last line holds. What is no line of a file is left out: the first, which has no path, and
    the last of a journal, which may be half.
    """
    return filter(_is_listed, chain(read_lines(out / NAME), read_lines(out / _JOURNAL)))


def _is_listed(line: Any) -> bool:
    return isinstance(line, dict) and all(isinstance(line.get(key), str) for key in ("path", "sha256"))


def known_alone(out: Path, path: str) -> dict[str, Record]:
    """Of the manifest in `out` only the file `path` and what stands beside it.

    A file that it does not list is taken to be the program's: a person who names a file means that one.
    """
    known = known_files(out)
    if path not in known:
        there = digest_of_file(out / path)
        return {} if there is None else {path: Record(sha256=there)}
    return {each: record for each, record in known.items() if path in (each, record.beside)}


def home_of(target: Path) -> Path | None:
    """The folder whose manifest lists a file; None where none does."""
    for folder in list(target.absolute().parents)[:_DEEPEST]:
        if target.absolute().relative_to(folder).as_posix() in known_files(folder):
            return folder
    return None


def amend_manifest(out: Path, line: Line) -> None:
    """Enter into the manifest in `out` a file that was made by itself, not by the batch that the first line tells of.

    Who amends it has the folder alone (`sole_use`): else a line of another is lost. Raises OSError.
    """
    if (out / _JOURNAL).exists() or not (out / NAME).exists():  # a batch was killed: its journal counts
        note_down(out, (line,))
        return
    others = (other for other in read_lines(out / NAME) if isinstance(other, dict))
    kept = [other for other in others if other.get("path") != line.path]
    put_whole(out / NAME, map(written, (*kept, {**line.fields(), "earlier": True})))


def digest_of_folder(folder: Path, *, but: str = "") -> str:
    """sha256 over names and contents of all files below a folder, compiled Python and the folder `but` left out."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and but not in name.parts[:1] and "__pycache__" not in name.parts:
            digest.update(f"{name.as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _digests(folder: Path | None) -> dict[str, str]:
    """The wordings and kinds in the office's own folder, by name; none where there is no folder."""
    files = sorted(folder.glob("*")) if folder is not None else []
    theirs = (path for path in files if path.suffix in (".txt", ".yaml", ".yml"))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in theirs}
