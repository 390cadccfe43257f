"""What a rule is and what comes of applying it. A rule says what it asks for, why, and how to mend a breach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Generic, Protocol, TypeVar

from docgen.standards.gbt9704 import Standard, StyleName
from docgen.standards.measures import Strength
from docgen.units import SIZES

__all__ = [
    "PREPRINTED",
    "Absent",
    "Finding",
    "Fix",
    "Judged",
    "Outcome",
    "Rule",
    "Spot",
    "Strength",
    "Unmeasured",
    "Verdict",
    "judge",
    "worded",
]


class Subject(Protocol):
    """What rules look at: it knows by which standard it is judged."""

    @property
    def standard(self) -> Standard:
        """The standard judged by."""
        ...


S = TypeVar("S", bound=Subject)


class Verdict(Enum):
    """What is known after a rule was applied. Nothing that was not measured is ever PASSED."""

    PASSED = "通过"
    FAILED = "不符"
    UNMEASURED = "未核验"  # the element is there, or may be, and could not be measured
    ABSENT = "不适用"  # the file has no such element


class Fix(Enum):
    """Whether a machine could mend a breach without changing what the text says."""

    SAFE = "可以代改"
    UNSAFE = "须由人改"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A rectangle on a page, the first page being 1: mm from the upper left corner of the page as it is seen."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach. `where` is the place as a person finds it (第2页第3行, 第5段), `found` what was read or measured.

    `spots` are the same place for a machine that marks it, where there are pages; two findings that say the same are
    the same wherever they are drawn.
    """

    where: str
    found: str
    spots: tuple[Spot, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.where}：{self.found}" if self.where else self.found


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """The rule could not be applied, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Absent:
    """There is nothing for the rule to look at, and what is missing."""

    reason: str


#: Why nothing red was measured where the mark is white: 套打.
PREPRINTED = "标志是白色的，套打在红头纸上，纸上的标志和红线没有量"

#: Breaches (none: the rule is kept), or why there is no answer.
Outcome = Sequence[Finding] | Unmeasured | Absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[S]):
    """A rule over a subject `S`: the writing, a Word file or the pages of a PDF. `clause` is of GB/T 9704—2012.

    Its texts may hold measures in braces, `{top}`; `worded` puts those of the standard judged by in their place.
    """

    code: str
    what: str
    why: str
    mend: str
    clause: str
    strength: Strength
    fix: Fix = Fix.UNSAFE
    judge: Callable[[S], Outcome]

    @property
    def safe(self) -> bool:
        """Whether `--fix` may mend it."""
        return self.fix is Fix.SAFE


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Generic[S]):
    """A rule applied. `reason` says why there is no measurement."""

    rule: Rule[S]
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    reason: str = ""


def worded(rule: Rule[S], standard: Standard) -> Rule[S]:
    """The rule with the measures of a standard in its texts."""
    said = _measures(standard)
    return replace(rule, **{name: getattr(rule, name).format_map(said) for name in ("what", "why", "mend")})


def _measures(standard: Standard) -> dict[str, str]:
    page = standard.page
    names = {size: name for name, size in SIZES.items()}
    return {
        "top": f"{page.top.mm:.4g}",
        "bottom": f"{page.bottom.mm:.4g}",
        "left": f"{page.left.mm:.4g}",
        "right": f"{page.right.mm:.4g}",
        "width": f"{page.body_width.mm:.4g}",
        "height": f"{page.body_height.mm:.4g}",
        "edge": f"{(page.left + page.body_width).mm:.4g}",
        "pitch": f"{page.line_pitch.pt:g}",
        "pitch_mm": f"{page.line_pitch.mm:.1f}",
        "mark_top": f"{standard.mark_top.mm:g}",
        "imprint": names[standard.styles[StyleName.IMPRINT].size],
        "number": "1".join(standard.number_marks),
    }


def judge(rule: Rule[S], subject: S) -> Judged[S]:
    """Apply a rule."""
    outcome = rule.judge(subject)
    rule = worded(rule, subject.standard)
    if isinstance(outcome, Unmeasured):
        return Judged(rule=rule, verdict=Verdict.UNMEASURED, reason=outcome.reason)
    if isinstance(outcome, Absent):
        return Judged(rule=rule, verdict=Verdict.ABSENT, reason=outcome.reason)
    verdict = Verdict.FAILED if outcome else Verdict.PASSED
    return Judged(rule=rule, verdict=verdict, findings=tuple(outcome))
