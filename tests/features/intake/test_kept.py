"""The files of units are kept, known again, corrected three-way, and forgotten."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands import command
from tests.features.intake.conftest import HERE, Office
from zhuanlan.features.intake.kept import Kept
from zhuanlan.features.intake.merging import merged

LETTER = (HERE / "letters/museum-4.txt").read_text("utf-8")
LONG = LETTER.replace(
    "文字：",
    "第二段：讲解员们为学生讲解了雷锋的故事，学生们听得津津有味。\n"
    "第三段：三所小学的老师们说，这样的活动要多办，越多越好啊。\n文字：",
)


def test_a_file_is_imported_once(office: Office) -> None:
    path = office.letter("museum-4")
    [draft] = office.take(path).stdout.split()
    [entry] = json.loads((office.root / "sources/index.json").read_text("utf-8"))["files"]
    assert entry["drafts"] == [draft.removeprefix("content/")]
    kept = office.root / "sources" / entry["digest"]
    assert (kept / "museum-4.txt").read_text("utf-8") == LETTER
    assert (kept / "0-imported.md").read_text("utf-8") == (office.root / draft).read_text("utf-8")
    office.write("again/other-name.txt", LETTER)
    shown = office.take("again/other-name.txt")
    assert (shown.returncode, shown.stdout) == (0, "")
    assert "it was imported before: spring/news/" in shown.stderr


def test_git_ignores_what_is_kept_unless_the_office_says_so(office: Office) -> None:
    path = office.letter("museum-4")
    office.take(path)
    assert (office.root / "sources/.gitignore").read_text("utf-8") == "*\n"
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", f"{config}intake: {{keep_in_git: true}}\n")
    office.take(path, "--again")
    assert not (office.root / "sources/.gitignore").exists()


def test_what_is_kept_is_not_published(office: Office) -> None:
    office.take(office.letter("museum-4"))
    office.build(drafts=True)
    assert not [name for name in office.files() if "museum-4.txt" in name]


def test_a_corrected_file_updates_its_draft_and_keeps_the_edits(office: Office) -> None:
    office.write("inbox/云湖博物馆/来稿.txt", LONG)
    [path] = office.take("inbox/云湖博物馆/来稿.txt").stdout.split()
    file = office.root / path
    edited = file.read_text("utf-8").replace("越多越好啊", "越多越好")
    file.write_text(edited.replace("title: 送展", "title: 博物馆送展"), "utf-8")
    moved = file.with_name("song-zhan.md")
    file.rename(moved)
    corrected = LONG.replace("三所小学，", "五所小学，").replace("摄影：常青", "摄影：常春")
    office.write("inbox/云湖博物馆/来稿.txt", corrected)
    shown = office.take("inbox/云湖博物馆")
    assert shown.stdout == "content/spring/news/song-zhan.md\n"
    text = moved.read_text("utf-8")
    assert "title: 博物馆送展进校园 雷锋精神代代传\n" in text
    assert "越多越好。" in text
    assert "走进五所小学，" in text
    assert "photographer: 常春\n" in text
    assert "stays as it is here" not in shown.stderr


def test_what_both_changed_is_named_and_stays(office: Office) -> None:
    office.write("inbox/a.txt", LONG)
    [path] = office.take("inbox/a.txt").stdout.split()
    file = office.root / path
    file.write_text(file.read_text("utf-8").replace("三所小学，", "三所学校，"), "utf-8")
    office.write("inbox/a.txt", LONG.replace("三所小学，", "五所小学，"))
    shown = office.take("inbox/a.txt")
    assert "走进三所学校，" in file.read_text("utf-8")
    assert ": the draft stays as it is here; the corrected file says: 3月19日" in shown.stderr
    assert "走进五所小学" in shown.stderr


def test_a_story_that_is_published_is_not_changed_unseen(office: Office) -> None:
    office.write("inbox/a.txt", LONG)
    [path] = office.take("inbox/a.txt").stdout.split()
    file = office.root / path
    published = file.read_text("utf-8").replace("status: draft\n", "")
    file.write_text(published, "utf-8")
    office.write("inbox/a.txt", LONG.replace("三所小学，", "五所小学，"))
    shown = office.take("inbox/a.txt")
    assert shown.returncode == 1
    assert f"{path}: “a.txt” corrects this story, which is no draft any more" in shown.stderr
    assert file.read_text("utf-8") == published


def test_another_story_under_the_same_name_is_a_new_draft(office: Office) -> None:
    """Units call their files 来稿.txt, all of them."""
    office.write("inbox/来稿.txt", LETTER)
    office.take("inbox/来稿.txt")
    office.write("inbox/来稿.txt", (HERE / "letters/museum-1.txt").read_text("utf-8"))
    shown = office.take("inbox/来稿.txt")
    assert "content/spring/news/yun-hu-bo-wu-guan" in shown.stdout


def test_files_are_forgotten_after_their_time(office: Office) -> None:
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", f"{config}intake: {{retention_days: 30}}\n")
    office.take(office.letter("museum-4"))
    kept = Kept(office.root / "config.yaml")
    [entry] = kept.entries
    later = datetime.fromisoformat(entry.received) + timedelta(days=31)
    assert [one.digest for one in kept.forget_old(later, 30)] == [entry.digest]
    assert not (office.root / "sources" / entry.digest).exists()
    shown = office.take(office.letter("museum-4"))
    assert "it was imported before" in shown.stderr


def test_a_takedown_deletes_the_file_of_the_unit(office: Office) -> None:
    [path] = office.take(office.letter("village-2")).stdout.split()
    file = office.root / path
    text = file.read_text("utf-8").replace("status: draft\n", "")
    file.write_text(_confirmed(text), "utf-8")
    [entry] = json.loads((office.root / "sources/index.json").read_text("utf-8"))["files"]
    office.build()
    shown = command(office.root, "takedown", "田桂花")
    assert shown.returncode == 0, shown.stderr
    deleted = f"sources/{entry['digest']}/village-2.txt"
    assert f"{deleted}, which it was imported from, is deleted" in shown.stderr
    assert not (office.root / deleted).exists()


def _confirmed(text: str) -> str:
    head, _, body = text.partition("\n---\n")
    return f"{head.partition('  confirm:')[0].rstrip()}\n---\n{body}"


def test_a_damaged_list_is_a_problem(office: Office) -> None:
    office.write("sources/index.json", "{")
    shown = office.take(office.letter("museum-4"))
    assert shown.returncode == 1
    assert "sources/index.json: the list of imported files cannot be read" in shown.stderr


@pytest.mark.parametrize(
    ("ours", "theirs", "result", "conflicts"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", "a\nb\nc\n", 0),
        ("a\nB\nc\n", "a\nb\nc\nd\n", "a\nB\nc\nd\n", 0),
        ("a\nB\nc\n", "a\nX\nc\n", "a\nB\nc\n", 1),
        ("a\nB\nc\n", "a\nB\nc\n", "a\nB\nc\n", 0),
        ("a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n", 0),
        ("x\na\nb\nc\n", "a\nb\n", "x\na\nb\n", 0),
    ],
)
def test_merging(ours: str, theirs: str, result: str, conflicts: int) -> None:
    text, found = merged("a\nb\nc\n", ours, theirs)
    assert (text, len(found)) == (result, conflicts)


LINES = st.lists(st.sampled_from("abcd"), max_size=8).map("\n".join)


@given(LINES, LINES, LINES)
def test_one_side_alone_is_taken_whole_and_ours_is_never_lost(
    base: str, ours: str, theirs: str
) -> None:
    assert merged(base, base, theirs)[0].split() == theirs.split()
    assert merged(base, ours, base)[0].split() == ours.split()
    assert merged(base, ours, ours) == ("\n".join(ours.splitlines()) + "\n", [])
    added = [line for line in ours.split() if line not in base.split()]
    assert {*added} <= {*merged(base, ours, theirs)[0].split()}
