"""A second run makes what is missing or changed, and nothing else; the set is one that nobody disturbed."""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from select import PIPE_BUF
from typing import Any

import pytest

from docgen.batch.changed import Now, changed
from docgen.batch.manifest import Line, header, known_files, maker, note_down, older_formats, write_manifest
from docgen.batch.order import Order
from docgen.batch.parcels import packed, unpacked
from docgen.batch.plan import PlannedPaper, plan_papers
from docgen.batch.run import local_pool, run
from docgen.batch.sole_use import InUseError, sole_use
from docgen.batch.sources import content_of, source_of, source_of_word
from docgen.batch.workshop import Finished, Workshop
from docgen.dataset.records import Dataset
from docgen.document import Attachment, Document, Layout, Properties, Run
from docgen.kinds.job import Request
from docgen.pipeline import load, plan
from docgen.problems import Code
from docgen.settings import Settings
from docgen.standards.gbt9704 import GBT9704
from tests.batch.killing import PROGRAM, SMALL, batch, files, kill

BLANK = Document(layout=Layout.OFFICIAL, title=(), properties=Properties(title="试", author="试"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a copy of the small dataset."""
    shutil.copy(SMALL, tmp_path / "d.yaml")
    return tmp_path


def loaded(folder: Path) -> Dataset:
    value = load(folder / "d.yaml").value
    assert value is not None
    return value


def ordered(folder: Path, formats: Sequence[str] = ("docx",)) -> tuple[tuple[PlannedPaper, ...], Order, dict[str, Any]]:
    dataset, out = loaded(folder), folder / "out"
    order = Order(
        dataset=dataset,
        out=out,
        settings=Settings(cache=folder / "cache", workers=1),
        allow_incomplete=True,
        known=known_files(out),
    )
    first = header(dataset.digest, {}, order.standards)
    papers = plan_papers(plan(dataset, Request(per_unit=True, personal=True)), formats)
    return papers, replace(order, maker=maker(first)), first


def make(
    folder: Path,
    formats: Sequence[str] = ("docx",),
    *,
    workers: int = 1,
    executor: Callable[[int], Executor] = local_pool,
) -> dict[str, bool]:
    """A batch as the command makes it: path → whether the file was kept as it was."""
    lines = made_lines(folder, formats, workers=workers, executor=executor)
    return {line.path: line.kept for line in lines if line.path}


def made_lines(
    folder: Path, formats: Sequence[str], *, workers: int = 1, executor: Callable[[int], Executor] = local_pool
) -> list[Line]:
    papers, order, first = ordered(folder, formats)
    order = replace(order, settings=replace(order.settings, workers=workers))
    made: dict[int, tuple[Line, ...]] = {}
    run(papers, order, made.__setitem__, executor)
    lines = [line for place in sorted(made) for line in made[place]]
    write_manifest(order.out, first, lines)
    return lines


def edit(folder: Path, old: str, new: str) -> None:
    text = (folder / "d.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "d.yaml").write_text(text.replace(old, new), encoding="utf-8")


def test_what_stands_is_not_made_again(folder: Path) -> None:
    assert {False} == set(make(folder).values())
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.docx")}
    manifest = (folder / "out" / "manifest.jsonl").read_bytes()
    assert {True} == set(make(folder).values())
    assert before == {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.docx")}
    assert manifest == (folder / "out" / "manifest.jsonl").read_bytes()


def test_what_is_missing_is_made(folder: Path) -> None:
    make(folder)
    whole = files(folder / "out")
    gone = next(iter((folder / "out").rglob("*.docx")))
    gone.unlink()
    assert [gone.relative_to(folder / "out").as_posix()] == [path for path, kept in make(folder).items() if not kept]
    assert whole == files(folder / "out")


def test_a_format_that_is_added_leaves_the_others(folder: Path) -> None:
    make(folder)
    made = make(folder, ("docx", "xlsx"))
    assert {".docx": {True}, ".xlsx": {False}} == {
        suffix: {kept for path, kept in made.items() if path.endswith(suffix)} for suffix in (".docx", ".xlsx")
    }


def test_another_format_that_is_older_than_the_data_is_told(folder: Path) -> None:
    out = folder / "out"
    assert () == older_formats(out, made_lines(folder, ("docx", "xlsx")))
    edit(folder, "善本库湿度偏高", "善本库湿度过高")
    older = older_formats(out, made_lines(folder, ("docx",)))
    assert {".xlsx"} == {Path(path).suffix for path in older}
    assert older == older_formats(out, made_lines(folder, ("docx",)))  # also when the DOCX stands
    assert () == older_formats(out, made_lines(folder, ("xlsx",)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("善本库湿度偏高", "善本库湿度过高"),
        ("逐册检查所藏古籍", "逐册核查所藏古籍"),
        ("状态: 已完成, 登记日期: 2024-09-20, 完成日期: 2024-10-12", "状态: 正在办理, 登记日期: 2024-09-20"),
        ("东城分馆, 类别: 城区", "东城分馆, 类别: 县区"),
        ("清图报", "清图告"),
    ],
)
def test_a_changed_cell_makes_the_papers_that_state_it(folder: Path, old: str, new: str) -> None:
    """As a fresh batch shows them: all whose bytes are others, and no other."""
    make(folder)
    before = files(folder / "out")
    edit(folder, old, new)
    anew = {path for path, kept in make(folder).items() if not kept}
    fresh = folder / "fresh"
    fresh.mkdir()
    shutil.copy(folder / "d.yaml", fresh)
    make(fresh)
    expected = files(fresh / "out")
    assert expected == files(folder / "out")
    others = {path for path, content in expected.items() if before.get(path) != content} - {"manifest.jsonl"}
    assert others == anew
    assert others


def test_a_row_put_in_above_moves_cells_and_makes_nothing_anew(folder: Path) -> None:
    make(folder)
    before = origins_of(folder)
    row = "- {代码: Q9, 全称: 清河市图书馆资料室, 规范化简称: 资料室, 类别: 本级, 发通知: 否, 应报告: 否, 排序: 9}"
    edit(folder, "单位:\n", f"单位:\n{row}\n")
    assert {True} == set(make(folder).values())
    assert before != origins_of(folder)


def origins_of(folder: Path) -> list[list[str]]:
    lines = (folder / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    return [line["origins"] for line in map(json.loads, lines)]


def test_a_name_that_a_title_has_must_stay_whole_makes_it_anew() -> None:
    part = Attachment(title=((Run(text="关于滨海新区图书馆东城分馆古籍保护检查情况的台账"),),), body=())
    paper = replace(BLANK, parts=(part,))
    sources = {
        source_of(paper, content_of(paper), "docx", GBT9704, names, maker="m", fonts="f")
        for names in ([], ["东城分馆古"], ["无关的"])
    }
    assert 2 == len(sources)


def test_what_a_pdf_is_made_from_has_its_fonts_and_whether_all_of_it_is_wanted() -> None:
    made = {
        (form, fonts): source_of(BLANK, content_of(BLANK), form, GBT9704, (), maker="m", fonts=fonts)
        for form in ("docx", "pdf")
        for fonts in ("f", "g")
    }
    assert made["docx", "f"] == made["docx", "g"]
    assert made["pdf", "f"] != made["pdf", "g"]
    filled = {
        (form, anyway): source_of_word("ab", form, GBT9704, maker="m", fonts="f", anyway=anyway)
        for form in ("docx", "pdf")
        for anyway in (True, False)
    }
    assert filled["docx", True] == filled["docx", False]
    assert filled["pdf", True] != filled["pdf", False]


def test_a_fault_of_the_program_takes_nothing_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder)
    before = {path: content for path, content in files(folder / "out").items() if path.endswith(".docx")}

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("docgen.road.Road.compose", fail)
    assert {} == make(folder)
    assert before == {path: content for path, content in files(folder / "out").items() if path.endswith(".docx")}


def test_a_file_saved_while_the_batch_goes_on_is_met_as_edited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder)
    ledger = folder / "out" / "东城分馆" / "台账-古籍保护台账.docx"
    made = Workshop.make

    def saved_meanwhile(self: Workshop, paper: PlannedPaper, standing: dict[str, str], only: str = "") -> Finished:
        finished = made(self, paper, standing, only)
        if standing and ("docx", "东城分馆/台账-古籍保护台账.docx") in paper.files:
            ledger.write_bytes(b"by hand")
        return finished

    monkeypatch.setattr(Workshop, "make", saved_meanwhile)
    papers, order, _ = ordered(folder, ("docx", "xlsx"))
    lines: list[Line] = []
    run(papers, order, lambda _, some: lines.extend(some))
    assert b"by hand" == ledger.read_bytes()
    met = {line.path for line in lines if any(problem.code is Code.FILE_EDITED for problem in line.problems)}
    assert {f"东城分馆/台账-古籍保护台账{end}" for end in (".docx", "（新）.docx", "（新）.xlsx")} & met


def test_an_engine_that_never_works_is_given_up(folder: Path) -> None:
    started = 0

    class Broken(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> Any:
            raise BrokenExecutor

    def engine(_: int) -> Executor:
        nonlocal started
        started += 1
        return Broken(1)

    assert {} == make(folder, workers=2, executor=engine)
    assert started < 20


def test_a_program_that_has_changed_makes_all_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder)
    monkeypatch.setattr("docgen.__version__", "0.0.0")
    assert {False} == set(make(folder).values())


def test_a_paper_with_an_edited_file_is_made_whole_beside_it(folder: Path) -> None:
    make(folder, ("docx", "xlsx"))
    stem = "东城分馆/台账-古籍保护台账"
    (folder / "out" / f"{stem}.xlsx").write_bytes(b"by hand")
    edit(folder, "善本库湿度偏高", "善本库湿度过高")
    again = make(folder, ("docx", "xlsx"))
    beside = {path for path in again if path.startswith(stem)}
    assert {f"{stem}（新）.docx", f"{stem}（新）.xlsx"} == beside
    assert not any(again[path] for path in beside)


def test_what_has_changed_is_told_with_old_and_new_text(folder: Path) -> None:
    make(folder)
    edit(folder, "逐册检查所藏古籍", "逐册核查所藏古籍")
    papers, order, _ = ordered(folder)
    before = files(folder / "out")
    found = list(changed(papers, order))
    assert before == files(folder / "out")
    stated = {each.path: each for each in found if each.now is Now.OTHERWISE}
    assert {path for path, kept in make(folder).items() if not kept} == set(stated)
    comparison = next(each.comparison for path, each in stated.items() if path.startswith("汇总/通知"))
    assert comparison is not None
    assert ["检查", "核查"] == [
        part for change in comparison.changes for part in ("检查", "核查") if f"“{part}”" in change.words
    ]


def test_the_command_tells_what_has_changed(folder: Path) -> None:
    words = [PROGRAM, "batch", "d.yaml", "--kind", "report", "--allow-incomplete", "--format", "docx"]
    subprocess.run(words, cwd=folder, check=False, capture_output=True)
    edit(folder, "清图报", "清图告")
    done = subprocess.run([*words, "--changed"], cwd=folder, check=False, capture_output=True, encoding="utf-8")
    assert "汇总/情况报告-古籍检查.docx\n" in done.stdout
    assert "“清图报”改为“清图告”" in done.stdout
    assert done.stdout.endswith("比较，没有写任何文件。内容变了的 1 件，现在做不出来的 1 件，没有变的 1 件。\n")


def test_another_executor_takes_the_jobs(folder: Path) -> None:
    """Anything of the shape of concurrent.futures: here a thread; it gets a task and a paper and gives a parcel."""
    make(folder)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(folder / "d.yaml", elsewhere)
    make(elsewhere, workers=2, executor=lambda _: ThreadPoolExecutor(1))
    assert files(folder / "out") == files(elsewhere / "out")


def test_what_workers_send_goes_whole_through_a_pipe(folder: Path) -> None:
    """Or a worker that is killed leaves half of it, and the pool waits for the rest for ever."""
    sent: list[Future[Any]] = []

    class Watched(ThreadPoolExecutor):
        def submit(self, *asked: Any, **more: Any) -> Future[Any]:
            sent.append(super().submit(*asked, **more))
            return sent[-1]

    made = make(folder, ("docx", "xlsx"), workers=2, executor=lambda _: Watched(1))
    assert made
    assert max(len(pickle.dumps(future.result())) for future in sent) < PIPE_BUF


def test_two_workers_that_made_the_same_do_not_share_a_file(tmp_path: Path) -> None:
    first, second = packed("the same", tmp_path), packed("the same", tmp_path)
    first.file.unlink()
    assert "the same" == unpacked(second)


def test_a_batch_killed_at_any_moment_is_resumed(tmp_path: Path) -> None:
    stood = kill(3, tmp_path)
    assert any(0 < count < 60 for count in stood)  # at least one was killed at work


def test_a_journal_cut_off_in_a_line_takes_up_the_next(tmp_path: Path) -> None:
    first, second = (
        Line(kind="notice", variant="", unit="", format="docx", path=name, sha256="0" * 64) for name in ("a", "b")
    )
    note_down(tmp_path, [first])
    journal = next(tmp_path.iterdir())
    journal.write_bytes(journal.read_bytes() + b'{"path": "c", "sha')
    note_down(tmp_path, [second])
    assert ["a", "b"] == sorted(known_files(tmp_path))


def test_one_batch_at_a_time(folder: Path) -> None:
    with sole_use(folder / "out"):
        done = batch(folder)
        _, said = done.communicate()
        with pytest.raises(InUseError), sole_use(folder / "out"):
            raise AssertionError("it is in use")
    assert (2, "错误 A01 另一个批次正在往文件夹 out 里写。 办法：等它做完，或用 --out 换一个文件夹。\n") == (
        done.returncode,
        said,
    )


@contextmanager
def small_disk(folder: Path) -> Iterator[dict[str, Any]]:
    """A folder `out` on a disk that is too small; where nobody may mount one, a limit of the size of a file."""
    (folder / "out").mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", folder / "out"], check=False, capture_output=True
        ).returncode
    )
    limit = 60_000

    def lower() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    try:
        yield {} if mounted else {"preexec_fn": lower}
    finally:
        if mounted:
            subprocess.run(["umount", folder / "out"], check=True)


def test_a_full_disk_leaves_no_half_file_and_is_resumed(folder: Path) -> None:
    words = [PROGRAM, "batch", "d.yaml", "--format", "docx,pdf", "--allow-incomplete", "--per-unit", "--personal"]
    subprocess.run([*words, "--out", "whole"], cwd=folder, check=False, capture_output=True)
    whole = files(folder / "whole")
    with small_disk(folder) as limits:
        done = subprocess.run(words, cwd=folder, check=False, capture_output=True, encoding="utf-8", **limits)
        there = files(folder / "out")
        shutil.copytree(folder / "out", folder / "rest")
    assert 2 == done.returncode
    assert "做到一半，文件夹 out 所在的磁盘写满了" in done.stderr
    assert "Traceback" not in done.stderr
    made = {path: content for path, content in there.items() if not path.startswith(".")}
    assert made
    assert made == {path: whole[path] for path in made}
    subprocess.run([*words, "--out", "rest"], cwd=folder, check=False, capture_output=True)
    assert whole == files(folder / "rest")


def test_the_manifest_says_what_each_file_was_made_from(folder: Path) -> None:
    make(folder)
    lines = (folder / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    made = [line for line in map(json.loads, lines) if "path" in line]
    assert {64} == {len(line["source"]) for line in made}
    assert len(made) == len({line["source"] for line in made})
