"""Tiles of recordings that lie in an archive."""

import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from sunmao.data.files.zip_archive import open_zip_tree
from sunmao.data.listing import Sample
from sunmao.data.samples.recording_tiles import RecordingPainter
from sunmao.data.sources.detect_format import read_listing
from tests.support.acquisitions import write_motion_export
from tests.support.drawn_sounds import write_sounds


@pytest.mark.parametrize("write", [write_sounds, write_motion_export])
def test_each_sample_of_an_archive_has_its_own_tile(tmp_path, write):
    folder, path = write(tmp_path / "set"), tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*.*")):
            archive.write(file, file.relative_to(folder).as_posix())
    tree = open_zip_tree(path, path)
    found = read_listing(tree)
    painter = RecordingPainter(tree, found)
    drawn = [painter.draw(item) for item in found.items[:6]]
    tiles = [np.asarray(Image.open(io.BytesIO(each))) for each in drawn if each]
    assert len(tiles) == 6 and {tile.shape for tile in tiles} == {(128, 128, 3)}
    assert len({tile.tobytes() for tile in tiles}) == 6
    assert painter.draw(Sample(path / "nobody", "a", "train")) is None
