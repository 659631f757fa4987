"""Folders of classes as strangers have them: doubled, beside other things, in parts called by the set's name."""

import shutil
from pathlib import Path

from tests.support.dataset_shapes.pictures import LABELS, draw, put, put_classes, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

_BESIDE = ("beside_classes",)


@shape(
    "doubled inside itself",
    "Kaggle 'Flowers Recognition', 'Malaria cell images'",
    Reads("classification", 8, LABELS, said=_BESIDE),
)
def _(folder: Path) -> None:
    put_classes(folder / "flowers", 4)
    shutil.copytree(folder / "flowers", folder / "flowers/flowers")


@shape(
    "doubled in a folder of another name",
    "Kaggle 'Brain MRI Images'",
    Reads("classification", 8, ("no", "yes"), said=_BESIDE),
)
def _(folder: Path) -> None:
    put_classes(folder, 4, ("no", "yes"))
    for label in ("no", "yes"):
        shutil.copytree(folder / label, folder / "brain_tumor_dataset" / label)


@shape(
    "parts wrapped in themselves",
    "Kaggle 'ASL Alphabet'",
    Reads("classification", 6, LABELS, said=("unlabeled_pictures",)),
)
def _(folder: Path) -> None:
    put_classes(folder / "asl_alphabet_train/asl_alphabet_train", 3)
    for label in LABELS:
        put(folder / f"asl_alphabet_test/asl_alphabet_test/{label}_test.jpg", len(label), label)


@shape("ways of showing", "PlantVillage: color, grayscale, segmented", Reads("classification", 8, LABELS, said=_BESIDE))
def _(folder: Path) -> None:
    for way in ("color", "grayscale", "segmented"):
        put_classes(folder / "plantvillage dataset" / way, 4)


@shape(
    "originals and copies made of them",
    "folders of an augmentation script",
    Reads("classification", 8, LABELS, said=_BESIDE),
)
def _(folder: Path) -> None:
    for way in ("original", "augmented"):
        put_classes(folder / way, 4)


@shape(
    "parts called by the set",
    "TensorFlow 'rock_paper_scissors', unpacked",
    Reads("classification", 10, LABELS, (6, 2, 2)),
)
def _(folder: Path) -> None:
    for name, each in (("rps", 3), ("rps-test-set", 1), ("validation", 1)):
        put_classes(folder / name, each)


@shape(
    "two parts called by the set",
    "as above, without a validation",
    Reads("classification", 8, LABELS, said=("no_validation_set",)),
)
def _(folder: Path) -> None:
    for name, each in (("rps", 3), ("rps-test-set", 1)):
        put_classes(folder / name, each)


@shape("parts in Chinese behind a word", "水果训练, 水果验证, 水果测试", Reads("classification", 8, LABELS, (4, 2, 2)))
def _(folder: Path) -> None:
    for name, each in (("水果训练", 2), ("水果验证", 1), ("水果测试", 1)):
        put_classes(folder / name, each)


@shape("previews beside classes", "a collage in a folder of its own", Reads("classification", 8, LABELS, said=_BESIDE))
def _(folder: Path) -> None:
    put_classes(folder, 4)
    put(folder / "preview/all.jpg", 1)


@shape("thumbnails inside classes", "photo programs", Reads("classification", 8, LABELS, said=_BESIDE))
def _(folder: Path) -> None:
    put_classes(folder, 4)
    for label in LABELS:
        for number in range(4):
            put(folder / label / "thumbnails" / f"{label}{number}.jpg", number, label)


@shape(
    "a repository",
    "pictures of a README and of results beside the set",
    Reads("classification", 8, LABELS, said=_BESIDE),
)
def _(folder: Path) -> None:
    put_classes(folder / "dataset", 4)
    for path in ("README_images/figure1.png", "docs/screenshot.png", "result/loss.png"):
        put(folder / path, len(path))


@shape("a folder of data beside other pictures", "a pupil's project", Reads("classification", 8, LABELS, said=_BESIDE))
def _(folder: Path) -> None:
    put_classes(folder / "数据集", 4)
    put(folder / "我的海报/1.png", 1)


@shape(
    "by camera",
    "the same classes for each of two cameras",
    Reads("classification", 8, LABELS, said=("classes_by_deep_folders",)),
)
def _(folder: Path) -> None:
    for camera in ("cam1", "cam2"):
        put_classes(folder / camera, 2)


@shape("two domains", "CycleGAN: trainA, trainB, testA, testB", Refused("parts_without_classes", ("trainA",)))
def _(folder: Path) -> None:
    for number, name in enumerate(("trainA", "trainB", "testA", "testB")):
        put(folder / "horse2zebra" / name / "1.jpg", number)


@shape("a zip for each class", "each pupil sends a class", Refused("inner_archives", ("apple.zip",)))
def _(folder: Path) -> None:
    for label in LABELS:
        put_classes(folder / label, 2)
        shutil.make_archive(str(folder / label), "zip", folder / label)
        shutil.rmtree(folder / label)


@shape(
    "classes called as previews are",
    "near miss: each word is a class",
    Reads("classification", 12, ("full", "preview", "thumbnail")),
)
def _(folder: Path) -> None:
    put_classes(folder, 4, ("full", "preview", "thumbnail"))


@shape("classes color and gray", "near miss: words for ways of showing", Reads("classification", 8, ("color", "gray")))
def _(folder: Path) -> None:
    put_classes(folder, 4, ("color", "gray"))


@shape(
    "classes of papers",
    "near miss: words of what lies beside",
    Reads("classification", 12, ("logs", "report", "result")),
)
def _(folder: Path) -> None:
    put_classes(folder, 4, ("logs", "report", "result"))


@shape(
    "class names with words of parts",
    "near miss: no folders of the same names inside",
    Reads("classification", 8, ("cat_train", "dog_train")),
)
def _(folder: Path) -> None:
    put_classes(folder, 4, ("cat_train", "dog_train"))


@shape(
    "day and night inside classes",
    "near miss: classes lie above",
    Reads("classification", 8, LABELS, said=("classes_by_top_folders",)),
)
def _(folder: Path) -> None:
    for label in LABELS:
        for number, time in enumerate(("day", "night", "day", "night")):
            put(folder / label / time / f"{number}.jpg", 10 * len(label) + number, label)


@shape(
    "one class has folders inside",
    "near miss: one of the classes is sorted further",
    Reads("classification", 12, ("apple", "banana", "pear")),
)
def _(folder: Path) -> None:
    put_classes(folder, 4, ("banana", "pear"))
    put_classes(folder / "apple", 2, ("red", "green"))


@shape(
    "names in Chinese without a mark",
    "pupils' 猫1.jpg",
    Reads("classification", 8, ("狗", "猫"), said=("labels_from_names",)),
)
def _(folder: Path) -> None:
    for place, label in enumerate(("猫", "狗")):
        for number in range(4):
            put(folder / f"{label}{number}.jpg", 4 * place + number, LABELS[place])


@shape("the number before the class", "CIFAR as PNG: 12_cat.png", Reads("classification", 10, ("cat", "dog")))
def _(folder: Path) -> None:
    for part, each in (("train", 4), ("test", 1)):
        for number in range(2 * each):
            put(folder / f"cifar/{part}/{number}_{('cat', 'dog')[number % 2]}.png", each * 10 + number)
    write(folder / "cifar/labels.txt", "cat\ndog\n")


@shape("pixels in a table", "FER2013", Refused("foreign_arrays", ("FER2013",)))
def _(folder: Path) -> None:
    pixels = " ".join("7" for _ in range(48 * 48))
    write(folder / "fer2013/fer2013.csv", f"emotion,pixels,Usage\n0,{pixels},Training\n")


@shape("a map", "xView's GeoJSON", Refused("foreign_map", ("GeoJSON",)))
def _(folder: Path) -> None:
    draw(1).save(folder / "1.png")
    write(
        folder / "xView_train.geojson", '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon"}}]}'
    )
