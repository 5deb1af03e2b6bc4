"""JSON follows its schema, which is in the reference."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT
from tests.features.reports.made import command
from zhuanlan.cli import main
from zhuanlan.features.reports.formats.json import schema

FILE = ROOT / "docs/reference/report.schema.json"


def test_the_schema_is_in_the_reference(request: pytest.FixtureRequest) -> None:
    text = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update-golden"):
        FILE.write_text(text, "utf-8")
    assert FILE.read_text("utf-8") == text


def test_a_report_follows_it(tmp_path: Path) -> None:
    asked = ["leshan-2012", "--format=json", f"--output={tmp_path}", "-q"]
    assert main(command(ROOT, *asked)) == 0
    document = json.loads((tmp_path / "leshan-2012.json").read_text("utf-8"))
    jsonschema.validate(document, schema())
    document["report"]["tables"][0]["rows"][0][1]["value"] = [1]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema())


def test_a_name_leads_to_its_cell(tmp_path: Path) -> None:
    asked = ["leshan-2012", "--tables=regions", "--format=json", f"--output={tmp_path}", "-q"]
    assert main(command(ROOT, *asked)) == 0
    document = json.loads((tmp_path / "leshan-2012.json").read_text("utf-8"))
    [table] = document["report"]["tables"]
    assert len(document["figures"]) == sum(map(len, [*table["rows"], table["total"]])) - (
        len(table["rows"]) + 1
    )
    for at in document["figures"].values():
        row = table["total"] if at["row"] is None else table["rows"][at["row"]]
        assert row[at["column"]]["value"] == at["value"]
