"""`services`: list the services of the content."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "list the services"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", type=Path, default=Path("content"))


def run(args: argparse.Namespace) -> int:
    for file in sorted(args.content.rglob("services/*.md")):
        print(file.as_posix())
    return 0
