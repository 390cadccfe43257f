"""docs/ names every code, kind, command, option, setting, layout and measure; every link in it leads on."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from docgen.cli.app import app
from docgen.cli.speech import EXIT_CODES, ExitCode
from docgen.cli.validate import validate
from docgen.document import Layout
from docgen.kinds.all_kinds import KINDS
from docgen.kinds.job import Kind
from docgen.problems import Code
from docgen.settings import NAMES
from docgen.standards.gbt9704 import Font, Page, Standard, StyleName

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def rows(text: str, first: str) -> list[list[str]]:
    """Rows of Markdown tables whose first cell matches `first`."""
    cells = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line[:1] == "|")
    return [row for row in cells if re.fullmatch(first, row[0])]


def test_problems_md_is_the_table_of_codes_row_by_row() -> None:
    documented = [tuple(row[:3]) for row in rows(page("problems.md"), r"[A-Z]\d\d")]

    assert documented == [(code.code, code.severity.value, code.rule) for code in Code]


def test_every_row_of_problems_md_says_when_what_and_how_to_mend_it() -> None:
    assert {6} == {len([cell for cell in row if cell]) for row in rows(page("problems.md"), r"[A-Z]\d\d")}


def test_no_code_is_given_twice() -> None:
    codes = [code.code for code in Code]

    assert sorted(set(codes)) == sorted(codes)


def test_settings_md_is_the_table_of_settings() -> None:
    assert [[f"`{name}`", use] for name, use in NAMES.items()] == rows(page("settings.md"), "`DOCGEN_.*")


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_has_a_page_that_names_its_words_and_variants(kind: Kind) -> None:
    text = page(f"kinds/{kind.NAME}.md")

    assert [] == [word for word in (kind.NAME, kind.WORD, *kind.VARIANTS) if f"`{word}`" not in text]


def test_no_page_of_a_kind_that_is_not_there() -> None:
    assert {*KINDS, "README"} == {path.stem for path in (DOCS / "kinds").glob("*.md")}


def test_every_wording_file_is_named_on_a_page_of_its_kind() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "kinds").glob("*.md"))
    files = {path.name for path in (ROOT / "templates" / "wording").glob("*.txt")}

    assert set() == {name for name in files if f"`{name}`" not in text}


def commands() -> dict[str, TyperCommand]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    inner = {
        f"{name} {part}": command
        for name, commands in group.commands.items()
        if isinstance(commands, TyperGroup)
        for part, command in commands.commands.items()
    }
    return {name: command for name, command in {**group.commands, **inner}.items() if isinstance(command, TyperCommand)}


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_has_a_section_that_names_its_arguments_and_options(name: str) -> None:
    sections = re.split(r"^## ", page("commands.md"), flags=re.MULTILINE)
    (section,) = (section for section in sections if re.match(rf"docgen {name}\b", section))
    parameters = commands()[name].params
    arguments = " ".join(str(each.metavar) for each in parameters if each.param_type_name == "argument")
    options = {option for each in parameters if each.param_type_name == "option" for option in each.opts}

    assert f"docgen {name} {arguments}".strip() == section.splitlines()[0]
    assert options == set(re.findall(r"`(--[a-z-]+)", section))


def test_commands_md_has_every_exit_code() -> None:
    documented = [(code, said.split("；")[0]) for code, said in rows(page("commands.md"), r"\d+")]
    helped = re.findall(r"(\d+) ([^；]+)", EXIT_CODES.removesuffix("。"))

    assert helped == documented
    assert [str(int(code)) for code in ExitCode] == [code for code, _ in documented]


@pytest.mark.parametrize("layout", Layout, ids=[layout.value for layout in Layout])
def test_every_layout_is_named(layout: Layout) -> None:
    assert f"`{layout.value}`" in page("kinds/README.md")


ELEMENTS = "".join(path.read_text(encoding="utf-8") for path in sorted((DOCS / "elements").glob("*.md")))


def test_pages_of_elements_name_tests_that_are_there() -> None:
    named = re.findall(r"`(tests/[a-z_/]+\.py)::(test_\w+)`", ELEMENTS)

    assert [] == [
        (file, test) for file, test in named if f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]


def test_pages_of_elements_name_measures_that_are_there() -> None:
    there = {f"{owner.__name__}.{name}" for owner in (Standard, Page, Font, StyleName) for name in dir(owner)}
    named = re.findall(r"`((?:Standard|Page|Font|StyleName)\.\w+)`", ELEMENTS)

    assert set() == set(named) - there


def test_pages_of_elements_name_files_that_are_there() -> None:
    named = re.findall(r"`((?:src|kinds|typesetting|writers|tests)/[\w/]+\.py)(?:::\w+)?`", ELEMENTS)
    roots = (ROOT, ROOT / "src" / "docgen")

    assert [] == [name for name in named if not any((root / name).is_file() for root in roots)]


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_links_lead_to_files_that_are_there(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]

    assert [] == [target for target in local if not (path.parent / target).exists()]


def anchors(path: Path) -> set[str]:
    """What links into a page may name: its headings as GitHub writes them."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_into_a_page_lead_to_a_heading(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]*)#([^)]*)\)", path.read_text(encoding="utf-8"))
    local = [(path.parent / target if target else path, anchor) for target, anchor in links if "://" not in target]

    assert [] == [anchor for page_, anchor in local if anchor not in anchors(page_)]


def test_every_kind_is_on_the_contact_sheet() -> None:
    assert [] == [name for name in KINDS if f"-{name}.png)" not in page("contact-sheet/README.md")]


def test_the_index_leads_to_every_page() -> None:
    reached = {(DOCS / target).resolve() for target in re.findall(r"\]\(([^)#\s]+)", page("README.md"))}
    folders = {path for path in reached if path.is_dir()}
    pages = {path for path in DOCS.rglob("*.md") if path.name != "README.md"}

    assert set() == {path for path in pages if path.resolve() not in reached and path.parent.resolve() not in folders}


def documented_commands() -> list[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    shown = "\n".join(re.findall(r"^```(?:sh|console)\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE))
    lines = re.findall(r"^(?:\$ )?(?:\.venv/bin/)?(docgen .*?)(?:  +#.*)?$", shown, flags=re.MULTILINE)
    return sorted(set(lines))


@pytest.mark.parametrize("line", documented_commands())
def test_a_documented_command_is_understood(line: str) -> None:
    _, name, *arguments = shlex.split(line)

    known = commands()
    if name not in known:
        name = f"{name} {arguments.pop(0)}"
    known[name].make_context(name, arguments)


def test_the_session_in_readme_is_what_the_program_says(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    asked, said = text.split("$ .venv/bin/docgen validate ")[1].split("\n$ ")[0].split("\n", 1)

    with pytest.raises(typer.Exit):
        validate(ROOT / asked)

    assert f"{said}\n" == capsys.readouterr().out


def test_the_map_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = (path for path in (ROOT / "src" / "docgen").iterdir() if not path.name.startswith("_"))

    assert [] == [path.name for path in rooms if f"{path.name}{'/' * path.is_dir()}" not in text]
