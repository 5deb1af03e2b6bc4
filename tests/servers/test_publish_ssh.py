"""A site is published over SSH, changed, published again, killed meanwhile, and returned to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.servers import free_port
from tests.servers.conftest import POSTS, Office
from tests.servers.hosts import Sshd
from tests.servers.published import counts, hard_to_read, output, tree


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
