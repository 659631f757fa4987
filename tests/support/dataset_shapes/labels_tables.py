"""Data sets in which a table or a list says the labels of whole pictures."""

from tests.support.dataset_shapes.labels_folders import AP, bare, right
from tests.support.dataset_shapes.pictures import put, put_classes, write
from tests.support.dataset_shapes.shape import Reads, Refused, shape


def table(
    folder, head: str, row: str, count: int = 12, start: int = 0, mark: str = "\n", encoding: str = "utf-8"
) -> bytes:
    """The lines of a table. row: of {n}, the picture's number, and {label}."""
    lines = [row.format(n=n, label=AP[n % 2], one=1 - n % 2, two=n % 2, zero=n) for n in range(start, start + count)]
    return (mark.join(([head] if head else []) + lines) + mark).encode(encoding)


def numbers(pictures: int, *said: str) -> Reads:
    """Return the right reading of a table with a number a picture."""
    return Reads("regression", pictures, (), said=said)


@shape(
    "tables/kaggle-ids",
    "Kaggle dog-breed-identification: labels.csv id,breed, sample_submission.csv",
    right(12, "picture_unlisted"),
)
def kaggle_ids(folder):
    bare(folder / "train", 12, name="id{}x.jpg")
    bare(folder / "test", 4, 700, "t{}y.jpg")
    write(folder / "labels.csv", table(folder, "id,breed", "id{n}x,{label}"))
    write(folder / "sample_submission.csv", "id,apple,pear\nt0y,0.5,0.5\nt1y,0.5,0.5\n")


@shape(
    "tables/train-csv",
    "Kaggle plant seedlings: train.csv image_id,label beside images/, test.csv",
    right(12, "picture_unlisted"),
)
def train_csv(folder):
    bare(folder / "images", 16, name="Train_{}.jpg")
    write(folder / "train.csv", table(folder, "image_id,label", "Train_{n},{label}"))
    write(folder / "test.csv", "image_id\nTrain_12\nTrain_13\n")


for name, head, row, mark in (
    ("semicolons", "filename;label", "{n}.jpg;{label}", "\n"),
    ("tabs", "filename\tlabel", "{n}.jpg\t{label}", "\r\n"),
    ("no-head", "", "{n}.jpg,{label}", "\n"),
    ("index-column", ",filename,label", "{n},{n}.jpg,{label}", "\n"),
    ("label-first", "label,filepath", "{label},images/{n}.jpg", "\n"),
    ("backslashes", "filename,class", "images\\{n}.jpg,{label}", "\r\n"),
    ("fold-column", "image,label,fold", "{n}.jpg,{label},{two}", "\n"),
    ("chinese-head", "文件名,类别", "{n}.jpg,{label}", "\n"),
    ("more-columns", "image_id,dx,age,sex", "{n},{label},4{two},male", "\n"),
):

    @shape(f"tables/{name}", f"a table {head or 'without a first line'}", right(12))
    def written(folder, head=head, row=row, mark=mark):
        bare(folder / "images", 12)
        write(folder / "labels.csv", table(folder, head, row, mark=mark))


@shape("tables/byte-order-mark", "Excel's CSV UTF-8", right(12))
def byte_order_mark(folder):
    bare(folder / "images", 12)
    write(folder / "labels.csv", b"\xef\xbb\xbf" + table(folder, "filename,label", "{n}.jpg,{label}", mark="\r\n"))


@shape("tables/gbk", "Excel's CSV on a Chinese Windows", right(12, classes=("苹果", "梨子")))
def gbk(folder):
    bare(folder / "images", 12)
    rows = "".join(f"{n}.jpg,{('苹果', '梨子')[n % 2]}\r\n" for n in range(12))
    write(folder / "标签.csv", ("文件名,类别\r\n" + rows).encode("gbk"))


@shape("tables/is-train", "image,label,is_train: never several labels", right(12, split=(6, 2, 4)))
def is_train(folder):
    bare(folder / "images", 12)
    rows = "".join(f"{n}.jpg,{AP[n % 2]},{int(n < 8)}\n" for n in range(12))
    write(folder / "data.csv", "image,label,is_train\n" + rows)


@shape("tables/split-column", "filename,label,split with train, val and test", right(12, split=(8, 2, 2)))
def split_column(folder):
    bare(folder / "images", 12)
    rows = "".join(f"{n}.jpg,{AP[n % 2]},{('train', 'valid', 'test')[(n > 7) + (n > 9)]}\n" for n in range(12))
    write(folder / "data.csv", "filename,label,split\n" + rows)


@shape("tables/fastai-valid", "fast.ai: fname,labels,is_valid", Reads("multi_label", 12, AP, parts=(9, 3, 0)))
def fastai_valid(folder):
    bare(folder / "train", 12)
    labels = ("apple", "pear", "apple pear")
    rows = "".join(f"{n}.jpg,{labels[n % 3]},{n > 8}\n" for n in range(12))
    write(folder / "train.csv", "fname,labels,is_valid\n" + rows)


@shape(
    "tables/planet",
    "fast.ai planet: train_v2.csv image_name,tags",
    Reads("multi_label", 12, ("clear", "cloudy", "primary", "water")),
)
def planet(folder):
    bare(folder / "train-jpg", 12, name="train_{}.jpg")
    tags = ("clear primary", "cloudy", "clear primary water")
    write(folder / "train_v2.csv", "image_name,tags\n" + "".join(f"train_{n},{tags[n % 3]}\n" for n in range(12)))


for mark in "|;":

    @shape(f"tables/several-{ord(mark)}", f"labels in one cell with {mark} between them", Reads("multi_label", 12, AP))
    def several(folder, mark=mark):
        bare(folder / "images", 12)
        cells = ("apple", "pear", f"apple{mark}pear")
        write(
            folder / "labels.csv",
            "Image Index,Finding Labels\n" + "".join(f"{n}.jpg,{cells[n % 3]}\n" for n in range(12)),
        )


@shape(
    "tables/blanks-in-classes",
    "near miss: a class of two words is one class",
    right(12, classes=("golden retriever", "labrador retriever")),
)
def blanks_in_classes(folder):
    bare(folder / "images", 12)
    names = ("golden retriever", "labrador retriever")
    write(folder / "labels.csv", "file,labels\n" + "".join(f"{n}.jpg,{names[n % 2]}\n" for n in range(12)))


@shape(
    "tables/plant-pathology",
    "Kaggle plant-pathology-2020: one column a class, one 1 in each row",
    right(12, "one_label_each", "picture_unlisted", classes=("healthy", "rust", "scab")),
)
def plant_pathology(folder):
    bare(folder / "images", 12, name="Train_{}.jpg")
    bare(folder / "images", 3, 700, "Test_{}.jpg")
    rows = "".join(f"Train_{n},{int(n % 3 == 0)},{int(n % 3 == 1)},{int(n % 3 == 2)}\n" for n in range(12))
    write(folder / "train.csv", "image_id,healthy,rust,scab\n" + rows)
    write(folder / "test.csv", "image_id\nTest_0\nTest_1\nTest_2\n")


@shape(
    "tables/isic-truth",
    "ISIC 2019: ISIC_2019_Training_GroundTruth.csv with 1.0 and 0.0",
    right(12, "one_label_each", classes=("MEL", "NV")),
)
def isic_truth(folder):
    bare(folder / "ISIC_2019_Training_Input", 12, name="ISIC_{}.jpg")
    rows = table(folder, "image,MEL,NV", "ISIC_{n},{one}.0,{two}.0")
    write(folder / "ISIC_2019_Training_GroundTruth.csv", rows)


@shape(
    "tables/roboflow-classes",
    "Roboflow 'Multi Label Classification': train/_classes.csv",
    Reads("multi_label", 18, AP, parts=(9, 6, 3)),
)
def roboflow_classes(folder):
    for start, (part, count) in enumerate((("train", 9), ("valid", 6), ("test", 3))):
        bare(folder / part, count, 100 * start, part[0] + "{}_jpg.rf.5f.jpg")
        rows = "".join(f"{part[0]}{n}_jpg.rf.5f.jpg, {int(n % 3 != 1)}, {int(n % 3 != 0)}\n" for n in range(count))
        write(folder / part / "_classes.csv", "filename, apple, pear\n" + rows)


@shape(
    "tables/roboflow-single",
    "Roboflow: train/_classes.csv with one 1 in each row",
    right(12, "one_label_each", split=(8, 4, 0)),
)
def roboflow_single(folder):
    for start, (part, count) in enumerate((("train", 8), ("valid", 4))):
        bare(folder / part, count, 100 * start, part[0] + "{}.jpg")
        write(
            folder / part / "_classes.csv",
            table(folder, "filename, apple, pear", part[0] + "{n}.jpg, {one}, {two}", count),
        )


@shape(
    "tables/captions",
    "Flickr8k: captions.txt image,caption, five sentences a picture",
    Refused("table_of_captions", ("captions.txt", "sentences")),
)
def captions(folder):
    bare(folder / "Images", 6)
    rows = "".join(f"{n}.jpg,A child number {n} climbs up stairs the {k} time .\n" for n in range(6) for k in range(5))
    write(folder / "captions.txt", "image,caption\n" + rows)


@shape("tables/ages", "a table of ages", numbers(12))
def ages(folder):
    bare(folder / "images", 12)
    write(folder / "labels.csv", "filename,age\n" + "".join(f"{n}.jpg,{n * 3 + 5}\n" for n in range(12)))


@shape("tables/angles", "steering angles as decimals", numbers(12, "columns_not_read"))
def angles(folder):
    bare(folder / "IMG", 12, name="center_{}.jpg")
    write(
        folder / "driving_log.csv",
        "center,steering,speed\n" + "".join(f"center_{n}.jpg,{n / 7:.3f},{n * 2.5}\n" for n in range(12)),
    )


@shape("tables/severity", "Kaggle APTOS: id_code,diagnosis from 0 to 2", right(12, classes=("0", "1", "2")))
def severity(folder):
    bare(folder / "train_images", 12, name="c{}f.jpg")
    write(folder / "train.csv", "id_code,diagnosis\n" + "".join(f"c{n}f,{n % 3}\n" for n in range(12)))


@shape("tables/photographers", "folders are photographers, the table says the classes", right(12))
def photographers(folder):
    for place, name in enumerate(("anna", "wang")):
        bare(folder / name, 6, 100 * place, f"{name[0]}{{}}.jpg")
    rows = "".join(f"{name}/{name[0]}{n}.jpg,{AP[n % 2]}\n" for name in ("anna", "wang") for n in range(6))
    write(folder / "labels.csv", "filename,label\n" + rows)


@shape(
    "tables/mnist-sample",
    "fast.ai MNIST_SAMPLE: train/3, valid/7 and labels.csv with 0 and 1",
    right(12, "labels_not_read", classes=("3", "7"), split=(8, 4, 0)),
)
def mnist_sample(folder):
    rows = ""
    for part, count in (("train", 4), ("valid", 2)):
        for label in ("3", "7"):
            bare(folder / part / label, count, 100 * int(label) + 10 * count, f"{part}{label}{{}}.png")
            rows += "".join(f"{part}/{label}/{part}{label}{n}.png,{int(label == '7')}\n" for n in range(count))
    write(folder / "labels.csv", "name,label\n" + rows)


@shape("tables/sizes", "class folders and a table of sizes", right(12, "labels_not_read"))
def sizes(folder):
    put_classes(folder, 6)
    rows = "".join(f"{label}{n}.jpg,160,120\n" for label in AP for n in range(6))
    write(folder / "sizes.csv", "filename,width,height\n" + rows)


@shape("tables/half-gone", "a table of which half the pictures are not there", right(12, "picture_not_there"))
def half_gone(folder):
    bare(folder / "images", 12)
    write(folder / "labels.csv", table(folder, "filename,label", "{n}.jpg,{label}", 24))


@shape("lists/paddleclas", "PaddleClas: train_list.txt, val_list.txt, label_list.txt", right(12, split=(8, 4, 0)))
def paddleclas(folder):
    bare(folder / "images", 12)
    write(folder / "train_list.txt", table(folder, "", "images/{n}.jpg {two}", 8))
    write(folder / "val_list.txt", table(folder, "", "images/{n}.jpg {two}", 4, 8))
    write(folder / "label_list.txt", "0 apple\n1 pear\n")


@shape("lists/paddlex", "PaddleX: a folder a class, train_list.txt, labels.txt", right(12, split=(8, 4, 0)))
def paddlex(folder):
    for place, label in enumerate(AP):
        bare(folder / label, 6, 100 * place)
    for name, numbers in (("train_list.txt", range(4)), ("val_list.txt", range(4, 6))):
        write(
            folder / name, "".join(f"{label}\\{n}.jpg {place}\r\n" for place, label in enumerate(AP) for n in numbers)
        )
    write(folder / "labels.txt", "apple\r\npear\r\n")


@shape(
    "lists/several",
    "PaddleClas: multilabel_train_list.txt's form, 1,0 after a tab",
    Reads("multi_label", 12, AP, parts=(8, 4, 0)),
)
def several_in_lists(folder):
    bare(folder / "images", 12)
    for name, numbers in (("train_list.txt", range(8)), ("val_list.txt", range(8, 12))):
        write(folder / name, "".join(f"images/{n}.jpg\t{int(n % 3 != 0)},{int(n % 3 != 1)}\n" for n in numbers))
    write(folder / "labels.txt", "apple\npear\n")


@shape(
    "lists/names-gbk",
    "PaddleX on a Chinese Windows: paths and names of classes in GBK",
    right(12, classes=("苹果", "梨子"), split=(8, 4, 0)),
)
def lists_gbk(folder):
    for place, label in enumerate(("苹果", "梨子")):
        bare(folder / label, 6, 100 * place)
    for name, numbers in (("train_list.txt", range(4)), ("val_list.txt", range(4, 6))):
        rows = "".join(f"{label}/{n}.jpg {place}\n" for place, label in enumerate(("苹果", "梨子")) for n in numbers)
        write(folder / name, rows.encode("gbk"))
    write(folder / "labels.txt", "苹果\n梨子\n".encode("gbk"))


@shape("lists/half-gone", "a list of which half the pictures are not there", right(12, "picture_not_there"))
def list_half_gone(folder):
    bare(folder / "images", 12)
    write(folder / "train_list.txt", table(folder, "", "images/{n}.jpg {two}", 24))
    write(folder / "labels.txt", "apple\npear\n")


@shape(
    "lists/other-folder", "a list that names another folder than the pictures lie in", right(12, "pictures_elsewhere")
)
def list_other_folder(folder):
    bare(folder / "images", 12)
    write(folder / "train_list.txt", table(folder, "", "D:/work/fruits/images/{n}.jpg {two}"))
    write(folder / "labels.txt", "apple\npear\n")


@shape("lists/gone", "a list that names nothing of what is there", Refused("picture_not_there", ("12",)))
def list_gone(folder):
    bare(folder / "images", 12)
    write(folder / "train_list.txt", table(folder, "", "photos/x{n}.jpg {two}"))
    write(folder / "labels.txt", "apple\npear\n")


@shape("lists/names-in-lists", "lists that write the class's name after the path", right(12, split=(8, 4, 0)))
def names_in_lists(folder):
    bare(folder / "images", 12)
    write(folder / "train_list.txt", table(folder, "", "images/{n}.jpg {label}", 8))
    write(folder / "val_list.txt", table(folder, "", "images/{n}.jpg {label}", 4, 8))
    put(folder / "cover.png", 1)


@shape(
    "tables/tags-beside-textbook-parts",
    "training_set/apple/0.jpg, and a table of tags of which some pictures have none",
    Reads("multi_label", 12, ("round", "ripe")),
)
def tags_beside_textbook_parts(folder):
    rows = ["path,round,ripe"]
    for part, count in (("training_set", 4), ("val_set", 2)):
        put_classes(folder / part, count, AP)
    for path in sorted(folder.rglob("*.jpg")):
        rows.append(f"{path.relative_to(folder).as_posix()},{int(path.parent.name == 'apple')},0")
    rows[1] = rows[1][:-1] + "1"
    write(folder / "tags.csv", "\n".join(rows))
