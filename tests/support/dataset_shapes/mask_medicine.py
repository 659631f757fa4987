"""Collections for cutting out one thing, most of them of medicine."""

import json

import numpy as np
from PIL import Image

from tests.support.dataset_shapes.mask_collections import numbers, put_black_and_white, save
from tests.support.dataset_shapes.pictures import put, write
from tests.support.dataset_shapes.shape import Reads, shape


@shape(
    "masks/carvana",
    "kaggle.com/c/carvana-image-masking-challenge: train_masks/x_mask.gif, train_masks.csv, test without masks",
    Reads("semantic", 4, ("class_1",), said=("mask_missing",)),
)
def _(folder):
    for number in range(4):
        put(folder / "train" / f"00087a6bd4dc_{number:02}.jpg", number)
        put_black_and_white(folder / "train_masks" / f"00087a6bd4dc_{number:02}_mask.gif")
    put(folder / "test/0004d4463b50_01.jpg", 50)
    write(folder / "train_masks.csv", "img,rle_mask\n00087a6bd4dc_00.jpg,879386 40\n")
    write(folder / "metadata.csv", "id,year,make\n00087a6bd4dc,2012,Acura\n")


@shape(
    "masks/kvasir with masks in jpeg",
    "datasets.simula.no/kvasir-seg: images, masks (JPEG), kavsir_bboxes.json",
    Reads("semantic", 4, ("class_1",), said=("mask_jpeg",)),
)
def _(folder):
    boxes = {}
    for number in range(4):
        put(folder / "Kvasir-SEG/images" / f"cju{number}.jpg", number)
        image = Image.fromarray((numbers() > 0).astype(np.uint8) * 255).convert("RGB")
        save(folder / "Kvasir-SEG/masks" / f"cju{number}.jpg", image)
        boxes[f"cju{number}"] = {"height": 120, "width": 160, "bbox": [{"label": "polyp", "xmin": 1, "ymin": 1}]}
    write(folder / "Kvasir-SEG/kavsir_bboxes.json", json.dumps(boxes))


def _joined(found) -> None:
    [item] = [item for item in found.items if item.path.name == "benign (1).png"]
    assert item.mask is None and len(item.things) == 2


@shape(
    "masks/busi",
    "Dataset_BUSI_with_GT: benign, malignant, normal; x_mask.png, x_mask_1.png",
    Reads("semantic", 6, ("class_1",), said=("mask_joined", "mask_class_folders"), check=_joined),
)
def _(folder):
    for label in ("benign", "malignant", "normal"):
        for number in (1, 2):
            place = folder / "Dataset_BUSI_with_GT" / label
            put(place / f"{label} ({number}).png", number + 10 * len(label))
            pixels = numbers() * 0 if label == "normal" else (numbers() == 1) * 255
            save(place / f"{label} ({number})_mask.png", pixels.astype(np.uint8))
    put_black_and_white(folder / "Dataset_BUSI_with_GT/benign/benign (1)_mask_1.png", 1)


@shape(
    "masks/drive",
    "drive.grand-challenge.org: 1st_manual holds the vessels, mask the field of view",
    Reads("semantic", 5, ("class_1",), said=("mask_unused",), check=lambda found: _first(found)),
)
def _(folder):
    for part, word, numbers_ in (("training", "training", range(21, 24)), ("test", "test", range(1, 3))):
        for number in numbers_:
            root = folder / "DRIVE" / part
            put(root / "images" / f"{number:02}_{word}.tif", number)
            put_black_and_white(root / "1st_manual" / f"{number:02}_manual1.gif")
            put_black_and_white(root / "mask" / f"{number:02}_{word}_mask.gif", 1)
            if part == "test":
                put_black_and_white(root / "2nd_manual" / f"{number:02}_manual2.gif", 1)


def _first(found) -> None:
    assert {item.mask.parent.name for item in found.items} == {"1st_manual"}


@shape(
    "masks/chase db1",
    "blogs.kingston.ac.uk/retinal/chasedb1: x.jpg, x_1stHO.png, x_2ndHO.png in one folder",
    Reads("semantic", 4, ("class_1",), said=("mask_unused",)),
)
def _(folder):
    for number in range(4):
        put(folder / f"Image_{number:02}L.jpg", number)
        save(folder / f"Image_{number:02}L_1stHO.png", Image.fromarray(numbers() == 1))
        save(folder / f"Image_{number:02}L_2ndHO.png", Image.fromarray(numbers() == 2))


@shape(
    "masks/oxford pets, trimaps alone",
    "robots.ox.ac.uk/~vgg/data/pets, annotations/README: 1 foreground, 2 background, 3 not classified",
    Reads("semantic", 4, ("foreground", "border"), said=("mask_trimap",)),
)
def _(folder):
    for number in range(4):
        put(folder / "images" / f"Abyssinian_{number}.jpg", number)
        pixels = numbers(1, 3)
        pixels[pixels == 0] = 2
        save(folder / "annotations/trimaps" / f"Abyssinian_{number}.png", pixels)
    write(folder / "annotations/list.txt", "#Image CLASS-ID SPECIES BREED ID\nAbyssinian_0 1 1 1\n")
    write(folder / "annotations/trainval.txt", "".join(f"Abyssinian_{number} 1 1 1\n" for number in range(4)))
