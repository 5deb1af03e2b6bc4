"""Rounds of faults, from the command line."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.chaos.faults import FAULTS, Fault, NotPossibleHere
from tests.chaos.office import Office, assert_same


def rounds(count: int, seed: int, faults: Sequence[Fault] = FAULTS, *, loud: bool = False) -> str:
    """Go through the faults in turn; returns one line, or raises AssertionError with the seed."""
    done: Counter[str] = Counter()
    left_out: dict[str, str] = {}
    for number in range(count):
        fault = faults[number % len(faults)]
        with tempfile.TemporaryDirectory() as folder:
            office = Office(Path(folder), Random(seed + number))  # noqa: S311 - no secrets
            assert office.build().status == 0
            office.edit()
            try:
                told = fault(office)
                last = office.build()
                assert last.status == 0, last
                assert_same(office.published(), office.clean())
            except NotPossibleHere as reason:
                left_out[fault.__name__] = str(reason)
                continue
            except AssertionError as error:
                raise AssertionError(f"{fault.__name__}, seed {seed + number}: {error}") from error
        done[fault.__name__] += 1
        if loud:
            print(f"{number + 1:4} {fault.__name__:14} {told}", flush=True)
    line = f"{done.total()} rounds, 0 failed: " + ", ".join(f"{k} {v}" for k, v in done.items())
    return line + "".join(f"; {k} left out ({why})" for k, why in left_out.items())


def main() -> None:
    """Parse the command line, and go."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", choices=[fault.__name__ for fault in FAULTS], action="append")
    given = parser.parse_args()
    chosen = [f for f in FAULTS if not given.fault or f.__name__ in given.fault]
    print(rounds(given.rounds, given.seed, chosen, loud=True))


if __name__ == "__main__":
    main()
