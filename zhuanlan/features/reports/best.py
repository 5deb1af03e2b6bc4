"""The stories that a summary shows, with their pictures."""

from __future__ import annotations

from collections.abc import Container

from zhuanlan.features.pictures.labelling import labels_of
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Story
from zhuanlan.features.reports.span import day
from zhuanlan.model.picture import Picture
from zhuanlan.model.post import Post

MOST = 6


def best_stories(facts: Facts) -> tuple[Story, ...]:
    """Return the stories of the range that stand for it.

    They have a picture or tell of an exemplar. Pinned ones come first, then those with pictures
    that are no drawings, those of exemplars first, and of these the newest.
    """
    told = [
        post
        for post in facts.counted.posts  # newest first
        if post.matter.person or _shown(post)
    ]
    told.sort(key=_rank)
    labelled = labels_of(facts.site.all_by_path.values(), facts.site) if told else {}
    return tuple(_story(post, facts, labelled) for post in told[:MOST])


def _rank(post: Post) -> tuple[bool, bool, bool]:
    shown = _shown(post)
    return not post.matter.pinned, not shown or _is_drawing(shown), not post.matter.person


def _is_drawing(path: str) -> bool:
    return path.lower().endswith(".svg")


def _shown(post: Post) -> str:
    """Return the first picture that a story shows, by its path in the content; drawings last."""
    shown = [one.target for one in (*post.references, *post.mentions) if one.kind == "picture"]
    return min(shown, key=_is_drawing, default="")


def _story(post: Post, facts: Facts, labelled: Container[str]) -> Story:
    groups, matter = facts.whole, post.matter
    unit = groups.narrowest(post, "unit") or ""
    meta = (unit, post.place.name, day(matter.date, facts.language))
    picture, file = _picture(post, facts, labelled)
    return Story(matter.title, post.url, tuple(filter(None, meta)), post.summary, picture, file)


def _picture(post: Post, facts: Facts, labelled: Container[str]) -> tuple[Picture | None, str]:
    """Return the first picture and its file: none that is labelled as made by AI and not built yet.

    Its label has to be in what the summary shows, and only a build knows it.
    """
    target = _shown(post)
    known = dict(post.pictures).get(target)
    if not target or (known is None and target in labelled):
        return None, ""
    options = facts.options
    file = (options.content / facts.site.on_disk.get(target, target)).resolve()
    home = options.config.parent.resolve()
    within = file.is_relative_to(home)
    return known, (file.relative_to(home) if within else file).as_posix()
