"""A post that costs too much is stopped and named; the others are read."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

import pytest

from tests.conftest import SiteFolder
from zhuanlan.core import budget
from zhuanlan.load import markdown


def test_what_takes_too_long_is_stopped() -> None:
    def spin(watch: Callable[[float], object]) -> None:
        watch(0.05)
        while True:
            time.monotonic()

    with pytest.raises(budget.OverBudgetError), budget.stopwatch() as watch:
        spin(watch)


def test_waiting_for_the_processor_costs_nothing() -> None:
    """On a busy machine a post takes long without being dear."""
    with budget.stopwatch() as watch:
        watch(0.05)
        threading.Event().wait(0.15)
        watch(0)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_what_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(MemoryError), budget.limited_memory():
        bytearray(4 * budget.MEMORY)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_the_limit_of_memory_ends_with_the_batch(site: SiteFolder) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    site.build()
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_the_limit_ends_with_the_last_of_several_threads() -> None:
    """One that begins within another's time must not leave the other's limit behind."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    one, other = budget.limited_memory(), budget.limited_memory()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    assert resource.getrlimit(resource.RLIMIT_AS) != before
    other.__exit__(None, None, None)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_where_memory_cannot_be_told_it_is_not_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr("pathlib.Path.read_text", unreadable)
    with budget.limited_memory():
        assert len(bytearray(1000)) == 1000


@pytest.mark.parametrize("stopped", [budget.OverBudgetError, MemoryError])
def test_the_post_is_named_and_the_others_are_read(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, stopped: type[BaseException]
) -> None:
    site.post("news/huge.md", "巨大。\n")
    site.post("news/wrong.md", "正文。\n", title="")
    render = markdown.render

    def costly(text: str, *rest: object) -> object:
        if "巨大" in text:
            raise stopped
        return render(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(markdown, "render", costly)
    problems = site.problems()
    assert len(problems) == 2
    assert problems[0].startswith("content/spring/news/huge.md: the text takes")
