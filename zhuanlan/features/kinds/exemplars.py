"""Stories of people who are held up as examples (典型)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt, Needed, Sign

_NUMBER = r"[一二三四五六七八九十\d]+"

EXEMPLARS = ColumnKind(
    name="exemplars",
    title=N_("exemplars"),
    chinese=("典型",),
    needs=(
        Needed(
            "person",
            N_("a story of an exemplar column needs “person”"),
            N_("write person: and below it, indented, name:"),
        ),
    ),
    macro="people",
    home=Excerpt(8, "people"),
    front=Excerpt(8, "people", title=N_("Exemplars")),
    people=True,
    signs=(
        Sign(5, "subtitle", r"^(?:追?记|访|走近|写给|——记)"),
        Sign(5, "person in title"),
        Sign(2, "person often"),
        Sign(1, "person"),
        Sign(2, "title", rf"{_NUMBER}[年载](?!级|度|来?[第一二三四五六七八九十\d月])"),
        Sign(2, "title", r"事迹|标兵|楷模|最美|榜样|好[人儿医民警司老]|道德模范|劳模"),
        Sign(
            3,
            "text",
            rf"{_NUMBER}年如一日|{_NUMBER}年来|{_NUMBER}年坚持|年坚持|"
            r"自.{2,6}参加工作以来|从[教警医业].{1,6}年|，[男女]，|生前系|出生于",
        ),
    ),
)
