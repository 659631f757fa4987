"""Every sentence that the server says to a child: key → (zh, en), with `{name}` placeholders."""

from ..texts import language

TEXTS = {
    "not_found": ("找不到这个地址。", "Nothing is at this address."),
    "not_allowed_here": ("这个地址不能这样用。", "This address cannot be used that way."),
    "foreign_host": ("这个请求不是从榫卯的页面来的，没有处理。", "This request did not come from Sunmao's page, so nothing was done."),
    "open_new_address": ("榫卯重新启动过。打开它新显示的地址。", "Sunmao has a new address. Open the one that it printed last."),
    "needs_header": ("这个请求不是榫卯的页面发出的，没有处理。", "This change was not sent by Sunmao's page, so nothing was done."),
    "needs_json": ("这里要的是 JSON，收到的不是。", "JSON was expected here, and something else arrived."),
    "not_understood": ("这个请求看不懂。", "This request cannot be understood."),
    "bad_value": ("“{name}”的值不对。", "The value of “{name}” does not fit."),
    "too_large": ("太大了，没有收下。上一次保存的还在。", "This is too large and was not taken. The last saved one is kept."),
    "our_fault": ("这是我们的错，你的作品已保存。编号 {id}", "This is our fault. Your work is saved. Number {id}"),
    "disk_full": (
        "磁盘满了。什么都没有丢；腾出一些空间，会自动再试。",
        "The disk is full. Nothing is lost; free some space and it will be tried again.",
    ),
    "read_only": ("这里只能看，不能保存。换一个文件夹再试。", "This place can be read but not written. Use another folder."),
    "folder_gone": ("文件夹不见了。插回磁盘，或者另存一个项目。", "The folder is gone. Bring its disk back, or save as another project."),
    "file_held": ("另一个程序正占着这个文件，还没保存上。", "Another program holds the file. It is not saved yet."),
    "not_saved": ("没能可靠地保存到磁盘，再试一次。", "It could not be saved safely. Try again."),
    "no_project": ("找不到这个项目，它可能被删除或改名了。", "This project is not there. It may have been deleted or moved."),
    "project_running": ("程序正在运行。先停止，再删除。", "The program is running. Stop it first, then delete."),
    "saved_elsewhere": ("这个项目在另一个窗口里改过了。", "This project was changed in another window."),
    "damaged": ("这个项目的积木文件坏了，原样留着没有动。", "The blocks of this project are damaged. The file is kept as it is."),
    "newer": (
        "这个项目是用更新的榫卯保存的，这里打不开，也没有改动它。",
        "A newer Sunmao saved this project. It cannot be opened here, and it was not changed.",
    ),
    "no_version": ("找不到这个版本。", "This version is not there."),
    "no_example": ("没有这个例子。", "There is no such example."),
    "no_file": ("找不到这个文件。", "This file is not there."),
    "not_a_picture": ("这个文件不是图片。", "This file is not a picture."),
    "program_not_ready": ("程序还缺东西，先看看有记号的积木。", "The program lacks something. Look at the marked blocks first."),
    "already_running": ("程序已经在运行了。", "The program is already running."),
    "answer_does_not_fit": ("这个回答不合适，换一个。", "This answer does not fit. Give another."),
    "answered_already": ("这个问题已经有人回答了。", "This question has its answer already."),
    "no_run": ("找不到这次运行的记录。", "There is no record of this run."),
    "needs_form": ("这里要的是图片文件。", "Files were expected here."),
    "not_complete": ("没有传完整，再试一次。", "It did not arrive completely. Try again."),
    "other_archive": ("这是 {kind} 文件。先解开，再压缩成 zip。", "This is a {kind} file. Make a zip of it instead."),
    "not_a_zip": ("这不是 zip 文件。", "This is not a zip file."),
    "zip_damaged": ("这个 zip 不完整或坏了，没有打开。", "This zip is cut off or damaged. It was not opened."),
    "zip_empty": ("这个 zip 里什么都没有。", "There is nothing in this zip."),
    "zip_password": ("这个 zip 有密码。做一个没有密码的 zip。", "This zip has a password. Make one without."),
    "too_many_files": ("文件太多了，最多 {limit} 个。", "There are too many files: {limit} at most."),
    "too_much": ("图片太多了，最多 {limit} GB。", "This is too much: {limit} GB at most."),
    "reaches_outside": (
        "这里面有想写到别处去的文件（{name}），没有打开。",
        "A file in it wants to be written somewhere else ({name}). Nothing was opened.",
    ),
    "no_pictures": ("里面没有能用的图片。", "There is no picture in it that can be used."),
    "no_classes": (
        "图片没有分类别。每个类别建一个文件夹，把图片放进去，再整个拖过来。",
        "The pictures have no classes. Make one folder for each class, sort the pictures into them, and drop it all.",
    ),
    "one_class": (
        "只有一个类别“{name}”。分类至少要两类：每类一个文件夹。",
        "There is only one class, '{name}'. A classifier needs two: one folder for each.",
    ),
    "case_classes": (
        "“{name}”和另一个类别只差大小写，先叫它“{to}”。可能是同一类。",
        "'{name}' differs from another class only in capital letters. It is called '{to}' now. They may be one class.",
    ),
    "leaks": ("{n} 张图片同时在“训练”和“考试”里", "{n} pictures are in both Train and Test"),
    "first_frames": ("{n} 张 GIF 或 TIFF 图片只用第一幅", "Of {n} GIF or TIFF pictures only the first frame is used"),
    "uneven": (
        "“{most}”有 {many} 张，“{least}”只有 {few} 张，差得太多。",
        "'{most}' has {many} pictures and '{least}' only {few}. That is very uneven.",
    ),
    "lost_classes": ("这些类别没有一张能用的图片：{names}", "These classes have no picture that can be used: {names}"),
    "left_link": ("这是一个链接，不是图片", "it is a link and no picture"),
    "left_name": ("名字看不懂，或者太长", "its name cannot be read or is too long"),
    "left_hidden": ("名字以点开头，是隐藏文件", "its name begins with a dot, so it is hidden"),
    "left_no_class": ("它不在类别文件夹里", "it lies in no class folder"),
    "left_twice": ("同名的图片已经有了", "a picture of this name is there already"),
    "left_empty": ("空文件", "it is empty"),
    "left_damaged": ("图片坏了", "it is damaged"),
    "left_size": ("太大，或者尺寸不对", "it is too large, or its size is impossible"),
    "left_heic": ("这是 HEIC 照片，在手机上导出成 JPEG", "it is a HEIC photo: export it as JPEG on the phone"),
    "left_archive": ("压缩包里的压缩包不打开", "an archive inside is not opened"),
    "left_not_picture": ("不是图片", "it is no picture"),
    "new_project": ("我的项目", "My project"),
    "studio_open": ("已经打开了：{address}", "Already open at {address}"),
    "projects_closed": ("打不开项目文件夹 {folder}：{reason}", "The projects folder {folder} cannot be opened: {reason}"),
    "port_taken": ("端口 {port} 被别的程序占用，改用 {other}。", "Port {port} is taken, so I took {other} instead."),
    "host_refused": (
        "--host {host}：现在榫卯只在这台电脑上打开（127.0.0.1）。",
        "--host {host}: for now Sunmao opens on this computer only (127.0.0.1).",
    ),
    "file_unreadable": ("打不开 {file}：{reason}", "Cannot open {file}: {reason}"),
    "not_there": ("没有这个文件", "it is not there"),
    "no_workspace": ("这不是保存的积木（应当是一个 JSON 对象）。", "These are no saved blocks (one JSON object was expected)."),
    "cli_about": ("榫卯：用积木做人工智能，不需要网络。", "Sunmao: build artificial intelligence out of blocks, without a network."),
    "cli_port": ("端口（默认 5050，被占用就用下一个）", "port (5050, or the next free one)"),
    "cli_host": ("地址（目前只能是这台电脑）", "address (this computer only, for now)"),
    "cli_no_browser": ("不打开浏览器，只显示地址", "print the address and open no browser"),
    "cli_projects": ("项目文件夹（默认：文档里的 Sunmao）", "projects folder (Sunmao in your documents)"),
    "cli_verbs": ("还可以", "verbs"),
    "cli_compile": ("把保存的积木变成 Python", "print the Python of saved blocks"),
    "cli_workspace": ("workspace.json；- 表示标准输入", "workspace.json; - for standard input"),
    "cli_json": ("输出 JSON", "print JSON"),
    "cli_run": ("运行一个程序", "run a program with the library"),
    "cli_doctor": ("检查这台电脑：什么能用，什么不能，怎么修", "what works on this computer, what does not, and how to mend it"),
    "doctor_python": ("Python 能用", "Python works"),
    "doctor_python_old": ("Python 太旧，要 3.11 或更新的", "Python is too old: 3.11 or newer is needed"),
    "doctor_package": ("{name} 能用", "{name} works"),
    "doctor_package_broken": ("{name} 用不了，重新安装它", "{name} does not work. Install it again"),
    "doctor_training": ("训练引擎（torch）能用", "The training engine (torch) works"),
    "doctor_no_training": (
        "没有训练引擎（torch）：能搭程序、用模型，还不能训练",
        "There is no training engine (torch): programs and finished models work, training does not yet",
    ),
    "doctor_page": ("页面已做好", "The page is built"),
    "doctor_disk": ("项目能保存", "Projects can be saved"),
    "doctor_disk_full": ("磁盘快满了，腾出一些空间", "The disk is nearly full. Free some space"),
    "doctor_disk_closed": ("项目文件夹不能写，用 --projects 换一个", "The projects folder cannot be written. Use another with --projects"),
    "doctor_memory": ("内存够用", "There is enough memory"),
    "doctor_memory_short": ("内存不多了，关掉一些程序", "Memory is short. Close some programs"),
    "page_not_built": (
        "页面还没有做好。在克隆的文件夹里运行 python static/build_page.py",
        "The page is not built. Run python static/build_page.py in the clone.",
    ),
}


def text(key: str, **params) -> dict:
    """The sentence of `key` in both languages: {'zh': …, 'en': …}. Raises KeyError for an unknown key."""
    zh, en = TEXTS[key]
    return {"zh": zh.format(**params), "en": en.format(**params)}


def say(key: str, **params) -> str:
    """The sentence in the language of this computer."""
    return text(key, **params)[language()]
