"""Data sets whose folders, or names of files, say the classes."""

import json

import numpy as np
from PIL import Image

from tests.support.dataset_shapes.pictures import draw, mask, put, put_classes, put_mask, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

AP = ("apple", "pear")


def parts(folder, names: tuple[str, ...], counts: tuple[int, ...], inside: str = "", labels=AP) -> None:
    """Folders of classes below each part."""
    for name, count in zip(names, counts, strict=True):
        put_classes(folder / name / inside, count, labels)


def bare(folder, count: int, start: int = 5000, name: str = "{}.jpg") -> None:
    """Pictures side by side."""
    for number in range(count):
        put(folder / name.format(number), start + number)


def right(pictures: int, *said: str, classes=AP, split=None) -> Reads:
    """Return the right reading of a set of classes."""
    return Reads("classification", pictures, classes, parts=split, said=said)


@shape(
    "labels/dogs-vs-cats",
    "Kaggle dogs-vs-cats: train/cat.0.jpg, test1/1.jpg",
    right(12, "labels_from_names", "unlabeled_pictures", classes=("cat", "dog")),
)
def dogs_vs_cats(folder):
    for label in ("cat", "dog"):
        bare(folder / "train", 6, 100 * len(label) + ord(label[0]), label + ".{}.jpg")
    bare(folder / "test1", 4, name="{}.jpg")
    write(folder / "sampleSubmission.csv", "id,label\n1,0\n2,0\n")


@shape(
    "labels/pets-names",
    "fast.ai untar_data(URLs.PETS)/images: Abyssinian_1.jpg, great_pyrenees_2.jpg",
    right(12, "labels_from_names", classes=("Abyssinian", "great_pyrenees")),
)
def pets_names(folder):
    bare(folder / "images", 6, 100, "Abyssinian_{}.jpg")
    bare(folder / "images", 6, 200, "great_pyrenees_{}.jpg")


@shape("labels/flat-names", "pictures numbered by a renaming tool: apple (1).jpg", right(10, "labels_from_names"))
def flat_names(folder):
    bare(folder, 5, 100, "apple ({}).jpg")
    bare(folder, 5, 200, "pear ({}).jpg")


@shape("labels/cameras", "near miss: names that cameras give are no classes", Refused("pictures_without_classes"))
def cameras(folder):
    bare(folder, 5, 100, "IMG_{}.jpg")
    bare(folder, 5, 200, "DSC_{}.jpg")


@shape("labels/one-odd-name", "near miss: one picture's name says no class", Refused("pictures_without_classes"))
def one_odd_name(folder):
    bare(folder, 5, 100, "apple_{}.jpg")
    bare(folder, 5, 200, "pear_{}.jpg")
    put(folder / "cover.jpg", 1)


for place, names in enumerate(
    (
        ("train", "valid", "test"),
        ("Train", "Val", "Test"),
        ("train_set", "validation-set", "test set"),
        ("训练集", "验证集", "测试集"),
        ("TRAIN_DATA", "VAL_DATA", "TEST_DATA"),
        ("train2017", "val2017", "test2017"),
    )
):

    @shape(f"labels/parts-{place}", f"folders of parts called {', '.join(names)}", right(24, split=(12, 6, 6)))
    def spelled(folder, names=names):
        parts(folder, names, (6, 3, 3))

    @shape(
        f"labels/bare-parts-{place}",
        f"pictures straight in {', '.join(names)}",
        Refused("parts_without_classes", names),
    )
    def bare_parts(folder, names=names):
        for start, name in enumerate(names):
            bare(folder / name, 4, 300 * start)


@shape("labels/two-parts", "Keras tutorials: train/ and validation/ alone", right(16, split=(12, 4, 0)))
def two_parts(folder):
    parts(folder, ("train", "validation"), (6, 2))


@shape(
    "labels/kaggle-intel",
    "Kaggle Intel image classification: seg_train/seg_train/…, seg_pred/seg_pred/1.jpg",
    right(16, "unlabeled_pictures"),
)
def intel(folder):
    parts(folder, ("seg_train/seg_train", "seg_test/seg_test"), (6, 2))
    bare(folder / "seg_pred" / "seg_pred", 3)


@shape("labels/wrapped", "an archive with the folder dataset/ in it, and __MACOSX", right(16, split=(12, 4, 0)))
def wrapped(folder):
    parts(folder / "fruits" / "dataset", ("train", "val"), (6, 2))
    write(folder / "__MACOSX" / "fruits" / "._a.jpg", b"x")


@shape(
    "labels/wrapped-inside",
    "Kaggle: train/train/<class>, valid/valid/<class>, test/test/1.jpg",
    right(16, "unlabeled_pictures", split=(12, 4, 0)),
)
def wrapped_inside(folder):
    parts(folder, ("train/train", "valid/valid"), (6, 2))
    bare(folder / "test" / "test", 3)


@shape(
    "labels/images-then-parts", "images/train/<class>, images/val/<class> with a README", right(16, split=(12, 4, 0))
)
def images_then_parts(folder):
    parts(folder / "images", ("train", "val"), (6, 2))
    write(folder / "README.md", "fruits")


@shape(
    "labels/unlabeled-test",
    "Kaggle: train/<class>, test/1.jpg: only the training has labels",
    right(16, "unlabeled_pictures"),
)
def unlabeled_test(folder):
    put_classes(folder / "train", 8)
    bare(folder / "test", 5)


@shape("labels/differing-classes", "parts whose classes differ", right(15, "unknown_classes", split=(12, 3, 0)))
def differing(folder):
    put_classes(folder / "train", 6)
    put_classes(folder / "val", 3, ("apple", "plum"))


@shape(
    "labels/roboflow-folder",
    "Roboflow 'Folder Structure': train, valid, test, README.roboflow.txt",
    right(20, split=(12, 4, 4)),
)
def roboflow(folder):
    parts(folder, ("train", "valid", "test"), (6, 2, 2))
    write(folder / "README.roboflow.txt", "Roboflow exports in folder format")
    write(folder / "README.dataset.txt", "fruits")


@shape("labels/thumbs", "class folders and their previews", right(12, "beside_classes"))
def thumbs(folder):
    put_classes(folder / "images", 6)
    put_classes(folder / "thumbnails", 6)


@shape(
    "labels/imagenet-names",
    "ImageNet: LOC_synset_mapping.txt gives the names",
    right(16, "synset_names", classes=("tench", "goldfish"), split=(12, 4, 0)),
)
def imagenet_names(folder):
    parts(folder, ("train", "val"), (6, 2), labels=("n01440764", "n01443537"))
    write(folder / "LOC_synset_mapping.txt", "n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n")


@shape(
    "labels/tiny-imagenet",
    "Stanford tiny-imagenet-200: train/n…/images, val/val_annotations.txt, words.txt",
    right(16, "synset_names", "unlabeled_pictures", classes=("goldfish", "bullfrog"), split=(12, 4, 0)),
)
def tiny_imagenet(folder):
    numbers = ("n01443537", "n01641577")
    for place, number in enumerate(numbers):
        bare(folder / "train" / number / "images", 6, 100 * place, number + "_{}.JPEG")
        write(folder / "train" / number / f"{number}_boxes.txt", f"{number}_0.JPEG\t0\t10\t63\t58\n")
    bare(folder / "val" / "images", 4, 700, "val_{}.JPEG")
    write(
        folder / "val" / "val_annotations.txt",
        "".join(f"val_{n}.JPEG\t{numbers[n % 2]}\t0\t32\t44\t62\n" for n in range(4)),
    )
    bare(folder / "test" / "images", 3, 900, "test_{}.JPEG")
    write(folder / "wnids.txt", "\n".join(numbers))
    write(folder / "words.txt", "n01443537\tgoldfish, Carassius auratus\nn01641577\tbullfrog, Rana catesbeiana\n")


@shape(
    "labels/deep-classes",
    "animal/cat, animal/dog, plant/rose",
    right(9, "classes_by_deep_folders", classes=("cat", "dog", "rose")),
)
def deep(folder):
    put_classes(folder / "animal", 3, ("cat", "dog"))
    put_classes(folder / "plant", 3, ("rose",))


@shape(
    "labels/deep-numbers",
    "apple/day1, apple/day2: what differs in numbers is no class",
    right(12, "classes_by_top_folders"),
)
def deep_numbers(folder):
    put_classes(folder / "apple", 3, ("day1", "day2"))
    put_classes(folder / "pear", 3, ("day3", "day4"))


@shape(
    "labels/deep-shared",
    "Apple/healthy, Corn/healthy: inner folders that several have",
    right(12, "classes_by_top_folders"),
)
def deep_shared(folder):
    put_classes(folder / "apple", 3, ("healthy", "scab"))
    put_classes(folder / "pear", 3, ("healthy", "rust"))


@shape("labels/images-in-classes", "apple/images/0.jpg, pear/images/0.jpg", right(6))
def images_in_classes(folder):
    for place, label in enumerate(AP):
        bare(folder / label / "images", 3, 100 * place)


@shape(
    "labels/digits",
    "MNIST as PNG: training/0 … testing/9, the same names in each",
    right(40, classes=tuple("0123456789"), split=(10, 10, 20)),
)
def digits(folder):
    for part in ("training", "testing"):
        for digit in range(10):
            for number in range(2):
                path = folder / part / str(digit) / f"{number}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                draw(1000 * (part == "testing") + 10 * digit + number, size=(28, 28)).convert("L").save(path)


@shape(
    "labels/cifar-png",
    "CIFAR-10 as PNG folders: train/airplane/0001.png",
    right(16, classes=("airplane", "automobile"), split=(10, 2, 4)),
)
def cifar(folder):
    for part, count in (("train", 6), ("test", 2)):
        put_classes(folder / part, count, ("airplane", "automobile"), "png")


@shape("labels/numbered-classes", "1_cat, 2_dog", right(6, classes=("1_cat", "2_dog")))
def numbered_classes(folder):
    put_classes(folder, 3, ("1_cat", "2_dog"))


@shape("labels/locomotives", "near miss: the class train beside bus", right(6, classes=("train", "bus")))
def locomotives(folder):
    put_classes(folder, 3, ("train", "bus"))


@shape("labels/mask-no-mask", "Kaggle face masks: with mask / without", right(6, classes=("mask", "no_mask")))
def mask_no_mask(folder):
    put_classes(folder, 3, ("mask", "no_mask"))


@shape(
    "labels/mask-in-parts",
    "Kaggle 12k face masks: Train/WithMask …",
    right(12, classes=("WithMask", "WithoutMask"), split=(6, 4, 2)),
)
def mask_in_parts(folder):
    parts(folder, ("Train", "Validation", "Test"), (3, 2, 1), labels=("WithMask", "WithoutMask"))


@shape(
    "labels/begun-in-sunmao", "begun in Sunmao with the classes mask and images", right(6, classes=("mask", "images"))
)
def begun(folder):
    put_classes(folder, 3, ("mask", "images"))
    write(folder / ".sunmao.json", json.dumps({"task": "classification", "classes": ["mask", "images"]}))


@shape("labels/pupils-numbers", "a pupil's cat/1.jpg, dog/1.jpg", right(8, classes=("cat", "dog")))
def pupils_numbers(folder):
    for place, label in enumerate(("cat", "dog")):
        bare(folder / label, 4, 100 * place)


@shape(
    "labels/photo-and-drawing",
    "pix2pix: the same names in two folders",
    right(8, "folders_share_names", classes=("house", "sketch")),
)
def photo_and_drawing(folder):
    for place, label in enumerate(("house", "sketch")):
        for number in range(4):
            put(folder / label / f"facade{number}north.jpg", 100 * place + number)


@shape(
    "labels/photo-and-painted",
    "photographs, and painted masks of the same names",
    Reads("semantic", 5, None, said=("mask_folder_guessed",)),
)
def photo_and_painted(folder):
    bare(folder / "street", 5, 100, "a{}b.png")
    for number in range(5):
        put_mask(folder / "painted" / f"a{number}b.png")


@shape("labels/notes-beside", "class folders with an export's metadata, a notebook, tables and an XML", right(12))
def notes_beside(folder):
    put_classes(folder, 6)
    write(
        folder / "dataset-metadata.json",
        json.dumps({"title": "fruits", "licenses": [{"name": "CC0-1.0"}], "categories": ["x"]}),
    )
    write(folder / "notebook.ipynb", json.dumps({"cells": [], "metadata": {}}))
    write(folder / "sizes.csv", "class,count\napple,6\npear,6\n")
    write(folder / "config.yaml", "names: [apple, pear]\n")


@shape("labels/table-agrees", "class folders and a table of files that says the same", right(12, "labels_not_read"))
def table_agrees(folder):
    put_classes(folder, 6)
    rows = "".join(f"{label}/{label}{number}.jpg,{label},160,120\n" for label in AP for number in range(6))
    write(folder / "index.csv", "filepath,label,width,height\n" + rows)


@shape(
    "labels/teachable-zip-folders", "Teachable Machine's samples, unpacked", right(6, classes=("Class 1", "Class 2"))
)
def teachable(folder):
    for place, label in enumerate(("Class 1", "Class 2")):
        bare(folder / label, 3, 100 * place, "{}.jpg")


@shape("labels/mmedu", "MMEdu: training_set, val_set, test_set, classes.txt, val.txt", right(20, split=(12, 4, 4)))
def mmedu(folder):
    parts(folder, ("training_set", "val_set", "test_set"), (6, 2, 2))
    write(folder / "classes.txt", "apple\npear\n")
    write(
        folder / "val.txt",
        "".join(f"{label}/{label}{n}.jpg {place}\n" for place, label in enumerate(AP) for n in range(2)),
    )


@shape("labels/mixed-endings", ".JPG, .jpeg, .PNG and a transparent picture", right(8))
def mixed(folder):
    for place, label in enumerate(AP):
        for number, ending in enumerate(("JPG", "jpeg", "PNG")):
            put(folder / label / f"{number}.{ending}", 100 * place + number)
        Image.fromarray(np.full((40, 40, 4), 100 + place, np.uint8)).save(folder / label / "clear.png")


@shape(
    "labels/edge-impulse-boxes",
    "Edge Impulse: info.labels with boundingBoxes",
    Reads(
        "detection", 4, AP, parts=(2, 1, 1), things=4, boxes={"training/a.0.jpg": [("apple", (20.0, 15.0, 70.0, 65.0))]}
    ),
)
def edge_impulse_boxes(folder):
    rows = []
    for number in range(4):
        part, label = ("training", "testing")[number == 3], AP[number % 2]
        put(folder / part / f"a.{number}.jpg", number)
        box = {"label": label, "x": 20, "y": 15, "width": 50, "height": 50}
        rows.append(
            {"path": f"{part}/a.{number}.jpg", "category": part, "label": {"type": "unlabeled"}, "boundingBoxes": [box]}
        )
    write(folder / "info.labels", json.dumps({"version": 1, "files": rows}))


@shape("labels/drawing-and-photo", "cat/1.png is a drawing, dog/1.jpg a photograph", right(2, classes=("cat", "dog")))
def drawing_and_photo(folder):
    put_mask(folder / "cat/1.png")
    put(folder / "dog/1.jpg", 7)


@shape(
    "labels/drawings-and-photos",
    "drawings of one size and photographs of another, numbered alike",
    right(8, classes=("cat", "dog")),
)
def drawings_and_photos(folder):
    bare(folder / "dog", 4)
    for number in range(4):
        mask(size=(80, 60)).save(put(folder / f"cat/{number}.png", number))
