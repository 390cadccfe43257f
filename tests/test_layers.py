"""The invariants of the house that its source can show: who imports whom, and what may be said where."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from docgen.resources import program_dir, templates_dir
from docgen.standards.gbt9704 import FONTS

#: Every room may look at these; they look at nothing above them.
GROUND = {
    "document",
    "units",
    "problems",
    "refusals",
    "whole_files",
    "strict_yaml",
    "cell_names",
    "file_names",
    "agencies",
    "dates",
    "numerals",
    "spoken",
    "text_tables",
    "walk",
    "latest",
}

#: room → the rooms it may import, beside GROUND and itself. Whoever is not named here may not be imported.
MAY_IMPORT: dict[str, set[str]] = {
    "document": set(),
    "units": set(),
    "problems": set(),
    "refusals": set(),
    "whole_files": set(),
    "strict_yaml": set(),
    "cell_names": set(),
    "file_names": set(),
    "agencies": set(),
    "dates": set(),
    "numerals": set(),
    "spoken": set(),
    "text_tables": set(),
    "walk": set(),
    "latest": set(),
    "settings": set(),
    "resources": set(),
    "standards": set(),
    "typesetting": {"standards", "resources"},
    "sources": set(),
    "dataset": {"sources"},
    "facts": {"dataset"},
    "working_days": {"dataset"},
    "wording": {"dataset", "facts"},
    "ooxml": set(),
    "readers": {"standards", "wording", "ooxml"},  # the draft form: wording writes it, readers.draft reads it
    "kinds": {"dataset", "facts", "working_days", "wording", "readers", "resources"},  # resources: templates/kinds
    "own_templates": {"dataset", "facts", "kinds", "ooxml"},  # ooxml: the archive that a Word file is
    "writers": {"standards", "typesetting", "resources"},
    "office": {"standards", "resources"},
    "checks": {"standards", "typesetting", "resources", "ooxml"},  # resources: the template of the report
    "comparison": {"standards", "checks", "ooxml"},  # checks: what a passage is, and how a Word file or PDF is read
    "register": {"sources"},  # numbers used elsewhere come as a workbook
    "road": {"dataset", "facts", "wording", "kinds", "own_templates"},
    "pipeline": {
        "road",
        "sources",
        "dataset",
        "facts",
        "wording",
        "kinds",
        "own_templates",
        "readers",
        "writers",
        "checks",
        "comparison",
        "office",
        "standards",
        "typesetting",
        "resources",
    },
    "template_road": {"pipeline", "own_templates", "dataset", "kinds", "standards", "typesetting"},
    # typesetting: the type FontSet; comparison: the type Comparison; facts: who has not reported; register: a paper
    # that is issued gets its number
    "batch": {
        "comparison",
        "pipeline",
        "template_road",
        "kinds",
        "dataset",
        "facts",
        "register",
        "typesetting",
        "settings",
        "resources",
    },
    "printing": {"batch", "kinds", "pipeline"},
    "verifying": {"batch", "kinds", "pipeline", "dataset", "ooxml", "typesetting", "writers"},  # text of a tree
    # checks: the types Report and MendedRule; own_templates: the list of fields
    "cli": {
        "printing",
        "verifying",
        "pipeline",
        "template_road",
        "own_templates",
        "kinds",
        "dataset",
        "settings",
        "resources",
        "standards",
        "batch",
        "register",
        "checks",
        "web",  # `docgen serve` begins it
    },
    # resources: its templates; facts: who is late; printing: the print files
    "web": {
        "pipeline",
        "printing",
        "template_road",  # an office's own templates are looked through
        "kinds",
        "dataset",
        "facts",
        "settings",
        "resources",
        "batch",
        "register",
    },
}

#: `document` looks at nothing at all, `units` and `problems` neither; dates and numerals may give problems.
ALONE = {"document", "units", "problems"}

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "engine",
    "manager",
    "service",
    "base",
    "misc",
}

MAX_FILE = 400
MAX_FUNCTION = 40  # lines below its head and docstring
#: file, or file::function → why it may be longer.
LONGER: dict[str, str] = {
    "standards/gbt9704.py::_styles": "a table: one line a style",
    "dataset/records.py": "one record a sheet: the whole workbook on one page",
}

MEASURES = {"mm", "pt", "twips", "emu", "Mm", "Pt", "Cm", "Inches", "Twips", "Emu"}
LENGTH = re.compile(r"(?<![\w#.-])\d*\.?\d+\s?(?:mm|cm|pt|px|twips)\b")
FAMILIES = (
    {font.named for font in FONTS.values()}
    | {font.wide for font in FONTS.values()}
    | {name.partition(":")[0] for font in FONTS.values() for name in font.stand_ins}
    | {
        "SimSun",
        "SimHei",
        "FangSong",
        "KaiTi",
        "Times New Roman",
        "Arial",
        "Noto Serif",
        "Noto Sans",
        "Fandol",
        "WenKai",
    }
)


@cache
def modules() -> dict[str, ast.Module]:
    """Path below src/docgen → syntax tree."""
    root = program_dir()
    return {
        path.relative_to(root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*.py"))
        if "templates" not in path.relative_to(root).parts
    }


def room_of(path: str) -> str:
    return path.partition("/")[0].removesuffix(".py")


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the dotted name of what is called (`date.today`, `mm`); other callees are left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node, ast.unparse(node.func)


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string literal that is no docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def imports(pattern: str, *, but: set[str]) -> list[str]:
    """Places where something of that full name is imported, outside the rooms in `but`."""
    return [
        f"{path}:{line} imports {name}"
        for path, tree in modules().items()
        if room_of(path) not in but
        for line, name in imported(tree)
        if re.fullmatch(pattern, name)
    ]


def names(pattern: str, *, but: set[str]) -> list[str]:
    """Places where that (dotted) name is read, outside the rooms in `but`."""
    return [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, tree in modules().items()
        if room_of(path) not in but
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name) and re.fullmatch(pattern, ast.unparse(node))
    ]


def test_every_room_is_in_the_table() -> None:
    rooms = {room_of(path) for path in modules()} - {"__init__", "__main__"}
    assert set() == rooms - set(MAY_IMPORT)


def test_rooms_look_down_only() -> None:
    wrong = []
    for path, tree in modules().items():
        room = room_of(path)
        allowed = MAY_IMPORT.get(room, set()) | {room} | (set() if room in ALONE else GROUND)
        for line, name in imported(tree):
            parts = name.split(".")
            if parts[0] == "docgen" and len(parts) > 1 and parts[1] not in allowed:
                wrong.append(f"{path}:{line} imports {name}")
    assert [] == wrong


def test_the_table_has_no_circle() -> None:
    order: list[str] = []
    rest = dict(MAY_IMPORT)
    while free := sorted(room for room, below in rest.items() if below <= set(order)):
        order += free
        for room in free:
            del rest[room]
    assert {} == rest


def test_no_room_is_named_after_nothing() -> None:
    parts = {part.removesuffix(".py") for path in modules() for part in path.split("/")}
    assert set() == parts & FORBIDDEN_NAMES


def test_measures_stand_in_the_standard_only() -> None:
    wrong = []
    for path, tree in modules().items():
        if room_of(path) in {"standards", "units"}:
            continue
        for call, name in calls(tree):
            literal = [
                node for arg in call.args for node in ast.walk(arg) if isinstance(node, ast.Constant) and node.value
            ]
            if name.rpartition(".")[2] in MEASURES and literal:
                wrong.append(f"{path}:{call.lineno} {ast.unparse(call)}")
        wrong += [f"{path}:{line} {text!r}" for line, text in strings(tree) if LENGTH.search(text)]
    assert [] == wrong


def test_fonts_are_named_in_the_standard_only() -> None:
    wrong = [
        f"{path}:{line} {text!r}"
        for path, tree in modules().items()
        if room_of(path) != "standards"
        for line, text in strings(tree)
        if any(re.search(rf"\b{re.escape(family)}\b", text) for family in FAMILIES)
    ]
    assert [] == wrong


def test_print_layouts_take_lengths_and_fonts_from_the_standard() -> None:
    wrong = []
    for path in sorted((templates_dir() / "html").rglob("*")):
        if not path.is_file():
            continue
        text = re.sub(r"\{#.*?#\}|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        wrong += [f"{path.name} {found}" for found in LENGTH.findall(text)]
        wrong += [f"{path.name} {family}" for family in FAMILIES if re.search(rf"\b{re.escape(family)}\b", text)]
    assert [] == wrong


def test_only_settings_reads_the_environment() -> None:
    assert [] == names(r"(os\.)?(environ|environb|getenv)", but={"settings"})


def test_only_resources_locates_files_and_asks_for_fonts() -> None:
    assert [] == names("__file__", but={"resources"})
    assert [] == imports(r"importlib\.resources(\..*)?", but={"resources"})
    assert [] == imports(
        r"subprocess(\..*)?", but={"resources", "office"}
    )  # office: LibreOffice, in a folder of its own


def test_only_the_command_line_speaks() -> None:
    assert [] == names(r"print|input|sys\.(stdout|stderr)", but={"cli"})
    assert [] == imports(r"(typer|click|rich)(\..*)?", but={"cli"})
    assert [] == imports(r"logging(\..*)?", but={"cli", "batch"})  # both only to silence libraries


def test_only_the_register_opens_its_database() -> None:
    assert [] == imports(r"sqlite3(\..*)?", but={"register", "web"})  # each its own file


def test_nothing_asks_the_clock_or_chance() -> None:
    """But the page: when a batch was asked for, and tokens; no paper knows of either."""
    assert [] == imports(r"(time|random|uuid|secrets)(\..*)?", but={"web"})
    assert [] == names(r"(datetime\.)?(date|datetime)\.(now|today|utcnow|fromtimestamp)", but={"web"})


def test_nothing_fetches_from_the_network() -> None:
    assert [] == imports(r"(urllib\.request|http|socket|ftplib|requests|httpx)(\..*)?", but={"web"})


def test_jinja_runs_in_the_sandbox_only() -> None:
    unsafe = re.compile(r"(jinja2\.)?(\w+\.)*(Environment|Template|SandboxedEnvironment|NativeEnvironment)")
    loose = [
        f"{path}:{call.lineno} {name}"
        for path, tree in modules().items()
        for call, name in calls(tree)
        if unsafe.fullmatch(name)
    ]
    assert [] == loose
    strict = [
        f"{path}:{call.lineno}"
        for path, tree in modules().items()
        for call, name in calls(tree)
        if name.endswith("SandboxedEnvironment")
        and {"undefined", "autoescape"} - {keyword.arg for keyword in call.keywords}
    ]
    assert [] == strict


def test_xml_is_parsed_without_entities() -> None:
    wrong = []
    for path, tree in modules().items():
        for call, name in calls(tree):
            given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
            if name.endswith("XMLParser") and given.get("resolve_entities") != "False":
                wrong.append(f"{path}:{call.lineno} {name}")
            if (
                re.fullmatch(r"(etree|ET)\.(parse|fromstring|XML)", name)
                and len(call.args) < 2
                and "parser" not in given
            ):
                wrong.append(f"{path}:{call.lineno} {name} without a parser")
    assert [] == wrong


def test_files_and_functions_stay_readable_or_say_why() -> None:
    longer = set()
    for path, tree in modules().items():
        if len((program_dir() / path).read_text(encoding="utf-8").splitlines()) > MAX_FILE:
            longer.add(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                said = ast.get_docstring(node) is not None
                first = node.body[1 if said and len(node.body) > 1 else 0]
                if (node.end_lineno or 0) - first.lineno + 1 > MAX_FUNCTION:
                    longer.add(f"{path}::{node.name}")
    assert set(LONGER) == longer


def test_every_package_asked_for_is_imported() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=~!]", each)[0].lower() for each in project["dependencies"]}
    packages = packages_distributions()
    used = {
        package.lower()
        for tree in modules().values()
        for _, name in imported(tree)
        for package in packages.get(name.partition(".")[0], ())
    }
    # docxtpl hands its documents to writers/docx; FastAPI reads forms with python-multipart
    assert {"python-docx", "python-multipart"} == asked - used
