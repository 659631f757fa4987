"""Pictures in arrays come out as they were put in, become files of a new data set, and no head of a file takes room."""

import gzip
import io
import sys
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunmao.data.convert import convert_dataset
from sunmao.data.dataset import Dataset
from sunmao.data.formats.arrays.packed_pictures import MAX_BYTES
from sunmao.data.sources.dataset_source import list_source
from sunmao.data.sources.detect_format import read_listing
from sunmao.errors import BadData
from sunmao.images.image_files import decode_image
from tests.support.dataset_shapes.public_arrays import idx_bytes, make_digits, npz_bytes
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.growing.data_sets import make_picture, make_tree

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


def read_pictures(tree, found) -> list[tuple[np.ndarray, str]]:
    """Picture and label of each, in the order of the file."""
    rows = [(tree.name(item.path), item.label) for item in found.items]
    return [(decode_image(tree.read(path)), label) for path, label in sorted(rows)]


@pytest.mark.parametrize("turned", [False, True], ids=["mnist", "emnist"])
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_idx_gives_each_picture_with_its_label(turned, ending):
    pictures, numbers = make_digits(23)
    start, pack = "emnist-digits-" if turned else "", gzip.compress if ending else bytes
    stored = pictures.transpose(0, 2, 1) if turned else pictures
    tree = make_tree(
        {start + IMAGES + ending: pack(idx_bytes(stored)), start + LABELS + ending: pack(idx_bytes(numbers))}
    )
    found = read_listing(tree)
    for (image, label), picture, number in zip(read_pictures(tree, found), pictures, numbers, strict=True):
        assert (image == picture[..., None]).all() and label == str(number)


def test_cifar_gives_red_green_blue():
    pictures = np.random.default_rng(1).integers(0, 255, (5, 32, 32, 3), np.uint8)
    rows = [bytes([place % 2]) + picture.transpose(2, 0, 1).tobytes() for place, picture in enumerate(pictures)]
    tree = make_tree({"data_batch_1.bin": b"".join(rows), "batches.meta.txt": "cat\ndog\n"})
    for (image, label), picture, place in zip(read_pictures(tree, read_listing(tree)), pictures, range(5), strict=True):
        assert (image == picture).all() and label == ("cat", "dog")[place % 2]


@pytest.mark.parametrize("order", ["C", "F"])
def test_npz_gives_colors_in_either_order(order):
    pictures = np.random.default_rng(1).integers(0, 255, (5, 9, 7, 3), np.uint8)
    data = npz_bytes(train_images=np.asarray(pictures, order=order), train_labels=np.arange(5).reshape(-1, 1) % 2)
    tree = make_tree({"a.npz": data, "labels.txt": "cat\ndog"})
    for (image, label), picture, place in zip(read_pictures(tree, read_listing(tree)), pictures, range(5), strict=True):
        assert (image == picture).all() and label == ("cat", "dog")[place % 2]


def test_import_writes_files(tmp_path):
    (tmp_path / "mnist").mkdir()
    SHAPES["arrays/mnist_gz"].build(tmp_path / "mnist")
    with pytest.raises(BadData) as refused:
        print(Dataset(tmp_path / "mnist").classes)
    assert refused.value.key == "still_arrays"
    made = convert_dataset(tmp_path / "mnist", tmp_path / "made")
    assert made.pictures == 60 and made.classes == {str(number): 6 for number in range(10)}
    again = Dataset(tmp_path / "made")
    assert again.count_pictures() == 60 and again.count_pictures(split="test") == 20
    tree, found = list_source(tmp_path / "mnist")
    assert sorted((image.tobytes(), label) for image, label in read_pictures(tree, found)) == sorted(
        (image.tobytes(), label) for image, label in again.samples()
    )


def test_few_arrays_beside_many_pictures_are_no_data_set(tmp_path):
    SHAPES["public/lfw"].build(tmp_path)
    pictures, numbers = make_digits(3)
    (tmp_path / "features.npz").write_bytes(npz_bytes(x_train=pictures, y_train=numbers))
    tree, found = list_source(tmp_path)
    assert tree.folder and found.format == "class_folders" and len(found.items) == 12
    (tmp_path / "features.npz").write_bytes(npz_bytes(x_train=np.zeros((3, 9)), y_train=numbers))
    assert list_source(tmp_path)[1].format == "class_folders"


@pytest.mark.fault("H4")
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_head_that_promises_much_takes_no_memory(ending, row):
    pack = gzip.compress if ending else bytes
    count, side = 5, 1024  # 5 pictures, of which the head says that they are 500
    head = bytes([0, 0, 8, 3]) + (100 * count).to_bytes(4, "big") + side.to_bytes(4, "big") * 2
    tree = make_tree(
        {IMAGES + ending: pack(head + bytes(64)), LABELS + ending: pack(idx_bytes(np.zeros(500, np.uint8)))}
    )
    tracemalloc.start()
    found = read_listing(tree)
    with pytest.raises(OSError, match="cut off"):
        tree.read(tree.name(found.items[0].path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MAX_BYTES / 50
    row(saw="–", kept=f"a head of 500 MB: {peak // 1000} kB")


def make_bomb() -> bytes:
    """A .npz whose head says 10 pictures, with a label for each."""
    return npz_bytes(x_train=np.zeros((10, 4, 4), np.uint8), y_train=np.arange(10))


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({IMAGES: b"\0\0\x08\x03" + b"\xff" * 12, LABELS: b"\0\0\x08\x01" + b"\xff" * 4}, "arrays_too_large"),
        ({IMAGES: b"\0\0\x08\x03" + bytes(12), LABELS: b"\0\0\x08\x01" + bytes(4)}, "arrays_too_large"),
        ({"data_batch_1.bin": bytes(3072), "batches.meta.txt": "cat"}, "arrays_differ"),
        ({"a.npz": make_bomb()[:-40]}, "arrays_damaged"),
        ({"a.npz": npz_bytes(x_train=np.zeros((3, 4, 4)), y_train=np.arange(3))}, "arrays_damaged"),
        ({"a.npz": npz_bytes(x_train=np.zeros((3, 4, 4), np.uint8), y_train=np.arange(2))}, "arrays_differ"),
        ({"a.npz": npz_bytes(x_train=np.zeros((3, 4, 4), np.uint8), y_train=np.arange(3) - 1)}, "arrays_differ"),
    ],
)
def test_what_cannot_be_used_is_refused(files, key):
    with pytest.raises(BadData) as refused:
        read_listing(make_tree(files))
    assert refused.value.key == key


SEEDS = {
    IMAGES: idx_bytes(make_digits(4)[0]),
    LABELS: idx_bytes(make_digits(4)[1]),
    "data_batch_1.bin": bytes(3073 * 2),
    "a.npz": make_bomb(),
}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8),
    st.integers(0, 300),
)
def test_damage_is_refused_or_said(name, changes, cut):
    """Whatever bytes are changed, and wherever a file ends: a refusal, or pictures that open or are damaged."""
    data = bytearray(SEEDS[name])
    for place, value in changes:
        if place < len(data):
            data[place] = value
    if cut < len(data):
        data = data[: len(data) - cut]
    try:
        tree = make_tree({**SEEDS, name: bytes(data)})
        found = read_listing(tree)
    except BadData:
        return
    for item in found.items[:3]:
        try:
            assert tree.read(tree.name(item.path))[:4] == b"\x89PNG"
        except OSError:
            continue


def test_nothing_is_unpickled():
    """An array of Python's objects would run what it holds."""
    with io.BytesIO() as file:
        np.savez(file, x_train=np.zeros((2, 4, 4), np.uint8), y_train=np.array([_Trap(), _Trap()], object))
        tree = make_tree({"a.npz": file.getvalue()})
    _Trap.sprung = False
    with pytest.raises(BadData):
        read_listing(tree)
    assert not _Trap.sprung


class _Trap:
    sprung = False

    def __reduce__(self):
        return _spring, ()


def _spring() -> None:
    _Trap.sprung = True


def make_parquet(path, query: str, about: str = "") -> bytes:
    """A parquet file as Hugging Face writes it. query: of its rows; about: its note of the columns."""
    duckdb = pytest.importorskip("duckdb")
    base = duckdb.connect(":memory:")
    base.execute("CREATE TABLE png AS SELECT $1::BLOB AS data", [make_picture((9, 7), "RGB")])
    note = f", KV_METADATA {{huggingface: '{about}'}}" if about else ""
    base.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet{note})")
    return path.read_bytes()


ROWS = "SELECT {{'bytes': data, 'path': i || '.png'}} AS image, {} AS label FROM png, range(150) AS rows(i)"
NAMED = '{"info": {"features": {"label": {"names": ["cat", "dog", "猫"], "_type": "ClassLabel"}}}}'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("label", "about", "classes"),
    [("i % 3", NAMED, ["cat", "dog", "猫"]), ("i % 2", "", ["0", "1"]), ("'c' || i % 2", "{", ["c0", "c1"])],
)
def test_parquet_gives_pictures_and_names(tmp_path, label, about, classes):
    data = make_parquet(tmp_path / "a.parquet", ROWS.format(label), about)
    tree = make_tree({"data/train-00000-of-00001.parquet": data})
    found = read_listing(tree)
    assert (
        found.classes == classes
        and len(found.items) == 150
        and {item.split for item in found.items} == {"train", "val"}
    )
    assert {tree.read(tree.name(item.path)) for item in found.items} == {make_picture((9, 7), "RGB")}
    assert ("arrays_numbered" in {each.key for each in found.findings}) == (label == "i % 2")


def test_parquet_that_cannot_be_used(tmp_path):
    whole = make_parquet(tmp_path / "a.parquet", ROWS.format("i"))
    none = make_parquet(tmp_path / "b.parquet", "SELECT 1 AS label")
    outside = make_parquet(tmp_path / "c.parquet", ROWS.format("7"), NAMED)
    cases = {
        whole[:-9]: "arrays_damaged",
        none: "parquet_no_pictures",
        outside: "arrays_differ",
        b"PAR1": "arrays_damaged",
    }
    for data, key in cases.items():
        with pytest.raises(BadData) as refused:
            read_listing(make_tree({"a.parquet": data}))
        assert refused.value.key == key


def test_parquet_without_its_reader(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(BadData) as refused:
        read_listing(make_tree({"a.parquet": b"PAR1"}))
    assert refused.value.key == "parquet_reader_missing"
