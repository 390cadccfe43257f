"""The lines of the manifest and the journal: one way to write them, one to read them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.batch.edited import Record
from docgen.batch.json_lines import read_lines, written
from docgen.batch.made import read_manifest
from docgen.batch.manifest import Line, amend_manifest, known_files, note_down, write_manifest
from docgen.printing.selection import selected
from docgen.problems import Code
from docgen.verifying.verify import of_folder
from tests.command.test_sessions import PROGRAM, environment

SMALL = Path(__file__).parents[1] / "command" / "small.yaml"
#: What str.splitlines ends a line at, and a lone surrogate.
AWKWARD = "甲\u2028乙\u0085丙\u2029丁\x1c戊\udcd6"


def line(path: str, **more: Any) -> Line:
    return Line(kind="notice", variant="", unit="汇总", format="pdf", path=path, sha256="ab", **more)


@given(st.text(st.characters(exclude_categories=())).filter(lambda text: text == whole(text)))
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("lines") / "lines.jsonl"
    file.write_bytes(written({"a": text}) + written([text]))
    assert [{"a": text}, [text]] == list(read_lines(file))


def whole(text: str) -> str:
    """The text with surrogates that make up one character put together, as JSON takes them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def test_what_is_no_json_is_none_and_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_bytes(b'1\n\n{"a\n\xff\xfe\n2\n{"half": ')
    assert [1, None, None, 2, None] == list(read_lines(tmp_path / "lines.jsonl"))
    assert [] == list(read_lines(tmp_path / "none.jsonl"))


def test_manifest_and_journal_hold_the_same_texts(tmp_path: Path) -> None:
    one, other = line(f"{AWKWARD}.pdf", origins=(AWKWARD,)), line("b.pdf", origins=(AWKWARD,))
    note_down(tmp_path, [one, other])
    journal = (tmp_path / ".docgen-journal.jsonl").read_bytes()
    known = known_files(tmp_path)
    write_manifest(tmp_path, {"dataset": AWKWARD}, [one, other])
    assert journal == b"".join((tmp_path / "manifest.jsonl").read_bytes().splitlines(keepends=True)[1:])
    assert {f"{AWKWARD}.pdf": Record(sha256="ab"), "b.pdf": Record(sha256="ab")} == known == known_files(tmp_path)
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert (AWKWARD, 0) == (manifest.first["dataset"], manifest.unread)
    assert [f"{AWKWARD}.pdf", "b.pdf"] == [each.path for each in manifest.files]


def test_a_damaged_line_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"")
    write_manifest(tmp_path, {"dataset": ""}, [line("a.pdf"), line("b.pdf")])
    first, second, third = (tmp_path / "manifest.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "manifest.jsonl").write_bytes(first + second[:-9] + b"\n" + third)
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert (["b.pdf"], 1) == ([each.path for each in manifest.files], manifest.unread)
    assert ["b.pdf"] == list(known_files(tmp_path))
    told = [problem for problem in of_folder(tmp_path, manifest) if problem.place.file == "manifest.jsonl"]
    told += [each for each in selected(tmp_path, manifest).left_out if each.place.file == "manifest.jsonl"]
    assert [Code.FILE_ALTERED, Code.NOT_PRINTED] == [problem.code for problem in told]


def test_without_its_first_line_every_file_is_known_still(tmp_path: Path) -> None:
    write_manifest(tmp_path, {"dataset": ""}, [line("a.pdf"), line("b.pdf")])
    _, second, third = (tmp_path / "manifest.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "manifest.jsonl").write_bytes(b"{\n" + second + third)
    assert ["a.pdf", "b.pdf"] == list(known_files(tmp_path))
    (tmp_path / "manifest.jsonl").write_bytes(second + third)
    assert ["a.pdf", "b.pdf"] == list(known_files(tmp_path))
    assert None is read_manifest(tmp_path)


def test_a_file_made_by_itself_is_entered_among_awkward_lines(tmp_path: Path) -> None:
    write_manifest(tmp_path, {"dataset": AWKWARD}, [line("a.pdf", origins=(AWKWARD,))])
    amend_manifest(tmp_path, line("b.pdf"))
    first, a, b = read_lines(tmp_path / "manifest.jsonl")
    assert (AWKWARD, [AWKWARD], "b.pdf") == (first["dataset"], a["origins"], b["path"])


def batch(folder: Path, dataset: bytes) -> tuple[str, list[dict[str, Any]]]:
    command = [os.fsencode(PROGRAM), b"batch", dataset, b"--kind", b"notice", b"--format", b"docx", b"--out", b"out"]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    assert 0 == done.returncode, done.stderr.decode()
    manifest = (folder / "out" / "manifest.jsonl").read_text(encoding="utf-8")
    return done.stdout.decode(), [json.loads(each) for each in manifest.split("\n") if each]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("回头看.yaml".encode("gbk"), "回头看.yaml"),
        (b"a\xff.yaml", "a�.yaml"),
        ("甲\u2028乙\u0085.yaml".encode(), None),
    ],
)
def test_a_dataset_of_any_name_is_made_and_resumed(tmp_path: Path, name: bytes, shown: str | None) -> None:
    shutil.copy(SMALL, os.fsencode(tmp_path) + b"/" + name)
    _, (_, made) = batch(tmp_path, name)
    assert {shown or name.decode()} == {origin.partition(" › ")[0] for origin in made["origins"] if " › " in origin}
    before = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    said, _ = batch(tmp_path, name)
    assert "1 个没有变" in said
    assert before == (tmp_path / "out" / "manifest.jsonl").read_bytes()
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert 1 == len(manifest.files)
