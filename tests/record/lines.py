"""The lines of a record, each a value (digest or count) and a name; what differs between two."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

Lines = dict[str, str]
"""Values by their names; a name is a path whose first two parts are its group."""

GONE = "gone"
"""Value of a file that an edit removed."""

_SHOWN = 10
"""Names that a comparison shows of each group and kind."""


def digest(data: bytes) -> str:
    """Return the value of a file or message."""
    return hashlib.sha256(data).hexdigest()


def of_folder(folder: Path) -> Lines:
    """Return the values of all files below a folder."""
    return {
        file.relative_to(folder).as_posix(): digest(file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file()
    }


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Lines:
    """Return the values of what is new or changed, and GONE for what is missing."""
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return changed | dict.fromkeys(before.keys() - after.keys(), GONE)


def below(group: str, values: Mapping[str, str]) -> Lines:
    """Return values with their names below a group."""
    return {f"{group}/{name}": value for name, value in values.items()}


def write(file: Path, recorded: Mapping[str, str]) -> None:
    """Write a record, sorted by name."""
    text = "".join(f"{recorded[name]}  {name}\n" for name in sorted(recorded))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def read(file: Path) -> Lines:
    """Return what `write` wrote."""
    parts = (line.partition("  ") for line in file.read_text("utf-8").splitlines())
    return {name: value for value, _, name in parts}


def compared(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return a report of what differs, group by group; empty if nothing does."""
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, kind, values in sorted(_differences(old, new)):
        first, _, rest = name.partition("/")
        second, _, rest = rest.partition("/")
        groups[f"{first}/{second}"][kind].append(rest + values)
    report = []
    for group, kinds in groups.items():
        report.append(f"{group}: " + ", ".join(f"{len(n)} {kind}" for kind, n in kinds.items()))
        for kind, names in kinds.items():
            report += [f"    {kind}: {name}" for name in names[:_SHOWN]]
            if len(names) > _SHOWN:
                report.append(f"    {kind}: and {len(names) - _SHOWN} more")
    return report


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in old.keys() - new.keys():
        yield name, "only in OLD", ""
    for name in new.keys() - old.keys():
        yield name, "only in NEW", ""
    for name in old.keys() & new.keys():
        if old[name] != new[name]:
            both = old[name], new[name]
            counts = all(value.isdecimal() and len(value) < 20 for value in both)
            yield name, "differ", f" {both[0]} → {both[1]}" if counts else ""
