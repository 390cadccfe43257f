"""A process that issues papers until it is told enough: `python -m tests.register.clerk REGISTER LOG SEED COUNT`.

The log has a line for every number that the register has confirmed as issued to it, and for every one that a killed
process had reserved and it has given back (`found`).
"""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

from docgen.register.book import opened
from docgen.register.entries import Entry, Wanted

#: Seconds: on a slow disk eight that do nothing else keep one another waiting longer than any office would.
PATIENCE = 1800.0
SERIES = ("甲办发", "甲办督")


def work(register: Path, log: Path, seed: str, count: int) -> None:
    chance = random.Random(seed)
    answer = opened(register, patience=PATIENCE)
    assert answer.value is not None, answer.problems
    book = answer.value
    done = 0
    with log.open("a", encoding="utf-8") as said:
        while done < count:
            papers = [f"{seed}-{done}-{place}" for place in range(chance.randint(1, 6))]
            reserved = book.reserve([Wanted(series=chance.choice(SERIES), year=2024, paper=each) for each in papers])
            assert reserved.value is not None, reserved.problems
            said.writelines(f"found {number}\n" for number in reserved.value.returned)
            numbers = reserved.value.numbers
            kept = [number for number in numbers if chance.random() < 0.8]  # the others fail to be made
            entries = [Entry(number=number, title=seed, signed_on=date(2024, 5, 6)) for number in kept]
            assert () == book.issue(entries).problems
            said.writelines(f"issued {number}\n" for number in kept)
            said.flush()
            assert () == book.give_back(numbers).problems
            done += len(kept)


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
