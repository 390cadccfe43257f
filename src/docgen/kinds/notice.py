"""通知: the office forwards a plan (印发件) with its forms to the units below. The user's text is never altered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from docgen.dataset.records import Dataset, Issued, LedgerForm, Sourced
from docgen.document import (
    Attachment,
    Document,
    IssuedText,
    Layout,
    Orientation,
    Part,
    Table,
    Text,
)
from docgen.facts import Item, Scope
from docgen.kinds.drafting import drafted
from docgen.kinds.forms import blank_form, form_blocks
from docgen.kinds.job import CONSOLIDATED, Composed, Job, Materials, Request
from docgen.kinds.ledger_tables import Printed, form_columns, lines_of, table_of
from docgen.kinds.papers import addressed, furniture, hand_set, plain_title, properties, said
from docgen.problems import Code, Problem, Result
from docgen.readers.draft import body_of, split_note

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "SHEETS", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "notice"
WORD = "通知"
PER_UNIT = False
VARIANTS: tuple[str, ...] = ()
NEEDS_REPORTS = False
SHEETS = ("发文", "印发件", "台账")

#: Columns that a unit's problem list already answers when the notice goes out.
_KNOWN_BEFOREHAND: Final = frozenset({"序号", "类别", "问题", "目标", "措施", "时限", "领导", "责任单位"})


def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
    """The notice, once for all; with `per_unit` also a copy for each unit that gets it."""
    title = dataset.campaign.short
    made = [] if request.units else [Job(kind=NAME, title=title)]
    if request.per_unit:
        made += [
            Job(kind=NAME, title=title, unit=unit.name, covers=(unit.name,))
            for unit in dataset.units
            if unit.gets_notice and (not request.units or unit.name in request.units)
        ]
    return made


def compose(job: Job, materials: Materials) -> Result[Composed]:
    """The notice with the issued text, its 附件说明 and its forms; a note instead when there is no text to issue."""
    dataset, paper = materials.dataset, materials.paper
    if not dataset.issued:
        message = "“印发件”表没有内容，通知无件可发，未制作"
        return Result(value=None, problems=(Problem(code=Code.NOTHING_TO_SAY, message=message),))
    parts = drafted(NAME, materials.context(Scope(), 印发件=_issued_title(dataset.issued)), materials)
    if parts.value is None:
        return Result(value=None, problems=parts.problems)
    draft = parts.value
    title = hand_set(paper.title, paper.origin.trace("标题")) or draft.title
    made = furniture(dataset, paper)
    if job.unit != CONSOLIDATED:
        made["copy_number"] = _copy_number(dataset, job.unit)
    document = Document(
        layout=Layout.OFFICIAL,
        properties=properties(dataset, plain_title(title), paper.signature or dataset.campaign.office, WORD),
        title=title,
        recipients=addressed(paper),
        body=draft.body,
        parts=_parts(job, materials),
        **made,
    )
    return Result(value=Composed(document=document))


def _issued_title(issued: Sequence[Issued]) -> str:
    return Sourced(issued[0].paragraph.replace("\n", ""), issued[0].origin.trace("段落"))


def _copy_number(dataset: Dataset, unit: str) -> Text:
    """份号 of a unit's first copy, six digits (7.2.1): each unit that gets the notice takes as many as its 份数."""
    getting = [row for row in dataset.units if row.gets_notice]
    before = takewhile(lambda row: row.name != unit, getting)
    return said(f"{sum(row.copies for row in before) + 1:06}", dataset.unit(unit).origin.trace("排序"))


def _parts(job: Job, materials: Materials) -> tuple[Part, ...]:
    """Each issued text, then the forms that follow it, in the order of the sheet."""
    parts: list[Part] = []
    issued = materials.dataset.issued
    for name in dict.fromkeys(row.text for row in issued):
        rows = [row for row in issued if row.text == name]
        title, paragraphs = rows[0], [row for row in rows[1:] if row.form is None]
        lines = [said(row.paragraph, row.origin.trace("段落")) for row in paragraphs]
        body, note = split_note(lines)
        parts.append(
            IssuedText(
                title=hand_set(title.paragraph, title.origin.trace("段落")),
                body=body_of(body, renumber=False),
                attachment_note=note,
            )
        )
        parts += [_form(job, materials, row, materials.dataset.form(row.form)) for row in rows if row.form is not None]
    return tuple(parts)


def _form(job: Job, materials: Materials, row: Issued, form: LedgerForm) -> Attachment:
    """A form as an attachment: blank; in a unit's copy with the problems of the unit's own list filled in."""
    items = () if job.unit == CONSOLIDATED or form.personal else _listed(job.unit, form, materials)
    return Attachment(
        label=said(row.paragraph, row.origin.trace("段落")),
        title=(said(form.title, form.origin.trace("内容")),),
        body=form_blocks(form, _prefilled(form, items)) if items else blank_form(form),
        orientation=Orientation.LANDSCAPE,
    )


def _listed(unit: str, form: LedgerForm, materials: Materials) -> tuple[Item, ...]:
    """The problems a unit has on its list the day the notice goes out, without those the campaign itself turned up.

    That day is 统计截至日期, or 成文日期: a notice knows nothing of what is registered after it.
    """
    facts = materials.facts_to(materials.paper.as_of or materials.paper.signed_on or materials.as_of)
    return tuple(item for item in facts.items(Scope(unit=unit, ledger=form.name)) if not item.is_new)


def _prefilled(form: LedgerForm, items: Sequence[Item]) -> Table:
    """The form with what is known beforehand; the columns that tell how it went are left blank."""
    roles = [column.role for column in form.columns if column.on_paper]
    columns = [
        column if role in _KNOWN_BEFOREHAND else replace(column, value=lambda _: Printed())
        for role, column in zip(roles, form_columns(form), strict=True)
    ]
    return table_of(columns, [lines_of(item) for item in items])
