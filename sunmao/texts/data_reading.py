"""Texts about reading a data set: archives, formats, labels. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    # Archives.
    "other_archive": (
        "这是 {kind} 文件。 | 先解开，再压缩成 zip。",
        "This is a {kind} file. | Make a zip of it instead.",
    ),
    "not_a_zip": ("这不是 zip 文件。 | 先做成 zip。", "This is not a zip file. | Make a zip of it first."),
    "zip_damaged": (
        "这个 zip 不完整或坏了，没有打开。 | 重新复制或下载一次。",
        "This zip is cut off or damaged. It was not opened. | Copy or download it again.",
    ),
    "zip_empty": (
        "这个 zip 里什么都没有。 | 把图片放进去，再做一次。",
        "There is nothing in this zip. | Make it again, with the pictures.",
    ),
    "zip_password": ("这个 zip 有密码。 | 做一个没有密码的 zip。", "This zip has a password. | Make one without."),
    "zip_swollen": (
        "这个 zip 解开以后大得不正常，没有打开。 | 用图片重新做一个 zip。",
        "Unpacked, this zip would be unreasonably large. It was not opened. | Make a new zip of the pictures.",
    ),
    "too_many_files": (
        "文件太多了，最多 {limit} 个。 | 分成几个数据集。",
        "There are too many files: {limit} at most. | Make several data sets of them.",
    ),
    "reaches_outside": (
        "这里面有要写到别处去的文件（{name}），没有打开。 | 重新做一个 zip。",
        "A file in it would be written somewhere else ({name}). Nothing was opened. | Make a new zip.",
    ),
    "still_packed": (
        "“{path}”是一个文件，不是文件夹。 | 先把它导入成数据集。",
        "'{path}' is a file, not a folder. | Import it as a data set first.",
    ),
    "archive_links": (
        "压缩包里有 {count} 个链接，没有打开：{names}",
        "Links in the archive, not opened: {count} ({names})",
    ),
    "archive_names": (
        "有 {count} 个文件的名字读不出来或太长，先不算：{names}",
        "Left out {count} files whose names cannot be read or are too long: {names}",
    ),
    "archive_hidden": (
        "有 {count} 个隐藏文件（名字以点开头），先不算：{names}",
        "Left out {count} hidden files, whose names begin with a dot: {names}",
    ),
    "archive_twice": (
        "有 {count} 个文件和别的文件同名，只留第一个：{names}",
        "Left out {count} files whose names were there already: {names}",
    ),
    "archive_swollen": (
        "有 {count} 个文件解开以后大得不正常，没有打开：{names}",
        "Unreasonably large when unpacked, not opened: {count} ({names})",
    ),
    # Edits.
    "edits_unreadable": (
        "改过的内容（{name}）打不开：{why}。现在看到的是没改以前的样子，图片都在。 | 把这个文件移到别处，再打开一次。",
        "What was edited ({name}) cannot be opened: {why}. You see the data set as it was before; every picture is "
        "there. | Move this file elsewhere and open the data set again.",
    ),
    "edits_too_long": (
        "改过的内容（{name}）太长，没有读。现在看到的是没改以前的样子，图片和记录都在。 | 把这个文件移到别处，再打开一次。",
        "What was edited ({name}) is too long to be read. You see the data set as it was before; every picture and the "
        "record itself are there. | Move this file elsewhere and open the data set again.",
    ),
    "edits_damaged": (
        "{name} 里有 {count} 行读不出来，这几次修改没有算上，图片都在。 | 在“改过什么”里看一看，要的再改一次。",
        "Lines of {name} that cannot be read: {count}. These edits do not count; every picture is there. | Look at "
        "'Changes', and do again what is missing.",
    ),
    # Tasks.
    "other_task": (
        "“{path}”是{task}的数据，这个模型要学的是{wanted}。 | 换一个数据集，或者换一个模型。",
        "'{path}' is for {task}; this model learns {wanted}. | Choose another data set, or another model.",
    ),
    # Folders.
    "linked_folders": (
        "有 {count} 个通往别处的链接，没有打开：{names}",
        "Links to other folders, not opened: {count} ({names})",
    ),
    "inner_archives": (
        "数据集里有 {count} 个压缩包，没有打开：{names}",
        "Archives inside the data set, not opened: {count} ({names})",
    ),
    "other_files": (
        "类别文件夹里有 {count} 个文件不是图片，先不算：{names}",
        "Left out {count} files in class folders that are not called as pictures are: {names}",
    ),
    "loose_pictures": (
        "有 {count} 张图片不在类别文件夹里，先不算：{names}",
        "Left out {count} pictures that lie in no class folder: {names}",
    ),
    "beside_classes": (
        "有 {count} 张图片在类别文件夹旁边的文件夹里，先不算：{names}",
        "Left out {count} pictures in folders beside those of the classes: {names}",
    ),
    "masks_beside_pictures": (
        "有 {count} 个蒙版放在图片旁边，先不算：{names}",
        "Left out {count} masks that lie beside their pictures: {names}",
    ),
    "unlabeled_pictures": (
        "有 {count} 张图片没有类别（只能拿来试），先不算：{names}",
        "Left out {count} pictures without a class, which can only be tried on the model: {names}",
    ),
    "parts_without_classes": (
        "{names} 是训练、小考或大考的文件夹，不是类别，里面的图片没有类别。 | 在每个文件夹里，一类放一个文件夹；或者导入以后再标注。",
        "The folders {names} are parts (training, validation, test), not classes, and their pictures have no "
        "classes. | Make one folder for each class inside them, or import them and label them afterwards.",
    ),
    "classes_by_deep_folders": (
        "文件夹里还有文件夹，最里面的一个算一类：{names}",
        "There are folders inside folders; each innermost folder is a class: {names}",
    ),
    "classes_by_top_folders": (
        "类别文件夹里还有文件夹，同一类的都合在一起：{names}",
        "There are folders inside the classes' folders; all of a class count as one: {names}",
    ),
    "folder_of_masks": (
        "文件夹 {names} 里是同样的图片，{masks} 里是画好的蒙版，不是类别（同名的有 {count} 张）。 | 要学分割，就把蒙版放进 masks 文件夹；要学分类，就只留照片，一类放一个文件夹。",
        "The folders {names} hold the same {count} pictures, and {masks} their masks: these are no classes. | For "
        "segmentation put the masks into a folder 'masks'; for classification keep the photos alone, a folder for each class.",
    ),
    "folders_share_names": (
        "文件夹 {names} 里有 {count} 张图片的名字一样。 | 如果它们是不同的类别，就没关系；如果是同一张图片的不同样子（比如原图和涂了颜色的），就只留一个文件夹。",
        "{count} pictures are called the same in the folders {names}. | If these are different classes, all is well; "
        "if they are the same pictures in other forms, such as photographs and painted ones, keep one folder only.",
    ),
    "labels_from_names": (
        "有 {count} 张图片的类别是从文件名读出来的：{names} | 看一看对不对。",
        "The classes of {count} pictures were taken from the names of their files: {names} | Check that they are right.",
    ),
    "labels_not_read": (
        "有 {count} 个文件可能写着标签，没有读：{names}",
        "Files that may hold labels and were not read: {count} ({names})",
    ),
    "synset_names": (
        "文件夹的名字是编号，类别的名字取自“{file}”：{names}",
        "The folders are called by numbers; the names of the classes are from '{file}': {names}",
    ),
    # Tables.
    "table_no_labels": (
        "“{names}”里看不出哪一列是类别。 | 第一列写图片的文件名，第二列写类别，第一行写 filename,label。",
        "Nothing in '{names}' shows which column is the class. | Let the first column name the picture and the second its "
        "class, below the line filename,label.",
    ),
    "table_of_captions": (
        "表“{name}”的“{column}”里是描述图片的句子，不是类别，学不了分类。 | 一类放一个文件夹，或者做一张 filename,label 的表。",
        "The column '{column}' of the table '{name}' holds sentences that describe the pictures; they are no classes. | Make a "
        "folder for each class, or a table filename,label.",
    ),
    "table_of_numbers": (
        "表“{name}”里每张图片有好几个数（{column}），一次只能从图片学一个数。 | 每张图片只留一列数。",
        "The table '{name}' has several numbers for each picture ({column}), and only one can be learned at a time. | Keep one "
        "column of numbers.",
    ),
    "one_label_each": (
        "表里每张图片只有一个 1，所以一列算一类：{names}",
        "Each picture has a single 1 in the table, so every column is a class: {names}",
    ),
    "columns_not_read": (
        "表里这些列没有用：{names}",
        "Columns of the table that were not used: {names}",
    ),
    "tables_differ": (
        "这些表的第一行不一样：{names}。 | 每张表的类别要相同。",
        "The first lines of these tables differ: {names}. | Give each the same columns.",
    ),
    "table_damaged": (
        "表“{name}”读不了。 | 用表格软件重新存成 CSV（UTF-8）。",
        "The table '{name}' cannot be read. | Save it again as CSV (UTF-8).",
    ),
    # Labels of every kind.
    "labels_no_text": (
        "“{name}”不是文字文件，读不出标签。 | 用 UTF-8 重新保存。",
        "'{name}' holds no text: no labels could be read. | Save it as UTF-8.",
    ),
    "labels_no_json": (
        "“{name}”第 {line} 行第 {column} 个字写得不对，文件可能不完整。 | 重新导出标签。",
        "'{name}' cannot be read from line {line}, character {column} on; it may be cut off. | Export the labels again.",
    ),
    "labels_too_deep": (
        "“{name}”里的列表一层套一层，没有尽头，读不出来。 | 重新导出标签。",
        "The lists in '{name}' lie one inside the other without end and cannot be read. | Export the labels again.",
    ),
    "labels_too_large": (
        "“{name}”太大了，最多 {mb} MB，没有读；什么都没改。 | 把数据集分成几个，再试一次。",
        "'{name}' is too large to be read: {mb} MB at most. Nothing was changed. | Divide the data set into several and "
        "try again.",
    ),
    "labels_number_too_long": (
        "“{name}”里有一个几千位的数，读不了。 | 重新导出标签，或者把那个数改小。",
        "'{name}' holds a number of thousands of digits and cannot be read. | Export the labels again, or correct it.",
    ),
    "labels_lead_out": (
        "“{file}”里的图片“{name}”不在数据集里面，没有打开。 | 把图片放进数据集，只写文件名。",
        "'{file}' names the picture '{name}', which is outside the data set. It was not opened. | Put the picture inside and write its name only.",
    ),
    "labels_not_utf8": (
        "有 {count} 个标签文件用的是 {encoding} 编码，最好存成 UTF-8：{names}",
        "Files of labels in {encoding}; better save them as UTF-8: {count} ({names})",
    ),
    "labels_unreadable": (
        "有 {count} 个标签文件坏了或是空的，先不算：{names}",
        "Left out {count} files of labels that are damaged or empty: {names}",
    ),
    "label_size_differs": (
        "有 {count} 张图片的宽和高与标签文件写的不一样（{told}，实际 {real}），按图片算：{names}",
        "Pictures whose size differs from the labels' ({told}, really {real}); the pictures count: {count} ({names})",
    ),
    "no_boxes": (
        "{count} 张图片里一个框也没有，学不了。 | 先在“标注”里画框，或者选有框的标签文件。",
        "There is no box in any of the {count} pictures: nothing can be learned. | Draw boxes under Label, or choose the files with the boxes.",
    ),
    "box_missing": ("有 {count} 个标注没有框，先不算：{names}", "Left out {count} annotations without a box: {names}"),
    "box_no_numbers": (
        "有 {count} 个框没有写对四个数，先不算：{names}",
        "Left out {count} boxes that are not four numbers: {names}",
    ),
    "box_empty": (
        "有 {count} 个框的宽或高不大于 0，先不算：{names}",
        "Left out {count} boxes without width or height: {names}",
    ),
    "box_swapped": (
        "有 {count} 个框的角写反了，已经换过来：{names}",
        "Boxes whose corners were swapped, put right: {count} ({names})",
    ),
    "box_outside": (
        "有 {count} 个框全在图片外面，先不算：{names}",
        "Left out {count} boxes that lie outside their picture: {names}",
    ),
    "box_cut": (
        "有 {count} 个框超出图片，已经裁到边上：{names}",
        "Boxes that reached out of their picture, cut off at its edge: {count} ({names})",
    ),
    "outline_bad": (
        "有 {count} 个轮廓不对，先不算：{names} | 第一个是{where}：轮廓至少要三个不在一条线上的点。在那里改好就行。",
        "Left out {count} broken outlines: {names} | The first is {where}: an outline needs three points that are not in a line. Mend it there.",
    ),
    "outlines_broken": (
        "“{path}”里有 {count} 个轮廓不对（{names}），剩下的不够学。 | 在标注软件里重画它们，第一个是{where}。",
        "In '{path}' {count} outlines are broken ({names}), and too few are left to learn from. | Draw them again in a labeling program; the first is {where}.",
    ),
    "at_annotation": ("“{file}”里编号 {number} 的标注", "the annotation with id {number} in '{file}'"),
    "at_shape": ("“{file}”里第 {number} 个标注", "shape number {number} in '{file}'"),
    "at_line": ("“{file}”第 {number} 行", "line {number} of '{file}'"),
    "picture_not_there": (
        "标签里的 {count} 张图片找不到，先不算：{names}",
        "Left out {count} pictures that the labels name and that are not there: {names}",
    ),
    "pictures_elsewhere": (
        "有 {count} 张图片不在标签写的文件夹里，按文件名找到了：{names}",
        "Pictures that lie in another folder than the labels say, found by their names: {count} ({names})",
    ),
    "picture_unlisted": (
        "有 {count} 张图片没有标签，先不算：{names}",
        "Left out {count} pictures without labels: {names}",
    ),
    "picture_again": (
        "有 {count} 张图片在标签里出现了两次，已经合在一起：{names}",
        "Pictures that the labels list twice, joined: {count} ({names})",
    ),
    "labels_other_picture": (
        "有 {count} 个标签文件里写的图片（{inside}）和自己的文件名不一样：{names}",
        "Files of labels that name another picture ({inside}) than their own name says: {count} ({names})",
    ),
    # COCO.
    "coco_no_object": (
        "“{name}”不是 COCO 格式：最外层要是一个对象 {{…}}。 | 重新导出标签。",
        "'{name}' is not COCO: everything must stand in one object {{…}}. | Export the labels again.",
    ),
    "coco_missing": (
        "“{name}”里没有列表“{list}”。 | 重新导出标签。",
        "'{name}' has no list \"{list}\". | Export the labels again.",
    ),
    "coco_image_twice": (
        "“{name}”里两张图片的编号都是 {id}，分不清框是哪张的。 | 重新导出标签。",
        "In '{name}' two pictures have the number {id}: their boxes cannot be told apart. | Export the labels again.",
    ),
    "coco_category_number": (
        "“{name}”里两个类别的编号都是 {id}，分不清框是哪一类。 | 重新导出标签。",
        "In '{name}' two classes have the number {id}: their boxes cannot be told apart. | Export the labels again.",
    ),
    "coco_odd_entry": (
        "有 {count} 条记录读不出来，先不算：{names}",
        "Left out {count} entries that cannot be read: {names}",
    ),
    "coco_unknown_image": (
        "有 {count} 个框属于没有列出的图片（编号 {id}），先不算：{names}",
        "Left out {count} boxes of pictures that are not listed (number {id}): {names}",
    ),
    "coco_unknown_category": (
        "有 {count} 个框的类别编号没有定义（{id}），先不算：{names}",
        "Left out {count} boxes of classes that are not defined (number {id}): {names}",
    ),
    "coco_crowd": (
        "有 {count} 个标注框住的是一大群东西，先不算：{names}",
        "Left out {count} annotations that mark a whole crowd: {names}",
    ),
    "category_no_name": (
        "有 {count} 个类别没有名字，先叫“{label}”：{names}",
        "Classes without a name, called '{label}' for now: {count} ({names})",
    ),
    "category_twice": (
        "有 {count} 个类别重名（{label}），已经合成一类：{names}",
        "Classes of the same name ('{label}'), now one class: {count} ({names})",
    ),
    # Pascal VOC.
    "voc_dtd": (
        "有 {count} 个 XML 文件带有文档类型定义（DTD），可能有害，没有打开：{names}",
        "Not opened: {count} XML files with a document type definition (DTD), which can do harm: {names}",
    ),
    # LabelMe.
    "shape_unknown": (
        "有 {count} 个标注是点或线（{kind}），先不算：{names}",
        "Left out {count} points and lines ({kind}): {names}",
    ),
    "shape_no_label": (
        "有 {count} 个标注没有名字，先不算：{names}",
        "Left out {count} shapes without a label: {names}",
    ),
    # YOLO.
    "yolo_odd_line": (
        "有 {count} 行读不出来（如“{line}”），先不算：{names}",
        "Left out {count} lines that cannot be read (such as '{line}'): {names}",
    ),
    "yolo_no_names": (
        "没有类别名字的文件（data.yaml 或 classes.txt），先按编号叫：{names}",
        "No file with the names of the classes (data.yaml or classes.txt); they are called by number for now: {names}",
    ),
    "yolo_unknown_class": (
        "有 {count} 个框的类别编号 {number} 没有名字，先叫“{label}”：{names}",
        "Boxes of class number {number}, which has no name, called '{label}' for now: {count} ({names})",
    ),
    # Masks.
    "mask_unreadable": (
        "有 {count} 个蒙版打不开，先不算：{names}",
        "Left out {count} masks that cannot be opened: {names}",
    ),
    "mask_missing": ("有 {count} 张图片没有蒙版，先不算：{names}", "Left out {count} pictures without a mask: {names}"),
    "mask_no_picture": (
        "有 {count} 个蒙版没有图片，先不算：{names}",
        "Left out {count} masks without a picture: {names}",
    ),
    "masks_without_images": (
        "有 {count} 个文件夹里只有蒙版，没有图片，先不算：{names} | 把图片放进旁边的 images 文件夹。",
        "Left out {count} folders that hold masks and no picture: {names} | Put the picture into the folder 'images' beside the masks.",
    ),
    "mask_empty": (
        "有 {count} 个蒙版是空的，先不算：{names} | 重新画，或者删掉。",
        "Left out {count} masks with nothing in them: {names} | Draw them again, or remove them.",
    ),
    "mask_size_differs": (
        "有 {count} 个蒙版的大小不对（{told}，应该是 {real}），用时会缩放：{names}",
        "Masks of the wrong size ({told} instead of {real}), to be resized: {count} ({names})",
    ),
    "mask_jpeg": (
        "有 {count} 个蒙版存成了 JPEG，数值已经模糊；蒙版要存成 PNG：{names}",
        "Masks saved as JPEG, which smears their numbers; masks must be PNG: {count} ({names})",
    ),
    "mask_colors": (
        "有 {count} 个彩色蒙版没有颜色表，每种颜色先算一类：{names}",
        "Colored masks without a table of colors; each color is a class for now: {count} ({names})",
    ),
    "mask_many_colors": (
        "有 {count} 个蒙版的颜色太多，不像蒙版，先不算：{names}",
        "Left out {count} masks with too many colors to be masks: {names}",
    ),
    "mask_unknown_number": (
        "有 {count} 个蒙版里的数值（{number}）不属于任何类别：{names}",
        "Masks with numbers that belong to no class ({number}): {count} ({names})",
    ),
    "mask_no_names": (
        "没有 classes.txt，读不出蒙版里每个数值是哪一类；0 先算背景，别的按编号叫 {names_given}：{names} 等",
        "There is no classes.txt to say which number in the masks is which class; for now 0 is the background, the others are called {names_given} ({names} …)",
    ),
    "mask_from_zero": (
        "类别表里没有背景，所以蒙版里的 0 算“{label}”；如果 0 是背景，在表的第一行写 background：{names} 等",
        "The list of classes names no background, so 0 in the masks counts as '{label}'; if 0 is the background, write 'background' into its first line ({names} …)",
    ),
    "mask_trimap": (
        "这是三分图：1 是主体，2 是背景，3 是边缘：{names} 等",
        "These are trimaps: 1 is the foreground, 2 the background, 3 the border ({names} …)",
    ),
    "mask_joined": (
        "有 {count} 张蒙版是同一张图片的几份，已经合成一张：{names}",
        "Several masks of one picture, joined into one: {count} ({names})",
    ),
    "mask_unused": (
        "有 {count} 张彩色预览、实例编号、深度图之类的图，没有用：{names}",
        "Not used: {count} colored previews, numbers of instances, depth maps and the like: {names}",
    ),
    "mask_folder_guessed": (
        "文件夹“{names}”里的图和“{pictures}”里的图片对得上，当作它们的蒙版",
        "The files in '{names}' match the pictures in '{pictures}' and are read as their masks",
    ),
    "mask_class_folders": (
        "每个像素的类别由蒙版决定，文件夹名字没有用：{names}",
        "The masks say the class of each pixel; the names of these folders are not used: {names}",
    ),
    # What only looks like masks.
    "depth_maps": (
        "这些是深度图：每个像素是距离，不是类别，这里还不能学。 | 用有类别标签的数据集。",
        "These are depth maps: each pixel is a distance, not a class, which cannot be learned here yet. | Use a data set with labels of classes.",
    ),
    "pictures_side_by_side": (
        "这是 pix2pix 的数据集：每个文件里左右两张图，没有标签。 | 把左右两半切开，图片放进 images 文件夹，蒙版放进 masks 文件夹。",
        "These are pairs for pix2pix: two pictures side by side in one file, and no labels. | Cut them in two: pictures into the folder 'images', masks into the folder 'masks'.",
    ),
    "brush_masks": (
        "这是 Label Studio 导出的画笔蒙版，里面没有写是哪张图片的。 | 在 Label Studio 里导出成 COCO 或 JSON。",
        "These are brush masks of Label Studio, which do not name their pictures. | Export from Label Studio as COCO or JSON.",
    ),
    "part_masks": (
        "这是 CelebAMask-HQ 那样的数据集：脸的每个部分一张蒙版。 | 先把每张图片的蒙版合成一张，放进 masks 文件夹。",
        "This is CelebAMask-HQ or like it: a mask for each part of a face. | Join the masks of each picture into one first, in a folder 'masks'.",
    ),
}
