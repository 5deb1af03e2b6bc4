"""Any bytes as a post, a page's Markdown, `config.yaml` or `campaign.yaml`: read, or refused.

`python -m tests.others.fuzz --seconds 60` lets atheris look for bytes that end in a traceback;
tests/others/test_fuzz.py does so with hypothesis, for a moment.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.conftest import SITES
from zhuanlan.core.budget import stopwatch
from zhuanlan.core.problems import ProblemError
from zhuanlan.load import markdown, source, yaml
from zhuanlan.load.post import load_post
from zhuanlan.load.regions import load_regions
from zhuanlan.load.site import Declarations, load_campaign, load_config
from zhuanlan.load.validate import validate
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.place import Surroundings
from zhuanlan.model.region import ROOT

HURTFUL = 20.0
"""Seconds after which an input that is still read counts as one that hangs."""


@cache
def _declared() -> Declarations:
    config, regions = load_config(SITES / "minimal/config.yaml", "config.yaml")
    around = Surroundings(regions, ROOT)
    campaign, _, _ = load_campaign(SITES / "minimal/content", "spring", config, around)
    return Declarations(config, regions, {"spring": campaign})


def post(data: bytes) -> None:
    """A whole source."""
    load_post("spring/news/a.md", data, _declared(), lambda _: None)


def front_matter(data: bytes) -> None:
    """What stands between the lines of ---."""
    post(b"---\ntitle: a\ndate: 2013-03-05\n" + data + b"\n---\n\ntext\n")


def comrak(data: bytes) -> None:
    """A body, with the default engine."""
    markdown.render(source.decode(data, "a.md"), "spring/news/a.md")


def python_markdown(data: bytes) -> None:
    """A body, with Python-Markdown."""
    markdown.render(source.decode(data, "a.md"), "spring/news/a.md", engine="markdown")


def config(data: bytes) -> None:
    """`config.yaml`."""
    document = yaml.parse(source.decode(b"name: a\nurl: https://a.cn/\n" + data, "c"), "c")
    load_regions(validate(Config, document).regions, document)


def campaign(data: bytes) -> None:
    """`campaign.yaml`."""
    document = yaml.parse(source.decode(b"title: a\nslug: b\n" + data, "c"), "c")
    validate(Campaign, document, Surroundings(_declared().regions, ROOT))


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (post, front_matter, comrak, python_markdown, config, campaign)
}


def attempt(target: Callable[[bytes], None], data: bytes) -> None:
    """Let a target read bytes; whatever it raises but ProblemError is a fault."""
    with suppress(ProblemError):
        target(data)


def main() -> None:
    """Let atheris look, for one target, or for each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.others.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--target", choices=TARGETS)
    given = parser.parse_args()
    if given.target:
        _look(given.target, given.seconds)
        return
    import subprocess

    for name in TARGETS:
        command = [sys.executable, "-m", "tests.others.fuzz", "--target", name]
        run = subprocess.run(
            [*command, "--seconds", str(given.seconds)], capture_output=True, check=False
        )
        runs = run.stderr.decode("utf-8", "replace").rpartition("Done ")[2].partition(" in")[0]
        print(f"{name}: {runs or run.stderr.decode()[-800:]}, exit {run.returncode}", flush=True)
        if run.returncode:
            raise SystemExit(1)


def _look(name: str, seconds: int) -> None:
    import atheris

    target = TARGETS[name]
    attempt(target, b"")  # what is imported on first use is not looked into
    atheris.instrument_all()

    def one(data: bytes) -> None:
        with stopwatch() as watch:
            watch(HURTFUL)
            attempt(target, data)
            watch(0)

    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(sorted((SITES / "minimal").rglob("*.*"))):
            if file.is_file():
                (Path(folder) / str(number)).write_bytes(file.read_bytes())
        options = [f"-max_total_time={seconds}", "-max_len=4000", "-verbosity=1"]
        atheris.Setup([sys.argv[0], *options, folder], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
