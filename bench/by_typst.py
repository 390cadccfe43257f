"""Typst with a warm compiler: one template, and a paper's text and tables as JSON beside it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docgen.resources import find_font
from docgen.standards.gbt9704 import FONTS

__all__ = ["compiler", "is_installed"]

#: A4 with the 版心, typefaces and pitch of the standard; heads and closes of a paper in its order.
TEMPLATE = r"""
#let paper = json("paper.json")
#let song = "FandolSong"
#let fang = "FandolFang"
#let kai = "FandolKai"
#let hei = "FandolHei"
#set text(font: (fang, "Noto Serif CJK SC"), size: 16pt, lang: "zh", region: "cn")
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 12.95pt, spacing: 12.95pt, first-line-indent: (amount: 2em, all: true))
#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), numbering: "— 1 —")
#let faces = (hei, kai, fang, fang)
#let centred(body) = { set par(first-line-indent: 0pt); align(center, body) }
#let flush(body) = { set par(first-line-indent: 0pt); body }
#let grid-of(block) = {
  set text(size: 12pt)
  set par(first-line-indent: 0pt, leading: 6pt, justify: false)
  let cells = block.rows.slice(block.header).flatten()
  let head = block.rows.slice(0, block.header).flatten()
  table(columns: block.widths.map(w => w * 1fr), stroke: 0.5pt, align: center + horizon,
    table.header(..head.map(c => text(font: hei, c))), ..cells)
}
#let set-block(block) = {
  let style = block.style
  if style == "Page" { pagebreak(weak: true) }
  else if style.starts-with("Table") { grid-of(block) }
  else if style == "Body" { par[#text(font: kai, block.lead)#block.text] }
  else if style.starts-with("Heading") {
    let face = faces.at(block.level - 1)
    heading(level: block.level, text(font: face, size: 16pt, weight: "regular", block.text))
  }
  else if style == "AttachmentTitle" { centred(text(font: song, size: 22pt, block.text)) }
  else if style == "Caption" { centred(block.text) }
  else { flush(block.text) }
}
#show heading: it => par(it.body)
#flush(paper.copy_number)
#for line in paper.mark { centred(text(font: song, size: 30pt, fill: red, line)) }
#if paper.number != "" or paper.signers != "" { centred[#paper.number #paper.signers] }
#if paper.mark.len() > 0 { line(length: 100%, stroke: 1pt + red) }
#for line in paper.title { centred(text(font: song, size: 22pt, line)) }
#flush(paper.recipients)
#for (place, section) in paper.sections.enumerate() {
  let body = {
    for block in section.blocks { set-block(block) }
    if place == 0 {
      for line in paper.signature { flush(align(right, line)) }
      flush(align(right, paper.date))
    }
  }
  if section.landscape { page(flipped: true, body) } else { body }
}
#place(bottom, float: true, flush[#paper.copies \ #paper.printer #h(1fr) #paper.print_date])
"""


def is_installed() -> bool:
    """Whether the package `typst` is there (the extra `bench`)."""
    return importlib.util.find_spec("typst") is not None


def compiler(folder: Path) -> Callable[[dict[str, Any]], bytes]:
    """A function from a paper's script to its PDF; the compiler keeps its fonts and what it has worked out."""
    import typst

    files = (found for font in FONTS.values() for name in font.stand_ins if (found := find_font(name)) is not None)
    folders = sorted({str(found.file.parent) for found in files})
    (folder / "paper.typ").write_text(TEMPLATE, encoding="utf-8")
    data = folder / "paper.json"
    data.write_text("{}", encoding="utf-8")
    warm = typst.Compiler(root=str(folder), font_paths=folders)

    def compile_one(script: dict[str, Any]) -> bytes:
        data.write_text(json.dumps(script, ensure_ascii=False), encoding="utf-8")
        made = warm.compile(input=str(folder / "paper.typ"))
        assert isinstance(made, bytes), "a PDF is one file"
        return made

    return compile_one
