"""Every figure that documents state, computed once, as of a paper's 统计截至日期, from one table of definitions."""

from docgen.facts.figures import Figure
from docgen.facts.ground import SPOT_CHECK, UnitClass
from docgen.facts.items import Item, Measure, State
from docgen.facts.reckoning import Facts, Figures
from docgen.facts.scope import Scope
from docgen.facts.treatment import Course, Reason, Supervision, Treatment, Verdict, treatments

__all__ = [
    "SPOT_CHECK",
    "Course",
    "Facts",
    "Figure",
    "Figures",
    "Item",
    "Measure",
    "Reason",
    "Scope",
    "State",
    "Supervision",
    "Treatment",
    "UnitClass",
    "Verdict",
    "treatments",
]
