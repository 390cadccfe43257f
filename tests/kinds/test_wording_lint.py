"""The lint of wordings: nothing wrong with the shipped ones, every planted fault at its line and column, no code."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.kinds.all_kinds import all_wordings
from docgen.kinds.wordings.lint import faults_of
from docgen.problems import Problem
from docgen.resources import templates_dir

SHIPPED = templates_dir() / "wording"
HEAD = "# 标题\n关于督查情况的函\n# 主送\n{{ 主送机关 }}：\n# 正文\n"
GOOD = "情况反馈如下：\n{% for 句 in 问题 %}\n（一）{{ 句|去句号 }}。\n{% endfor %}\n特此函达。\n"


def lint(text: str, folder: Path, name: str = "feedback") -> tuple[Problem, ...]:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return faults_of(name, all_wordings()[name], (folder, SHIPPED))


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.place.cell}：{problem.message}" for problem in problems]


@pytest.mark.parametrize("name", list(all_wordings()))
def test_the_shipped_wording_is_sound(name: str) -> None:
    assert () == faults_of(name, all_wordings()[name], (SHIPPED,))


def test_a_good_wording_has_no_fault(tmp_path: Path) -> None:
    assert () == lint(HEAD + GOOD, tmp_path)


#: A line of the body (line 6 of the file) → what is said of it.
BODY = {
    "{{ 单位.规范化简程 }}。": "第6行第7字：“单位”没有“规范化简程”这个字段",
    "{{ 单位 }}。": "第6行第4字：“单位”下面有多项内容，不能整个印出",
    "{{ 单为.全称 }}。": "第6行第4字：没有“单为”这个字段",
    "{{ 成效 }}。": "第6行第4字：“成效”有若干项，不能直接印出",
    "{{ 要求.要求 }}。": "第6行第7字：“要求”有若干项，不能直接写“.要求”",
    "{{ 单位.应报告 }}。": "第6行第7字：“单位.应报告”只说是不是，不能印出",
    "{{ 截至|日其 }}。": "第6行第7字：没有“日其”这个过滤器",
    "{{ 单位.全称|日期 }}。": "第6行第10字：过滤器“日期”只用于日期，“单位.全称”不是日期",
    "{{ 单位.全称|顿号 }}。": "第6行第10字：过滤器“顿号”要用在有若干项的字段上，“单位.全称”只有一项",
    "{{ 日期|日期 }}。": "第6行第4字：“日期”有若干项，不能用过滤器“日期”",
    "{{ 问题|去句号 }}。": "第6行第7字：“问题”有若干项",
    "{{ 问题|map('去逗号')|list|顿号 }}。": "第6行第12字：没有“去逗号”这个过滤器",
    "{{ 要求|map(attribute='要球')|list|顿号 }}。": "第6行第22字：“要求”没有“要球”这个字段",
    "{{ 数.完成率+1 }}。": "第6行第4字：措辞里不做计算",
    "{{ 数.完程率 }}。": "第6行第6字：“数”没有“完程率”这个字段",
    "{{ 自称.长度 }}。": "第6行第7字：“自称”下面没有“长度”",
    "{{ 自称 }。": "第6行第1字：“{{”没有闭合，少了“}}”",
    "｛｛ 自称 ｝｝。": "第6行第1字：“｛｛”是全角字符",
    "自称 }}。": "第6行第4字：多出一个“}}”",
    "{{ 自称｜日期 }}。": "第6行第6字：记号里用了全角的“｜”",
    "{{ 自称 自称 }}。": "第6行第4字：写法有误",
    "{% 如果 问题 %}有{% endif %}。": "第6行第4字：没有“{% 如果 %}”这种写法",
    "{% if 问题 %}有。": "第6行第1字：{% if %}没有闭合，少了 {% endif %}",
    "{% endfor %}。": "第6行第4字：多出一个 {% endfor %}",
    "{% else %}。": "第6行第4字：{% else %}不在 {% if %} 里面",
    "{% include '没有.txt' %}": "第6行第13字：找不到措辞文件“没有.txt”",
    "{% include 问题 %}": "第6行第4字：include 后面要写引号里的文件名",
    "{% include 'feedback.txt' %}": "第6行第13字：“feedback.txt”一层套一层，绕回了自己",
    "{% if 问题 %}有{% endif %}": "第6行第22字：这一行以“%}”结尾，会与下一行连成一段",
    "〖抽查情况〗": "第6行第1字：没有〖抽查情况〗这张表",
    "#主送": "第6行第1字：“#主送”不是这里认得的标题行",
    "＃ 主送": "第6行第1字：“＃ 主送”不是这里认得的标题行",
    "# 主关": "第6行第3字：没有“# 主关”这一部分",
    "(一)查找问题": "第6行第1字：层次序号“(一)”认不出，会当作普通文字",
    "1、查找问题": "第6行第1字：层次序号“1、”认不出，会当作普通文字",
    "一.查找问题": "第6行第1字：层次序号“一.”认不出，会当作普通文字",
    "情况\ue000如下。": "第6行第3字：有看不见的字符 U+E000",
}


@pytest.mark.parametrize("line", BODY)
def test_a_fault_is_told_at_its_place(line: str, tmp_path: Path) -> None:
    found = told(lint(f"{HEAD}{line}\n{GOOD}", tmp_path))

    assert BODY[line] in found


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    alone = [line for line in BODY if not line.startswith(("{% ", "# ", "#", "＃"))]
    text = HEAD + "\n".join(alone) + f"\n{GOOD}"
    found = told(lint(text, tmp_path))

    expected = [BODY[line].replace("第6行", f"第{number}行", 1) for number, line in enumerate(alone, 6)]
    assert [] == [fault for fault in expected if fault not in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, "第1行第1字：缺少“# 标题”这一部分"),
        (HEAD.replace("# 主送\n", ""), "第1行第1字：缺少“# 主送”这一部分"),
        (HEAD, "第5行第1字：“# 正文”下面没有文字"),
        (f"函\n{HEAD}{GOOD}", "第1行第1字：这一行在“# 标题”之前，印不出来"),
    ],
)
def test_the_parts_that_a_kind_needs(text: str, expected: str, tmp_path: Path) -> None:
    assert expected in told(lint(text, tmp_path))


#: What would reach beyond the fields of a paper, were it rendered.
CODE = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 单位['__class__'] }}",
    "{{ 自称.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ self._TemplateReference__context }}",
    "{{ range(10**9)|list }}",
    "{{ 'x' * 10**10 }}",
    "{{ 自称.format(单位) }}",
    "{{ 单位|attr('__class__') }}",
    "{{ 问题|map(attribute='__class__')|list }}",
    "{% set x = namespace() %}",
    "{% macro f() %}{{ f() }}{% endmacro %}",
    "{% import 'feedback.txt' as f %}",
    "{% extends 'notice.txt' %}",
    "{% include '../../../etc/passwd' %}",
    "{% for i in range(10**8) %}x{% endfor %}",
    "{{ {}.update }}",
    "{{ [].append(1) }}",
)


@pytest.mark.parametrize("line", CODE)
def test_code_is_refused(line: str, tmp_path: Path) -> None:
    assert () != lint(f"{HEAD}{line}\n{GOOD}", tmp_path)


def test_what_is_included_is_read_in_the_office_s_own_version(tmp_path: Path) -> None:
    (tmp_path / "briefing_next.txt").write_text("{{ 报告.下部打算|顿号 }}\n", encoding="utf-8")
    (problem,) = faults_of("briefing", all_wordings()["briefing"], (tmp_path, SHIPPED))

    assert ("briefing_next.txt", "第1行第7字") == (problem.place.file, problem.place.cell)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "feedback.txt").write_bytes(b"\xff\xfe\x00\xd8\x00")
    (problem,) = faults_of("feedback", all_wordings()["feedback"], (tmp_path, SHIPPED))

    assert "不是纯文本" == problem.message
