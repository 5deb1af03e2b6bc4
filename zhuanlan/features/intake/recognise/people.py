"""Who wrote a letter, took its pictures and edits it, and whom it tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zhuanlan.features.intake.recognise.bylines import FORM_FIELDS, PEOPLE
from zhuanlan.features.intake.recognise.guess import Around, Guess
from zhuanlan.features.intake.recognise.letter import Letter
from zhuanlan.features.intake.recognise.names import COMPOUND, SURNAMES, is_name, is_unit
from zhuanlan.features.intake.recognise.units import names_of_units, places_in

_BETWEEN_NAMES = "、"


def guess_bylines(letter: Letter) -> Iterator[Guess]:
    """Yield what labels, and names beside a unit, say of author, photographer, editor, source.

    Of a form also what it says of the person: role, category, consent.
    """
    for field in (*PEOPLE, "source", *FORM_FIELDS):
        lines = letter.labelled(field)
        values = [value for line in lines for value in line.byline.values.get(field, ())]  # type: ignore[union-attr]
        if not values and field == "author":
            yield from _author(letter)
        elif values:
            names = _BETWEEN_NAMES.join(dict.fromkeys(values))
            first = next(line for line in lines if line.byline.values.get(field))  # type: ignore[union-attr]
            yield Guess(field, names, first.text, first.place, sure=True)


_LEAD = re.compile(
    r"^[^（(。，]{0,16}[（(]((?:本报|本网|本刊|本台|实习|特约)?(?:记者|通讯员)[^（()）]{2,40})[）)]"
    r"|^[^（(。，]{0,10}讯\s*((?:本报|本网)?(?:记者|通讯员)[\u4e00-\u9fff、\s]{2,16}?)(?:报道|：|:|讯)"
    r"|^[^（(。，]{0,16}[（(]((?:文[/／、]?[图摄]|图文|摄影报道|文)[：:\s]\s*[^（()）]{2,20})[）)]"
)
_WORDS = re.compile(
    r"(?:本报|本网|本刊|本台|实习|特约)?(?:记者|通讯员|摄影报道)|文[/／、]?[图摄]|图文|文(?=[：:\s])|[：:]"
)


_LAST = 3
_END = re.compile(r"[。！？”…]\s*[（(]([\u4e00-\u9fff\s、]{2,14})[）)]$")
"""The last paragraph of a letter, with who wrote it in brackets."""


def _are_names(written: str) -> bool:
    return all(is_name(one) for one in re.split(r"[\s、]+", written) if one)


def _author(letter: Letter) -> Iterator[Guess]:
    """Yield the author by what a paragraph begins with, or by names that stand beside a unit."""
    for line in letter.body_lines:
        if line.block.kind == "paragraph" and (lead := _LEAD.match(line.text)):
            words = next(filter(None, lead.groups()))
            names = [one for one in re.split(r"[\s、，,]+", _WORDS.sub(" ", words)) if one]
            if names and all(is_name(one, labelled=True) for one in names):
                written = _BETWEEN_NAMES.join(names)
                yield Guess("author", written, lead[0], line.place, sure=True)
                if re.search("[/／]?[图摄]", words):
                    yield Guess("photographer", written, lead[0], line.place, sure=True)
                return
    for line in letter.body_lines[-_LAST:]:
        if (end := _END.search(line.text)) and _are_names(end[1]):
            yield Guess(
                "author",
                _BETWEEN_NAMES.join(re.split(r"[\s、]+", end[1].strip())),
                line.text[-24:],
                line.place,
            )
            return
    for line in letter.lines:
        if line.is_byline and line.byline.names:  # type: ignore[union-attr]
            names = line.byline.names  # type: ignore[union-attr]
            yield Guess("author", _BETWEEN_NAMES.join(names), line.text, line.place)
            return


_ROLES = (
    "行长 局长 乡长 镇长 村长 厂长 总经理 大夫 老师 教师 班主任 校长 医生 医师 护士 "
    "护士长 院长 民警 警察 辅警 列车长 客运员 "
    "值班员 司机 书记 主任 志愿者 村民 居民 职工 工人 钳工 "
    "焊工 电工 女工 儿媳 柜员 党员 同志 战士 邮递员 投递员 环卫工 保洁员 护林员 教练 "
    "队长 站长 所长 院士 经理 店主 老板 老人 农民 "
    "劳模 标兵 模范 好人 员工 干部 女儿 儿子 妻子 丈夫 先生 女士 队员 乘务员 售票员 "
    "讲解员 社工 妈妈 爸爸 奶奶 爷爷 消防员 教授 "
    "获得者 楷模 先锋 能手 学生 团员 少年"
).split()
_AFTER_ROLE = re.compile(
    rf"(?:{'|'.join(sorted(_ROLES, key=len, reverse=True))})(?=[“”]?([\u4e00-\u9fff]{{2,4}}))"
)
_OPENING = 200
"""Characters of a line in which somebody is introduced."""

_FEWEST = 2
_NAMESAKE = "雷锋"
"""He is named in all of them, and none of them tells of him."""


def guess_person(letter: Letter, around: Around, title: str, subtitle: str) -> Guess | None:
    """Return whom a story tells of: a name that its title bears, or that its text repeats.

    Names are found by surnames; of those that begin alike the longest that is repeated as often.
    """
    for line in letter.labelled("person"):
        values = line.byline.values.get("person", [])  # type: ignore[union-attr]
        if values:
            return Guess("person", values[0], line.text, line.place, sure=True)
    heads = f"{title}\n{subtitle}"
    for known in around.people:
        if known in heads:
            return Guess("person", known, heads.strip(), 1, sure=True)
    scores = _scores(letter, around, heads)
    writers = {name for guess in guess_bylines(letter) for name in str(guess.value).split("、")}
    best = [name for name, _ in scores.most_common() if name not in writers]
    if not best:
        return None
    for line in letter.body_lines:
        if best[0] in line.text:
            evidence, others = _around(line.text, best[0]), tuple(best[1:3])
            return Guess("person", best[0], evidence, line.place, alternatives=others)
    return Guess("person", best[0], heads.strip(), 1)


def _scores(letter: Letter, around: Around, heads: str) -> Counter[str]:
    """Return what speaks for each name of the title and of the first lines."""
    text = letter.text
    joined = heads + "\n" + "\n".join(line.text[:_OPENING] for line in letter.body_lines[:4])
    places = places_in(joined, around)
    for name in (*names_of_units(around), *places, _NAMESAKE):  # parts of them are no names
        joined = joined.replace(name, "\0" * len(name))
    after_role = {role.end() for role in _AFTER_ROLE.finditer(joined)}
    scores: Counter[str] = Counter()
    for start, name in _names(joined, text):
        end = start + len(name)
        if is_unit(joined[start : end + 1]) or is_unit(joined[start : end + 2]):
            continue  # 松江医 of 松江医院
        before, after = joined[start - 1 : start], joined[end : end + 1]
        role = start in after_role or (start - 1 in after_role and before in "“”")
        if not role and around.regions.match(name, around.campaign.scope.code).region:
            continue  # 延寿 of 书香延寿
        begins, ends = start == 0 or before in "\n，。：、记", after in set("，：\n是同、")
        titled, times = start < len(heads), text.count(name)
        fits = role or (begins and (titled or ends))
        if fits and (times >= _FEWEST or (role and ends)):
            score = min(times, 5) + 2 * role + begins + ends + 2 * titled
            scores[name] = max(scores[name], score)
    return scores


def _names(where: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield what may be names, the longest of those that occur as often, each with its place."""
    for start, char in enumerate(where):
        surname = 2 if where[start : start + 2] in COMPOUND else 1 if char in SURNAMES else 0
        if not surname:
            continue
        written = [where[start : start + surname + more] for more in (2, 1)]
        likely = [one for one in written if is_name(one)]
        if len(likely) == 2 and text.count(likely[0]) < text.count(likely[1]):
            likely.pop(0)
        if likely:
            yield start, likely[0]


def _around(text: str, words: str) -> str:
    at = text.find(words)
    return text[max(at - 10, 0) : at + len(words) + 10]
