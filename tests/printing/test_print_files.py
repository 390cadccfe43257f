"""The print files of a folder, read back: order, fronts, blank backs, copies, bookmarks, one set of fonts."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from docgen.batch.made import read_manifest
from docgen.dataset.records import Dataset
from docgen.printing.edition import Edition, Wish, printed
from docgen.printing.print_file import Leaf, Stack, joined, leaf_of, stacked
from docgen.printing.selection import Item, selected
from tests.finished import finished, small


def with_copies(dataset: Dataset) -> Dataset:
    """东城分馆 wants two copies of what it is sent, the office five of its 通知."""
    units = tuple(unit.model_copy(update={"copies": 2}) if unit.name == "东城分馆" else unit for unit in dataset.units)
    papers = tuple(
        paper.model_copy(update={"copies": 5}) if paper.kind == "通知" else paper for paper in dataset.papers
    )
    return replace(dataset, units=units, papers=papers)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("print") / "out"
    return finished(folder, with_copies(small()), "notice", "report", per_unit=True)


def made(out: Path, to: Path, **wish: object) -> Edition:
    manifest = read_manifest(out)
    assert manifest is not None
    return printed(out, manifest, selected(out, manifest), to, Wish(**{"most": 1000, **wish}))  # type: ignore[arg-type]


def texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document))]


def laid(edition: Edition) -> list[tuple[str, int]]:
    return [(leaf.item.path, copies) for _, stack in edition.files for leaf, copies in stack.leaves]


def test_papers_stand_in_the_order_of_units_the_offices_own_first(out: Path, tmp_path: Path) -> None:
    assert [
        ("汇总/通知-古籍检查.pdf", 5),  # 份数 of 发文
        ("汇总/情况报告-古籍检查.pdf", 1),  # not said
        ("东城分馆/通知-古籍检查.pdf", 2),  # 份数 of 单位: what it is sent
        ("东城分馆/情况报告-古籍检查.pdf", 1),  # its own paper
        ("西城分馆/通知-古籍检查.pdf", 1),
    ] == laid(made(out, tmp_path))


def test_every_copy_begins_on_a_front_and_blank_backs_have_no_number(out: Path, tmp_path: Path) -> None:
    edition = made(out, tmp_path)
    pages = texts(tmp_path / "打印文件.pdf")
    at = 0
    for _, stack in edition.files:
        for leaf, copies in stack.leaves:
            own = texts(out / leaf.item.path)
            for _ in range(copies):
                assert 0 == at % 2
                assert own == pages[at : at + len(own)]
                assert [""] * (len(own) % 2) == pages[at + len(own) : at + leaf.sheets * 2]
                at += leaf.sheets * 2
    assert at == len(pages)


def test_bookmarks_lead_to_units_and_their_papers(out: Path, tmp_path: Path) -> None:
    made(out, tmp_path)
    with pikepdf.open(tmp_path / "打印文件.pdf") as pdf, pdf.open_outline() as outline:
        found = {unit.title: [paper.title for paper in unit.children] for unit in outline.root}
        targets = [
            pdf.pages.index(pikepdf.Page(paper.destination[0])) for unit in outline.root for paper in unit.children
        ]
    assert {
        "汇总": ["通知-古籍检查（5 份）", "情况报告-古籍检查"],
        "东城分馆": ["通知-古籍检查（2 份）", "情况报告-古籍检查"],
        "西城分馆": ["通知-古籍检查"],
    } == found
    assert 5 * 4 == targets[1]
    assert sorted(targets) == targets


def test_pages_look_as_they_do_in_their_papers(out: Path, tmp_path: Path) -> None:
    """The fonts that all pages share draw every page to the pixel as the paper's own subset does."""
    edition = made(out, tmp_path, once=True)
    whole = pypdfium2.PdfDocument(tmp_path / "打印文件.pdf")
    at = 0
    for _, stack in edition.files:
        for leaf, _ in stack.leaves:
            own = pypdfium2.PdfDocument(leaf.content)
            for number in range(leaf.pages):
                expected, actual = (
                    page.render(scale=1).to_pil().tobytes() for page in (own[number], whole[at + number])
                )
                assert expected == actual, (leaf.item.path, number)
            at += leaf.sheets * 2


def test_fonts_are_there_once_and_copies_cost_nothing(out: Path, tmp_path: Path) -> None:
    edition = made(out, tmp_path)
    content = (tmp_path / "打印文件.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        names = [
            str(item.FontName)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
    assert sorted(set(names)) == sorted(names)
    papers = sum(len(leaf.content) for _, stack in edition.files for leaf, _ in stack.leaves)
    assert papers / 2 > len(content)


def test_the_same_papers_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    folders = tmp_path / "a", tmp_path / "b"
    for folder in folders:
        made(out, folder, parcel=True)
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert ["全套文件.zip", "打印文件.pdf", "打印清单.xlsx"] == sorted(first)
    assert first == second


def leaf(pages: int, copies: int, unit: str) -> Leaf:
    item = Item(unit=unit, path=f"{unit}/{pages}.pdf", copies=copies)
    return Leaf(item=item, content=b"", title="", pages=pages, colored=(), landscape=())


def test_files_are_divided_between_units_then_papers_then_copies() -> None:
    leaves = [leaf(3, 1, "甲"), leaf(5, 1, "甲"), leaf(2, 2, "乙"), leaf(9, 3, "丙")]
    stacks = stacked(leaves, 20)
    assert [[("甲", 1), ("甲", 1), ("乙", 2)], [("丙", 2)], [("丙", 1)]] == [
        [(each.item.unit, copies) for each, copies in stack.leaves] for stack in stacks
    ]
    assert [14, 20, 10] == [stack.pages for stack in stacks]


def test_a_paper_longer_than_a_file_may_be_has_one_of_its_own() -> None:
    assert [40, 40] == [stack.pages for stack in stacked([leaf(40, 2, "甲")], 10)]


def test_a_font_that_only_has_the_same_name_is_not_shared(out: Path) -> None:
    """Two papers whose fonts are called alike but differ in one glyph keep their own."""
    path = out / "汇总" / "通知-古籍检查.pdf"
    with pikepdf.open(path) as pdf:
        font = next(each for each in pdf.pages[0].Resources.Font.values() if "半角" not in str(each.BaseFont))
        descendant = font.DescendantFonts[0]
        descendant.W[1][0] = descendant.W[1][0] + 1
        changed = io.BytesIO()
        pdf.save(changed)
    contents = path.read_bytes(), changed.getvalue()
    leaves = [(leaf_of(Item(unit="甲", path=str(number), copies=1), each), 1) for number, each in enumerate(contents)]
    with pikepdf.open(io.BytesIO(joined(Stack(leaves=tuple(leaves)), "甲"))) as pdf:
        one, other = pdf.pages[0].Resources.Font, pdf.pages[4].Resources.Font
        kept = [name for name in one if one[name].objgen != other[name].objgen]
    assert 1 == len(kept)
