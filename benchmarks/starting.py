"""What starting costs: `python -m benchmarks.starting`; argparse as it is used, and click.

The click program has the same commands, each a module of its own that is imported when it is
needed, the same help texts, the options of `build`, and does the same work: what differs is the
library. A row is the best of several rounds.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus
from zhuanlan.cli import commands

_CLICK = """
import sys
from importlib import import_module
from pathlib import Path
import click

sys.path.insert(0, str(Path(__file__).parent))

class Commands(click.Group):
    def list_commands(self, context):
        return {names!r}

    def get_command(self, context, name):
        return import_module(f"click_{{name}}").command

    def format_epilog(self, context, formatter):
        inner = click.Context(self.get_command(context, "build"), info_name="build")
        formatter.write(inner.get_help())

Commands("zhuanlan", help="Campaign columns as static sites.")()
"""

_CLICK_COMMAND = """
import click
from zhuanlan.core.i18n import translated as _

options = [click.Option(flags, **more) for flags, more in {options!r}]

def run(**given):
    from datetime import datetime, timedelta, timezone
    from pathlib import Path
    from zhuanlan.core.options import Options
    from zhuanlan.core.executors import cores
    from zhuanlan.write.stamp import fingerprint, unchanged
    paths = {{name: Path(given[name]) for name in ("content", "config", "themes")}}
    now = datetime.now(timezone(timedelta(hours=8))).replace(tzinfo=None)
    built = Options(now, output=Path("output"), jobs=cores(), **paths)
    files = unchanged(built, fingerprint(built))
    if not files:
        raise SystemExit(1)
    print(_("nothing has changed: {{files}} files → {{output}}").format(files=files, output=""))

command = click.Command({name!r}, params=options, help=_({help!r}), callback=run)
"""


def write_click_program(folder: Path) -> Path:
    """Write a program by click, with a module for each command; return its path.

    `build` gets its options, the others have none: neither library is asked for those here.
    """
    parser = argparse.ArgumentParser()
    commands.load("build").add_arguments(parser)
    options = []
    for action in parser._actions[1:]:
        more: dict[str, object] = {"help": action.help}
        if action.nargs == 0:
            more["is_flag"] = True
        else:
            default = action.default
            more["default"] = str(default) if isinstance(default, Path) else default
        options.append(([*action.option_strings, action.dest], more))
    for name in commands.names():
        own, text = options if name == "build" else [], commands.load(name).help
        module = _CLICK_COMMAND.format(options=own, name=name, help=text)
        (folder / f"click_{name}.py").write_text(module, "utf-8")
    program = folder / "by_click.py"
    program.write_text(_CLICK.format(names=commands.names()), "utf-8")
    return program


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Return the milliseconds of a command: on the clock, and of the processor."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(f"{command} failed")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def modules(command: list[str], folder: Path) -> int:
    """Return how many modules a command imports."""
    timed = [command[0], "-X", "importtime", *command[1:]]
    run = subprocess.run(timed, cwd=folder, capture_output=True, text=True, check=True)
    return sum(line.startswith("import time:") for line in run.stderr.splitlines()) - 1


def main() -> None:
    """Print a table: each row a command, with its ratio to a bare `python -c pass`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    root = Path(tempfile.mkdtemp(prefix="zhuanlan-starting-"))
    corpus.write_site(root, 200)
    subprocess.run([sys.executable, "-m", "zhuanlan", "-q"], cwd=root, check=True)
    program = write_click_program(root)
    rows = {
        "python -c pass": ["-c", "pass"],
        "import argparse": ["-c", "import argparse"],
        "import click": ["-c", "import click"],
        "import typer": ["-c", "import typer"],
        "--help, argparse": ["-m", "zhuanlan", "--help"],
        "--help, click": [str(program), "--help"],
        "unchanged build, argparse": ["-m", "zhuanlan", "build"],
        "unchanged build, click": [str(program), "build"],
    }
    for library in ("click", "typer"):
        if importlib.util.find_spec(library) is None:
            print(f"{library} is not installed; it is left out")
            rows = {name: row for name, row in rows.items() if library not in name}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, row in rows.items():
            taken[name].append(measured([sys.executable, *row], root))
    bare = min(cpu for _, cpu in taken["python -c pass"])
    print(f"{'':28}{'wall ms':>8}{'CPU ms':>8}{'CPU ratio':>11}{'modules':>9}")
    for name, row in rows.items():
        wall, cpu = (min(column) for column in zip(*taken[name], strict=True))
        count = modules([sys.executable, *row], root)
        print(f"{name:28}{wall:8.0f}{cpu:8.0f}{cpu / bare:11.1f}{count:9}")
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
