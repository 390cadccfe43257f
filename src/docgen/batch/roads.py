"""The road of a dataset as the settings of an office have it: the shipped wording, its own over it."""

from __future__ import annotations

from pathlib import Path

from docgen.dataset.records import Dataset
from docgen.pipeline import Road
from docgen.resources import templates_dir
from docgen.settings import Settings

__all__ = ["own_wording", "road_of"]


def own_wording(settings: Settings) -> Path | None:
    """The folder of the office's own wording, if it is there."""
    return settings.wording if settings.wording is not None and settings.wording.is_dir() else None


def road_of(dataset: Dataset, settings: Settings, *, allow_incomplete: bool) -> Road:
    """The road on which the papers of a dataset come about; one for all papers, which share what it finds out."""
    return Road(
        dataset=dataset,
        wording=templates_dir() / "wording",
        own_wording=own_wording(settings),
        allow_incomplete=allow_incomplete,
    )
