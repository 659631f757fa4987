"""Learning of gestures: logistic regression of features that do not depend on how fast and how hard they are made."""

import numpy as np

from sunmao.gestures.motion_augmentation import COPIES, augment_motion
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.motion_features import WIDTH, extract_features
from sunmao.motion.windows import WINDOW, make_window
from sunmao.tasks.classification.row_learner import RowLearner


class MotionLearner(RowLearner):
    """Learner of gestures, from motion."""

    task, few, width = "motion_classification", "too_few_motions", WIDTH

    def extract(self, contents: list[MotionClip]) -> np.ndarray:
        """The features of the two seconds of each clip that move most, (N, 136)."""
        return extract_features(np.array([make_window(each) for each in contents], np.float32).reshape(-1, WINDOW, 3))

    def augment(self, contents: list[MotionClip], labels: np.ndarray, seed: int) -> tuple[list, np.ndarray]:
        """See the base: the takes as other hands would have made them."""
        windows = np.stack([make_window(each) for each in contents])
        return [MotionClip(each) for each in augment_motion(windows, seed)], np.tile(labels, COPIES)
