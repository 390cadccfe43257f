"""Papers that an own Word template of the office makes of a dataset: which they would be, and what is wrong with it.

Runs in a process of the desk or in the press. A template was free of faults of its own when it was taken in; what it
names of a dataset's ledgers is held against that dataset here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.batch.manifest import problems_fields
from docgen.batch.plan import PlannedPaper, plan_papers
from docgen.dataset.records import Dataset as Records
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import Request
from docgen.problems import Code, Problem, Result, errors
from docgen.settings import Settings
from docgen.template_road import OwnTemplate, jobs, lint_template, read_template
from docgen.web.data_folder import DataFolder
from docgen.web.own_files import TEMPLATE, OwnFiles
from docgen.web.reading import records_of, seen
from docgen.web.storage import Storage

__all__ = ["CUSTOM", "FORMATS", "Foretold", "by_template", "faults_of", "foretold"]

#: What papers of a template are said to be where no 文种 is chosen, and the formats they are made in.
CUSTOM = "custom"
FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A template with the papers it makes."""

    template: OwnTemplate
    papers: tuple[PlannedPaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What a template would make: whose papers, in the order of the plan; or why it cannot be used."""

    units: tuple[str, ...] = ()
    problems: tuple[dict[str, Any], ...] = ()


def faults_of(file: Path) -> tuple[dict[str, Any], ...]:
    """The errors of a template by itself, whatever the dataset."""
    return tuple(problems_fields(errors(lint_template(file.read_bytes(), file.name).problems)))


def foretold(root: Path, number: int, own: Mapping[str, Any], settings: Settings) -> Foretold:
    """What the template of a choice (see `by_template`) would make of a dataset."""
    datasets, dataset = seen(root, number, settings)
    found = by_template(root, own, records_of(datasets, dataset))
    papers = () if found.value is None else found.value.papers
    return Foretold(units=tuple(each.job.unit for each in papers), problems=tuple(problems_fields(found.problems)))


def by_template(root: Path, own: Mapping[str, Any], records: Records) -> Result[Filled]:
    """The papers of a choice: `id` of the office's file, `kind` they are said to be, `units` (none: as it suits)."""
    folder = DataFolder(root)
    files = OwnFiles(Storage(folder.database), folder)
    file = files.get(own["id"])
    if file is None or file.what != TEMPLATE:
        problem = Problem(code=Code.TEMPLATE_REFUSED, message="选的模板已经不在了", hint="另选一个模板再做")
        return Result(value=None, problems=(problem,))
    read = read_template(files.file(file).read_bytes(), file.name, records)
    if read.value is None:
        return Result(value=None, problems=errors(read.problems))
    kind = own["kind"] if own["kind"] in KINDS else CUSTOM
    names = {unit.name for unit in records.units}
    request = Request(units=tuple(unit for unit in own["units"] if unit in names))
    papers = plan_papers(jobs(read.value, records, kind, request), FORMATS)
    return Result(value=Filled(template=read.value, papers=papers), problems=read.problems)
