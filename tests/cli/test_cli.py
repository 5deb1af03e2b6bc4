"""The command line, as a user meets it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from tests.commands import command
from tests.conftest import SiteFolder
from zhuanlan.cli import main

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(site: SiteFolder) -> Run:
    """Run a command in the site's folder."""

    def ran(*arguments: str, language: str = "en_US.UTF-8") -> subprocess.CompletedProcess[str]:
        return command(site.root, *arguments, LC_ALL=language)

    return ran


def test_without_arguments_it_builds(run: Run, site: SiteFolder) -> None:
    done = run()
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("2 posts, ")
    assert "第一篇" in site.page("spring/news/first.html")
    assert "nothing has changed" in run().stdout
    assert "0 files written" in run("--verify").stdout


def test_it_speaks_chinese_by_default(run: Run) -> None:
    assert run(language="C").stdout.startswith("2 篇稿件")
    assert run("--theme", "nope", language="zh_TW.UTF-8").stderr.startswith(
        "config.yaml: 沒有主題“nope”；可用：classic, default"
    )


def test_problems_are_exit_status_one(run: Run, site: SiteFolder) -> None:
    site.post("news/x.md", region="哈尔宾市")
    done = run("build")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "content/spring/news/x.md:4:9: unknown region “哈尔宾市”; did you mean “哈尔滨市”?\n"
        "problems: 1; nothing was written\n"
    )
    assert not (site.root / "output").exists()


@pytest.mark.parametrize(
    "arguments",
    [["--date", "yesterday"], ["--base-url", "example"], ["--nonsense"], ["bild"], ["--jobs", "0"]],
)
def test_a_wrong_command_is_exit_status_two(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_folder_may_have_the_name_of_a_command(run: Run, site: SiteFolder) -> None:
    assert run("--output", "check").returncode == 0
    assert (site.root / "check/index.html").exists()


def test_the_parser_speaks_chinese_too(run: Run) -> None:
    shown = run("check", "--help", language="zh_CN.UTF-8").stdout
    assert shown.startswith("用法：")
    assert "options" not in shown
    assert "显示本帮助" in shown
    for arguments, said in (
        (["check", "--format", "x"], "可用"),
        (["check", "--nope"], "不认识的参数：--nope"),
        (["--jobs"], "需要一个值"),
        (["--jobs", "x"], "不是有效的"),
        (["server"], "缺少必需的参数"),
        (["--atomic=yes"], "不带值"),
    ):
        wrong = run(*arguments, language="zh_CN.UTF-8").stderr
        assert said in wrong, wrong
        assert "错误：" in wrong


def test_quiet_and_verbose(run: Run) -> None:
    assert run("--quiet").stdout == ""
    assert "+ " not in run("-v").stdout
    assert "+ spring/news/first.html" in run("-v", "--base-url", "https://example.org/x/").stdout


def test_date_decides_what_is_published(run: Run, site: SiteFolder) -> None:
    run("--date", "2013-03-10")
    assert "spring/exemplars/zhang.html" not in site.files()
    run("--date", "2013-04-06T00:00")
    assert "spring/exemplars/zhang.html" in site.files()


def test_missing_files_are_named(run: Run) -> None:
    assert run("--config", "nope.yaml").stderr.startswith("nope.yaml: the file does not exist\n")
    assert run("--content", "nope").stderr.startswith("nope: the folder does not exist; ")


def test_an_output_that_cannot_be_written(run: Run, site: SiteFolder) -> None:
    site.write("file", "")
    done = run("--output", "file/output")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion(run: Run, shell: str) -> None:
    done = run("--print-completion", shell)
    assert done.returncode == 0
    assert "--base-url" in done.stdout


def test_json_for_machines(run: Run, site: SiteFolder) -> None:
    done = json.loads(run("--format", "json").stdout)
    assert (done["posts"], done["problems"], done["removed"]) == (2, [], [])
    assert "spring/news/first.html" in done["written"]
    site.post("news/later.md", date="2099-01-01", phase="start")
    again = json.loads(run("--format", "json").stdout)
    assert again["not_published"] == [{"path": "spring/news/later.md", "reason": "future"}]
    assert json.loads(run("--format", "json").stdout)["unchanged"] > 0
    site.post("news/bad.md", region="哈尔宾市")
    failed = run("--format", "json")
    [problem] = json.loads(failed.stdout)["problems"]
    assert failed.returncode == 1
    assert (problem["path"], problem["line"]) == ("content/spring/news/bad.md", 4)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["publsih", "web"], "没有“publsih”这个命令；是否指“publish”？\n"),
        (["生成"], "没有命令“生成”，也没有插件提供它；用 zhuanlan --help 查看全部命令\n"),
        (["build", "——strict"], "“——strict”开头是中文破折号；请写 --strict\n"),
        (["build", "－－strict"], "“－－strict”开头是中文破折号；请写 --strict\n"),
    ],
)
def test_slips_of_a_command(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments, language="zh_CN.UTF-8")
    assert (done.returncode, done.stderr) == (2, said)


def test_dates_and_addresses_say_what_to_write(run: Run) -> None:
    wrong = run("--date", "10月18日", language="zh_CN.UTF-8")
    assert "“10月18日”不是日期；请写成 2012-03-05 或 2012-03-05T08:30" in wrong.stderr
    wrong = run("--base-url", "www.example.org", language="zh_CN.UTF-8")
    assert "“www.example.org”不是网站地址；请写 https://…/" in wrong.stderr


def test_stopped_while_the_command_line_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*words: object) -> None:
        raise KeyboardInterrupt

    module = import_module("zhuanlan.cli.main")  # the name is also that of its function
    monkeypatch.setattr(module, "parser_for", interrupted)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert main(["build"]) == 130
    assert capsys.readouterr().err.strip() == "stopped"
