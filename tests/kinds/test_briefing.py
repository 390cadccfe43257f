"""通报稿 and its versions, read as text, and what must hold for every one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from docgen.dataset.records import Dataset
from docgen.document import Document, Layout, Paragraph, Run, Voice
from docgen.facts import Facts, Scope
from docgen.kinds import briefing
from docgen.kinds.job import Job, Request, paper_of
from docgen.pipeline import Road, load, plan
from docgen.problems import Code, Result
from docgen.resources import templates_dir
from docgen.walk import runs
from docgen.writers.text import text_of
from tests.goldens import compare

EXAMPLES = Path(__file__).parents[2] / "data_examples"
WORDING = templates_dir() / "wording"
ASSEMBLY = {"huitoukan": "党员大会版", "anquan": "职工大会版"}
WRITTEN_DOWN = [
    ("huitoukan", "石桥区", "", ""),
    ("huitoukan", "市土地确权办", "", ""),
    ("huitoukan", "市土地确权办", "党员大会版", ""),
    ("huitoukan", "市土地确权办", "公开版", ""),
    ("huitoukan", "市土地确权办", "大字版", ""),
    ("huitoukan", "市土地确权办", "个人报告", "孙军"),
    ("anquan", "化工公司", "", ""),
    ("anquan", "化工公司", "职工大会版", ""),
    ("anquan", "化工公司", "公开版", ""),
    ("anquan", "化工公司", "个人报告", "左明"),
]


@cache
def dataset_of(example: str) -> Dataset:
    dataset = load(EXAMPLES / example / "dataset.xlsx").value
    assert dataset is not None
    return dataset


@cache
def documents(example: str) -> dict[tuple[str, str, str], Document]:
    """Unit, variant, person → the document."""
    road = Road(dataset=dataset_of(example), wording=WORDING, allow_incomplete=True)
    jobs = plan(road.dataset, Request(kinds=("briefing",)))
    made = {(job.unit, job.variant, job.subject): road.compose(job).value for job in jobs}
    return {key: composed.document for key, composed in made.items() if composed is not None}


def of_variant(example: str, variant: str) -> dict[str, Document]:
    return {unit: document for (unit, one, _), document in documents(example).items() if one == variant}


def plain(text: tuple[Run, ...]) -> str:
    return "".join(run.text for run in text)


def body(document: Document) -> list[str]:
    return [plain((*block.lead, *block.runs)) for block in document.body if isinstance(block, Paragraph)]


@pytest.mark.parametrize(("example", "unit", "variant", "person"), WRITTEN_DOWN)
def test_golden(example: str, unit: str, variant: str, person: str, pytestconfig: pytest.Config) -> None:
    name = "-".join(part for part in ("briefing", unit, variant, person) if part)
    compare(f"{example}/{name}", text_of(documents(example)[unit, variant, person]), pytestconfig)


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_every_unit_that_reported_has_every_version_and_every_leader_with_something_to_say_his_own(
    example: str,
) -> None:
    dataset = dataset_of(example)
    day = paper_of(dataset, briefing.WORD, Job(kind="briefing", title="")).as_of
    assert day is not None
    facts = Facts(dataset, day)
    units = [unit.name for unit in dataset.units if unit.must_report and facts.reported(unit.name)]
    for variant in ("", ASSEMBLY[example], "公开版", "大字版"):
        assert units == list(of_variant(example, variant))
    speaking = [
        (leader.unit, leader.name)
        for unit in units
        for leader in dataset.leaders_of(unit)
        if any(leader.name in (item.person, *item.leaders) for item in facts.items(Scope(unit=unit)))
    ]
    assert speaking == [(unit, person) for unit, variant, person in documents(example) if variant == "个人报告"]


def test_the_speaker_and_the_day_stand_under_the_title() -> None:
    dataset = dataset_of("huitoukan")
    for unit, document in of_variant("huitoukan", "").items():
        meeting = next(one for one in dataset.meetings if one.unit == unit)
        leader = next(one for one in dataset.leaders_of(unit) if one.name == meeting.speaker)
        day = meeting.held_on
        assert day is not None
        expected = [f"{leader.post}　{leader.name}", f"（{day.year}年{day.month}月{day.day}日）"]
        assert expected == [plain(line) for line in document.byline]
        assert "同志们：" == plain(document.recipients)


def test_an_assembly_not_yet_held_leaves_its_day_open() -> None:
    for document in of_variant("huitoukan", "党员大会版").values():
        assert "（2015年　月　日）" == plain(document.byline[-1])


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_the_public_version_names_nobody_of_the_unit(example: str) -> None:
    dataset = dataset_of(example)
    for unit, document in of_variant(example, "公开版").items():
        text = text_of(document)
        assert [] == [leader.name for leader in dataset.leaders_of(unit) if leader.name in text]


def public(dataset: Dataset) -> Result[str]:
    job = Job(kind="briefing", title="", variant="公开版", unit="化工公司", covers=("化工公司",))
    result = Road(dataset=dataset, wording=WORDING).compose(job)
    text = text_of(result.value.document) if result.value else None
    return Result(value=text, problems=result.problems)


def test_a_sentence_with_a_name_is_left_out_of_the_public_version_and_said() -> None:
    dataset = dataset_of("anquan")
    first = next(check for check in dataset.self_checks if check.unit == "化工公司")
    named = first.model_copy(update={"done": "季昉带队检查。三级包保责任全部落实。"})
    checks = tuple(named if check is first else check for check in dataset.self_checks)
    result = public(replace(dataset, self_checks=checks))
    assert result.value is not None
    assert "带队检查" not in result.value
    assert "三级包保责任全部落实。" in result.value
    (problem,) = result.problems
    assert Code.NAMES_WITHHELD is problem.code
    assert f"{named.origin.sheet} › {named.origin.cell('做法')}" in str(problem.place)


def test_a_text_that_is_all_names_leaves_no_empty_point() -> None:
    dataset = dataset_of("anquan")
    checks = tuple(
        check.model_copy(update={"problems": "季昉督促不够。"}) if check.unit == "化工公司" else check
        for check in dataset.self_checks
    )
    result = public(replace(dataset, self_checks=checks))
    assert result.value is not None
    assert "自查中发现的问题" not in result.value


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_the_reading_copy_has_the_script_s_words_with_numbers_as_read(example: str) -> None:
    scripts, speed = of_variant(example, ""), dataset_of(example).campaign.speed
    for unit, document in of_variant(example, "大字版").items():
        assert Layout.READING is document.layout
        text = "".join(body(document))
        assert [] == [character for character in text if character in "0123456789%〔〕"]
        assert len(body(scripts[unit])) == len(body(document))
        silent = "，。、；：？！“”‘’《》〈〉（）()—…·　 "
        length = sum(character not in silent for character in text)
        minutes = -(-length // speed)
        assert f"（全文约{length}字，按每分钟{speed}字，约需{minutes}分钟）" == plain(document.byline[-1])


def test_a_personal_report_speaks_of_its_own_person_s_ledger_only() -> None:
    dataset = dataset_of("huitoukan")
    day = paper_of(dataset, briefing.WORD, Job(kind="briefing", title="")).as_of
    assert day is not None
    facts = Facts(dataset, day)
    for (unit, variant, person), document in documents("huitoukan").items():
        if variant != "个人报告":
            continue
        text = text_of(document)
        own = [item for item in facts.items(Scope(unit=unit, person=person)) if item.person == person]
        others = {item.problem for item in facts.items(Scope(unit=unit)) if item.person not in (None, person)}
        assert [] == [item.problem for item in own if item.problem.rstrip("。；，、") not in text]
        foreign = others - {item.problem for item in own}
        assert [] == [problem for problem in foreign if problem.rstrip("。；，、") in text], person
        assert "我" in text


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_a_script_states_the_figures_of_its_day(example: str) -> None:
    dataset = dataset_of(example)
    day = paper_of(dataset, briefing.WORD, Job(kind="briefing", title="")).as_of
    assert day is not None
    for unit, document in of_variant(example, "").items():
        figures = Facts(dataset, day).of(Scope(unit=unit))
        text = text_of(document)
        assert f"截至{day.year}年{day.month}月{day.day}日" in text
        assert f"整改事项共{figures['问题总数']}项" in text
        if figures["完成数"] and figures["完成数"] != figures["问题总数"].value:
            assert f"完成率为{figures['完成率']}" in text
        stated = [run for run in runs(document) if run.voice is Voice.FACT and run.text]
        assert [] == [run.text for run in stated if not run.origins]


def test_no_party_words_where_the_data_has_none() -> None:
    words = ("党", "群众", "四风", "领导班子", "领导干部", "同志")
    for key, document in documents("anquan").items():
        assert [] == [word for word in words if word in text_of(document)], key


def test_a_leader_reports_at_the_enlarged_meeting_though_the_assembly_comes_first() -> None:
    dataset = dataset_of("huitoukan")
    meeting = next(one for one in dataset.meetings if one.unit == "石桥区")
    assembly = meeting.model_copy(update={"meeting": "石桥区党员大会", "held_on": date(2015, 1, 2)})
    changed = replace(dataset, meetings=(assembly, *dataset.meetings))
    road = Road(dataset=changed, wording=WORDING, allow_incomplete=True)
    jobs = plan(changed, Request(kinds=("briefing",), units=("石桥区",)))
    days = {
        job.variant: plain(made.document.byline[1]) for job in jobs if (made := road.compose(job).value) is not None
    }
    assert ("（2015年1月28日）", "（2015年1月2日）") == (days["个人报告"], days["党员大会版"])
