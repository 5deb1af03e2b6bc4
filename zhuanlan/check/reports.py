"""Findings for machines: JSON, SARIF 2.1.0, and the annotations of GitHub and GitLab."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import zhuanlan
from zhuanlan.check.baseline import fingerprint
from zhuanlan.check.finding import Finding
from zhuanlan.core.i18n import Translator
from zhuanlan.model.checks import Rule

Report = Callable[[Sequence[Finding], Mapping[str, Rule], Translator], str]
"""Returns a text of findings; the rules are all that there are, by their ids."""


def as_json(found: Sequence[Finding], rules: Mapping[str, Rule], _: Translator) -> str:
    """Return all that is known of each finding."""
    return _dumped({"findings": [as_data(one, _) for one in found]})


def as_data(one: Finding, _: Translator) -> dict[str, Any]:
    """Return one finding as plain data."""
    problem = one.problem
    data: dict[str, Any] = {
        "rule": one.rule,
        "severity": one.severity,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.said(_),
        "fingerprint": fingerprint(one),
    }
    if one.fix:
        data["fix"] = {"old": one.fix.old, "new": one.fix.new}
    return data


_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def as_sarif(found: Sequence[Finding], rules: Mapping[str, Rule], _: Translator) -> str:
    """Return SARIF 2.1.0 (OASIS), which code hosts show beside the lines."""
    described = [
        {
            "id": rule.id,
            "shortDescription": {"text": _(rule.title)},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for rule in rules.values()
    ]
    driver = {"name": "zhuanlan", "version": zhuanlan.__version__, "rules": described}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, [*rules], _) for one in found],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_result(one: Finding, rules: Sequence[str], _: Translator) -> dict[str, Any]:
    problem = one.problem
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path.replace("\\", "/"))}}
    if problem.line:
        region: dict[str, Any] = {"startLine": problem.line, "startColumn": problem.column or 1}
        if one.fix:
            *above, last = one.fix.old.split("\n")
            if above:
                region["endLine"] = problem.line + len(above)
            region["endColumn"] = (1 if above else problem.column) + len(last)
        place["region"] = region
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": rules.index(one.rule),
        "level": _LEVELS[one.severity],
        "message": {"text": problem.said(_)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"zhuanlan/v1": fingerprint(one)},
    }
    if one.fix:
        replacement = {"deletedRegion": place["region"], "insertedContent": {"text": one.fix.new}}
        change = {
            "artifactLocation": place["artifactLocation"],
            "replacements": [replacement],
        }
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def as_github(found: Sequence[Finding], rules: Mapping[str, Rule], _: Translator) -> str:
    """Return workflow commands of GitHub Actions, which annotate the lines of a pull request."""
    return "\n".join(_github(one, _) for one in found)


def _github(one: Finding, _: Translator) -> str:
    problem = one.problem
    named = {"file": problem.path, "line": problem.line, "col": problem.column, "title": one.rule}
    given = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in named.items() if value)
    return f"::{one.severity} {given}::{_escaped(problem.said(_))}"


def _escaped(text: str, more: str = "") -> str:
    for character in ("%", "\r", "\n", *more):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


_GITLAB = {"error": "major", "warning": "minor", "notice": "info"}


def as_gitlab(found: Sequence[Finding], rules: Mapping[str, Rule], _: Translator) -> str:
    """Return a Code Quality report of GitLab, which annotates the lines of a merge request."""
    seen: dict[str, int] = {}
    entries = []
    for one in found:
        mark = fingerprint(one)
        seen[mark] = seen.get(mark, 0) + 1  # GitLab wants each to be known by its own
        entries.append(
            {
                "description": one.problem.said(_),
                "check_name": one.rule,
                "fingerprint": f"{mark}-{seen[mark]}",
                "severity": _GITLAB[one.severity],
                "location": {"path": one.problem.path, "lines": {"begin": one.problem.line or 1}},
            }
        )
    return _dumped(entries)


def _dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


REPORTS: Mapping[str, Report] = {
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "gitlab": as_gitlab,
}
"""By the names of `--format`."""
