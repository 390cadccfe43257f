"""A batch with the office's own wording and a kind of its own: the same by one process and by workers, and recorded."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from docgen.batch.edited import Record
from docgen.batch.filing import Filing
from docgen.batch.manifest import Line
from docgen.batch.order import Order
from docgen.batch.plan import PlannedPaper
from docgen.batch.workshop import Finished, line_of
from docgen.kinds.job import Job
from docgen.pipeline import load
from docgen.problems import Code, Problem
from docgen.resources import templates_dir
from docgen.settings import Settings
from tests.command.test_sessions import PROGRAM, environment

SMALL = Path(__file__).parents[1] / "command" / "small.yaml"
EXAMPLE = Path(__file__).parents[2] / "data_examples" / "anquan" / "dataset.xlsx"
KIND = """
文种: 联系函
英文词: contact
取自: []
件:
- {份数: 每个单位, 措辞: contact, 版式: 信函, 主送: 单位, 单位: {应报告: 是}}
"""
WORDING = "# 标题\n关于联系的函\n# 主送\n{{ 主送机关 }}：\n# 正文\n请{{ 对方 }}{% include '附则.txt' %}\n"


def batch(folder: Path, out: str, *words: str) -> list[dict[str, Any]]:
    command = [PROGRAM, "batch", str(SMALL), "--out", out, "--format", "docx", *words]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False)
    assert "" == "".join(line for line in done.stderr.splitlines() if "P03" not in line)
    return [json.loads(line) for line in (folder / out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_workers_know_the_wording_and_the_kinds_of_the_office(tmp_path: Path) -> None:
    own = tmp_path / "措辞"
    own.mkdir()
    for name, text in (("contact.yaml", KIND), ("contact.txt", WORDING), ("附则.txt", "保持联系。\n")):
        (own / name).write_text(text, encoding="utf-8")
    words = ("--wording", "措辞", "--kind", "联系函,通知")
    first, *lines = batch(tmp_path, "out1", *words, "--workers", "1")
    batch(tmp_path, "out2", *words, "--workers", "2")

    assert files(tmp_path / "out1") == files(tmp_path / "out2")
    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in own.iterdir()}
    assert digests == first["own_wording"]
    used = {(line["kind"], line["unit"]): line["wording"] for line in lines}
    mine = {name: digests[name] for name in ("contact.txt", "附则.txt")}
    assert {("contact", "东城分馆"): mine, ("contact", "西城分馆"): mine} == {
        key: files for key, files in used.items() if key[0] == "contact"
    }
    assert ["notice.txt"] == list(used["notice", "汇总"])


def test_a_fault_met_only_when_a_wording_is_rendered_leaves_the_earlier_papers(tmp_path: Path) -> None:
    own = tmp_path / "措辞"
    own.mkdir()
    command = [PROGRAM, "batch", str(EXAMPLE), "--out", "out", "--format", "docx", "--kind", "supervision"]
    made = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    before = {name: data for name, data in files(tmp_path / "out").items() if name.endswith(".docx")}
    assert before, made.stderr.decode()
    shipped = (templates_dir() / "wording" / "supervision.txt").read_text(encoding="utf-8")
    faulty = shipped.replace("# 督办原因\n", "# 督办原因\n督办原因如下：\n")
    assert faulty != shipped
    (own / "supervision.txt").write_text(faulty, encoding="utf-8")

    again = subprocess.run(
        [*command, "--wording", "措辞"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert "应当逐项一行" in again.stderr
    assert "没有制作的" in again.stdout
    assert before == {name: data for name, data in files(tmp_path / "out").items() if name.endswith(".docx")}
    text = (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8")
    listed = [json.loads(line) for line in text.splitlines()[1:]]
    assert sorted(before) == sorted(line["path"] for line in listed if "path" in line)


def filed(folder: Path, fault: Problem) -> tuple[Line, ...]:
    """The lines of a paper refused for a fault, of which b.docx was made before and b.pdf edited since."""
    paper = PlannedPaper(job=Job(kind="notice", title=""), files=(("docx", "b.docx"), ("pdf", "b.pdf")))
    for name in ("b.docx", "b.pdf"):
        (folder / name).write_bytes(b"as made")
    known = {"b.docx": Record(sha256=sha256(b"as made").hexdigest()), "b.pdf": Record(sha256="0" * 64)}
    dataset = load(SMALL).value
    assert dataset is not None
    order = Order(dataset=dataset, out=folder, settings=Settings(cache=folder / "cache"), known=known)
    return Filing(order, folder).file(paper, Finished(line=line_of(paper.job), refused=(fault,)))


@pytest.mark.parametrize("code", [Code.WORDING_FAULT, Code.KIND_FAULT, Code.TEMPLATE_UNFILLED, Code.DEFECT])
def test_what_says_nothing_of_a_paper_removes_nothing(tmp_path: Path, code: Code) -> None:
    lines = filed(tmp_path, Problem(code=code, message=""))
    assert [[code], [code]] == [[problem.code for problem in line.problems] for line in lines]
    assert (tmp_path / "b.docx").exists()


@pytest.mark.parametrize(
    "fault",
    [
        Problem(code=Code.COVERS_ERROR, message=""),
        Problem(code=Code.WORDING_FAULT, message="文中没有说明未包括甲", units=("甲",)),
    ],
)
def test_what_makes_a_paper_untrue_removes_it_and_its_line_says_so(tmp_path: Path, fault: Problem) -> None:
    word, pdf = filed(tmp_path, fault)
    assert [fault.code, Code.FILE_EDITED, Code.FILE_WITHDRAWN] == [problem.code for problem in word.problems]
    assert "b.docx" == word.problems[-1].place.file
    assert [fault.code, Code.FILE_EDITED] == [problem.code for problem in pdf.problems]
    assert (False, True) == ((tmp_path / "b.docx").exists(), (tmp_path / "b.pdf").exists())
