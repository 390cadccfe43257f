"""What has been fetched or read: a line that listens on loopback, and a file that tells when it is opened."""

from __future__ import annotations

import ctypes
import os
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

_IN_OPEN = 0x20
_IN_ACCESS = 0x01
_NONBLOCK = os.O_NONBLOCK


@dataclass
class Watch:
    """What a hostile file points at. `urls` are all ways to write an address that leads to the line or to the file."""

    port: int
    file: Path
    asked: list[str] = field(default_factory=list)

    @property
    def urls(self) -> tuple[str, ...]:
        here = f"127.0.0.1:{self.port}"
        return (f"http://{here}/x.png", f"https://{here}/x.png", f"//{here}/x.png", self.file.as_uri(), str(self.file))

    def all_in(self, text: str) -> str:
        """A text that has {url}, once for each of them."""
        return "\n".join(text.replace("{url}", url) for url in self.urls)


@contextmanager
def watching(folder: Path) -> Iterator[Watch]:
    """Watch until the end of the block; then `asked` says who has come."""
    secret = folder / "secret.png"
    Image.new("RGB", (64, 64), (12, 200, 34)).save(secret)
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(_NONBLOCK)
    assert libc.inotify_add_watch(watch, os.fsencode(secret), _IN_OPEN | _IN_ACCESS) >= 0, os.strerror(
        ctypes.get_errno()
    )
    with socket.create_server(("127.0.0.1", 0)) as line:
        found = Watch(port=line.getsockname()[1], file=secret)
        end, ended = os.pipe()

        def listen() -> None:
            while True:
                ready, _, _ = select.select([line, watch, end], [], [])
                if end in ready:
                    return
                if line in ready:
                    caller, _ = line.accept()
                    found.asked.append("a connection")
                    caller.close()
                if watch in ready:
                    os.read(watch, 4096)
                    found.asked.append("the file was opened")

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            yield found
        finally:
            os.write(ended, b"x")
            listener.join()
            for each in (watch, end, ended):
                os.close(each)
