"""发文 → the furniture of a paper: mark, number, signers, sign-off, imprint. The rows of 发文 overlay one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypedDict

from docgen.agencies import parted, word_apart
from docgen.dataset.fields import Fields
from docgen.dataset.records import Blank, Campaign, Dataset, Paper, RowOrigin, Sourced, SourcedDay, Unit, sourced
from docgen.dates import format_day
from docgen.document import Imprint, JointMark, Properties, Run, SignOff, Text, Voice

__all__ = [
    "Furniture",
    "Signing",
    "addressed",
    "counted_to",
    "furniture",
    "hand_set",
    "paper_fields",
    "paper_for",
    "plain_title",
    "properties",
    "said",
    "self_name",
    "signed",
    "to_fill",
]


def paper_for(dataset: Dataset, word: str, unit: str | None) -> Paper:
    """The 发文 row of a kind for a unit: its own over the defaults, field by field.

    The defaults are the row 各单位, or where there is none the row with 单位 blank. Beside a row 各单位 the blank one
    is the office's own paper: its mark, number and signers are never a unit's.
    """
    named = unit is not None and dataset.papers_of(word, Paper.ALL_UNITS)
    defaults = Paper.ALL_UNITS if named else None
    kept = dataset.default_papers
    merged = kept.get((word, defaults))
    if merged is None:
        merged = kept[word, defaults] = _over(Paper(kind=word), dataset.papers_of(word, defaults))
    return merged if unit is None else _over(merged, dataset.papers_of(word, unit))


def paper_fields(dataset: Dataset, paper: Paper) -> Fields:
    """The fields of a 发文 row; those of defaults that no row of a unit lies over are made once a dataset."""
    for key in ((paper.kind, Paper.ALL_UNITS), (paper.kind, None)):
        if dataset.default_papers.get(key) is paper:
            kept = dataset.fields_of_defaults
            if key not in kept:
                kept[key] = paper.fields()
            return kept[key]
    return paper.fields()


def _over(merged: Paper, rows: Iterable[Paper]) -> Paper:
    """A paper with rows of 发文 laid over it, field by field."""
    for row in rows:
        given = {name: value for name in row.model_fields_set if (value := getattr(row, name)) not in (None, ())}
        merged = merged.model_copy(update={**given, "origin": _overlaid(merged, row, given)})
    return merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What is decided when a paper is signed, where 发文 leaves it blank: signers (of papers that print them), days,
    and the serial in its series with its year. `called` is the whole 文号.
    """

    signers: tuple[str, ...] = ()
    signed_on: date
    printed_on: date | None = None
    serial: int | None = None
    called: str = ""


def signed(paper: Paper, signing: Signing) -> Paper:
    """A 发文 row with what its signing decided in its blanks; where the row stands these say that they came later."""
    later = {
        "签发人": ("signers", signing.signers),
        "成文日期": ("signed_on", signing.signed_on),
        "印发日期": ("printed_on", signing.printed_on),
        "年份": ("year", signing.signed_on.year),
        "序号": ("serial", signing.serial),
    }
    blank = {
        header: (name, value) for header, (name, value) in later.items() if value and getattr(paper, name) in (None, ())
    }
    cells = paper.origin.cells
    told = {header: f"{header}（签发时定）" for header in blank}
    origin = replace(paper.origin, cells={**cells, **told}) if cells else paper.origin
    return paper.model_copy(update={**dict(blank.values()), "origin": origin})


def _overlaid(below: Paper, row: Paper, given: Mapping[str, Any]) -> RowOrigin:
    """Where the fields of a paper stand when `row` lies over `below`: each in the row that gives it.

    What no row gives stands in the uppermost one: that is where it is to be filled in.
    """
    headers = {info.alias or name: name for name, info in Paper.model_fields.items()}
    inherited = {
        header: cell
        for header, cell in below.origin.cells.items()
        if headers.get(header) not in given and getattr(below, headers.get(header, ""), None) not in (None, ())
    }
    return replace(row.origin, cells={**row.origin.cells, **inherited})


def counted_to(paper: Paper, campaign: Campaign) -> date:
    """统计截至日期 of a paper; where 发文 gives none, the campaign's 报告截止日期. Knows its cell."""
    if paper.as_of is not None:
        day: date = sourced(paper.as_of, paper.origin.trace("统计截至日期"))
        return day
    due: date = sourced(campaign.due, campaign.origin.trace("报告截止日期"))
    return due


def said(text: str | None, origin: str = "", voice: Voice = Voice.DATA) -> Text:
    """A line of one voice; nothing gives an empty line. Text that knows its cell needs no `origin`."""
    place = origin or getattr(text, "origin", "")
    return (Run(text=str(text), voice=voice, origins=(place,) if place else ()),) if text else ()


def hand_set(text: str | None, origin: str = "") -> tuple[Text, ...]:
    """The lines of a cell in which staff set the breaks."""
    place = origin or getattr(text, "origin", "")
    return tuple(said(line.strip(), place) for line in text.split("\n") if line.strip()) if text else ()


def _agencies(text: str | None) -> tuple[tuple[Text, ...], ...]:
    """The agencies of a cell, parted by ；, each as its hand-set lines; they know the cell."""
    return _said(parted(text), getattr(text, "origin", "")) if text else ()


def _mark(text: str | None) -> tuple[tuple[Text, ...], JointMark | None]:
    """发文机关标志 of a cell: the main agency's lines, and of a joint paper the others and the word beside all."""
    names = _agencies(text)
    if not text or len(names) < 2:
        return (names[0] if names else ()), None
    apart, word = word_apart(parted(text))
    place = getattr(text, "origin", "")
    first, *others = _said(apart, place)
    return first, JointMark(others=tuple(others), word=said(word, place))


def _said(names: tuple[tuple[str, ...], ...], place: str) -> tuple[tuple[Text, ...], ...]:
    return tuple(tuple(said(line, place) for line in name) for name in names)


def to_fill(name: str, origin: str) -> Text:
    """What stands where the data gives nothing, for a person to write in; `origin` is the cell to fill."""
    return (Run(text=f"【待填：{name}】", voice=Voice.BLANK, origins=(origin,) if origin else ()),)


def addressed(paper: Paper) -> Text:
    """主送机关 of the office's own paper, with its colon."""
    recipients = paper.fields()["主送"]
    return (*(said(recipients) if recipients else _blank(recipients)), Run(text="："))


#: Blanks that only spread the characters of a title.
_SPREAD: Final = re.compile(r"[ 　]{2,}")


class Furniture(TypedDict, total=False):
    """The fields of `Document` that 发文 gives, ready to be passed on."""

    mark: tuple[Text, ...]
    joint: JointMark
    number: Text
    signers: tuple[Text, ...]
    sign_off: SignOff
    imprint: Imprint
    copy_number: Text
    security: Text
    urgency: Text
    remark: Text


def furniture(dataset: Dataset, paper: Paper, *, issuer: Unit | None = None) -> Furniture:
    """What 发文 says of a paper. `issuer`: the unit, when the paper is its own; its mark and series then stand in.

    A number without 序号 or a date not yet signed is left blank to be written in: 〔2015〕　号, 2015年　月　日.
    What the office's own paper lacks beyond that (代字, 标志, 署名) is marked 【待填】: none of it can be guessed.
    """
    given = paper_fields(dataset, paper)
    own = issuer.fields() if issuer else {}
    year = given["年份"] or dataset.campaign_fields["年度"]
    signature = given["署名"] or own.get("署名") or own.get("全称")
    mark = given["发文机关标志"] or own.get("发文机关标志")
    if not mark and signature:
        mark = Sourced(f"{signature}文件".replace("\n", ""), signature.origin)
    printer = given["印发机关"]
    agencies = _agencies(signature)
    if not printer and agencies and (paper.printed_on or issuer):
        printer = Sourced(
            plain_title(agencies[0]), getattr(signature, "origin", "")
        )  # of a joint paper the main agency prints
    agencies = agencies or ((_blank(given["署名"]),),)
    lines, joint = _mark(mark)
    made: Furniture = {
        "mark": lines or (_blank(given["发文机关标志"]),),
        "number": _number(given, own, year),
        "sign_off": SignOff(
            signature=agencies[0],
            others=agencies[1:],
            date=_day(given["成文日期"], year),
            sealed=paper.sealed,
        ),
        "imprint": Imprint(copies=said(given["抄送"]), printer=said(printer), print_date=_day(given["印发日期"], year)),
        "urgency": said(given["紧急程度"]),
        "remark": said(given["附注"]),
        "security": _joined("★", given["密级"], given["保密期限"]),
    }
    if joint:
        made["joint"] = joint
    if signers := given["签发人"] or own.get("主要负责人"):
        made["signers"] = tuple(said(name) for name in (signers if isinstance(signers, tuple) else (signers,)))
    return made


def _number(given: Mapping[str, Any], own: Mapping[str, Any], year: int) -> Text:
    """发文字号, with 　 for a 序号 not yet given."""
    series = given["机关代字"] or own.get("机关代字") or ""
    blank = () if series or own else _blank(given["机关代字"])
    return (*blank, *_joined("", series, "〔", year, "〕", given["序号"] or "　", "号"))


def _day(day: SourcedDay | Blank, year: int) -> Text:
    """A day of a paper, or what is left of it to be written in before it is known: 2015年　月　日."""
    return _joined("", year, "年　月　日") if isinstance(day, Blank) else said(format_day(day), day.origin)


def _joined(mark: str, *parts: Any) -> Text:
    """Parts in one run that knows the cells of all of them; what is not given is left out."""
    found = [part for part in parts if part]
    origins = dict.fromkeys(part.origin for part in found if getattr(part, "origin", ""))
    text = mark.join(str(part) for part in found)
    return (Run(text=text, voice=Voice.DATA, origins=tuple(origins)),) if text else ()


def _blank(field: Blank) -> Text:
    return to_fill(field.name, field.origin)


def plain_title(lines: tuple[Text, ...]) -> str:
    """A title without its hand-set breaks."""
    return "".join(run.text for line in lines for run in line)


#: How the names of agencies end → how such an agency speaks of itself; the first that fits.
_SELF: Final = (
    ("街道", "我街道"),
    ("中心", "我中心"),
    ("集团", "我集团"),
    ("公司", "我公司"),
    *((ending, "我办") for ending in ("办公室", "办")),
    *((ending, "我委") for ending in ("委员会", "委")),
    *((ending, f"我{ending}") for ending in "局部厅处署院校区市县镇乡村馆站所队厂矿社"),
)


def self_name(name: str) -> str:
    """How an agency of a 规范化简称 speaks of itself: 我区, 我局, 我办 … by the end of its name; else 我单位.

    It keeps the cell of the name.
    """
    return Sourced(_self_name(str(name)), getattr(name, "origin", ""))


@lru_cache(maxsize=1024)  # every paper of an agency, and several a paper
def _self_name(name: str) -> str:
    return next((said_so for ending, said_so in _SELF if name.strip().endswith(ending)), "我单位")


def properties(dataset: Dataset, title: str, author: str, subject: str) -> Properties:
    """Properties of a file, without blanks that spread a word (通　　知); an example is marked 示例数据."""
    return Properties(
        title=_SPREAD.sub("", title.replace("\n", "")),
        author=author.replace("\n", ""),
        subject=subject,
        keywords="示例数据" if dataset.campaign.sample else "",
    )
