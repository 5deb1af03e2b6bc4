"""Rule of AI labels: what editors declare and what files say must agree (GB 45438-2025)."""

from __future__ import annotations

from collections.abc import Iterator

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Stories
from zhuanlan.core.i18n import N_
from zhuanlan.features.pictures.labelling import labels_of
from zhuanlan.model.checks import Rule


def ai_pictures(stories: Stories) -> Iterator[Finding]:
    """Find pictures that `ai:` declares and whose file has no label, and the reverse.

    Readers see the label in both cases; but a file that lost its own has been through somebody's
    hands, and what nobody declared may have been taken for a photograph.
    """
    site = stories.site
    declared = labels_of(site.all_by_path.values(), site)
    for path, picture in sorted(site.pictures.items()):
        if picture.aigc_added:
            message = N_("the picture is declared AI-generated, its file has no AIGC label")
            hint = N_("ask for the file as the tool made it; readers get a label anyway")
            yield finding("ai-label", path, (0, 0), message, hint)
        elif picture.aigc and path not in declared:
            message = N_("the file says that it is AI-generated, nobody declares it")
            hint = N_("write “ai: true” at the picture, or ai: {{pictures: [{name}]}} in the post")
            name = path.rpartition("/")[2]
            yield finding("ai-label", path, (0, 0), message, hint, name=name)


AI_LABEL = Rule(
    "ai-label",
    "warning",
    N_("a picture’s AI label and what is declared do not agree"),
    {"stories": ai_pictures},
)
