"""What the manifest in a folder says was made there, and how each file stands now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from docgen.batch.edited import digest_of_file
from docgen.batch.json_lines import read_lines
from docgen.batch.manifest import NAME, signing_of
from docgen.kinds.papers import Signing

__all__ = ["Made", "Manifest", "State", "read_manifest"]


class State(Enum):
    """How a file stands against the sha256 that the manifest has of it."""

    AS_MADE = "未改动"
    ALTERED = "改动过"
    MISSING = "不在"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A line of the manifest: a file, or one that was refused, whose `path` is then empty.

    `errors` are the messages of its problems of severity 错误. `copies`: None where the data did not say. `state` is
    that of the file now. `signing` is that of an issued paper.
    """

    kind: str
    variant: str
    unit: str
    format: str
    path: str = ""
    sha256: str = ""
    pages: int | None = None
    copies: int | None = None
    beside: str = ""
    earlier: bool = False
    errors: tuple[str, ...] = ()
    state: State = State.MISSING
    signing: Signing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest. `first` is its first line; `units` are the names of all units in their order, 汇总 not among them.

    `unread` counts lines that are none: what they told of is not among `lines`.
    """

    lines: tuple[Made, ...]
    first: Mapping[str, Any] = field(default_factory=dict)
    unread: int = 0

    @property
    def files(self) -> tuple[Made, ...]:
        """The lines that tell of a file."""
        return tuple(line for line in self.lines if line.path)

    @property
    def units(self) -> tuple[str, ...]:
        """In the order of 单位; a manifest that does not say has them in the order in which it meets them."""
        named = self.first.get("units", ())
        return tuple(dict.fromkeys((*named, *(line.unit for line in self.lines))))


def read_manifest(out: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none, or what has its name is none."""
    given = read_lines(out / NAME)
    first = next(given, None)
    if not isinstance(first, dict) or "dataset" not in first:
        return None
    rest = list(given)
    moved = _moved(each for each in rest if isinstance(each, dict))
    lines = [_line_if_one(out, each, moved) for each in rest]
    sound = tuple(line for line in lines if line is not None)
    return Manifest(first=first, lines=sound, unread=len(lines) - len(sound))


def _moved(lines: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """path → sha256 of what was made beside it: put in its place, that is as it was made too."""
    found: dict[str, set[str]] = {}
    for line in lines:
        place, digest = line.get("beside"), line.get("sha256")
        if isinstance(place, str) and isinstance(digest, str) and place and digest:
            found.setdefault(place, set()).add(digest)
    return found


def _line_if_one(out: Path, given: Any, moved: Mapping[str, set[str]]) -> Made | None:
    """A line as it is read; None of what is none, in a file that somebody has been at."""
    try:
        return _line(out, given, moved)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _line(out: Path, given: Mapping[str, Any], moved: Mapping[str, set[str]]) -> Made:
    path, digest = given.get("path") or "", given.get("sha256") or ""
    return Made(
        kind=given["kind"],
        variant=given["variant"],
        unit=given["unit"],
        format=given["format"],
        path=path,
        sha256=digest,
        pages=given.get("pages"),
        copies=given.get("copies"),
        beside=given.get("beside") or "",
        earlier=bool(given.get("earlier")),
        errors=tuple(_errors(given.get("problems") or ())),
        state=_state(out, path, {digest, *moved.get(path, ())}),
        signing=signing_of(given["signing"]) if given.get("signing") else None,
    )


def _errors(problems: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    return (str(problem["message"]) for problem in problems if problem["severity"] == "错误")


def _state(out: Path, path: str, digests: Collection[str]) -> State:
    there = digest_of_file(out / path) if path and _inside(path) else None
    if there is None:
        return State.MISSING
    return State.AS_MADE if there in digests else State.ALTERED


def _inside(path: str) -> bool:
    """Whether a path stays below its folder: a manifest may come from anywhere."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts
