"""Pages that edit a data set are killed in mid-edit, and the studio with them: nothing that they were told of is lost,
nothing is half, and a new page takes it back. The longer of it is `benchmarks/page_kill.py`.
"""

from random import Random

import pytest

from benchmarks.page_kill import VICTIMS, Seen, try_round

pytestmark = pytest.mark.long


@pytest.mark.parametrize("victim", VICTIMS)
def test_nothing_is_lost(browser, tmp_path, victim):
    seen = Seen()
    try_round(browser.browser_type, tmp_path, victim, Random(victim), seen)
    assert seen.faults == [] and seen.acknowledged.total() >= 1
