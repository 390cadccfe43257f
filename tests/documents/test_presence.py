"""Which paper has which part: red header, number, signer, recipients, signature, imprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from docgen.dataset.records import Dataset
from docgen.document import Document, Layout
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.pipeline import Road, load, plan
from docgen.resources import templates_dir

EXAMPLES = Path(__file__).parents[2] / "data_examples"


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a paper has. `printer`: 印发机关 and 印发日期 in the imprint."""

    layout: Layout
    mark: bool = True
    number: bool = True
    signers: bool = False
    recipients: bool = True
    signature: bool = True
    copies: bool = True
    printer: bool = False


OFFICIAL = Parts(layout=Layout.OFFICIAL, printer=True)
SPEECH = Parts(
    layout=Layout.SPEECH, mark=False, number=False, signature=False, copies=False
)  # the recipients are a 称谓
LEDGER = Parts(layout=Layout.LEDGER, mark=False, number=False, recipients=False, signature=False, copies=False)
UPWARD = Parts(layout=Layout.OFFICIAL, signers=True, printer=True)

#: kind, whether it is a unit's → what its plain variant has.
EXPECTED = {
    ("notice", False): OFFICIAL,
    ("bulletin", False): OFFICIAL,
    ("feedback", True): Parts(layout=Layout.LETTER),
    ("supervision", True): Parts(layout=Layout.FORM, recipients=False),
    ("report", True): UPWARD,
    ("report", False): UPWARD,
    ("briefing", True): SPEECH,
    ("reminder", True): Parts(layout=Layout.LETTER),
    ("reminder", False): OFFICIAL,
    ("ledger", True): LEDGER,
    ("ledger", False): LEDGER,
}


@cache
def dataset_of(example: str) -> Dataset:
    dataset = load(EXAMPLES / example / "dataset.xlsx").value
    assert dataset is not None
    return dataset


def documents(example: str, kind: str) -> Iterator[tuple[Job, Document]]:
    dataset = dataset_of(example)
    road = Road(dataset=dataset, wording=templates_dir() / "wording", allow_incomplete=True)
    for job in plan(dataset, Request(kinds=(kind,))):
        composed = road.compose(job).value
        if composed is not None and not job.variant:
            yield job, composed.document


def parts_of(document: Document) -> Parts:
    imprint = document.imprint
    return Parts(
        layout=document.layout,
        mark=bool(document.mark),
        number=bool(document.number),
        signers=bool(document.signers),
        recipients=bool(document.recipients),
        signature=document.sign_off is not None and bool(document.sign_off.signature),
        copies=imprint is not None and bool(imprint.copies),
        printer=imprint is not None and bool(imprint.printer) and bool(imprint.print_date),
    )


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
@pytest.mark.parametrize("kind", KINDS)
def test_parts(example: str, kind: str) -> None:
    seen = set()
    for job, document in documents(example, kind):
        case = (kind, job.unit != CONSOLIDATED)
        found = parts_of(document)
        expected = EXPECTED[case]
        if kind == "report":  # a unit's own report need not have copies; the office's has none to a subordinate
            expected = Parts(**{**{name: getattr(expected, name) for name in vars(expected)}, "copies": found.copies})
        assert expected == found, job
        seen.add(case)
    assert {case for case in EXPECTED if case[0] == kind} == seen


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_upward_papers_copy_no_subordinate(example: str) -> None:
    names = {unit.name for unit in dataset_of(example).units} | {unit.full_name for unit in dataset_of(example).units}
    for job, document in documents(example, "report"):
        copies = "".join(run.text for run in document.imprint.copies) if document.imprint else ""
        assert [] == [name for name in names if name in copies], job


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_a_unit_s_own_number_is_blank(example: str) -> None:
    """Unless 发文 gives it: our numbers are never a unit's."""
    given = {paper.unit for paper in dataset_of(example).papers if paper.kind == "情况报告" and paper.serial}
    own = [
        (job.unit, "".join(run.text for run in document.number))
        for job, document in documents(example, "report")
        if job.unit != CONSOLIDATED
    ]
    assert {unit for unit, number in own if not number.endswith("〕　号")} == given
