"""Texts of what a check of a data set finds. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    # Single pictures.
    "empty_pictures": ("有 {count} 个空文件，先不用它们：{names}", "Left out {count} empty files: {names}"),
    "no_real_pictures": (
        "有 {count} 个文件不是图片，先不用它们：{names}",
        "Left out {count} files that are no pictures: {names}",
    ),
    "damaged_pictures": ("有 {count} 张图片坏了，先不用它们：{names}", "Left out {count} damaged pictures: {names}"),
    "huge_pictures": (
        "有 {count} 张图片太大，或者尺寸不对，先不用它们：{names}",
        "Left out {count} pictures that are too large or have an impossible size: {names}",
    ),
    "heic_pictures": (
        "有 {count} 张 HEIC 照片打不开：{names} | 在手机上导出成 JPEG。",
        "Left out {count} HEIC photos: {names} | Export them as JPEG on the phone.",
    ),
    "heic_picture": (
        "“{name}”是 HEIC 照片。 | 在手机上导出成 JPEG。",
        "'{name}' is a HEIC photo. | Export it as JPEG on the phone.",
    ),
    "avif_pictures": (
        "有 {count} 张 AVIF 图片打不开：{names} | 用图片软件另存成 JPEG 或 PNG。",
        "Left out {count} AVIF pictures: {names} | Save them as JPEG or PNG with a picture program.",
    ),
    "avif_picture": (
        "“{name}”是 AVIF 图片。 | 用图片软件另存成 JPEG 或 PNG。",
        "'{name}' is an AVIF picture. | Save it as JPEG or PNG with a picture program.",
    ),
    "transparent_pictures": (
        "有 {count} 张图片有透明的地方，当成白色：{names}",
        "Pictures with transparent places, which count as white: {count} ({names})",
    ),
    "bent_pictures": (
        "有 {count} 张图片能打开，但是里面有一部分坏了：{names} | 看一看，花了的就换掉。",
        "Pictures that open, though a part of them is damaged: {count} ({names}) | Look at them, and replace those that look wrong.",
    ),
    "first_frames": (
        "有 {count} 张动图或多页图片，只用第一幅：{names}",
        "Only the first frame is used of {count} pictures that have several: {names}",
    ),
    "tiny_pictures": (
        "有 {count} 张图片太小，看不出什么：{names}",
        "Pictures that are too small to show anything: {count} ({names})",
    ),
    "strip_pictures": (
        "有 {count} 张图片又细又长，缩小以后看不出什么：{names}",
        "Pictures that are long thin strips, of which little is left when made small: {count} ({names})",
    ),
    "blurred_pictures": (
        "有 {count} 张图片比别的模糊得多，看不清：{names} | 看不清的就不用，再拍几张清楚的。",
        "Pictures that are blurred, and the others are not: {count} ({names}) | Leave them out, and take some that are sharp.",
    ),
    "dark_pictures": (
        "有 {count} 张图片比别的暗得多，看不清：{names} | 太暗的就不用，亮一点再拍几张。",
        "Pictures that are much darker than the others: {count} ({names}) | Leave them out, and take some with more light.",
    ),
    "bright_pictures": (
        "有 {count} 张图片比别的亮得多，白成一片：{names} | 太亮的就不用，换个地方再拍几张。",
        "Pictures that are nearly white, and the others are not: {count} ({names}) | Leave them out, and take some with less light.",
    ),
    "odd_sizes": (
        "有 {count} 张图片比别的小得多，或者长得多：{names} | 看一看，不合适的就不用。",
        "Pictures that are much smaller, or much longer, than the others: {count} ({names}) | Look at them, and leave out those that do not fit.",
    ),
    # All pictures together.
    "uneven_classes": (
        "用来训练的图片里，“{most}”有 {many} 张，“{least}”只有 {few} 张，太不平均了。 | 给少的类别多拍几张，或者训练时让少的类别多算一些。",
        "Of the pictures for training '{most}' has {many} and '{least}' only {few}. That is very uneven. | Take more of those that are few, or let few pictures count more in training.",
    ),
    "few_pictures": (
        "有 {count} 个类别用来训练的图片太少，学不会：{classes}。 | 每类至少拍 {enough} 张，拍出不同的样子。",
        "Classes with too few pictures for training to be learned: {count} ({classes}). | Take at least {enough} of each, all different.",
    ),
    "background_cues": (
        "有 {count} 个类别的图片边上都差不多，别的类别里没有：{classes}。可能都是在一个地方拍的，模型会去认地方。 | 换个地方再拍一些。",
        "Classes whose pictures look alike at the edges, and those of the others do not: {count} ({classes}). If they were all taken in one place, the model may learn the place. | Take some more in another place.",
    ),
    "leaked_pictures": (
        "有 {count} 张图片既用来训练，又用来小考或大考：{names} | 这样大考成绩再好也不算数，重新划分一次。",
        "Pictures that are for training and for validation or test as well: {count} ({names}) | A test with them proves nothing: split the data set again.",
    ),
    "alike_leaks": (
        "有 {count} 张图片和另一份里的几乎一样：{names} | 重新划分一次，一样的会放在一起。",
        "Pictures that are nearly the same as one in another part: {count} ({names}) | Split the data set again, which keeps them together.",
    ),
    "contrary_copies": (
        "有 {count} 张图片一模一样，标签却不同：{names} | 看一看，留下对的。",
        "Equal pictures that have different labels: {count} ({names}) | Look at them, and keep the right ones.",
    ),
    "copied_pictures": (
        "有 {count} 张图片重复了：{names}",
        "Pictures that are there more than once: {count} ({names})",
    ),
    "resized_copies": (
        "有 {count} 张图片是同样的，只是大小或格式不同：{names} | 一样的留一张就行。",
        "Pictures that are the same but for their size or format: {count} ({names}) | Keep one of each.",
    ),
    "no_test_part": (
        "{pictures} 张图片里没有留一张来大考，学得好不好就没法知道。 | 重新划分一次，留一些来大考。",
        "None of the {pictures} pictures is kept for a test, so nobody can know how well it was learned. | Split the data set again, with some for a test.",
    ),
    "similar_classes": (
        "这些类别的名字只差大小写或空格，可能是同一类：{names}",
        "Classes whose names differ only in upper and lower case or in blanks, and may be one class: {names}",
    ),
    "odd_classes": (
        "这些类别的名字，有的电脑不能用作文件夹名：{names}",
        "Classes whose names some computers cannot use for a folder: {names}",
    ),
    # What was given to be checked.
    "nothing_there": ("没有“{path}”。 | 检查一下名字。", "There is nothing called '{path}'. | Check the name."),
    "unknown_file": (
        "“{name}”不是数据集。 | 要文件夹、zip、图片，或者标签文件（.json、.xml）。",
        "'{name}' is no data set. | A folder, a zip, a picture or a file of labels (.json, .xml) is expected.",
    ),
    "one_picture": (
        "“{name}”是一张图片，不是数据集。 | 要装着图片的文件夹。",
        "'{name}' is a picture, not a data set. | Use the folder with the pictures.",
    ),
    # Mending.
    "unknown_mend": (
        "不会修“{name}”。{guess} | 可以写：{names}。",
        "Nothing to mend is called '{name}'. {guess} | Write one of these: {names}.",
    ),
    "mend_all": ("所有毛病", "everything"),
    "mend_broken": ("坏图", "broken pictures"),
    "mend_duplicates": ("重复", "duplicates"),
    "mend_leaks": ("泄漏", "leaks"),
    "mend_boxes": ("错框", "bad boxes"),
    "mend_names": ("类名", "class names"),
    "mend_unclear": ("看不清的图", "unclear pictures"),
    "mend_parts": ("缺的小考和大考", "missing parts"),
    "mend_uneven": ("太多的类别", "classes with too many pictures"),
    "mended_count": ("{name} {before} → {after}", "{name} {before} → {after}"),
    "mended": (
        "修好了“{path}”：{what}。 | 文件都没动；想改回来，就在“数据”页面的“改过什么”里撤销。",
        "Mended in '{path}': {what}. | Files stay as they were; undo it on the Data page, in Changes.",
    ),
    "nothing_to_mend": ("“{path}”里没有要修的。", "There is nothing to mend in '{path}'."),
    "mend_left": (
        "“{path}”里还有 {count} 种毛病没修，有的要自己看。 | 用“检查”看一看是什么。",
        "Findings left in '{path}': {count}. Some need a human. | Check the data set to see them.",
    ),
    "choice_mended": (
        "这只是从“{path}”里选出来的一些图片，不能单独修。 | 先修整个数据集，再选。",
        "These are only some pictures chosen from '{path}', which are not mended alone. | Mend the whole data set first, then choose.",
    ),
    "packed_inside": (
        "“{path}”里的图片还在压缩包里，没法修。 | 先在“数据”页面导入它。",
        "The pictures of '{path}' are still packed in archives and cannot be mended. | Import it on the Data page first.",
    ),
    "mended_meanwhile": (
        "修“{path}”的时候，另一个人刚刚改了其中 {count} 张图片。 | 再修一次。",
        "While '{path}' was being mended, somebody else edited {count} of these pictures. | Mend it again.",
    ),
    # Why a file was left out.
    "why_empty_file": ("空文件", "it is empty"),
    "why_not_a_picture": ("不是图片", "it is no picture"),
    "why_damaged_picture": ("图片坏了", "it is damaged"),
    "why_picture_size": ("太大，或者尺寸不对", "it is too large, or its size is impossible"),
    "why_heic_picture": ("这是 HEIC 照片，在手机上导出成 JPEG", "it is a HEIC photo: export it as JPEG on the phone"),
    "why_avif_picture": ("这是 AVIF 图片，另存成 JPEG 或 PNG", "it is an AVIF picture: save it as JPEG or PNG"),
    "why_closed_file": ("打不开", "it cannot be opened"),
    "why_linked_folder": ("这是一个通往别的文件夹的链接", "it is a link to another folder"),
    "why_left_archive": ("压缩包里的压缩包不打开", "an archive inside is not opened"),
    "why_left_link": ("这是一个链接，不是文件", "it is a link and no file"),
    "why_left_name": ("名字看不懂，或者太长", "its name cannot be read or is too long"),
    "why_left_hidden": ("名字以点开头，是隐藏文件", "its name begins with a dot, so it is hidden"),
    "why_left_twice": ("同名的文件已经有了", "a file of this name is there already"),
    "why_left_swollen": ("解开以后大得不正常", "unpacked it would be unreasonably large"),
    # Converting.
    "places_removed": (
        "有 {count} 张照片里记着拍摄的地点，已经去掉了。",
        "The place where they were taken was removed from {count} photos.",
    ),
    "classes_renamed": (
        "这些类别换了名字，每台电脑都能用：{names}",
        "Classes that were renamed, so that every computer can use them: {names}",
    ),
    "target_there": ("“{path}”已经有了。 | 换一个名字。", "'{path}' is there already. | Use another name."),
    "target_inside": (
        "“{path}”在原来的数据集里面，那里不能改动。 | 换一个别的地方。",
        "'{path}' lies in the data set itself, which stays as it is. | Use another place.",
    ),
    "parts_not_kept": (
        "“{format}”不分训练、小考和大考，图片都放在一起了。",
        "{format} has no training, validation and test: all pictures are together now.",
    ),
    "pictures_not_kept": (
        "用“{format}”写下来以后少了 {count} 张图片。 | 换一个格式。",
        "{count} pictures are missing in what was written as {format}. | Choose another format.",
    ),
    "labels_not_kept": (
        "“{format}”放不下 {count} 个标签。 | 都要留下，就换一个格式。",
        "{format} could not hold {count} labels. | To keep them all, choose another format.",
    ),
    "objects_not_kept": (
        "“{format}”放不下 {count} 个标注。 | 都要留下，就换一个格式。",
        "{format} could not hold {count} of the things that are marked. | To keep them all, choose another format.",
    ),
    "outlines_not_kept": (
        "“{format}”只有框：{count} 个轮廓变成了框。",
        "{format} has boxes only: {count} outlines became boxes.",
    ),
    "attributes_not_kept": (
        "“{format}”放不下标注的附加说明（{names}），少了 {count} 条。框和类别都在。",
        "{format} does not hold what else is said of things ({names}): {count} notes are left out. Boxes and classes are "
        "there.",
    ),
    "unknown_format": (
        "没有叫“{name}”的格式。{guess} | 可以用：{names}。",
        "There is no format named '{name}'. {guess} | Formats: {names}.",
    ),
    "format_cannot": (
        "{format}放不下{task}的标签。 | 可以用：{names}。",
        "The labels of {task} do not fit into {format}. | Formats that can hold them: {names}.",
    ),
    "no_room_for_data": (
        "“{folder}”所在的磁盘只剩 {free} MB，数据集要 {needed} MB。 | 删掉一些不用的文件。",
        "The data set needs {needed} MB, but the disk of '{folder}' has {free} MB left. | Remove files that you do not need.",
    ),
    "task_classification": ("图像分类", "image classification"),
    "task_multi_label": ("多标签分类", "multi-label classification"),
    "task_detection": ("目标检测", "object detection"),
    "task_instance": ("实例分割", "instance segmentation"),
    "task_semantic": ("语义分割", "semantic segmentation"),
}
