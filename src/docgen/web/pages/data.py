"""数据: a workbook is given, its problems are shown where they are, and the next version is held against it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from docgen.resources import example_files
from docgen.web.datasets import Dataset, Reading
from docgen.web.reading import copy_with_comments, workbook_to_begin_with
from docgen.web.rendering import TYPES, Form, go, named, render
from docgen.web.site import Here, Site, missing
from docgen.web.uploads import DATA, taken

router = APIRouter()

__all__ = ["campaigns", "dataset_of", "router"]


@router.get("/")
def first() -> Response:
    """Where everything begins."""
    return go("/data")


@router.get("/data")
def all_data(request: Request, site: Here) -> Response:
    """The datasets there are, and the ways to bring one in."""
    return render(request, "data.html", datasets=site.datasets.all(site.user.scope), examples=list(example_files()))


@router.post("/data")
def give(site: Here, form: Form) -> Response:
    """A file is given: as a campaign of its own, or as the next version of `previous`."""
    before = form.get("previous")
    previous = dataset_of(site, int(before)) if isinstance(before, str) and before.isdigit() else None
    with taken(form, site.folder, DATA) as file:
        number = site.datasets.take_in(file, file.name, previous=previous, owner=site.user.id)
        site.note("放进数据", f"{number} {file.name}")
    site.read(number)
    return go(f"/data/{number}")


@router.post("/data/example")
def give_example(site: Here, form: Form) -> Response:
    """An example is opened."""
    name = str(form.get("name", ""))
    file = example_files().get(name)
    if file is None:
        raise missing("示例")
    number = site.datasets.take_in(file, f"示例-{name}.xlsx", example=True, owner=site.user.id)
    site.read(number)
    return go(f"/data/{number}")


@router.get("/data/{number:int}")
def one(request: Request, site: Here, number: int) -> Response:
    """A dataset: its problems, as a list and in their rows, and what has changed since the version before."""
    dataset = dataset_of(site, number)
    previous = site.datasets.get(dataset.previous) if dataset.previous else None
    return render(
        request,
        "dataset.html",
        dataset=dataset,
        newer=site.datasets.newer(dataset),
        change=_change(previous, dataset) if previous else None,
    )


@router.get("/data/empty.xlsx")
def empty(site: Here) -> Response:
    """A workbook to begin with."""
    content = site.desk.ask(workbook_to_begin_with)
    return Response(content, media_type=TYPES[".xlsx"], headers=named("空白工作簿.xlsx"))


@router.get("/data/{number:int}/commented.xlsx")
def with_comments(site: Here, number: int) -> Response:
    """The workbook with its problems as comments."""
    dataset = dataset_of(site, number)
    if not dataset.name.endswith(".xlsx") or dataset.state is Reading.UNREADABLE:
        raise missing("文件的批注")
    content = site.desk.ask(copy_with_comments, site.folder.root, number, site.settings)
    return Response(
        content, media_type=TYPES[".xlsx"], headers=named(f"{dataset.name.removesuffix('.xlsx')}（批注）.xlsx")
    )


@router.get("/data/{number:int}/file")
def download(site: Here, number: int) -> Response:
    """The file as it was given."""
    dataset = dataset_of(site, number)
    return FileResponse(site.datasets.file(dataset), headers=named(dataset.name))


def campaigns(request: Request, site: Site, leads: str, heading: str) -> Response:
    """The campaigns whose papers can be made, each with a way to its page `leads`."""
    usable = [each for each in site.datasets.all(site.user.scope) if each.usable]
    return render(request, "campaigns.html", datasets=usable, leads=leads, heading=heading)


def dataset_of(site: Site, number: int) -> Dataset:
    """A dataset. Raises HTTPException when there is none."""
    dataset = site.datasets.get(number)
    if dataset is None or not site.user.sees(dataset.owner):
        raise missing("数据")
    return dataset


def _change(before: Dataset, after: Dataset) -> dict[str, list[dict[str, Any]]]:
    """Which problems are gone, new, and as they were."""

    def told(problem: dict[str, Any]) -> tuple[str, str, str]:
        place = problem["place"].partition(" › ")[2]  # the file's name may be another
        return problem["code"], problem["message"], place

    old, new = ({told(each): each for each in dataset.problems} for dataset in (before, after))
    return {
        "gone": [each for key, each in old.items() if key not in new],
        "fresh": [each for key, each in new.items() if key not in old],
        "left": [each for key, each in new.items() if key in old],
    }
