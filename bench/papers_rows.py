"""Reports and notices against docxtpl, LibreOffice and Typst."""

from __future__ import annotations

from collections.abc import Iterator

from bench.by_typst import is_installed
from bench.rows import Asked, Row, alternated, median_of, milliseconds, row, say
from bench.subjects import in_own_process

__all__ = ["notices", "reports"]

_NO_TYPST = "typst is not installed"


def reports(asked: Asked) -> Iterator[Row]:
    """DOCX against docxtpl; PDF against LibreOffice and Typst."""
    count = asked.papers
    _prepared(asked)
    docx, docxtpl = (
        median_of(each) for each in alternated([("ours-docx-report", count), ("docxtpl-report", count)], asked)
    )
    yield row(
        "reports",
        f"DOCX of {count} different reports, a document; theirs: docxtpl",
        ours=milliseconds(docx),
        theirs=milliseconds(docxtpl),
        value=docx / docxtpl,
        must=("1/8 of its time", 1 / 8),
        aim=("1/20", 1 / 20),
        figures={"ours": docx, "docxtpl": docxtpl},
    )
    subjects = [("ours-pdf-report", count), ("office-report", count)]
    if is_installed():
        subjects.append(("typst-report", count))
    measured = alternated(subjects, asked)
    pdf, office, *rest = (median_of(each) for each in measured)
    figures = {"ours": pdf, "office": office, "pages": measured[0][0]["pages"]}
    yield row(
        "reports",
        f"PDF of {count} different reports, a document; theirs: LibreOffice, one batch call",
        ours=milliseconds(pdf),
        theirs=milliseconds(office),
        value=pdf / office,
        must=("no slower", 1.0),
        aim=("half", 0.5),
        figures=figures,
    )
    yield _beside_typst("reports", f"PDF of {count} different reports, a document", pdf, rest, ("2.5 × Typst", 2.5))


def notices(asked: Asked) -> Iterator[Row]:
    """DOCX and PDF with common plan and forms, against docxtpl with LibreOffice and against Typst."""
    count = asked.papers
    _prepared(asked)
    subjects = [("ours-both-notice", count), ("docxtpl-office-notice", count)]
    if is_installed():
        subjects.append(("typst-notice", count))
    measured = alternated(subjects, asked)
    both, theirs, *rest = (median_of(each) for each in measured)
    work = f"DOCX + PDF of {count} notices with the common plan and forms, a notice"
    yield row(
        "notices",
        f"{work}; theirs: docxtpl + LibreOffice",
        ours=milliseconds(both),
        theirs=milliseconds(theirs),
        value=both / theirs,
        must=("1/4 of their time", 1 / 4),
        figures={"ours": both, "docxtpl_office": theirs, "pages": measured[0][0]["pages"]},
    )
    yield _beside_typst("notices", work, both, rest, ("no slower than Typst", 1.0))


def _beside_typst(group: str, work: str, ours: float, typst: list[float], aim: tuple[str, float]) -> Row:
    """A row that has an aim only."""
    value = ours / typst[0] if typst else None
    return Row(
        group=group,
        work=f"{work}; theirs: Typst, PDF only",
        ours=milliseconds(ours),
        theirs=milliseconds(typst[0]) if typst else _NO_TYPST,
        ratio="" if value is None else f"{value:.2f}",
        must="",
        holds=None,
        aim=aim[0],
        reached=None if value is None else value <= aim[1],
        figures={"ours": ours, "typst": typst[0] if typst else None},
    )


def _prepared(asked: Asked) -> None:
    """What the others are given, made once a run."""
    for kind in ("report", "notice"):
        if not (asked.folder / f"{kind}.json").exists():
            say(f"  {asked.papers} papers ({kind}) for the others")
            made = in_own_process(f"prepare-{kind}", asked.folder, asked.papers)
            assert made["papers"] == asked.papers == made["different"], made
