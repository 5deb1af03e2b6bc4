"""A site is published, changed, published again, killed meanwhile, and returned to."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import openpyxl
import pytest

from tests.servers import free_port, nginx, program
from tests.servers.conftest import DATE, POSTS, Office
from tests.servers.hosts import S3, Sshd

_COUNTS = re.compile(r"(\d+) files new, (\d+) changed, (\d+) to remove, (\d+) as they were")


ANYBODY = {
    "Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request,"
    "SignedHeaders=host,Signature=0"
}
"""Moto wants to be told who asks, and does not check it; others do not look at it."""


def counts(said: str) -> tuple[int, ...]:
    """Return how many files are new, changed, to remove, as they were."""
    [found] = _COUNTS.findall(said)
    return tuple(map(int, found))


def tree(folder: Path) -> dict[str, bytes]:
    """Return what readers get, without what zhuanlan keeps there for itself."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(".zhuanlan")
    }


def output(office: Office) -> dict[str, bytes]:
    return tree(office.root / "output")


def fetched(address: str) -> tuple[int, bytes]:
    ask = urllib.request.Request(address, headers=ANYBODY)  # noqa: S310
    try:
        with urllib.request.urlopen(ask) as answer:  # noqa: S310 - our own
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


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


def hard_to_read(office: Office, www: Path, port: int, tmp_path: Path, **env: str) -> None:
    """While many read, publishing is killed at any moment: nobody sees pages of two releases."""
    address = f"http://127.0.0.1:{port}/"
    office.publish(**env)
    config = office.run(
        "server", "nginx", "--port", str(port), "--base-url", address, "--root", f"{www}/current"
    )
    versions = [output(office)]
    load = [program("wrk"), "-t1", "-c8", "-d20s", address]
    with (
        nginx(config, port, tmp_path / "nginx"),
        subprocess.Popen(load, stdout=subprocess.PIPE, text=True) as readers,
    ):
        for number in range(4):
            office.edit(*range(number, POSTS, 8), word=f"第{number}次")
            office.run("build", "--strict", "-q", "--atomic")
            versions.append(output(office))
            process = office.begin(**env)
            time.sleep(0.5 + 0.35 * number)
            process.send_signal(signal.SIGKILL)
            process.wait()
            got = {path: fetched(address + path)[1] for path in [*versions[0]][::7]}
            whole = [v for v in versions if all(v[path] == data for path, data in got.items())]
            assert whole, "a page of one release, and another of another"
        office.publish(**env)
        assert tree(www / "current") == output(office) == versions[-1]
        readers.send_signal(signal.SIGINT)
        said, _ = readers.communicate()
    assert "requests in" in said
    assert "Non-2xx" not in said
    assert "Socket errors" not in said


@pytest.mark.tools
def test_a_folder_is_whole_whatever_happens(office: Office, tmp_path: Path) -> None:
    www = tmp_path / "www"
    office.target(f"{{kind: dir, path: {www}}}")
    hard_to_read(office, www, free_port(), tmp_path)


class TestSsh:
    """A folder of another machine."""

    @pytest.mark.parametrize("way", ["rsync", "asyncssh"])
    def test_only_what_changed_is_sent(
        self, office: Office, sshd: Sshd, tmp_path: Path, way: str
    ) -> None:
        env = dict(sshd.env)
        if way == "asyncssh":  # a machine without rsync
            env["PATH"] = without("rsync", tmp_path / "bin")
        www = tmp_path / "www"
        office.target(sshd.target(www, ", keep: 2"))
        assert counts(office.publish(**env))[0] > 4 * POSTS
        assert tree(www / "current") == output(office)
        inodes = {p: (www / "current" / p).stat().st_ino for p in output(office)}
        office.edit(3, 50, 90)
        (office.root / "config.yaml").touch()
        assert counts(office.publish("--by", "李四", **env))[:3] == (0, 3, 0)
        assert tree(www / "current") == output(office)
        same = [p for p, inode in inodes.items() if (www / "current" / p).stat().st_ino == inode]
        assert len(same) == len(inodes) - 3
        listed = office.run("releases", "web", **env).splitlines()
        assert len(listed) == 2
        assert "李四" in listed[0]
        office.run("rollback", "web", **env)
        assert (www / "current/index.html").stat().st_ino == inodes["index.html"]
        assert office.run("releases", "web", **env).splitlines()[1].startswith("* ")
        office.edit(4, word="第三次")
        office.publish(**env)
        assert tree(www / "current") == output(office)
        kept = {folder.name for folder in (www / "releases").iterdir()}
        assert len(kept) == 3  # two, and what readers had before

    def test_it_is_whole_whatever_happens(self, office: Office, sshd: Sshd, tmp_path: Path) -> None:
        www = tmp_path / "www"
        office.target(sshd.target(www))
        hard_to_read(office, www, free_port(), tmp_path, **sshd.env)

    def test_what_fails_is_said(self, small: Office, sshd: Sshd, tmp_path: Path) -> None:
        other = sshd.target(tmp_path / "www").replace("AAAA", "AAAB", 1)
        small.target(other)
        assert "publish.targets.web: ssh failed: " in small.publish(status=1, **sshd.env)
        small.target(sshd.target(tmp_path / "www"))
        wrong = {"ZHUANLAN_SSH_KEY": "no key at all", "SSH_AUTH_SOCK": ""}
        assert "publish.targets.web: ssh failed: " in small.publish(status=1, **wrong)
        small.target(sshd.target(Path("/proc/nowhere")))
        assert "failed: " in small.publish(status=1, **sshd.env)
        small.target("{kind: ssh, host: -oProxyCommand=x, path: a}")
        said = small.publish(status=1)
        assert "is no name of a computer" in said
        assert "“a” must begin with /" in said
        www = tmp_path / "www"
        www.mkdir()
        (www / "current").write_text("theirs", "utf-8")
        small.target(sshd.target(www))
        assert "is no link: something else lives there" in small.publish(status=1, **sshd.env)
        assert (www / "current").read_text("utf-8") == "theirs"

    def test_keys_as_others_write_them(self, small: Office, sshd: Sshd, tmp_path: Path) -> None:
        """With a byte order mark and Windows' line ends, as a file, as ssh-keyscan says."""
        key = sshd.env["ZHUANLAN_SSH_KEY"]
        temporary = {"TMPDIR": str(tmp_path / "tmp")}
        (tmp_path / "tmp").mkdir()
        (tmp_path / "key").write_text(key, "utf-8")
        line = f"[127.0.0.1]:{sshd.port} {sshd.host_key}"
        for number, given in enumerate(
            ("\ufeff" + key.replace("\n", "\r\n"), str(tmp_path / "key"))
        ):
            target = sshd.target(tmp_path / f"www{number}").replace(sshd.host_key, line)
            small.target(target)
            small.publish(ZHUANLAN_SSH_KEY=given, **temporary)
        nobody = "{kind: ssh, host: 127.0.0.1, port: 1, path: /srv}"
        small.target(nobody)
        small.publish(status=1, ZHUANLAN_SSH_KEY=key, **temporary)
        assert [*(tmp_path / "tmp").iterdir()] == []  # no key is left behind


def without(name: str, folder: Path) -> str:
    """Return a search path on which one program is not found."""
    folder.mkdir()
    for place in os.environ["PATH"].split(":"):
        for file in Path(place).iterdir() if Path(place).is_dir() else ():
            if file.name != name and not (folder / file.name).exists():
                (folder / file.name).symlink_to(file)
    return str(folder)


class TestBucket:
    """Object storage."""

    def objects(self, s3: S3, bucket: str) -> dict[str, bytes]:
        """Return what readers get."""
        import obstore
        from obstore.store import S3Store

        store = S3Store(
            bucket,
            endpoint=f"http://127.0.0.1:{s3.port}",
            region="us-east-1",
            access_key_id="someone",
            secret_access_key="secret",  # noqa: S106 - moto asks for none
            client_options={"allow_http": True},
        )
        names = [one["path"] for part in obstore.list(store) for one in part]
        return {
            name: bytes(obstore.get(store, name).bytes())
            for name in names
            if not name.startswith(".zhuanlan")
        }

    def headers(self, address: str) -> dict[str, str]:
        """Return what is told of a file."""
        ask = urllib.request.Request(address, headers=ANYBODY)  # noqa: S310
        with urllib.request.urlopen(ask) as answer:  # noqa: S310
            return {name.title(): value for name, value in answer.headers.items()}

    def test_only_what_changed_is_sent(self, office: Office, s3: S3) -> None:
        address = s3.bucket("large")
        office.target(s3.target("large", ", keep: 3"))
        assert counts(office.publish(**s3.env))[0] > 4 * POSTS
        assert self.objects(s3, "large") == output(office)
        headers = self.headers(f"{address}index.html")
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Cache-Control"] == "no-cache"
        style = next(path for path in output(office) if re.match(r"assets/style\..*\.css", path))
        headers = self.headers(address + style)
        assert "immutable" in headers["Cache-Control"]
        assert headers["Content-Type"] == "text/css; charset=utf-8"
        before = output(office)
        office.edit(3, 50, 90)
        assert counts(office.publish("--by", "李四", **s3.env))[:3] == (0, 3, 0)
        assert self.objects(s3, "large") == output(office) != before
        ask = urllib.request.Request(  # noqa: S310
            f"{address}index.html", b"damaged", ANYBODY, method="PUT"
        )
        urllib.request.urlopen(ask).close()  # noqa: S310
        office.publish("--all", **s3.env)
        assert self.objects(s3, "large") == output(office)
        listed = office.run("releases", "web", **s3.env).splitlines()
        assert len(listed) == 3
        assert listed[0].startswith("* ")
        office.run("rollback", "web", listed[2].split()[0], **s3.env)
        assert self.objects(s3, "large") == before
        office.run("rollback", "web", listed[0].split()[1], **s3.env)
        assert self.objects(s3, "large") == output(office)

    def test_what_was_cut_off_is_known(self, small: Office, s3: S3) -> None:
        """Whoever was cut off left text that no list tells of; nothing of it stays, or is taken
        for what was published."""
        s3.bucket("cutoff")
        small.target(s3.target("cutoff"))
        path = "news/first.md"
        source = small.root / "content/spring" / path
        texts = ["第一稿。", "第二稿，没有发完。", "第三稿。", "第四稿。"]
        before = source.read_text("utf-8")

        def put(number: int) -> None:
            source.write_text(before + f"\n{texts[number]}\n", "utf-8")

        put(0)
        small.publish(**s3.env)
        first = self.objects(s3, "cutoff")
        put(1)
        cut_off(small, s3)
        assert texts[1] in self.objects(s3, "cutoff")["spring/news/first.html"].decode()
        assert len(small.run("releases", "web", **s3.env).splitlines()) == 1
        put(0)  # the editor thinks better of it
        assert counts(small.publish(**s3.env))[1] >= 1
        assert self.objects(s3, "cutoff") == first
        put(1)
        cut_off(small, s3)
        put(2)
        small.post("news/other.md", title="另一篇")
        small.publish(**s3.env)
        assert self.objects(s3, "cutoff") == output(small)
        small.run("rollback", "web", **s3.env)
        assert self.objects(s3, "cutoff") == first
        put(3)
        cut_off(small, s3, "bucket._RELEASES")  # after the list, before the record
        assert "*" not in small.run("releases", "web", **s3.env)  # no release tells of them
        small.publish(**s3.env)
        assert small.run("releases", "web", **s3.env).startswith("* ")
        put(1)
        cut_off(small, s3)
        newest = small.run("releases", "web", **s3.env).splitlines()[0].split()
        small.run("rollback", "web", newest[1] if newest[0] == "*" else newest[0], **s3.env)
        assert texts[1] not in self.objects(s3, "cutoff")["spring/news/first.html"].decode()

    def test_what_goes_is_removed_and_comes_back(self, small: Office, s3: S3) -> None:
        s3.bucket("small")
        small.target(s3.target("small", ", prefix: leifeng"))
        small.publish(**s3.env)
        before = self.objects(s3, "small")
        assert {p.removeprefix("leifeng/") for p in before} - {".zhuanlan"} >= {"index.html"}
        small.post("news/first.md", status="draft")
        assert counts(small.publish(**s3.env))[2] >= 1
        assert "leifeng/spring/news/first.html" not in self.objects(s3, "small")
        small.run("rollback", "web", **s3.env)
        assert "leifeng/spring/news/first.html" in self.objects(s3, "small")

    def test_foreign_files_are_left_alone(self, small: Office, s3: S3) -> None:
        address = s3.bucket("shared")
        for name in ("index.html", "other/thing.txt"):
            plain = {"Content-Type": "text/plain", **ANYBODY}
            ask = urllib.request.Request(address + name, b"theirs", plain, method="PUT")  # noqa: S310
            urllib.request.urlopen(ask).close()  # noqa: S310
        small.target(s3.target("shared"))
        said = small.publish(status=1, **s3.env)
        assert "the bucket holds files that are not zhuanlan's: index.html" in said
        assert fetched(f"{address}index.html") == (200, b"theirs")
        ask = urllib.request.Request(f"{address}index.html", None, ANYBODY, method="DELETE")  # noqa: S310
        urllib.request.urlopen(ask).close()  # noqa: S310
        small.publish(**s3.env)
        assert fetched(f"{address}other/thing.txt") == (200, b"theirs")
        later = f"{address}spring/news/second.html"
        ask = urllib.request.Request(later, b"theirs", plain, method="PUT")  # noqa: S310
        urllib.request.urlopen(ask).close()  # noqa: S310
        small.post("news/second.md", title="第二篇")
        assert "not zhuanlan's: spring/news/second.html" in small.publish(status=1, **s3.env)
        assert fetched(later) == (200, b"theirs")

    def test_what_fails_is_said(self, small: Office, s3: S3) -> None:
        small.target(s3.target("nobodys"))
        assert "the secrets are not in the environment: ZHUANLAN_S3_KEY_ID" in small.publish(
            status=1, AWS_SECRET_ACCESS_KEY=""
        )
        half = {"AWS_ACCESS_KEY_ID": "", "ZHUANLAN_S3_SECRET": "x"}
        assert "are not in the environment" in small.publish(status=1, **half)
        assert "S3 failed: NoSuchBucket: " in small.publish(status=1, **s3.env)
        for more in ("prefix: a//b", "prefix: ../up", "bucket: 'a/b c'"):
            small.target(
                re.sub(r"bucket: \w+", more, s3.target("x"))
                if "bucket" in more
                else s3.target("nobodys", f", {more}")
            )
            assert "is no " in small.publish(status=1, **s3.env)

    def test_no_page_is_missing_whatever_happens(self, office: Office, s3: S3) -> None:
        """Killed at any moment: every page is whole, and what it shows is there."""
        address = s3.bucket("killed")
        office.target(s3.target("killed"))
        office.publish(**s3.env)
        versions = [output(office)]
        for number in range(4):
            story = sorted((office.root / "content").rglob("*.md"))[20 + number]
            new = story.with_name(f"new-{number}.md")
            text = re.sub(r"^slug:.*", f"slug: new-{number}", story.read_text("utf-8"), flags=re.M)
            new.write_text(text.replace("title: ", f"title: 新来{number} ", 1), "utf-8")
            office.edit(*range(30, POSTS, 6), word=f"第{number}次")
            process = office.begin(**s3.env)
            time.sleep(1.0 + 0.5 * number)
            process.send_signal(signal.SIGKILL)
            process.wait()
            versions.append(output(office))
            self.holds(address, versions)
        office.publish(**s3.env)
        assert self.objects(s3, "killed") == output(office)

    def holds(self, address: str, versions: list[dict[str, bytes]]) -> None:
        for path in [*versions[0]][::9]:
            status, data = fetched(address + path)
            assert status == 200, path
            assert any(version.get(path) == data for version in versions), path
            for link in re.findall(rb'(?:href|src)="(/[^"#?]*)"', data):
                target = unquote(urlsplit(urljoin(address, link.decode())).path).lstrip("/")
                target += "index.html" if target.endswith("/") or not target else ""
                assert fetched(address + target)[0] == 200, f"{path} leads to {target}"


def cut_off(small: Office, s3: S3, before: str = "'.zhuanlan.json'") -> None:
    """Publish, and end before a file is written: the list of files, unless another is named."""
    program = (
        "import os, sys\n"
        "from zhuanlan.publish import bucket\n"
        "put = bucket.Bucket._put\n"
        "def ended(self, path, data):\n"
        f"    os._exit(9) if path.startswith({before}) else put(self, path, data)\n"
        "bucket.Bucket._put = ended\n"
        "from zhuanlan.cli import main\n"
        f"main(['publish', 'web', '--date', '{DATE}'])"
    )
    command = [sys.executable, "-c", program]
    env = {**os.environ, **s3.env}
    done = subprocess.run(command, cwd=small.root, env=env, capture_output=True, check=False)
    assert done.returncode == 9, done.stderr


class TestBranch:
    """A branch that a host shows as pages."""

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        bare = tmp_path / "pages.git"
        subprocess.run([program("git"), "init", "-q", "--bare", str(bare)], check=True)
        return bare

    def checkout(self, repository: Path, folder: Path) -> dict[str, bytes]:
        shutil.rmtree(folder, ignore_errors=True)
        clone = ["git", "clone", "-q", "-b", "gh-pages", str(repository), str(folder)]
        subprocess.run(clone, check=True)
        shutil.rmtree(folder / ".git")
        return tree(folder)

    def test_only_what_changed_is_committed(
        self, office: Office, repository: Path, tmp_path: Path
    ) -> None:
        office.target(f"{{kind: git, repository: {repository}, domain: www.example.cn}}")
        assert counts(office.publish())[0] > 4 * POSTS
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown.pop("CNAME") == b"www.example.cn\n"
        assert shown.pop(".nojekyll") == b""
        assert shown == output(office)
        before = shown
        office.edit(3, 50, 90)
        assert counts(office.publish("--by", "李四"))[:3] == (0, 3, 0)
        log = ["git", "-C", str(repository), "log", "--format=%s", "--name-only", "gh-pages", "-1"]
        told = subprocess.check_output(log, text=True).splitlines()
        assert told[0].startswith("Publish 2")
        assert sum(name.endswith(".html") for name in told) == 3
        listed = office.run("releases", "web").splitlines()
        assert len(listed) == 2
        assert "李四" in listed[0]
        office.run("rollback", "web")
        shown = self.checkout(repository, tmp_path / "shown")
        assert {p: d for p, d in shown.items() if p in before} == before
        office.publish()
        assert self.checkout(repository, tmp_path / "shown").items() >= output(office).items()

    def test_what_others_put_there_stays(
        self, small: Office, repository: Path, tmp_path: Path
    ) -> None:
        work = tmp_path / "work"
        run = ["git", "-C", str(work), "-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(["git", "init", "-q", "-b", "gh-pages", str(work)], check=True)
        (work / "verify.txt").write_text("theirs", "utf-8")
        subprocess.run([*run, "add", "."], check=True)
        subprocess.run([*run, "commit", "-qm", "verify"], check=True)
        subprocess.run([*run, "push", "-q", str(repository), "gh-pages"], check=True)
        small.target(f"{{kind: git, repository: {repository}}}")
        small.publish()
        small.post("news/first.md", status="draft")
        small.publish()
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown["verify.txt"] == b"theirs"
        assert "spring/news/first.html" not in shown
        run[2] = str(tmp_path / "again")
        clone = ["git", "clone", "-q", "-b", "gh-pages", str(repository), run[2]]
        subprocess.run(clone, check=True)
        for number in range(8):  # more than are kept
            (tmp_path / f"again/{number}.txt").write_text("theirs", "utf-8")
            subprocess.run([*run, "add", "."], check=True)
            subprocess.run([*run, "commit", "-qm", "more"], check=True)
        (tmp_path / "again/spring/news").mkdir(parents=True, exist_ok=True)
        (tmp_path / "again/spring/news/second.html").write_text("theirs", "utf-8")
        subprocess.run([*run, "add", "."], check=True)
        subprocess.run([*run, "commit", "-qm", "second"], check=True)
        subprocess.run([*run, "push", "-q", "origin", "gh-pages"], check=True)
        assert len(small.run("releases", "web").splitlines()) == 2
        small.run("rollback", "web")
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown["7.txt"] == shown["verify.txt"] == b"theirs"
        assert "spring/news/first.html" in shown
        small.post("news/second.md", title="第二篇")
        assert "not zhuanlan's: spring/news/second.html" in small.publish(status=1)

    def test_names_and_lists_that_others_wrote(
        self, small: Office, repository: Path, tmp_path: Path
    ) -> None:
        small.target(f"{{kind: git, repository: {repository}}}")
        small.publish()
        work = tmp_path / "work"
        run = ["git", "-C", str(work), "-c", "user.name=a", "-c", "user.email=a@b.example"]
        clone = ["git", "clone", "-q", "-b", "gh-pages", str(repository), str(work)]
        subprocess.run(clone, check=True)
        (work / os.fsdecode(b"\xb5\xd8\xd6\xb7.txt")).write_text("theirs", "utf-8")
        (work / "other").write_text("theirs", "utf-8")
        with (work / ".zhuanlan.json").open("a", encoding="utf-8") as file:
            file.write("<<<<")
        subprocess.run([*run, "add", "."], check=True)
        subprocess.run([*run, "commit", "-qm", "theirs"], check=True)
        subprocess.run([*run, "push", "-q", "origin", "gh-pages"], check=True)
        small.post("news/second.md", title="第二篇")
        small.publish()
        shown = self.checkout(repository, tmp_path / "shown")
        assert shown.items() >= output(small).items()
        assert shown["other"] == b"theirs"
        campaign = small.root / "content/spring"
        shutil.copytree(campaign, campaign.with_name("other"))  # its pages are a folder's
        assert "not zhuanlan's: other/" in small.publish(status=1)

    def test_another_domain_arrives(self, small: Office, repository: Path, tmp_path: Path) -> None:
        small.target(f"{{kind: git, repository: {repository}}}")
        small.publish()
        small.target(f"{{kind: git, repository: {repository}, domain: www.example.cn}}")
        small.publish()
        assert self.checkout(repository, tmp_path / "shown")["CNAME"] == b"www.example.cn\n"
        assert "readers have it already" in small.publish()

    def test_what_fails_is_said(self, small: Office, tmp_path: Path) -> None:
        small.target(f"{{kind: git, repository: {tmp_path}/none.git}}")
        assert "publish.targets.web: git failed: fatal: " in small.publish(status=1)
        small.target("{kind: git, repository: --upload-pack=x}")
        assert "would be an option of a program" in small.publish(status=1)
        small.target(f"{{kind: git, repository: {tmp_path}, branch: 'a..b'}}")
        assert "git failed: " in small.publish(status=1)


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
