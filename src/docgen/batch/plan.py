"""Which files a batch makes and what they are called: OUT/<unit or 汇总>/<种类>[-<variant>]-<short title>.<ext>.

Names come from data and so are never paths: every part is made safe for Windows, and no two files share a name there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.kinds.job import CONSOLIDATED, Job
from docgen.pipeline import FORMATS, word_of

__all__ = [
    "LONGEST_PATH",
    "REPLACING",
    "PlannedPaper",
    "beside",
    "formats_made",
    "plan_papers",
    "safe_name",
    "short_title",
]

#: In the name of a draft that would replace an issued paper.
REPLACING: Final = "拟替换"

#: Characters of a path below OUT: Windows allows 260 for the whole, OUT's own included.
LONGEST_PATH: Final = 200
#: Characters and UTF-8 bytes of a folder's and of a file's name (without its suffix); 255 bytes is Linux's limit.
_FOLDER: Final = (60, 180)
_STEM: Final = (120, 240)

#: What Windows forbids in a name → the full-width form that reads alike.
_FORBIDDEN: Final = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
#: Names that Windows keeps for devices, whatever follows the first dot.
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_UNNAMED: Final = "未命名"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPaper:
    """A paper and its files: `files` maps each format to the path below OUT, parts separated by /."""

    job: Job
    files: tuple[tuple[str, str], ...]


def plan_papers(jobs: Iterable[Job], formats: Sequence[str]) -> tuple[PlannedPaper, ...]:
    """Name the files of every job, in the order given. All formats of a paper share one name.

    A job that no format suits is left out.
    """
    folders, stems = _Names(_FOLDER), _Names(_STEM)
    folders.name("", CONSOLIDATED)
    planned = []
    for job in jobs:
        folder = folders.name("", job.unit)
        called = job.signing.called if job.signing else ""
        stem = "-".join(part for part in (called, word_of(job.kind), job.variant, short_title(job)) if part)
        stem = stems.fresh(folder, f"{stem}（{REPLACING}{job.replaces}）" if job.replaces else stem)
        suited = [form for form in formats if form in formats_made(job.kind)]
        if suited:
            planned.append(PlannedPaper(job=job, files=tuple((form, f"{folder}/{stem}.{form}") for form in suited)))
    return tuple(planned)


def short_title(job: Job) -> str:
    """What tells a paper from its like within a folder: its title, and whose it is where the title does not say."""
    return job.title if job.subject in job.title else f"{job.title}（{job.subject}）"


def formats_made(kind: str) -> tuple[str, ...]:
    """The formats that papers of a kind are made in: a workbook holds tables only, so it is made of ledgers."""
    return FORMATS if kind == "ledger" else tuple(form for form in FORMATS if form != "xlsx")


def beside(path: str, number: int) -> str:
    """The path of a new file that goes beside an edited one: `…（新）`, the second `…（新2）`; 0 is the path itself."""
    if not number:
        return path
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    ending = f"（新{number if number > 1 else ''}）"
    room = _STEM[0] - len(ending), _STEM[1] - len(ending.encode())
    return f"{folder}{'/' if folder else ''}{_clipped(stem, *room)}{ending}.{suffix}"


def safe_name(text: str, *, characters: int, octets: int) -> str:
    """A text as a name that Windows, macOS and Linux all take: not empty, no path, no device, not too long."""
    normal = unicodedata.normalize("NFC", text).translate(_FORBIDDEN)
    seen = "".join(" " if char.isspace() else char for char in normal if char.isspace() or _is_visible(char))
    name = _clipped(re.sub(" +", " ", seen).strip(" ."), characters, octets).rstrip(" .")
    if _RESERVED.fullmatch(name.partition(".")[0].rstrip()):
        name = f"_{name}"
    return name or _UNNAMED


def _is_visible(char: str) -> bool:
    """Neither a control, a direction mark, a lone surrogate, a private nor an unassigned character."""
    return not unicodedata.category(char).startswith("C")


def _clipped(text: str, characters: int, octets: int) -> str:
    short = text[:characters].encode("utf-8")[:octets].decode("utf-8", errors="ignore")
    # A mark that combines with the character before it is not parted from it.
    while short != text and short and unicodedata.combining(text[len(short)]):
        short = short[:-1]
    return short


class _Names:
    """Names given out so far, by folder; two that differ in case only are the same to Windows."""

    def __init__(self, limits: tuple[int, int]) -> None:
        self._characters, self._octets = limits
        self._given: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()

    def name(self, folder: str, text: str) -> str:
        """The name of a text: the same text always has the same name, different texts have different ones."""
        if (folder, text) not in self._given:
            self._given[folder, text] = self.fresh(folder, text)
        return self._given[folder, text]

    def fresh(self, folder: str, text: str) -> str:
        """A name not given out before; the second of its like ends in （2）."""
        number, ending = 1, ""
        while True:
            room = self._characters - len(ending), self._octets - len(ending.encode())
            name = safe_name(text, characters=room[0], octets=room[1]) + ending
            key = folder, unicodedata.normalize("NFC", name.casefold())
            if key not in self._taken:
                self._taken.add(key)
                return name
            number += 1
            ending = f"（{number}）"
