"""Hand edits are safe: whatever staff do with the files of a batch, no later batch takes their work away."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.batch.edited import Record, Shelf, outdated_pdfs
from docgen.batch.manifest import Line, known_files, note_down, write_manifest
from docgen.batch.order import Order
from docgen.batch.plan import beside, plan_papers
from docgen.batch.run import run
from docgen.batch.sole_use import sole_use
from docgen.dataset.records import Dataset
from docgen.kinds.job import Request
from docgen.pipeline import load, plan
from docgen.problems import Code
from docgen.settings import Settings
from docgen.writers.pdf_origin import source_of, stamped
from tests.batch.test_run import SMALL, command

NOTICE = "汇总/通知-古籍检查.docx"
NEW = "汇总/通知-古籍检查（新）.docx"
NEW_2 = "汇总/通知-古籍检查（新2）.docx"
EDITED = b"edited by staff"


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[Dataset]:
    """Three states of one dataset: as it is, and with other words in the notice."""
    folder = tmp_path_factory.mktemp("versions")
    text = SMALL.read_text(encoding="utf-8")
    assert "检查所藏古籍" in text
    made = []
    for words in ("检查所藏古籍", "核对所藏古籍", "清点所藏古籍"):
        path = folder / "d.yaml"
        path.write_text(text.replace("检查所藏古籍", words), encoding="utf-8")
        value = load(path).value
        assert value is not None
        made.append(value)
    return made


def batch(
    dataset: Dataset, out: Path, *kinds: str, formats: Sequence[str] = ("docx",), manifest: bool = True
) -> list[Line]:
    """Make papers and write the manifest, as the command does; without it, as a batch that is killed."""
    settings = Settings(cache=out.parent / "cache", workers=1)
    order = Order(dataset=dataset, out=out, settings=settings, known=known_files(out))
    papers = plan_papers(plan(dataset, Request(kinds=kinds or ("notice",))), formats)
    made: list[Line] = []

    def on_done(place: int, lines: tuple[Line, ...]) -> None:
        made.extend(lines)
        note_down(out, lines)

    run(papers, order, on_done)
    if manifest:
        write_manifest(out, {}, made)
    return made


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.rglob("*") if path.is_file() and not path.name.startswith("manifest"))


def listed(out: Path) -> list[dict[str, Any]]:
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[1:]]


def told(lines: Sequence[Line]) -> list[str]:
    return [
        f"{problem.place.file}：{problem.message}"
        for line in lines
        for problem in line.problems
        if problem.code is Code.FILE_EDITED
    ]


def edit(out: Path, path: str = NOTICE, content: bytes = EDITED) -> Path:
    (out / path).write_bytes(content)
    return out / path


def test_the_new_one_goes_beside_the_edited_one_and_both_are_in_the_manifest(
    versions: list[Dataset], tmp_path: Path
) -> None:
    batch(versions[0], tmp_path)
    made = (tmp_path / NOTICE).read_bytes()
    edited = edit(tmp_path)

    (line,) = batch(versions[1], tmp_path)

    assert EDITED == edited.read_bytes()
    assert (NEW, NOTICE, False, False) == (line.path, line.beside, line.edited, line.failed)
    assert [f"{NOTICE}：上次制作之后有人改过这个文件，没有覆盖；新的写成通知-古籍检查（新）.docx"] == told([line])
    assert (tmp_path / NEW).read_bytes() != made
    first, second = listed(tmp_path)
    assert (NEW, NOTICE) == (first["path"], first["beside"])
    assert (NOTICE, True, True) == (second["path"], second["edited"], second["earlier"])


def test_nothing_is_written_beside_when_the_same_would_come_of_it(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path)

    for _ in range(3):
        (line,) = batch(versions[0], tmp_path)
        assert [f"{NOTICE}：上次制作之后有人改过这个文件，没有覆盖；按现在的数据做出来的与上次相同，没有另写"] == told(
            [line]
        )
        assert (NOTICE, True, "") == (line.path, line.edited, line.beside)
        assert ["通知-古籍检查.docx"] == names(tmp_path)
        assert EDITED == (tmp_path / NOTICE).read_bytes()


def test_the_new_one_is_made_anew_while_nobody_has_edited_it(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path)
    batch(versions[1], tmp_path)
    earlier = (tmp_path / NEW).read_bytes()

    batch(versions[2], tmp_path)

    assert earlier != (tmp_path / NEW).read_bytes()
    assert ["通知-古籍检查.docx", "通知-古籍检查（新）.docx"] == names(tmp_path)


def test_an_edited_new_one_is_not_overwritten_either(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path)
    batch(versions[1], tmp_path)
    edit(tmp_path, NEW, b"edited, too")

    (same,) = batch(versions[1], tmp_path)
    assert (NEW, True) == (same.path, same.edited)
    (line,) = batch(versions[2], tmp_path)

    assert (NEW_2, NOTICE) == (line.path, line.beside)
    assert (EDITED, b"edited, too") == ((tmp_path / NOTICE).read_bytes(), (tmp_path / NEW).read_bytes())
    assert [NOTICE, NEW] == [said.partition("：")[0] for said in told([line])]


def test_a_new_one_that_is_no_longer_true_goes(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path)
    batch(versions[1], tmp_path)

    batch(versions[0], tmp_path)

    assert ["通知-古籍检查.docx"] == names(tmp_path)
    assert [NOTICE] == [line["path"] for line in listed(tmp_path)]


def test_who_removes_the_edited_one_gets_the_new_one_in_its_place(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path).rename(tmp_path / "汇总" / "我改的.docx")

    batch(versions[1], tmp_path)
    assert ["我改的.docx", "通知-古籍检查.docx"] == names(tmp_path)
    edit(tmp_path)
    batch(versions[2], tmp_path)
    (tmp_path / NOTICE).unlink()
    (line,) = batch(versions[2], tmp_path)

    assert (NOTICE, []) == (line.path, told([line]))
    assert ["我改的.docx", "通知-古籍检查.docx"] == names(tmp_path)
    assert EDITED == (tmp_path / "汇总" / "我改的.docx").read_bytes()


@pytest.mark.parametrize("between", [(), ("report",)])
def test_who_moves_the_new_one_over_the_edited_one_has_taken_it(
    between: tuple[str, ...], versions: list[Dataset], tmp_path: Path
) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path)
    batch(versions[1], tmp_path)
    (tmp_path / NEW).replace(tmp_path / NOTICE)
    for kind in between:
        batch(versions[1], tmp_path, kind)

    (line,) = batch(versions[2], tmp_path)

    assert (NOTICE, [], False) == (line.path, told([line]), line.edited)


def test_an_edited_new_one_stays_when_the_edited_first_one_is_gone(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path)
    batch(versions[1], tmp_path)
    edit(tmp_path, NEW)
    (tmp_path / NOTICE).unlink()

    (line,) = batch(versions[1], tmp_path)

    assert NOTICE == line.path
    assert EDITED == (tmp_path / NEW).read_bytes()
    assert [NEW] == [said.partition("：")[0] for said in told([line])]


def test_the_formats_of_a_paper_keep_together(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path, formats=("docx", "pdf"))
    edit(tmp_path)
    as_made = (tmp_path / NOTICE).with_suffix(".pdf").read_bytes()

    lines = batch(versions[1], tmp_path, formats=("docx", "pdf"))

    assert [NEW, NEW.replace("docx", "pdf")] == [line.path for line in lines]
    assert as_made == (tmp_path / NOTICE).with_suffix(".pdf").read_bytes()
    only = batch(versions[2], tmp_path, formats=("pdf",))
    assert [NEW.replace("docx", "pdf")] == [line.path for line in only]


def test_an_edited_pdf_is_safe_as_well(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path, formats=("docx", "pdf"))
    pdf = edit(tmp_path, NOTICE.replace("docx", "pdf"))

    batch(versions[1], tmp_path, formats=("docx", "pdf"))

    assert EDITED == pdf.read_bytes()
    stems = ("通知-古籍检查", "通知-古籍检查（新）")
    assert sorted(f"{stem}.{form}" for stem in stems for form in ("docx", "pdf")) == names(tmp_path)


def test_a_file_that_no_manifest_lists_is_not_overwritten(versions: list[Dataset], tmp_path: Path) -> None:
    (tmp_path / "汇总").mkdir()
    edit(tmp_path)

    (line,) = batch(versions[0], tmp_path)

    assert EDITED == (tmp_path / NOTICE).read_bytes()
    assert [f"{NOTICE}：这里有一个清单里没有的文件，没有覆盖；新的写成通知-古籍检查（新）.docx"] == told([line])


def test_an_edit_is_seen_after_a_batch_of_other_papers(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    edit(tmp_path)
    batch(versions[0], tmp_path, "report")
    (kept,) = (line for line in listed(tmp_path) if line["kind"] == "notice")
    assert kept["edited"]
    batch(versions[1], tmp_path, "notice", "report")
    assert EDITED == (tmp_path / NOTICE).read_bytes()


def test_a_batch_that_was_killed_is_known_to_the_next(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path)
    batch(versions[1], tmp_path, manifest=False)
    (line,) = batch(versions[2], tmp_path, manifest=False)
    assert (NOTICE, []) == (line.path, told([line]))
    edit(tmp_path)
    (line,) = batch(versions[0], tmp_path)

    assert (NEW, EDITED) == (line.path, (tmp_path / NOTICE).read_bytes())
    assert [] == [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_half_a_line_of_the_journal_costs_only_itself(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path, manifest=False)
    with (tmp_path / ".docgen-journal.jsonl").open("a", encoding="utf-8") as journal:
        journal.write('{"path": "汇')

    assert [NOTICE] == list(known_files(tmp_path))


def test_a_paper_now_refused_leaves_what_was_edited_and_says_so(tmp_path: Path) -> None:
    known = {"a.docx": Record(sha256="0" * 64), "a（新）.docx": Record(sha256="1" * 64, beside="a.docx")}
    for name in known:
        (tmp_path / name).write_bytes(EDITED)

    gone, left = Shelf(tmp_path, known).withdrawn({"docx": "a.docx"})

    assert ((), ["a.docx", "a（新）.docx"]) == (gone, [problem.place.file for problem in left])


def test_a_name_that_is_another_paper_s_own_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(EDITED)
    shelf = Shelf(tmp_path, {"a.docx": Record(sha256="0" * 64)}, {"a.docx", "a（新）.docx"})

    assert {"docx": "a（新2）.docx"} == shelf.berth({"docx": "a.docx"}, {"docx": "1" * 64}).paths


@given(st.text(alphabet="汉字ab（新）", min_size=1, max_size=120), st.integers(1, 2000))
def test_names_beside_are_never_too_long_for_a_disk(stem: str, number: int) -> None:
    name = beside(f"单位/{stem}.docx", number)

    assert len(name.rpartition("/")[2].encode()) <= 255
    assert name.startswith("单位/")
    assert name != f"单位/{stem}.docx"


def outdated(out: Path) -> list[str]:
    return [problem.place.file for problem in outdated_pdfs(out, known_files(out))]


def test_a_pdf_older_than_its_edited_word_file_is_told_until_it_is_remade(
    versions: list[Dataset], tmp_path: Path
) -> None:
    batch(versions[0], tmp_path, formats=("docx", "pdf"))
    pdf = (tmp_path / NOTICE).with_suffix(".pdf")
    as_made = pdf.read_bytes()
    assert [] == outdated(tmp_path)
    word = edit(tmp_path)
    os.utime(pdf)  # whatever the times say, as after a copy of the folder

    assert [NOTICE.replace("docx", "pdf")] == outdated(tmp_path)
    pdf.write_bytes(stamped(as_made, EDITED))
    os.utime(word)
    assert [] == outdated(tmp_path)
    batch(versions[0], tmp_path, formats=("docx", "pdf"))
    assert [] == outdated(tmp_path)
    edit(tmp_path, NOTICE, b"edited once more")
    assert [NOTICE.replace("docx", "pdf")] == outdated(tmp_path)


def test_docgen_pdf_ends_the_warning_whatever_the_times_say(versions: list[Dataset], tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(versions[0], out, formats=("docx", "pdf"))
    word = edit(out, content=retitled((out / NOTICE).read_bytes()))
    assert [NOTICE.replace("docx", "pdf")] == outdated(out)

    process = command("pdf", f"out/{NOTICE}", folder=tmp_path)
    said, beside_it = process.communicate()

    assert (0, f"做好了：out/{NOTICE.replace('docx', 'pdf')}") == (process.returncode, said.partition("（")[0]), (
        beside_it
    )
    os.utime(word)
    assert [] == outdated(out)


def retitled(content: bytes) -> bytes:
    """A Word file after a word was changed in Word."""
    document = docx.Document(BytesIO(content))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if "检查所藏古籍" in run.text)
    run.text = run.text.replace("检查所藏古籍", "清点所藏古籍")
    changed = BytesIO()
    document.save(changed)
    return changed.getvalue()


def test_of_a_pdf_from_elsewhere_only_the_time_tells(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path, formats=("docx", "pdf"))
    word, pdf = edit(tmp_path), edit(tmp_path, NOTICE.replace("docx", "pdf"), b"%PDF-1.7 printed from Word")
    os.utime(word, (1000, 1000))
    os.utime(pdf, (2000, 2000))
    assert [] == outdated(tmp_path)
    os.utime(word, (3000, 3000))
    assert [NOTICE.replace("docx", "pdf")] == outdated(tmp_path)


def test_a_pdf_says_which_word_file_it_was_made_from(versions: list[Dataset], tmp_path: Path) -> None:
    batch(versions[0], tmp_path, formats=("pdf",))
    pdf = (tmp_path / NOTICE).with_suffix(".pdf").read_bytes()

    assert "" == source_of(pdf)
    assert "" == source_of(b"no PDF")
    assert stamped(pdf, b"a") == stamped(pdf, b"a")
    assert "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" == source_of(stamped(pdf, b"a"))


def rendered(folder: Path, *more: str) -> tuple[str, str, int]:
    process = command("render", "notice", "d.yaml", "--out", f"out/{NOTICE}", *more, folder=folder)
    said, told_beside = process.communicate()
    return said, told_beside, process.returncode


def test_render_onto_an_edited_file_of_a_batch_goes_beside_it(versions: list[Dataset], tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(versions[1], out)
    edit(out)

    for _ in range(2):
        said, beside_it, code = rendered(tmp_path)
        assert (f"做好了：out/{NEW}\n", 0) == (said, code)
        assert f"提示 O02 {NOTICE}：上次制作之后有人改过这个文件，没有覆盖" in beside_it
        assert EDITED == (out / NOTICE).read_bytes()
        assert {NOTICE, NEW} == set(known_files(out))
    (line,) = batch(versions[2], out)
    assert NEW == line.path


def test_the_command_says_in_json_what_was_edited(versions: list[Dataset], tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(versions[1], out, formats=("docx", "pdf"))
    edit(out)

    said = json.loads(command("batch", "d.yaml", "--kind", "notice", "--json", folder=tmp_path).communicate()[0])

    assert (2, 0, [NOTICE, NOTICE.replace("docx", "pdf")]) == (
        said["made"],
        said["refused"],
        [line["beside"] for line in said["lines"]],
    )
    assert [("O03", NOTICE.replace("docx", "pdf"))] == [(each["code"], each["place"]) for each in said["problems"]]


def test_render_onto_a_file_of_a_batch_is_no_edit(versions: list[Dataset], tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(versions[1], out)

    assert (f"做好了：out/{NOTICE}\n", "", 0) == rendered(tmp_path)
    (line,) = batch(versions[2], out)
    assert (NOTICE, []) == (line.path, told([line]))


def test_render_leaves_a_folder_alone_that_a_batch_is_at_work_in(versions: list[Dataset], tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(versions[1], out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    with sole_use(out):
        said = rendered(tmp_path)
        elsewhere = command("render", "notice", "d.yaml", "--out", "通知.docx", folder=tmp_path).communicate()

    assert ("", f"错误 A01 另一个批次正在往文件夹 {out} 里写。 办法：等它做完，或用 --out 换一个文件夹。\n", 2) == said
    assert before == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert ("做好了：通知.docx\n", "") == elsewhere


def test_render_onto_a_file_of_no_batch_writes_it(tmp_path: Path) -> None:
    target = tmp_path / "out" / NOTICE
    target.parent.mkdir(parents=True)
    shutil.copy(SMALL, target)

    assert (f"做好了：out/{NOTICE}\n", "", 0) == rendered(tmp_path)
    assert b"PK" == target.read_bytes()[:2]
