"""A declaration as a `Kind`: which papers it asks for, and the document of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from docgen.dataset.records import Blank, Dataset, Sourced, Unit
from docgen.dates import format_day
from docgen.document import (
    Align,
    Attachment,
    Block,
    Cell,
    Column,
    Document,
    Imprint,
    Layout,
    Orientation,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    Voice,
)
from docgen.facts import Facts, Figure, Scope
from docgen.facts.figures import count
from docgen.kinds import papers
from docgen.kinds.declared import declaration as declared
from docgen.kinds.declared.declaration import Declaration, Piece
from docgen.kinds.declared.rows import SOURCES, UNIT_FIELDS, UnitRow
from docgen.kinds.drafting import drafted
from docgen.kinds.job import CONSOLIDATED, Composed, Job, Materials, Request
from docgen.kinds.papers import addressed, counted_to, furniture, hand_set, paper_for, plain_title, properties, said
from docgen.kinds.wordings.fields import COMMON, WordingOf
from docgen.kinds.wordings.shapes import FIGURES, NUMBER, TEXT, Many, Rec, Shape
from docgen.problems import Code, Place, Problem, Result
from docgen.readers.draft import DraftParts
from docgen.wording import SUFFIX

__all__ = ["DeclaredKind"]

#: The parts of a wording that a declared kind understands.
_SECTIONS: Final = frozenset({"标题", "主送", "正文", "附件说明", "附件", "附注"})
_NEEDED: Final = frozenset({"标题", "正文"})
_ORDINAL: Final = "序号"
_NONE: Final[Text] = (Run(text="—"),)


class DeclaredKind:
    """A kind of paper that has no Python of its own; everything a `Kind` offers, from its declaration."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        pieces = declaration.pieces
        tables = (table for piece in pieces for table in piece.tables.values())
        drawn_on = (sheet for table in tables for sheet in SOURCES[table.rows].sheets)
        self.NAME = declaration.name
        self.WORD = declaration.word
        self.PER_UNIT = all(piece.whose != CONSOLIDATED for piece in pieces)
        self.VARIANTS = tuple(dict.fromkeys(piece.variant for piece in pieces if piece.variant))
        self.NEEDS_REPORTS = declaration.needs_reports == "是"
        self.SHEETS = tuple(dict.fromkeys(("发文", *declaration.sheets, *drawn_on)))

    @property
    def wordings(self) -> dict[str, WordingOf]:
        """The wordings of its papers, and what each may name."""
        found: dict[str, WordingOf] = {}
        for piece in self.declaration.pieces:
            rows = {name: Many(SOURCES[table.rows].fields) for name, table in piece.tables.items()}
            whose: dict[str, Shape] = (
                {"单位": UNIT_FIELDS, "对方": TEXT}
                if piece.whose != CONSOLIDATED
                else {"各单位": Many(UNIT_FIELDS), "全部数": FIGURES}
            )
            fields = {
                **COMMON,
                "主送机关": TEXT,
                "所列单位数": NUMBER,
                "表": Rec(rows),
                **whose,
            }
            about = "、".join(part for part in (self.WORD, piece.whose, piece.variant) if part)
            found[piece.wording] = WordingOf(
                kind=self.NAME,
                about=about,
                fields=fields,
                variants=(piece.variant,),
                blocks=frozenset(piece.tables),
                sections=_SECTIONS,
                needed=_NEEDED,
            )
        return found

    def jobs(self, dataset: Dataset, request: Request) -> Sequence[Job]:
        """One paper over the units chosen, one for each, or both; in unit order."""
        made: list[Job] = []
        days: dict[date, Facts] = {}
        for piece in self.declaration.pieces:
            if piece.whose == CONSOLIDATED:
                if not request.units:  # whom it is over is chosen from all units: an error in any may change it
                    made.append(self._job(dataset, piece, covers=tuple(unit.name for unit in dataset.units)))
                continue
            for unit in dataset.units:
                if request.units and unit.name not in request.units:
                    continue
                facts = _facts(dataset, counted_to(paper_for(dataset, self.WORD, unit.name), dataset.campaign), days)
                if unit.name in request.units or _chosen(piece, (unit,), facts):
                    made.append(self._job(dataset, piece, unit=unit.name, covers=(unit.name,)))
        return made

    def _job(self, dataset: Dataset, piece: Piece, **more: Any) -> Job:
        return Job(kind=self.NAME, title=dataset.campaign.short, variant=piece.variant, **more)

    def _piece(self, job: Job) -> Piece:
        over_all = job.unit == CONSOLIDATED
        return next(
            piece
            for piece in self.declaration.pieces
            if (piece.whose == CONSOLIDATED) is over_all and piece.variant == job.variant
        )

    def compose(self, job: Job, materials: Materials) -> Result[Composed]:
        """The paper of a job; a note instead when no unit fits what the declaration asks for."""
        piece = self._piece(job)
        asked = [unit for unit in materials.dataset.units if job.unit in (CONSOLIDATED, unit.name)]
        rows = [row for row in _chosen(piece, asked, materials.facts) if row.unit.name not in materials.left_out]
        if not rows:
            return Result(value=None, problems=(self._nothing(job, piece),))
        tables = {name: _rows_of(table, rows, materials.facts) for name, table in piece.tables.items()}
        blocks = {name: (_table(piece.tables[name], found),) for name, found in tables.items()}
        parts = drafted(piece.wording, _context(piece, rows, tables, materials), materials, blocks)
        if parts.value is None:
            return Result(value=None, problems=parts.problems)
        if unsaid := _unsaid(parts.value, materials.left_out):
            return Result(value=None, problems=(self._understated(piece, unsaid),))
        turned = {id(blocks[name][0]) for name, table in piece.tables.items() if table.landscape == "是"}
        return Result(value=Composed(document=self._document(piece, parts.value, materials, turned)))

    def _understated(self, piece: Piece, unsaid: Sequence[str]) -> Problem:
        return Problem(
            code=Code.WORDING_FAULT,
            message=f"文中没有说明未包括尚未报送的{'、'.join(unsaid)}，未制作{self.WORD}",
            hint="在正文写上 {% if 未包括 %}……{{ 未包括|顿号 }}……{% endif %}",
            place=Place(file=f"{piece.wording}{SUFFIX}"),
            units=tuple(unsaid),
        )

    def _nothing(self, job: Job, piece: Piece) -> Problem:
        asked = "；".join(f"{name}：{_words(value)}" for name, value in piece.units.items())
        whose = "没有单位" if job.unit == CONSOLIDATED else f"{job.unit}不"
        message = f"截至统计日期{whose}符合“{asked}”，未制作{self.WORD}"
        units = () if job.unit == CONSOLIDATED else (job.unit,)
        return Problem(code=Code.NOTHING_TO_SAY, message=message, units=units)

    def _document(self, piece: Piece, draft: DraftParts, materials: Materials, turned: set[int]) -> Document:
        dataset, paper = materials.dataset, materials.paper
        title = hand_set(paper.title, paper.origin.trace("标题")) or draft.title
        made = furniture(dataset, paper)
        letter = piece.layout == "信函"
        if letter:
            made.pop("joint", None)  # 10.1: the main agency's mark alone
            if not paper.mark:
                made["mark"] = (said(dataset.campaign_fields["主办机关"]),)  # a letter's mark has no 文件
        if letter or piece.imprint == "抄送":
            made["imprint"] = Imprint(copies=made["imprint"].copies)  # 10.1: 抄送 only
        if piece.imprint == "无":
            made.pop("imprint")
        if piece.signers == "无":
            made.pop("signers", None)
        elif "signers" not in made:
            made["signers"] = (papers.to_fill("签发人", paper.origin.trace("签发人")),)
        if draft.remark and not made.get("remark"):
            made["remark"] = draft.remark
        return Document(
            layout=Layout.LETTER if letter else Layout.OFFICIAL,
            properties=properties(dataset, plain_title(title), paper.signature or dataset.campaign.office, self.WORD),
            title=title,
            recipients=draft.recipients or addressed(paper),
            body=draft.body,
            attachment_note=draft.attachment_note,
            parts=_attachments(draft.attachments, turned),
            **made,
        )


def _facts(dataset: Dataset, day: date, days: dict[date, Facts]) -> Facts:
    return days.setdefault(day, Facts(dataset, day))


def _chosen(piece: Piece, units: Sequence[Unit], facts: Facts) -> list[UnitRow]:
    """The units that fulfil every condition of a piece."""
    conditions = piece.conditions
    rows = (UnitRow(unit, facts) for unit in units)
    return [row for row in rows if all(condition.holds(row) for condition in conditions)]


def _rows_of(table: declared.Table, rows: Sequence[UnitRow], facts: Facts) -> list[Mapping[str, Any]]:
    conditions = table.conditions
    found = SOURCES[table.rows].rows([row.unit for row in rows], facts)
    return [row for row in found if all(condition.holds(row) for condition in conditions)]


def _context(
    piece: Piece, rows: Sequence[UnitRow], tables: Mapping[str, list[Mapping[str, Any]]], materials: Materials
) -> dict[str, Any]:
    """What the wording of a piece reads beside 活动, 发文, 截至, 自称."""
    cells = tuple((row.unit.origin, "规范化简称") for row in rows)
    own = piece.whose != CONSOLIDATED
    whose: dict[str, Any] = (
        {"单位": rows[0], "对方": _addressed_as(rows[0].unit)}
        if own
        else {"各单位": list(rows), "全部数": materials.facts.of().fields()}
    )
    listed = Scope(unit=rows[0].unit.name) if own else Scope(units=frozenset(row.unit.name for row in rows))
    return materials.context(
        listed,
        主送机关=_recipients(piece, [row.unit for row in rows], materials),
        所列单位数=count("所列单位数", len(rows), "个", cells),
        表=dict(tables),
        **whose,
    )


def _unsaid(draft: DraftParts, left_out: Sequence[str]) -> list[str]:
    """Those left out whom no paragraph of the body names: nothing is understated in silence."""
    said_of = [block for block in draft.body if isinstance(block, Paragraph)]
    text = "".join(run.text for block in said_of for run in (*block.lead, *block.runs))
    return [name for name in left_out if name not in text]


def _addressed_as(unit: Unit) -> Sourced:
    """How a unit is spoken to: 你区, 你局 … as it speaks of itself 我区, 我局."""
    mine = papers.self_name(unit.fields()["规范化简称"])
    return Sourced(f"你{mine[1:]}", getattr(mine, "origin", ""))


def _recipients(piece: Piece, units: Sequence[Unit], materials: Materials) -> Any:
    """主送: as 发文 has it; else the body of a unit that receives papers, or all units, those of a 类别 together."""
    given = materials.paper.fields()["主送"]
    if given or piece.recipients == "发文":
        return given
    if piece.recipients == "单位":
        fields = units[0].fields()
        return fields["对口收文机构"] or fields["规范化简称"]
    groups: dict[str, list[str]] = {}
    for unit in units:
        groups.setdefault(unit.category, []).append(unit.name)
    text = "，".join("、".join(names) for names in groups.values())
    return Run(text=text, voice=Voice.DATA, origins=tuple(unit.origin.trace("规范化简称") for unit in units))


def _attachments(
    found: Sequence[tuple[tuple[Text, ...], tuple[Block, ...]]], turned: set[int]
) -> tuple[Attachment, ...]:
    """附件 in the order of the wording; a single one has no number (7.3.4)."""
    return tuple(
        Attachment(
            label=(Run(text="附件" if len(found) == 1 else f"附件{number}"),),
            title=title,
            body=body,
            orientation=Orientation.LANDSCAPE if any(id(block) in turned for block in body) else Orientation.PORTRAIT,
        )
        for number, (title, body) in enumerate(found, 1)
    )


def _table(table: declared.Table, rows: Sequence[Mapping[str, Any]]) -> Table:
    heads = tuple(
        Cell(
            lines=tuple((Run(text=line),) for line in column.heading.split("\n")),
            header=True,
            align=Align.CENTER,
        )
        for column in table.columns
    )
    made = tuple(
        Row(
            cells=tuple(
                Cell(
                    lines=(
                        (said(str(number), voice=Voice.WORDING),)
                        if column.field == _ORDINAL
                        else _lines(row, column.field)
                    ),
                    align=Align.CENTER if column.centred == "是" or column.field == _ORDINAL else Align.LEFT,
                )
                for column in table.columns
            )
        )
        for number, row in enumerate(rows, 1)
    )
    nothing = (Row(cells=(Cell(lines=((Run(text="无"),),), columns=len(table.columns), align=Align.CENTER),)),)
    return Table(
        columns=tuple(Column(width=column.width) for column in table.columns),
        header=(Row(cells=heads),),
        rows=made or nothing,
    )


def _lines(row: Mapping[str, Any], name: str) -> tuple[Text, ...]:
    """A cell of a table: a value as it stands, several with 、 between them; — where there is nothing."""
    value = row[name]
    if isinstance(value, bool):
        return ((Run(text="是" if value else "否", voice=Voice.FACT),),)
    if isinstance(value, Figure):
        return ((Run(text=value.text, voice=Voice.FACT, origins=value.origins),) if value.text else _NONE,)
    if isinstance(value, Blank) or not value:
        return (_NONE,)
    if isinstance(value, tuple):
        joined = [run for each in value for run in (Run(text="、"), *_said(each))]
        return (tuple(joined[1:]),)
    return tuple(said(line, getattr(value, "origin", "")) for line in _plain(value).split("\n"))


def _said(value: Any) -> Text:
    return said(_plain(value), getattr(value, "origin", ""))


def _plain(value: Any) -> str:
    return format_day(value) if isinstance(value, date) else str(value)


def _words(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
