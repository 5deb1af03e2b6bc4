"""A folder of another machine, by SSH: laid out as `dir` lays out one of this machine."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import ProblemError
from zhuanlan.model.fields import Text, refuse
from zhuanlan.model.publishing import Computer, Target
from zhuanlan.publish.host import HostKind, failed
from zhuanlan.publish.hosts._shells import AsyncSsh, OpenSsh, Secrets, Shell
from zhuanlan.publish.hosts.dir import CURRENT, INCOMING, RELEASES
from zhuanlan.publish.release import RECORD, Listed, Progress, Sending, decoded, to_prune
from zhuanlan.write import MANIFEST
from zhuanlan.write.manifest import read_manifest

_MOST_LINKS = 19
"""Folders that rsync looks for equal files in: it allows twenty."""


def _absolute(value: str) -> str:
    if not value.startswith("/"):
        raise refuse(N_("“{value}” must begin with /, at the root of that machine"), value=value)
    return value


class SshTarget(Target):
    """A folder of another machine, by SSH."""

    kind: Literal["ssh"] = Field(description=N_("Kind: ssh, another machine"), examples=["ssh"])
    host: Computer = Field(description=N_("Host: its name or address"), examples=["www.example.cn"])
    path: Annotated[Text, AfterValidator(_absolute)] = Field(
        description=N_("Folder: it gets releases/ and current"), examples=["/srv/www/leifeng"]
    )
    user: Computer | None = Field(None, description=N_("User: who logs in"), examples=["web"])
    port: Annotated[int, Field(ge=1, le=65_535)] = Field(
        22, description=N_("Port: of SSH"), examples=[22]
    )
    host_key: Text | None = Field(
        None,
        description=N_("Host key: what ssh-keyscan says, where it is not known otherwise"),
        examples=["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA…"],
    )

    @property
    def place(self) -> str:
        """The computer, and the folder there."""
        return f"{self.host}:{self.path}"


class Remote:
    """The host of kind `ssh`."""

    forms = True
    stale = False

    def __init__(self, name: str, shell: Shell, path: str, *, rsync: bool) -> None:
        self._shell, self._path, self._rsync = shell, path.rstrip("/"), rsync
        current = f"{self._path}/{CURRENT}"
        if shell.run(f"[ ! -e {quote(current)} ] || [ -L {quote(current)} ] || echo other"):
            message = N_("{file} is no link: something else lives there")
            raise failed(name, message, file=current)

    def live(self) -> dict[str, str]:
        """Return the files of the release that `current` leads to."""
        file = quote(f"{self._path}/{CURRENT}/{MANIFEST}")
        with suppress(ProblemError):
            return read_manifest(self._path, self._shell.run(f"[ ! -e {file} ] || cat {file}"))
        return {}

    def releases(self) -> list[Listed]:
        """Return the releases that are whole."""
        script = f"""
            cd {quote(self._path)} 2>/dev/null || exit 0
            readlink {CURRENT} || echo
            for file in {RELEASES}/*/{RECORD}; do
                [ ! -e "$file" ] || {{ printf '%s\t' "$file"; tr -d '\n\t' < "$file"; echo; }}
            done"""
        link, *records = self._shell.run(script).decode("utf-8", "replace").splitlines() or [""]
        now = link.rpartition("/")[2]
        lines = (record.partition("\t") for record in records)
        found = (
            decoded(data.encode(), file.rpartition(f"/{RECORD}")[0].rpartition("/")[2])
            for file, _, data in lines
        )
        listed = [Listed(one, one.id == now) for one in found if one]
        return sorted(listed, key=lambda one: one.release.id, reverse=True)

    def publish(self, sending: Sending, progress: Progress) -> None:
        """Lay the release beside the others, and turn the link."""
        identity = sending.release.id
        new = f"{self._path}/{RELEASES}/{INCOMING}{identity}"
        begun = self._begin(new)
        if self._rsync:
            # what an earlier try has brought is not sent again
            links = [f"../{folder}" for folder in begun][:_MOST_LINKS]
            self._shell.copy(sending.output, sending.files, new, links, progress)
        else:
            self._copied(new, sending)
            self._shell.copy(sending.output, sending.difference.sent, new, (), progress)
        self._shell.run(f"cat > {quote(f'{new}/{MANIFEST}')}", sending.manifest)
        self._shell.run(f"cat > {quote(f'{new}/{RECORD}')}", sending.release.encoded())
        self._shell.run(f"sync; mv {quote(new)} {quote(f'{self._path}/{RELEASES}/{identity}')}")
        self.rollback(identity)
        self._prune(sending.keep)

    def _begin(self, new: str) -> list[str]:
        """Make the folder; return those that may hold the same files, the current one first."""
        script = f"""
            mkdir -p {quote(new)}; cd {quote(self._path)}
            basename "$(readlink {CURRENT} || echo)"
            cd {RELEASES}; ls -1d {INCOMING}* | sort -r"""
        folders = self._shell.run(script).decode("utf-8", "replace").split()
        own = new.rpartition("/")[2]
        return [folder for folder in folders if folder != own]

    def _copied(self, new: str, sending: Sending) -> None:
        """Begin with links to the files that stay as they are."""
        script = f"""
            cd {quote(self._path)}; rmdir {quote(new)} 2>/dev/null || :
            if [ -e {CURRENT}/. ]; then cp -al {CURRENT}/. {quote(new)}; fi
            mkdir -p {quote(new)}; cd {quote(new)}
            while read -r file; do rm -f "$file"; done"""
        gone = [*sending.difference.removed, *sending.difference.changed, MANIFEST, RECORD]
        self._shell.run(script, "".join(f"./{path}\n" for path in gone).encode())

    def rollback(self, release: str) -> None:
        """Turn the link; a renamed link takes the place of the old one in one step."""
        self._shell.run(
            f"cd {quote(self._path)}; ln -sfn {quote(f'{RELEASES}/{release}')} .{CURRENT}-new; "
            f"mv -Tf .{CURRENT}-new {CURRENT}"
        )

    def _prune(self, keep: int) -> None:
        old = " ".join(map(quote, to_prune(self.releases(), keep)))
        script = f"""
            cd {quote(f"{self._path}/{RELEASES}")}; rm -rf -- {old}
            find . -maxdepth 1 -name '{INCOMING}*' -mtime +0 -exec rm -rf {{}} +"""
        self._shell.run(script)

    def close(self) -> None:
        """Take leave."""
        self._shell.close()


def open_host(name: str, target: SshTarget, base: Path) -> Remote:
    """Return the host of a target: by the system's ssh and rsync where both ends have them."""
    secrets = Secrets(target)
    try:
        if shutil.which("ssh") and shutil.which("rsync"):
            shell = OpenSsh(name, target, secrets)
            if shell.run("command -v rsync || :"):
                return Remote(name, shell, target.path, rsync=True)
        return Remote(name, AsyncSsh(name, target, secrets), target.path, rsync=False)
    except BaseException:  # whatever ends it, no key is left behind
        secrets.close()
        raise


SSH = HostKind(SshTarget, open_host)
