"""Relations between records: what refers to something must find it, what is to be unique is, dates follow one another.

Rows in error count as being there: who refers to a unit whose row has a wrong number elsewhere has made no mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from docgen.dataset.ledgers import UNIT
from docgen.dataset.names import NAME, NO_UNIT, OFFICE_ENTRY, Leaders, check_units, repeated_units
from docgen.dataset.records import Decision, LedgerForm
from docgen.dataset.rows import Findings, Row
from docgen.dataset.tables import Known, Tables
from docgen.dataset.values import YEARS, Fault, near, not_listed, out_of_range, quoted
from docgen.dates import format_day
from docgen.problems import SOME_UNIT, Code

__all__ = ["relate"]

_ORDERED_DATES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("阶段", ("开始", "结束")),
    ("报送", ("填报日期", "负责人审核日期", "督导组审核日期", "报送日期")),
    ("督查", ("日期", "反馈日期")),
    ("发文", ("统计截至日期", "成文日期", "印发日期")),
)
#: Columns of 单位 by which papers over several units are put together.
_GROUPING: Final = ("类别", "上级")
_UNIQUE: Final[tuple[tuple[str, tuple[str, ...], str], ...]] = (
    ("督导组", ("名称",), "名称"),
    ("领导干部", (UNIT, "姓名"), "姓名"),
    ("要点", ("对象", "要点"), "要点"),
    ("报送", (UNIT, "台账"), "台账"),
    ("自查情况", (UNIT, "要点"), "要点"),
    ("节假日", ("日期",), "日期"),
)


def relate(tables: Tables, findings: Findings) -> None:
    """Report every relation that does not hold; the rows concerned are in error."""
    _unique_units(tables, findings)
    for sheet, headers, at in _UNIQUE:
        _unique(tables.of(sheet), headers, at, findings)
    _unique(tables.of("发文"), ("文种", UNIT), "文种", findings, may_be_blank=True)
    check_units(tables, findings)
    Leaders(tables, findings).check()
    for sheet, headers in _ORDERED_DATES:
        for row in tables.of(sheet):
            _in_order(row, headers, findings)
    for form, rows in tables.ledger_rows():
        _ledger(form, rows, tables, findings)
    _references(tables, findings)
    _decisions(tables, findings)


def _unique(
    rows: Iterable[Row], headers: tuple[str, ...], at: str, findings: Findings, *, may_be_blank: bool = False
) -> None:
    """Each later row that repeats the key of an earlier one is in error."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = tuple(row[header] for header in headers)
        if key[0] is None or (None in key and not may_be_blank):
            continue
        if key in first:
            said = "、".join(quoted(part) for part in key if part is not None)
            message = f"重复：{said}已在 {first[key].origin.cell(at)} 填过。"
            findings.at(row, at, Fault(Code.DUPLICATE, message, "删去或改正其中一行。"))
        else:
            first[key] = row


def _unique_units(tables: Tables, findings: Findings) -> None:
    """A unit is given once: by its name, else by its code."""
    units = tables.of("单位")
    for row in units:
        if row[NAME] in NO_UNIT:
            message = f"写的是{quoted(row[NAME])}，这个词另有用途，不能作单位的名称。"
            findings.at(row, NAME, Fault(Code.VALUE_NOT_LISTED, message, "换一个规范化简称，各表照改。"))
        for header in _GROUPING:
            if row[header] is None:  # when this is an error, it may belong to any group of units
                findings.widen(row, header, (SOME_UNIT,))
    _unique(units, (NAME,), NAME, findings)
    repeated = {id(row) for row in repeated_units(units)}
    for row in units:
        if id(row) in repeated:  # whose row it was meant to be is not known: that unit is lost
            findings.widen(row, NAME, (SOME_UNIT,))
    _unique([row for row in units if id(row) not in repeated], ("代码",), "代码", findings)


def _in_order(row: Row, headers: tuple[str, ...], findings: Findings) -> None:
    """The dates that are given follow one another; the first that does not is reported."""
    before: str | None = None
    for header in headers:
        if row[header] is None:
            continue
        if before is not None and row[header] < row[before]:
            message = f"是{format_day(row[header])}，早于{before}（{format_day(row[before])}）。"
            findings.at(row, header, Fault(Code.DATES_REVERSED, message, "核对两个日期，改正写错的一个。"))
            return
        before = header


def _ledger(form: LedgerForm, rows: list[Row], tables: Tables, findings: Findings) -> None:
    """The words and dates of one ledger's rows against 活动 and 要点."""
    headers = {column.role: column.name for column in reversed(form.columns)}
    campaign = tables.campaign
    done = campaign.words("完成状态")
    lists = {
        "状态": campaign.words("完成状态", "基本完成状态", "未完成状态"),
        "评价": campaign.words("满意评价", "不满意评价"),
        "来源": campaign.words("原有来源", "新发现来源") if campaign.words("新发现来源") else (),
    }
    points = Known(tables.rows.get("要点"), "要点")
    for row in rows:
        for role, known in lists.items():
            header = headers.get(role)
            if header and known and row[header] is not None and row[header] not in known:
                findings.at(row, header, not_listed(row[header], known))
        if (header := headers.get("要点")) and not points.unsure:
            _refer(row, header, points, "要点", findings)
        _completion(row, headers, lists["状态"], done, campaign.words("未完成状态"), findings)
        if "完成日期" in headers and "销号日期" in headers:
            _in_order(row, (headers["完成日期"], headers["销号日期"]), findings)
    _one_problem_a_number(rows, headers, findings)


def _completion(
    row: Row,
    headers: Mapping[str, str],
    states: tuple[str, ...],
    done: tuple[str, ...],
    undone: tuple[str, ...],
    findings: Findings,
) -> None:
    """A row that counts says how far it is; what is done has its day, and what is not done has none."""
    if "状态" not in headers or (filled_by := row[headers.get("填报人", "")]) not in (None, OFFICE_ENTRY) or row.faulty:
        return
    state, day = row[headers["状态"]], headers.get("完成日期")
    if state is None:
        if states and filled_by in (None, OFFICE_ENTRY):
            fault = Fault(Code.VALUE_MISSING, "没有填。", f"填下列之一：{'、'.join(states)}。")
            findings.at(row, headers["状态"], fault)
    elif day is not None and state in done and row[day] is None:
        fault = Fault(Code.VALUE_MISSING, f"没有填，状态却是{quoted(state)}。", "补填完成日期，或改正状态。")
        findings.at(row, day, fault)
    elif day is not None and state in undone and row[day] is not None:
        message = f"填了{format_day(row[day])}，状态却是{quoted(state)}。"
        findings.at(row, day, Fault(Code.VALUE_NOT_LISTED, message, "改正状态，或删去完成日期。"))


def _one_problem_a_number(rows: list[Row], headers: Mapping[str, str], findings: Findings) -> None:
    """Rows of one number are measures of one problem; another problem under the same number is a slip."""
    number, problem, person = headers.get("序号", ""), headers["问题"], headers.get("责任人", "")
    groups: dict[tuple[object, ...], list[Row]] = {}
    numbers_of: dict[object, set[object]] = {}
    for row in rows:
        if row[UNIT] is not None and row[number] is not None and row[problem] is not None:
            groups.setdefault((row[UNIT], row[person], row[number]), []).append(row)
            numbers_of.setdefault((row[UNIT], row[person], row[problem]), set()).add(row[number])
    for group in groups.values():
        counts = Counter(row[problem] for row in group)
        if len(counts) == 1:
            continue
        first = group[0]
        key = (first[UNIT], first[person])
        meant = max(counts, key=lambda text: (-len(numbers_of[(*key, text)]), counts[text]))
        for row in (row for row in group if row[problem] != meant):
            message = f"写的是 {row[number]}，这个号已是另一条：{quoted(meant)}。"
            hint = f"改正序号；若是同一条的另一措施，“{problem}”要写得一字不差。"
            findings.at(row, number, Fault(Code.DUPLICATE, message, hint))


def _refer(row: Row, header: str, known: Known, where: str, findings: Findings) -> None:
    """A word that refers to another sheet is there."""
    word = row[header]
    if word is None or word in known:
        return
    guess = near(word, known.words)
    asked = f"是不是{quoted(guess)}？" if guess else ""
    message = f"写的是{quoted(word)}，{where}表中没有。{asked}"
    findings.at(row, header, Fault(Code.UNKNOWN_REFERENCE, message, f"改正，或在{where}表中补上。"))


def _references(tables: Tables, findings: Findings) -> None:
    """Ledgers, points, groups, forms and kinds that are named exist; classes and grades are those of 活动."""
    groups = Known(tables.rows.get("督导组"), "名称")
    points = Known(tables.rows.get("要点"), "要点")
    for row in tables.of("单位") if not groups.unsure else ():
        _refer(row, "督导组", groups, "督导组", findings)
    for row in tables.of("自查情况") if not points.unsure else ():
        _refer(row, "要点", points, "要点", findings)
    for sheet, header in (("报送", "台账"), ("处理", "台账"), ("印发件", "附表")):
        for row in tables.of(sheet):
            _known_ledger(row, header, tables, findings)
    for row in tables.of("发文"):
        if row["年份"] is not None and row["年份"] not in YEARS:
            findings.at(row, "年份", out_of_range(row["年份"], YEARS))
        if row["文种"] is not None and row["文种"] not in findings.kinds:
            findings.at(row, "文种", not_listed(row["文种"], findings.kinds))
    classes = tuple(name for name, _ in tables.campaign.values.get("分类标准") or ())
    for row in tables.of("督查"):
        if classes and row["结果"] is not None and row["结果"] not in classes:
            findings.at(row, "结果", not_listed(row["结果"], classes))


def _known_ledger(row: Row, header: str, tables: Tables, findings: Findings) -> None:
    if tables.ledgers is None or row[header] is None or row[header] in tables.ledgers:
        return
    guess = near(row[header], tables.ledgers)
    asked = f"是不是{quoted(guess)}？" if guess else ""
    message = f"写的是{quoted(row[header])}，台账定义表中没有。{asked}"
    findings.at(row, header, Fault(Code.UNKNOWN_REFERENCE, message, "改成台账定义表中的台账名。"))


def _decisions(tables: Tables, findings: Findings) -> None:
    """处理: a class of 活动 for a unit, or a treatment for one item that is in a ledger."""
    rows = tables.of("处理")
    _unique([row for row in rows if row["事项"] == "分类"], ("事项", UNIT), UNIT, findings)
    _unique([row for row in rows if row["事项"] == "督办"], (UNIT, "台账", "序号"), "序号", findings)
    classes = tuple(name for name, _ in tables.campaign.values.get("分类标准") or ())
    exists = _items(tables)
    for row in rows:
        allowed = classes if row["事项"] == "分类" else Decision.TREATMENTS if row["事项"] == "督办" else ()
        for header in ("建议", "决定"):
            if allowed and row[header] is not None and row[header] not in allowed:
                findings.at(row, header, not_listed(row[header], allowed))
        if row["事项"] != "督办" or row.faulty:
            continue
        missing = [header for header in ("台账", "序号") if row[header] is None]
        for header in missing:
            fault = Fault(Code.VALUE_MISSING, "没有填，不知督办哪一条。", "填台账名和该条的序号。")
            findings.at(row, header, fault)
        if not missing and row[UNIT] is not None and not exists(row["台账"], row[UNIT], row["序号"]):
            message = f"{row['序号']} 不存在：“{row['台账']}”中“{row[UNIT]}”没有这一条。"
            findings.at(row, "序号", Fault(Code.UNKNOWN_REFERENCE, message, "对照台账改正序号。"))


def _items(tables: Tables) -> Callable[[str, str, int], bool]:
    """Whether a ledger has an item of a unit and a number; taken as true where that ledger could not be read."""
    found: set[tuple[str, str | None, int | None]] = set()
    read: set[str] = set()
    for form, rows in tables.ledger_rows():
        column = form.column("序号")
        if column is not None:
            read.add(form.name)
            found.update((form.name, row[UNIT], row[column.name]) for row in rows)

    def exists(ledger: str, unit: str, number: int) -> bool:
        tried = ((unit, number), (unit, None), (None, number), (None, None))
        return ledger not in read or any((ledger, *pair) in found for pair in tried)

    return exists
