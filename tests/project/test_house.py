"""The house keeps its plan: imports run one way, and starting costs little."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import commands

PACKAGE = Path(__file__).parent.parent.parent / "zhuanlan"

LAYERS = [
    {"core"},
    {"contrib"},
    {"model"},
    {"load", "plan", "render", "write"},
    {"build"},
    {"check", "publish", "schema", "scaffold"},
    {"desk"},
    {"cli"},
    {"__main__"},
]
"""From the bottom up; a layer sees those below it, and neighbours do not see each other.

`features` may use all of them: each is registered, and imported by nobody. So may `plugin` and
`testing`, which are for plug-ins.
"""

CALLED_DIRECTLY = {
    ("build", "disc"): "a file that does not fit on a disc gets no link: the recipe names it",
    ("build", "pictures"): "posts, caches and the previous build know pictures: half of the spine",
    ("check", "pictures"): "drafts are looked at with their pictures, as a build does",
    ("cli", "disc"): "`build --zip --iso` packs the output",
    ("cli", "signoff"): "`migrate` rewrites keys of signatures, too",
    ("desk", "signoff"): "the desk lists the readings that each post waits for",
    ("plan", "disc"): "a file that does not fit on a disc is not published",
}
"""Features that a package still imports, each with the reason. A ratchet: none may be added."""


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


def imports(file: Path) -> set[tuple[str, ...]]:
    """Return the modules of the package that a file imports, in parts."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zhuanlan."):
            found |= {(*str(node.module).split(".")[1:], name.name) for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {
                tuple(a.name.split(".")[1:]) for a in node.names if a.name.startswith("zhuanlan.")
            }
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


def own_package(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(file: Path) -> None:
    own = own_package(file)
    if own in {"__init__", "features", "plugin", "testing"}:
        return
    for other in {parts[0] for parts in imports(file)} - {own, "features"}:
        assert layer(other) < layer(own), f"{own} imports {other}"


def test_the_spine_imports_no_feature() -> None:
    called = {
        (own_package(file), parts[1])
        for file in MODULES
        for parts in imports(file)
        if parts[0] == "features" and own_package(file) not in {"features", "plugin"}
    }
    assert called == CALLED_DIRECTLY.keys()


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.stem)
def test_modules_stay_readable(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 300


TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize("file", sorted(TESTS.rglob("test_*.py")), ids=lambda f: f.stem)
def test_tests_stay_readable(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 400


def test_help_imports_little() -> None:
    """A ratchet, as below; the commands themselves are not counted, the packages of theirs are."""
    program = (
        "import sys, contextlib, io\n"
        "from zhuanlan.cli import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        "    main(['--help'])\n"
        "print(*sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(shown.stdout.split())
    assert not loaded & {"pydantic", "jinja2", "yaml", "dataclasses", "zhuanlan.core.registry"}
    assert len(loaded - {*commands.ours().values()}) <= 106


def modules_of(*arguments: str, folder: Path) -> set[str]:
    program = (
        "import sys\nfrom zhuanlan.cli import main\n"
        f"assert main({list(arguments)!r}) == 0\nprint(*sys.modules, file=sys.stderr)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=folder
    )
    return set(shown.stderr.split())


def test_an_unchanged_site_imports_little(site: SiteFolder) -> None:
    """A ratchet: the number may go down."""
    for file in (site.root, *site.root.rglob("*")):
        os.utime(file, (1e9, 1e9))
    assert "zhuanlan.build" in modules_of("build", folder=site.root)
    loaded = modules_of("build", folder=site.root)
    assert not loaded & {"pydantic", "jinja2", "yaml", "msgspec", "sqlite3", "zhuanlan.build"}
    assert len(loaded) <= 153


@pytest.mark.parametrize("file", sorted((PACKAGE.parent / "themes").rglob("*.html")), ids=str)
def test_templates_translate_literals_only(file: Path) -> None:
    """`_(…)` trusts its text as markup, so what came from content must go through `|tr`."""
    for call in re.findall(r"\b_\((.)", file.read_text("utf-8")):
        assert call in "\"'"
