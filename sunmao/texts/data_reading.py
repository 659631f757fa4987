"""What is said while a data set is read: archives, formats, labels. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    # Archives.
    "other_archive": ("这是 {kind} 文件。 | 先解开，再压缩成 zip。", "This is a {kind} file. | Make a zip of it instead."),
    "not_a_zip": ("这不是 zip 文件。 | 先做成 zip。", "This is not a zip file. | Make a zip of it first."),
    "zip_damaged": ("这个 zip 不完整或坏了，没有打开。 | 重新复制或下载一次。", "This zip is cut off or damaged. It was not opened. | Copy or download it again."),
    "zip_empty": ("这个 zip 里什么都没有。 | 把图片放进去，再做一次。", "There is nothing in this zip. | Make it again, with the pictures."),
    "zip_password": ("这个 zip 有密码。 | 做一个没有密码的 zip。", "This zip has a password. | Make one without."),
    "zip_swollen": ("这个 zip 解开以后大得不正常，没有打开。 | 重新做一个 zip。", "Unpacked, this zip would be unreasonably large. It was not opened. | Make a new one."),
    "too_many_files": ("文件太多了，最多 {limit} 个。 | 分成几个数据集。", "There are too many files: {limit} at most. | Make several data sets of them."),
    "reaches_outside": (
        "这里面有想写到别处去的文件（{name}），没有打开。 | 重新做一个 zip。",
        "A file in it wants to be written somewhere else ({name}). Nothing was opened. | Make a new zip.",
    ),
    "still_packed": ("“{path}”是一个文件，不是文件夹。 | 先把它导入成数据集。", "'{path}' is a file, not a folder. | Import it as a data set first."),
    "archive_links": ("压缩包里有 {count} 个链接，没有打开：{names}", "Links in the archive, not opened: {count} ({names})"),
    "archive_names": ("有 {count} 个文件的名字看不懂或太长，先不算：{names}", "Left out {count} files whose names cannot be read or are too long: {names}"),
    "archive_hidden": ("有 {count} 个隐藏文件（名字以点开头），先不算：{names}", "Left out {count} hidden files, whose names begin with a dot: {names}"),
    "archive_twice": ("有 {count} 个文件和别的文件同名，只留第一个：{names}", "Left out {count} files whose names were there already: {names}"),
    "archive_swollen": ("有 {count} 个文件解开以后大得不正常，没有打开：{names}", "Unreasonably large when unpacked, not opened: {count} ({names})"),
    # Folders.
    "loose_pictures": ("有 {count} 张图片不在类别文件夹里，先不算：{names}", "Left out {count} pictures that lie in no class folder: {names}"),
}
