"""The process that works the queue off, batch after batch, by the same `batch` as the command, with low priority.

It ends with the server, and leaves its batch in the queue then.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import Final

from docgen.batch.making import make
from docgen.batch.manifest import Line
from docgen.batch.order import Order
from docgen.batch.plan import PlannedPaper, short_title
from docgen.batch.run import worker_begins
from docgen.batch.sole_use import InUseError
from docgen.pipeline import word_of
from docgen.problems import errors
from docgen.refusals import defect, why
from docgen.settings import Settings
from docgen.web.batches import Batch, Batches, Stage
from docgen.web.data_folder import DataFolder
from docgen.web.datasets import Dataset, Datasets
from docgen.web.looks import looks_of, standards_of
from docgen.web.reading import key_of, order_of, papers_of, records_of, with_own_kinds
from docgen.web.signing import issue_papers
from docgen.web.storage import Storage
from docgen.web.templates import by_template

__all__ = ["Press"]

_NICE: Final = 15
#: Seconds between two looks into the queue.
_PAUSE: Final = 0.3
#: A batch of so few papers is made in this process: others take longer to begin than it takes.
_FEW: Final = 4
_AGAIN: Final = 5.0


class Press:
    """The process, begun anew when it dies."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self._root, self._settings = root, settings
        self._batches = Batches(Storage(DataFolder(root).database))
        self._closing = threading.Event()
        self._may_begin = threading.Event()
        self._watch = threading.Thread(target=self._keep, daemon=True)

    def begin(self) -> None:
        """Watch over the process; the queue is worked off, with what an earlier server left in it first, after `go`."""
        self._batches.put_back(fault=False)
        self._watch.start()

    def go(self) -> None:
        """The process may begin: what is quicker than it has begun before."""
        self._may_begin.set()

    def close(self) -> None:
        """End it; a batch at work waits for the next server."""
        self._closing.set()
        self._watch.join()
        self._batches.put_back(fault=False)

    def _keep(self) -> None:
        context = multiprocessing.get_context("spawn")
        while not self._may_begin.wait(_PAUSE) and not self._closing.is_set():
            pass
        while not self._closing.is_set():
            process = context.Process(target=_work_off, args=(self._root, self._settings))
            process.start()
            while process.is_alive() and not self._closing.wait(_PAUSE):
                pass
            if process.is_alive():
                process.terminate()
                process.join(_AGAIN)
                process.kill()
            process.join()
            if not self._closing.is_set():
                self._batches.put_back(fault=True)
                self._closing.wait(_AGAIN)


class _RefusedError(Exception):
    """Nothing of the batch can be made; its words say why."""


def _work_off(root: Path, settings: Settings) -> None:
    worker_begins()
    os.nice(_NICE)
    ending = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ending.set()
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    storage = Storage(DataFolder(root).database)
    batches, datasets = Batches(storage), Datasets(storage, DataFolder(root))
    try:
        while not ending.is_set():
            batch = batches.claim()
            if batch is None:
                ending.wait(_PAUSE)
            else:
                _make(batch, batches, datasets, DataFolder(root), settings)
    except KeyboardInterrupt:
        return


def _make(batch: Batch, batches: Batches, datasets: Datasets, folder: DataFolder, settings: Settings) -> None:
    """Make the papers of a batch; however it ends, its state says so. KeyboardInterrupt of the server goes on."""
    try:
        tasks = {"制作": _drafts, "签发": _issue}
        tasks[batch.task](batch, batches, datasets, folder, settings)
    except KeyboardInterrupt:
        if not batches.cancelling(batch.id):
            raise
        batches.end(batch.id, Stage.CANCELLED)
    except _RefusedError as refusal:
        batches.end(batch.id, Stage.FAILED, str(refusal))
    except InUseError:
        batches.end(batch.id, Stage.FAILED, "另一个程序正在往同一个文件夹里写，等它做完再继续")
    except OSError as error:
        batches.end(batch.id, Stage.FAILED, f"文件写不进去（{why(error)}）；已经做好的不会丢，腾出地方后点“继续做”")
    except Exception as error:  # noqa: BLE001 - a defect in one batch must not end the press
        batches.end(batch.id, Stage.FAILED, str(defect(error, "没有做完")))
    else:
        batches.end(batch.id, Stage.DONE)


def _drafts(batch: Batch, batches: Batches, datasets: Datasets, folder: DataFolder, settings: Settings) -> None:
    dataset = datasets.get(batch.dataset)
    assert dataset is not None, "a dataset is never deleted while it has batches"
    with_own_kinds(settings)
    formats, places = batch.request["formats"], batch.request["places"]
    order, every = _ordered(batch, dataset, datasets, folder, settings)
    papers = _chosen(every, places, formats)
    if len(papers) <= _FEW:
        order = replace(order, settings=replace(settings, workers=1))

    def on_done(place: int, lines: tuple[Line, ...]) -> None:
        job = papers[place].job
        told = {"key": key_of(job), "word": word_of(job.kind), "title": short_title(job)}
        batches.note(batch.id, places[place], told, lines)
        if batches.cancelling(batch.id):
            raise KeyboardInterrupt

    make(papers, order, formats, on_done)


def _ordered(
    batch: Batch, dataset: Dataset, datasets: Datasets, folder: DataFolder, settings: Settings
) -> tuple[Order, Sequence[PlannedPaper]]:
    """The order of a batch, and all papers that its places count; by an own template where it names one."""
    records, looks = records_of(datasets, dataset), looks_of(batch.request)
    standards = standards_of(folder.root, looks, records)
    if standards.value is None:
        raise _RefusedError("；".join(map(str, standards.problems)))
    allowed = bool(batch.request.get("allow_incomplete"))
    out = folder.drafts(batch.campaign, preprinted=looks.preprinted)
    order = order_of(records, settings, allow_incomplete=allowed, out=out, standards=standards.value)
    own = batch.request.get("own_template")
    if not own:
        return order, papers_of(datasets, dataset)
    filled = by_template(folder.root, own, records)
    if filled.value is None:
        raise _RefusedError("；".join(map(str, filled.problems)))
    return replace(order, template=filled.value.template, anyway=bool(own.get("anyway"))), filled.value.papers


def _issue(batch: Batch, batches: Batches, datasets: Datasets, folder: DataFolder, settings: Settings) -> None:
    """Issue the papers of a batch. Once numbers are given it goes to its end: it is not cancelled between papers."""
    answer = issue_papers(folder.root, batch.dataset, batch.request, settings, lambda: batches.advance(batch.id))
    if answer.value is None:
        raise _RefusedError("；".join(map(str, answer.problems)))
    lines = (*answer.value.lines, *answer.value.drafts)
    for place, (stem, group) in enumerate(groupby(lines, key=lambda line: (line.path or "").rpartition(".")[0])):
        files = list(group)
        told = {"key": "", "word": word_of(files[0].kind), "title": Path(stem).name}
        batches.note(batch.id, place, told, files, count=False)
    said = [f"签发 {len(answer.value.entries)} 件，记入登记簿" if answer.value.entries else "没有新编文号"]
    if answer.value.unnumbered:
        said.append(f"另有 {answer.value.unnumbered} 件文号空着，由单位自己编")
    batches.say(batch.id, "；".join((*said, *map(str, errors(answer.value.problems)))))


def _chosen(papers: Sequence[PlannedPaper], places: Sequence[int], formats: Sequence[str]) -> list[PlannedPaper]:
    """The papers at the places, in the formats asked for; the places are those of papers that have one of them."""
    return [
        replace(papers[place], files=tuple((form, path) for form, path in papers[place].files if form in formats))
        for place in places
    ]
