"""The process that fills a template: it can be killed, has a limit of time and of memory, and gets the dataset once.

A template is somebody's program. What the lint and the sandbox let through is bounded in itself; this bounds the rest.
"""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Final

from docgen.dataset.records import Dataset
from docgen.own_templates.filling import Filled, Ready
from docgen.own_templates.lint import ready
from docgen.own_templates.papers import Asked, OwnTemplate, made, shape_for
from docgen.problems import Code, Place, Problem, Result

__all__ = ["MEMORY", "SECONDS", "Press"]

#: A paper takes hundredths of a second.
SECONDS: Final = 30.0
#: Bytes of address space of the process.
MEMORY: Final = 1024 * 1024 * 1024


class Press:
    """Fills one template with papers of one dataset, in a process of its own; a context manager."""

    def __init__(self, template: OwnTemplate, dataset: Dataset, *, seconds: float = SECONDS) -> None:
        self.template, self._dataset, self._seconds = template, dataset, seconds
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fill(self, asked: Asked) -> Result[Filled]:
        """One paper; a problem when it takes too long or the process is lost. The next paper gets a new process."""
        line = self._open()
        try:
            line.send(asked)
            if not line.poll(self._seconds):
                return self._lost(f"{self._seconds:g}秒还没有填完")
            answer: Result[Filled] = line.recv()
        except (EOFError, OSError):
            return self._lost("填模板的进程意外中止，多半是内存不够")
        return answer

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._line = None

    def _open(self) -> Connection:
        if self._line is None:
            here, there = multiprocessing.Pipe()
            context = multiprocessing.get_context("spawn")
            self._process = context.Process(target=_serve, args=(there, self.template, self._dataset), daemon=True)
            self._process.start()
            there.close()
            self._line = here
        return self._line

    def _lost(self, why: str) -> Result[Filled]:
        self.close()
        problem = Problem(
            code=Code.TEMPLATE_LIMIT,
            message=f"模板填不完：{why}",
            hint="看看循环里面是不是又套了同样的循环；一件里列不下的，按单位分开做",
            place=Place(file=self.template.name),
        )
        return Result(value=None, problems=(problem,))


def _serve(line: Connection, template: OwnTemplate, dataset: Dataset) -> None:
    """The process: compiles the template once, then fills it as asked until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent alone decides
    _bounded()
    prepared = ready(template.content, template.name, shape_for(dataset))
    with suppress(EOFError, OSError):
        while True:
            line.send(_answer(prepared, dataset, line.recv()))


def _answer(prepared: Result[Ready], dataset: Dataset, asked: Asked) -> Result[Filled]:
    if prepared.value is None:
        return Result(value=None, problems=prepared.problems)
    return made(prepared.value, dataset, asked)


def _bounded() -> None:
    """Bound the memory where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
