"""The register: reserve → issue → void; what is never done; which files it will not touch."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docgen.register.book import Register, opened
from docgen.register.disks import kind_of_disk
from docgen.register.entries import Entry, IssuedFile, Number, Origin, State, Wanted, number_of
from docgen.register.holders import is_gone, this_process

SERIES = "青办发"


def number(serial: int, series: str = SERIES, year: int = 2024) -> Number:
    return Number(series=series, year=year, serial=serial)


def wanted(*papers: str, series: str = SERIES, year: int = 2024) -> list[Wanted]:
    return [Wanted(series=series, year=year, paper=paper) for paper in papers]


def given(serial: int, paper: str) -> Wanted:
    return Wanted(series=SERIES, year=2024, serial=serial, paper=paper)


@pytest.fixture
def file(quick_folder: Path) -> Path:
    return quick_folder / "登记簿" / "发文登记簿.sqlite"


@pytest.fixture
def book(file: Path) -> Iterator[Register]:
    register = opened(file).value
    assert register is not None
    yield register
    register.close()


def reserved(book: Register, papers: list[Wanted], kept: tuple[Number, ...] = ()) -> list[int]:
    answer = book.reserve(papers, kept=kept)
    assert answer.value is not None, answer.problems
    return [each.serial for each in answer.value.numbers]


def issued(book: Register, *papers: str) -> list[int]:
    serials = reserved(book, wanted(*papers))
    assert () == book.issue([Entry(number=number(serial)) for serial in serials]).problems
    return serials


def states(book: Register) -> dict[int, str]:
    entries = book.entries().value
    assert entries is not None
    return {entry.number.serial: entry.state.word for entry in entries}


def said(answer: object) -> list[str]:
    return [str(problem) for problem in getattr(answer, "problems", ())]


def test_numbers_follow_one_another_in_the_order_asked(book: Register) -> None:
    assert [1, 2, 3] == reserved(book, wanted("一", "二", "三"))
    assert [4] == reserved(book, wanted("四"))


def test_every_series_and_year_counts_for_itself(book: Register) -> None:
    papers = [*wanted("一"), *wanted("二", series="青办督"), *wanted("三", year=2025), *wanted("四")]

    assert [1, 1, 1, 2] == reserved(book, papers)


def test_an_issued_paper_is_entered_with_its_columns_and_files(book: Register) -> None:
    reserved(book, wanted("通知"))
    entry = Entry(
        number=number(1),
        title="关于开展检查的通知",
        security="秘密★1年",
        copies=30,
        drafter="宫徵",
        signer="商羽",
        signed_on=date(2024, 5, 6),
        recipients="各分馆",
        copies_to="市文化局",
        archive="2024-永久-7",
        paper="通知",
        kind="notice",
        unit="汇总",
        content="ab",
        files=(IssuedFile(path="汇总/通知.docx", sha256="12"), IssuedFile(path="汇总/通知.pdf", sha256="34")),
    )

    assert () == book.issue([entry]).problems
    assert (entry,) == book.entries().value


def test_what_is_given_back_is_given_again_first(book: Register) -> None:
    reserved(book, wanted("一", "二", "三", "四"))
    book.issue([Entry(number=number(1)), Entry(number=number(4))])

    assert () == book.give_back([number(2), number(3)]).problems
    assert {1: "已发", 2: "退回待用", 3: "退回待用", 4: "已发"} == states(book)
    assert [2, 3, 5] == reserved(book, wanted("五", "六", "七"))


def test_only_what_is_reserved_can_be_given_back(book: Register) -> None:
    issued(book, "一")

    book.give_back([number(1), number(9)])

    assert {1: "已发"} == states(book)


def test_a_number_given_in_the_dataset_is_entered_and_the_counter_goes_on_after_it(book: Register) -> None:
    assert [12, 11, 13] == reserved(book, [*wanted("一"), given(11, "二"), *wanted("三")])
    entries = book.entries().value
    assert entries is not None
    assert [Origin.GIVEN, Origin.ALLOTTED, Origin.ALLOTTED] == [entry.origin for entry in entries]


def test_a_given_number_that_is_given_back_leaves_no_trace(book: Register) -> None:
    reserved(book, [given(11, "一")])
    book.give_back([number(11)])

    assert {} == states(book)
    assert [1] == reserved(book, wanted("二"))


def test_numbers_meant_for_others_are_left_out(book: Register) -> None:
    assert [1, 4] == reserved(book, wanted("一", "二"), kept=(number(2), number(3)))


def test_a_number_given_back_and_meant_for_another_is_left_to_it(book: Register) -> None:
    issued(book, "一")
    book.give_back([number(serial) for serial in reserved(book, wanted("二", "三", "四"))])

    told = book.foretell(wanted("五", "六"), kept=(number(2), number(4))).value
    assert (number(3), number(5)) == told
    assert [3, 5] == reserved(book, wanted("五", "六"), kept=(number(2), number(4)))
    assert {1: "已发", 2: "退回待用", 3: "预留", 4: "退回待用", 5: "预留"} == states(book)
    assert [2] == reserved(book, [given(2, "二")], kept=(number(2), number(4)))


def test_a_number_given_back_is_given_again_once_it_is_meant_for_none(book: Register) -> None:
    book.give_back([number(serial) for serial in reserved(book, wanted("一"))])

    assert [2] == reserved(book, wanted("二"), kept=(number(1),))
    assert [1, 3] == reserved(book, wanted("三", "四"))


def test_a_number_given_back_by_the_paper_it_was_left_to_is_no_gap(book: Register) -> None:
    book.give_back([number(serial) for serial in reserved(book, wanted("一"))])
    assert [2, 1] == reserved(book, [*wanted("二"), given(1, "三")], kept=(number(1),))
    book.give_back([number(1)])

    assert {1: "退回待用", 2: "预留"} == states(book)
    assert [1] == reserved(book, wanted("四"))


def test_a_taken_number_is_refused_and_nothing_is_reserved(book: Register) -> None:
    issued(book, "一")

    answer = book.reserve([*wanted("二"), given(1, "三")])

    assert answer.value is None
    assert said(answer) == [
        "错误 N02 文号青办发〔2024〕1号已经用过。 "
        "办法：docgen register list 可查是哪一件；在发文表里改序号，或空着由登记簿编号"
    ]
    assert {1: "已发"} == states(book)


def test_a_paper_has_one_number_only(book: Register) -> None:
    issued(book, "一")
    reserved(book, wanted("二"))

    assert ["错误 N02 这一件已经签发，文号是青办发〔2024〕1号。 办法：要换的先作废：docgen register void"] == said(
        book.reserve(wanted("一"))
    )
    assert ["错误 N02 另一个窗口正在签发这一件（青办发〔2024〕2号）。 办法：等它做完再看"] == said(
        book.reserve(wanted("二"))
    )


def test_a_void_number_stays_and_its_paper_may_have_another(book: Register) -> None:
    issued(book, "一", "二")

    assert () == book.void(number(2), "印错").problems
    assert {1: "已发", 2: "作废"} == states(book)
    assert [3] == reserved(book, wanted("二"))
    assert ["错误 N02 文号青办发〔2024〕2号已作废，不再使用。"] == [
        text.partition(" 办法")[0] for text in said(book.reserve([given(2, "三")]))
    ]


@pytest.mark.parametrize(
    ("serial", "message"),
    [(2, "青办发〔2024〕2号已经作废"), (3, "青办发〔2024〕3号还没有签发"), (9, "登记簿中没有青办发〔2024〕9号")],
)
def test_only_what_is_issued_can_be_voided(book: Register, serial: int, message: str) -> None:
    issued(book, "一", "二")
    book.void(number(2), "印错")
    reserved(book, wanted("三"))

    assert [f"错误 N04 {message}。"] == [text.partition(" 办法")[0] for text in said(book.void(number(serial), "印错"))]


def test_the_database_itself_refuses_to_lose_a_number(book: Register, file: Path) -> None:
    issued(book, "一", "二")
    book.void(number(2), "印错")

    with sqlite3.connect(file) as anybody:
        for statement in (
            "DELETE FROM numbers WHERE serial = 1",
            "DELETE FROM numbers WHERE serial = 2",
            "UPDATE numbers SET state = 'issued' WHERE serial = 2",
            "UPDATE numbers SET state = 'free' WHERE serial = 1",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                anybody.execute(statement)
    assert {1: "已发", 2: "作废"} == states(book)


def test_numbers_used_elsewhere_are_added_and_the_counter_goes_on_after_them(book: Register) -> None:
    used = [Entry(number=number(6), title="旧"), Entry(number=number(7), state=State.VOID, reason="作废")]

    assert () == book.add(used).problems
    assert {6: "已发", 7: "作废"} == states(book)
    assert [8] == reserved(book, wanted("一"))
    assert ["错误 N02 文号青办发〔2024〕6号已经用过。"] == [
        text.partition(" 办法")[0] for text in said(book.add([Entry(number=number(9)), *used[:1]]))
    ]
    assert 9 not in states(book)


HOLDING = """
import sys
from pathlib import Path
from docgen.register.book import opened
from docgen.register.entries import Wanted
book = opened(Path(sys.argv[1])).value
book.reserve([Wanted(series="青办发", year=2024, paper=each) for each in ("甲", "乙")])
print("reserved", flush=True)
sys.stdin.read()
"""


def test_what_a_killed_process_had_reserved_is_found_and_given_back(book: Register, file: Path) -> None:
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLDING, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert holding.stdout is not None
    assert "reserved\n" == holding.stdout.readline()
    assert () == book.reclaim().value  # while it lives its numbers are its own
    assert [3] == reserved(book, wanted("丙"))

    os.kill(holding.pid, signal.SIGKILL)
    holding.communicate()
    answer = book.reserve(wanted("甲"))

    assert answer.value is not None
    assert (number(1),) == answer.value.numbers
    assert (number(1), number(2)) == answer.value.returned


def test_a_process_with_the_pid_of_another_is_another() -> None:
    own = this_process()

    assert not is_gone(own)
    assert is_gone(type(own)(pid=own.pid, started=own.started + 1, boot=own.boot, namespace=own.namespace))
    assert is_gone(type(own)(pid=own.pid, started=own.started, boot="before the last boot", namespace=own.namespace))
    assert not is_gone(type(own)(pid=1, started=0, boot=own.boot, namespace="another container's"))


def refusal(file: Path, **more: object) -> str:
    answer = opened(file, **more)  # type: ignore[arg-type]
    assert answer.value is None
    (problem,) = answer.problems
    return problem.message


MOUNTS = """
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /mnt/share rw - nfs4 server:/export rw
31 22 0:41 / /mnt/my\\040share rw - cifs //server/share rw
32 30 0:42 / /mnt/share/local rw master:7 - tmpfs tmpfs rw
33 22 0:43 / /mnt/far rw - fuse.sshfs clerk@server:/ rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/clerk/a.sqlite", "ext4"),
        ("/mnt/share/a.sqlite", "nfs4"),
        ("/mnt/shared/a.sqlite", "ext4"),
        ("/mnt/my share/a.sqlite", "cifs"),
        ("/mnt/share/local/a.sqlite", "tmpfs"),
        ("/mnt/far/a.sqlite", "fuse.sshfs"),
    ],
)
def test_the_disk_under_a_path(path: str, kind: str) -> None:
    assert kind == kind_of_disk(Path(path), MOUNTS)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "9p", "fuse.sshfs"])
def test_a_network_disk_is_refused(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / / rw - {kind} server rw\n", encoding="utf-8")

    said = refusal(tmp_path / "簿.sqlite", mounts=mounts)

    assert f"发文登记簿放在网络盘上（{kind}），几台机器同时用会重号，没有打开" == said
    assert not (tmp_path / "簿.sqlite").exists()


def test_a_register_of_a_newer_program_is_left_alone(book: Register, file: Path) -> None:
    with sqlite3.connect(file) as later:
        later.execute("PRAGMA user_version = 9")
    before = file.read_bytes()

    assert "发文登记簿是更新版本的程序建立的（第 9 版），这个程序不认识，没有打开" == refusal(file)
    assert before == file.read_bytes()


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "别的.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE numbers (a)")
    connection.close()

    assert "这个文件不是发文登记簿，没有打开" == refusal(other)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    other = tmp_path / "登记簿.xlsx"
    other.write_bytes(b"PK\x03\x04" * 400)

    assert "这个文件不是发文登记簿，或者已损坏，没有打开" == refusal(other)


def test_a_damaged_register_is_told(book: Register, file: Path) -> None:
    for start in range(0, 900, 30):
        issued(book, *(f"{start + place}" for place in range(30)))
    book.close()
    content = bytearray(file.read_bytes())
    content[5 * 4096 : 9 * 4096] = b"\xff" * 4 * 4096
    file.write_bytes(content)

    assert "发文登记簿已损坏，没有使用" == refusal(file)


def test_a_register_that_another_holds_too_long(book: Register, file: Path) -> None:
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "发文登记簿正被别的程序占用，等了 0 秒仍不能写" == refusal(file, patience=0)
        other.execute("ROLLBACK")


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    assert "发文登记簿不能用（打不开）" == refusal(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")

    assert refusal(tmp_path / "文件" / "登记簿.sqlite").startswith("发文登记簿打不开（")


@pytest.mark.parametrize(
    "text",
    ["青办发〔2024〕7号", "青办发[2024]7号", "青办发（２０２４）第7号", " 青办发 〔2024〕 07 号 ", "青办发【2024】7"],
)
def test_a_number_as_staff_type_it(text: str) -> None:
    assert number(7) == number_of(text)
    assert "青办发〔2024〕7号" == str(number_of(text))


@pytest.mark.parametrize(
    "text", ["", "青办发", "青办发〔2024〕号", "〔2024〕7号", "青办发〔24〕7号", "青办发〔2024〕0号"]
)
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None


def test_what_is_foretold_is_what_is_given_and_nothing_is_taken(book: Register) -> None:
    issued(book, "甲", "乙")
    book.give_back([number(serial) for serial in reserved(book, wanted("丙"))])
    asked = [*wanted("丁", "戊"), given(9, "己")]

    told = book.foretell(asked, kept=(number(4),)).value
    assert told == book.foretell(asked, kept=(number(4),)).value
    assert told is not None
    assert [each.serial for each in told] == reserved(book, asked, kept=(number(4),))


def test_a_taken_number_is_foretold_to_be_refused(book: Register) -> None:
    issued(book, "甲")
    assert (None, 1) == ((answer := book.foretell([given(1, "乙")])).value, len(answer.problems))
