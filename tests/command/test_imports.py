"""What is heavy is imported when it is needed, and what is missing is told before anything is begun."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from docgen.cli import machine
from docgen.cli.machine import Library, require
from docgen.standards.gbt9704 import GBT9704
from tests.command.test_sessions import HERE, environment

SCRIPT = """
import sys
HEAVY = {"docgen.document", "docgen.pipeline", "docgen.standards.gbt9704", "docx", "lxml", "weasyprint"}
from docgen.cli.app import main
sys.argv = ["docgen", *sys.argv[1:]]
try:
    main()
finally:
    print("imported:", *sorted(HEAVY & set(sys.modules)), file=sys.stderr)
"""


def imported(*words: str, folder: Path) -> str:
    shutil.copy(HERE / "small.yaml", folder / "数据.yaml")
    command = [sys.executable, "-c", SCRIPT, *words]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False)
    return done.stderr.splitlines()[-1]


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    assert "imported:" == imported("--help", folder=tmp_path)
    assert "imported:" == imported("batch", "--help", folder=tmp_path)


def test_a_docx_is_made_without_the_pdfs_libraries(tmp_path: Path) -> None:
    words = ("batch", "数据.yaml", "--kind", "notice", "--format", "docx", "--workers", "1")
    assert "weasyprint" not in imported(*words, folder=tmp_path)
    assert (tmp_path / "out" / "汇总" / "通知-古籍检查.docx").is_file()


def test_without_its_libraries_a_pdf_is_not_begun(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "LIBRARIES", (Library("libnothing.so.0", "libnothing0", "PDF 排版"),))
    with pytest.raises(typer.Exit) as ended:
        require(["docx", "pdf"], [GBT9704])
    expected = (
        "错误 E01 制作 PDF 缺少系统组件：libnothing0。 "
        "办法：请有权限的人运行：apt-get install libnothing0；或只做 DOCX：--format docx\n"
    )
    assert (3, expected) == (ended.value.exit_code, capsys.readouterr().err)
    require(["docx"], [GBT9704])


def test_a_docx_whose_imprint_goes_by_pages_is_not_begun_without_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "LIBRARIES", (Library("libnothing.so.0", "libnothing0", "PDF 排版"),))
    with pytest.raises(typer.Exit) as ended:
        require(["docx"], [GBT9704, replace(GBT9704, imprint_even_page=True)])
    assert 3 == ended.value.exit_code
    assert "apt-get install libnothing0；版式要求版记在偶数页，做 DOCX 也要先排 PDF 的页面" in capsys.readouterr().err
