"""Small whole sites, built in a folder of their own."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from zhuanlan.build import Report, build
from zhuanlan.core.i18n import translator
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"
NOW = datetime(2013, 6, 1)  # noqa: DTZ001 - the site's own time


@dataclass
class SiteFolder:
    """A site on disk, with the few things that a story does to it."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the site."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return file

    def post(self, path: str, body: str = "正文。\n", **matter: Any) -> Path:
        """Write a post below content/spring/."""
        keys = {"title": "标题", "date": "2013-03-05"} | matter
        head = "".join(f"{key}: {value}\n" for key, value in keys.items())
        return self.write(f"content/spring/{path}", f"---\n{head}---\n\n{body}")

    def options(self, **changes: Any) -> Options:
        """Return the options of a build of this site."""
        defaults = {
            "now": NOW,
            "content": self.root / "content",
            "output": self.root / "output",
            "config": self.root / "config.yaml",
            "themes": self.root / "themes",
        }
        return Options(**(defaults | changes))

    def build(self, **changes: Any) -> Report:
        """Build the site."""
        return build(self.options(**changes))

    def problems(self, language: str = "en", **changes: Any) -> list[str]:
        """Return the problems of a build that fails, with paths from the site's folder on."""
        return self.shown(self.found(**changes), language)

    def found(self, **changes: Any) -> Sequence[Problem]:
        """Return the problems of a build that fails."""
        with pytest.raises(ProblemError) as caught:
            self.build(**changes)
        return caught.value.problems

    def shown(self, problems: Any, language: str = "en") -> list[str]:
        """Return problems as an editor in the site's folder reads them."""
        texts = [problem.text(translator(language)) for problem in problems]
        return [text.replace(f"{self.root}/", "") for text in texts]

    def page(self, path: str) -> str:
        """Return a file of the output."""
        return (self.root / "output" / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Return the whole output."""
        output = self.root / "output"
        return {
            file.relative_to(output).as_posix(): file.read_bytes()
            for file in output.rglob("*")
            if file.is_file()
        }


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """The minimal site: one campaign, two phases, one news item and one exemplar."""
    shutil.copytree(SITES / "minimal", tmp_path, dirs_exist_ok=True)
    return SiteFolder(tmp_path)


@pytest.fixture(params=["fork", "spawn"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is built with `jobs=2` is built by other processes, forked or spawned.

    A spawned process imports everything first, which takes a second: one at a time is enough to
    show what reaches it.
    """
    method = request.param
    context = multiprocessing.get_context(method)
    monkeypatch.setattr("zhuanlan.core.executors.WORTH_IT", 1)
    monkeypatch.setattr("zhuanlan.core.executors.CHUNK", 1)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: [method])
    monkeypatch.setattr("multiprocessing.get_context", lambda _: context)
    if method == "spawn":
        monkeypatch.setattr("zhuanlan.core.executors._MOST", 1)


PACKAGED = (
    "zhuanlan",
    "themes",
    "scripts",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
)


Shared = Callable[[str, Callable[[Path], object]], Path]
"""Makes a folder by its name, unless another process of this run has. Tests only read it."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Folders that are made once for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        place, done = base / f"shared-{name}", base / f"shared-{name}.done"
        with FileLock(base / f"shared-{name}.lock"):
            if not done.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                make(place)
                done.touch()
        return place

    return folder


@pytest.fixture(scope="session", autouse=True)
def own_cache(shared: Shared) -> Iterator[None]:
    """A folder for what is kept between builds: neither the user's own, nor filled by our sites."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared("cache", lambda place: None)))
        yield


SHIPPED = Options(
    now=datetime(2026, 1, 1),  # noqa: DTZ001 - the site's own time
    content=ROOT / "content",
    config=ROOT / "config.yaml",
    themes=ROOT / "themes",
    strict=True,
)
"""How the shipped site is built."""


@pytest.fixture(scope="session")
def shipped(shared: Shared) -> Path:
    """The shipped site as a reader gets it."""
    made = shared("shipped", lambda at: build(replace(SHIPPED, output=at / "output")))
    return made / "output"


@pytest.fixture(scope="session")
def installed(shared: Shared) -> Path:
    """A new virtual environment with nothing but the wheel, and this one's libraries below it.

    The wheel lies beside it.
    """
    return shared("installed", _install) / "venv"


def _install(place: Path) -> None:
    source = place / "source"
    for name in PACKAGED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        source.mkdir(exist_ok=True)
        copy(ROOT / name, source / name)
    for left in source.rglob("*.mo"):
        left.unlink()  # the wheel has to make its own
    run = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(run, cwd=source, check=True, capture_output=True)
    [wheel] = place.glob("*.whl")
    venv = place / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(venv / "bin/python")]
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, *install, str(wheel)], check=True)
    [packages] = venv.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites messages of broken sites, `--update-looks` the looks of pages."""
    parser.addoption("--examples", type=int, default=10, help="examples of each random test")
    parser.addoption("--update-looks", action="store_true", default=False)
    parser.addoption("--update-golden", action="store_true", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Let `--examples` decide how long Hypothesis looks."""
    # how long an example takes says how busy the machine is
    settings.register_profile("here", max_examples=config.getoption("--examples"), deadline=None)
    settings.load_profile("here")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser or a server needs their programs."""
    for item in items:
        if {"browser", "sshd", "s3"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("tools")


_LEFT_OUT = pytest.StashKey[int]()


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count what is left out: a process of xdist tells nobody of it."""
    if items:
        stash = items[0].config.stash
        stash[_LEFT_OUT] = stash.get(_LEFT_OUT, 0) + len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the count to the process that prints the summary."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash.get(_LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the count of a process of xdist; all collect the same tests."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was left out, and how it is run."""
    if count := config.stash.get(_LEFT_OUT, 0):
        chosen = {option: config.getoption(option) for option in ("-m", "-k")}
        by = " ".join(f"{option} {value!r}" for option, value in chosen.items() if value)
        terminalreporter.write_line(
            f"{count} tests left out by {by}; pytest -m '' runs all, as .ci/run does"
        )
