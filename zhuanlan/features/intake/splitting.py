"""Several stories in one file: apart at their titles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

from zhuanlan.core.importers import Block, Draft
from zhuanlan.features.intake.blocks import body_of

_TITLE = 40
"""Characters that a title has at most."""


def split(draft: Draft) -> list[Draft]:
    """Return the stories of a draft, each with its own text; one where no second title is found.

    Titles are the headings of the highest level, or else lines in the middle, each with a text
    below it. What stands before the first title belongs to the first story.
    """
    starts = [at for at, block in enumerate(draft.blocks) if _is_title(block, draft.blocks)]
    starts = [
        at
        for at, after in zip(starts, [*starts[1:], len(draft.blocks)], strict=True)
        if after - at > 1
    ]
    if len(starts) < 2:
        return [draft]
    starts[0] = 0
    return [*_parts(draft, starts)]


def _is_title(block: Block, blocks: tuple[Block, ...]) -> bool:
    levels = [one.level for one in blocks if one.kind == "heading"]
    if levels.count(min(levels, default=0)) > 1:
        return block.kind == "heading" and block.level == min(levels)
    return block.centred and 0 < len(block.text) <= _TITLE and not block.text.startswith("—")


def _parts(draft: Draft, starts: list[int]) -> Iterator[Draft]:
    for start, end in zip(starts, [*starts[1:], len(draft.blocks)], strict=True):
        part = replace(draft, blocks=draft.blocks[start:end], title="", matter={})
        if draft.without is not None:
            part = replace(part, without=partial(_within, draft, range(start, end)))
        text = part.without(()) if part.without else body_of(part.blocks)
        yield replace(part, files={name: part.files[name] for name in part.files if name in text})


def _within(draft: Draft, part: range, gone: Collection[int]) -> str:
    """Return the Markdown of a part of a draft without some of its blocks."""
    assert draft.without is not None  # noqa: S101 - the caller has looked
    others = {*range(len(draft.blocks))} - {*part}
    return draft.without({*others, *(part[at] for at in gone)})
