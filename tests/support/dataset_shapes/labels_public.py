"""Public collections of labels of whole pictures, and what lies beside their pictures."""

from tests.support.dataset_shapes.labels_folders import bare, parts, right
from tests.support.dataset_shapes.pictures import write
from tests.support.dataset_shapes.shape import shape


@shape(
    "labels/imagenet-kaggle",
    "Kaggle ILSVRC: ILSVRC/Data/CLS-LOC/train/n…, val/…JPEG without its LOC_val_solution.csv",
    right(8, "unlabeled_pictures", classes=("n01440764", "n01443537")),
)
def imagenet_kaggle(folder):
    place = folder / "ILSVRC" / "Data" / "CLS-LOC"
    parts(place, ("train",), (4,), labels=("n01440764", "n01443537"))
    bare(place / "val", 3, 900, "ILSVRC2012_val_{}.JPEG")


@shape(
    "tables/skin",
    "HAM10000: HAM10000_metadata.csv, pictures in two folders",
    right(8, "columns_not_read", classes=("mel", "nv")),
)
def skin(folder):
    for part in range(2):
        bare(folder / f"HAM10000_images_part_{part + 1}", 4, 100 * part, f"ISIC_{part}{{}}.jpg")
    rows = "".join(
        f"HAM_{n},ISIC_{n // 4}{n % 4},{('nv', 'mel')[n % 2]},histo,{40 + n % 3 * 5},male\n" for n in range(8)
    )
    write(folder / "HAM10000_metadata.csv", "lesion_id,image_id,dx,dx_type,age,sex\n" + rows)
