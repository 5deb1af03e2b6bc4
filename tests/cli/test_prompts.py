"""`new` names what it needs as users type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhuanlan.cli import main


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["site"], 2, "--name is needed\n"),
        (["theme"], 2, "name is needed\n"),
        (
            ["theme", "default"],
            1,
            "name: a theme of that name ships with zhuanlan, or is the one it extends\n",
        ),
    ],
)
def test_arguments_are_named_as_they_are_typed(
    words: list[str],
    status: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["new", *words]) == status
    assert capsys.readouterr().err == message


def test_the_end_of_the_input_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    def ended(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    assert main(["new", "site"]) == 1
    assert capsys.readouterr().err == "stopped\n"
