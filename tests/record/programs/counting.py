"""Run zhuanlan and count: `counting.py OUT ARGUMENT…`.

Counts modules imported, and values decoded from caches.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

counts: Counter[str] = Counter()


def called(_: FrameType, event: str, function: Any) -> None:
    if event == "c_call" and function.__name__ == "decode":
        counts["rows decoded"] += type(function.__self__).__name__ == "Decoder"


before = {*sys.modules}
sys.setprofile(called)
try:
    from zhuanlan.__main__ import main

    status = main(sys.argv[2:])
except SystemExit as end:
    status = int(end.code or 0)
sys.setprofile(None)
counts["modules imported"] = len({*sys.modules} - before)
Path(sys.argv[1]).write_text(json.dumps(counts), "utf-8")
sys.exit(status)
