"""Files that somebody begins with: a site, a campaign, a post, a theme.

Each function returns files by their paths, and writes nothing. What was asked for goes into YAML by
PyYAML, so that no answer can break the file that it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import yaml

from zhuanlan import __version__
from zhuanlan.core.i18n import LANGUAGES, N_, Translator
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.model.slug import slugify

Files = Mapping[str, str]

NAME_LENGTH = 60
"""Characters of a file name that is made from a title."""


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What a new campaign is asked for."""

    title: str
    scope: str
    start: date
    folder: str = ""


@dataclass(frozen=True, slots=True)
class NewSite:
    """What a new site is asked for, with its first campaign."""

    name: str
    url: str
    campaign: NewCampaign
    host: str = ""
    site_id: str = ""
    language: str = LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class NewPost:
    """What a new post is asked for; keys that were left empty are not written."""

    title: str
    date: datetime
    region: str = ""
    unit: str = ""
    summary: str = ""
    person: str = ""
    draft: bool = True
    folder: bool = False
    """Whether it gets a folder, for its pictures."""
    name: str = ""
    """The name of its file, instead of the title's reading."""
    taken: frozenset[str] = field(default_factory=frozenset)
    """Names that others have."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Keys that the kind of its column begins with."""


def site(asked: NewSite, _: Translator) -> Files:
    """Return a site that builds at once: settings, a campaign, and its first post."""
    config: dict[str, Any] = {"name": asked.name, "url": asked.url}
    if asked.language != LANGUAGES[0]:
        config["language"] = asked.language
    if asked.host:
        config["organisers"] = {"hosts": [asked.host]}
    if asked.site_id:
        config["footer"] = {"site_id": asked.site_id}
    else:
        reason = _(N_("the site has no identification code yet"))
        without = {"rule": "page-tags", "path": "config.yaml", "reason": reason}
        config["check"] = {"ignore": [without]}
    folder = folder_of(asked.campaign)
    opened = NewPost(
        title=_(N_("{title} opens")).format(title=asked.campaign.title),
        date=datetime.combine(asked.campaign.start, time.min),
        summary=_(N_("The column opens today. Stories from all units are welcome.")),
        draft=False,
        name="opening",
    )
    who = _(N_("Who runs this site, and why."))
    about = {"title": _(N_("About this site"))}
    files = {
        "config.yaml": _comment(_(N_("Settings of the site"))) + dumped(config),
        "requirements.txt": f"zhuanlan=={__version__}\n",
        ".gitignore": "output/\ndisc/\nproofs/\noffice/\nreports/\n.zhuanlan/\n",
        "content/about.md": f"---\n{dumped(about)}---\n\n{who}\n",
    }
    files |= {f"content/{path}": text for path, text in campaign(asked.campaign, _).items()}
    files |= {f"content/{folder}/news/{path}": text for path, text in post(opened, _).items()}
    return files


def folder_of(asked: NewCampaign) -> str:
    """Return the folder of a new campaign: the one that was asked for, or the title's reading."""
    return asked.folder or slug_of(asked.title)


def slug_of(title: str) -> str:
    """Return the name that a title gives to a file or folder."""
    return slugify(title, {}, NAME_LENGTH)


def campaign(asked: NewCampaign, _: Translator) -> Files:
    """Return a campaign with three columns, and one phase that is open."""
    columns = [
        {"slug": "exemplars", "name": _(N_("Exemplars around us")), "kind": "exemplars"},
        {"slug": "news", "name": _(N_("News")), "kind": "news"},
        {"slug": "notices", "name": _(N_("Notices")), "kind": "notices"},
    ]
    data: dict[str, Any] = {"title": asked.title, "year": asked.start.year}
    if asked.scope:
        data["scope"] = asked.scope
    data["columns"] = columns
    data["phases"] = [{"slug": "start", "name": _(N_("Launch")), "start": asked.start}]
    data["outside_phases"] = "nearest"
    head = _comment(_(N_("One campaign; each key is explained in the handbook")))
    return {f"{folder_of(asked)}/{CAMPAIGN_FILE}": head + dumped(data)}


def post(asked: NewPost, _: Translator) -> Files:
    """Return a post, under a name that nothing has yet."""
    at_midnight = asked.date.time() == time.min
    matter: dict[str, Any] = {
        "title": asked.title,
        "date": asked.date.date() if at_midnight else asked.date,
        "region": asked.region,
        "unit": asked.unit,
        "source": asked.unit,
        "summary": asked.summary,
    }
    if asked.person:
        matter["person"] = {"name": asked.person}
    if asked.draft:
        matter["status"] = "draft"
    matter = {key: value for key, value in matter.items() if value}
    for key, value in asked.more.items():
        matter.setdefault(key, value)
    wanted = asked.name or slug_of(asked.title)
    name, number = wanted, 2
    while name in asked.taken:
        name, number = f"{wanted}-{number}", number + 1
    path = f"{name}/index.md" if asked.folder else f"{name}.md"
    body = asked.summary if not asked.draft else _(N_("The text begins here."))
    return {path: f"---\n{dumped(matter)}---\n\n{body}\n"}


def theme(name: str, extends: str, _: Translator) -> Files:
    """Return a theme that differs from another in a style sheet, and can in more."""
    about = {"name": name, "extends": extends, "description": _(N_("A theme of this site."))}
    sheet = _(N_("Only what differs from the theme that this one extends."))
    base = (
        f'{{% extends "{extends}/base.html" %}}\n'
        "{% block styles %}\n{{ super() }}\n"
        f'<link rel="stylesheet" href="{{{{ \'{name}.css\'|static }}}}">\n'
        "{% endblock %}\n"
    )
    return {
        "theme.yaml": dumped(about),
        f"static/{name}.css": f"/* {sheet} */\n:root {{ --radius: 0; }}\n",
        "templates/base.html": base,
    }


def plugin(name: str, _: Translator) -> Files:
    """Return a plug-in with a rule of `check` and a setting for it, and a test of both."""
    about = _(N_("A plug-in of this site: it finds words that are not to be used."))
    values = {"name": name, "about": about, "says": _(N_("this word is not to be used"))}
    return {
        f"plugins/{name}.py": _PLUGIN.format(**values),
        f"tests/test_{name}.py": _PLUGIN_TEST.format(**values),
    }


_PLUGIN = '''"""{about}"""

from zhuanlan.plugin import Rule, Settings, finding

API = 1


class Words(Settings):
    """Words: what {name} finds in texts."""

    words: tuple[str, ...] = ("示例词",)


def words(piece, source):
    for word in source.config.of_plugins["{name}"].words:
        at = piece.text.find(word)
        if at >= 0:
            yield finding("{name}", source.path, piece.spot(at), "{says}")


def register(registry):
    registry.settings.add("{name}", Words)
    registry.rules.add("{name}", Rule("{name}", "warning", "{says}", {{"piece": words}}))
'''

_PLUGIN_TEST = """from pathlib import Path

from zhuanlan.testing import SmallSite

PLUGIN = Path(__file__).parent.parent / "plugins/{name}.py"


def test_a_word_is_found(tmp_path):
    site = SmallSite(tmp_path, settings={{"{name}": {{"words": ["红旗"]}}}})
    site.use(PLUGIN)
    site.post("news/a.md", "他扛着红旗。")
    [found] = site.check("{name}")
    assert found.problem.line == 7


def test_nothing_else_is_found(tmp_path):
    site = SmallSite(tmp_path)
    site.use(PLUGIN)
    site.post("news/a.md", "他扛着红旗。")
    assert site.check("{name}") == []
"""


def _comment(text: str) -> str:
    return f"# {text}\n"


def dumped(data: Mapping[str, Any]) -> str:
    """Return data as YAML, in its order."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
