"""通知: the office forwards a plan (印发件) with its forms to the units below. The user's text is never altered."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.dataset.records import Dataset, Issued
from docgen.document import (
    Attachment,
    Document,
    IssuedText,
    Layout,
    Orientation,
    Part,
)
from docgen.facts import Scope
from docgen.kinds.forms import blank_form
from docgen.kinds.job import Composed, Job, Materials, Request
from docgen.kinds.papers import furniture, hand_set, plain_title, properties, said
from docgen.problems import Result
from docgen.readers.draft import body_of, read, split_note
from docgen.wording import render

__all__ = ["NAME", "NEEDS_REPORTS", "PER_UNIT", "VARIANTS", "WORD", "compose", "jobs"]

NAME = "notice"
WORD = "通知"
PER_UNIT = False
VARIANTS: tuple[str, ...] = ()
NEEDS_REPORTS = False


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
    """The notice with the issued text, its 附件说明 and its forms."""
    dataset, paper = materials.dataset, materials.paper
    drafted = render(NAME, materials.context(Scope(), 印发件=_issued_title(dataset.issued)), materials.wording)
    if drafted.value is None:
        return Result(value=None, problems=drafted.problems)
    draft = read(drafted.value)
    title = hand_set(paper.title, paper.origin.trace("标题")) or draft.title
    recipients = paper.recipients and f"{paper.recipients}："
    document = Document(
        layout=Layout.OFFICIAL,
        properties=properties(dataset, plain_title(title), paper.signature or dataset.campaign.office, WORD),
        title=title,
        recipients=said(recipients, paper.origin.trace("主送")) or draft.recipients,
        body=draft.body,
        parts=_parts(dataset),
        **furniture(dataset, paper),
    )
    return Result(value=Composed(document=document))


def _issued_title(issued: Sequence[Issued]) -> str:
    return issued[0].paragraph.replace("\n", "") if issued else ""


def _parts(dataset: Dataset) -> tuple[Part, ...]:
    """Each issued text, then the forms that follow it, in the order of the sheet."""
    parts: list[Part] = []
    for name in dict.fromkeys(row.text for row in dataset.issued):
        rows = [row for row in dataset.issued if row.text == name]
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
        parts += [_form(dataset, row, row.form) for row in rows if row.form is not None]
    return tuple(parts)


def _form(dataset: Dataset, row: Issued, name: str) -> Attachment:
    form = dataset.form(name)
    return Attachment(
        label=said(row.paragraph, row.origin.trace("段落")),
        title=(said(form.title, form.origin.trace("内容")),),
        body=blank_form(form),
        orientation=Orientation.LANDSCAPE,
    )
