"""Ten bundles of ten kinds of units: one command, a preview without an error, few edits."""

from __future__ import annotations

from tests.features.intake.conftest import Office
from tests.features.intake.mails import MAILS, counted, write


def test_from_the_mail_to_a_preview_in_one_command(office: Office) -> None:
    write(office.root / "inbox")
    shown = office.take("inbox")
    assert shown.returncode == 0, shown.stderr
    assert office.build(drafts=True, future=True).posts == len(MAILS)
    places = dict(counted(office.root, shown.stdout.split()))
    assert {*places} == {*MAILS}, places
    assert max(places.values()) <= 5, places
