"""What plug-ins register: names that are claimed once, and modules that are imported when used."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SiteFolder
from zhuanlan.check import rules
from zhuanlan.check.run import check
from zhuanlan.core.i18n import translator
from zhuanlan.core.plugins import of_module
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import Registry, made, registry_of
from zhuanlan.load.site import load_config
from zhuanlan.model.checks import Rule
from zhuanlan.model.config import Config
from zhuanlan.publish import hosts
from zhuanlan.publish.host import host_of
from zhuanlan.schema.schemas import schema_of
from zhuanlan.write.stamp import fingerprint

A_RULE = Rule("emblem", "error", "an emblem")
RULE = """
from zhuanlan.check.finding import finding
from zhuanlan.model.checks import Rule


def emblems(piece, source):
    at = piece.text.find("徽章")
    if at >= 0:
        yield finding("emblem", source.path, piece.spot(at), "an emblem")


def stories(stories):
    for post in stories.site.posts:
        if post.matter.title == "徽章":
            yield finding("emblem", post.path, (0, 0), "a story of an emblem")


EMBLEM = Rule("emblem", "error", "an emblem is named", {"piece": emblems, "stories": stories})
"""

HOST = '''
from typing import Literal

from zhuanlan.model.publishing import Target
from zhuanlan.publish.host import HostKind


class ShelfTarget(Target):
    """A shelf."""

    kind: Literal["shelf"]
    board: int


class Shelf:
    forms = False
    stale = False

    def __init__(self, board):
        self.board = board

    def live(self):
        return {"on": str(self.board)}

    def close(self):
        pass




SHELF = HostKind(ShelfTarget, lambda name, target, base: Shelf(target.board))
'''

TARGETS = "publish: {targets: {hall: {kind: shelf, board: 3}}}\n"


@pytest.fixture
def plugin(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A plug-in outside the package, under a name of its own, with a rule and a host."""
    name = f"plugin_{abs(hash((request.node.name, tmp_path))):x}"
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / f"{name}_rule.py").write_text(RULE, "utf-8")
    (folder / f"{name}_host.py").write_text(HOST, "utf-8")
    text = (
        "def register(registry):\n"
        f"    registry.rules.add('emblem', '{name}_rule:EMBLEM')\n"
        f"    registry.hosts.add('shelf', '{name}_host:SHELF')\n"
    )
    (folder / f"{name}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    return name


def emblems(site: SiteFolder, plugin: str, jobs: int = 1) -> list[str]:
    found = check(site.options(plugins=(plugin,), jobs=jobs))
    told = [one for one in found if one.rule in ("emblem", "problem")]
    assert all(one.severity == "error" for one in told)
    return [one.problem.text(translator("en")).removeprefix(f"{site.root}/") for one in told]


def test_a_name_is_claimed_once() -> None:
    registry = Registry()
    registry.registering = of_module("mine")
    registry.rules.add("emblem", A_RULE)
    registry.registering = of_module("yours")
    with pytest.raises(ProblemError) as caught:
        registry.rules.add("emblem", A_RULE)
    [problem] = caught.value.problems
    assert problem.text(translator("en")) == (
        "yours: registers the rule of check “emblem”, which mine has registered; "
        "choose another name, or register it with replace=True"
    )
    assert "mine" in problem.text(translator("zh-Hans"))


def test_a_name_is_replaced_in_its_place_where_that_is_meant() -> None:
    registry = Registry()
    names = [*registry.rules]
    registry.registering, mine = of_module("mine"), A_RULE
    registry.rules.add("word", mine, replace=True)
    assert registry.rules["word"] is mine
    assert registry.rules.owner("word") == "mine"
    assert registry.rules.owner("name") == "zhuanlan.check.rules"
    assert [*registry.rules] == names


def test_our_rules_are_called_as_they_are_registered() -> None:
    assert all(rule.id == name for name, rule in Registry().rules.items())


def test_a_plug_in_that_cannot_be_loaded_is_named(site: SiteFolder) -> None:
    for name in ("no_such_plugin", "json"):
        [told] = site.problems(plugins=(name,))
        assert told.startswith(f"{name}: the plug-in “{name}” cannot be loaded: ")


def test_a_plug_in_that_fails_is_named(site: SiteFolder, plugin: str) -> None:
    """It may raise whatever it likes when it is imported."""
    site.write(f"outside/{plugin}_rule.py", "1 / 0\n")
    [found] = check(site.options(plugins=(plugin,)))
    told = found.problem.text(translator("en"))
    assert told.startswith(  # where it is registered
        f"{site.root}/outside/{plugin}.py:2:1: the rule of check “emblem” of the plug-in "
        f"“{plugin}” cannot be loaded: "
    )
    assert told.endswith(" ZeroDivisionError: division by zero")
    site.write(f"outside/{plugin}_typo.py", "def register(\n")
    [message] = site.problems(plugins=(f"{plugin}_typo",))
    assert message.startswith(
        f"outside/{plugin}_typo.py:1:1: the plug-in “{plugin}_typo” cannot be loaded: SyntaxError: "
    )


def test_a_reference_that_leads_nowhere_names_its_owner() -> None:
    registry = Registry()
    registry.registering = of_module("mine")
    registry.rules.add("emblem", "json:no_such_rule")
    assert "emblem" in registry.rules
    with pytest.raises(
        ProblemError, match="mine: the rule of check “emblem” of the plug-in “mine” cannot"
    ):
        registry.rules["emblem"]


def modules_of(program: str, folder: Path) -> set[str]:
    shown = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)},
    )
    return set(shown.stdout.split())


CONFIG = """
from pathlib import Path
from zhuanlan.load.site import load_config
load_config(Path("config.yaml"), "config.yaml")
"""

BUILD = """
from datetime import datetime
from zhuanlan.core.options import Options
from zhuanlan.build import build
build(Options(datetime(2013, 6, 1)))
"""


def test_settings_import_no_host_that_they_do_not_name(site: SiteFolder) -> None:
    hosts = {f"zhuanlan.publish.hosts.{kind}" for kind in ("dir", "ssh", "s3", "git")}
    assert not modules_of(CONFIG, site.root) & hosts
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "publish: {targets: {web: {kind: s3, bucket: leifeng}}}\n")
    loaded = modules_of(CONFIG, site.root)
    assert hosts <= loaded
    assert not loaded & {"obstore", "asyncssh", "zhuanlan.publish.hosts._bucket"}


def test_a_build_imports_no_rule(site: SiteFolder) -> None:
    site.post("news/other.md", ignore="{word: 引用原文}")
    loaded = modules_of(BUILD, site.root)
    assert "zhuanlan.check.rules" in loaded
    assert not {name for name in loaded if name.startswith("zhuanlan.check.rules.")}


def test_a_rule_from_outside_is_found_and_can_be_switched_off(
    site: SiteFolder, plugin: str
) -> None:
    site.post("news/emblem.md", "正文。\n\n他的徽章。\n", title="徽章", summary="好")
    assert emblems(site, plugin) == [
        "content/spring/news/emblem.md: a story of an emblem",
        "content/spring/news/emblem.md:2:8: an emblem",
        "content/spring/news/emblem.md:9:3: an emblem",
    ]
    site.post("news/emblem.md", "他的徽章。\n", title="徽章", ignore="{emblem: 示例}")
    assert emblems(site, plugin) == []
    assert "unknown rule “emblem”" in site.problems()[0]


@pytest.mark.usefixtures("processes")
def test_a_rule_from_outside_comes_into_processes(site: SiteFolder, plugin: str) -> None:
    for name in "abc":
        site.post(f"news/{name}.md", "他的徽章。\n", title=f"徽章{name}", ignore="{summary: 示例}")
    site.post("news/off.md", "他的徽章。\n", title="徽章", ignore="{emblem: 示例}")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + TARGETS)
    expected = emblems(site, plugin)
    assert len(expected) == 6
    (site.root / "content/spring/news/a.md").touch()
    assert emblems(site, plugin, jobs=2) == expected


def test_a_registry_is_made_once() -> None:
    assert registry_of() is registry_of(())


def test_a_registry_is_pickled_as_its_plug_ins(plugin: str) -> None:
    registry = registry_of((plugin,))
    sent = pickle.dumps(registry)
    assert len(sent) < 500  # its plug-ins, and nothing that they registered
    assert pickle.loads(sent) is registry  # noqa: S301 - our own
    assert f"{plugin}_rule" not in sys.modules


def test_other_plug_ins_are_another_input(site: SiteFolder, plugin: str) -> None:
    for file in site.root.rglob("*"):
        os.utime(file, (1e9, 1e9))
    alone, more = (fingerprint(site.options(plugins=names)) for names in ((), (plugin,)))
    assert alone
    assert alone != more


def test_a_host_from_outside_is_declared_and_opened(site: SiteFolder, plugin: str) -> None:
    registry = registry_of((plugin,))
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + TARGETS)
    declared, _ = load_config(site.root / "config.yaml", "config.yaml", registry)
    host = host_of("hall", declared.publish.targets["hall"], site.root, registry)
    assert host.live() == {"on": "3"}
    assert site.build(plugins=(plugin,), jobs=2).posts == 2
    [told] = site.problems()
    assert "“shelf” is not allowed for “publish.targets.hall.kind”" in told
    assert "allowed: dir, ssh, s3, git" in told


def test_mistakes_in_a_target_from_outside_are_found_at_their_place(
    site: SiteFolder, plugin: str
) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    lines = config.count("\n") + 1
    site.write("config.yaml", config + "publish: {targets: {hall: {kind: shelf, bord: 3}}}\n")
    told = site.problems(plugins=(plugin,))
    assert told == [
        f"config.yaml:{lines}:27: “publish.targets.hall.board” is missing",
        f"config.yaml:{lines}:41: unknown key “bord”; did you mean “board”?",
    ]


def test_schemas_allow_what_is_registered(plugin: str) -> None:
    registry = registry_of((plugin,))
    ours, theirs = (str(schema_of(Config, {}, str, one)) for one in (registry_of(), registry))
    for name in ("'shelf'", "'emblem'", "'board'"):
        assert name not in ours
        assert name in theirs


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that counts as part of our packages of rules and hosts."""
    for ours in (rules, hosts):
        monkeypatch.setattr(ours, "__path__", [*ours.__path__, str(tmp_path / "package")])
    made.clear()
    yield tmp_path / "package"
    made.clear()
    for name in [name for name in sys.modules if name.endswith((".red_flag", ".emblem", ".shelf"))]:
        del sys.modules[name]


def test_a_rule_is_one_module(site: SiteFolder, package: Path) -> None:
    """The one that the architecture shows."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    site.write(f"{package}/red_flag.py", text.partition("```python\n")[2].partition("```")[0])
    site.post("news/flag.md", "他扛着红旗。\n", title="送信", summary="好")
    site.write(f"{package}/_flags.py", "")  # what several rules share
    [found] = [one for one in check(site.options()) if one.rule == "red-flag"]
    assert (found.problem.line, found.problem.column, found.severity) == (7, 4, "notice")
    rules = registry_of().rules
    ours = [name for name in rules if rules.owner(name) == "zhuanlan.check.rules"]
    assert ours[-2:] == ["page-weight", "red-flag"]


def test_a_rule_that_finds_under_another_name_is_a_problem(site: SiteFolder, package: Path) -> None:
    site.write(f"{package}/emblem.py", RULE.replace('finding("emblem"', 'finding("emblm"'))
    site.post("news/emblem.md", "他的徽章。\n", title="送信", summary="好")
    [found] = check(site.options())
    told = found.problem.text(translator("en")).removeprefix(f"{site.root}/")
    assert told == (
        "content/spring/news/emblem.md: a rule found something as “emblm”, which is no rule"
    )


def test_a_host_is_one_module(site: SiteFolder, package: Path) -> None:
    site.write(f"{package}/shelf.py", HOST)
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + TARGETS)
    declared, _ = load_config(site.root / "config.yaml", "config.yaml")
    assert host_of("hall", declared.publish.targets["hall"], site.root).live() == {"on": "3"}


def test_a_package_that_a_host_needs_is_named(site: SiteFolder, package: Path) -> None:
    text = HOST.replace("Shelf(target.board))", 'Shelf(target.board), package="no_such_shelf")')
    site.write(f"{package}/shelf.py", text)
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + TARGETS)
    declared, _ = load_config(site.root / "config.yaml", "config.yaml")
    with pytest.raises(ProblemError, match=r"no_such_shelf; pip install no_such_shelf"):
        host_of("hall", declared.publish.targets["hall"], site.root)


def test_a_campaign_in_other_characters_may_use_what_is_registered(
    site: SiteFolder, plugin: str
) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    ignore = "check: {ignore: [{rule: emblem, reason: 示例}]}\n"
    site.write("config.yaml", config + TARGETS + ignore)
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", f"language: zh-Hant\n{campaign}")
    site.build(plugins=(plugin,))
    assert 'lang="zh-Hant"' in site.page("spring/index.html")


# what Dask itself leaves behind
@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning",
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
def test_a_cluster_knows_what_is_registered(site: SiteFolder, plugin: str) -> None:
    distributed = pytest.importorskip("distributed")
    site.post("news/off.md", "他的徽章。\n", title="徽章", ignore="{emblem: 示例}")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + TARGETS)
    site.build(plugins=(plugin,))
    expected = site.files()
    (site.root / "output").rename(site.root / "here")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as workers:
        site.build(plugins=(plugin,), scheduler=workers.scheduler_address, verify=True)
    assert site.files() == expected
