"""Numbers as receipts and officials write them: 壹仟贰佰叁拾肆元伍角, 万元, per cent, 二〇一五年一月六日."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from docgen.facts import Figure
from docgen.numerals import chinese, plain_digits

__all__ = ["capital_amount", "capital_number", "chinese_day", "number_of", "percent", "ten_thousands"]

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "万亿")
_MOST: Final = Decimal(10) ** 16
_YEAR: Final = "〇一二三四五六七八九"


def number_of(value: Any) -> Decimal:
    """The number of a figure, a number or a text of digits. ValueError for others, and from 10^16 on."""
    if isinstance(value, Figure):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("不是数")
    try:
        number = Decimal(plain_digits(str(value)).strip().replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(f"“{value}”不是数") from error
    if not number.is_finite() or abs(number) >= _MOST:
        raise ValueError(f"“{value}”太大")
    return number


def capital_number(value: Any) -> str:
    """A whole number in capitals: 1234 → 壹仟贰佰叁拾肆; its decimals digit by digit after 点."""
    number = number_of(value)
    whole, _, rest = f"{abs(number).normalize():f}".partition(".")
    decimals = "点" + "".join(_DIGITS[int(digit)] for digit in rest) if rest else ""
    return ("负" if number < 0 else "") + _capitals(int(whole)) + decimals


def capital_amount(value: Any) -> str:
    """An amount of money in capitals, to the 分: 1234.56 → 壹仟贰佰叁拾肆元伍角陆分, 1200 → 壹仟贰佰元整."""
    number = number_of(value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    cents = int(abs(number) * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = f"{_capitals(yuan)}元" if yuan or not cents else ""
    if not jiao and not fen:
        return ("负" if number < 0 else "") + text + "整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif yuan:
        text += _DIGITS[0]
    text += f"{_DIGITS[fen]}分" if fen else "整"
    return ("负" if number < 0 else "") + text


def _capitals(number: int) -> str:
    if not number:
        return _DIGITS[0]
    text, gap = "", False
    groups = [number // 10_000**place % 10_000 for place in range(len(_GROUPS))]
    for place in reversed(range(len(_GROUPS))):
        group = groups[place]
        if not group:
            gap = gap or bool(text)
            continue
        if text and (gap or group < 1000):
            text += _DIGITS[0]
        text += _four(group) + _GROUPS[place][: 1 if place == 3 and groups[2] else None]
        gap = False
    return text


def _four(group: int) -> str:
    text, gap = "", False
    for place in reversed(range(len(_PLACES))):
        digit = group // 10**place % 10
        if digit:
            text += (_DIGITS[0] if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text


def percent(value: Any, decimals: int = 1) -> str:
    """A share as a percentage, half up: 0.985 → 98.5%. A rate that is a figure prints as it does elsewhere."""
    if isinstance(value, Figure) and value.unit == "%":
        return value.text
    number = (number_of(value) * 100).quantize(_step(decimals), rounding=ROUND_HALF_UP)
    return f"{_short(number)}%"


def ten_thousands(value: Any, decimals: int = 2) -> str:
    """An amount of yuan in 万元, half up: 12345678 → 1234.57万元."""
    number = (number_of(value) / 10_000).quantize(_step(decimals), rounding=ROUND_HALF_UP)
    return f"{_short(number)}万元"


def _step(decimals: int) -> Decimal:
    if decimals not in range(9):
        raise ValueError("小数位数只能是 0 至 8")
    return Decimal(1).scaleb(-decimals)


def _short(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def chinese_day(day: date) -> str:
    """A day in Chinese numerals: 二〇一五年一月六日."""
    year = "".join(_YEAR[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese(day.month)}月{chinese(day.day)}日"
