"""登记簿: the numbers that were given, to be searched, exported, made void, and filled from another book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from docgen.pipeline import FORMATS
from docgen.problems import Result
from docgen.register.book import Register
from docgen.register.entries import Entry, State, number_of
from docgen.register.form import note_of
from docgen.web.lists import BOOK, read_book_of_numbers, written_register
from docgen.web.rendering import TYPES, Form, go, named, render
from docgen.web.signing import opened_register
from docgen.web.site import Here, Site
from docgen.web.uploads import taken

router = APIRouter()
T = TypeVar("T")

__all__ = ["all_entries", "found", "router"]

_SHOWN: Final = 300


@router.get("/register")
def look(request: Request, site: Here, q: str = "", series: str = "", year: str = "", state: str = "") -> Response:
    """The register, or the part of it that was searched for."""
    entries = all_entries(site)
    chosen = found(entries, q, series, year, state)
    return render(
        request,
        "register.html",
        entries=[(entry, note_of(entry)) for entry in reversed(chosen[-_SHOWN:])],
        count=len(chosen),
        every=len(entries),
        series_known=sorted({entry.number.series for entry in entries}),
        years=sorted({entry.number.year for entry in entries}, reverse=True),
        states={each.value: each.word for each in State},
        asked={"q": q, "series": series, "year": year, "state": state},
    )


@router.get("/register/export.{suffix}")
def export(site: Here, suffix: str, q: str = "", series: str = "", year: str = "", state: str = "") -> Response:
    """What was searched for as 发文登记表, to be printed."""
    if suffix not in FORMATS:
        raise HTTPException(404, "没有这种格式。可用的有：xlsx、docx、pdf。")
    content = site.desk.ask(written_register, found(all_entries(site), q, series, year, state), suffix, site.settings)
    return Response(content, media_type=TYPES[f".{suffix}"], headers=named(f"发文登记表.{suffix}"))


@router.post("/register/void")
def void(site: Here, form: Form) -> Response:
    """A number is void from now on."""
    site.require(site.user.signs)
    number, reason = number_of(str(form.get("number", ""))), " ".join(str(form.get("reason", "")).split())
    if number is None or not reason:
        raise HTTPException(422, "作废要写明原因。请返回，写上原因再点“作废”。")
    with _book(site) as book:
        _value(book.void(number, reason))
    site.note("作废文号", f"{number} {reason}")
    return go("/register")


@router.post("/register/import")
def take_in(site: Here, form: Form) -> Response:
    """Numbers used elsewhere are entered; a bad row keeps back all."""
    site.require(site.user.signs)
    with taken(form, site.folder, BOOK) as file:
        entries = _value(site.desk.ask(read_book_of_numbers, file))
    with _book(site) as book:
        _value(book.add(entries))
    site.note("导入文号", f"{len(entries)} 个")
    return go("/register")


def all_entries(site: Site) -> tuple[Entry, ...]:
    """All lines of the register. Raises HTTPException when it cannot be used."""
    with _book(site) as book:
        return _value(book.entries())


@contextmanager
def _book(site: Site) -> Iterator[Register]:
    book = _value(opened_register(site.settings))
    try:
        yield book
    finally:
        book.close()


def _value(result: Result[T]) -> T:
    """The value of a result. Raises HTTPException with its problems, where there are any."""
    if result.problems:
        raise HTTPException(422, "　".join(map(str, result.problems)))
    return result.value  # type: ignore[return-value]  # None only where T is None


def found(entries: Sequence[Entry], q: str, series: str, year: str, state: str) -> list[Entry]:
    """The entries that have `q` somewhere, of a series, a year and a state where these are given."""

    def has(entry: Entry) -> bool:
        told = (str(entry.number), entry.title, entry.signer, entry.drafter, entry.recipients, entry.unit)
        return (
            (not q.strip() or any(q.strip() in text for text in told))
            and series in ("", entry.number.series)
            and year in ("", str(entry.number.year))
            and state in ("", entry.state.value)
        )

    return [entry for entry in entries if has(entry)]
