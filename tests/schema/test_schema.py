"""Schemas and the reference: what models say of themselves, to editors and to people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from tests.conftest import SiteFolder
from zhuanlan.cli import main
from zhuanlan.load.site import load_campaign, load_config
from zhuanlan.model.campaign import Campaign, InCampaign
from zhuanlan.model.fields import fields_of
from zhuanlan.model.place import Surroundings
from zhuanlan.model.region import ROOT as COUNTRY
from zhuanlan.schema import reference

ROOT = Path(__file__).parent.parent.parent


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2, as VS Code reads it: no dates, no yes and no."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(("timestamp", "bool"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsEditorsRead.add_implicit_resolver(  # type: ignore[no-untyped-call]
    "tag:yaml.org,2002:bool", __import__("re").compile("true|false"), list("tf")
)


def read(text: str) -> Any:
    return yaml.load(text, AsEditorsRead)  # noqa: S506 - a safe one


@pytest.fixture
def schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(ROOT)
    assert main(["schema", "--output", str(tmp_path)]) == 0
    return {file.name: json.loads(file.read_text("utf-8")) for file in tmp_path.iterdir()}


def test_the_shipped_site_fits_its_schemas(schemas: dict[str, Any]) -> None:
    def fits(name: str, data: Any) -> None:
        jsonschema.Draft202012Validator(schemas[name]).validate(data)

    fits("config.json", read((ROOT / "config.yaml").read_text("utf-8")))
    for campaign in (ROOT / "content").glob("*/campaign.yaml"):
        fits("campaign.json", read(campaign.read_text("utf-8")))
        for post in campaign.parent.glob("*/**/*.md"):
            matter = post.read_text("utf-8").split("---\n")[1]
            fits(f"post-{campaign.parent.name}.json", read(matter))
    for page in (ROOT / "content").glob("*.md"):
        fits("page.json", read(page.read_text("utf-8").split("---\n")[1]))


def test_they_are_schemas(schemas: dict[str, Any]) -> None:
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_they_know_the_names_of_the_site(schemas: dict[str, Any]) -> None:
    def known(key: str) -> list[str]:
        field = schemas["post-leshan-2012.json"]["properties"][key]
        return list(field["anyOf"][0]["anyOf"][0]["enum"])

    assert {"activities", "全面开展"} <= set(known("phase"))
    assert {"乐山高新区", "峨边彝族自治县"} <= set(known("region"))
    assert "哈尔滨市" not in known("region")
    assert any("雷锋" in name for name in known("activity"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("config.json", {"name": "a", "url": "https://a.cn/", "colour": "red"}),
        ("config.json", {"name": "a", "url": "https://a.cn/", "colours": "#b3261e"}),
        ("campaign.json", {"columns": []}),
        ("post-leshan-2012.json", {"title": "a", "date": "yesterday"}),
        ("post-leshan-2012.json", {"title": "a", "date": "2012-03-05", "slug": "a b"}),
        ("post-leshan-2012.json", {"title": "a", "date": "2012-03-05", "ignore": {"x": "y"}}),
        ("page.json", {"title": "a", "date": "2012-03-05"}),
        ("consents.json", {"consents": [{"persn": "张三", "date": "2012-03-05"}]}),
        ("takedowns.json", {"takedowns": [{"source": "a.md"}]}),
        ("signoffs.json", {"signatures": [{"role": "boss"}]}),
    ],
)
def test_they_refuse(schemas: dict[str, Any], name: str, data: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schemas[name]).validate(data)


def test_texts_may_stand_for_lists_and_keys_may_stay_empty(schemas: dict[str, Any]) -> None:
    matter = (
        "title: 2013\ndate: 2013年3月5日\ntags: 植树\nsummary:\naliases: a.html\nrelated: b.md\n"
    )
    matter += "attachments: [plan.docx]\n"
    jsonschema.Draft202012Validator(schemas["post-leshan-2012.json"]).validate(read(matter))
    config = "name: a\nurl: https://a.cn/\nmourning: [2025-12-13]\nfooter:\n"
    jsonschema.Draft202012Validator(schemas["config.json"]).validate(read(config))


def models() -> list[type]:
    """Return what is declared, with all that is within."""
    found: list[type] = []

    def add(annotation: Any) -> None:
        if isinstance(annotation, type) and fields_of(annotation) and annotation not in found:
            found.append(annotation)
            for field in fields_of(annotation).values():
                add(field.annotation)
        for argument in getattr(annotation, "__args__", ()):
            add(argument)

    for model, _ in reference.FILES.values():
        add(model)
    return found


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_is_told_and_its_example_is_valid(model: type) -> None:
    config, regions = load_config(ROOT / "config.yaml", "config.yaml")
    around = Surroundings(regions, COUNTRY)
    campaign, _, _ = load_campaign(ROOT / "content", "heilongjiang-2013", config, around)
    declared = {
        "slug": "a",
        "title": "a",
        "activities": [{"slug": "service", "name": "惠民服务"}],
        "phases": [{"slug": "start", "name": "启动"}],
    }
    rich = TypeAdapter(Campaign).validate_python(
        declared, context=InCampaign(regions, COUNTRY, campaign)
    )
    inside = InCampaign(regions, COUNTRY, rich)
    for name, field in fields_of(model).items():
        assert field.description, name
        assert field.examples, name
        error = _errors_at(model, name, field.examples[0], inside)
        assert not error, f"{name}: {error}"


def _errors_at(model: type, name: str, value: Any, around: Any) -> list[Any]:
    """Return what is wrong with one key, whatever is wrong with the others."""
    others = {"kind": "service_log"} if name == "settings" else {}  # it is what has settings
    try:
        TypeAdapter(model).validate_python({**others, name: value}, context=around)
    except ValidationError as error:
        return [detail for detail in error.errors() if detail["loc"][:1] == (name,)]
    return []


def test_the_reference_is_up_to_date(tmp_path: Path) -> None:
    reference.write(tmp_path)
    for file in tmp_path.rglob("*.md"):
        written = (ROOT / "docs" / "reference" / file.relative_to(tmp_path)).read_text("utf-8")
        assert written == file.read_text("utf-8"), (
            "python build.py schema --reference docs/reference"
        )


def test_problems_of_the_site(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.root)
    site.write("content/spring/campaign.yaml", "title: a\nscope: 哈尔宾市\n")
    assert main(["schema"]) == 1
    assert "哈尔宾市" in capsys.readouterr().err
    assert not (site.root / "schema").exists()
