"""Keep a preview's session of the site in this folder, and do what standard input asks for.

Each line is a JSON list of content files that changed, or null for a look at all; the answer is one
line: pages rendered and why, or what is wrong. Modules are found by their last names, so that this
works in checkouts where they stand elsewhere.
"""

import json
import pkgutil
import sys
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import zhuanlan


@cache
def module(name: str) -> ModuleType:
    found = [m.name for m in pkgutil.walk_packages(zhuanlan.__path__, "zhuanlan.")]
    found = [one for one in found if one.rpartition(".")[2] == name]
    return import_module(min(found, key=lambda one: one.count(".")))


def answer(session: Any, paths: list[str] | None) -> dict[str, Any]:
    try:
        report = session.build() if paths is None else session.update(paths)
    except module("problems").ProblemError as error:
        return {"problems": [problem.text(str) for problem in error.problems]}
    reasons = sorted(str(one) for one in report.reasons)
    return {"rendered": report.rendered, "reasons": reasons}


if __name__ == "__main__":
    options = module("options").Options(
        now=datetime(2013, 6, 1),  # noqa: DTZ001 - the site's own time
        output=Path("output"),
        base_url="http://127.0.0.1:8000/",
        drafts=True,
        future=True,
        search=False,
        precompress=False,
    )
    session = module("session").Session(options)
    for line in sys.stdin:
        print(json.dumps(answer(session, json.loads(line)), ensure_ascii=False), flush=True)
    session.close()
