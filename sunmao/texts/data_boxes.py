"""Texts about files with boxes and outlines: COCO, Pascal VOC, YOLO, LabelMe, and lists of parts. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    # Every format.
    "box_twice": (
        "有 {count} 个标注重复了（同一张图片、同一类、同样的位置），只算一次：{names}",
        "Annotations that repeat another one (same picture, class and place), counted once: {count} ({names})",
    ),
    "labels_of_no_known_format": (
        "“{name}”不是这里能读的标签文件。 | 单个文件要是 COCO、LabelMe 或 Pascal VOC；YOLO 请选整个文件夹。",
        "'{name}' is no file of labels that can be read here. | A single file must be COCO, LabelMe or Pascal VOC; for "
        "YOLO choose the whole folder.",
    ),
    "boxes_in_shares": (
        "有 {count} 张图片的框写的是 0 到 1 的比例，不是像素：按比例读：{names}",
        "Pictures whose boxes are shares of the picture from 0 to 1 instead of pixels, read as such: {count} ({names})",
    ),
    # Lists of parts.
    "list_names_nothing": (
        "有 {count} 个列表里写的图片一张也找不到，没有用它来划分：{names}",
        "Lists of parts that name no picture of this data set, not used: {count} ({names})",
    ),
    "list_names_missing": (
        "列表里写的 {count} 张图片不在数据集里，先不算：{names}",
        "Left out {count} pictures that the lists of parts name and that are not there: {names}",
    ),
    "unlisted_left_out": (
        "有 {count} 张图片有标签，但不在任何列表（train.txt、val.txt…）里，先不算：{names} | 要用的话，把名字写进列表，或者删掉这些列表。",
        "Left out {count} pictures with labels that no list of parts (train.txt, val.txt …) names: {names} | To use "
        "them, write them into a list, or remove the lists.",
    ),
    # COCO.
    "coco_captions": (
        "有 {count} 个文件是 COCO 的图片描述（captions），没有框，学不了类别：{names} | 用同一数据集的 instances_….json。",
        "COCO captions (sentences about pictures) hold no boxes and no classes: {count} ({names}) | Take "
        "'instances_….json' of the same data set.",
    ),
    "coco_corners": (
        "有 {count} 个 COCO 文件的框写的是两个角（x1, y1, x2, y2），不是左上角和宽高：按两个角读：{names}",
        "COCO files whose boxes are two corners (x1, y1, x2, y2) instead of a corner, width and height, read as such: "
        "{count} ({names})",
    ),
    "coco_shares": (
        "有 {count} 个 COCO 文件的框写的是 0 到 1 的比例，不是像素：按比例读：{names}",
        "COCO files whose boxes are shares of the picture from 0 to 1 instead of pixels, read as such: {count} ({names})",
    ),
    "coco_panoptic": (
        "有 {count} 个文件是 COCO 全景分割（panoptic），没有读：{names} | 用同一数据集的 instances_….json。",
        "COCO panoptic segmentation, not read: {count} ({names}) | Take 'instances_….json' of the same data set.",
    ),
    "coco_results": (
        "有 {count} 个文件是模型的检测结果（COCO results），不是标注，没有读：{names} | 用标注文件 instances_….json。",
        "Results of a model in COCO's results format, which are no labels; not read: {count} ({names}) | Take the "
        "file with images, annotations and categories.",
    ),
    "coco_pictures_only": (
        "有 {count} 个 COCO 文件只列出图片，没有标注（如 image_info_test），先不算：{names}",
        "Left out {count} COCO files that list pictures without annotations (as image_info_test does): {names}",
    ),
    "coco_same_things": (
        "有 {count} 个 COCO 文件是关键点或 stuff，已经有 instances_….json，先不算：{names}",
        "Left out {count} COCO files of key points or stuff, as 'instances_….json' is there: {names}",
    ),
    "keypoints_not_learned": (
        "有 {count} 个标注带关键点，只用框：{names}",
        "Annotations with key points, of which the boxes are used only: {count} ({names})",
    ),
    # Pascal VOC.
    "voc_other_xml": (
        "有 {count} 个 XML 文件不是 Pascal VOC 标注（最外层不是 annotation），先不算：{names}",
        "Left out {count} XML files that are no Pascal VOC (no 'annotation' around everything): {names}",
    ),
    "voc_parts_left_out": (
        "有 {count} 个东西还标了部位（如 {part}），只用整个东西：{names}",
        "Things with parts of their own (such as '{part}'), of which the whole is used only: {count} ({names})",
    ),
    "voc_deleted": (
        "有 {count} 个东西在标注软件里已经删除（deleted），先不算：{names}",
        "Left out {count} things that were deleted in the labeling program: {names}",
    ),
    "box_rotated": (
        "有 {count} 个框是斜的，当作四个角的轮廓：{names}",
        "Rotated boxes, read as outlines of four corners: {count} ({names})",
    ),
    # LabelMe.
    "labelme_ignored": (
        "有 {count} 个标注叫“{label}”，在 LabelMe 里不是类别，先不算：{names}",
        "Left out {count} shapes called '{label}', which is no class in LabelMe: {names}",
    ),
    "labelme_picture_inside": (
        "有 {count} 个 LabelMe 文件的图片只存在文件里面（imageData），旁边没有图片，先不算：{names} | 用 labelme_export_json 把图片存出来，放在旁边。",
        "Left out {count} LabelMe files whose picture is only inside them (imageData): {names} | Save the pictures "
        "beside them with labelme_export_json.",
    ),
    "labelme_flags_left_out": (
        "有 {count} 张图片还勾了整张图的标记（如“{flag}”），只用框和轮廓：{names}",
        "Pictures that also have flags of the whole (such as '{flag}'), of which the boxes and outlines are used only: {count} "
        "({names})",
    ),
    "labelme_no_flags": (
        "有 {count} 张图片一个标记也没有勾，先不算：{names}",
        "Left out {count} pictures without any flag: {names}",
    ),
    # YOLO.
    "yolo_points_left_out": (
        "有 {count} 个标注是 YOLO 姿态（pose），只用框：{names}",
        "YOLO pose labels, of which the boxes are used only: {count} ({names})",
    ),
    "yolo_pixels": (
        "“{name}”里的数是像素（如“{line}”），YOLO 要的是 0 到 1 的比例。 | 重新导出 YOLO，或者除以图片的宽和高。",
        "The numbers in '{name}' are pixels (such as '{line}'); YOLO's are shares of the picture from 0 to 1. | Export "
        "the labels again, or divide them by the picture's width and height.",
    ),
    "yolo_corners": (
        "有 {count} 张图片的 YOLO 标签写的是框的左上角和右下角，不是中心和宽高：按两个角读：{names}",
        "YOLO labels that hold two corners of each box instead of its middle and size, read as corners: {count} "
        "({names})",
    ),
    "yolo_from_one": (
        "标签里的类别从 1 数起，名字从 0 数起：1 号算第一个名字（{names}）。 | 看看每类的图片对不对。",
        "The labels count the classes from 1 and the names from 0: number 1 is the first name ({names}). | See whether "
        "the pictures of each class are right.",
    ),
    "yolo_background": (
        "有 {count} 张图片没有标签文件（.txt），当作里面什么都没有：{names}",
        "Pictures without a file of labels (.txt), taken as having nothing in them: {count} ({names})",
    ),
    "yolo_label_again": (
        "有 {count} 个标签文件的图片已经有更近的标签文件，先不算：{names}",
        "Left out {count} files of labels whose picture has another file of labels nearer to it: {names}",
    ),
    "yolo_lists_differ": (
        "有 {count} 个写类别名字的文件不一样，每个标签文件按离它最近的读：{names}",
        "Files with names of classes that differ; each file of labels goes by the nearest: {count} ({names})",
    ),
    "yolo_names_differ": (
        "有 {count} 个写类别名字的文件和“{yaml}”不一样，按“{yaml}”读：{names}",
        "Files with names of classes that differ from '{yaml}', which counts: {count} ({names})",
    ),
    "yolo_count_differs": (
        "“{names}”里写有 {said} 类（nc），名字却有 {named} 个：按名字读。",
        "'{names}' says {said} classes (nc) and names {named}: the names count.",
    ),
}
