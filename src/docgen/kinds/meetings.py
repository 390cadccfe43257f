"""Which of a unit's 会议 a briefing is given at."""

from __future__ import annotations

from typing import Any

from docgen.dataset.records import Blank, Dataset, Meeting

__all__ = ["day_of", "meeting_of"]


def meeting_of(dataset: Dataset, unit: str, *, assembly: bool = False) -> Meeting | None:
    """The unit's first enlarged meeting; with `assembly` its first assembly of members (成员大会名称)."""
    members = dataset.campaign.members_meeting
    wanted = (one for one in dataset.meetings_of(unit) if (members in one.meeting) is assembly)
    return next(wanted, None)


def day_of(meeting: Meeting | None) -> Any:
    """The day of a meeting with its cell; a blank where it is not known."""
    return meeting.fields()["日期"] if meeting else Blank(name="日期")
