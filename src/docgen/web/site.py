"""All that the pages share, put together once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request

from docgen.settings import Settings
from docgen.web.accounts import HERE, Accounts, User
from docgen.web.batches import Batches
from docgen.web.data_folder import DataFolder
from docgen.web.datasets import Datasets, Paper, Reading
from docgen.web.desk import Desk
from docgen.web.own_files import OwnFiles
from docgen.web.press import Press
from docgen.web.previewing import at_hand
from docgen.web.reading import PERSONAL, foresee, read, reckon_again
from docgen.web.storage import Storage

__all__ = ["API", "COOKIE", "Here", "NotSignedInError", "Site", "missing", "open_site", "who"]

#: Processes of the desk for what somebody waits for, and of that which reads datasets; how far they stand back.
_QUICK: Final = 2
_NICE_QUICK: Final = 5
_READING: Final = 2
_NICE_READING: Final = 10
#: Seconds that print files may take at the desk of the readers: a thousand pages take some ten.
_PATIENCE_READING: Final = 600.0
API: Final = "/api/"
#: The cookie that ties forms to a browser; with accounts it is the session too.
COOKIE: Final = "docgen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The page with its data, its quick processes and its press."""

    settings: Settings
    folder: DataFolder
    storage: Storage
    datasets: Datasets
    batches: Batches
    desk: Desk
    readers: Desk
    press: Press
    key: bytes
    accounts: Accounts
    own_files: OwnFiles
    with_accounts: bool = False
    user: User = HERE

    def note(self, act: str, what: str) -> None:
        """Write down who did what."""
        self.accounts.note(self.user.name, act, what)

    def require(self, allowed: bool) -> None:
        """Refuse what the user's role may not do. Raises HTTPException."""
        if not allowed:
            raise HTTPException(403, f"{self.user.role.value}没有这项权限。请找有权限的人办理。")

    def may_see(self, paper: Paper) -> bool:
        """Whether the user may see a paper: a person's own ledger is not for every role."""
        return paper.extra != PERSONAL or self.user.signs

    def begin(self) -> None:
        """Begin to work: read what was not read to its end, work the queue off; but first be ready for questions."""
        unread = self.datasets.unread()  # what is given from now on is read when it is given

        def rest() -> None:
            self.readers.warm()
            self.press.go()
            for number in unread:
                self.read(number)

        self.press.begin()
        self.desk.warm(rest)

    def close(self) -> None:
        """End the processes."""
        self.desk.close()
        self.readers.close()
        self.press.close()

    def read(self, number: int) -> None:
        """Have a dataset read; the page of the dataset tells how far that is."""

        given = (self.folder.root, number, self.settings)

        def ended(fine: bool) -> None:
            if not fine:
                self.datasets.found(number, state=Reading.FAILED)

        def found(fine: bool) -> None:
            ended(fine)
            if fine:
                self.desk.refresh()  # by the time its papers are known, it is at hand where it will be asked about
                self.readers.begin(foresee, *given, ended=ended)

        self.readers.begin(read, *given, ended=found)

    def read_again(self, number: int) -> None:
        """Have the papers of a dataset reckoned again, since a wording has changed; it stays usable meanwhile."""
        self.readers.begin(reckon_again, self.folder.root, number, self.settings, ended=lambda fine: None)


def open_site(settings: Settings, root: Path) -> Site:
    """The page of a data folder, not yet at work. Raises OSError and sqlite3.Error when the folder cannot be used."""
    folder = DataFolder(root)
    folder.prepare()
    storage = Storage(folder.database)
    storage.prepare()
    accounts = Accounts(storage)
    accounts.prepare()
    own_files = OwnFiles(storage, folder)
    own_files.prepare()
    return Site(
        settings=settings,
        folder=folder,
        storage=storage,
        datasets=Datasets(storage, folder),
        batches=Batches(storage),
        desk=Desk(_QUICK, nice=_NICE_QUICK, at_hand=partial(at_hand, root, settings)),
        readers=Desk(_READING, nice=_NICE_READING, patience=_PATIENCE_READING),
        press=Press(root, settings),
        key=folder.key(),
        accounts=accounts,
        own_files=own_files,
        with_accounts=settings.accounts,
    )


class NotSignedInError(Exception):
    """Somebody asks who has not logged in, or whose session has ended."""


def who(request: Request) -> User:
    """Who asks: a browser shows its session, a program (of /api) its token and never a session.

    Raises NotSignedInError.
    """
    site: Site = request.app.state.site
    user: User | None = HERE
    if site.with_accounts and request.url.path.startswith(API):
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        user = site.accounts.of(shown, program=True) if scheme.lower() == "bearer" else None
    elif site.with_accounts:
        user = site.accounts.of(request.cookies.get(COOKIE, ""))
    if user is None:
        raise NotSignedInError
    request.state.user = user
    return user


def _site(request: Request, user: Annotated[User, Depends(who)]) -> Site:
    site: Site = request.app.state.site
    return replace(site, user=user)


#: The site, as pages ask for it.
Here = Annotated[Site, Depends(_site)]


def missing(what: str) -> HTTPException:
    """To be raised where something asked for is not there."""
    return HTTPException(404, f"没有这个{what}，可能已经删掉了。")
