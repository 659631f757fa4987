"""The files of tools and collections that are not read: they are refused by name, or reported beside good class
folders.
"""

from pathlib import Path

import numpy as np

from tests.support.dataset_shapes.pictures import LABELS, put, put_classes, write
from tests.support.dataset_shapes.shape import SHAPES, DatasetShape, Reads, Refused, shape
from tests.support.dataset_shapes.tools import put_pictures, write_json
from tests.support.dataset_shapes.tools_json import write_lines

# Name → what writes it, the file, its first bytes, the key of the sentence, and the word that names it.
_FILES = {
    "tfrecord": ("Roboflow, TFRecord", "train/fruits.tfrecord", b"\x10\0\0\0", "foreign_records", "TFRecord"),
    "tfrecord in parts": ("tensorflow_datasets", "a.tfrecord-00000-of-00002", b"\1", "foreign_records", "TFRecord"),
    "mxnet": ("mxnet im2rec", "train.rec", b"\x0a\x23\xd7\xce", "foreign_records", "RecordIO"),
    "mindrecord": ("MindSpore FileWriter", "train.mindrecord0", b"\0", "foreign_records", "MindRecord"),
    "lmdb": ("LSUN, lmdb", "church_train/data.mdb", b"\0", "foreign_records", "LMDB"),
    "arrow": ("Hugging Face save_to_disk", "train/data-00000-of-00001.arrow", b"ARROW1", "foreign_records", "Arrow"),
    "pickle": ("Python", "mnist.pkl", b"\x80\x04.", "foreign_pickle", "pickle"),
    "mat": ("SVHN, cropped digits", "train_32x32.mat", b"MATLAB 5.0", "foreign_arrays", "SVHN (MATLAB)"),
    "npy": ("pictures as one array of numpy.save", "x_train.npy", b"\x93NUMPY", "foreign_arrays", "NumPy"),
    "h5": ("deeplearning.ai, cats", "train_catvnoncat.h5", b"\x89HDF\r\n", "foreign_arrays", "HDF5"),
    "arff": ("Weka", "iris.arff", b"@RELATION iris\n", "foreign_table", "ARFF"),
    "rosbag": ("ROS", "drive.bag", b"#ROSBAG V2.0\n", "foreign_video", "ROS bag"),
    "nifti": ("Medical Decathlon", "imagesTr/la_003.nii", b"\x5c\1\0\0", "foreign_medical", "NIfTI"),
    "nifti, packed": ("Medical Decathlon", "imagesTr/la_003.nii.gz", b"\x1f\x8b", "foreign_medical", "NIfTI"),
    "dicom": ("RSNA Pneumonia", "stage_2_train_images/0004.dcm", b"\0" * 128 + b"DICM", "foreign_medical", "DICOM"),
    "point cloud": ("Supervisely point clouds", "ds/pointcloud/1.pcd", b"# .PCD v0.7", "foreign_points", "point cloud"),
    "webdataset": ("webdataset", "shard-000000.tar", b"\0" * 512, "foreign_archive", "WebDataset"),
    "video": ("UCF101", "v_ApplyEyeMakeup_g01_c01.avi", b"RIFF", "foreign_video", "video"),
    "excel": ("a teacher", "标签.xlsx", b"PK\3\4", "foreign_table", "Excel"),
}


def _register(name: str, origin: str, file: str, data: bytes, key: str, word: str) -> None:
    """A shape of the file alone, with bare pictures, and beside good class folders."""

    def alone(folder: Path) -> None:
        write(folder / file, data)

    def with_pictures(folder: Path) -> None:
        write(folder / file, data)
        put_pictures(folder / "images", 6)

    def with_classes(folder: Path) -> None:
        write(folder / file.rpartition("/")[2], data)
        put_classes(folder)

    # Archives in a data set stay closed, which is said of all of them.
    said = "inner_archives" if file.endswith((".tar", ".gz")) else "foreign_not_read"
    refused, read = Refused(key, (word,)), Reads("classification", 24, LABELS, said=(said,))
    SHAPES[f"refused/{name} alone"] = DatasetShape(f"refused/{name} alone", origin, refused, alone)
    SHAPES[f"refused/{name}, bare pictures"] = DatasetShape(f"refused/{name}, pictures", origin, refused, with_pictures)
    SHAPES[f"refused/{name}, classes"] = DatasetShape(f"refused/{name}, classes", origin, read, with_classes)


for _name, _row in _FILES.items():
    _register(_name, *_row)


@shape("refused/stanford cars", "Stanford Cars: cars_train, devkit/*.mat", Refused("foreign_arrays", ("MATLAB",)))
def stanford_cars(folder: Path) -> None:
    for part in ("cars_train", "cars_test"):
        put_pictures(folder / part, 6, "0000{}.jpg")
    write(folder / "devkit/cars_train_annos.mat", b"MATLAB 5.0 MAT-file")


@shape("refused/svhn", "SVHN, full numbers: train/1.png, digitStruct.mat", Refused("foreign_arrays", ("MATLAB",)))
def svhn(folder: Path) -> None:
    for part in ("train", "test"):
        put_pictures(folder / part, 6, "{}.png")
        write(folder / part / "digitStruct.mat", b"\x89HDF\r\n\x1a\n")


@shape(
    "refused/teachable sounds",
    "Teachable Machine, samples of sounds without their recordings",
    Refused("foreign_spectrograms", ("Teachable Machine", "samples.json")),
)
def teachable_sounds(folder: Path) -> None:
    frames = [
        {"frequencyFrames": [[-80.0] * 232] * 3, "blob": None, "startTime": 0, "endTime": 1, "blobFilePath": "1.webm"}
    ]
    for name in ("clap", "whistle"):
        write_json(folder / name / "samples.json", frames)


@shape("refused/scale-ai", "docs.scale.com, task export", Refused("foreign_export", ("Scale AI",)))
def scale_ai(folder: Path) -> None:
    box = {"label": "apple", "left": 20, "top": 15, "width": 50, "height": 50, "geometry": "box"}
    names = put_pictures(folder, 6)
    rows = [
        {"task_id": "5", "params": {"attachment": f"https://x.org/{n}"}, "response": {"annotations": [box]}}
        for n in names
    ]
    write_json(folder / "tasks.json", rows)


@shape("refused/labelbox of 2021", "docs.labelbox.com, legacy export", Refused("foreign_export", ("Labelbox",)))
def labelbox_old(folder: Path) -> None:
    said = {"objects": [{"title": "apple", "instanceURI": "https://api.labelbox.com/masks/feature/1"}]}
    rows = [{"ID": "1", "Labeled Data": f"https://x.org/{name}", "Label": said} for name in put_pictures(folder, 6)]
    write_json(folder / "export-2021-05-01.json", rows)


@shape(
    "refused/custom vision", "learn.microsoft.com, Custom Vision", Refused("foreign_export", ("Azure Custom Vision",))
)
def custom_vision(folder: Path) -> None:
    box = {"regionId": "1", "tagName": "apple", "left": 0.1, "top": 0.1, "width": 0.2, "height": 0.2}
    put_pictures(folder, 6)
    write_json(folder / "tagged.json", [{"id": "1", "originalImageUri": "https://x/1", "regions": [box]}])


@shape("refused/panoptic", "cocodataset.org, panoptic", Refused("foreign_export", ("panoptic",)))
def panoptic(folder: Path) -> None:
    names = put_pictures(folder / "pictures", 6)
    rows = [{"segments_info": [{"id": 1, "category_id": 1}], "file_name": n, "image_id": 1} for n in names]
    write_lines(folder / "rows.ndjson", [{"annotations": rows, "categories": []}])


@shape("refused/paligemma", "docs.roboflow.com, PaliGemma JSONL", Refused("foreign_export", ("PaliGemma",)))
def paligemma(folder: Path) -> None:
    names = put_pictures(folder / "dataset", 6)
    said = {"prefix": "detect apple ; pear", "suffix": "<loc0128><loc0128><loc0554><loc0448> apple"}
    write_lines(folder / "dataset/_annotations.train.jsonl", [{"image": name, **said} for name in names])


@shape("refused/openai", "docs.roboflow.com, OpenAI JSONL", Refused("foreign_captions", ("OpenAI",)))
def openai(folder: Path) -> None:
    put_pictures(folder, 6)
    write_lines(folder / "_annotations.train.jsonl", [{"messages": [{"role": "user", "content": "What is it?"}]}] * 6)


@shape("refused/captions of flickr8k", "Kaggle, Flickr 8k", Refused("table_of_captions", ("captions.txt", "sentences")))
def flickr(folder: Path) -> None:
    names = put_pictures(folder / "Images", 6)
    write(folder / "captions.txt", "image,caption\n" + "".join(f"{name},A red apple on a plate .\n" for name in names))


@shape(
    "refused/captions of hugging face",
    "huggingface.co/docs, ImageFolder",
    Refused("foreign_captions", ("Hugging Face",)),
)
def imagefolder(folder: Path) -> None:
    names = put_pictures(folder / "train", 6)
    write_lines(folder / "train/metadata.jsonl", [{"file_name": name, "text": "a red apple"} for name in names])


@shape(
    "refused/bbox-label-tool", "github.com/puzzledqs/BBox-Label-Tool", Refused("foreign_export", ("BBox-Label-Tool",))
)
def bbox_label_tool(folder: Path) -> None:
    for name in put_pictures(folder / "Images/001", 6, "{}.jpeg"):
        write(folder / f"Labels/001/{name.rpartition('.')[0]}.txt", "2\n20 15 70 65 apple\n80 30 140 100 pear\n")


@shape("refused/dlib", "dlib imglab", Refused("foreign_export", ("dlib",)))
def dlib(folder: Path) -> None:
    images = "".join(
        f"<image file='{name}'><box top='15' left='20' width='50' height='50'><label>apple</label></box></image>"
        for name in put_pictures(folder, 6)
    )
    write(folder / "training.xml", f"<?xml version='1.0'?><dataset><name>x</name><images>{images}</images></dataset>")


@shape("refused/vertex csv", "cloud.google.com/vertex-ai, CSV", Refused("foreign_export", ("Vertex",)))
def vertex_csv(folder: Path) -> None:
    names = put_pictures(folder, 6)
    write(folder / "boxes.csv", "".join(f"training,gs://b/{name},apple,0.1,0.1,,,0.4,0.5,,\n" for name in names))


@shape("refused/bdd100k", "doc.bdd100k.com, label format", Refused("foreign_export", ("BDD100K",)))
def bdd(folder: Path) -> None:
    names = put_pictures(folder / "100k", 6)
    box = {"id": "0", "category": "car", "box2d": {"x1": 20, "y1": 15, "x2": 70, "y2": 65}}
    write_json(folder / "det.json", [{"name": name, "timestamp": 1000, "labels": [box]} for name in names])


@shape("read/notes beside classes", "pupils' folders", Reads("classification", 24, LABELS))
def notes(folder: Path) -> None:
    put_classes(folder)
    write_json(folder / "notes.json", {"author": "小明", "labels": ["a"], "image": "p.jpg"})
    write(folder / "train.ipynb", '{"cells": [], "metadata": {}}')
    write(folder / "README.md", "# fruits\n")
    write(folder / "log.csv", "epoch,loss\n1,0.5\n2,0.4\n")


@shape(
    "read/numbers beside classes", "pupils' folders", Reads("classification", 24, LABELS, said=("foreign_not_read",))
)
def arrays(folder: Path) -> None:
    put_classes(folder)
    with open(folder / "features.npy", "wb") as file:
        np.save(file, np.zeros(4))
    put(folder / "apple/extra.png", 77).unlink()
