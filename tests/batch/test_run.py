"""Making papers: whatever the workers, whatever goes wrong, the files and the manifest are true."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from docgen.batch.manifest import Line, known_files, write_manifest
from docgen.batch.order import Order
from docgen.batch.plan import plan_papers
from docgen.batch.run import run
from docgen.dataset.records import Dataset
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import Composed, Job, Materials, Request
from docgen.pipeline import load, plan
from docgen.problems import Code, Result
from docgen.resources import templates_dir
from docgen.settings import Settings
from tests.batch.killing import PROGRAM, SMALL, files


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    value = load(SMALL).value
    assert value is not None
    return value


def make(dataset: Dataset, out: Path, *kinds: str, workers: int = 1, formats: Sequence[str] = ("docx",)) -> list[Line]:
    settings = Settings(cache=out.parent / "cache", workers=workers)
    order = Order(dataset=dataset, out=out, settings=settings, known=known_files(out))
    papers = plan_papers(plan(dataset, Request(kinds=kinds)), formats)
    made: dict[int, tuple[Line, ...]] = {}
    run(papers, order, made.__setitem__)
    return [line for place in sorted(made) for line in made[place]]


def as_in_a_terminal() -> None:
    """Signals as a person's shell has them: nohup, and a shell that works in the background, ignore some."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def command(*words: str, folder: Path) -> subprocess.Popen[str]:
    shutil.copy(SMALL, folder / "d.yaml")
    return subprocess.Popen(
        [PROGRAM, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=as_in_a_terminal,
    )


def remaining(group: int) -> list[int]:
    """Processes of a group that are there still after ten seconds: multiprocessing's own helper ends a moment later."""
    for _ in range(100):
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it ended while we looked
                if str(group) == stat.read_text(encoding="utf-8").rpartition(")")[2].split()[2]:
                    found.append(int(stat.parent.name))
        if not found:
            break
        time.sleep(0.1)
    return found


def manifest(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    for workers in ("1", "3"):
        words = ("batch", "d.yaml", "--kind", "notice,report", "--out", f"out{workers}", "--workers", workers)
        assert "" == command(*words, "--allow-incomplete", folder=tmp_path).communicate()[1]
    assert files(tmp_path / "out1") == files(tmp_path / "out3")


def test_the_manifest_is_true(tmp_path: Path) -> None:
    process = command("batch", "d.yaml", "--kind", "notice,report", "--allow-incomplete", folder=tmp_path)
    process.communicate()
    first, *lines = manifest(tmp_path / "out")
    made = [line for line in lines if "path" in line]
    assert [
        "format",
        "dataset",
        "templates",
        "wording",
        "own_wording",
        "program",
        "version",
        "standard",
        "fonts",
        "units",
    ] == list(first)
    assert sha256(SMALL.read_bytes()).hexdigest() == first["dataset"]
    assert ("GB/T 9704—2012", 64, False) == (
        first["standard"]["name"],
        len(first["standard"]["sha256"]),
        first["standard"]["preprinted"],
    )
    expected = {line["path"]: line["sha256"] for line in made}
    assert expected == {
        path: sha256(content).hexdigest()
        for path, content in files(tmp_path / "out").items()
        if path != "manifest.jsonl"
    }
    assert [
        ("notice", "汇总", "docx"),
        ("notice", "汇总", "pdf"),
        ("report", "汇总", "docx"),
        ("report", "汇总", "pdf"),
        ("report", "东城分馆", "docx"),
        ("report", "东城分馆", "pdf"),
        ("report", "西城分馆", "docx"),
        ("report", "西城分馆", "pdf"),
    ] == sorted(((line["kind"], line["unit"], line["format"]) for line in lines), key=lambda line: line[0])
    assert [] == [line["path"] for line in made if (line["format"] == "pdf") != isinstance(line["pages"], int)]
    assert [] == [line["path"] for line in made if not line["origins"]]
    shipped = templates_dir() / "wording"
    notice = sha256((shipped / "notice.txt").read_bytes()).hexdigest()
    assert {"notice.txt": notice} == made[0]["wording"]
    assert {"report.txt", "report_figures.txt"} < set(made[-1]["wording"])
    assert {"西城分馆"} == {line["unit"] for line in lines if "path" not in line}


def at_work(folder: Path) -> subprocess.Popen[str]:
    """A batch that has made its first paper, and is at the others."""
    more = ("--allow-incomplete", "--per-unit", "--personal")
    process = command("batch", "d.yaml", "--workers", "2", *more, folder=folder)
    while process.poll() is None and not list((folder / "out").glob(".docgen-journal*")):
        time.sleep(0.01)
    return process


@pytest.mark.parametrize(
    ("end", "number"), [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM), (os.kill, signal.SIGHUP)]
)
def test_an_interrupted_batch_leaves_no_half_file_and_no_process(
    end: Callable[[int, int], None], number: int, tmp_path: Path
) -> None:
    process = at_work(tmp_path)
    out = tmp_path / "out"
    end(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert "已中断，没有留下写了一半的文件。\n" == said
    assert 130 == process.returncode
    assert [] == remaining(process.pid)
    assert [] == list(out.glob(".*"))
    for path, content in files(out).items():
        if path.endswith(".docx"):
            assert None is ZipFile(out / path).testzip()
        elif path.endswith(".pdf"):
            assert content.rstrip().endswith(b"%%EOF")
    listed = {line["path"]: line["sha256"] for line in manifest(out)[1:] if "path" in line}
    assert listed == {path: sha256((out / path).read_bytes()).hexdigest() for path in listed}


def batch(dataset: Dataset, out: Path, *kinds: str) -> list[Line]:
    """Make papers and write the manifest, as the command does."""
    lines = make(dataset, out, *kinds)
    write_manifest(out, {}, lines)
    return lines


def test_workers_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    process = at_work(tmp_path)
    process.kill()
    process.communicate(timeout=60)
    assert [] == remaining(process.pid)


def test_the_manifest_lists_what_earlier_batches_left(dataset: Dataset, tmp_path: Path) -> None:
    batch(dataset, tmp_path, "report")
    batch(dataset, tmp_path, "notice")
    listed = [(line["path"], line.get("earlier", False)) for line in manifest(tmp_path)[1:]]
    assert [("汇总/通知-古籍检查.docx", False), ("东城分馆/情况报告-古籍检查.docx", True)] == listed
    (tmp_path / "东城分馆" / "情况报告-古籍检查.docx").unlink()
    batch(dataset, tmp_path, "notice")
    assert ["汇总/通知-古籍检查.docx"] == list(known_files(tmp_path))


def test_a_paper_now_refused_goes_unless_edited(dataset: Dataset, tmp_path: Path) -> None:
    stale, edited = tmp_path / "西城分馆" / "情况报告-古籍检查.docx", tmp_path / "汇总" / "情况报告-古籍检查.docx"
    for path in (stale, edited):
        path.parent.mkdir()
        path.write_bytes(b"earlier")
    earlier = [
        Line(
            kind="report", variant="", unit="", format="docx", path=path.relative_to(tmp_path).as_posix(), sha256=digest
        )
        for path, digest in ((stale, sha256(b"earlier").hexdigest()), (edited, "other"))
    ]
    write_manifest(tmp_path, {}, earlier)
    lines = make(dataset, tmp_path, "report")
    assert {"汇总", "西城分馆"} == {line.unit for line in lines if line.path is None}
    assert (False, True) == (stale.exists(), edited.exists())


class Broken:
    """A kind with a defect."""

    NAME, WORD, PER_UNIT, VARIANTS, NEEDS_REPORTS = "notice", "通知", False, (), False

    @staticmethod
    def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
        return [Job(kind="notice", title="坏")]

    @staticmethod
    def compose(job: Job, materials: Materials) -> Result[Composed]:
        raise ZeroDivisionError("division by zero")


def test_a_defect_in_one_paper_does_not_cost_the_others(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "notice", Broken)
    lines = make(dataset, tmp_path, "notice", "report")
    broken, *others = lines
    assert [Code.DEFECT] == [problem.code for problem in broken.problems]
    assert "程序出错，本件未制作（ZeroDivisionError：division by zero）" == broken.problems[0].message
    assert ["东城分馆/情况报告-古籍检查.docx"] == [line.path for line in others if line.path]


class Deadly(Broken):
    """A kind that kills the process it runs in, for one of its three papers."""

    @staticmethod
    def jobs(dataset: Dataset, request: Request) -> Sequence[Job]:
        return [Job(kind="notice", title=title) for title in ("好", "死", "也好")]

    @staticmethod
    def compose(job: Job, materials: Materials) -> Result[Composed]:
        if job.title == "死":
            os.kill(os.getpid(), signal.SIGKILL)
        return Result(value=None)


def test_a_dead_worker_costs_only_the_paper_that_killed_it(dataset: Dataset, tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from docgen.kinds.all_kinds import KINDS
from tests.batch.test_run import Deadly, make, SMALL, load
KINDS["notice"] = Deadly
if __name__ == "__main__":
    for line in make(load(SMALL).value, Path(sys.argv[1]), "notice", workers=2):
        print([problem.message for problem in line.problems])
"""
    (tmp_path / "deadly.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "deadly.py", tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ["[]", "['制作进程意外中止，本件未制作']", "[]"] == done.stdout.splitlines()


def test_a_file_that_cannot_be_written_is_a_problem(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "汇总").write_text("a file where a folder is wanted", encoding="utf-8")
    (line,) = make(dataset, tmp_path, "notice")
    assert (None, [Code.FILE_NOT_WRITTEN]) == (line.path, [problem.code for problem in line.problems])
    assert ["汇总"] == [path.name for path in tmp_path.iterdir()]
