"""Pictures as samples: a data set's digest follows its files, although a file that stays is read once."""

import os

import numpy as np

from sunmao.data.dataset import Dataset
from sunmao.images.image_files import save_image_file


def test_a_changed_picture_changes_the_digest(tmp_path):
    for label in ("cat", "dog"):
        (tmp_path / label).mkdir()
        for number in range(3):
            picture = np.full((8, 8, 3), number + 20 * (label == "dog"), np.uint8)
            save_image_file(tmp_path / label / f"{number}.png", picture)
    before = Dataset(tmp_path).content_hash()
    assert Dataset(tmp_path).content_hash() == before
    changed = tmp_path / "cat" / "1.png"
    data = bytearray(changed.read_bytes())
    data[-1] ^= 1  # as long as before
    changed.write_bytes(data)
    os.utime(changed, ns=(changed.stat().st_atime_ns, changed.stat().st_mtime_ns + 1_000_000))
    assert Dataset(tmp_path).content_hash() != before
    changed.unlink()
    assert Dataset(tmp_path).content_hash() != before
