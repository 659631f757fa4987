"""Tables and lists of public collections that make no sense: refused in a sentence, or what was left out is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunmao.data.formats.registry import FORMATS
from sunmao.data.sources.detect_format import read_listing
from sunmao.errors import BadData
from tests.support.growing.data_sets import make_tree, pictures

CELLS = st.one_of(
    st.sampled_from(
        [
            "a.png",
            "b.png",
            "gone.png",
            "",
            "0",
            "1",
            "-1",
            "nan",
            "inf",
            "1e309",
            "0x5",
            "٣",
            "9" * 400,
            "cat",
            "/m/0",
            "猫",
        ]
    ),
    st.integers(-20, 20).map(str),
    st.floats(allow_nan=True, width=32).map(repr),
    st.text(max_size=6),
)
# What begins each kind of file, so that its reader is the one that is tried.
FIRST = {
    "boxes.csv": "filename,class,xmin,ymin,xmax,ymax\na.png,cat,1,1,5,5\n",
    "sizes.csv": "image,x,y,w,h,label\na.png,1,1,5,5,cat\n",
    "lists.csv": 'image_id,bbox\na,"[5, 5, 2, 2]"\n',
    "guesses.csv": "ImageId,PredictionString\na,n01 1 1 5 5\n",
    "bare.csv": "a.png,1,1,5,5,cat\n",
    "labels.csv": "ImageID,Source,LabelName,Confidence\na,x,/m/0,1\n",
    "GT-00000.csv": "Filename;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\na.png;1;1;4;4;3\n",
    "list_attr_celeba.txt": "2\nOld Young\na.png 1 -1\n",
    "images_variant_train.txt": "a 707\n",
    "x_bbx_gt.txt": "a.png\n1\n1 1 4 4 0 0 0 0 0 0\n",
    "2007_train.txt": "a.png 1,1,5,5,0\n",
    "s/gt/gt.txt": "1,1,1,1,4,4,1,1,1\n",
    "labels/a.txt": "Car 0 0 0 1 1 5 5 0 0 0 0 0 0 0\n",
    "labelTxt/a.txt": "1 1 5 1 5 5 1 5 ship 0\n",
    "annotations/a.txt": "1,1,4,4,1,4,0,0\n",
    "Label/a.txt": "cat 1 1 5 5\n",
    "meta/train.txt": "cat/a.png\n",
}
PICTURES = pictures(["a.png", "b.png", "cat/a.png", "s/img1/000001.png"])


@pytest.mark.parametrize("path", FIRST)
def test_the_first_lines_are_read(path):
    assert read_listing(make_tree({**PICTURES, path: FIRST[path]})).format not in ("bare", "imagenet", "class_folders")


@pytest.mark.long
@pytest.mark.parametrize("path", FIRST)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_rows_that_make_no_sense(path, data):
    """Only BadData or findings; every box lies in its picture, every row is of a class that is listed."""
    mark = data.draw(st.sampled_from([",", " ", ";", "\t"]))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=12), max_size=8))
    text = FIRST[path] + "\n".join(mark.join(row) for row in rows)
    try:
        found = read_listing(make_tree({**PICTURES, path: text.encode("utf-8", "surrogatepass")}))
    except BadData as error:
        assert error.text("zh") and error.text("en")
        return
    assert all(each.text["zh"] and each.text["en"] for each in found.findings)
    for item in found.items:
        assert set(item.labels) <= set(found.classes)
        for thing in item.things:
            x1, y1, x2, y2 = thing.box
            assert 0 <= x1 < x2 <= 8 and 0 <= y1 < y2 <= 8


@pytest.mark.parametrize("path", FIRST)
@pytest.mark.parametrize("junk", [b"", b"\0" * 50, b"\xff\xfe", bytes(range(256)), b'"' * 300_000, b"\xd8\x00" * 99])
def test_files_that_are_no_text(path, junk):
    for content in (junk, FIRST[path].encode() + junk):
        try:
            found = read_listing(make_tree({**PICTURES, path: content}))
        except BadData as error:
            assert error.text("zh") and error.text("en")
        else:
            assert found.format in FORMATS
