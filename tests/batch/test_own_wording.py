"""A batch with the office's own wording and a kind of its own: the same by one process and by workers, and recorded."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.command.test_sessions import PROGRAM, environment

SMALL = Path(__file__).parents[1] / "command" / "small.yaml"
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
