"""The letters of a spreadsheet's columns, counted from 1: A, B … Z, AA."""

from __future__ import annotations

__all__ = ["column_letters", "column_number"]

_LETTERS: dict[int, str] = {}


def column_letters(column: int) -> str:
    """The letters of a column: 1 → A, 27 → AA."""
    letters = _LETTERS.get(column)
    if letters is None:
        letters, rest = "", column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        _LETTERS[column] = letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column: A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
