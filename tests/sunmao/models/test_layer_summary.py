"""The parts of a detector, as a table."""

import pytest

from sunmao.vision import Detection

pytestmark = pytest.mark.training


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    [event] = Detection(backbone="RTMDet-tiny", num_classes=4).as_events()
    return event


def test_the_parts_of_a_detector(table):
    kinds = [row[0] for row in table.rows]
    assert kinds == ["CSPNeXt", "CSPNeXtPAFPN", "RTMDetSepBNHead", "total"], "no part that does nothing"
    assert table.rows[0][1] == "96 × 40 × 40, 192 × 20 × 20, 384 × 10 × 10" and table.rows[2][1].endswith("…")
    assert table.rows[-1][2] == sum(row[2] for row in table.rows[:-1])
