"""Public collections, tables of boxes and arrays that grow."""

import gzip
import io

import numpy as np

from sunmao.data.sources.detect_format import read_listing
from sunmao.errors import BadData
from tests.support.growing.cost import Growing
from tests.support.growing.data_sets import grow, make_tree, numbered, pictures


def make_texts(n: int, row: str, things: bool = False) -> dict[str, bytes | str]:
    """Files of one name in n folders, or n things of one picture."""
    if things:
        return {**pictures(["images/a.png"]), "labels/a.txt": f"{row}\n" * n}
    labels = {f"labels/{number}/a.txt": row for number in range(n)}
    return {**pictures(f"images/{number}/a.png" for number in range(n)), **labels}


def make_boxes(n: int, same: bool = False, lists: bool = False) -> dict[str, bytes | str]:
    """A table of n pictures, or of n things of one picture; lists: in a single cell."""
    names = ["0.png"] if same or lists else [f"{number}.png" for number in range(n)]
    if lists:
        rows = ['0.png,a,"' + ",".join("5 5 2 2" for _ in range(n)) + '"']
    else:
        rows = [f"{names[number % len(names)]},c{number},1,1,{2 + 5 * number / n},5" for number in range(n)]
    head = "filename,label,bbox" if lists else "filename,class,xmin,ymin,xmax,ymax"
    return {**pictures(f"images/{name}" for name in names), "boxes.csv": "\n".join([head, *rows])}


def make_wider(n: int, same: bool = False) -> dict[str, bytes | str]:
    if same:
        return {**pictures(["a/0.png"]), "x_bbx_gt.txt": f"0.png\n{n}\n" + "1 1 4 4 0 0 0 0 0 0\n" * n}
    rows = "".join(f"{number}/a.png\n1\n1 1 4 4 0 0 0 0 0 0\n" for number in range(n))
    return {**pictures(f"{number}/a.png" for number in range(n)), "x_bbx_gt.txt": rows}


def make_mot(n: int, sequences: bool = False) -> dict[str, bytes | str]:
    if sequences:
        rows = {f"{number}/gt/gt.txt": "1,1,1,1,4,4,1,1,1\n" for number in range(n)}
        return {**pictures(f"{number}/img1/000001.png" for number in range(n)), **rows}
    rows = "".join(f"{number},1,1,1,4,4,1,1,1\n" for number in range(n))
    return {**pictures(f"a/img1/{number:06}.png" for number in range(n)), "a/gt/gt.txt": rows}


def make_cub(n: int) -> dict[str, bytes | str]:
    rows = {
        "images.txt": [f"{number} c{number}/{number}.png" for number in range(n)],
        "image_class_labels.txt": [f"{number} {number}" for number in range(n)],
        "bounding_boxes.txt": [f"{number} 1 1 4 4" for number in range(n)],
        "classes.txt": [f"{number} c{number}" for number in range(n)],
    }
    files = {path: "\n".join(lines) for path, lines in rows.items()}
    return {**pictures(f"images/c{number}/{number}.png" for number in range(n)), **files}


def make_attributes(n: int, columns: bool = False) -> dict[str, bytes | str]:
    count = n if columns else 3
    names = ["0.png", "1.png"] if columns else [f"{number}.png" for number in range(n)]
    rows = [f"{name} " + " ".join("1" for _ in range(count)) for name in names]
    head = " ".join(f"a{number}" for number in range(count))
    return {**pictures(names), "list_attr_celeba.txt": "\n".join([str(len(names)), head, *rows])}


def make_signs(n: int) -> dict[str, bytes | str]:
    rows = ["Filename;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId", *(f"{number}.png;1;1;4;4;{number}" for number in range(n))]
    return {**pictures(f"{number}.png" for number in range(n)), "GT-00000.csv": "\n".join(rows)}


def make_aircraft(n: int) -> dict[str, bytes | str]:
    rows = "\n".join(f"{number} v{number}" for number in range(n))
    return {**pictures(numbered(n)), "images_variant_train.txt": rows, "images_family_train.txt": rows}


def make_keras_yolo(n: int, same: bool = False) -> dict[str, bytes | str]:
    if same:
        return {**pictures(["0.png"]), "train.txt": "0.png " + " ".join(f"1,1,5,5,{number}" for number in range(n))}
    return {**pictures(numbered(n)), "train.txt": "\n".join(f"{number}.png 1,1,5,5,0" for number in range(n))}


def make_image_labels(n: int, same: bool = False) -> dict[str, bytes | str]:
    names = [0] if same else range(n)
    rows = [f"{number if not same else 0},machine,/m/{number},1" for number in range(n)]
    return {
        **pictures(f"{number}.png" for number in names),
        "train-labels.csv": "\n".join(["ImageID,Source,LabelName,Confidence", *rows]),
        "class-descriptions.csv": "\n".join(f"/m/{number},c{number}" for number in range(n)),
    }


def make_lists(n: int) -> dict[str, bytes | str]:
    rows = "\n".join(f"c{number}/{number}" for number in range(n))
    return {**pictures(f"images/c{number}/{number}.png" for number in range(n)), "meta/train.txt": rows}


def make_idx(n: int, pack: bool = False) -> dict[str, bytes | str]:
    files = {
        "train-images-idx3-ubyte": bytes([0, 0, 8, 3]) + n.to_bytes(4, "big") + bytes([0, 0, 0, 2] * 2) + bytes(4 * n),
        "train-labels-idx1-ubyte": bytes([0, 0, 8, 1]) + n.to_bytes(4, "big") + bytes(n),
    }
    return {f"{path}.gz": gzip.compress(data) for path, data in files.items()} if pack else files


def make_cifar(n: int) -> dict[str, bytes | str]:
    return {"data_batch_1.bin": bytes(3073 * n), "batches.meta.txt": "a\nb\n"}


def make_npz(n: int) -> dict[str, bytes | str]:
    with io.BytesIO() as file:
        np.savez(file, train_images=np.zeros((n, 2, 2), np.uint8), train_labels=np.arange(n).reshape(-1, 1) % 9)
        return {"a.npz": file.getvalue()}


def make_matlab(n: int) -> dict[str, bytes | str]:
    return {**pictures(f"train/{number}.png" for number in range(n)), "train/digitStruct.mat": "MATLAB"}


def make_sequences(n: int) -> dict[str, bytes | str]:
    about = "<sequence><sequence_attribute/>" + "<frame/>" * n + "</sequence>"
    return {**pictures(["MVI/a.png"]), **{f"{number}.xml": about for number in range(9)}}


def grow_refused(format: str, name: str, make, size: int) -> Growing:
    """A row for what is known and not read."""
    return Growing(format, name, lambda n: make_tree(make(n)), _require_refusal, size)


def _require_refusal(tree) -> None:
    try:
        found = read_listing(tree)
    except BadData as error:
        assert error.key.startswith("collection_")
    else:
        assert any(each.level == "reject" for each in found.findings), found.format


_KITTI = "Car 0 0 0 1 1 5 5 0 0 0 0 0 0 0"
COLLECTIONS = [
    grow("kitti", "things of one picture", lambda n: make_texts(n, _KITTI, things=True), 2000),
    grow("kitti", "files of one name", lambda n: make_texts(n, _KITTI), 700),
    grow("dota", "things of one picture", lambda n: make_texts(n, "1 1 5 1 5 5 1 5 ship 0", things=True), 1500),
    grow("visdrone", "things of one picture", lambda n: make_texts(n, "1,1,4,4,1,4,0,0", things=True), 2000),
    grow("named_corners", "things of one picture", lambda n: make_texts(n, "cat 1 1 5 5", things=True), 2000),
    grow("named_corners", "files of one name", lambda n: make_texts(n, "cat 1 1 5 5"), 700),
    grow("mot", "frames", make_mot, 1000),
    grow("mot", "sequences", lambda n: make_mot(n, sequences=True), 500),
    grow("wider_face", "pictures of one name", make_wider, 700),
    grow("wider_face", "faces of one picture", lambda n: make_wider(n, same=True), 4000),
    grow("cub", "pictures and classes", make_cub, 1000),
    grow("celeba", "pictures", make_attributes, 2000),
    grow("gtsrb", "pictures and classes", make_signs, 2000),
    grow("fgvc_aircraft", "pictures and classes", make_aircraft, 2000),
    grow("keras_yolo", "pictures", make_keras_yolo, 1500),
    grow("keras_yolo", "things of one picture", lambda n: make_keras_yolo(n, same=True), 3000),
    grow("box_tables", "pictures", make_boxes, 1500),
    grow("box_tables", "things of one picture", lambda n: make_boxes(n, same=True), 4000),
    grow("box_tables", "boxes in one cell", lambda n: make_boxes(n, lists=True), 500),
    grow("open_images_labels", "pictures and labels", make_image_labels, 1500),
    grow("open_images_labels", "labels of one picture", lambda n: make_image_labels(n, same=True), 4000),
    grow("list_of_classes", "pictures and classes", make_lists, 1500),
    grow("packed_arrays", "idx", make_idx, 5000),
    grow("packed_arrays", "idx in gzip", lambda n: make_idx(n, pack=True), 5000),
    grow("packed_arrays", "CIFAR", make_cifar, 1500),
    grow("packed_arrays", "npz", make_npz, 5000),
    grow_refused("matlab", "pictures", make_matlab, 3000),
    grow_refused("ua_detrac", "frames", make_sequences, 4000),
]
