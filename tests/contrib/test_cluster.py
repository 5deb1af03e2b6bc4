"""A Dask cluster writes the same bytes, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.build.test_all_at_once import break_everything
from tests.conftest import ROOT, SHIPPED, SITES, SiteFolder
from zhuanlan import cli
from zhuanlan.contrib import dask as cluster
from zhuanlan.core.problems import ProblemError

# what Dask itself leaves behind when a worker is killed
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning",
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as started:
        yield started


def to_build(folder: Path, source: Path) -> SiteFolder:
    """Return a site with an output of its own."""
    site = SiteFolder(folder)
    for name in ("content", "themes", "config.yaml"):
        if (source / name).exists():
            (folder / name).symlink_to(source / name)
    return site


@pytest.fixture(scope="module", params=["minimal", pytest.param("shipped", marks=pytest.mark.long)])
def source(request: pytest.FixtureRequest) -> Path:
    return {"minimal": SITES / "minimal", "shipped": ROOT}[request.param]


@pytest.fixture(scope="module")
def expected(
    source: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    if source == ROOT:
        return SiteFolder(request.getfixturevalue("shipped").parent).files()
    site = to_build(tmp_path_factory.mktemp("here"), source)
    site.build(now=SHIPPED.now)
    return site.files()


def test_the_same_bytes_with_a_shared_folder(
    workers: Any, tmp_path: Path, source: Path, expected: dict[str, bytes]
) -> None:
    site = to_build(tmp_path, source)
    site.build(now=SHIPPED.now, scheduler=workers.scheduler_address)
    assert site.files() == expected


def test_the_same_bytes_collected(
    workers: Any,
    tmp_path: Path,
    source: Path,
    expected: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_exists", _sees_nothing)
    site = to_build(tmp_path, source)
    site.build(now=SHIPPED.now, scheduler=workers.scheduler_address)
    assert site.files() == expected


def _sees_nothing(file: str) -> bool:
    return False


@pytest.mark.long
def test_a_worker_that_is_lost_costs_no_page(workers: Any, tmp_path: Path, shipped: Path) -> None:
    site = to_build(tmp_path, ROOT)
    done: list[object] = []
    killed: list[int] = []

    def progress(name: str, items: Any, count: int) -> Iterator[Any]:
        for item in items:
            done.append(item)
            if len(done) in (20, 200):  # once while reading, once while rendering
                with distributed.Client(workers, set_as_default=False) as client:
                    killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[-1], signal.SIGKILL)
            yield item

    from zhuanlan.build import build

    build(site.options(now=SHIPPED.now, scheduler=workers.scheduler_address), progress)
    assert len(set(killed)) == 2
    assert site.files() == SiteFolder(shipped.parent).files()


def test_problems_are_told_all_the_same(workers: Any, site: SiteFolder) -> None:
    site.post("news/bad.md", region="哈尔宾市")
    site.post("news/other.md", "[x](missing.md)\n")
    assert site.problems(scheduler=workers.scheduler_address) == site.problems()
    site.write("themes/own/theme.yaml", "extends: default\n")
    site.write("themes/own/templates/404.html", "{{ wrong }}\n")
    (site.root / "content/spring/news/bad.md").unlink()
    site.post("news/other.md")
    options = {"theme": "own", "scheduler": workers.scheduler_address}
    assert site.problems(**options) == site.problems(theme="own")


def test_mistakes_of_all_stages_are_told_at_once(workers: Any, site: SiteFolder) -> None:
    expected = break_everything(site)
    told = site.problems(scheduler=workers.scheduler_address)
    assert len(told) == len(expected)
    assert told == site.problems()


def test_no_scheduler_is_a_problem(
    site: SiteFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_WAIT", "0.2s")
    assert "no scheduler answers there" in site.problems(scheduler="tcp://127.0.0.1:9")[0]
    assert "no scheduler answers there" in site.problems(scheduler="nonsense://")[0]
    with pytest.raises(SystemExit):
        cli.main(["build", "--executor", "dask"])
    assert "--scheduler" in capsys.readouterr().err


def test_other_versions_are_refused(
    workers: Any, site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "version", _own_version)
    with pytest.raises(ProblemError, match="another zhuanlan"):
        _others(site, workers.scheduler_address)


def _own_version() -> bytes:
    return str(os.getpid()).encode()


def _others(site: SiteFolder, address: str) -> None:
    site.build(scheduler=address)


def test_without_dask_it_says_what_to_install(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install" in site.problems(scheduler="tcp://127.0.0.1:9")[0]
