"""What goes wrong, and what holds then: one function for each fault."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from tests.chaos.office import Ended, Office, assert_same, assert_whole, ended

Fault = Callable[[Office], str]
"""Holds the promise for an office whose site was just edited; returns what there is to tell."""

SOON = 1.0
"""Seconds within which Ctrl-C ends a build."""
_BUSY = 3.0
"""How many times slower this machine may be while others work on it."""


class NotPossibleHere(Exception):  # noqa: N818 - no error
    """The fault cannot be caused on this machine; says why."""


def kill(office: Office) -> str:
    """A build is killed at any moment, as is a machine that loses power."""
    atomic = office.random.random() < 0.5
    before, after = office.published(), office.clean()
    build = office.begin(*(["--atomic"] if atomic else []))
    time.sleep(office.random.uniform(0.2, 2.0))
    for process in _family(build.pid):
        _end(process)
    build.communicate()
    now = office.published()
    assert_whole(now, before, after)
    if atomic:  # one tree or the other
        assert_same(now, before if _texts(now) == _texts(before) else after)
    return "atomic" if atomic else "file by file"


def interrupt(office: Office) -> str:
    """Somebody presses Ctrl-C."""
    before, after = office.published(), office.clean()
    build = office.begin()
    time.sleep(office.random.uniform(0.5, 1.5))
    started = time.perf_counter()
    build.send_signal(signal.SIGINT)
    result = ended(build)
    took = time.perf_counter() - started
    assert result.status in (0, 130, -signal.SIGINT), result
    assert len(result.lines) <= 1, result.said
    assert took < SOON * _BUSY, f"{took:.2f} s"
    assert_whole(office.published(), before, after)
    return f"{took:.2f} s"


def full_output(office: Office) -> str:
    """The disc of the output is full."""
    with _small_disc(office, office.output, spare=64) as grow:
        before = office.published()
        office.site.write("content/spring/news/large.txt", os.urandom(400_000))
        office.site.post("news/post-0.md", '::attachment large.txt "附件"\n' + "字" * 3000 + "\n")
        _refused(office.build(*_sometimes(office, "--atomic")))
        assert_whole(office.published(), before)
        grow()
        assert office.build().status == 0
        assert_same(office.published(), office.clean())
    return ""


def full_cache(office: Office) -> str:
    """The disc of the cache is full: that costs time, and nothing else."""
    with _small_disc(office, office.cache, spare=16):
        assert office.build().status == 0
        assert_same(office.published(), office.clean())
    return ""


def read_only(office: Office) -> str:
    """The output cannot be written."""
    with _small_disc(office, office.output, spare=4096):
        before = office.published()
        _mount("-o", "remount,ro", str(office.output))
        try:
            _refused(office.build(*_sometimes(office, "--atomic")))
            assert_same(office.published(), before)
        finally:
            _mount("-o", "remount,rw", str(office.output))
    return ""


def vanish(office: Office) -> str:
    """Files change and vanish while they are read."""
    builds = 0
    before = office.published()
    build = office.begin()
    while build.poll() is None:
        path = office.random.choice(office.posts)
        file = office.site.root / "content/spring" / path
        aside = file.with_suffix(".aside")
        file.replace(aside)
        time.sleep(office.random.uniform(0, 0.01))
        aside.replace(file)
        office.put(path)
        builds += 1
    result = ended(build)
    assert result.status in (0, 1), result
    if result.status:
        assert_same(office.published(), before)
    return f"{builds} files, exit {result.status}"


def two(office: Office) -> str:
    """Two builds begin at once: the second waits for the first."""
    first, second = office.begin(), office.begin(*_sometimes(office, "--atomic"))
    statuses = [ended(first).status, ended(second).status]
    assert statuses == [0, 0], statuses
    assert_same(office.published(), office.clean())
    return ""


def damaged_cache(office: Office) -> str:
    """Files of the cache are cut short, or bits of them flipped, or they are another program's."""
    files = [file for file in office.cache.iterdir() if file.suffix in (".db", ".json")]
    file = office.random.choice(files)
    data = bytearray(file.read_bytes())
    what = office.random.choice(("cut", "flipped", "foreign"))
    if what == "cut":
        data = data[: office.random.randrange(len(data))]
    elif what == "flipped":
        for _ in range(20):
            data[office.random.randrange(len(data))] ^= 1 << office.random.randrange(8)
    else:
        data = bytearray(os.urandom(5000))
    for other in office.cache.glob(f"{file.name}-*"):
        other.unlink()
    file.write_bytes(data)
    result = office.build()
    assert result.status == 0, result
    assert_same(office.published(), office.clean())
    return f"{file.name.split('-')[0].removesuffix('.db')} {what}"


FAULTS: tuple[Fault, ...] = (
    kill,
    interrupt,
    full_output,
    full_cache,
    read_only,
    vanish,
    two,
    damaged_cache,
)


def _sometimes(office: Office, option: str) -> list[str]:
    return [option] if office.random.random() < 0.5 else []


def _refused(result: Ended) -> None:
    """It says what happened in one line, and fails."""
    assert result.status == 1, result
    assert len(result.lines) == 1, result.said


def _texts(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in tree.items() if path.endswith(".html")}


def _family(pid: int) -> list[int]:
    """Return a process and those that it began."""
    found = [pid]
    for parent in found:
        file = Path(f"/proc/{parent}/task/{parent}/children")
        try:
            found += map(int, file.read_text("ascii").split())
        except OSError:
            continue
    return found


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def _small_disc(office: Office, folder: Path, spare: int) -> Iterator[Callable[[], None]]:
    """Put a folder on a disc with so many KiB to spare, and build once; yields what enlarges it."""
    for file in sorted(folder.rglob("*"), reverse=True) if folder.exists() else ():
        file.rmdir() if file.is_dir() else file.unlink()
    folder.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", "size=400m", "tmpfs", str(folder))
    try:
        assert office.build().status == 0
        office.edit()
        used = int(os.statvfs(folder).f_blocks - os.statvfs(folder).f_bfree)
        size = used * os.statvfs(folder).f_bsize // 1024 + spare
        _mount("-o", f"remount,size={size}k", str(folder))
        yield lambda: _mount("-o", "remount,size=400m", str(folder))
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(*options: str) -> None:
    if which("mount") is None or os.geteuid() != 0:
        raise NotPossibleHere("only root may mount a small disc")
    run = subprocess.run(["mount", *options], capture_output=True, check=False)
    if run.returncode:
        raise NotPossibleHere(run.stderr.decode().strip())
