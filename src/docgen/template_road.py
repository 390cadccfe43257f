"""The road of a paper that an office's own template makes: template → lint → filled Word file → PDF by the Word reader.

Beside `pipeline`, whose rules on what is refused hold here too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.dataset.records import Dataset
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import CONSOLIDATED, Job, Materials, paper_of
from docgen.own_templates import annotating
from docgen.own_templates.filling import Filled
from docgen.own_templates.lint import Linted, linted
from docgen.own_templates.papers import OwnTemplate, asked_for, jobs, shape_for, template_of
from docgen.own_templates.press import Press
from docgen.pipeline import Product, Road, read_word, word_of, write
from docgen.problems import Code, Place, Problem, Result, errors
from docgen.standards.gbt9704 import GBT9704, Standard

if TYPE_CHECKING:
    from docgen.typesetting.fonts import FontSet

__all__ = ["OwnTemplate", "Press", "annotated", "fill", "jobs", "lint_template", "printed_word", "read_template"]


def lint_template(content: bytes, name: str, dataset: Dataset | None = None) -> Result[Linted]:
    """An office's own Word template read, with everything that is wrong in it; None when it cannot be one."""
    return linted(content, name, shape_for(dataset))


def annotated(content: bytes, read: Linted) -> bytes:
    """A copy of a template with its faults as Word comments."""
    return annotating.annotated(content, read)


def read_template(content: bytes, name: str, dataset: Dataset) -> Result[OwnTemplate]:
    """An office's own Word template that is free of faults, ready for `fill`; else all that is wrong in it."""
    result = lint_template(content, name, dataset)
    if result.value is None or errors(result.problems):
        return Result(value=None, problems=result.problems)
    return Result(value=template_of(result.value, content), problems=result.problems)


def fill(road: Road, job: Job, template: OwnTemplate, press: Press) -> Result[Filled]:
    """The Word file of a job that an own template makes, or why it is refused; as `Road.compose` refuses."""
    if faults := road.covered_faults(job, template.sheets):
        return Result(value=None, problems=faults)
    materials = Materials(
        dataset=road.dataset,
        wording=road.wording,
        paper=paper_of(road.dataset, word_of(job.kind), job),
        shared=road.facts,
    )
    needs = KINDS[job.kind].NEEDS_REPORTS if job.kind in KINDS else False
    missing = road.unreported(job, materials) if needs or template.states else ()
    allowed = road.allow_incomplete and job.unit == CONSOLIDATED and set(missing) < set(job.covers)
    if missing and not (allowed and template.tells):
        return Result(value=None, problems=(road.refusal(missing, untold=allowed),))
    return press.fill(asked_for(job, missing))


def printed_word(
    content: bytes, name: str, fonts: FontSet, standard: Standard = GBT9704, *, anyway: bool = False
) -> Result[Product]:
    """The PDF of a Word file by the Word reader; refused where it cannot carry all, unless `anyway`."""
    result = read_word(content, name, standard)
    if result.value is None or (errors(result.problems) and not anyway):
        return Result(value=None, problems=(*result.problems, *([_not_printed(name)] if result.value else [])))
    said = tuple(
        replace(problem, code=Code.WORD_TAKEN_OTHERWISE) if problem in errors(result.problems) else problem
        for problem in result.problems
    )
    product = write(result.value.document, "pdf", fonts=fonts, standard=standard)
    return Result(value=replace(product, problems=()), problems=(*said, *product.problems))


def _not_printed(name: str) -> Problem:
    return Problem(
        code=Code.WORD_NOT_CARRIED,
        message="有上列内容带不到 PDF，没有制作",
        hint="改模板里这些地方；或加 --anyway 仍然做；或用 Word、WPS 打开做好的 DOCX 另存为 PDF",
        place=Place(file=name),
    )
