"""Where the furniture of a paper comes from: each field from the row that gives it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.dataset.records import Dataset, Paper, Unit
from docgen.document import Text
from docgen.kinds.papers import counted_to, furniture, paper_for
from tests.facts import makers

COLUMNS = ("文种", "单位", "标题", "发文机关标志", "署名", "机关代字", "序号", "成文日期")
UNIT_COLUMNS = ("代码", "全称", "规范化简称", "发文机关标志", "署名", "机关代字")


def row(number: int, **values: Any) -> Paper:
    return Paper.model_validate({"文种": "情况报告", **values, "origin": makers.origin("发文", number, COLUMNS)})


def issuer() -> Unit:
    place = makers.origin("单位", 2, UNIT_COLUMNS)
    return makers.unit("甲县", 1, 发文机关标志="甲县委文件", 署名="甲县委", 机关代字="甲发", origin=place)


def origins(text: Text) -> list[str]:
    return [origin.removeprefix("dataset.xlsx › ") for run in text for origin in run.origins]


def dataset(*papers: Paper) -> Dataset:
    campaign = makers.campaign(origin=makers.origin("活动", 9, ("年度", "报告截止日期")))
    return replace(makers.dataset(campaign=campaign), papers=papers)


def test_a_field_keeps_the_row_that_gives_it() -> None:
    data = dataset(
        row(2, 单位="各单位", 署名="各单位署名", 机关代字="总发"), row(3, 单位="甲县", 序号=7, 机关代字="甲字")
    )
    paper = paper_for(data, "情况报告", "甲县")
    made = furniture(data, paper, issuer=issuer())
    assert ["发文 › E2"] == origins(made["sign_off"].signature[0])
    assert ["发文 › F3", "活动 › A9", "发文 › G3"] == origins(made["number"])
    assert "dataset.xlsx › 发文 › C3" == paper.origin.trace("标题")  # given nowhere: to be filled in in its own row


def test_what_the_unit_gives_is_traced_to_the_unit() -> None:
    data = dataset(row(2, 单位="各单位", 序号=7))
    made = furniture(data, paper_for(data, "情况报告", "甲县"), issuer=issuer())
    assert ["单位 › D2"] == origins(made["mark"][0])
    assert ["单位 › E2"] == origins(made["sign_off"].signature[0])
    assert ["单位 › F2", "活动 › A9", "发文 › G2"] == origins(made["number"])


def test_without_a_row_there_is_no_cell() -> None:
    data = dataset()
    paper = paper_for(data, "情况报告", "甲县")
    assert "" == paper.origin.trace("成文日期")
    assert ["活动 › A9"] == origins(furniture(data, paper)["sign_off"].date)
    assert "dataset.xlsx › 活动 › B9" == getattr(counted_to(paper, data.campaign), "origin", None)


def lines(agencies: tuple[tuple[Text, ...], ...]) -> list[list[str]]:
    return [["".join(run.text for run in line) for line in agency] for agency in agencies]


def test_agencies_parted_by_a_semicolon_are_those_of_a_joint_paper() -> None:
    paper = row(
        2, 发文机关标志="甲县委农村\n工作办公室；甲县财政局文件", 署名="甲县委农村\n工作办公室；甲县财政局；甲县林业局"
    )
    made = furniture(dataset(paper), paper)
    assert [["甲县委农村", "工作办公室"]] == lines((made["mark"],))
    assert [["甲县财政局"]] == lines(made["joint"].others)
    assert "文件" == "".join(run.text for run in made["joint"].word)
    assert [["甲县财政局"], ["甲县林业局"]] == lines(made["sign_off"].others)
    assert {"发文 › D2"} == {cell for agency in made["joint"].others for line in agency for cell in origins(line)}
    assert {"发文 › E2"} == {cell for agency in made["sign_off"].others for line in agency for cell in origins(line)}


def test_without_a_mark_of_its_own_a_joint_paper_has_its_agencies_and_the_word() -> None:
    paper = row(2, 署名="甲县农业农村局；甲县财政局", 印发日期="2015-01-06")
    made = furniture(dataset(paper), paper)
    assert ([["甲县农业农村局"]], [["甲县财政局"]]) == (lines((made["mark"],)), lines(made["joint"].others))
    assert "文件" == "".join(run.text for run in made["joint"].word)
    assert "甲县农业农村局" == "".join(run.text for run in made["imprint"].printer)  # the main agency sends it to print


def test_a_joint_mark_may_be_names_alone_and_one_agency_has_no_joint_mark() -> None:
    bare = row(2, 发文机关标志="甲县农业农村局；甲县财政局", 署名="甲县农业农村局；甲县财政局")
    assert () == furniture(dataset(bare), bare)["joint"].word
    alone = row(2, 发文机关标志="甲县农业农村局文件", 署名="甲县农业农村局；甲县财政局")
    made = furniture(dataset(alone), alone)
    assert ("joint" not in made, [["甲县农业农村局文件"]]) == (True, lines((made["mark"],)))
