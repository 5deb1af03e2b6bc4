"""Run many commands of zhuanlan, each in a fork of a process that has imported all they need.

`many.py SITE…` builds these first: a good one and a broken one import it all. Then each line of
standard input is a JSON list: a folder, a language, a file for the messages, and the arguments.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from zhuanlan.__main__ import main


def run(folder: str, language: str, out: str, arguments: list[str]) -> int:
    os.chdir(folder)
    os.environ["LC_ALL"] = language
    with Path(out).open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        status = main(arguments)
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - recorded, too
        traceback.print_exc()
        status = 70
    print(f"--- {status}", flush=True)
    return status


for site in sys.argv[1:]:
    os.chdir(site)
    main(["build", "--quiet", "--jobs", "1"])
for line in sys.stdin:
    if child := os.fork():
        os.waitpid(child, 0)
        continue
    try:
        run(*json.loads(line))
    finally:
        os._exit(0)
