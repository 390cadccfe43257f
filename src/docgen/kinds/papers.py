"""发文 → the furniture of a paper: mark, number, signers, sign-off, imprint. The rows of 发文 overlay one another."""

from __future__ import annotations

from typing import Final, TypedDict

from docgen.dataset.records import Dataset, Paper, Unit
from docgen.dates import format_day
from docgen.document import Imprint, Properties, Run, SignOff, Text, Voice

__all__ = [
    "ALL_UNITS",
    "Furniture",
    "addressed",
    "furniture",
    "hand_set",
    "paper_for",
    "plain_title",
    "properties",
    "said",
    "self_name",
    "to_fill",
]

#: 单位 of the 发文 row that holds for the units' own papers of a kind.
ALL_UNITS: Final = "各单位"


def paper_for(dataset: Dataset, word: str, unit: str | None) -> Paper:
    """The 发文 row of a kind for a unit: its own over the defaults, field by field.

    The defaults are the row 各单位, or where there is none the row with 单位 blank. Beside a row 各单位 the blank one
    is the office's own paper: its mark, number and signers are never a unit's.
    """
    rows = [paper for paper in dataset.papers if paper.kind == word]
    defaults = ALL_UNITS if unit is not None and any(paper.unit == ALL_UNITS for paper in rows) else None
    order = (defaults,) if unit is None else (defaults, unit)
    merged = Paper(kind=word)
    for level in order:
        for row in (row for row in rows if row.unit == level):
            given = {name: value for name in row.model_fields_set if (value := getattr(row, name)) not in (None, ())}
            merged = merged.model_copy(update=given)
    return merged


def said(text: str | None, origin: str = "", voice: Voice = Voice.DATA) -> Text:
    """A line of one voice; nothing gives an empty line."""
    return (Run(text=text, voice=voice, origins=(origin,) if origin else ()),) if text else ()


def hand_set(text: str | None, origin: str) -> tuple[Text, ...]:
    """The lines of a cell in which staff set the breaks."""
    return tuple(said(line.strip(), origin) for line in text.split("\n") if line.strip()) if text else ()


def to_fill(name: str, origin: str) -> Text:
    """What stands where the data gives nothing, for a person to write in; `origin` is the cell to fill."""
    return (Run(text=f"【待填：{name}】", voice=Voice.BLANK, origins=(origin,) if origin else ()),)


def addressed(paper: Paper) -> Text:
    """主送机关 of the office's own paper, with its colon."""
    origin = paper.origin.trace("主送")
    return (*(said(paper.recipients, origin) or to_fill("主送", origin)), Run(text="："))


class Furniture(TypedDict, total=False):
    """The fields of `Document` that 发文 gives, ready to be passed on."""

    mark: tuple[Text, ...]
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
    campaign = dataset.campaign
    trace = paper.origin.trace
    year = paper.year or campaign.year
    own = issuer.fields() if issuer else {}
    series = paper.series or own.get("机关代字") or ""
    number = said(f"{series}〔{year}〕{paper.serial if paper.serial is not None else '　'}号", trace("序号"))
    if not series and issuer is None:
        number = (*to_fill("机关代字", trace("机关代字")), *number)
    signature = paper.signature or own.get("署名") or own.get("全称") or ""
    day = format_day(paper.signed_on) if paper.signed_on else f"{year}年　月　日"
    mark = paper.mark or own.get("发文机关标志") or (f"{signature}文件".replace("\n", "") if signature else None)
    made: Furniture = {
        "mark": hand_set(mark, trace("发文机关标志")) or (to_fill("发文机关标志", trace("发文机关标志")),),
        "number": number,
        "sign_off": SignOff(
            signature=hand_set(signature, trace("署名")) or (to_fill("署名", trace("署名")),),
            date=said(day, trace("成文日期")),
            sealed=paper.sealed,
        ),
        "imprint": Imprint(
            copies=said(paper.copies_to, trace("抄送")),
            printer=said(paper.printer or (signature.replace("\n", "") if paper.printed_on or issuer else None)),
            print_date=said(format_day(paper.printed_on) if paper.printed_on else f"{year}年　月　日"),
        ),
        "urgency": said(paper.urgency, trace("紧急程度")),
        "remark": said(paper.remark, trace("附注")),
        "security": said("★".join(part for part in (paper.security, paper.security_term) if part), trace("密级")),
    }
    if paper.signers:
        made["signers"] = tuple(said(name, trace("签发人")) for name in paper.signers)
    elif issuer is not None and issuer.head:
        made["signers"] = (said(issuer.head, issuer.origin.trace("主要负责人")),)
    return made


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
    """How an agency of a 规范化简称 speaks of itself: 我区, 我局, 我办 … by the end of its name; else 我单位."""
    return next((said_so for ending, said_so in _SELF if name.strip().endswith(ending)), "我单位")


def properties(dataset: Dataset, title: str, author: str, subject: str) -> Properties:
    """Properties of a file; an example's papers are marked 示例数据."""
    return Properties(
        title=title.replace("\n", ""),
        author=author.replace("\n", ""),
        subject=subject,
        keywords="示例数据" if dataset.campaign.sample else "",
    )
