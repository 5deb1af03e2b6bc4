"""`publish` runs `check`: what stops it, what does not, and what is kept for the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.office import Office, settled
from tests.photos import photo

RULES = "check: {ignore: [{rule: page-tags, reason: 示例}]}\n"
TARGETS = "publish: {targets: {web: {kind: dir, path: ../www}}}\n"


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A site in a folder of its own, in which `check` finds no error."""
    office = settled(site, monkeypatch, RULES + TARGETS)
    office.date = "2013-03-06"
    return office


def kept(office: Office) -> Path:
    return office.root / "ledgers/published/web"


def test_errors_stop_it(office: Office) -> None:
    office.post("news/new.md", "[见](first.md#nowhere)\n")
    for more in ([], ["--allow-warnings"], ["--dry-run"]):
        status, said = office.publish(*more), office.said
        assert status == 1, said
        assert "content/spring/news/new.md:6:13: error: " in said
        assert "[link-fragment]" in said
        assert "errors: 1, new warnings: 0; not published" in said
        assert "--allow-warnings" not in said
    assert not office.www.exists()
    assert not kept(office).exists()


def test_warnings_stop_it_once_they_are_new(office: Office) -> None:
    office.post("news/old.md", "再接再励。\n", title="从前")
    office.write("content/spring/news/unused.txt", "附件")
    status, said = office.publish(), office.said
    assert status == 0, said
    assert "content/spring/news/old.md:6:1: warning: " in said
    assert "content/spring/news/unused.txt: warning: " in said
    assert "no earlier publication is known to compare with" in said
    office.post("news/new.md", "雷峰精神。\n")
    status, said = office.publish(), office.said
    assert status == 1, said
    assert "errors: 0, new warnings: 1; not published" in said
    assert "mend them, or add --allow-warnings" in said
    assert "no earlier publication" not in said
    assert not (office.www / "spring/news/new.html").exists()
    last = [line for line in said.splitlines() if line.startswith("content/")][-1]
    assert last.startswith("content/spring/news/new.md:6:1: warning: ")
    status, said = office.publish("--allow-warnings"), office.said
    assert status == 0, said
    assert (office.www / "spring/news/new.html").exists()
    office.post("news/new.md", "又一句。雷峰精神。\n")  # it moved, and is known
    assert office.publish() == 0


def test_paths_count_from_the_projects_folder_on(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.post("news/old.md", "再接再励。\n", title="从前")
    assert office.publish() == 0
    monkeypatch.chdir(tmp_path)
    root = office.root
    told = ["--config", str(root / "config.yaml"), "--content", str(root / "content")]
    status, said = office.publish(*told, "--output", str(root / "output")), office.said
    assert status == 0, said


def test_time_alone_stops_nothing(office: Office) -> None:
    assert office.publish() == 0
    office.post("news/first.md", "改过。\n")
    status, said = office.publish("--date", "2013-12-01"), office.said
    assert status == 0, said
    assert "[fresh-home]" in said
    assert "[fresh-column]" in said


def test_a_draft_stops_nothing_until_it_is_published(office: Office) -> None:
    assert office.publish() == 0
    office.post("news/new.md", "再接再励。\n\n![合影](lost.jpg)\n", status="draft")
    status, said = office.publish(), office.said
    assert status == 0, said
    assert "news/new.md:9:7: error: “lost.jpg” does not exist" in said
    assert "errors in drafts, which do not stop a publication: 1" in said
    office.post("news/new.md", "再接再励。\n")
    status, said = office.publish(), office.said
    assert status == 1, said
    assert "errors: 0, new warnings: 1; not published" in said


def test_what_appears_by_itself_is_judged_before(office: Office) -> None:
    """At midnight nobody would be there to mend it."""
    assert office.publish() == 0
    office.post("news/new.md", "![合影](lost.jpg)\n", publish_at="2013-03-07")
    status, said = office.publish(), office.said
    assert status == 1, said
    assert "“lost.jpg” does not exist" in said
    office.post("news/new.md", "再接再励。\n", publish_at="2013-03-07")
    assert office.publish() == 1
    assert office.publish("--allow-warnings") == 0
    status, said = office.publish("--date", "2013-03-08"), office.said
    assert status == 0, said
    assert (office.www / "spring/news/new.html").exists()


def test_a_damaged_list_is_a_problem(office: Office) -> None:
    assert office.publish() == 0
    (kept(office) / "check.json").write_text("{", "utf-8")
    status, said = office.publish(), office.said
    assert status == 1
    assert "ledgers/published/web/check.json: this is no baseline that can be read" in said


def test_clean_keeps_what_publications_leave(office: Office) -> None:
    text = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", text.replace("../www", "../www, hook: ['false']"))
    assert office.publish() == 1
    names = {"report.md", "report.xlsx", "addresses.txt", "check.json", "hook-failed"}
    assert {file.name for file in kept(office).iterdir()} == names
    ignored = (kept(office).parent / ".gitignore").read_text("utf-8").split()
    assert ignored == ["addresses.txt", "indexnow*.json", "hook-failed"]
    assert office.run("clean") == 0
    assert not (office.root / ".zhuanlan").exists()
    assert {file.name for file in kept(office).iterdir()} == names
    # the hook is run again, and fails again
    status, said = office.publish("--report", "told"), office.said
    assert status == 1
    assert "the hook failed with 1: false" in said


class TestDrafts:
    """`check` looks at drafts as at published posts."""

    def found(self, office: Office) -> str:
        office.run("check")
        return office.said

    def test_what_they_refer_to(self, office: Office) -> None:
        office.write("content/spring/news/a.heic", b"ftypheic")
        office.write("content/spring/news/b.docx", b"\xd0\xcf\x11\xe0")
        office.write("content/spring/news/c.jpg", b"\xff\xd8\xffdamaged")
        office.write("content/spring/news/d.jpg", photo(40, 30))
        body = "![甲](a.heic)\n\n[乙](b.docx)\n\n![丙](c.jpg)\n\n![丁](d.jpg)\n\n[戊](gone.md)\n"
        office.post("news/draft.md", body, status="draft")
        said = self.found(office)
        assert "news/draft.md:7:6: error: browsers do not show “a.heic”, which is HEIC" in said
        assert "save it as JPEG" in said
        assert "content/spring/news/b.docx: error: the file is of an older Office" in said
        assert "content/spring/news/c.jpg: error: " in said
        assert "content/spring/news/d.jpg: warning: the picture is 40 pixels wide" in said
        assert "news/draft.md:15:5: error: “gone.md” does not exist" in said
        assert office.run("check") == 1

    def test_names(self, office: Office) -> None:
        for number, name in enumerate(["王桂芬", "王桂芬", "王桂纷"]):
            person = f"{{name: {name}, unit: 示例单位, role: 工人}}"
            state = "draft" if number == 2 else "published"
            keys = {"title": f"'{number}'", "person": person, "status": state}
            office.post(f"exemplars/{number}.md", **keys)
        assert "exemplars/2.md:4:16: warning: “王桂纷” is “王桂芬”" in self.found(office)

    def test_links_between_drafts_are_links(self, office: Office) -> None:
        office.post("news/one.md", "[见](two.md)\n", status="draft")
        office.post("news/two.md", "[见](one.md)和[活动](../)\n", status="draft")
        assert "[problem]" not in self.found(office)

    def test_what_has_expired_may_lack_its_pictures(self, office: Office) -> None:
        office.post("news/old.md", "![甲](gone.jpg)\n", expires_at="2013-03-05 12:00")
        assert "gone.jpg” does not exist" not in self.found(office)
