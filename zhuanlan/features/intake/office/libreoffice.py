"""LibreOffice as a program: where it is, and one run of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from zhuanlan.core.i18n import N_

SECONDS = 60.0
"""How long one conversion may take; a usual one takes three, the first of a machine ten."""
MEMORY = 500 << 20
"""Bytes of data that it may need; a usual conversion takes 200 MB."""
_NAMES = ("soffice", "libreoffice", "soffice.com")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_OFFICE = "/org.openoffice.Office."
_SETTINGS = (
    (f"{_OFFICE}Common/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_OFFICE}Common/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_OFFICE}Common/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_OFFICE}Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_OFFICE}Common/Security/Scripting", "DisablePythonRuntime", "true"),
    (f"{_OFFICE}Writer/Content/Update", "Link", "0"),
    (f"{_OFFICE}Calc/Content/Update", "Link", "2"),
    (f"{_OFFICE}Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no updates of links, no Java, and a proxy that nobody answers."""


class NotDoneError(Exception):
    """A conversion that gave nothing; `reason` is untranslated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def installed() -> Path | None:
    """Return where LibreOffice is: on the path, or where its installers put it."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    for place in _PLACES:
        root = Path(Path(place).anchor)
        if not root.exists():
            continue
        for found_there in sorted(root.glob(place[len(root.as_posix()) :])):
            return found_there
    return None


def convert(found: Path, source: Path, suffix: str, seconds: float = SECONDS) -> Path:
    """Convert a file in its own folder, where LibreOffice also has its profile.

    `suffix` is that of the new format. Raises NotDoneError.
    """
    folder = source.parent
    profile, made = folder / "profile", folder / "made"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(_profile(), "utf-8")
    command = [
        *_within_memory(),
        *_without_network(),
        str(found),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", _FILTERS.get(suffix, suffix[1:])),
        *("--outdir", str(made), str(source)),
    ]
    if not _run(command, folder, seconds):
        raise NotDoneError(N_("it takes too long"))
    files = [*made.glob(f"*{suffix}")] if made.is_dir() else []
    if not files:
        raise NotDoneError(N_("it is damaged, has a password, or is of another kind"))
    return files[0]


def _run(command: Sequence[str], folder: Path, seconds: float) -> bool:
    """Run a command, and return whether it ended by itself; else it and its children are ended."""
    more: Mapping[str, object] = (
        {"creationflags": 0x200} if sys.platform == "win32" else {"start_new_session": True}
    )
    env = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    for name in ("http_proxy", "https_proxy"):
        env[name] = "http://127.0.0.1:9"
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **more,  # type: ignore[call-overload]
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and what it started and left running."""
    if sys.platform == "win32":
        if process.poll() is None:
            kill = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(kill, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # its session is a group of the same number
    process.wait()


def _within_memory() -> list[str]:
    """Return what goes before a command so that it takes no more than `MEMORY`, where it can."""
    prlimit = shutil.which("prlimit") if sys.platform == "linux" else None
    return [prlimit, f"--data={MEMORY}"] if prlimit else []


def _without_network() -> list[str]:
    """Return what goes before a command so that it has no network, where the system can."""
    unshare = shutil.which("unshare") if sys.platform == "linux" else None
    if unshare is None:
        return []
    prefix = [unshare, "--map-root-user", "--net"]
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603
    return [*prefix] if tried.returncode == 0 else []


def _profile() -> str:
    """Return the settings of a profile."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n'
    )
