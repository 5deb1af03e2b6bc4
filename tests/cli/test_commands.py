"""Commands: one module each, found by itself; errors become messages in one place."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.cli import commands, main
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import made, registry_of

FOLDER = Path(commands.__file__).parent
ROOMS = FOLDER.parent.parent / "features"
MODULE = '''"""A made-up command."""

from pathlib import Path

from zhuanlan.core.problems import Problem, ProblemError

HELP = "count the posts of the office"
AFTER_PROBLEMS = "counted: {count}"


def add_arguments(parser):
    parser.add_argument("--fail", choices=["problem", "file", "time", "bug"])


def run(args):
    if args.fail == "problem":
        raise ProblemError([Problem("a.md", 2, 1, "wrong")])
    if args.fail == "file":
        Path("none.txt").read_text()
    if args.fail == "time":
        raise TimeoutError
    if args.fail == "bug":
        raise KeyError("ours")
    print("counted")
    return 7
'''
LIGHT = {
    "__future__",
    "argparse",
    "collections.abc",
    "functools",
    "os",
    "pathlib",
    "typing",
    "zhuanlan.cli.arguments",
    "zhuanlan.cli.console",
    "zhuanlan.cli.errors",
    "zhuanlan.core.i18n",
}
"""What a command module may import at its top; these are imported by `--help` anyway."""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module in a folder of commands, and nothing else."""
    (tmp_path / "commands").mkdir()
    (tmp_path / "commands/counting.py").write_text(MODULE, "utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path / "commands")])
    monkeypatch.chdir(tmp_path)
    forget()
    yield
    forget()


def forget() -> None:
    """Forget the commands, and what registries hold."""
    commands.ours.cache_clear()
    made.clear()


def shown_by_help(capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("counting")
class TestOneModule:
    """A command is one new module, and no line anywhere else."""

    def test_help_lists_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "    counting            count the posts of the office\n" in shown_by_help(capsys)

    def test_it_runs(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["counting"]) == 7
        assert capsys.readouterr().out == "counted\n"

    def test_a_slip_of_its_name_is_guessed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["countnig"]) == 2
        assert "did you mean “counting”?" in capsys.readouterr().err

    def test_a_list_of_problems(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["counting", "--fail", "problem"]) == 1
        assert capsys.readouterr().err == "a.md:2:1: wrong\ncounted: 1\n"

    def test_what_the_system_refuses(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["counting", "--fail", "file"]) == 1
        assert capsys.readouterr().err == "none.txt: No such file or directory\n"

    def test_a_refusal_without_words(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
        assert main(["counting", "--fail", "time"]) == 1
        assert capsys.readouterr().err == "counting: TimeoutError\n"

    @pytest.mark.parametrize("kind", ["problem", "file"])
    def test_debug_shows_the_traceback(self, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
        main(["counting", "--fail", kind])
        message = capsys.readouterr().err
        assert "Traceback" not in message
        assert main(["counting", "--fail", kind, "--debug"]) == 1
        shown = capsys.readouterr().err
        assert "Traceback" in shown
        assert "in run\n" in shown
        assert shown.endswith(message)

    def test_a_bug_is_not_hidden(self) -> None:
        with pytest.raises(KeyError):
            main(["counting", "--fail", "bug"])

    def test_a_bug_has_one_traceback(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["counting", "--fail", "bug", "--debug"]) == 1
        assert capsys.readouterr().err.count("Traceback") == 1


def test_a_room_brings_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the name of its module, which is known without the registry."""
    (tmp_path / "our_office.py").write_text(MODULE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(commands.ROOMS, "office-count", "our_office")
    forget()
    try:
        assert "office-count" in shown_by_help(capsys)
        assert main(["office-count"]) == 7
        assert {*registry_of().commands} == {*commands.ours()}
        assert registry_of().commands["office-count"].HELP
        with pytest.raises(ProblemError, match=r"which zhuanlan\.cli\.commands has"):
            registry_of().commands.add("build", "another")
    finally:
        forget()


def test_ours_are_those_that_are_registered() -> None:
    """So no package of ours registers a command that `--help` would not list."""
    assert {*registry_of().commands} == {*commands.ours()} == {*commands.Commands().names()}
    rooms = {file.relative_to(ROOMS).parts[:-1] for file in ROOMS.rglob("command.py")}
    assert rooms == {tuple(module.split(".")[2:-1]) for module in commands.ROOMS.values()}


def test_every_command_shows_tracebacks(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [[name] for name in commands.Commands().names()]
    lines += [["new", what] for what in ("site", "campaign", "post", "theme", "plugin")]
    for words in lines:
        with pytest.raises(SystemExit):
            main([*words, "--help"])
        assert "--debug" in capsys.readouterr().out, words


def imported_at_the_top(source: str) -> set[str]:
    """Return what a module imports when it is imported, so not below `if TYPE_CHECKING`."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
        elif isinstance(node, ast.If | ast.Try | ast.With):
            typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
            inner = [] if typing else node.body
            found |= imported_at_the_top("\n".join(map(ast.unparse, inner)))
    return found


@pytest.mark.parametrize(
    "file", sorted([*FOLDER.glob("*.py"), *ROOMS.glob("*/command.py")]), ids=str
)
def test_a_command_imports_little_at_its_top(file: Path) -> None:
    found = imported_at_the_top(file.read_text("utf-8"))
    if file.stem == "__init__":
        found -= {"importlib"}
    assert found <= LIGHT, found - LIGHT


def test_the_check_of_imports_sees_heavy_ones() -> None:
    source = "import argparse\nif TYPE_CHECKING:\n    import a\ntry:\n    import yaml\nfinally: ..."
    assert imported_at_the_top(source) == {"argparse", "yaml"}


def test_arguments_that_contradict_show_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for words, message in (
        (["server", "nginx", "--key", "a"], "--certificate and --key belong together"),
        (["--zip", "a.zip"], "--zip and --iso are for --edition disc"),
    ):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 2
        shown = capsys.readouterr().err
        assert shown.startswith("usage: zhuanlan ")
        assert shown.endswith(f"zhuanlan: error: {message}\n")


def test_a_build_leaves_the_process_as_it_was(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.root)
    assert main(["--quiet", "--date", "2013-06-01"]) == 0
    assert gc.isenabled()


def test_the_system_is_quoted_in_the_editors_language(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / "taken").touch()
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["build", "-q", "--date", "2013-06-01", "--checksums", "taken/sums"]) == 1
    shown = capsys.readouterr().err
    assert shown.endswith("路径中间有一段是文件，不是文件夹\n")
    assert "Errno" not in shown


def test_a_number_of_processes_names_its_limits(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--jobs", "0"])
    assert capsys.readouterr().err.endswith("argument -j/--jobs: '0': 1–256\n")


def test_a_value_may_begin_with_a_chinese_dash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["new", "campaign", "--title", "——记雷锋"]
    assert main(words) == 1  # there is no config.yaml
    assert "dash" not in capsys.readouterr().err
    assert main(["build", "——drafts"]) == 2
    assert capsys.readouterr().err == "“——drafts” begins with a Chinese dash; write --drafts\n"
