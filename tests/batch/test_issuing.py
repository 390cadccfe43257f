"""From draft to issued paper: numbers in unit order, what is refused, what is never remade, what a failure leaves."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as WordFile

from docgen.batch.issuing import Issued, issue, judged
from docgen.batch.manifest import known_files
from docgen.batch.order import Order
from docgen.batch.signing import Decided, is_own
from docgen.dataset.records import Dataset, Paper
from docgen.kinds.job import Request
from docgen.pipeline import load, plan
from docgen.problems import Code, Problem, Result
from docgen.register.book import Register, opened
from docgen.register.entries import Entry, Number, State
from docgen.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "data_examples" / "anquan" / "dataset.yaml"
PROGRAM = Path(sys.executable).parent / "docgen"
#: The units with items under supervision, in unit order.
SUPERVISED = ("第二煤矿", "洗选中心", "化工公司", "物流公司", "建安公司")
SIGNED = Decided(signers=("褚一舟",), signed_on=date(2024, 12, 27), drafter="程知白")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    value = load(EXAMPLE).value
    assert value is not None
    return value


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Register]:
    register = opened(tmp_path / "登记簿.sqlite").value
    assert register is not None
    yield register
    register.close()


class Office:
    """What issues papers of a dataset into a folder."""

    def __init__(self, dataset: Dataset, book: Register, folder: Path) -> None:
        self.dataset, self.book, self.out = dataset, book, folder / "正式稿"
        self.settings = Settings(cache=folder / "cache", workers=1)

    def issue(
        self, *kinds: str, decided: Decided = SIGNED, units: Sequence[str] = (), per_unit: bool = False
    ) -> Issued:
        order = Order(dataset=self.dataset, out=self.out, settings=self.settings, known=known_files(self.out))
        jobs = plan(self.dataset, Request(kinds=kinds, units=tuple(units), per_unit=per_unit))
        found = judged(order, [job for job in jobs if units or not is_own(job)], decided, self.book)
        assert found.value is not None
        made = issue(order, ("docx",), found.value, self.book)
        assert made.value is not None, made.problems
        return made.value

    def register(self) -> dict[str, Entry]:
        entries = self.book.entries().value
        assert entries is not None
        return {str(entry.number): entry for entry in entries}

    def with_paper(self, kind: str, unit: str | None, **fields: object) -> None:
        """Change the 发文 row of a kind and unit, or add one."""
        rows = list(self.dataset.papers)
        for place, row in enumerate(rows):
            if (row.kind, row.unit) == (kind, unit):
                rows[place] = row.model_copy(update=fields)
                break
        else:
            rows.append(Paper(文种=kind, 单位=unit).model_copy(update=fields))
        self.dataset = replace(self.dataset, papers=tuple(rows))


@pytest.fixture
def office(dataset: Dataset, book: Register, tmp_path: Path) -> Office:
    return Office(dataset, book, tmp_path)


def messages(problems: Sequence[Problem], *codes: Code) -> list[str]:
    return [problem.message for problem in problems if problem.code in codes]


def words(path: Path) -> str:
    document = WordFile(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def number(serial: int, series: str = "岚安委办督") -> Number:
    return Number(series=series, year=2024, serial=serial)


def test_numbers_go_by_unit_order_and_every_paper_is_entered(office: Office) -> None:
    made = office.issue("supervision")

    assert list(SUPERVISED) == [entry.unit for entry in made.entries]
    assert [number(serial) for serial in range(1, 6)] == [entry.number for entry in made.entries]
    assert made.entries == tuple(office.register().values())
    first = made.entries[0]
    assert ("督办通知单（第二煤矿）", "褚一舟", "程知白", date(2024, 12, 27), 2) == (
        first.title,
        first.signer,
        first.drafter,
        first.signed_on,
        first.copies,
    )
    for entry in made.entries:
        (file,) = entry.files
        content = (office.out / file.path).read_bytes()
        assert sha256(content).hexdigest() == file.sha256
        assert file.path == f"{entry.unit}/{entry.number}-督办通知单-冬季大检查.docx"
        text = words(office.out / file.path)
        assert str(entry.number) in text
        assert "2024年12月27日" in text


def test_an_issued_paper_is_no_draft_and_says_so_in_its_properties(office: Office) -> None:
    (path,) = [entry.files[0].path for entry in office.issue("supervision", units=SUPERVISED[:1]).entries]

    assert "正式稿" == WordFile(str(office.out / path)).core_properties.content_status
    assert "word/headerDraft.xml" not in ZipFile(office.out / path).namelist()


def test_the_same_issue_again_changes_nothing(office: Office) -> None:
    office.issue("supervision")
    before = {path: path.read_bytes() for path in office.out.rglob("*.docx")}

    again = office.issue("supervision")

    assert ((), ()) == (again.entries, again.lines)
    assert before == {path: path.read_bytes() for path in office.out.rglob("*.docx")}
    assert "岚安委办督〔2024〕1号《督办通知单（第二煤矿）》已经签发，没有变，没有重做" in messages(
        again.problems, Code.ISSUED_BEFORE
    )


def test_issued_papers_are_known_where_no_manifest_could_be_written(office: Office) -> None:
    made = office.issue("supervision")
    assert {line.path for line in made.lines} == set(known_files(office.out))


def test_a_file_that_is_gone_is_put_back_as_it_was(office: Office) -> None:
    office.issue("supervision")
    lost = office.out / office.register()["岚安委办督〔2024〕2号"].files[0].path
    before = lost.read_bytes()
    lost.unlink()

    again = office.issue("supervision", decided=replace(SIGNED, signed_on=date(2024, 12, 30)))

    assert before == lost.read_bytes()
    assert [lost] == [office.out / (line.path or "") for line in again.lines]
    assert () == again.entries


def test_a_change_makes_a_draft_that_says_what_it_would_replace(office: Office) -> None:
    office.issue("supervision", units=SUPERVISED[:2])
    kept = {path: path.read_bytes() for path in office.out.rglob("*.docx")}
    office.with_paper("督办通知单", "第二煤矿", copies_to="集团纪委")

    again = office.issue("supervision", units=SUPERVISED[:2])

    (draft,) = again.drafts
    assert "第二煤矿/督办通知单-冬季大检查（拟替换岚安委办督〔2024〕1号）.docx" == draft.path
    assert ("送审稿", ()) == (draft.status, again.entries)
    assert "word/headerDraft.xml" in ZipFile(office.out / draft.path).namelist()
    assert kept == {path: path.read_bytes() for path in kept}
    assert (
        "岚安委办督〔2024〕1号《督办通知单（第二煤矿）》已经签发，现在的数据做出来与它不同，没有重做，另做成送审稿"
        in messages(again.problems, Code.ISSUED_BEFORE)
    )


def test_a_void_paper_is_issued_anew_under_the_next_number(office: Office) -> None:
    office.issue("supervision")
    office.book.void(number(2), "印错")

    again = office.issue("supervision", units=("洗选中心",))

    assert [number(6)] == [entry.number for entry in again.entries]
    assert State.VOID is office.register()["岚安委办督〔2024〕2号"].state


def test_what_is_to_be_filled_in_keeps_a_paper_from_being_issued(office: Office) -> None:
    office.with_paper("督办通知单", None, series=None)

    made = office.issue("supervision")

    assert {} == office.register()
    assert not list(office.out.rglob("*.docx"))
    assert "第二煤矿督办通知单等5件：文中有【待填：机关代字】，不能签发" in messages(made.problems, Code.NOT_ISSUED)


@pytest.mark.parametrize(
    ("kind", "row", "decided", "message"),
    [
        (
            "bulletin",
            {},
            SIGNED,
            "抽查通报：发文表写的成文日期是2024年12月3日，与 --date（2024年12月27日）不同，不能签发",
        ),
        (
            "supervision",
            {},
            replace(SIGNED, signers=("程知白",)),
            "第一煤矿督办通知单等8件：发文表写的签发人是褚一舟，与 --signer（程知白）不同，不能签发",
        ),
        (
            "supervision",
            {},
            replace(SIGNED, signed_on=date(2024, 12, 20)),
            "第一煤矿督办通知单等8件：--date（2024年12月20日）早于统计截至日期（2024年12月25日），不能签发",
        ),
        (
            "supervision",
            {},
            replace(SIGNED, signed_on=date(2025, 1, 6)),
            "第一煤矿督办通知单等8件：文号的年份是2024，签发日期却在2025年，不是同一年的编号",
        ),
        (
            "supervision",
            {"series": "岚二矿发"},
            SIGNED,
            "第一煤矿督办通知单等8件：代字“岚二矿发”是第二煤矿的，不从本机关登记簿编号",
        ),
    ],
)
def test_what_contradicts_the_dataset_is_refused(
    office: Office, kind: str, row: dict[str, object], decided: Decided, message: str
) -> None:
    word = {"bulletin": "抽查通报", "supervision": "督办通知单"}[kind]
    office.with_paper(word, None, **row)

    made = office.issue(kind, decided=decided)

    assert {} == office.register()
    assert message in messages(made.problems, Code.NOT_ISSUED, Code.NUMBER_FOREIGN)


def test_a_number_of_another_series_is_refused(office: Office) -> None:
    office.with_paper("督办通知单", "洗选中心", series="岚安委督", serial=9)

    made = office.issue("supervision")

    assert ["洗选中心督办通知单：代字“岚安委督”与督办通知单的代字“岚安委办督”不同，不是同一编号"] == messages(
        made.problems, Code.NUMBER_FOREIGN
    )
    assert ["第二煤矿", "化工公司", "物流公司", "建安公司"] == [entry.unit for entry in made.entries]


def test_letters_to_units_may_be_of_another_series_than_the_paper_to_all(office: Office) -> None:
    made = office.issue("reminder")

    assert [] == messages(made.problems, Code.NUMBER_FOREIGN, Code.NOT_ISSUED)
    assert {"岚安委办发", "岚安委办函"} == {entry.number.series for entry in made.entries}


def test_a_number_given_in_the_dataset_is_entered_as_given_and_left_out_by_the_counter(office: Office) -> None:
    office.with_paper("督办通知单", "化工公司", serial=2)

    made = office.issue("supervision")

    assert [("第二煤矿", 3), ("洗选中心", 4), ("化工公司", 2), ("物流公司", 5), ("建安公司", 6)] == [
        (entry.unit, entry.number.serial) for entry in made.entries
    ]


def test_a_number_meant_for_a_paper_not_yet_issued_is_left_to_it(office: Office) -> None:
    office.with_paper("督办通知单", "化工公司", serial=1)

    made = office.issue("supervision", units=SUPERVISED[:1])

    assert [number(2)] == [entry.number for entry in made.entries]


def test_a_taken_number_is_refused_and_nothing_is_issued(office: Office) -> None:
    office.book.add([Entry(number=number(7), title="旧")])
    office.with_paper("督办通知单", "化工公司", serial=7)
    order = Order(dataset=office.dataset, out=office.out, settings=office.settings)
    found = judged(order, plan(office.dataset, Request(kinds=("supervision",))), SIGNED, office.book)
    assert found.value is not None

    made = issue(order, ("docx",), found.value, office.book)

    assert [Code.NUMBER_TAKEN] == [problem.code for problem in made.problems]
    assert ["岚安委办督〔2024〕7号"] == list(office.register())
    assert not list(office.out.rglob("*.docx"))


class Changed:
    """An office that has issued a paper and changed it since: whoever issues it again with another makes a draft."""

    DRAFT = "第二煤矿/督办通知单-冬季大检查（拟替换岚安委办督〔2024〕1号）.docx"

    def __init__(self, office: Office) -> None:
        office.issue("supervision", units=("第二煤矿",))
        office.with_paper("督办通知单", "第二煤矿", copies_to="集团纪委")
        self.office = office

    def issue(self, on_made: Callable[[], None] = lambda: None) -> Result[Issued]:
        office = self.office
        order = Order(dataset=office.dataset, out=office.out, settings=office.settings, known=known_files(office.out))
        jobs = plan(office.dataset, Request(kinds=("supervision",), units=("第二煤矿", "化工公司")))
        found = judged(order, jobs, SIGNED, office.book)
        assert found.value is not None
        return issue(order, ("docx",), found.value, office.book, on_made)

    def files(self) -> set[str]:
        out = self.office.out
        return {path.relative_to(out).as_posix() for path in out.rglob("*.docx")}


def test_nothing_is_made_where_the_numbers_are_refused(office: Office) -> None:
    changed = Changed(office)
    office.with_paper("督办通知单", "化工公司", serial=1)
    before = changed.files()

    made = changed.issue()

    assert [Code.NUMBER_TAKEN] == [problem.code for problem in made.problems]
    assert before == changed.files() == set(known_files(office.out))


def test_a_draft_is_known_and_told_where_nothing_can_be_entered(office: Office) -> None:
    changed = Changed(office)

    def lose() -> None:
        office.book.give_back([number(2)])

    made = changed.issue(lose)

    assert ([Code.NUMBER_UNKNOWN, Code.ISSUED_BEFORE], None) == ([each.code for each in made.problems], made.value)
    assert Changed.DRAFT in changed.files()
    assert changed.files() == set(known_files(office.out))


def test_a_draft_is_known_where_the_disk_then_fails(office: Office) -> None:
    changed = Changed(office)

    def full() -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        changed.issue(full)

    assert Changed.DRAFT in changed.files()
    assert changed.files() == set(known_files(office.out))
    assert State.FREE is office.register()["岚安委办督〔2024〕2号"].state


def test_a_units_own_report_is_never_numbered_from_our_register(office: Office) -> None:
    made = office.issue("report", units=("洗选中心",), decided=replace(SIGNED, signers=("乔望舒",)))

    (line,) = made.lines
    assert ({}, 1, "正式稿") == (office.register(), made.unnumbered, line.status)
    assert "岚洗发〔2024〕　号" in words(office.out / (line.path or ""))


def test_a_units_own_number_given_in_the_dataset_is_entered_as_given(office: Office) -> None:
    decided = Decided(signers=("季昉",), signed_on=date(2024, 12, 26))

    made = office.issue("report", units=("化工公司",), decided=decided)

    assert ["岚化发〔2024〕27号"] == [str(entry.number) for entry in made.entries]


def test_the_copies_of_a_notice_for_its_units_have_its_number(office: Office) -> None:
    decided = Decided(signers=("褚一舟",), signed_on=date(2024, 10, 30))

    made = office.issue("notice", decided=decided, per_unit=True)

    (entry,) = made.entries
    assert ("岚安委办发〔2024〕11号", "汇总", 9) == (str(entry.number), entry.unit, len(entry.files))
    assert all("岚安委办发〔2024〕11号" in words(office.out / file.path) for file in entry.files)


def test_a_paper_that_cannot_be_made_gives_its_number_back(office: Office) -> None:
    in_the_way = office.out / "洗选中心" / "岚安委办督〔2024〕2号-督办通知单-冬季大检查.docx"
    in_the_way.parent.mkdir(parents=True)
    in_the_way.write_bytes(b"somebody's")

    made = office.issue("supervision")

    assert ["这个位置已有同名的文件，没有覆盖，也没有编号"] == messages(made.problems, Code.NOT_ISSUED)
    assert [1, 3, 4, 5] == [entry.number.serial for entry in made.entries]
    assert b"somebody's" == in_the_way.read_bytes()
    assert State.FREE is office.register()["岚安委办督〔2024〕2号"].state
    in_the_way.unlink()
    assert [number(2)] == [entry.number for entry in office.issue("supervision").entries]
    assert [".docgen-journal.jsonl"] == [path.name for path in office.out.glob(".*")]  # until the manifest is written


def test_a_killed_issue_leaves_no_paper_and_its_numbers_are_found(office: Office, tmp_path: Path) -> None:
    command = [PROGRAM, "issue", EXAMPLE, "--kind", "督办", "--signer", "褚一舟", "--date", "2024-12-27"]
    killed = subprocess.Popen(
        [*command, "--format", "docx", "--out", office.out],
        env={**os.environ, "DOCGEN_REGISTER": str(office.book.path), "DOCGEN_WORKERS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while killed.poll() is None and not list(office.out.glob(".docgen-*")):
        time.sleep(0.001)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert not [
        path for path in office.out.rglob("*.docx") if not path.relative_to(office.out).parts[0].startswith(".")
    ]
    assert [State.RESERVED] * 5 == [entry.state for entry in office.register().values()]

    made = office.issue("supervision")

    assert tuple(number(serial) for serial in range(1, 6)) == made.returned
    assert [number(serial) for serial in range(1, 6)] == [entry.number for entry in made.entries]
