"""Terms in working days."""

from __future__ import annotations

from datetime import date

from docgen.dataset.records import Day
from docgen.working_days import add_working_days

#: The Spring Festival of 2015 and the weekends worked for it.
SPRING = tuple(
    [Day.model_validate({"日期": date(2015, 2, day), "类别": "放假", "名称": "春节"}) for day in range(18, 25)]
    + [Day.model_validate({"日期": day, "类别": "上班"}) for day in (date(2015, 2, 15), date(2015, 2, 28))]
)


def test_days_off_and_worked_weekends() -> None:
    assert date(2015, 2, 28) == add_working_days(date(2015, 2, 12), 8, SPRING).day


def test_the_day_itself_does_not_count() -> None:
    assert date(2015, 2, 6) == add_working_days(date(2015, 2, 5), 1, SPRING).day
    assert date(2015, 2, 9) == add_working_days(date(2015, 2, 6), 1, SPRING).day
    assert date(2015, 2, 6) == add_working_days(date(2015, 2, 6), 0, SPRING).day


def test_what_papers_print() -> None:
    deadline = add_working_days(date(2015, 3, 2), 10, SPRING)
    assert ("2015年3月16日（10个工作日）", "10个工作日", None) == (str(deadline), deadline.term, deadline.unknown)


def test_without_days_off_calendar_days_are_counted_and_said() -> None:
    deadline = add_working_days(date(2015, 2, 12), 10, ())
    assert (date(2015, 2, 22), "2015年2月22日（10日，按自然日计算）", "10日，按自然日计算", 2015) == (
        deadline.day,
        deadline.text,
        deadline.term,
        deadline.unknown,
    )


def test_a_year_whose_days_off_nobody_gave_is_counted_in_calendar_days() -> None:
    into_2016 = add_working_days(date(2015, 12, 28), 10, SPRING)
    assert (date(2016, 1, 7), 2016) == (into_2016.day, into_2016.unknown)
