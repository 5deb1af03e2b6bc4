"""What an importer finds in a file gets no name that makes something else of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhuanlan.core.importers import Draft, Importer
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.features.intake.bundles import Bundle
from zhuanlan.features.intake.receiving import receive
from zhuanlan.features.intake.reception import reception
from zhuanlan.testing import NOW, SmallSite

POST = b"---\ntitle: A\ndate: 2013-03-05\n---\n\nPublished.\n"


def written(folder: Path, *names: str) -> list[str]:
    """Import a draft with files of these names; return what lies in the column then."""
    draft = Draft("标题", "正文。", files=dict.fromkeys(names, POST))
    site = SmallSite(folder)
    file, column = site.write("a.any", "x"), folder / "content/spring/news"
    office = reception(folder / "content", folder / "config.yaml", NOW, "spring", "news")
    office.registry = Registry()
    office.registry.importers.add("any", Importer((".any",), lambda _: ([draft], [])))
    arrival = receive(Bundle(file, str(file)), office)
    if arrival.problems:
        assert not column.exists()
        raise ProblemError(arrival.problems)
    return sorted(one.relative_to(column).as_posix() for one in column.rglob("*.*"))


@pytest.mark.parametrize(
    "name",
    ["index.md", "Index.MD", "other.md", "..", "../..", "", "a\0.png", ".htaccess", "~$a.png"],
)
def test_a_name_that_is_none_of_a_picture_is_a_problem(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        written(tmp_path, "a.png", name)
    [problem] = caught.value.problems
    assert (problem.path, problem.values["name"]) == (str(tmp_path / "a.any"), name)


def test_two_files_of_one_name_are_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        written(tmp_path, "one/a.png", "two/a.png")


def test_folders_of_names_are_left_out(tmp_path: Path) -> None:
    assert written(tmp_path, "one/a.png", "..\\b.png") == [
        "biao-ti/a.png",
        "biao-ti/b.png",
        "biao-ti/index.md",
    ]
