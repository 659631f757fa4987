"""Masks as annotation tools and training libraries write them, and in the situations in which people have them."""

import json

import numpy as np
from PIL import Image

from tests.support.dataset_shapes.mask_collections import NUMBERED, numbers, put_black_and_white, put_colors, save
from tests.support.dataset_shapes.pictures import LABELS, put, put_classes, put_mask, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape


def put_pairs(folder, pictures="images/{}.jpg", masks="masks/{}.png", count=4, start=0) -> None:
    """Pictures and masks of apple (1) and pear (2)."""
    for number in range(start, start + count):
        put(folder / pictures.format(number), number)
        put_mask(folder / masks.format(number))


LIST = "background\napple\npear\n"


@shape(
    "masks/roboflow",
    "docs.roboflow.com, export 'Semantic Segmentation Masks'",
    Reads("semantic", 6, LABELS, parts=(4, 1, 1)),
)
def _(folder):
    for part, count in (("train", 4), ("valid", 1), ("test", 1)):
        put_pairs(folder / part, "p{}_jpg.rf.0a1b.jpg", "p{}_jpg.rf.0a1b_mask.png", count, start=10 * len(part))
        write(folder / part / "_classes.csv", "Pixel Value, Class\n0, background\n1, apple\n2, pear\n")
    write(folder / "README.roboflow.txt", "Provided by a Roboflow user\n")


def _put_lists(folder, row: str, pictures: str, masks: str, ending: str = "\n", name: str = "{}.txt") -> None:
    put_pairs(folder, pictures, masks, 6)
    for part, places in (("train", range(4)), ("val", range(4, 6))):
        lines = ending.join(row.format(pictures.format(place), masks.format(place)) for place in places)
        write(folder / name.format(part), lines + ending)


LISTED = Reads("semantic", 6, LABELS, parts=(4, 2, 0))


@shape("masks/paddleseg with tabs", "PaddleSeg docs/data/custom: separator", LISTED)
def _(folder):
    _put_lists(folder, "{}\t{}", "A/{}.jpg", "B/{}.png")
    write(folder / "labels.txt", LIST)


@shape("masks/paddleseg with commas and crlf", "PaddleSeg's split_dataset_list.py --separator ','", LISTED)
def _(folder):
    _put_lists(folder, "{},{}", "x/y {}.jpg", "z/y {}.png", "\r\n")
    write(folder / "labels.txt", LIST.replace("\n", "\r\n"))


@shape("masks/paddlex lists", "PaddleX docs: train_list.txt, JPEGImages, Annotations as PNG", LISTED)
def _(folder):
    _put_lists(folder, "{} {}", "JPEGImages/{}.jpg", "Annotations/{}.png", name="{}_list.txt")
    write(folder / "labels.txt", LIST)


@shape("masks/paddleseg lists with backslashes and blanks", "lists written on Windows", LISTED)
def _(folder):
    _put_lists(folder, "{} {}", "img dir/图 {}.jpg", "lab dir/图 {}.png")
    for part in ("train", "val"):
        path = folder / f"{part}.txt"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"/", b"\\"))
    write(folder / "labels.txt", LIST)


@shape("masks/lists in a folder of their own", "optic_disc_seg with file_list/train.txt", LISTED)
def _(folder):
    _put_lists(folder, "{} {}", "img/{}.jpg", "lab/{}.png", name="file_list/{}.txt")
    write(folder / "labels.txt", LIST)


@shape(
    "masks/lists that name half",
    "pictures beside the lists are left out, which is said",
    Reads("semantic", 6, LABELS, parts=(4, 2, 0), said=("unlisted_left_out", "picture_not_there")),
)
def _(folder):
    _put_lists(folder, "{} {}", "img/{}.jpg", "lab/{}.png")
    put_pairs(folder, "img/{}.jpg", "lab/{}.png", 2, start=50)
    with (folder / "val.txt").open("a", encoding="utf-8") as file:
        file.write("img/99.jpg lab/99.png\n")
    write(folder / "labels.txt", LIST)


@shape(
    "masks/lists of stems that name half",
    "ImageSets/Segmentation of one's own VOC folders",
    Reads("semantic", 4, LABELS, parts=(3, 1, 0), said=("unlisted_left_out",)),
)
def _(folder):
    put_pairs(folder, "JPEGImages/{}.jpg", "SegmentationClass/{}.png", 6)
    write(folder / "ImageSets/Segmentation/train.txt", "0\n1\n2\n")
    write(folder / "ImageSets/Segmentation/val.txt", "3\n")
    write(folder / "class_names.txt", LIST)


@shape(
    "masks/a list without a background, from 0 on",
    "PaddleSeg: the line is the number; Cityscapes' road is 0",
    Reads("semantic", 4, ("sky", "apple", "pear"), said=("mask_from_zero",)),
)
def _(folder):
    put_pairs(folder, "img/{}.jpg", "lab/{}.png")
    write(folder / "labels.txt", "sky\napple\npear\n")


@shape(
    "masks/mmsegmentation",
    "mmsegmentation docs, add_datasets.md: img_dir/train, ann_dir/train",
    Reads("semantic", 6, NUMBERED, parts=(4, 2, 0), said=("mask_no_names",)),
)
def _(folder):
    for part, count in (("train", 4), ("val", 2)):
        put_pairs(
            folder, f"my_dataset/img_dir/{part}/x{{}}.jpg", f"my_dataset/ann_dir/{part}/x{{}}.png", count, len(part)
        )


@shape(
    "masks/mmsegmentation with train ids of its own",
    "coco_stuff164k.py writes x_labelTrainIds.png, where 0 is a class and 255 none",
    Reads("semantic", 4, ("class_0", "class_1", "class_2")),
)
def _(folder):
    put_pairs(folder, "images/train2017/{}.jpg", "annotations/train2017/{}_labelTrainIds.png")


@shape(
    "masks/nnu-net",
    "MIC-DKFZ/nnUNet documentation/dataset_format.md: imagesTr/case_0000.png, labelsTr/case.png, dataset.json",
    Reads("semantic", 4, ("road", "house"), said=("mask_missing",)),
)
def _(folder):
    root = folder / "Dataset120_Roads"
    put_pairs(root, "imagesTr/case_{:03}_0000.png", "labelsTr/case_{:03}.png")
    put(root / "imagesTs/case_900_0000.png", 900)
    about = {"channel_names": {"0": "R"}, "labels": {"background": 0, "road": 1, "house": 2}, "file_ending": ".png"}
    write(root / "dataset.json", json.dumps(about | {"numTraining": 4}))


@shape(
    "masks/cvat segmentation mask 1.1",
    "docs.cvat.ai/docs/manual/advanced/formats/format-smask: labelmap.txt, SegmentationObject too",
    Reads("instance", 4, ("building", "Sky"), things=8),
)
def _(folder):
    for number in range(4):
        put(folder / "JPEGImages" / f"{number}.jpg", number)
        put_colors(folder / "SegmentationClass" / f"{number}.png")
        put_colors(folder / "SegmentationObject" / f"{number}.png")
    rows = "background:0,0,0::\nSky:128,128,128::\nbuilding:128,0,0::\n"
    write(folder / "labelmap.txt", f"# label:color_rgb:parts:actions\n{rows}")
    write(folder / "ImageSets/Segmentation/default.txt", "0\n1\n2\n3\n")


@shape(
    "masks/cvat with palettes",
    "datumaro writes the colors of labelmap.txt as a palette",
    Reads("semantic", 4, ("Sky", "building"), check=lambda found: has_tags(found, ("Sky", "building"))),
)
def _(folder):
    for number in range(4):
        put(folder / "JPEGImages" / f"{number}.jpg", number)
        image = Image.fromarray(numbers(5, 3))
        palette = np.zeros((256, 3), np.uint8)
        palette[5], palette[3] = (128, 128, 128), (128, 0, 0)
        image.putpalette(palette.tobytes())
        save(folder / "SegmentationClass" / f"{number}.png", image)
    write(folder / "labelmap.txt", "background:0,0,0::\nSky:128,128,128::\nbuilding:128,0,0::\n")


def has_tags(found, tags) -> None:
    assert all(item.tags == tags for item in found.items)


@shape(
    "masks/labelme2voc",
    "wkentaro/labelme examples/semantic_segmentation: class_names.txt, SegmentationClassPNG, …Visualization",
    Reads("semantic", 4, LABELS, said=("mask_unused",)),
)
def _(folder):
    put_pairs(folder, "JPEGImages/{}.jpg", "SegmentationClassPNG/{}.png")
    for number in range(4):
        put(folder / "SegmentationClassVisualization" / f"{number}.jpg", number)
        write(folder / "SegmentationClass" / f"{number}.npy", b"\x93NUMPY")
    write(folder / "class_names.txt", "__ignore__\n_background_\napple\npear\n")


@shape(
    "masks/label studio brushes", "labelstud.io/guide/export: PNG and NumPy", Refused("brush_masks", ("Label Studio",))
)
def _(folder):
    for number in range(4):
        put_black_and_white(folder / f"task-{number}-annotation-{number}-by-1-tag-apple-0.png")
        write(folder / f"task-{number}-annotation-{number}-by-1-tag-apple-0.npy", b"\x93NUMPY")


@shape("masks/image and label", "zhixuhao/unet: image, label", Reads("semantic", 4, ("class_1",)))
def _(folder):
    for number in range(4):
        put(folder / "membrane/train/image" / f"{number}.png", number)
        put_black_and_white(folder / "membrane/train/label" / f"{number}.png")


@shape(
    "masks/imgs and masks",
    "milesial/Pytorch-UNet: data/imgs, data/masks/x_mask.gif",
    Reads("semantic", 4, ("class_1",)),
)
def _(folder):
    for number in range(4):
        put(folder / "data/imgs" / f"car{number}.jpg", number)
        put_black_and_white(folder / "data/masks" / f"car{number}_mask.gif")


@shape("masks/part before", "train/images, train/masks, val/…", Reads("semantic", 6, LABELS, parts=(4, 2, 0)))
def _(folder):
    for part, count in (("train", 4), ("val", 2)):
        put_pairs(folder, f"{part}/images/{{}}.jpg", f"{part}/masks/{{}}.png", count)
    write(folder / "classes.txt", LIST)


@shape("masks/part behind", "images_train, masks_train, images_val …", Reads("semantic", 6, LABELS, parts=(4, 2, 0)))
def _(folder):
    for part, count in (("train", 4), ("val", 2)):
        put_pairs(folder, f"images_{part}/{{}}.jpg", f"masks_{part}/{{}}.png", count)
    write(folder / "classes.txt", LIST)


@shape(
    "masks/part below, in Chinese", "图片/训练集, 标注/训练集", Reads("semantic", 6, ("苹果", "梨"), parts=(4, 2, 0))
)
def _(folder):
    for part, count in (("训练集", 4), ("验证集", 2)):
        put_pairs(folder, f"图片/{part}/{{}}.jpg", f"标注/{part}/{{}}.png", count)
    write(folder / "classes.txt", "背景\n苹果\n梨\n".encode("gb18030"))


@shape(
    "masks/folders with any names",
    "photo and painted: only the pixels show which is which",
    Reads("semantic", 4, LABELS, said=("mask_folder_guessed",)),
)
def _(folder):
    put_pairs(folder, "photo/{}.jpg", "painted/{}.png")
    write(folder / "classes.txt", LIST)


@shape(
    "masks/folders with any names in parts",
    "train/A, train/B",
    Reads("semantic", 6, NUMBERED, parts=(4, 2, 0), said=("mask_folder_guessed", "mask_no_names")),
)
def _(folder):
    for part, count in (("train", 4), ("val", 2)):
        put_pairs(folder, f"{part}/A/{{}}.png", f"{part}/B/{{}}.png", count)


@shape("masks/side by side in one folder", "x.png and x_mask.png", Reads("semantic", 5, LABELS))
def _(folder):
    put_pairs(folder, "{}.png", "{}_mask.png", 5)
    write(folder / "classes.txt", LIST)


@shape("masks/image_1 and mask_1", "numbered by kind", Reads("semantic", 5, LABELS))
def _(folder):
    put_pairs(folder, "images/image_{}.png", "masks/mask_{}.png", 5)
    write(folder / "classes.txt", LIST)


@shape(
    "masks/a folder of masks for each class",
    "masks/apple/1.png, masks/pear/1.png",
    Reads("semantic", 4, LABELS, said=("mask_joined",), check=lambda found: has_tags(found, LABELS)),
)
def _(folder):
    for number in range(4):
        put(folder / "images" / f"{number}.jpg", number)
        for place, label in enumerate(LABELS):
            put_black_and_white(folder / "masks" / label / f"{number}.png", place)


@shape(
    "masks/picture and mask that differ by their endings",
    "1.jpg and 1.png in one folder",
    Reads("semantic", 5, LABELS, said=("mask_folder_guessed",)),
)
def _(folder):
    put_pairs(folder, "{}.jpg", "{}.png", 5)
    write(folder / "classes.txt", LIST)


@shape("masks/near miss: pictures in two formats", "the same as JPEG and as PNG", Reads("classification", 48, LABELS))
def _(folder):
    put_classes(folder)
    put_classes(folder, ending="png")


@shape(
    "masks/a colored folder for each class",
    "as above, each class painted in a color of its own",
    Reads("semantic", 4, LABELS, check=lambda found: has_tags(found, LABELS)),
)
def _(folder):
    colors = np.array(((0, 0, 0), (200, 0, 0)), np.uint8)
    for number in range(4):
        put(folder / "images" / f"{number}.jpg", number)
        for place, label in enumerate(LABELS):
            save(folder / "masks" / label / f"{number}.png", colors[(numbers() == 1 + place).astype(int)])


@shape(
    "masks/sequences of the same names",
    "images/s1/0.jpg, masks/s1/0.png, images/s2/0.jpg …",
    Reads("semantic", 6, LABELS),
)
def _(folder):
    for sequence in ("s1", "s2"):
        put_pairs(folder, f"images/{sequence}/{{}}.jpg", f"masks/{sequence}/{{}}.png", 3)
    write(folder / "classes.txt", LIST)


@shape("masks/two endings", "V7 and Supervisely: 1.jpg.png", Reads("semantic", 4, LABELS))
def _(folder):
    put_pairs(folder, "images/{}.jpg", "masks/{}.jpg.png")
    write(folder / "classes.txt", LIST)


@shape(
    "masks/colors in a table of any name",
    "kaggle.com/datasets/bulentsiyah/semantic-drone-dataset: class_dict_seg.csv with blanks",
    Reads("semantic", 4, ("Sky", "building")),
)
def _(folder):
    for number in range(4):
        put(folder / "original_images" / f"{number:03}.jpg", number)
        put_colors(folder / "label_images_semantic" / f"{number:03}.png")
    rows = "unlabeled, 0, 0, 0\nSky, 128, 128, 128\nbuilding, 128, 0, 0\n"
    write(folder / "class_dict_seg.csv", f"name, r, g, b\n{rows}")


@shape(
    "masks/lists of another computer that name nothing",
    "train.txt of other pictures",
    Reads("semantic", 4, LABELS, said=("picture_not_there",)),
)
def _(folder):
    put_pairs(folder)
    write(folder / "train.txt", "img/a.jpg lab/a.png\nimg/b.jpg lab/b.png\n")
    write(folder / "classes.txt", LIST)


@shape("masks/near miss: a class called depth", "underwater pictures", Reads("classification", 24, ("depth", "shore")))
def _(folder):
    put_classes(folder, labels=("depth", "shore"))


@shape("masks/wrapped with rubbish", "zipped on a Mac, with a notebook", Reads("semantic", 4, LABELS))
def _(folder):
    put_pairs(folder, "My Segmentation Masks/images/{}.JPG", "My Segmentation Masks/masks/{}.PNG")
    write(folder / "__MACOSX/My Segmentation Masks/images/._0.JPG", b"\0")
    write(folder / "My Segmentation Masks/classes.txt", LIST)
    write(folder / "My Segmentation Masks/train.ipynb", "{}")
    write(folder / "My Segmentation Masks/README.md", "# masks")
