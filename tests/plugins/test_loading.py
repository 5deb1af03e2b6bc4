"""Plug-ins of a project: named in config.yaml, loaded from source, and again when they change."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import command
from tests.conftest import SiteFolder
from zhuanlan.build.session import Session
from zhuanlan.core.problems import ProblemError
from zhuanlan.load.plugins import registry_for
from zhuanlan.write.stamp import fingerprint

LETTERS = """
from zhuanlan.model.kind import ColumnKind

SEEN = []


def register(registry):
    SEEN.append(1)
    registry.kinds.add("letters", ColumnKind("letters", "{title}"))
    registry.commands.add("count", ".counting")
"""

COUNTING = """
HELP = "count the letters"


def add_arguments(parser):
    pass


def run(args):
    print("3 letters")
    return 0
"""


def named(site: SiteFolder, *names: str) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}plugins: [{', '.join(names)}]\n")


@pytest.fixture
def letters(site: SiteFolder) -> SiteFolder:
    """The minimal site with a plug-in, a package of two modules."""
    site.write("plugins/letters/__init__.py", LETTERS.format(title="letter"))
    site.write("plugins/letters/counting.py", COUNTING)
    named(site, "letters")
    return site


def registry(site: SiteFolder):  # type: ignore[no-untyped-def]
    return registry_for(site.root / "config.yaml", site.root / "content")


def test_a_file_of_the_project_is_a_plug_in(site: SiteFolder) -> None:
    site.write("plugins/letters.py", LETTERS.format(title="letter"))
    named(site, "letters")
    assert "letters" in registry(site).kinds
    assert site.build().posts == 2


def test_a_package_has_modules_of_its_own(letters: SiteFolder) -> None:
    assert command(letters.root, "count").stdout == "3 letters\n"
    shown = command(letters.root, "--help").stdout
    assert "    count               count the letters\n" in shown
    other = command(Path("/"), "count", "--config", str(letters.root / "config.yaml"))
    assert other.stderr.endswith(
        "unrecognized arguments: --config " + str(letters.root) + "/config.yaml\n"
    )


def test_nothing_is_compiled_into_the_project(letters: SiteFolder) -> None:
    """And what lies there compiled is not taken."""
    cache = letters.root / "plugins/letters/__pycache__"
    cache.mkdir()
    tag = sys.implementation.cache_tag
    (cache / f"__init__.{tag}.pyc").write_bytes(b"not code")
    letters.build()
    assert [file.name for file in cache.iterdir()] == [f"__init__.{tag}.pyc"]
    assert not [*letters.root.rglob("counting*.pyc")]


def test_no_plug_in_is_loaded_from_the_content(site: SiteFolder) -> None:
    site.write("content/letters.py", LETTERS)
    (site.root / "plugins").symlink_to("content")
    named(site, "letters")
    assert site.problems() == [
        "plugins/letters.py: a plug-in is not loaded from the folder of the content"
    ]


@pytest.mark.parametrize("place", ["plugins/letters.py", "plugins/letters/counting.py"])
def test_no_plug_in_is_loaded_from_outside(site: SiteFolder, tmp_path: Path, place: str) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.py"
    outside.write_text("raise AssertionError\n", "utf-8")
    if "counting" in place:
        site.write("plugins/letters/__init__.py", LETTERS)
    (site.root / "plugins").mkdir(exist_ok=True)
    (site.root / place).symlink_to(outside)
    named(site, "letters")
    [told] = site.problems()
    assert told.startswith(f"{place}: a plug-in is not loaded from outside the project")


def test_a_name_that_is_no_plug_in_is_a_problem_at_its_place(letters: SiteFolder) -> None:
    letters.write("plugins/other.py", "")
    config = (letters.root / "config.yaml").read_text("utf-8")
    letters.write("config.yaml", config.replace("[letters]", "[leters, no/name]"))
    line = config.count("\n")
    [unknown] = letters.problems()
    assert unknown.startswith(
        f"config.yaml:{line}:11: there is no plug-in “leters”; did you mean “letters”? allowed: "
    )
    letters.write("config.yaml", config.replace("[letters]", "[no/name]"))
    [told] = letters.problems()
    assert told.startswith(f"config.yaml:{line}:11: “no/name” is no name of a plug-in; ")


FAULTS = {
    "def register(\n": "plugins/faulty.py:1: the plug-in “faulty” cannot be loaded: SyntaxError: ",
    "x = 1\n": (
        "plugins/faulty.py: the plug-in “faulty” cannot be loaded: "
        "module 'zhuanlan_plugins.faulty' has no attribute 'register'; "
        "a plug-in is a module with a function register(registry)"
    ),
    "\nimport no_such_library\n": (
        "plugins/faulty.py:2: the plug-in “faulty” cannot be loaded: "
        "No module named 'no_such_library'"
    ),
    "def register(registry):\n    1 / 0\n": (
        "plugins/faulty.py:2: the plug-in “faulty” cannot be loaded: "
        "ZeroDivisionError: division by zero"
    ),
    "def register(registry):\n\n    registry.kinds.add('odd', object())\n": (
        "plugins/faulty.py:3: object is no kind of column, but is registered as “odd”: "
        "it has no name, title, needs, macro"
    ),
    "THING = 1\ndef register(registry):\n    registry.kinds.add('odd', '.:THING')\n": (
        "plugins/faulty.py:3: int is no kind of column, but is registered as “odd”: it has no "
    ),
    "def register(registry):\n    registry.kinds.add('news', 'no')\n": (
        "plugins/faulty.py:2: registers the kind of column “news”, which "
        "zhuanlan.features.kinds has registered; "
    ),
    "def register(registry):\n    registry.commands.add('build', 'no', replace=True)\n": (
        "plugins/faulty.py:2: registers the command “build”, which zhuanlan.cli.commands has "
        "registered; choose another name"
    ),
    "API = 2\ndef register(registry): ...\n": (
        "plugins/faulty.py: the plug-in “faulty” is made for API 2, not for 1; "
    ),
}


@pytest.mark.parametrize("source", FAULTS, ids=range(len(FAULTS)))
def test_a_faulty_plug_in_is_named(site: SiteFolder, source: str) -> None:
    site.write("plugins/faulty.py", source)
    named(site, "faulty")
    [told] = site.problems()
    assert told.replace(":1: ", ": ").startswith(FAULTS[source])


def test_all_faulty_plug_ins_are_named_at_once(site: SiteFolder) -> None:
    for name in ("one", "two"):
        site.write(f"plugins/{name}.py", "1 / 0\n")
    named(site, "one", "two")
    assert len(site.problems()) == 2


TAXONOMY = """
from zhuanlan.model.taxonomy import Taxonomy


class Broken(Taxonomy):
    name, title, prefix = "broken", "broken", "broken"

    def terms(self, post, campaign, regions):
        return [1 / 0]


def register(registry):
    registry.taxonomies.add("broken", Broken())
"""


def test_a_plug_in_that_fails_later_is_named(site: SiteFolder) -> None:
    site.write("plugins/broken.py", TAXONOMY)
    named(site, "broken")
    [told] = site.problems()
    assert told == (
        "plugins/broken.py:9:1: the plug-in “broken” failed: ZeroDivisionError: division by zero"
    )
    shown = command(site.root, "build")
    assert (shown.returncode, "Traceback" in shown.stderr) == (1, False)
    shown = command(site.root, "build", "--debug")
    assert "in terms" in shown.stderr
    assert shown.stderr.count("Traceback") >= 1


def test_a_command_that_fails_is_named(letters: SiteFolder) -> None:
    letters.write("plugins/letters/counting.py", COUNTING.replace('print("3 letters")', "1 / 0"))
    shown = command(letters.root, "count")
    assert shown.returncode == 1
    assert shown.stderr == (
        "plugins/letters/counting.py:10:1: the plug-in “letters” failed: "
        "ZeroDivisionError: division by zero\n"
    )
    assert "in run" in command(letters.root, "count", "--debug").stderr


def test_a_faulty_plug_in_leaves_the_other_commands(letters: SiteFolder) -> None:
    letters.write("plugins/letters/__init__.py", "1 / 0")
    shown = command(letters.root, "--help")
    assert (shown.returncode, "publish" in shown.stdout) == (0, True)
    assert "plugins/letters/__init__.py:1:1: the plug-in “letters” cannot be loaded" in shown.stderr
    assert command(letters.root, "count").returncode == 1
    assert command(letters.root, "clean").returncode == 0


def test_other_code_is_loaded_again_and_nothing_of_the_old_is_left(letters: SiteFolder) -> None:
    first = registry(letters)
    assert registry(letters) is first
    module = sys.modules["zhuanlan_plugins.letters"]
    letters.write("plugins/letters/__init__.py", LETTERS.format(title="post"))
    assert registry(letters).kinds["letters"].title == "post"
    assert sys.modules["zhuanlan_plugins.letters"] is not module
    letters.write("plugins/letters/__init__.py", LETTERS.format(title="letter"))
    again = registry(letters)
    assert again is not first
    assert again.kinds["letters"].title == "letter"
    assert sys.modules["zhuanlan_plugins.letters"].SEEN == [1]


def test_an_edit_of_a_plug_in_is_an_edit_of_the_site(letters: SiteFolder) -> None:
    for file in letters.root.rglob("*"):
        os.utime(file, (1e9, 1e9))
    before = fingerprint(letters.options())
    pages = letters.build().rendered
    assert letters.build().rendered == 0
    file = letters.write("plugins/letters/__init__.py", LETTERS.format(title="post"))
    os.utime(file, (1e9, 1e9))
    assert fingerprint(letters.options()) != before
    assert letters.build().rendered == pages


def test_a_session_takes_the_new_code(letters: SiteFolder) -> None:
    session = Session(letters.options())
    session.build()
    letters.write("plugins/letters/__init__.py", "def register(")
    with pytest.raises(ProblemError):
        session.build()
    letters.write("plugins/letters/__init__.py", LETTERS.format(title="post"))
    session.build()
    assert session.site
    assert "post" in [kind.title for kind in session.site.kinds]
    session.close()


def test_one_that_imports_another_takes_its_new_code(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "plugins: [below, above]\n")
    below = "WORD = {!r}\n\n\ndef register(registry):\n    pass\n"
    site.write(
        "plugins/above.py",
        "from zhuanlan_plugins.below import WORD\n\n\n"
        "def register(registry):\n    registry.globals.add('word', WORD)\n",
    )
    for word in ("一", "二"):
        site.write("plugins/below.py", below.format(word))
        registry = registry_for(site.root / "config.yaml", site.root / "content")
        assert registry.globals["word"] == word


def test_a_removed_plug_in_leaves_no_command(letters: SiteFolder) -> None:
    (letters.root / "config.yaml").write_text(
        (letters.root / "config.yaml").read_text("utf-8").replace("plugins: [letters]\n", ""),
        "utf-8",
    )
    shown = command(letters.root, "count")
    assert (
        shown.stderr
        == "there is no command “count”, and no plug-in brings one; zhuanlan --help lists all\n"
    )


def modules_of(folder: Path, *arguments: str) -> set[str]:
    program = (
        "import sys, contextlib, io\nfrom zhuanlan.cli import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        f"    main({list(arguments)!r})\n"
        "print(*sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=folder
    )
    return set(shown.stdout.split())


def test_an_unchanged_site_with_plug_ins_loads_none(letters: SiteFolder) -> None:
    for file in (letters.root, *letters.root.rglob("*")):
        os.utime(file, (1e9, 1e9))
    assert "zhuanlan_plugins.letters" in modules_of(letters.root, "build")
    loaded = modules_of(letters.root, "build")
    assert not {"zhuanlan_plugins", "yaml", "pydantic", "zhuanlan.core.registry"} & loaded
    letters.write("plugins/letters/counting.py", COUNTING)
    time.sleep(0)
    assert "zhuanlan_plugins.letters" in modules_of(letters.root, "build")


def test_help_reads_no_settings_that_name_no_plug_in(site: SiteFolder) -> None:
    loaded = modules_of(site.root, "--help")
    assert not {"yaml", "pydantic", "importlib.metadata"} & loaded
