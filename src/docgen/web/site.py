"""All that the pages share, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from docgen.settings import Settings
from docgen.web.batches import Batches
from docgen.web.data_folder import DataFolder
from docgen.web.datasets import Datasets, Reading
from docgen.web.desk import Desk
from docgen.web.press import Press
from docgen.web.reading import read, reckon_again
from docgen.web.storage import Storage

__all__ = ["Here", "Site", "missing", "open_site"]

_DESK: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The page with its data, its quick processes and its press."""

    settings: Settings
    folder: DataFolder
    storage: Storage
    datasets: Datasets
    batches: Batches
    desk: Desk
    press: Press
    key: bytes

    def begin(self) -> None:
        """Begin to work: read what was not read to its end, work the queue off."""
        self.desk.warm()
        self.press.begin()
        for number in self.datasets.unread():
            self.read(number)

    def close(self) -> None:
        """End the processes."""
        self.desk.close()
        self.press.close()

    def read(self, number: int) -> None:
        """Have a dataset read; the page of the dataset tells how far that is."""

        def failed() -> None:
            self.datasets.found(number, state=Reading.FAILED)

        self.desk.begin(read, self.folder.root, number, self.settings, failed=failed)

    def read_again(self, number: int) -> None:
        """Have the papers of a dataset reckoned again, since a wording has changed; it stays usable meanwhile."""
        self.desk.begin(reckon_again, self.folder.root, number, self.settings, failed=lambda: None)


def open_site(settings: Settings, root: Path) -> Site:
    """The page of a data folder, not yet at work. Raises OSError and sqlite3.Error when the folder cannot be used."""
    folder = DataFolder(root)
    folder.prepare()
    storage = Storage(folder.database)
    storage.prepare()
    return Site(
        settings=settings,
        folder=folder,
        storage=storage,
        datasets=Datasets(storage, folder),
        batches=Batches(storage),
        desk=Desk(_DESK, settings),
        press=Press(root, settings),
        key=folder.key(),
    )


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


#: The site, as pages ask for it.
Here = Annotated[Site, Depends(_site)]


def missing(what: str) -> HTTPException:
    """To be raised where something asked for is not there."""
    return HTTPException(404, f"没有这个{what}，可能已经删掉了。")
