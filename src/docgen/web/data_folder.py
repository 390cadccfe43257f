"""Where the page keeps what it keeps: one folder, whose copy is a backup of all of it.

docgen.sqlite           datasets, their papers as foreseen, batches and what they made
secret                  the key of form tokens, made once
datasets/<number>/…     the files as they were given
campaigns/<number>/送审稿, 正式稿     what was made; versions of one dataset share a folder
campaigns/<number>/套打送审稿     drafts for red-header paper, with mark and red line white
own/<number>/…          the office's own 版式 and Word templates
pages/                  pictures of previews, to be thrown away at will; the oldest go when there are many
taking/                 files on their way in or out
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from docgen.batch.plan import safe_name
from docgen.whole_files import put_whole

__all__ = ["DataFolder", "file_name"]

_KEY_LENGTH: Final = 32
_NAME: Final = (80, 200)  # characters and bytes of a file's name
#: Bytes of pages that are kept: some thousand papers of a few pages.
_MOST_PAGES: Final = 512 << 20
#: Seconds for which nothing is dropped that was asked for: a browser fetches the pictures of a page one by one.
_JUST_NOW: Final = 300.0
_PAGES: Final = (".pdf", ".png")


def file_name(given: str) -> str:
    """The name that a file came with, made safe for every disk; its suffix in small letters."""
    suffix = Path(given).suffix.lower()
    return f"{safe_name(Path(given).stem, characters=_NAME[0], octets=_NAME[1])}{suffix}"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder of the page's data; numbers, never names that came from outside, make its paths."""

    root: Path

    def prepare(self) -> None:
        """Make what is missing and throw away what was only for the last server. Raises OSError."""
        self.begin()
        for folder in (self.taking, self.pages):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        if not self._key_file.exists():
            with os.fdopen(os.open(self._key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_KEY_LENGTH))

    def begin(self) -> None:
        """Make the folder. Only this user may look in. Raises OSError."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o700)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "docgen.sqlite"

    @property
    def _key_file(self) -> Path:
        return self.root / "secret"

    @property
    def taking(self) -> Path:
        """Files on their way in or out; emptied at every start, as are `pages`."""
        return self.root / "taking"

    @property
    def pages(self) -> Path:
        """Pictures of pages, made again when they are gone."""
        return self.root / "pages"

    def key(self) -> bytes:
        """The key of form tokens. Raises OSError."""
        return self._key_file.read_bytes()

    def keep_pages(self, pdf: bytes) -> str:
        """Keep a PDF whose pages are to be looked at; its digest, by which it is asked for. Raises OSError.

        What has not been asked for longest goes when there is more than `_MOST_PAGES`; nothing of the last minutes.
        """
        digest = sha256(pdf).hexdigest()
        if not self.has_pages(digest):
            put_whole(self.pages / f"{digest}.pdf", pdf)
        self._drop_old_pages()
        return digest

    def has_pages(self, digest: str) -> bool:
        """Whether the PDF of that digest is still kept; if so it stays for some minutes, as it is looked at."""
        return _asked_for(self.pages / f"{digest}.pdf")

    def keep_picture(self, digest: str, page: int, png: bytes) -> None:
        """Keep the picture of a page of a kept PDF, counted from 0. Raises OSError."""
        put_whole(self._picture(digest, page), png)

    def picture(self, digest: str, page: int) -> bytes | None:
        """The kept picture of a page as PNG; None where none is kept."""
        file = self._picture(digest, page)
        with suppress(FileNotFoundError):
            content = file.read_bytes()
            _asked_for(file)
            return content
        return None

    def _picture(self, digest: str, page: int) -> Path:
        return self.pages / f"{digest}-{page}.png"

    def _drop_old_pages(self) -> None:
        """Drop papers with their pictures, each asked for less lately than those that stay."""
        papers: dict[str, list[tuple[Path, os.stat_result]]] = {}
        for file in self.pages.iterdir():
            if file.suffix in _PAGES and not file.name.startswith("."):
                with suppress(FileNotFoundError):
                    papers.setdefault(file.stem.partition("-")[0], []).append((file, file.stat()))
        latest = {digest: max(facts.st_mtime for _, facts in files) for digest, files in papers.items()}
        size = sum(facts.st_size for files in papers.values() for _, facts in files)
        for digest in sorted(papers, key=lambda each: latest[each]):
            if size <= _MOST_PAGES or latest[digest] > time.time() - _JUST_NOW:
                return
            for file, facts in papers[digest]:
                file.unlink(missing_ok=True)
                size -= facts.st_size

    def dataset(self, number: int) -> Path:
        """The folder of one dataset's file."""
        return self.root / "datasets" / str(number)

    def own(self, number: int) -> Path:
        """The folder of one file of the office's own."""
        return self.root / "own" / str(number)

    def drafts(self, campaign: int, *, preprinted: bool = False) -> Path:
        """The folder of a campaign's 送审稿; those for red-header paper are no papers to keep and lie apart."""
        return self.root / "campaigns" / str(campaign) / ("套打送审稿" if preprinted else "送审稿")

    def issued(self, campaign: int) -> Path:
        """The folder of a campaign's 正式稿: one, since the register knows each file that was issued."""
        return self.root / "campaigns" / str(campaign) / "正式稿"


def _asked_for(file: Path) -> bool:
    """Note that a file is asked for now, by its time; False where it is not there."""
    try:
        os.utime(file)
    except FileNotFoundError:
        return False
    return True
