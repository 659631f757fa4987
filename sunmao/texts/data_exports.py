"""Texts about exports of annotation tools, and about files of other formats. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    # Exports of annotation tools.
    "at_picture": ("“{file}”里这张图片的第 {number} 个标注", "shape number {number} of this picture in '{file}'"),
    "export_without_pictures": (
        "这是 {tool} 导出的标签，里面写的 {count} 张图片一张也不在：{names}。 | 把图片和它放进同一个文件夹，再试一次。",
        "This is an export of {tool}. None of the {count} pictures that it names is there: {names}. | Put the pictures "
        "into the same folder and try again.",
    ),
    "export_empty": (
        "这是 {tool} 导出的标签，里面没有一张标好的图片。 | 在 {tool} 里标好图片，再导出一次。",
        "This is an export of {tool} in which no picture is labeled. | Label pictures in {tool} and export again.",
    ),
    "export_list_missing": (
        "“{name}”是 {tool} 导出的标签，但里面没有列表“{list}”。 | 重新导出标签。",
        "'{name}' is an export of {tool}, but has no list \"{list}\". | Export the labels again.",
    ),
    "cvat_video_frames": (
        "“{name}”是 CVAT 的视频标注，要 {count} 张画面的图片，这里没有。 | 在 CVAT 里导出时选上“Save images”，再试一次。",
        "'{name}' is CVAT's XML of a video. It needs the pictures of its {count} frames, which are not here. | Export it from CVAT with 'Save images' and try again.",
    ),
    "frames_in_order": (
        "有 {count} 个视频标注没有写图片的名字，按编号的顺序对应：{names}",
        "Labels of a video that name no pictures, matched to them by their numbers: {count} ({names})",
    ),
    "track_gap": (
        "有 {count} 个东西在几张画面里没有位置（第一个从第 {first} 张起），那里先当作没有：{names}",
        "Things without a place in some frames (the first from frame {first} on), taken as not there: {count} ({names})",
    ),
    "box_turned": (
        "有 {count} 个框是斜的，当作四个角的轮廓：{names}",
        "Rotated boxes, read as outlines of four corners: {count} ({names})",
    ),
    "shape_left_out": (
        "有 {count} 个标注不是框也不是轮廓（{kind}），先不算：{names}",
        "Left out {count} annotations that are neither boxes nor outlines ({kind}): {names}",
    ),
    "mask_of_box_left": (
        "有 {count} 个框带的蒙版读不出来，只用框：{names}",
        "Boxes with masks that cannot be read, of which the boxes are used only: {count} ({names})",
    ),
    "picture_labels_left": (
        "有 {count} 张图片还有整张图的标签（如“{label}”），只用框：{names}",
        "Pictures that also have labels of the whole (such as '{label}'), of which the boxes are used only: {count} ({names})",
    ),
    "task_unlabeled": (
        "有 {count} 张图片还没有人标过，先不算：{names}",
        "Left out {count} pictures that nobody has labeled yet: {names}",
    ),
    "annotators_several": (
        "有 {count} 张图片几个人都标过，只用第一个人的：{names}",
        "Pictures that several people have labeled; the first one's labels are used: {count} ({names})",
    ),
    "region_several_labels": (
        "有 {count} 个标注有几个名字，只用第一个：{names}",
        "Annotations with several labels, of which the first is used: {count} ({names})",
    ),
    "via_no_class": (
        "有 {count} 个文件里的标注没有类别，先都叫“object”：{names}",
        "Files whose annotations have no classes; all are called 'object' for now: {count} ({names})",
    ),
}
