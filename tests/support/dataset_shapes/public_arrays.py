"""Collections whose pictures lie in arrays, and those with lists of classes."""

import gzip
import io
from pathlib import Path

import numpy as np
from PIL import Image

from tests.support.dataset_shapes.pictures import LABELS, draw, put, put_classes, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

DIGITS = tuple(map(str, range(10)))


def make_digits(count: int, first: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Pictures, (N, 28, 28), each of another grain, and the number of each."""
    made = [np.random.default_rng(first + number).integers(0, 255, (28, 28), np.uint8) for number in range(count)]
    return np.stack(made), np.arange(count, dtype=np.uint8) % 10


def idx_bytes(array: np.ndarray) -> bytes:
    """An array as an idx file."""
    sides = b"".join(side.to_bytes(4, "big") for side in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sides + array.tobytes()


def put_idx(
    folder: Path, count: int, part: str, first: int = 0, ending: str = "", form: str = "{}-{}-idx{}-ubyte"
) -> None:
    pictures, numbers = make_digits(count, first)
    pack = gzip.compress if ending == ".gz" else bytes
    write(folder / (form.format(part, "images", 3) + ending), pack(idx_bytes(pictures)))
    write(folder / (form.format(part, "labels", 1) + ending), pack(idx_bytes(numbers)))


def _assert_parts(found, train: int, test: int) -> None:
    parts = [item.split for item in found.items]
    assert parts.count("test") == test and parts.count("train") + parts.count("val") == train


@shape(
    "arrays/mnist",
    "THE MNIST DATABASE: train-images-idx3-ubyte, t10k-…; the digits are the classes",
    Reads("classification", 60, DIGITS, check=lambda found: _assert_parts(found, 40, 20)),
)
def build_mnist(folder: Path) -> None:
    put_idx(folder, 40, "train")
    put_idx(folder, 20, "t10k", 500)


@shape("arrays/mnist_gz", "MNIST as it is downloaded, in two folders", Reads("classification", 60, DIGITS))
def build_mnist_gz(folder: Path) -> None:
    put_idx(folder / "MNIST/raw", 40, "train", ending=".gz")
    put_idx(folder / "MNIST/raw", 20, "t10k", 500, ".gz")


@shape("arrays/mnist_dots", "Kaggle's MNIST: train-images.idx3-ubyte", Reads("classification", 30, DIGITS))
def build_mnist_dots(folder: Path) -> None:
    put_idx(folder, 30, "train", form="{}-{}.idx{}-ubyte")


@shape(
    "arrays/fashion_mnist",
    "zalandoresearch/fashion-mnist: MNIST's names; the classes are numbers, and that is said",
    Reads("classification", 30, DIGITS, said=("arrays_numbered",)),
)
def build_fashion(folder: Path) -> None:
    put_idx(folder / "fashion-mnist", 30, "train", ending=".gz")


@shape(
    "arrays/emnist_letters",
    "EMNIST: letters begin with 1, pictures lie on their side, a mapping names the characters",
    Reads("classification", 30, ("A", "B", "C"), check=lambda found: None),
)
def build_emnist(folder: Path) -> None:
    pictures, numbers = make_digits(30)
    write(folder / "emnist-letters-train-images-idx3-ubyte", idx_bytes(pictures))
    write(folder / "emnist-letters-train-labels-idx1-ubyte", idx_bytes(numbers % 3 + 1))
    write(folder / "emnist-letters-mapping.txt", "1 65 97\n2 66 98\n3 67 99\n")


@shape("arrays/mnist_cut", "A download that broke off", Refused("arrays_differ", ("t10k",)))
def build_mnist_cut(folder: Path) -> None:
    put_idx(folder, 40, "train")
    put_idx(folder, 20, "t10k")
    labels = folder / "t10k-labels-idx1-ubyte"
    labels.write_bytes(labels.read_bytes()[:-3])


@shape("arrays/mnist_promises", "A head that promises 4 GB", Refused("arrays_too_large", ("512 MB",)))
def build_mnist_promises(folder: Path) -> None:
    put_idx(folder, 40, "train")
    images = folder / "train-images-idx3-ubyte"
    images.write_bytes(images.read_bytes()[:4] + (5_600_000).to_bytes(4, "big") + images.read_bytes()[8:])


@shape(
    "arrays/cifar10",
    "CIFAR-10, binary version: data_batch_1.bin, test_batch.bin, batches.meta.txt",
    Reads("classification", 15, ("airplane", "bird", "cat"), check=lambda found: _assert_parts(found, 10, 5)),
)
def build_cifar(folder: Path) -> None:
    for name, count in (("data_batch_1", 5), ("data_batch_2", 5), ("test_batch", 5)):
        random = np.random.default_rng(len(name) + count)
        rows = [bytes([number % 3]) + random.integers(0, 255, 3072, np.uint8).tobytes() for number in range(count)]
        write(folder / f"cifar-10-batches-bin/{name}.bin", b"".join(rows))
    write(folder / "cifar-10-batches-bin/batches.meta.txt", "airplane\nbird\ncat\n\n")


@shape(
    "arrays/cifar100",
    "CIFAR-100, binary version: train.bin with coarse and fine numbers",
    Reads("classification", 8, ("apple", "aquarium_fish")),
)
def build_cifar100(folder: Path) -> None:
    for name, count in (("train", 6), ("test", 2)):
        random = np.random.default_rng(count)
        rows = [bytes([4, number % 2]) + random.integers(0, 255, 3072, np.uint8).tobytes() for number in range(count)]
        write(folder / f"{name}.bin", b"".join(rows))
    write(folder / "fine_label_names.txt", "apple\naquarium_fish\n")
    write(folder / "coarse_label_names.txt", "a\nb\nc\nd\nfish\n")


@shape("arrays/cifar_pickles", "CIFAR-10 for Python", Refused("cifar_pickles", ("pickle", "binary version")))
def build_cifar_pickles(folder: Path) -> None:
    for name in ("data_batch_1", "data_batch_2", "test_batch", "batches.meta"):
        write(folder / f"cifar-10-batches-py/{name}", b"\x80\x02}q\x01(U\x0bbatch_labelq\x02." + bytes(100))


def npz_bytes(**arrays: np.ndarray) -> bytes:
    with io.BytesIO() as file:
        np.savez_compressed(file, **arrays)
        return file.getvalue()


@shape(
    "arrays/medmnist",
    "MedMNIST, npz: train_images, train_labels (N, 1), val_…, test_…",
    Reads("classification", 18, ("0", "1", "2"), parts=(12, 3, 3), said=("arrays_numbered",)),
)
def build_medmnist(folder: Path) -> None:
    arrays = {}
    for part, count in (("train", 12), ("val", 3), ("test", 3)):
        arrays[f"{part}_images"] = np.random.default_rng(count).integers(0, 255, (count, 28, 28, 3), np.uint8)
        arrays[f"{part}_labels"] = (np.arange(count) % 3).reshape(-1, 1)
    write(folder / "pathmnist.npz", npz_bytes(**arrays))


@shape(
    "arrays/chestmnist",
    "MedMNIST, ChestMNIST: several labels, (N, 14)",
    Reads("multi_label", 6, ("atelectasis", "mass")),
)
def build_chestmnist(folder: Path) -> None:
    pictures, _ = make_digits(6)
    write(
        folder / "chestmnist.npz",
        npz_bytes(train_images=pictures, train_labels=np.array([[1, 0], [1, 1]] * 3, np.uint8)),
    )
    write(folder / "classes.txt", "atelectasis\nmass\n")


@shape("arrays/keras_mnist", "Keras mnist.npz: x_train, y_train, x_test, y_test", Reads("classification", 30, DIGITS))
def build_keras(folder: Path) -> None:
    (train, numbers), (test, others) = make_digits(20), make_digits(10, 90)
    write(folder / "mnist.npz", npz_bytes(x_train=train, y_train=numbers, x_test=test, y_test=others))


@shape("arrays/npz_objects", "Python's objects in a .npz, which would be run", Refused("arrays_damaged", ("uint8",)))
def build_objects(folder: Path) -> None:
    with io.BytesIO() as file:
        np.savez(file, x_train=np.array([{"a": 1}] * 3, object), y_train=np.arange(3))
        write(folder / "set.npz", file.getvalue())


SIGNS = [f"{number:05}" for number in (0, 14)]


@shape(
    "arrays/gtsrb_ppm",
    "GTSRB, readme: Final_Training/Images/00000/GT-00000.csv with ';', pictures as PPM",
    Reads("classification", 12, ("0", "14")),
)
def build_gtsrb(folder: Path) -> None:
    for number, name in enumerate(SIGNS):
        rows = ["Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId"]
        for place in range(6):
            file = f"{place:05}_{place:05}.ppm"
            path = folder / f"GTSRB/Final_Training/Images/{name}/{file}"
            path.parent.mkdir(parents=True, exist_ok=True)
            draw(100 * number + place, LABELS[number]).resize((40, 30)).save(path)
            rows.append(f"{file};40;30;5;6;24;25;{int(name)}")
        write(folder / f"GTSRB/Final_Training/Images/{name}/GT-{name}.csv", "\n".join(rows))


@shape(
    "arrays/gtsrb_kaggle",
    "Kaggle GTSRB: Train.csv, Test.csv with Roi, ClassId and Path; Meta pictures",
    Reads(
        "classification", 14, ("0", "14"), said=("picture_unlisted",), check=lambda found: _assert_parts(found, 10, 4)
    ),
)
def build_gtsrb_kaggle(folder: Path) -> None:
    head = "Width,Height,Roi.X1,Roi.Y1,Roi.X2,Roi.Y2,ClassId,Path"
    lines = {"Train": [head], "Test": [head]}
    for number in range(14):
        sign = (0, 14)[number % 2]
        path = f"Train/{sign}/s_{number}.png" if number < 10 else f"Test/{number:05}.png"
        put(folder / path, number, LABELS[number % 2])
        lines[path.split("/")[0]].append(f"160,120,5,5,150,110,{sign},{path}")
    for name, rows in lines.items():
        write(folder / f"{name}.csv", "\n".join(rows))
    put(folder / "Meta/0.png", 90)
    write(folder / "Meta.csv", "Path,ClassId,ShapeId,ColorId,SignId\nMeta/0.png,0,0,0,3.29\n")


@shape(
    "arrays/food101",
    "Food-101: images/apple_pie/1005649.jpg, meta/train.txt and test.txt without endings",
    Reads("classification", 16, ("apple_pie", "pear_cake"), check=lambda found: _assert_parts(found, 12, 4)),
)
def build_food(folder: Path) -> None:
    names = ("apple_pie", "pear_cake")
    put_classes(folder / "images", 8, names)
    lists = {"train": [], "test": []}
    for name in names:
        for number in range(8):
            lists["train" if number < 6 else "test"].append(f"{name}/{name}{number}")
    for part, lines in lists.items():
        write(folder / f"meta/{part}.txt", "\n".join(lines) + "\n")
    write(folder / "meta/classes.txt", "apple_pie\npear_cake\n")
    write(folder / "meta/labels.txt", "Apple pie\nPear cake\n")


@shape(
    "arrays/dtd",
    "Describable Textures: labels/train1.txt, val1.txt, test1.txt with 'banded/banded_0002.jpg'",
    Reads("classification", 12, ("banded", "dotted"), parts=(4, 4, 4)),
)
def build_dtd(folder: Path) -> None:
    put_classes(folder / "dtd/images", 6, ("banded", "dotted"))
    for place, part in enumerate(("train", "val", "test")):
        lines = [f"{name}/{name}{number}.jpg" for name in ("banded", "dotted") for number in (2 * place, 2 * place + 1)]
        write(folder / f"dtd/labels/{part}1.txt", "\n".join(lines))


@shape(
    "arrays/fgvc_aircraft",
    "FGVC-Aircraft, README: data/images, images_variant_train.txt and the like",
    Reads("classification", 9, ("707-320", "A340-200"), parts=(4, 3, 2), said=("lists_not_read",)),
)
def build_aircraft(folder: Path) -> None:
    lists = {"train": [], "val": [], "test": []}
    for number in range(9):
        put(folder / f"data/images/{1025794 + number:07}.jpg", number, LABELS[number % 2])
        part = "train" if number < 4 else "val" if number < 7 else "test"
        lists[part].append(f"{1025794 + number:07} {('707-320', 'A340-200')[number % 2]}")
    for part, lines in lists.items():
        write(folder / f"data/images_variant_{part}.txt", "\n".join(lines))
        write(folder / f"data/images_manufacturer_{part}.txt", "\n".join(f"{line.split()[0]} Boeing" for line in lines))
    write(folder / "data/variants.txt", "707-320\nA340-200\n")


@shape(
    "arrays/pnm_folders", "ORL faces: s1/1.pgm in a folder for each person", Reads("classification", 12, ("s1", "s2"))
)
def build_orl(folder: Path) -> None:
    for place in (1, 2):
        for number in range(6):
            path = folder / f"s{place}/{number}.pgm"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(make_digits(1, 50 * place + number)[0][0]).resize((46, 56)).save(path)
