"""Wording + context → draft: the sentences of a kind with their values still apart from them.

A wording is Jinja over plain Chinese text (templates/wording). Every value printed becomes a token, a number between
two private-use characters, which data may not hold; `readers.draft` reads the sentences and puts the values back
afterwards, so that a value starting with 一、 or holding 附件： stays text by construction.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    meta,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.dataset.fields import Fields
from docgen.dataset.records import Blank, Sourced
from docgen.dates import Deadline, format_day
from docgen.document import Run, Voice
from docgen.facts import Figure
from docgen.latest import Latest
from docgen.numerals import chinese
from docgen.problems import Code, Place, Problem, Result

__all__ = [
    "CLOSE",
    "FILTERS",
    "LARGEST",
    "OPEN",
    "SUFFIX",
    "Draft",
    "decoded",
    "environment",
    "files_of",
    "find_wording",
    "render",
]

#: How the name of a wording's file ends.
SUFFIX: Final = ".txt"
#: Bytes of a wording's file: a paper of a hundred pages has fewer.
LARGEST: Final = 1_000_000

#: Texts of wordings of which is kept what they include: the shipped ones and as many of an office.
_MOST_WORDINGS: Final = 128
OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"
#: The names that the template language puts into its messages.
_NAMED: Final = re.compile(r"'([^']+)'")
_END_MARKS: Final = "。；;，,、.！!"

_values: ContextVar[list[Run]] = ContextVar("values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A rendered wording: `text` with tokens, and the run each token stands for, by number."""

    text: str
    values: tuple[Run, ...]


def _run(value: object) -> Run:
    """A printed value as a run. Raises TemplateError for what no paper may print (None, bool, mappings).

    A `Run` is printed as it is: so a kind hands over words that are its own and no cell's.
    """
    if isinstance(value, Sourced):  # most values
        return Run(text=str(value), voice=Voice.DATA, origins=(value.origin,) if value.origin else ())
    if isinstance(value, Run):
        return value
    if isinstance(value, Blank):
        return Run(text=f"【待填：{value.name}】", voice=Voice.BLANK, origins=(value.origin,) if value.origin else ())
    if isinstance(value, Figure):
        return Run(text=value.text, voice=Voice.FACT, origins=value.origins)
    if isinstance(value, date):
        return Run(text=format_day(value), voice=Voice.DATA, origins=_origins(value))
    if isinstance(value, str | Deadline) or (isinstance(value, int) and not isinstance(value, bool)):
        return Run(text=str(value), voice=Voice.DATA, origins=_origins(value))
    raise TemplateError(f"不能印出{type(value).__name__}类型的值")


def _origins(*values: object) -> tuple[str, ...]:
    """The cells of values, each once."""
    if len(values) == 1:
        place = getattr(values[0], "origin", "")
        return (place,) if place else ()
    return tuple(dict.fromkeys(origin for value in values if (origin := getattr(value, "origin", ""))))


def _printed(value: object) -> str:
    """A value as it stands in a draft until the sentences are understood: a token for its run."""
    values = _values.get()
    values.append(_run(value))
    return f"{OPEN}{len(values) - 1}{CLOSE}"


def _made_of(text: str, *values: object) -> str:
    """Text that was made of values, as a token that keeps the cells of all of them."""
    return _printed(Run(text=text, voice=Voice.DATA, origins=_origins(*values)))


@pass_context
def _finalize(context: Context, value: object) -> object:
    if isinstance(value, str):
        if OPEN in value:
            return value  # text that wording itself made (a macro, a set block): its values are tokens already
    elif isinstance(value, Undefined):
        return value  # printing it raises, with the name
    return _printed(value)


def _joined(items: Iterable[object], mark: str) -> str:
    """Items joined by a mark, each as a token of its own, so that each keeps its cell."""
    return mark.join([item if isinstance(item, str) and OPEN in item else _printed(item) for item in items])


def _without_end(value: str) -> str:
    """A sentence without its closing mark and outer blanks, to go on writing after it; keeps its cell."""
    text = str(value).strip().rstrip(_END_MARKS)
    return Sourced(text, value.origin) if isinstance(value, Sourced) else text


def _enumerated(items: Sequence[str], closing: str = "。") -> str:
    """一是…；二是…。 A single item stands without a number."""
    tails = [_without_end(item) for item in items]
    if len(tails) == 1:
        return _joined(tails, "") + closing
    return "；".join(f"{chinese(number)}是" + _joined((tail,), "") for number, tail in enumerate(tails, 1)) + closing


def _day(day: date) -> str:
    """A day as 7.3.5.4 has it."""
    return _made_of(format_day(day), day)


def _span(start: date, end: date) -> str:
    """A span of days without repeating what both ends share: 2015年1月8日至15日, 2014年12月31日至2015年1月6日."""
    if start == end:
        return _day(start)
    if start.year != end.year:
        return _made_of(f"{format_day(start)}至{format_day(end)}", start, end)
    month = "" if start.month == end.month else f"{end.month}月"
    return _made_of(f"{format_day(start)}至{month}{end.day}日", start, end)


def _days(days: Sequence[date]) -> str:
    """Days in a row of words, what they share said once: 2015年1月8日、13日和2月3日."""
    said = [format_day(days[0])]
    for before, day in pairwise(days):
        year = f"{day.year}年" if day.year != before.year else ""
        month = f"{day.month}月" if year or day.month != before.month else ""
        said.append(f"{year}{month}{day.day}日")
    return _made_of("、".join(said[:-1]) + "和" + said[-1] if len(said) > 1 else said[0], *days)


def _deadline_said(deadline: object, always: bool) -> str:
    """A deadline as the start of a sentence: 整改时限为2月底前; of one that never ends: 属长期坚持事项."""
    text = _joined((deadline,), "")
    return f"属{text}事项" if always else f"整改时限为{text}"


#: What wording may do with a value, by the Chinese name that staff write after |.
FILTERS: Final[dict[str, Callable[..., object]]] = {
    "日期": _day,
    "日期列": _days,
    "期间": _span,
    "时限语": _deadline_said,
    "顿号": lambda items: _joined(items, "、"),
    "或": lambda items: _joined(items, "或"),
    "逗号": lambda items: _joined(items, "，"),
    "分号": lambda items: _joined(items, "；"),
    "去句号": _without_end,
    "分述": _enumerated,
    "汉字": lambda number: _made_of(chinese(int(number)), number),
    "缺省": lambda value, otherwise: value or otherwise,
}


def find_wording(name: str, folders: Sequence[Path]) -> Path | None:
    """The file of a wording (`notice.txt`) in the first folder that has it: the office's own lies over the shipped."""
    return next((path for folder in folders if (path := folder / name).is_file()), None)


def decoded(content: bytes) -> str | None:
    """The text of a wording's file as 记事本 and WPS write it (UTF-8 or GB18030); None when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return None


class _Loader(BaseLoader):
    """Wordings from folders, the first that has a file first. A name is a file's, never a path."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a wording; TemplateNotFound where there is none that can be read."""
        path = find_wording(template, self._folders) if Path(template).name == template else None
        if path is None or path.stat().st_size > LARGEST:
            raise TemplateNotFound(template)
        places = [os.fspath(folder / template) for folder in self._folders]
        before = _state(places)
        text = decoded(path.read_bytes())
        if text is None:
            raise TemplateNotFound(template)
        return text, str(path), lambda: _state(places) == before


def _state(places: Sequence[str]) -> tuple[str, int, int, int] | None:
    """What changes with a file, of the first there is: a paper includes several, each asked for its state again."""
    for place in places:
        try:
            facts = os.stat(place)  # noqa: PTH116 - a fifth of the time of Path.stat
        except OSError:
            continue
        return place, facts.st_ino, facts.st_size, facts.st_mtime_ns
    return None


class _Language(ImmutableSandboxedEnvironment):
    """The sandbox; a field is looked up as one first, since nearly all names in a wording are fields."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._named: Latest[str, list[str]] = Latest(_MOST_WORDINGS)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Understand a wording, be it to render it or to ask what it includes: that takes milliseconds."""
        parsed = super()._parse(source, name, filename)
        self._named.keep(source, [each for each in meta.find_referenced_templates(parsed) if each is not None])
        return parsed

    def named_in(self, source: str) -> list[str]:
        """The wordings that the text of one includes. Raises TemplateSyntaxError."""
        named = self._named.again(source)
        if named is None:
            self.parse(source)
            named = self._named.again(source)
            assert named is not None, "`_parse` keeps it"
        return named

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`."""
        kind = type(obj)
        if kind is Fields and attribute in obj.made:  # most are asked for several times
            return obj.made[attribute]
        if kind is Fields or kind is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)


@lru_cache(maxsize=16)  # and no more: a wording that is tried on a page lies in a folder of its own
def environment(*folders: Path) -> _Language:
    """The template language of wordings in `folders`: sandboxed, strict, without functions."""
    made = _Language(
        loader=_Loader(folders),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # plain text; values never meet markup: they are tokens
    )
    made.filters.update(FILTERS)
    made.globals.clear()  # range, dict, lipsum … : a wording names fields only
    return made


def files_of(name: str, folders: Sequence[Path]) -> dict[str, str]:
    """Every file that the wording `name` is made of, itself and all it includes → sha256. Raises TemplateError."""
    found: dict[str, str] = {}
    waiting = [f"{name}{SUFFIX}"]
    language = environment(*folders)
    while waiting:
        file = waiting.pop()
        path = find_wording(file, folders)
        if path is None:
            raise TemplateNotFound(file)
        content = path.read_bytes()
        found[file] = sha256(content).hexdigest()
        waiting += [each for each in language.named_in(decoded(content) or "") if each not in found]
    return dict(sorted(found.items()))


def render(name: str, context: Mapping[str, Any], *folders: Path) -> Result[Draft]:
    """Render the wording `name` (file `<name>.txt`, of the first of `folders` that has it).

    A fault of the wording is a problem with its place.
    """
    token = _values.set([])
    try:
        text = environment(*folders).get_template(f"{name}{SUFFIX}").render(context)
        return Result(value=Draft(text=text, values=tuple(_values.get())))
    except (TemplateError, AttributeError, LookupError, TypeError, ValueError, ArithmeticError) as fault:
        line = getattr(fault, "lineno", None) or _line_of(fault, name)
        problem = Problem(
            code=Code.WORDING_FAULT,
            message=f"措辞文件 {name}.txt 不能成文：{_what_is_wrong(fault)}",
            hint="核对该处的字段名、过滤器和条件",
            place=Place(file=f"{name}.txt", cell=f"第{line}行" if line else ""),
        )
        return Result(value=None, problems=(problem,))
    finally:
        _values.reset(token)


def _what_is_wrong(fault: Exception) -> str:
    """A fault in words for those who edit wordings; the template language's own are English."""
    if isinstance(fault, UndefinedError):
        named = _NAMED.findall(str(fault))
        return f"没有“{named[-1]}”这个字段" if named else "用了没有的字段"
    if isinstance(fault, TemplateNotFound):
        return f"找不到措辞文件“{fault.name}”"
    if isinstance(fault, TemplateSyntaxError):
        return "模板记号（{{ }}、{% %}）写法有误或者没有闭合"
    if isinstance(fault, TemplateError):
        return str(fault)  # our own words, from `_run`
    return "字段的值不能这样用"


def _line_of(fault: BaseException, name: str) -> int | None:
    """The line of the wording that a fault at rendering came from: Jinja gives its frames the template's lines."""
    trace, line = fault.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(f"{name}.txt"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
