"""The CI templates work: their shell steps are run in a clean folder, as the service would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from zhuanlan import __version__
from zhuanlan.cli import main

CI = Path(__file__).parent.parent.parent / "docs" / "ci"
SCHEMAS = {"github.yml": "vendor.github-workflows", "gitlab.yml": "vendor.gitlab-ci"}


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_they_are_what_the_service_reads(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    checked = subprocess.run(
        [*command, str(CI / name)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of an office's repository, with a story on a branch that is to be merged."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text(
        "[user]\nname = a\nemail = a@b.example\n[init]\ndefaultBranch = main\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    told = ["--name", "学雷锋专题", "--title", "春风行动", "--scope", "黑龙江省"]
    told += ["--site-id", "2300000001"]  # check asks for it, and publish runs check
    assert main(["new", "site", "work", *told]) == 0
    work = tmp_path / "work"
    with (work / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("publish: {targets: {web: {kind: dir, path: ../www}}}\n")
    git(work, "init", "-q")
    git(work, "add", ".")
    git(work, "commit", "-qm", "begin")
    git(tmp_path, "clone", "-q", "--bare", "work", "origin.git")
    git(tmp_path, "clone", "-q", "origin.git", "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "-qb", "story")
    monkeypatch.chdir(clone)
    told = [
        "--column",
        "news",
        "--title",
        "打13812345678",
        "--summary",
        "好。",
        "--slug",
        "story",
        "--publish",
    ]
    assert main(["new", "post", *told]) == 0
    git(clone, "add", ".")
    git(clone, "commit", "-qm", "story")
    return clone


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def step(script: str, clone: Path, installed: Path, **env: str) -> str:
    """Run a step as a service does; pip takes zhuanlan from the wheel, and the rest is there."""
    wheels = str(installed.parent)
    pip = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_FIND_LINKS": wheels}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    path = f"{installed / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=clone,
        env={**kept, **pip, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PATH": path, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


def published(clone: Path) -> str:
    """Return what readers get; the report is there, too."""
    assert (clone / "report/report.xlsx").exists()
    assert "春风行动" in (clone / "report/report.md").read_text("utf-8")
    return (clone.parent / "www/current/chun-feng-xing-dong/index.html").read_text("utf-8")


@pytest.mark.long
def test_github(clone: Path, installed: Path) -> None:
    jobs = yaml.safe_load((CI / "github.yml").read_text("utf-8"))["jobs"]

    def run(job: str, **env: str) -> list[str]:
        steps = [one["run"] for one in jobs[job]["steps"] if "run" in one]
        return [step(script, clone, installed, **env) for script in steps]

    _, said, _ = run("check", BASE="main")
    assert "::notice file=content/chun-feng-xing-dong/news/" in said or "::warning file=" in said
    assert (clone / "preview/index.html").exists()
    run("publish", GITHUB_ACTOR="李四")
    assert "138****5678" in published(clone)
    assert "李四" in (clone / "report/report.md").read_text("utf-8")


@pytest.mark.long
def test_gitlab(clone: Path, installed: Path) -> None:
    jobs = yaml.safe_load((CI / "gitlab.yml").read_text("utf-8"))
    check = "\n".join(jobs["check"]["script"])  # one shell runs them all
    step(check, clone, installed, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    found = json.loads((clone / "gl-code-quality-report.json").read_bytes())
    assert any("personal-data" in json.dumps(one) for one in found)
    assert (clone / "preview/index.html").exists()
    for script in jobs["publish"]["script"]:
        step(script, clone, installed)
    assert "138****5678" in published(clone)


@pytest.mark.long
def test_jenkins(clone: Path, installed: Path) -> None:
    text = (CI / "Jenkinsfile").read_text("utf-8")
    assert text.count("{") == text.count("}")
    scripts = [dedent(script) for script in re.findall(r"sh \'\'\'(.*?)\'\'\'", text, re.DOTALL)]
    assert len(scripts) == 3
    install, check, publish = scripts
    step(install, clone, installed)
    [packages] = (clone / ".venv").glob("lib/python*/site-packages")
    [libraries] = installed.glob("lib/python*/site-packages/libraries.pth")
    shutil.copy(libraries, packages)  # what pip would have brought from the network
    step(check, clone, installed, giteeTargetBranch="main")
    assert (clone / "preview/index.html").exists()
    step(publish, clone, installed)
    assert "138****5678" in published(clone)


@pytest.mark.long
def test_a_failed_check_leaves_a_preview(clone: Path, installed: Path) -> None:
    """A warning lets GitLab's and Jenkins's job fail at its end, when the page is there."""
    story = "---\ntitle: 植树\ndate: 2026-01-01\nsummary: 好。\n---\n\n[见](opening.md#nowhere)\n"
    (clone / "content/chun-feng-xing-dong/news/story.md").write_text(story, "utf-8")
    jobs = yaml.safe_load((CI / "gitlab.yml").read_text("utf-8"))
    check = "\n".join(jobs["check"]["script"])
    with pytest.raises(AssertionError):
        step(check, clone, installed, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert (clone / "preview/index.html").exists()
    steps = yaml.safe_load((CI / "github.yml").read_text("utf-8"))["jobs"]["check"]["steps"]
    after = [one for one in steps if "preview" in json.dumps(one)]
    assert [one["if"] for one in after] == ["${{ !cancelled() }}"] * 2


def test_versions_are_pinned_and_pip_is_cached(clone: Path) -> None:
    assert (clone / "requirements.txt").read_text("utf-8") == f"zhuanlan=={__version__}\n"
    for name in ("github.yml", "gitlab.yml", "Jenkinsfile"):
        text = (CI / name).read_text("utf-8")
        assert text.count("pip install") == text.count("pip install -r requirements.txt")
    assert "cache: pip" in (CI / "github.yml").read_text("utf-8")
    assert ".cache/pip" in (CI / "gitlab.yml").read_text("utf-8")
