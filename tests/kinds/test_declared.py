"""Kinds without Python: what a YAML may say, what is wrong with one, and the papers it makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen.dataset.records import Dataset
from docgen.document import Attachment, Layout, Orientation, Table
from docgen.facts import Facts, Scope
from docgen.kinds import all_kinds
from docgen.kinds.all_kinds import KINDS, take_in
from docgen.kinds.declared import declaration
from docgen.kinds.declared.declaration import Column, Declaration, Piece, read_declaration
from docgen.kinds.declared.rows import SOURCES, condition_of
from docgen.kinds.job import CONSOLIDATED, Job, Request
from docgen.kinds.wordings.shapes import FLAG, NUMBER, TEXT
from docgen.pipeline import Road, load, plan
from docgen.problems import Code, Result
from docgen.resources import templates_dir
from docgen.writers.text import text_of

ROOT = Path(__file__).parents[2]
GOOD: dict[str, Any] = {
    "文种": "提醒函",
    "英文词": "tixing",
    "件": [
        {
            "份数": "汇总",
            "措辞": "tixing",
            "单位": {"应报告": "是", "未完成数": "大于 0"},
            "主送": "各单位",
            "签发人": "有",
            "表": {
                "事项": {
                    "每行": "问题",
                    "只列": {"状态": ["未完成", "基本完成"]},
                    "横排": "是",
                    "列": [
                        {"列名": "序号", "填": "序号"},
                        {"列名": "单位", "填": "单位"},
                        {"列名": "问题", "填": "问题"},
                    ],
                },
                "督查": {"每行": "督查", "列": [{"列名": "问题", "填": "问题"}, {"列名": "日期", "填": "日期"}]},
            },
        }
    ],
}
WORDING = """# 标题
关于提醒的函
# 主送
{{ 主送机关 }}：
# 正文
{{ 所列单位数 }}个单位{{ 数.未完成数 }}项没有完成：
{% for 个 in 各单位 %}
{{ 个.规范化简称 }}{{ 个.未完成数 }}项；
{% endfor %}
〖督查〗
# 附件说明
附件：事项
# 附件
事项
〖事项〗
"""


@cache
def dataset(example: str = "anquan") -> Dataset:
    value = load(ROOT / "data_examples" / example / "dataset.xlsx").value
    assert value is not None
    return value


def read(tree: Any, folder: Path) -> Result[Declaration]:
    path = folder / "tixing.yaml"
    path.write_text(tree if isinstance(tree, str) else yaml.dump(tree, allow_unicode=True), encoding="utf-8")
    return read_declaration(path)


def changed(*path: Any, to: Any = None) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(yaml.dump(GOOD))
    if not path:
        return tree
    inner: Any = tree
    for step in path[:-1]:
        inner = inner[step]
    if to is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return tree


PIECE = ("件", 0)
TABLE = (*PIECE, "表", "事项")
#: What is written wrongly → where, and what is said.
WRONG: dict[str, tuple[Callable[[], Any], str, str]] = {
    "no word": (lambda: changed("文种", to=None), "文种", "没有写这一项"),
    "latin word": (lambda: changed("文种", to="tx"), "文种", "写的是“tx”，不合要求"),
    "chinese name": (lambda: changed("英文词", to="提醒"), "英文词", "写的是“提醒”，不合要求"),
    "unknown key": (lambda: changed("文重", to="x"), "文重", "没有“文重”这一项"),
    "unknown sheet": (lambda: changed("取自", to=["台帐"]), "取自", "没有“台帐”这张表"),
    "no pieces": (lambda: changed("件", to=[]), "件", "一个也没有写"),
    "a path": (lambda: changed(*PIECE, "措辞", to="../x"), "件 › 第1个 › 措辞", "写的是“../x”，不合要求"),
    "layout": (lambda: changed(*PIECE, "版式", to="红头"), "件 › 第1个 › 版式", "写的是“红头”，没有这种写法"),
    "unknown part": (lambda: changed(*PIECE, "抄送", to="x"), "件 › 第1个 › 抄送", "没有“抄送”这一项"),
    "one unit of all": (
        lambda: changed(*PIECE, "主送", to="单位"),
        "件 › 第1个 › 主送",
        "汇总的一件不是给一个单位的",
    ),
    "condition": (
        lambda: changed(*PIECE, "单位", to={"已保送": "否"}),
        "件 › 第1个 › 单位 › 已保送",
        "没有“已保送”这个条件",
    ),
    "comparison": (
        lambda: changed(*PIECE, "单位", to={"逾期数": "多"}),
        "件 › 第1个 › 单位 › 逾期数",
        "写的是“多”，看不懂",
    ),
    "flag": (
        lambda: changed(*PIECE, "单位", to={"已报送": "没有"}),
        "件 › 第1个 › 单位 › 已报送",
        "写的是“没有”，看不懂",
    ),
    "rows": (lambda: changed(*TABLE, "每行", to="人"), "件 › 第1个 › 表 › 事项 › 每行", "写的是“人”，没有这种写法"),
    "column": (
        lambda: changed(*TABLE, "列", 1, "填", to="单委"),
        "件 › 第1个 › 表 › 事项 › 列 › 第2个 › 填",
        "没有“单委”这一项",
    ),
    "width": (
        lambda: changed(*TABLE, "列", 1, "宽", to=0),
        "件 › 第1个 › 表 › 事项 › 列 › 第2个 › 宽",
        "要写大于 0 的数",
    ),
    "twice": (
        lambda: changed("件", to=[GOOD["件"][0], {**changed()["件"][0], "措辞": "b"}]),
        "件 › 第2个 › 变体",
        "“汇总”的已有一件",
    ),
    "one wording": (
        lambda: changed("件", to=[GOOD["件"][0], {**changed()["件"][0], "份数": "每个单位"}]),
        "件 › 第2个 › 措辞",
        "“tixing”已是前面一件的措辞",
    ),
    "yaml": (lambda: "文种: [", "", "YAML 写法有误（第 1 行）"),
    "repeated": (lambda: "文种: 甲乙\n文种: 丙丁\n", "", "YAML 写法有误（第 2 行）"),
    "alias": (lambda: "文种: &a 甲乙\n用途: *a\n", "", "YAML 写法有误（第 2 行）"),
    "code": (lambda: "文种: !!python/object/apply:os.system [id]\n", "", "YAML 写法有误（第 1 行）"),
    "a list": (lambda: "- 甲\n", "", "文件里不是“项目: 值”"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_with_its_key(name: str, tmp_path: Path) -> None:
    make, key, message = WRONG[name]
    found = read(make(), tmp_path)
    assert found.value is None
    assert [("tixing.yaml", key, message)] == [
        (problem.place.file, problem.place.cell, problem.message) for problem in found.problems
    ]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    tree = changed("文种", to="x")
    tree["件"][0]["版式"] = "红头"
    tree["用头"] = "x"
    assert ["文种", "件 › 第1个 › 版式", "用头"] == [each.place.cell for each in read(tree, tmp_path).problems]


def own_kind(monkeypatch: pytest.MonkeyPatch, folder: Path, tree: Any = GOOD) -> Road:
    monkeypatch.setattr(all_kinds, "KINDS", KINDS)
    monkeypatch.setitem(KINDS, "tixing", None)
    del KINDS["tixing"]
    read(tree, folder)
    (folder / "tixing.txt").write_text(WORDING, encoding="utf-8")
    assert () == take_in(folder)
    return Road(dataset=dataset(), wording=templates_dir() / "wording", own_wording=folder)


def test_a_paper_over_the_units_that_fit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    road = own_kind(monkeypatch, tmp_path)
    (job,) = plan(dataset(), Request(kinds=("tixing",)))
    composed = road.compose(job).value
    assert composed is not None
    document = composed.document
    text = text_of(document)
    counted = {name: int(number) for name, number in re.findall(r"([\u4e00-\u9fff]+?)(\d+)项；", text)}
    assert {unit.name for unit in dataset().units} == set(job.covers) > set(counted) > set()
    facts = Facts(dataset(), dataset().campaign.due)
    open_items = {name: facts.of(Scope(unit=name))["未完成数"].value for name in job.covers}
    assert {name: number for name, number in open_items.items() if number} == counted
    total, items = re.search(r"(\d+)个单位(\d+)项没有完成", text).groups()  # type: ignore[union-attr]
    assert (len(counted), sum(counted.values())) == (int(total), int(items))
    (attachment,) = document.parts
    assert isinstance(attachment, Attachment)
    assert Orientation.LANDSCAPE is attachment.orientation
    (table,) = attachment.body
    assert isinstance(table, Table)
    assert int(items) <= len(table.rows)
    assert (Layout.OFFICIAL, True) == (document.layout, bool(document.signers))
    assert {"tixing.txt"} == set(composed.wording)


def test_a_table_of_no_row_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tree = changed(*PIECE, "表", "督查", "只列", to={"问题": ["没有这样的问题"]})
    road = own_kind(monkeypatch, tmp_path, tree)
    (job,) = plan(dataset(), Request(kinds=("tixing",)))
    composed = road.compose(job).value
    assert composed is not None
    table = next(block for block in composed.document.body if isinstance(block, Table))
    assert [["无"]] == [["".join(run.text for run in cell.lines[0]) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("said", [True, False])
def test_who_is_left_out_is_named_or_nothing_is_made(
    said: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    road = own_kind(monkeypatch, tmp_path, {**GOOD, "须先报送": "是"})
    if said:
        text = WORDING.replace("# 附件说明", "未包括{{ 未包括|顿号 }}。\n# 附件说明")
        (tmp_path / "tixing.txt").write_text(text, encoding="utf-8")
    late = tuple(row for row in dataset().submissions if row.unit != "机修厂")
    data = replace(dataset(), submissions=late)
    road = replace(road, dataset=data, allow_incomplete=True)
    (job,) = plan(data, Request(kinds=("tixing",)))
    result = road.compose(job)
    assert said is (result.value is not None)
    message = "文中没有说明未包括尚未报送的机修厂，未制作提醒函"
    assert said is (message not in [problem.message for problem in result.problems])


def test_no_unit_that_fits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    road = own_kind(monkeypatch, tmp_path, changed(*PIECE, "单位", to={"类别": "没有这一类"}))
    (job,) = plan(dataset(), Request(kinds=("tixing",)))
    result = road.compose(job)
    assert (None, [Code.NOTHING_TO_SAY]) == (result.value, [problem.code for problem in result.problems])
    assert "截至统计日期没有单位符合“类别：没有这一类”，未制作提醒函" == result.problems[0].message


@pytest.mark.parametrize(("key", "word"), [("文种", "通知"), ("英文词", "notice"), ("文种", "通报")])
def test_a_word_of_another_kind_is_refused(key: str, word: str, tmp_path: Path) -> None:
    read(changed(key, to=word), tmp_path)
    (problem,) = take_in(tmp_path)
    assert (Code.KIND_FAULT, key, f"“{word}”已是别的文种") == (problem.code, problem.place.cell, problem.message)
    assert "tixing" not in KINDS


@pytest.mark.parametrize(
    ("written", "value", "holds"),
    [
        ("大于 0", 1, True),
        ("大于 0", 0, False),
        ("不小于3", 3, True),
        ("小于 60%", 60, False),
        ("不大于 2.5", 2.4, True),
        ("等于 0", None, False),
    ],
)
def test_a_number_is_compared(written: str, value: float | None, holds: bool) -> None:
    condition = condition_of("数", written, NUMBER)
    assert not isinstance(condition, str)
    assert holds is condition.holds({"数": value})


@pytest.mark.parametrize(
    ("written", "value", "holds"),
    [
        ("甲", "甲", True),
        (["甲", "乙"], "乙", True),
        ("甲", ("乙", "甲"), True),
        ("空", "", True),
        ("不空", "甲", True),
        ("不空", (), False),
        ("甲", "", False),
    ],
)
def test_a_text_is_one_of_the_words(written: Any, value: Any, holds: bool) -> None:
    condition = condition_of("名", written, TEXT)
    assert not isinstance(condition, str)
    assert holds is condition.holds({"名": value})


def test_yes_and_no() -> None:
    condition = condition_of("已报送", "否", FLAG)
    assert not isinstance(condition, str)
    assert (True, False) == (condition.holds({"已报送": False}), condition.holds({"已报送": True}))


@pytest.mark.parametrize("example", ["huitoukan", "anquan"])
def test_a_reminder_goes_to_whoever_has_not_reported_and_to_nobody_else(example: str) -> None:
    data = dataset(example)
    road = Road(dataset=data, wording=templates_dir() / "wording")
    over, *own = plan(data, Request(kinds=("reminder",)))
    late = [job.unit for job in own]
    assert [row.name for row in data.units] == list(over.covers)
    first = road.compose(over).value
    assert first is not None
    table = next(block for part in first.document.parts for block in part.body if isinstance(block, Table))
    assert late == ["".join(run.text for run in row.cells[1].lines[0]) for row in table.rows]
    silent = next(unit.name for unit in data.units if unit.must_report and unit.name not in late)
    refused = road.compose(Job(kind="reminder", title="", unit=silent, covers=(silent,)))
    assert f"截至统计日期{silent}不符合“应报告：是；已报送：否”，未制作催报通知" == refused.problems[0].message


def test_the_whole_reminder_is_one_paper_without_a_unit() -> None:
    kind = KINDS["reminder"]
    assert (False, (), ("发文", "报送")) == (kind.PER_UNIT, kind.VARIANTS, kind.SHEETS)
    assert CONSOLIDATED == plan(dataset(), Request(kinds=("reminder",)))[0].unit


def keys(section: str) -> list[str]:
    text = (ROOT / "docs" / "new-kind.md").read_text(encoding="utf-8")
    table = text.split(f"<!-- {section} -->\n")[1].split("\n\n")[0]
    return [key for line in table.splitlines()[2:] for key in re.findall(r"^\| `(\S+?)`", line)]


@pytest.mark.parametrize(
    ("section", "model"),
    [("declaration", Declaration), ("piece", Piece), ("table", declaration.Table), ("column", Column)],
)
def test_the_docs_have_every_key(section: str, model: Any) -> None:
    assert [info.alias for info in model.model_fields.values()] == keys(section)


def test_the_docs_have_every_source_of_rows_and_every_field() -> None:
    assert list(SOURCES) == keys("sources")
    text = (ROOT / "docs" / "new-kind.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| `问题` \|.*$", text, flags=re.MULTILINE)
    assert set(SOURCES["问题"].fields.fields) == set(re.findall(r"`(\S+?)`", row)) - (
        {"问题"} - set(SOURCES["问题"].fields.fields)
    )
    told = {
        name for kind in KINDS.values() for wording in getattr(kind, "wordings", {}).values() for name in wording.fields
    }
    assert told - {"活动", "发文", "数", "截至", "自称", "未包括"} == set(keys("fields"))
