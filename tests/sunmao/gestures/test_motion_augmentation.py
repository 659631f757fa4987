"""Takes as other hands would have made them."""

import numpy as np
import pytest

from sunmao.gestures.motion_augmentation import COPIES, augment_motion
from sunmao.motion import MotionClassification
from sunmao.motion.motion_clip import MotionClip
from tests.support.drawn_motions import KINDS, make_motion, write_motions


def test_the_same_seed_makes_the_same_copies():
    windows = np.stack([make_motion(kind, np.random.default_rng(1)) for kind in KINDS])
    made = augment_motion(windows, 3)
    assert made.shape == (COPIES * len(KINDS), 100, 3) and made.dtype == np.float32
    assert np.array_equal(made, augment_motion(windows, 3))
    assert not np.array_equal(made, augment_motion(windows, 4))


@pytest.mark.training
def test_a_gesture_that_is_made_over_and_over_is_no_stillness(tmp_path):
    """Learned from takes with one gesture each; asked about windows in which it does not pause."""
    model = MotionClassification()
    model.load_dataset(path=str(write_motions(tmp_path / "moves", each=6)))
    model.save_fold = str(tmp_path / "model")
    model.train(random_seed=1)
    random, said = np.random.default_rng(5), []
    for kind in ("circle", "shake", "swing"):
        felt = np.concatenate([make_motion(kind, random, seconds=1.4, held=np.eye(3)) for _ in range(6)])
        for start in range(0, len(felt) - 100, 40):
            said.append((kind, model.inference(motion=MotionClip(felt[start : start + 100])).label))
    assert "still" not in {label for _, label in said}
    assert np.mean([kind == label for kind, label in said]) >= 0.9
