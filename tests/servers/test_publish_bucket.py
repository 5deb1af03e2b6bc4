"""A site is published to object storage, cut off, published again, and returned to."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import unquote, urljoin, urlsplit

from tests.servers.conftest import DATE, POSTS, Office
from tests.servers.hosts import S3
from tests.servers.published import ANYBODY, counts, fetched, output


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
        "from zhuanlan.publish.hosts import _bucket as bucket\n"
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
