"""The three templates of the examples: made by their script, free of faults, filled for every unit."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from tools.make_templates import FOLDER
from tools.make_templates import made as made_by_script

from docgen.batch.order import Order
from docgen.batch.plan import plan_papers
from docgen.batch.run import run
from docgen.dataset.records import Dataset
from docgen.kinds.job import Request
from docgen.own_templates.lint import ready
from docgen.own_templates.papers import CUSTOM, CUSTOM_WORD, Asked, made, shape_for
from docgen.pipeline import load
from docgen.problems import Code, errors
from docgen.settings import Settings
from docgen.template_road import jobs, lint_template, read_template

EXAMPLE = Path(__file__).parents[2] / "data_examples" / "huitoukan" / "dataset.xlsx"
NAMES = ("整改提醒通知.docx", "整改情况公示表.docx", "督导工作商请函.docx")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    value = load(EXAMPLE).value
    assert value is not None
    return value


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def test_the_files_are_what_the_script_makes() -> None:
    assert made_by_script() == {path.name: path.read_bytes() for path in FOLDER.glob("*.docx")}
    assert set(NAMES) == set(made_by_script())


@pytest.mark.parametrize("name", NAMES)
def test_a_template_of_the_examples_has_no_fault(name: str, dataset: Dataset) -> None:
    assert () == lint_template(content(name), name, dataset).problems


@pytest.mark.parametrize("name", NAMES)
def test_it_is_filled_for_every_unit(name: str, dataset: Dataset) -> None:
    prepared = ready(content(name), name, shape_for(dataset)).value
    assert prepared is not None
    shared: dict[object, object] = {}

    for unit in dataset.units:
        result = made(prepared, dataset, Asked(unit=unit.name, word="通知"), shared)  # type: ignore[arg-type]
        assert result.value is not None, unit.name
        document = Document(io.BytesIO(result.value.content))
        said = "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
        assert unit.name in said or unit.full_name in said
        assert [] == [mark for mark in ("{%", "{{ 单位", "{{ 行", "None", "【待填") if mark in said]


def test_a_notice_lists_as_many_problems_as_it_says(dataset: Dataset) -> None:
    prepared = ready(content(NAMES[0]), NAMES[0], shape_for(dataset)).value
    assert prepared is not None

    result = made(prepared, dataset, Asked(unit="石桥区", word="通知"))

    assert result.value is not None
    lines = [paragraph.text for paragraph in Document(io.BytesIO(result.value.content)).paragraphs]
    assert 3 == len([line for line in lines if line.startswith("（") and "牵头领导" in line])
    assert any("共有整改问题68项，已完成62项，完成率为91.2%" in line for line in lines)


def test_a_unit_that_has_not_reported_gets_no_paper_that_states_figures(dataset: Dataset, tmp_path: Path) -> None:
    template = read_template(content(NAMES[0]), NAMES[0], dataset).value
    letter = read_template(content(NAMES[2]), NAMES[2], dataset).value
    assert template is not None
    assert letter is not None
    for own, codes in ((template, [Code.NOT_REPORTED]), (letter, [])):
        papers = plan_papers(jobs(own, dataset, CUSTOM, Request(units=("市体育事业局",))), ["docx"])
        order = Order(dataset=dataset, out=tmp_path, settings=Settings(cache=tmp_path, workers=1), template=own)
        lines = []

        run(papers, order, lambda _, made_, into=lines: into.extend(made_))

        assert codes == [problem.code for line in lines for problem in errors(line.problems)]


def test_a_template_without_a_unit_is_made_once(dataset: Dataset) -> None:
    from tests.own_templates.word import word

    own = read_template(word("共{{ 数.问题总数 }}项"), "总表.docx", dataset).value
    assert own is not None

    (job,) = jobs(own, dataset, CUSTOM, Request())

    assert ("汇总", len(dataset.units)) == (job.unit, len(job.covers))
    assert CUSTOM_WORD == plan_papers([job], ["docx"])[0].files[0][1].partition("/")[2].partition("-")[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_is_made_for_every_unit_as_docx_and_as_pdf(name: str, dataset: Dataset, tmp_path: Path) -> None:
    own = read_template(content(name), name, dataset).value
    assert own is not None
    papers = plan_papers(jobs(own, dataset, CUSTOM, Request()), ["docx", "pdf"])
    order = Order(dataset=dataset, out=tmp_path, settings=Settings(cache=tmp_path / "cache", workers=2), template=own)
    lines = []

    run(papers, order, lambda _, made_: lines.extend(made_))

    assert 2 * (len(dataset.units) - 1) == len(lines)
    left = {line.unit for line in lines if line.path is None}
    assert left == ({"市体育事业局"} if own.states else set())
    assert all(line.pages for line in lines if line.format == "pdf" and line.path)
