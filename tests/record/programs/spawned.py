"""Run zhuanlan with processes that are spawned, as on Windows and macOS: `spawned.py ARGUMENT…`."""

import multiprocessing
import sys
from typing import Any

from zhuanlan.__main__ import main


def forbidden(event: str, _: Any) -> None:
    """Hold that no process is forked all the same."""
    if event == "os.fork":
        raise RuntimeError("forked")


if __name__ == "__main__":
    multiprocessing.get_all_start_methods = lambda: ["spawn"]  # type: ignore[assignment]
    multiprocessing.set_start_method("spawn")
    sys.addaudithook(forbidden)
    sys.exit(main(sys.argv[1:]))
