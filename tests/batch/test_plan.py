"""File names: safe on Windows, short, one for each paper, whatever the data says."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from docgen.batch.plan import LONGEST_PATH, plan_papers, safe_name
from docgen.kinds.job import CONSOLIDATED, Job

#: Windows' own list, written out here: the names of devices, whatever follows a dot.
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}

names = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["CON", "con.txt", "nul", "LPT1", "com9.tar", "..", ".", "", " ", "　", "a/b\\c", "x" * 400, "汉" * 400]
    ),
    st.text(alphabet='<>:"/\\|?*. ', max_size=20),
)
jobs = st.builds(Job, kind=st.sampled_from(["notice", "supervision", "ledger"]), title=names, variant=names, unit=names)


def is_windows_safe(name: str) -> bool:
    return (
        name != ""
        and not set(name) & set('<>:"/\\|?*')
        and all(unicodedata.category(char) not in ("Cc", "Cs") for char in name)
        and not name.endswith((".", " "))
        and not name.startswith(" ")
        and name.partition(".")[0].strip().upper() not in DEVICES
        and len(name.encode()) <= 255
    )


@given(st.lists(jobs, max_size=8))
def test_any_words_give_names_that_windows_takes(given_jobs: list[Job]) -> None:
    paths = [path for paper in plan_papers(given_jobs, ("docx", "pdf")) for _, path in paper.files]
    assert [] == [path for path in paths if path.count("/") != 1]
    assert [] == [path for path in paths if not all(is_windows_safe(part) for part in path.split("/"))]
    assert [] == [path for path in paths if len(path) >= LONGEST_PATH]


@given(st.lists(jobs, max_size=8))
def test_no_two_papers_share_a_name_where_case_does_not_count(given_jobs: list[Job]) -> None:
    paths = [path for paper in plan_papers(given_jobs, ("docx", "pdf")) for _, path in paper.files]
    seen = {unicodedata.normalize("NFC", path.casefold()) for path in paths}
    assert len(paths) == len(seen)


def test_paths_say_unit_kind_variant_and_title() -> None:
    planned = plan_papers(
        [
            Job(kind="notice", title="“回头看”"),
            Job(kind="supervision", title="“回头看”", variant="研判表"),
            Job(kind="supervision", title="“回头看”", unit="娄星区"),
        ],
        ("docx", "pdf"),
    )
    assert [
        (("docx", "汇总/通知-“回头看”.docx"), ("pdf", "汇总/通知-“回头看”.pdf")),
        (("docx", "汇总/督办通知单-研判表-“回头看”.docx"), ("pdf", "汇总/督办通知单-研判表-“回头看”.pdf")),
        (("docx", "娄星区/督办通知单-“回头看”.docx"), ("pdf", "娄星区/督办通知单-“回头看”.pdf")),
    ] == [paper.files for paper in planned]


def test_the_second_of_two_names_alike_is_numbered() -> None:
    planned = plan_papers(
        [Job(kind="notice", title="Plan"), Job(kind="notice", title="plan"), Job(kind="notice", title="plan.")],
        ("pdf",),
    )
    assert ["汇总/通知-Plan.pdf", "汇总/通知-plan（2）.pdf", "汇总/通知-plan（3）.pdf"] == [
        paper.files[0][1] for paper in planned
    ]


def test_units_alike_in_case_have_folders_of_their_own() -> None:
    planned = plan_papers(
        [Job(kind="notice", title="甲", unit="A区"), Job(kind="notice", title="甲", unit="a区")], ("pdf",)
    )
    assert ["A区/通知-甲.pdf", "a区（2）/通知-甲.pdf"] == [paper.files[0][1] for paper in planned]


def test_workbooks_are_made_of_ledgers_only() -> None:
    planned = plan_papers([Job(kind="notice", title="甲"), Job(kind="ledger", title="乙", unit="某局")], ("xlsx",))
    assert [(("xlsx", "某局/台账-乙.xlsx"),)] == [paper.files for paper in planned]


def test_devices_and_forbidden_characters() -> None:
    room = {"characters": 60, "octets": 180}
    assert "_CON" == safe_name("CON", **room)
    assert "_nul.x" == safe_name("nul.x", **room)
    assert "甲：乙／丙？" == safe_name("甲:乙/丙?", **room)
    assert "甲 乙" == safe_name(" 甲\n　乙 ..", **room)
    assert "未命名" == safe_name("\u202e\x00", **room)


def test_units_folder_never_is_the_consolidated_one() -> None:
    planned = plan_papers([Job(kind="notice", title="甲", unit="汇总."), Job(kind="notice", title="甲")], ("pdf",))
    assert ["汇总（2）/通知-甲.pdf", f"{CONSOLIDATED}/通知-甲.pdf"] == [paper.files[0][1] for paper in planned]
