"""The sounds that come along are those that their script makes."""

import numpy as np

from checks.make_sounds import make_sound
from sunmao.sound.packaged_sounds import PACKAGED, find_packaged


def test_the_files_are_what_the_script_makes():
    import soundfile

    for name in PACKAGED:
        kept, rate = soundfile.read(find_packaged(name), dtype="float32")
        made = make_sound(name)
        assert rate == made.sample_rate and len(kept) == len(made.samples)
        assert np.abs(kept - made.samples).max() < 1e-3, name
