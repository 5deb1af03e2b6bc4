"""A plug-in of everything (`sample/`): what it brings is used, checked and described like ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import DictLoader

from tests.commands import command
from tests.conftest import SiteFolder
from zhuanlan.build import build
from zhuanlan.check.run import check
from zhuanlan.core.i18n import catalogue, translator
from zhuanlan.load.plugins import registry_for
from zhuanlan.load.site import load_config
from zhuanlan.model.config import Config
from zhuanlan.publish.host import host_of
from zhuanlan.render.additions import add_of_plugins
from zhuanlan.render.environment import Environment

SAMPLE = Path(__file__).parent / "sample"
SETTINGS = """plugins: [services]
services: {hotline: "12345", limit: 5}
publish: {targets: {hall: {kind: shelf, board: 3}}}
"""


@pytest.fixture
def sample(site: SiteFolder) -> SiteFolder:
    """The minimal site with the sample plug-in, a column and two posts of its kind."""
    shutil.copytree(SAMPLE, site.root, dirs_exist_ok=True)
    for left in site.root.rglob("__pycache__"):
        shutil.rmtree(left)
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + SETTINGS)
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    column = "columns:\n  - {slug: services, name: 便民, kind: 便民服务}\n"
    site.write("content/spring/campaign.yaml", campaign.replace("columns:\n", column))
    site.post("services/one.md", "理发！！！\n", title="理发", unit="示例社区", summary="好")
    site.post("services/two.md", "磨刀。\n", title="磨刀", unit="示例社区", summary="好")
    return site


def without_the_plugin(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("plugins: [services]\n", ""))


def test_its_kind_macro_filter_global_and_translation_make_a_page(sample: SiteFolder) -> None:
    sample.build()
    page = sample.page("spring/services/index.html")
    assert '<ul class="service" data-hotline="123 45">' in page
    assert '<meta name="ColumnType" content="便民服务">' in page
    article = sample.page("spring/services/one.html")
    assert "本单位更多服务" in article
    assert sample.page("spring/service-units/shi-li-she-qu/index.html")
    assert [name for name in sample.files() if name.startswith("assets/services.")]


def test_its_key_and_its_page_of_a_table(sample: SiteFolder) -> None:
    sample.post("services/one.md", title="理发", unit="示例社区", 服务时间="每周六上午")
    sample.build()
    assert "服务时间</span>每周六上午" in sample.page("spring/services/one.html")
    assert "<li>理发: 每周六上午</li>" in sample.page("spring/offers/index.html")
    sample.write("data/services.csv", "name,time\n理发,每周日\n")
    assert sample.build().rendered == 1
    assert "<li>理发: 每周日</li>" in sample.page("spring/offers/index.html")


def test_what_it_needs_is_asked_for(sample: SiteFolder) -> None:
    sample.post("services/three.md", title="配钥匙")
    assert sample.problems() == [
        "content/spring/services/three.md:2:1: a service needs “unit”; write unit: who offers it"
    ]


def test_its_rule_is_one_of_check(sample: SiteFolder) -> None:
    found = [one for one in check(sample.options()) if one.rule == "shouting"]
    assert [(one.problem.line, one.severity) for one in found] == [(8, "warning")]
    shown = command(sample.root, "check", "--date", "2013-06-01", LC_ALL="zh_CN.UTF-8")
    assert "连用三个叹号 [shouting]" in shown.stdout
    config = (sample.root / "config.yaml").read_text("utf-8")
    sample.write("config.yaml", f"{config}check: {{ignore: [{{rule: shouting, reason: 示例}}]}}\n")
    assert not [one for one in check(sample.options()) if one.rule == "shouting"]


def test_its_settings_are_checked_at_their_place(sample: SiteFolder) -> None:
    config, _ = load_config(sample.root / "config.yaml", "config.yaml")
    assert config.of_plugins["services"].limit == 5
    assert isinstance(config, Config)
    text = (sample.root / "config.yaml").read_text("utf-8")
    sample.write("config.yaml", text.replace("limit: 5", "limt: five"))
    line = text[: text.index("services: {")].count("\n") + 1
    [told] = sample.problems()
    assert told == f"config.yaml:{line}:30: unknown key “limt”; did you mean “limit”?"


def test_a_setting_of_its_own_is_an_input_of_pages(sample: SiteFolder) -> None:
    pages = sample.build().rendered
    assert sample.build().rendered == 0
    text = (sample.root / "config.yaml").read_text("utf-8")
    sample.write("config.yaml", text.replace("limit: 5", "limit: 6"))
    assert sample.build().rendered == pages


def test_a_campaign_in_other_characters_keeps_its_settings(sample: SiteFolder) -> None:
    campaign = (sample.root / "content/spring/campaign.yaml").read_text("utf-8")
    sample.write("content/spring/campaign.yaml", f"language: zh-Hant\n{campaign}")
    sample.build()
    assert "本單位更多服務" in sample.page("spring/services/one.html")


def test_its_host_is_declared_and_opened(sample: SiteFolder) -> None:
    registry = registry_for(sample.root / "config.yaml", sample.root / "content")
    declared, _ = load_config(sample.root / "config.yaml", "config.yaml")
    host = host_of("hall", declared.publish.targets["hall"], sample.root, registry)
    assert host.live() == {"on": "3"}


def test_its_command_runs(sample: SiteFolder) -> None:
    shown = command(sample.root, "services")
    assert shown.stdout == "content/spring/services/one.md\ncontent/spring/services/two.md\n"


def test_schemas_and_reference_describe_it(sample: SiteFolder) -> None:
    assert command(sample.root, "schema").returncode == 0
    config = (sample.root / "schema/config.json").read_text("utf-8")
    campaign = (sample.root / "schema/campaign.json").read_text("utf-8")
    assert '"services": {' in config
    assert "hotline" in config
    assert "shelf" in config
    assert "便民服务" in campaign
    assert command(sample.root, "schema", "--reference", "reference").returncode == 0
    text = (sample.root / "reference/en/config.md").read_text("utf-8")
    assert "| `services` | **Services** what the volunteers of this site offer" in text
    assert "`hotline`" in text
    assert "`shouting`" in (sample.root / "reference/README.md").read_text("utf-8")


def test_what_is_left_of_a_plug_in_that_is_gone_is_named(sample: SiteFolder) -> None:
    sample.build()
    without_the_plugin(sample)
    told = "\n".join(sample.problems())
    assert "unknown key “services”; no plug-in of this site brings it; allowed: name, url" in told
    assert "no plug-in of this site brings it" in told
    assert "“shelf” is not allowed for “publish.targets.hall.kind”" in told
    assert "“便民服务” is not allowed for “columns.1.kind”" in told


@pytest.mark.usefixtures("processes")
def test_processes_write_the_same(sample: SiteFolder) -> None:
    sample.build()
    expected = sample.files()
    shutil.rmtree(sample.root / "output")
    shutil.rmtree(sample.root / ".zhuanlan")
    sample.build(jobs=2)
    assert sample.files() == expected
    assert [one.rule for one in check(sample.options(jobs=2))].count("shouting") == 1


def test_a_failure_in_a_process_names_the_plug_in(
    sample: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhuanlan.core.executors.WORTH_IT", 1)
    monkeypatch.setattr("zhuanlan.core.executors.CHUNK", 1)
    file = sample.root / "plugins/services/__init__.py"
    sample.write(
        str(file), file.read_text("utf-8").replace("return [post", "1 / 0\n        return [post")
    )
    [told] = sample.problems(jobs=2)
    assert told.startswith(f"{_place(file)}: the plug-in “services” failed: Zero")
    assert "in terms" in command(sample.root, "build", "--debug").stderr


def test_a_filter_that_fails_is_named_and_not_its_template(sample: SiteFolder) -> None:
    file = sample.root / "plugins/services/__init__.py"
    text = file.read_text("utf-8").replace('    return " ".join', '    1 / 0\n    return " ".join')
    sample.write(str(file), text.replace("spaced, pure=True", "spaced"))
    [told] = sample.problems()
    assert told.startswith(f"{_place(file)}: the plug-in “services” failed: Zero")


def _place(file: Path) -> str:
    """Return where the mistake is that a test has written into the plug-in."""
    before = file.read_text("utf-8").partition("1 / 0")[0]
    line = before.count("\n") + 1
    return f"plugins/services/__init__.py:{line}:1"


@pytest.mark.parametrize("pure", [True, False])
def test_a_filter_is_folded_only_where_it_says_so(sample: SiteFolder, pure: bool) -> None:
    file = sample.root / "plugins/services/__init__.py"
    text = file.read_text("utf-8")
    sample.write(str(file), text if pure else text.replace(", pure=True", ""))
    environment = Environment(DictLoader({}), catalogue("en"), None)
    registry = registry_for(sample.root / "config.yaml", sample.root / "content")
    add_of_plugins(environment, registry)
    source = "{{ '12345'|spaced }}"
    assert ("123 45" in environment.compile(source, raw=True)) is pure
    assert environment.from_string(source).render() == "123 45"


def test_a_filter_of_ours_is_replaced_only_where_that_is_meant(sample: SiteFolder) -> None:
    file = sample.root / "plugins/services/__init__.py"
    text = file.read_text("utf-8")
    more = text.replace(
        '"spaced", spaced', '"spaced", spaced)\n    registry.filters.add("day", day'
    )
    more = more.replace("def register", "def day(moment):\n    return 'DAY'\n\n\ndef register")
    sample.write(str(file), more.replace("spaced)", "spaced, pure=True)"))
    [told] = sample.problems()
    assert "registers the filter “day”, which zhuanlan has; choose another name, or" in told
    sample.write(str(file), more.replace("day, pure=True", "day, replace=True"))
    sample.build()
    assert "DAY" in sample.page("spring/services/one.html")


# what Dask itself leaves behind
@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning",
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
def test_a_cluster_writes_the_same(sample: SiteFolder) -> None:
    distributed = pytest.importorskip("distributed")
    sample.build()
    expected = sample.files()
    (sample.root / "output").rename(sample.root / "here")
    shutil.rmtree(sample.root / ".zhuanlan")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as workers:
        build(sample.options(scheduler=workers.scheduler_address, verify=True))
    assert sample.files() == expected


def test_our_own_texts_are_not_translated_otherwise(sample: SiteFolder) -> None:
    """A plug-in's catalogue is behind ours."""
    file = sample.root / "plugins/services/__init__.py"
    sample.write(str(file), file.read_text("utf-8").replace('"unit": "单位"', '"Home": "别的"'))
    sample.build()
    assert translator("zh-Hans")("Home") in sample.page("spring/index.html")
    assert "别的" not in sample.page("spring/index.html")
