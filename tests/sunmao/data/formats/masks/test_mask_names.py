"""The meaning of mask names: their folder, their kind, and their picture."""

import pytest

from sunmao.data.formats.masks.mask_names import get_mask_kind, list_picture_names, parse_mask_name, rank_mask


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("masks/1.png", "semantic"),
        ("trainannot/1.png", "semantic"),
        ("apple_masks/1.png", "semantic"),
        ("ISIC-2017_Training_Part1_GroundTruth/1.png", "semantic"),
        ("gtFine/train/aachen/1.png", "semantic"),
        ("gt_image_2/1.png", "semantic"),
        ("labelsTr/1.png", "semantic"),
        ("标注/训练集/1.png", "semantic"),
        ("masks_instance/1.png", "instance"),
        ("SegmentationObject/1.png", "instance"),
        ("SegmentationClassVisualization/1.jpg", "unused"),
        ("labels/sem_seg/colormaps/1.png", "unused"),
        ("depth/1.png", "unused"),
        ("masks/png/1.png", "semantic"),
        ("segmentation/images/1.png", None),
        ("train/1.png", None),
        ("apple/1.png", None),
        ("1_mask.png", None),
    ],
)
def test_the_nearest_folder_that_says_something_decides(path, kind):
    assert get_mask_kind(path) == kind


@pytest.mark.parametrize(
    ("mask", "picture", "kind"),
    [
        ("a_mask.png", "a.jpg", "semantic"),
        ("a.jpg.png", "a.jpg", None),
        ("0001TP_006690_L.png", "0001TP_006690.png", "semantic"),
        ("x_gtFine_labelIds.png", "x_leftImg8bit.png", "semantic"),
        ("x_gtFine_color.png", "x_leftImg8bit.png", "unused"),
        ("21_manual1.gif", "21_training.tif", "semantic"),
        ("um_road_000003.png", "um_000003.png", "semantic"),
        ("um_lane_000003.png", "um_000003.png", "unused"),
        ("benign (1)_mask_1.png", "benign (1).png", "semantic"),
        ("case_001.png", "case_001_0000.png", None),
        ("mask_7.png", "image_7.png", "semantic"),
        ("100_mask.png", "100_sat.jpg", "semantic"),
    ],
)
def test_a_mask_is_found_by_its_picture(mask, picture, kind):
    name, told, _ = parse_mask_name(mask)
    assert told == kind and name in list_picture_names(picture)


def test_of_two_observers_the_first_counts():
    assert rank_mask("1st_manual/1_manual1.gif") < rank_mask("mask/1_mask.gif") < rank_mask("2nd_manual/1_manual2.gif")
    assert rank_mask("a_labelIds.png") < rank_mask("a_labelTrainIds.png")
