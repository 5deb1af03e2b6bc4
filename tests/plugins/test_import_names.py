"""What an importer finds in a file gets no name that makes something else of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from zhuanlan.core.importers import Draft, Importer
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.features.intake.drafts import imported

NOW = datetime(2013, 3, 5)  # noqa: DTZ001 - the site's own time
POST = b"---\ntitle: A\ndate: 2013-03-05\n---\n\nPublished.\n"


def written(folder: Path, *names: str) -> list[str]:
    """Import a draft with files of these names; return what lies in the column then."""
    draft = Draft("标题", "正文。", files=dict.fromkeys(names, POST))
    registry = Registry()
    registry.importers.add("any", Importer((".any",), lambda _: ([draft], [])))
    file, column = folder / "a.any", folder / "column"
    file.write_text("x")
    try:
        imported(file, column, registry, NOW)
    finally:
        left = [one.relative_to(folder).as_posix() for one in column.rglob("*") if one.is_file()]
    return sorted(left)


@pytest.mark.parametrize(
    "name",
    ["index.md", "Index.MD", "other.md", "..", "../..", "", "a\0.png", ".htaccess", "~$a.png"],
)
def test_a_name_that_is_none_of_a_picture_is_a_problem(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        written(tmp_path, "a.png", name)
    [problem] = caught.value.problems
    assert (problem.path, problem.values["name"]) == (str(tmp_path / "a.any"), name)
    assert not (tmp_path / "column").exists()


def test_two_files_of_one_name_are_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        written(tmp_path, "one/a.png", "two/a.png")


def test_folders_of_names_are_left_out(tmp_path: Path) -> None:
    assert written(tmp_path, "one/a.png", "..\\b.png") == [
        "column/biao-ti/a.png",
        "column/biao-ti/b.png",
        "column/biao-ti/index.md",
    ]
