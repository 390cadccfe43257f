"""The words of a tag, Chinese or the template language's, and what a `{% … %}` may say."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final

from docgen.problems import Code

__all__ = ["Fault", "Statement", "spoken", "statement"]

#: Chinese words of statements and of expressions → the template language's.
_STATEMENTS: Final = {
    "循环": "for",
    "结束循环": "endfor",
    "循环结束": "endfor",
    "如果": "if",
    "否则如果": "elif",
    "否则": "else",
    "结束如果": "endif",
    "如果结束": "endif",
}
_WORDS: Final = {"取自": "in", "属于": "in", "且": "and", "或": "or", "非": "not"}
_STRINGS: Final = re.compile(r'"[^"]*"|\'[^\']*\'|“[^”]*”|‘[^’]*’')
_NAME: Final = re.compile(r"(?<![\w.])([^\W\d]\w*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a tag and what to write instead."""

    code: Code
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A `{% … %}`: its first word (for, endfor, if, elif, else, endif), and the whole in the template language."""

    word: str
    source: str


def statement(text: str) -> Statement | Fault:
    """The statement of a tag's inner text."""
    text = spoken(text).strip()
    word = re.match(r"\S+", text)
    first = word[0] if word else ""
    name = _STATEMENTS.get(first, first)
    rest = text[len(first) :].strip()
    if name in ("endfor", "endif", "else") and not rest:
        return Statement(word=name, source=name)
    if name in ("for", "if", "elif") and rest:
        return Statement(word=name, source=f"{name} {rest}")
    return Fault(code=Code.TAG_FAULT, message=f"“{text}”不是能用的语句", hint=_statement_hint(first, name))


def _statement_hint(first: str, name: str) -> str:
    if name in _STATEMENTS.values():
        forms = {"for": "for 行 in 台账.表名", "if": "if 字段", "elif": "elif 字段"}
        return f"写成 {{% {forms.get(name, name)} %}}"
    near = difflib.get_close_matches(first, [*_STATEMENTS, *_STATEMENTS.values()], 1, 0.6)
    if near:
        return f"是不是 {{% {near[0]} … %}}？"
    return "能用的有：for、if、elif、else、endfor、endif、合并、横向合并"


def spoken(text: str) -> str:
    """A tag's inner text in the template language: Chinese words and curly quotation marks put into its own.

    Inside quotation marks nothing is touched but the marks themselves.
    """
    made, last = [], 0
    for match in _STRINGS.finditer(text):
        made.append(_words(text[last : match.start()]))
        quoted = match[0]
        inner = quoted[1:-1].replace('"', "”") if quoted[0] in "“‘" else quoted[1:-1]
        mark = '"' if quoted[0] in "“‘" else quoted[0]
        made.append(f"{mark}{inner}{mark}")
        last = match.end()
    made.append(_words(text[last:]))
    return "".join(made)


def _words(text: str) -> str:
    text = re.sub(r"[\s\u3000\u00a0]+", " ", text)
    text = _NAME.sub(lambda match: _WORDS.get(match[1], match[1]), text)
    return re.sub(r"(?<![\w.])循环(?=\s*\.)", "loop", text)
