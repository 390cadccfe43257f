"""Chinese numerals as offices write them: 一, 十二, 一百零五; and the four levels of numbers 一、（一）1．（1）."""

from __future__ import annotations

from typing import Final

__all__ = ["chinese", "level_number"]

_DIGITS: Final = "零一二三四五六七八九"
_PLACES: Final = ("", "十", "百", "千")


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
        elif parts and not parts[-1] == _DIGITS[0] and digits[position:].strip("0"):
            parts.append(_DIGITS[0])
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def level_number(level: int, number: int) -> str:
    """The typed number of a heading (GB/T 9704 7.3.3): 一、 （一） 1． （1） for the levels 1 to 4."""
    return (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}．", f"（{number}）")[level - 1]
