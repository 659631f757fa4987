"""Recordings of motion that were made at different rates: the listing says so."""

import numpy as np
import pytest

from sunmao.data import Dataset
from tests.support.acquisitions import encode_motion
from tests.support.drawn_motions import make_motion


@pytest.mark.parametrize(("rates", "said"), [((50, 62.5), False), ((50, 100), True), ((20, 25, 119), True)])
def test_rates_that_differ_are_said(tmp_path, rates, said):
    for number, rate in enumerate(rates):
        take = make_motion("swing", np.random.default_rng(number), seconds=2 * rate / 50)
        (tmp_path / f"swing.{number}.cbor").write_bytes(encode_motion(take, "cbor", rate))
    [*found] = Dataset(tmp_path).listing.findings
    assert [each.key for each in found] == ["motions_rates_differ"] * said
    for each in found:
        assert f"{min(rates)} to {max(rates)} readings" in each.text["en"] and str(max(rates)) in each.text["zh"]
