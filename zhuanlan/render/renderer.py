"""Pages → bytes."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import jinja2

from zhuanlan.core.catalogues import added, messages
from zhuanlan.core.i18n import N_
from zhuanlan.core.inputs import digest, fields, version
from zhuanlan.core.loading import culprit, failure
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.declared import Organisers
from zhuanlan.model.links import page_of
from zhuanlan.model.page import Link, Page
from zhuanlan.model.person import CATEGORIES
from zhuanlan.model.picture import Image
from zhuanlan.model.post import Body
from zhuanlan.model.view import PageView
from zhuanlan.render.additions import add_of_plugins
from zhuanlan.render.addresses import Addresses
from zhuanlan.render.compiled import compiled_templates
from zhuanlan.render.environment import Environment, surely_named
from zhuanlan.render.filters import filters, own_words_in
from zhuanlan.render.head import Heads
from zhuanlan.render.lint import theme_problems
from zhuanlan.render.security import content_security
from zhuanlan.render.theme import Theme

WORDS = (N_("planned"), N_("running"), N_("finished"), N_("archived"))
"""Words of the model that templates translate by value, named here for the catalogues."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that pages have in common: the same recipe and page give the same bytes."""

    registry: Registry = field(default_factory=registry_of, kw_only=True)
    """First, as what follows is unpickled once plug-ins are loaded."""
    config: Config
    theme: Theme
    campaigns: Mapping[str, Campaign]
    furniture: Mapping[str, tuple[Link, ...]]
    relative: bool = False
    mourning: bool = False
    """Whether the site is shown in grey."""
    shared_picture: Image | None = None
    """What is passed on with pages that have no picture."""
    generated_marks: frozenset[str] = frozenset()
    """Pictures of marks in the footer that are AI-generated."""
    edition: str = "web"
    elsewhere: frozenset[str] = frozenset()
    """Files that are not among the output's, but on the web: too large for a disc."""
    templates: frozenset[str] = frozenset()
    """Those that pages use, besides those of the default theme."""
    absent: frozenset[str] = frozenset()
    """Addresses that have no page now: what leads there is shown as text."""

    def portable(self) -> Recipe:
        """Return the recipe for machines that do not have the theme's files."""
        return replace(self, theme=self.theme.portable())


class Renderer:
    """Renders pages of one recipe; holds the compiled templates of each language."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.addresses = Addresses(recipe.config.url, recipe.relative, recipe.elsewhere)
        self._navigated = {link.url for links in recipe.furniture.values() for link in links}
        self._navigated |= {f"{slug}/" for slug in recipe.campaigns}
        self._environments: dict[str, Environment] = {}
        self._heads: dict[str, Heads] = {}
        # addresses and translations are worked out when a template is compiled
        values: dict[str, object] = {
            "program": version(),
            "options.relative": recipe.relative,
            "plugins": (recipe.registry.plugins, recipe.config.of_plugins),
            "translations": added(recipe.registry),
            **fields("config", "compile", recipe.config),
            "mourning": recipe.mourning,
            "absent": sorted(recipe.absent),
            # a template that changed is compiled by itself: Jinja2 compares the sources
            "theme.static": [(name, file.file) for name, file in recipe.theme.static.items()],
        }
        self._compiled_with = digest("compile", values)

    def _language_of(self, page: Page) -> str:
        campaign = self.recipe.campaigns.get(page.campaign or "")
        return (campaign and campaign.language) or self.recipe.config.language

    def environment(self, language: str) -> Environment:
        """Return the templates with the filters, functions and words of a language."""
        if language not in self._environments:
            self._environments[language] = self._new_environment(language)
        return self._environments[language]

    def _new_environment(self, language: str) -> Environment:
        kept = compiled_templates(self._compiled_with, language)
        environment = Environment(self.recipe.theme.loader, self._messages(language), kept)
        addresses = self.addresses
        translate = environment.messages.gettext
        own_words = own_words_in(translate)
        site = _in_characters_of(language, self.recipe.config)
        self._heads[language] = Heads(
            site,
            language,
            translate,
            own_words,
            addresses.url,
            addresses.absolute,
            self.recipe.shared_picture,
        )
        environment.filters.update(filters(translate, own_words, addresses.url, site.ai.label))
        # also as filters, which cost a fraction of a call from a template
        environment.filters.update(
            url=self._of_page(addresses.url),
            absolute=addresses.absolute,
            static=self._of_page(self._static),
            leads=self._leads,
        )
        environment.globals.update(
            site=site,
            relative=self.recipe.relative,
            edition=self.recipe.edition,
            mourning=self.recipe.mourning,
            generated_marks=self.recipe.generated_marks,
            language=language,
            url=addresses.url,
            absolute=addresses.absolute,
            static=self._static,
            content_security=partial(content_security, relative=self.recipe.relative),
            category_names=CATEGORIES,
        )
        add_of_plugins(environment, self.recipe.registry)
        return environment

    def _messages(self, language: str) -> NullTranslations:
        return messages(self.recipe.registry, language)

    def _of_page(self, function: Callable[[str], str]) -> Callable[..., str]:
        """Keep Jinja2 from working a filter out when it compiles, where it depends on the page."""
        if not self.recipe.relative:
            return function
        return jinja2.pass_context(lambda context, target: function(target))

    def _leads(self, target: str) -> bool:
        """Tell whether there is a page now where a link leads."""
        return page_of(target) not in self.recipe.absent

    def _static(self, name: str) -> str:
        if name not in self.recipe.theme.static:
            raise jinja2.UndefinedError(f"static('{name}'): no such file in the theme")
        return self.addresses.url(self.recipe.theme.static[name].file)

    def theme_problems(self, pages: Collection[str] | None) -> list[Problem]:
        """Return the mistakes of the theme; `pages` are the output's files, if all are known."""
        environment = self.environment(self.recipe.config.language)
        return theme_problems(self.recipe.theme, environment, pages, self.recipe.templates)

    def render(self, page: Page, body: Body | None = None) -> bytes:
        """Return the bytes of a page; raises ProblemError for a mistake in a template.

        `body` is the text that the page shows, if it is that of a post or a page of its own.
        """
        campaign = self.recipe.campaigns.get(page.campaign or "")
        language = self._language_of(page)
        self.addresses.here = page.file
        try:
            template = self.environment(language).get_template(page.template)
            heads, view = self._heads[language], page.view()
            text = template.render(
                view.variables(),
                head=heads.of(page, view, campaign, body) if isinstance(view, PageView) else None,
                body=body,
                here=page.url,
                current=page.url if page.url in self._navigated else "",
                campaign=campaign,
                organisers=_organisers(campaign, heads.site),
                navigation=self.recipe.furniture.get(page.campaign or "", ()),
            )
        except ProblemError:  # of a page maker
            raise
        except Exception as error:
            raise ProblemError([_problem(error, page)]) from error
        return text.encode("utf-8")

    def compile(self, page: Page) -> None:
        """Compile the template of a page, and those that it cannot do without.

        Raises ProblemError for a mistake that any rendering of the page would show.
        """
        environment = self.environment(self._language_of(page))
        pending = [page.template]
        try:
            for name in pending:  # which grows
                environment.get_template(name)
                pending += [one for one in surely_named(environment, name) if one not in pending]
        except Exception as error:
            raise ProblemError([_problem(error, page)]) from error


def _organisers(campaign: Campaign | None, site: Config) -> Organisers:
    """Return who is named at the foot of a page: the campaign's organisers, or the site's."""
    return campaign.organisers if campaign and campaign.organisers.hosts else site.organisers


def _in_characters_of(language: str, config: Config) -> Config:
    """Return the site's own texts in the characters of a campaign's language."""
    if language != "zh-Hant" or config.language != "zh-Hans":
        return config
    from opencc import OpenCC

    kept: Any = {"check", "publish", "columns", *config.of_plugins}
    shown = Config.model_validate_json(OpenCC("s2t").convert(config.model_dump_json(exclude=kept)))
    return config.model_copy(
        update={key: getattr(shown, key) for key in Config.model_fields.keys() - kept}
    )


def _problem(error: Exception, page: Page) -> Problem:
    """Name the template and line at fault, and the page on which it showed.

    For what code of a plug-in raised, that is where it did.
    """
    if plugin := culprit(error):
        return failure(error, plugin)
    values: dict[str, Any] = {
        "page": page.source or page.file,
        "reason": str(error) or type(error).__name__,
    }
    message = N_("{reason} (while rendering {page})")
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(
            _shown(error.filename or error.name or "?"), error.lineno, 1, message, values
        )
    if isinstance(error, jinja2.TemplateNotFound):
        values["reason"] = error.name
        return Problem(
            page.template,
            0,
            0,
            N_("there is no template “{reason}” (while rendering {page})"),
            values,
        )
    if isinstance(error, RecursionError):
        values["reason"] = "a template extends or includes itself"
    frames = traceback.extract_tb(error.__traceback__)
    inner = next(
        (f for f in reversed(frames) if "/templates/" in Path(f.filename).as_posix()), None
    )
    if inner is None:
        return Problem(page.template, 0, 0, message, values)
    return Problem(_shown(inner.filename), inner.lineno or 0, 1, message, values)


def _shown(filename: str) -> str:
    """Return the path of a template from its theme's folder on."""
    parts = Path(filename).parts
    at = len(parts) - 1 - parts[::-1].index("templates") if "templates" in parts else 1
    return "/".join(parts[at - 2 :] if at > 1 else ("themes", *parts))
