"""An importer: one draft for each name of a vCard."""

from __future__ import annotations

from zhuanlan.plugin import N_, Draft, Importer, Loss


def drafts(file):
    lines = file.read_text("utf-8").splitlines()
    found = [
        Draft(line.removeprefix("FN:"), "正文。\n") for line in lines if line.startswith("FN:")
    ]
    lost = [
        Loss(N_("the telephone number is left out"), number)
        for number, line in enumerate(lines, 1)
        if line.startswith("TEL")
    ]
    return found, lost


VCARD = Importer((".vcf",), drafts, lambda head: head.startswith(b"BEGIN:VCARD"))
