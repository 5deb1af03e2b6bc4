"""Measures recall, false alarms and exceptions over many more draws than a test has time for.

python -m tests.corpora.measure --draws 1000000
"""

from __future__ import annotations

import argparse
import html
import re
import secrets
from collections import Counter
from random import Random

from tests.corpora.personal import drawing, squeezed, with_personal, without_personal
from zhuanlan.features.privacy.personal import in_file_name, personal

NOISE = [
    *"0123456789" * 4,
    *" .-/_()（）·—\n\u200b\u3000Xx一二三〇八@使住号:：+*元",
    "电话",
    "QQ",
    "86",
]


def shown(text: str) -> str:
    """Return a text as readers see it."""
    for one in reversed([*personal(text)]):
        text = text[: one.start] + one.masked + text[one.end :]
    return text


def recall(random: Random, draws: int) -> dict[str, float]:
    """Return the share of secrets that are hidden, by kind."""
    told, all_of = Counter[str](), Counter[str]()
    for _ in range(0, draws, 1000):
        for sentence in with_personal(random, 1000):
            text = re.sub(r"</?b>|\*\*", "", html.unescape(sentence.text))
            seen = squeezed(shown(text))
            all_of[sentence.kind] += len(sentence.secrets)
            told[sentence.kind] += sum(secret in seen for secret in sentence.secrets)
    return {kind: 1 - told[kind] / all_of[kind] for kind in sorted(all_of)}


def alarms(random: Random, draws: int) -> float:
    """Return the share of harmless sentences in which something is found."""
    found = 0
    for _ in range(0, draws, 1000):
        texts = (sentence.text for sentence in without_personal(random, 1000))
        found += sum(any(personal(text)) for text in texts)
    return found / draws


def noise(random: Random, draws: int) -> None:
    """Look through texts of digits and separators at random; raises what the product raises."""
    for _ in range(draws):
        text = "".join(random.choices(NOISE, k=random.randrange(1, 40)))
        shown(text)
        in_file_name(text)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    asked = parser.parse_args()
    print(f"seed {asked.seed}, {asked.draws} draws each", flush=True)
    random = drawing(asked.seed)
    noise(random, asked.draws)
    print("noise: no exception", flush=True)
    print(f"false alarms: {alarms(random, asked.draws):.6f}", flush=True)
    for kind, share in recall(random, asked.draws).items():
        print(f"{kind}: {share:.6f}")


if __name__ == "__main__":
    main()
