"""Public collections of labels of whole pictures, and what lies beside their pictures."""

from tests.support.dataset_shapes.labels_folders import bare, parts, right
from tests.support.dataset_shapes.pictures import write
from tests.support.dataset_shapes.shape import shape


@shape(
    "labels/signs",
    "GTSRB: Final_Training/Images/00000/00000_00000.ppm and GT-00000.csv in each, as JPEG",
    right(8, "labels_not_read", classes=("00000", "00001")),
)
def signs(folder):
    head = "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\n"
    for start, label in enumerate(("00000", "00001")):
        place = folder / "GTSRB" / "Final_Training" / "Images" / label
        bare(place, 4, 100 * start, "00000_0000{}.jpg")
        rows = "".join(f"00000_0000{n}.jpg;160;120;5;5;24;25;{start}\n" for n in range(4))
        write(place / f"GT-{label}.csv", head + rows)


@shape(
    "labels/imagenet-kaggle",
    "Kaggle ILSVRC: ILSVRC/Data/CLS-LOC/train/n…, val/…JPEG, LOC_val_solution.csv beside",
    right(8, "unlabeled_pictures", classes=("n01440764", "n01443537")),
)
def imagenet_kaggle(folder):
    place = folder / "ILSVRC" / "Data" / "CLS-LOC"
    parts(place, ("train",), (4,), labels=("n01440764", "n01443537"))
    bare(place / "val", 3, 900, "ILSVRC2012_val_{}.JPEG")
    rows = "".join(f"ILSVRC2012_val_{n},n01440764 {n} 2 30 40 \n" for n in range(3))
    write(folder / "LOC_val_solution.csv", "ImageId,PredictionString\n" + rows)


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
