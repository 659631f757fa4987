"""Texts about reading public collections, tables of boxes and arrays of pictures. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    "still_arrays": (
        "“{path}”里的图片打包在几个大文件里，不能直接用。 | 先把它导入成数据集。",
        "The pictures of '{path}' are packed in larger files. | Import it as a data set first.",
    ),
    # Collections.
    "regions_ignored": (
        "有 {count} 个标注写明了不算（{kind}），先不算：{names}",
        "Left out {count} annotations that are marked as not to count ({kind}): {names}",
    ),
    "lists_not_read": (
        "有 {count} 个列表里是别的内容，没有读：{names}",
        "Lists of something else, not read: {count} ({names})",
    ),
    "label_again": (
        "有 {count} 张图片在列表里有两个不同的标签，只用第一个：{names}",
        "Pictures to which the lists give two different labels; the first one counts: {count} ({names})",
    ),
    "collection_masks": (
        "“{name}”是 {kind} 的蒙版标注，这里读不了。 | 先转成 COCO 格式（带轮廓）。",
        "'{name}' holds masks of {kind}, which cannot be read here. | Convert them to COCO (with outlines) first.",
    ),
    # Tables of boxes.
    "table_odd_rows": (
        "表里有 {count} 行读不出来（如“{line}”），先不算：{names}",
        "Left out {count} rows that cannot be read (such as '{line}'): {names}",
    ),
    "box_table_read": (
        "{how}：{names}",
        "{how}: {names}",
    ),
    "box_corners_pixels": (
        "框按左上角和右下角的像素来读",
        "Boxes were read as two corners in pixels",
    ),
    "box_corners_shares": (
        "框按左上角和右下角占图片的比例来读",
        "Boxes were read as two corners in shares of the picture",
    ),
    "box_size_pixels": (
        "框按左上角、宽、高的像素来读",
        "Boxes were read as left, top, width and height in pixels",
    ),
    "box_size_shares": (
        "框按左上角、宽、高占图片的比例来读",
        "Boxes were read as left, top, width and height in shares of the picture",
    ),
    "box_center_pixels": (
        "框按中心、宽、高的像素来读",
        "Boxes were read as center, width and height in pixels",
    ),
    "box_center_shares": (
        "框按中心、宽、高占图片的比例来读",
        "Boxes were read as center, width and height in shares of the picture",
    ),
    "box_table_no_label": (
        "表里没有类别这一列，每个框先叫“object”：{names}",
        "The table has no column of classes; each box is called 'object' for now: {names}",
    ),
    "box_table_unclear": (
        "表“{name}”里框的四个数有两种读法（{columns}），没有读。 | 把列名改成 xmin、ymin、xmax、ymax，或者 x_center、y_center、width、height。",
        "The four numbers of the boxes in '{name}' can be read in two ways ({columns}), so they were not. | Call the columns xmin, ymin, "
        "xmax, ymax, or x_center, y_center, width, height.",
    ),
    # Arrays.
    "arrays_too_large": (
        "“{name}”里写着有 {count} 张图片，太多或太大了（最多 {most} 张、{mb} MB），没有读。 | 分成几个数据集。",
        "'{name}' claims {count} pictures: too many or too large ({most} pictures and {mb} MB at most). It was not "
        "read. | Make several data sets of it.",
    ),
    "arrays_differ": (
        "“{name}”里的图片和“{labels}”里的标签对不上，可能没有下载完整。 | 重新下载一次。",
        "The pictures in '{name}' and the labels in '{labels}' do not fit each other; a file may be cut off. | Download "
        "them again.",
    ),
    "arrays_damaged": (
        "“{name}”里的数组读不出来：坏了，或者不是 8 位的图片。 | 重新保存成 uint8 的图片，标签用整数。",
        "The arrays in '{name}' cannot be read: they are damaged, or not pictures of 8 bits. | Save them again as uint8, and "
        "the labels as whole numbers.",
    ),
    "arrays_numbered": (
        "文件里没有类别的名字，先按编号叫：{names} | 在旁边放一个 classes.txt，每行一个名字。",
        "The files do not name their classes; they are called by number for now: {names} | Put a classes.txt with a name "
        "in each line beside them.",
    ),
    "parquet_reader_missing": (
        "“{name}”是 parquet 文件，这台电脑还没有装读它的工具（DuckDB）。 | 请大人在榫卯的 Python 环境里运行 python -m pip install duckdb，或者下载图片文件夹的版本。",
        "'{name}' is a parquet file; the tool that reads it (DuckDB) is not installed on this computer. | Ask an adult to run "
        "python -m pip install duckdb in Sunmao's Python environment, or take a version with folders of pictures.",
    ),
    "parquet_no_pictures": (
        "parquet 文件“{name}”里没有图片和类别这两列，读不出来。 | 要有一列 image（图片的字节）和一列 label（类别）。",
        "The parquet file '{name}' has no columns of pictures and classes. | It needs a column 'image' with the bytes of "
        "the pictures, and a column 'label'.",
    ),
    "cifar_pickles": (
        "“{name}”是 CIFAR 的 Python 版本（pickle）。打开它会运行里面的代码，所以从不打开。 | 到同一个网页下载“binary version”，里面是 data_batch_1.bin。",
        "'{name}' is CIFAR's version for Python, a pickle. To open one runs the code in it, so it is never opened. | "
        "Download the 'binary version' from the same page; it holds data_batch_1.bin.",
    ),
}
