"""Where the page keeps what it keeps: one folder, whose copy is a backup of all of it.

docgen.sqlite           datasets, their papers as foreseen, batches and what they made
secret                  the key of form tokens, made once
datasets/<number>/…     the files as they were given
campaigns/<number>/送审稿, 正式稿     what was made; versions of one dataset share a folder
campaigns/<number>/套打送审稿     drafts for red-header paper, with mark and red line white
own/<number>/…          the office's own 版式 and Word templates
pages/                  pictures of previews, to be thrown away at will
taking/                 files on their way in or out
"""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from docgen.batch.plan import safe_name

__all__ = ["DataFolder", "file_name"]

_KEY_LENGTH: Final = 32
_NAME: Final = (80, 200)  # characters and bytes of a file's name


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
        """Keep a PDF whose pages are to be looked at; its digest, by which it is asked for."""
        digest = sha256(pdf).hexdigest()
        (self.pages / f"{digest}.pdf").write_bytes(pdf)
        return digest

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

    def prints(self, campaign: int) -> Path:
        """The folder of a campaign's print files."""
        return self.root / "campaigns" / str(campaign) / "打印"
