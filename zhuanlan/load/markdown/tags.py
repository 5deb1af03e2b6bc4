"""Which `<` begin HTML: known tags, comments and addresses; all others are plain signs.

`<雷锋日记>`, `气温<零下5度`, `<Love Lei Feng>`: a parser of HTML takes some of these for tags, and
the sanitiser drops a tag that it does not know, and the words with it.
"""

from __future__ import annotations

import re

from zhuanlan.load.markdown.clean import PUBLISHED, REFUSED

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CLOSED_BY_OTHERS = frozenset(
    "body caption colgroup dd dt head html li p rp rt tbody td tfoot th thead tr".split()
)
"""Elements whose end tag may be left out."""
DROPPED = frozenset(
    "acronym address area article aside base big blink body center dir fieldset font footer head "
    "header hgroup html label legend link main map marquee menu meta nav nobr picture source "
    "strike tt".split()
)
"""Tags of pasted pages: the sanitiser takes them away and leaves the words within them."""
_KNOWN = PUBLISHED | REFUSED | DROPPED

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"(?:\s+[A-Za-z_:@][\w.:@-]*(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'=<>`]+))?)*\s*/?>"
)
_ADDRESS = re.compile(
    r"<(?:(?:https?|ftp|mailto|tel):[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.I
)
_COMMENT_ENDS = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)


class Tags:
    """The tags of one text; looks for end tags once for each name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last_end: dict[str, int] = {}
        self._comments = text.rfind("-->")

    def end(self, at: int) -> int:
        """Return where the HTML ends that begins at a `<`, or -1 if none does."""
        text = self._text
        if text.startswith("<!--", at):
            found = _COMMENT_ENDS.match(text, at) if at < self._comments else None
            return found.end() if found else -1
        if address := _ADDRESS.match(text, at):
            return address.end()
        tag = TAG.match(text, at)
        if not tag or (name := tag["name"].lower()) not in _KNOWN:
            return -1
        if tag["close"] or name in _VOID or name in REFUSED:
            return tag.end()
        if self._closes_after(name, tag.end()):
            return self._end_of_raw(name, tag.end())
        alone = name in _CLOSED_BY_OTHERS and (at == 0 or text[at - 1] in "\n \t>")
        return tag.end() if alone else -1

    def _closes_after(self, name: str, at: int) -> bool:
        if name not in self._last_end:
            ends = re.finditer(rf"</{name}\s*>", self._text, re.IGNORECASE)
            self._last_end[name] = max((end.start() for end in ends), default=-1)
        return at <= self._last_end[name]

    def _end_of_raw(self, name: str, at: int) -> int:
        """Return the end of a tag, or of the element if nothing in it is Markdown."""
        if name != "pre":
            return at
        found = re.compile(r"</pre\s*>", re.IGNORECASE).search(self._text, at)
        return found.end() if found else at
