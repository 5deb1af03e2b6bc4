"""A site is published, changed, published again, killed meanwhile, and returned to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.servers import free_port, nginx
from tests.servers.conftest import POSTS, Office
from tests.servers.published import counts, hard_to_read, output, tree


class TestFolder:
    """A folder of this machine."""

    def test_only_what_changed_is_sent(self, office: Office, tmp_path: Path) -> None:
        www = tmp_path / "www"
        office.target(f"{{kind: dir, path: {www}}}")
        first = office.publish("--by", "李四")
        assert counts(first)[0] > 4 * POSTS
        assert tree(www / "current") == output(office)
        inodes = {p: (www / "current" / p).stat().st_ino for p in output(office)}
        office.edit(3, 50, 90)
        said = office.publish()
        assert counts(said)[:3] == (0, 3, 0)
        assert tree(www / "current") == output(office)
        same = [p for p, inode in inodes.items() if (www / "current" / p).stat().st_ino == inode]
        assert len(same) == len(inodes) - 3
        assert "readers have it already" in office.publish()

    def test_releases_are_kept_and_returned_to(self, small: Office, tmp_path: Path) -> None:
        www = tmp_path / "www"
        small.target(f"{{kind: dir, path: {www}, keep: 3}}")
        assert "nothing has been published there yet" in small.run("releases", "web")
        pages = []
        for number in range(5):
            small.post("news/first.md", f"第{number}稿。\n", title=f"第{number}稿")
            small.publish("--by", f"编辑{number}")
            pages.append(tree(www / "current"))
        listed = small.run("releases", "web").splitlines()
        assert len(listed) == 3
        assert listed[0].startswith("* ")
        other = www / "releases/2019-annual-report/a.txt"
        other.parent.mkdir()
        other.write_text("theirs", "utf-8")
        assert "编辑4" in listed[0]
        assert " pages, " in listed[0]
        assert "readers get" in small.run("rollback", "web")
        assert tree(www / "current") == pages[3]
        small.run("rollback", "web")
        assert tree(www / "current") == pages[2]
        assert "no earlier release is kept" in small.run("rollback", "web", status=1)
        moved = www / "releases" / listed[0].split()[1]
        moved.rename(moved.with_name("set-aside"))
        assert "is not kept" in small.run("rollback", "web", moved.name, status=1)
        moved.with_name("set-aside").rename(moved)
        newest = listed[0].split()[1]
        small.run("rollback", "web", newest)
        assert tree(www / "current") == pages[4]
        assert "is not kept" in small.run("rollback", "web", newest[:-1], status=1)
        small.run("rollback", "web")
        rejected = newest
        small.post("news/first.md", "又一稿。\n", title="又一稿")
        small.publish()
        assert tree(www / "current") == output(small)
        assert other.read_text("utf-8") == "theirs"
        small.run("rollback", "web")  # to what readers had, and not to what was rejected
        assert tree(www / "current") == pages[3]
        assert rejected not in str((www / "current").resolve())

    def test_what_was_taken_down_does_not_come_back(self, small: Office, tmp_path: Path) -> None:
        www = tmp_path / "www"
        small.target(f"{{kind: dir, path: {www}}}")
        small.publish()
        small.run("takedown", "content/spring/news/first.md")
        small.publish("--allow-warnings")
        pages = tree(www / "current")
        assert "第一篇" not in pages["spring/news/first.html"].decode()
        said = small.run("rollback", "web", status=1)
        assert "still shows spring/news/first.html, which was taken down on" in said
        assert tree(www / "current") == pages

    def test_a_folder_is_named_from_the_settings_on(self, small: Office, tmp_path: Path) -> None:
        small.target("{kind: dir, path: ../public}")
        small.publish()
        assert (small.root.parent / "public/current/index.html").exists()
        small.target("{kind: dir, path: ~/public}")
        small.publish(HOME=str(tmp_path / "home"))
        assert (tmp_path / "home/public/current/index.html").exists()
        assert not (small.root / "~").exists()

    def test_a_damaged_list_is_made_anew(self, small: Office, tmp_path: Path) -> None:
        www = tmp_path / "www"
        small.target(f"{{kind: dir, path: {www}}}")
        small.publish()
        (www / "current/.zhuanlan.json").write_text("{", "utf-8")
        assert counts(small.publish())[0] == len(output(small))
        assert tree(www / "current") == output(small)

    def test_what_would_happen_is_shown(self, small: Office, tmp_path: Path) -> None:
        www = tmp_path / "www"
        small.target(f"{{kind: dir, path: {www}}}")
        said = small.publish("--dry-run")
        assert "+ index.html" in said
        assert not www.exists()
        small.publish()
        (small.root / "content/spring/news/first.md").unlink()
        said = small.publish("--dry-run", "-v", status=1)
        assert "the address spring/news/first.html of “" in said
        assert "- spring/news/first.html" in said
        assert "* index.html" in said
        assert (www / "current/spring/news/first.html").exists()

    def test_what_is_refused(self, small: Office, tmp_path: Path) -> None:
        www = tmp_path / "www"
        small.target(f"{{kind: dir, path: {www}}}")
        said = small.run("publish", "wbe", status=1)
        assert "declares no target “wbe” under publish; did you mean “web”?" in said
        config = (small.root / "config.yaml").read_text("utf-8")
        small.write("config.yaml", config + "signoff: {columns: {news: [editor]}}\n")
        assert "not signed: second reading" in small.publish(status=1)
        assert not www.exists()
        small.write("config.yaml", config)
        www.mkdir()
        (www / "current").mkdir()
        assert "is no link: something else lives there" in small.publish(status=1)
        (www / "current").rmdir()
        (www / "releases").write_text("", "utf-8")
        assert "cannot be written" in small.publish(status=1)

    def test_the_report_and_the_hook(self, small: Office, tmp_path: Path) -> None:
        www = tmp_path / "www"
        (tmp_path / "hook.sh").write_text(
            'cat "$ZHUANLAN_ADDRESSES" > heard\necho "$ZHUANLAN_RELEASE" > release\n', "utf-8"
        )
        hook = f"[sh, -c, 'cd {tmp_path}; . ./hook.sh']"
        target = f"{{kind: dir, path: {www}, hook: {hook}}}}}, indexnow: abcdef0123456789"
        small.target(target[: target.rindex("}}")] + "}}, indexnow: 0123abcd4567")
        text = (small.root / "config.yaml").read_text("utf-8")
        small.write("config.yaml", text.replace("4567}}", "4567}"))
        title = '=HYPERLINK("http://x")|<b>'
        small.post("news/new.md", title=f"'{title}'", region="道里区", unit="'+cmd|某单位'")
        said = small.publish("--report", "told", "--by", "李四")
        report = (small.root / "told/report.md").read_text("utf-8")
        assert "\\|\\<b\\>" in report
        assert "| 道里区 | 1 |" in report
        assert "李四" in report
        book = openpyxl.load_workbook(small.root / "told/report.xlsx")
        cells = [cell for sheet in book for row in sheet for cell in row]
        assert any(cell.value == title for cell in cells)
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert not any(cell.hyperlink for cell in cells)
        told = (small.root / "told/addresses.txt").read_text("utf-8").splitlines()
        assert "https://example.org/spring/news/new.html" in told
        assert "https://example.org/" in told
        assert (tmp_path / "heard").read_text("utf-8").splitlines() == told
        message = json.loads((small.root / "told/indexnow.json").read_bytes())
        assert message["urlList"] == told
        assert message["host"] == "example.org"
        key = message["keyLocation"].removeprefix("https://example.org/")
        assert (www / "current" / key).read_text("utf-8").strip() == message["key"]
        release = (tmp_path / "release").read_text("utf-8").strip()
        assert re.fullmatch(r"\d{8}T\d{9}Z-[0-9a-f]{4}", release)
        assert f"published: {release}\n" in said
        small.post("news/new.md", status="draft")
        small.publish("--report", "told")
        assert "spring/news/new.html" in (small.root / "told/report.md").read_text("utf-8")
        config = (small.root / "config.yaml").read_text("utf-8")
        small.write("config.yaml", re.sub(r"hook: \[.*?\]", "hook: ['false']", config))
        small.post("news/new.md", title="又来了")
        assert "the hook failed with 1: false" in small.publish(status=1)
        assert "the hook failed with 1: false" in small.publish(status=1)  # and is run again
        small.write("config.yaml", re.sub(r"hook: \[.*?\]", "hook: ['true']", config))
        assert "readers have it already" in small.publish()
        (small.root / "open/report.xlsx").mkdir(parents=True)  # as one that Excel has open
        small.post("news/new.md", title="再来")
        said = small.publish("--report", "open", status=1)
        assert "published, but the report cannot be written" in said
        assert (www / "current/spring/news/new.html").exists()

    @pytest.mark.tools
    def test_readers_are_asked(self, small: Office, tmp_path: Path) -> None:
        www, port = tmp_path / "www", free_port()
        www.mkdir()
        (www / "current").symlink_to("nowhere")
        address = f"http://127.0.0.1:{port}/"
        small.target(f"{{kind: dir, path: {www}, url: '{address}'}}")
        config = small.run("server", "nginx", "--port", str(port), "--base-url", address)
        assert f'root "{www}/current"' in config
        said = small.publish("--patience", "0", status=1)
        assert f"{address}: it cannot be reached: " in said
        with nginx(config, port, tmp_path / "nginx"):
            assert "pages looked at: as published" in small.publish()
            page = www / "current/index.html"
            page.unlink()
            said = small.publish("--patience", "0", status=1)
            assert f"{address}: the server answers 403" in said or "answers 404" in said
            page.write_text("damaged", "utf-8")
            assert small.run("publish", "web", "--patience", "nan", status=2)
            said = small.publish("--patience", "0", status=1)
            assert f"{address}: the server shows another page" in said
            assert "pages looked at: as published" in small.publish("--all")
            assert tree(www / "current") == output(small)


@pytest.mark.tools
def test_a_folder_is_whole_whatever_happens(office: Office, tmp_path: Path) -> None:
    www = tmp_path / "www"
    office.target(f"{{kind: dir, path: {www}}}")
    hard_to_read(office, www, free_port(), tmp_path)


def test_the_next_change_is_told(small: Office) -> None:
    assert small.run("next", "--date", "2099-01-01") == "nothing is to change by itself\n"
    small.post("news/draft.md", title="草稿", publish_at="2030-01-01", status="draft")
    small.post("news/later.md", title="以后", publish_at="2030-05-01 08:30")
    small.post("news/short.md", title="一时", expires_at="2031-01-01")
    assert small.run("next", "--date", "2029-01-01") == "2030-05-01T08:30:00+08:00\n"
    assert small.run("next", "--date", "2030-06-01") == "2031-01-02T00:00:00+08:00\n"
    for form, said in (
        ("systemd", "2030-05-01 08:30:00 Asia/Shanghai\n"),
        ("cron", "30 8 1 5 *\n"),
    ):
        assert small.run("next", "--date", "2029-01-01", "--format", form) == said
    small.write("content/spring/news/bad.md", "---\ntitle: 无\n---\n")
    assert "“date” is missing" in small.run("next", status=1)
