"""Numbers as offices write and type them: 一, 十二, 一百零五; the levels 一、（一）1．（1）; １２ in cells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["chinese", "level_number", "parse_number", "plain_digits"]

_DIGITS: Final = "零一二三四五六七八九"
_PLACES: Final = ("", "十", "百", "千")
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,15})?")


def chinese(number: int) -> str:
    """A whole number from 0 to 9999 in Chinese: 12 → 十二, 105 → 一百零五. Raises ValueError outside that range."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not within 0–9999")
    if number == 0:
        return _DIGITS[0]
    digits = str(number)
    parts: list[str] = []
    for position, digit in enumerate(digits):
        place = len(digits) - position - 1
        if digit != "0":
            parts.append(_DIGITS[int(digit)] + _PLACES[place])
        elif parts and parts[-1] != _DIGITS[0] and digits[position:].strip("0"):
            parts.append(_DIGITS[0])
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


@lru_cache(maxsize=256)  # few papers count further
def level_number(level: int, number: int) -> str:
    """The typed number of a heading (GB/T 9704 7.3.3): 一、 （一） 1． （1） for the levels 1 to 4."""
    return (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}．", f"（{number}）")[level - 1]


def plain_digits(text: str) -> str:
    """Full-width digits, points and signs made half-width: １２．５ → 12.5. Nothing else is touched."""
    return text.translate(_HALF_WIDTH)


def parse_number(text: str) -> int | float | None:
    """The number a cell's text states, or None: 12, 1,234, 98.5, １２. Chinese numerals are words, not numbers."""
    match = _NUMBER.fullmatch(plain_digits(text).strip())
    if match is None:
        return None
    digits = match[0].replace(",", "")
    return float(digits) if "." in digits else int(digits)
