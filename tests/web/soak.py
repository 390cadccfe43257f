"""People at the page while a batch is being made: nothing fails, nothing is lost, pages are quick, memory is flat.

`python -m tests.web.soak 20 300`: that many people, that many seconds. Figures are printed; a broken promise ends it.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from tests.web.conftest import ROOT, Client, Server

QUICK = 0.5  # seconds, for 95 of 100 pages
GROWN = 1.3  # times the memory after a fifth of the time


def pages(number: int, batch: str) -> list[str]:
    data = f"/data/{number}"
    chosen = f"{data}/papers?kind=report&unit=石桥区"
    looked_at = [f"{data}/papers/900", f"{data}/progress"]
    return [
        "/data",
        data,
        f"{data}/papers",
        f"{data}/papers?state=new",
        chosen,
        "/batches",
        batch,
        "/register",
        *looked_at,
    ]


class Person(threading.Thread):
    """Somebody who looks at a page, reads for a second, and looks at another."""

    def __init__(self, server: Server, paths: list[str], until: float, seed: int) -> None:
        super().__init__()
        self.took: list[float] = []
        self.wrong: list[str] = []
        self._server, self._paths, self._until, self._chance = server, paths, until, random.Random(seed)

    def run(self) -> None:
        with httpx.Client(base_url=self._server.address, timeout=60) as client:
            while time.monotonic() < self._until:
                path, began = self._chance.choice(self._paths), time.monotonic()
                answer = client.get(path)
                self.took.append(time.monotonic() - began)
                if answer.status_code != 200:
                    self.wrong.append(f"{answer.status_code} {path}")
                time.sleep(self._chance.uniform(0.5, 1.5))


def opened(client: httpx.Client, path: str) -> float:
    """Seconds that a page took."""
    began = time.monotonic()
    assert client.get(path).status_code == 200, path
    return time.monotonic() - began


def memory(server: Server) -> int:
    """Kilobytes that the server has in use."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])


def main(people: int, seconds: float) -> None:
    folder = Path(tempfile.mkdtemp())
    with Server(folder) as server, Client(server.address) as client:
        number = client.give(ROOT / "data_examples" / "huitoukan" / "dataset.xlsx")
        batch = client.send_form(f"/data/{number}/papers", kind=["report", "briefing"]).url.path
        paths = pages(number, batch)
        first = [opened(client, path) for path in paths]  # what is worked out once is worked out here
        sys.stdout.write(f"first openings while the batch runs: slowest {max(first):.3f} s\n")
        crowd = [Person(server, paths, time.monotonic() + seconds, seed) for seed in range(people)]
        for each in crowd:
            each.start()
        time.sleep(seconds / 5)
        early = memory(server)
        for each in crowd:
            each.join()
        late = memory(server)
        took = sorted(second for each in crowd for second in each.took)
        wrong = [said for each in crowd for said in each.wrong]
        quick = took[int(len(took) * 0.95)]
        sys.stdout.write(
            f"{people} people, {seconds:.0f} s: {len(took)} pages, p95 {quick:.3f} s, slowest {took[-1]:.3f} s" + "\n"
        )
        sys.stdout.write(f"memory {early >> 10} MB, {late >> 10} MB; wrong: {wrong or 'none'}" + "\n")
        page = client.wait(batch, "data-live", 1800)
        sys.stdout.write(f"{re.findall(r'做完了</strong>，(.*?) 件', page)} papers\n")
    assert not wrong
    assert quick < QUICK
    assert late < early * GROWN
    assert "做完了" in page


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
