"""Days and deadlines as staff write them."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.dates import DeadlineKind, ImpossibleDay, Reading, format_day, parse_day, parse_deadline

YEAR = 2015
JANUARY_6 = date(2015, 1, 6)


WRITTEN = "2015-01-06 2015-1-6 2015.1.6 2015/1/6 2015年01月06日 20150106 ２０１５年１月６日 2015年元月6日 2015年1月6号"


@pytest.mark.parametrize("text", [*WRITTEN.split(), "2015年1月6日", "2015 年 1 月 6 日", "2015-01-06 00:00:00"])
def test_days(text: str) -> None:
    assert Reading(JANUARY_6, True) == parse_day(text, YEAR)


@pytest.mark.parametrize("text", ["1月6日", "元月6日", "一月6日"])
def test_days_without_a_year(text: str) -> None:
    assert Reading(JANUARY_6, False) == parse_day(text, YEAR)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9月31日", "9月只有30天"),
        ("2015-02-30", "2015年2月只有28天"),
        ("2月29日", "2015年2月只有28天"),
        ("2015年13月1日", "没有13月"),
        ("2015年0月1日", "没有0月"),
        ("2015年1月0日", "没有0日"),
        ("0215年1月6日", "年份 215 不合常理"),
    ],
)
def test_impossible_days(text: str, reason: str) -> None:
    read = parse_day(text, YEAR)
    assert isinstance(read, ImpossibleDay)
    assert reason == read.reason
    assert read == parse_deadline(text, YEAR)


@pytest.mark.parametrize("text", ["", "明天", "2015年", "12", "2015-1", "元月", "2015-01-06 08:30"])
def test_texts_that_state_no_day(text: str) -> None:
    assert parse_day(text, YEAR) is None


@pytest.mark.parametrize(
    ("text", "due", "year_written"),
    [
        ("2015年1月15日", date(2015, 1, 15), True),
        ("2015年1月15日前", date(2015, 1, 15), True),
        ("元月15日", date(2015, 1, 15), False),
        ("2月底前", date(2015, 2, 28), False),
        ("2016年2月底", date(2016, 2, 29), True),
        ("2014年12月底前", date(2014, 12, 31), True),
        ("3月上旬", date(2015, 3, 10), False),
        ("3月中旬前", date(2015, 3, 20), False),
        ("3月下旬", date(2015, 3, 31), False),
        ("十二月", date(2015, 12, 31), False),
        ("一季度末", date(2015, 3, 31), False),
        ("2015年第2季度", date(2015, 6, 30), True),
        ("上半年", date(2015, 6, 30), False),
        ("2014年下半年", date(2014, 12, 31), True),
        ("年底前", date(2015, 12, 31), False),
        ("2014年年底", date(2014, 12, 31), True),
        ("2014年", date(2014, 12, 31), True),
        ("2015年6月底前完成", date(2015, 6, 30), True),
        ("力争2015年6月底前全部完成", date(2015, 6, 30), True),
    ],
)
def test_deadlines(text: str, due: date, year_written: bool) -> None:
    read = parse_deadline(text, YEAR)
    assert isinstance(read, tuple)
    deadline, written = read
    assert (text, DeadlineKind.DAY, due, year_written) == (deadline.text, deadline.kind, deadline.due, written)


@pytest.mark.parametrize("text", ["长期坚持", "长期", "持续推进", "常态化", "立行立改并长期坚持", "常抓不懈"])
def test_never_due(text: str) -> None:
    read = parse_deadline(text, YEAR)
    assert isinstance(read, tuple)
    assert (DeadlineKind.ALWAYS, None) == (read[0].kind, read[0].due)


@pytest.mark.parametrize("text", ["立行立改", "立即整改", "即知即改", "边查边改"])
def test_due_at_once(text: str) -> None:
    read = parse_deadline(text, YEAR)
    assert isinstance(read, tuple)
    assert (DeadlineKind.AT_ONCE, None) == (read[0].kind, read[0].due)


@pytest.mark.parametrize("text", ["尽快", "月底", "5月或6月", "待定", "第五季度"])
def test_texts_that_state_no_deadline(text: str) -> None:
    assert parse_deadline(text, YEAR) is None


def test_the_form_of_the_standard() -> None:
    assert "2015年1月6日" == format_day(JANUARY_6)
