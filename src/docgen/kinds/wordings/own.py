"""The office's own wordings: a folder whose files lie over the shipped ones of the same name.

Beside them 原措辞/ keeps each shipped wording as it was when it was copied, so that it can be told what the
office changed and what the program has changed since. A file set aside is renamed …（旧）, never deleted.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.kinds.wordings.expressions import nearest
from docgen.kinds.wordings.fields import WordingOf
from docgen.kinds.wordings.lint import faults_of
from docgen.problems import Code, Place, Problem
from docgen.whole_files import put_whole
from docgen.wording import LARGEST, SUFFIX, decoded, files_of, find_wording

__all__ = [
    "BASE",
    "LARGEST",
    "SUFFIX",
    "Change",
    "begin",
    "behind",
    "changes",
    "faults_if_put",
    "in_use",
    "own_faults",
    "own_files",
    "parts_of",
    "place",
    "set_aside",
    "strangers",
    "text_of",
]

#: The folder of the shipped wordings as they were when they were copied.
BASE: Final = "原措辞"
_OLD: Final = "（旧）"
_ASIDE: Final = re.compile(r"（旧\d*）")
_SENTENCES: Final = re.compile(r"(?:\{[{%#].*?[}%#]\}|[^。；！？])*(?:[。；！？]”?|$)")


def own_files(own: Path) -> tuple[Path, ...]:
    """The wordings in the office's own folder, those set aside left out; none where there is no folder."""
    return tuple(path for path in sorted(own.glob(f"*{SUFFIX}")) if not _ASIDE.search(path.stem))


def parts_of(wordings: Mapping[str, WordingOf], *folders: Path) -> dict[str, str]:
    """Name of every wording of a kind, those that others include too → what it is of."""
    found = {name: wording.about for name, wording in wordings.items()}
    for name in wordings:
        for file in files_of(name, folders):
            found.setdefault(file.removesuffix(SUFFIX), f"{wordings[name].about}等文中的一段")
    return found


def own_faults(own: Path, shipped: Path, wordings: Mapping[str, WordingOf]) -> tuple[Problem, ...]:
    """Everything wrong with the wordings of which a file lies in the office's own folder, or that are nowhere."""
    theirs = {path.name for path in own_files(own)}
    found: dict[str, Problem] = {}
    for name, wording in wordings.items():
        file = f"{name}{SUFFIX}"
        if file not in theirs and (shipped / file).is_file() and not theirs & set(files_of(name, (shipped,))):
            continue
        found.update({str(problem): problem for problem in faults_of(name, wording, (own, shipped))})
    return tuple(found.values())


def strangers(own: Path, shipped: Path, wordings: Mapping[str, WordingOf]) -> tuple[Problem, ...]:
    """Files of the folder that are no kind's wording, and that none of the office's own wordings includes."""
    files = own_files(own)
    text = "".join(decoded(path.read_bytes()) or "" for path in files)
    known = {*(path.name for path in shipped.glob(f"*{SUFFIX}")), *(f"{name}{SUFFIX}" for name in wordings)}
    return tuple(
        Problem(
            code=Code.WORDING_FAULT,
            message="不是任何文种的措辞，不会用到",
            hint=nearest(path.name, known, f"改名，或移出这个文件夹（不用的，名称后加上{_OLD}）"),
            place=Place(file=path.name),
        )
        for path in files
        if path.name not in known and not re.search(rf"include\s+['\"]{re.escape(path.name)}['\"]", text)
    )


def in_use(name: str, own: Path, shipped: Path) -> Path | None:
    """The file of the wording that holds: the office's own, or else the shipped one; None where there is neither."""
    return find_wording(f"{name}{SUFFIX}", (own, shipped))


def text_of(path: Path) -> str:
    """The text of a wording; "" when it is none."""
    return decoded(path.read_bytes()) or ""


def begin(name: str, own: Path, shipped: Path) -> Path:
    """The office's own file of a wording, copied from the shipped one where there is none yet. Raises OSError."""
    target = own / f"{name}{SUFFIX}"
    source = shipped / target.name
    if not target.exists():
        place(name, source.read_bytes() if source.is_file() else b"", own, shipped)
    return target


def place(name: str, content: bytes, own: Path, shipped: Path) -> Path:
    """Put a wording into the office's own folder; what stood there is set aside. Raises OSError."""
    target = own / f"{name}{SUFFIX}"
    (own / BASE).mkdir(parents=True, exist_ok=True)
    base, source = own / BASE / target.name, shipped / target.name
    if target.exists():
        _renamed(target)
    if source.is_file() and not base.exists():
        put_whole(base, source.read_bytes())
    put_whole(target, content)
    return target


def set_aside(name: str, own: Path) -> Path | None:
    """Rename the office's own file …（旧）, so that the shipped wording holds again; None where there is none."""
    target = own / f"{name}{SUFFIX}"
    if not target.is_file():
        return None
    base = own / BASE / target.name
    if base.is_file():
        _renamed(base)
    return _renamed(target)


def _renamed(path: Path) -> Path:
    number, new = 1, path.with_name(f"{path.stem}{_OLD}{path.suffix}")
    while new.exists():
        number += 1
        new = path.with_name(f"{path.stem}（旧{number}）{path.suffix}")
    return path.rename(new)


def behind(path: Path, shipped: Path) -> bool:
    """Whether the shipped wording has changed since the office copied it; False where nobody can know."""
    base, source = path.parent / BASE / path.name, shipped / path.name
    return base.is_file() and source.is_file() and base.read_bytes() != source.read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that was changed, added (`before` empty) or left out (`after` empty); `line` in the newer text."""

    line: int
    before: str
    after: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """What differs between two wordings, sentence by sentence."""
    old, new = list(_sentences(before)), list(_sentences(after))
    match = difflib.SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    last = new[-1][0] if new else 1
    found: list[Change] = []
    for kind, first, end, start, stop in match.get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(end - first, stop - start)):
            was = old[first + step][1] if first + step < end else ""
            now = new[start + step][1] if start + step < stop else ""
            at = start + step if start + step < stop else stop
            found.append(Change(line=new[at][0] if at < len(new) else last, before=was, after=now))
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        for found in _SENTENCES.finditer(line):
            if found[0].strip():
                yield number, found[0].strip()


def faults_if_put(
    name: str, content: bytes, own: Path, shipped: Path, wordings: Mapping[str, WordingOf], bench: Path
) -> tuple[Problem, ...]:
    """What would be wrong were `content` the office's own file of a wording; tried in the empty folder `bench`."""
    for path in own_files(own):
        (bench / path.name).write_bytes(path.read_bytes())
    (bench / f"{name}{SUFFIX}").write_bytes(content)
    return own_faults(bench, shipped, wordings)
