"""Every sentence that the server says to a child: key → (zh, en), with `{name}` placeholders."""

from typing import Any

from sunmao.server.texts.cluster import TEXTS as CLUSTER
from sunmao.server.texts.datasets import TEXTS as DATASETS
from sunmao.server.texts.engine import TEXTS as ENGINE
from sunmao.server.texts.programs import TEXTS as PROGRAMS
from sunmao.texts import language

TEXTS = {
    "not_found": ("找不到这个地址。", "Nothing is at this address."),
    "not_allowed_here": ("这个地址不能这样用。", "This address cannot be used that way."),
    "foreign_host": (
        "这个请求不是从榫卯的页面来的，没有处理。",
        "This request did not come from Sunmao's page, so nothing was done.",
    ),
    "open_new_address": (
        "这个地址已经用过了，或者榫卯重新启动过。在启动榫卯的窗口里按回车键，打开它新显示的地址。",
        "This address was used already, or Sunmao was started anew. Press Enter in the window in which Sunmao was started, "
        "and open the new address that it shows.",
    ),
    "scan_again": (
        "这台设备要重新进来：再扫一次那台电脑上的二维码。",
        "This device has to come in again: scan the code on that computer once more.",
    ),
    "address_once": (
        "这个地址只能打开一次。要在另一个浏览器里打开，或者关掉了页面，就在这里按回车键。",
        "This address opens once. For another browser, or when the page was closed, press Enter here.",
    ),
    "needs_header": (
        "这个请求不是榫卯的页面发出的，没有处理。",
        "This change was not sent by Sunmao's page, so nothing was done.",
    ),
    "needs_json": ("这里要的是 JSON，收到的不是。", "JSON was expected here, and something else arrived."),
    "not_understood": ("这个请求看不懂。", "This request cannot be understood."),
    "bad_value": (
        "这一步没有做成，什么都没有改。再试一次；还不行，就刷新页面。",
        "This did not work, and nothing was changed. Try again; if that does not help, load the page anew.",
    ),
    "too_large": (
        "太大了，没有收下。上一次保存的还在。",
        "This is too large and was not taken. The last saved one is kept.",
    ),
    "our_fault": ("这是我们的错，你的作品已保存。编号 {id}", "This is our fault. Your work is saved. Number {id}"),
    "disk_full": (
        "磁盘满了。什么都没有丢；腾出一些空间，会自动再试。",
        "The disk is full. Nothing is lost; free some space and it will be tried again.",
    ),
    "read_only": (
        "这里只能看，不能保存。换一个文件夹，或者用它的副本。",
        "This place can be read but not written. Use another folder, or a copy.",
    ),
    "folder_gone": (
        "文件夹不见了。插回磁盘，或者另存一个项目。",
        "The folder is gone. Bring its disk back, or save as another project.",
    ),
    "file_held": ("另一个程序正占着这个文件，还没保存上。", "Another program holds the file. It is not saved yet."),
    "not_saved": ("没能可靠地保存到磁盘，再试一次。", "It could not be saved safely. Try again."),
    "file_denied": (
        "“{name}”不让这台电脑的这个用户读。请它的主人打开权限，再试一次。",
        "“{name}” may not be read by this account. Ask its owner to allow it, then try again.",
    ),
    "file_kind": (
        "“{name}”应该是普通文件，现在却是文件夹、链接或别的东西，没有打开。把它移走，再试一次。",
        "“{name}” should be an ordinary file, but is a folder, a link or something else. It was not opened. "
        "Move it away, then try again.",
    ),
    "file_size": (
        "“{name}”大得不正常（超过 {mb} MB），没有打开。把它移走，再试一次。",
        "“{name}” is unreasonably large (more than {mb} MB). It was not opened. Move it away, then try again.",
    ),
    "folder_link": (
        "“{name}”是一个链接，通到项目外面，没有用它。换成普通的文件夹，再试一次。",
        "“{name}” is a link that leads out of the project, so it was not used. Put an ordinary folder in its place, "
        "then try again.",
    ),
    "folder_kind": (
        "“{name}”应该是文件夹，现在却不是。把它移走，再试一次。",
        "“{name}” should be a folder and is none. Move it away, then try again.",
    ),
    "not_read": (
        "磁盘出了问题，没能读出来。检查一下磁盘，再试一次。",
        "The disk does not work as it should, so it could not be read. Look at the disk, then try again.",
    ),
    "wrong_place": (
        "“{name}”那里有一个不该在的文件或文件夹。把它移走，再试一次。",
        "A file or folder stands at “{name}” where it should not. Move it away, then try again.",
    ),
    "nothing_saved": (
        "{folder} 里现在什么都不能保存：{reason}。项目能看，不能改。用 --projects 换一个文件夹，或者先解决它。",
        "Nothing can be saved in {folder} now: {reason}. Projects can be looked at, not changed. "
        "Mend that, or use another folder with --projects.",
    ),
    "project_renamed": (
        "这个项目的文件夹改名了，现在叫“{name}”。打开它，接着做。",
        "The folder of this project was renamed. It is called “{name}” now: open it there.",
    ),
    "no_project": (
        "找不到这个项目，它可能被删除或改名了。",
        "This project is not there. It may have been deleted or moved.",
    ),
    "project_running": ("程序正在运行。停止并删除吗？", "The program is running. Stop it and delete?"),
    "run_going": ("这次运行还没有结束。先停止，再删除。", "This run is not over. Stop it first, then delete."),
    "run_stays": ("程序停不下来，没有删除。", "The program does not stop, so nothing was deleted."),
    "page_outdated": (
        "榫卯更新过了。重新打开这个页面，你的作品都在。",
        "Sunmao was updated. Reload this page; your work is kept.",
    ),
    "saved_elsewhere": ("这个项目在另一个窗口里改过了。", "This project was changed in another window."),
    "damaged": (
        "这个项目的积木文件坏了，原样留着没有动。",
        "The blocks of this project are damaged. The file is kept as it is.",
    ),
    "newer": (
        "这个项目是用更新的榫卯保存的，这里打不开，也没有改动它。",
        "A newer Sunmao saved this project. It cannot be opened here, and it was not changed.",
    ),
    "no_version": ("找不到这个版本。", "This version is not there."),
    "no_example": ("没有这个例子。", "There is no such example."),
    "no_weights": (
        "这个文件是转换出来的，训练出来的权重不在这里了，没法再变小。再训练一次就行。",
        "This file was converted, and the weights that it was made from are gone, so it cannot be made smaller. Train again first.",
    ),
    "no_training_pictures": (
        "变小以后要用学过的图片比一比，可那个数据集不在这个项目里。",
        "A smaller file is compared on the pictures that the model learned from, and that data set is not in this project.",
    ),
    "no_file": ("找不到这个文件。", "This file is not there."),
    "sprites_full": (
        "这个项目里已经有 {most} 个自己做的角色。删掉不用的再加。",
        "This project has {most} sprites of its own already. Delete one that is not used.",
    ),
    "sprite_name": (
        "“{name}”不能当名字：用文字、字母、数字和下划线，不用数字开头，最多 {most} 个字。",
        "“{name}” cannot be a name: use letters, digits and underscores, begin with a letter, at most {most} characters.",
    ),
    "sprite_name_taken": (
        "“{name}”是图库里一个角色的名字，换一个。",
        "“{name}” is a sprite of the library. Choose another name.",
    ),
    "sprite_too_large": (
        "这张图片太大了：边长最多 {most} 个像素。",
        "This picture is too large: a side may have at most {most} pixels.",
    ),
    "helper_gone": (
        "和摄像头、板子说话的那一部分停了，再试一次。",
        "The part that speaks with cameras and boards has ended. Try again.",
    ),
    "helper_stuck": ("摄像头或板子没有回答，再试一次。", "The camera or board does not answer. Try again."),
    "not_a_sound": ("这个文件不是声音。", "This file is not a sound."),
    "not_a_picture": ("这个文件不是图片。", "This file is not a picture."),
    "program_not_ready": (
        "程序还缺东西，先看看有记号的积木。",
        "The program lacks something. Look at the marked blocks first.",
    ),
    "already_running": ("程序已经在运行了。", "The program is already running."),
    "answer_does_not_fit": ("这个回答不合适，换一个。", "This answer does not fit. Give another."),
    "answered_already": ("这个问题已经有人回答了。", "This question has its answer already."),
    "run_over": ("这次运行已经结束了。", "This run is over."),
    "no_run": ("找不到这次运行的记录。", "There is no record of this run."),
    "no_cluster": ("这台电脑上没有叫这个名字的集群。", "No cluster has this name on this computer."),
    "needs_form": ("这里要的是图片文件。", "Files were expected here."),
    "not_complete": ("没有传完整，再试一次。", "It did not arrive completely. Try again."),
    "zip_damaged": ("这个 zip 不完整或坏了，没有打开。", "This zip is cut off or damaged. It was not opened."),
    "too_many_files": ("文件太多了，最多 {limit} 个。", "There are too many files: {limit} at most."),
    "too_much": ("图片太多了，最多 {limit} GB。", "This is too much: {limit} GB at most."),
    "no_project_in_zip": (
        "这个 zip 里没有榫卯项目。要放图片，就先做一个项目。",
        "There is no Sunmao project in this zip. Pictures go into a project: make one first.",
    ),
    "several_projects": (
        "这个 zip 里有好几个项目。每个项目单独做一个 zip。",
        "Several projects are in this zip. Make one zip for each.",
    ),
    "project_too_many_files": (
        "这个项目的文件太多了（{count} 个），最多 {limit} 个。|数据集很大时，请单独导入数据集。",
        "This project holds too many files ({count}): {limit} at most.|Import a large data set by itself.",
    ),
    "import_stopped": ("已经停止，没有导入任何东西。", "It was stopped. Nothing was imported."),
    "project_too_large": ("这个项目太大了，最多 {limit} GB。", "This project is too large: {limit} GB at most."),
    "no_room": (
        "磁盘满了。什么都没有丢；腾出 {mb} MB，再试一次。",
        "The disk is full. Nothing is lost; free {mb} MB, then try again.",
    ),
    "not_erased": (
        "另一个程序正占着里面的文件。下次打开榫卯时会删干净。",
        "Another program holds a file of it. The rest is deleted when Sunmao is opened next.",
    ),
    "reaches_outside": (
        "这里面有要写到别处去的文件（{name}），没有打开。",
        "A file in it would be written somewhere else ({name}). Nothing was opened.",
    ),
    "left_link": ("这是一个链接，不是文件", "it is a link and no file"),
    "left_name": ("名字看不懂，或者太长", "its name cannot be read or is too long"),
    "left_deep": ("文件夹套得太深", "it lies too many folders deep"),
    "left_edits": (
        "修改记录太长，没有带过来：图片是没改以前的样子；zip 里还有这份记录",
        "the record of edits is too long and stays behind: the pictures come as they were before; it is still in the zip",
    ),
    "left_hidden": ("名字以点开头，是隐藏文件", "its name begins with a dot, so it is hidden"),
    "left_twice": ("同名的文件已经有了", "a file of this name is there already"),
    "left_broken": ("这个文件坏了", "it is damaged"),
    "left_runs": ("运行记录不带过来", "records of runs stay behind"),
    "left_stranger": ("它不是项目里的文件", "it is no part of a project"),
    "left_swollen": ("解开以后大得不正常", "unpacked it would be unreasonably large"),
    "no_shelf_model": (
        "架子上没有这个模型，它可能已经被删除了。",
        "This model is not on the shelf. It may have been deleted.",
    ),
    "model_damaged": (
        "这个模型文件坏了。重新训练或转换一次。",
        "This model file is damaged. Train or convert it again.",
    ),
    "no_room_for_model": (
        "磁盘满了，模型没有复制。腾出 {mb} MB 空间，再试一次。",
        "The disk is full, so the model was not copied. Free {mb} MB, then try again.",
    ),
    "needs_picture": ("这里要的是 JPEG 或 PNG 图片。", "A JPEG or PNG picture was expected here."),
    "picture_too_large": ("这张图片太大了，最多 {mb} MB。", "This picture is too large: {mb} MB at most."),
    "try_busy": (
        "模型还在看前面的图片，等一下再试。",
        "The model is still busy with earlier pictures. Try again in a moment.",
    ),
    "try_slow": (
        "模型 {seconds} 秒都没有回答。关掉一些程序，再试一次。",
        "The model did not answer within {seconds} seconds. Close some programs, then try again.",
    ),
    "try_memory": (
        "模型用了太多内存，停下了。关掉一些程序，再试一次。",
        "The model used too much memory and was ended. Close some programs, then try again.",
    ),
    "try_crashed": (
        "用这个模型时 Python 崩溃了。再试一次，会重新打开它。",
        "Python itself crashed with this model. Try again: it is opened anew.",
    ),
    "try_failed": (
        "这个模型没能回答。可能它不是看图片的模型。",
        "This model could not answer. It may not be one for pictures.",
    ),
    "try_ended": (
        "试用已经关掉了。再试一次，会重新打开它。",
        "Trying this model was ended. Try again: it is opened anew.",
    ),
    "new_project": ("我的项目", "My project"),
    "studio_open": (
        "已经打开了：{address}\n要在新的浏览器里打开，就在启动它的窗口里按回车键。",
        "Already open at {address}\nFor another browser, press Enter in the window in which it was started.",
    ),
    "studio_open_elsewhere": (
        "这个文件夹已经在另一个榫卯里打开了，请先关掉那一个。",
        "This folder is open in another studio. Close that one first.",
    ),
    "projects_closed": (
        "打不开项目文件夹 {folder}：{reason}",
        "The projects folder {folder} cannot be opened: {reason}",
    ),
    "port_taken": ("端口 {port} 被别的程序占用，改用 {other}。", "Port {port} is taken, so I took {other} instead."),
    "host_refused": (
        "--host {host}：这不是这台电脑的地址。所有网络用 0.0.0.0，或者写 {addresses} 中的一个。",
        "--host {host}: this computer has no such address. Use 0.0.0.0 for every network, or one of {addresses}.",
    ),
    "host_loopback": (
        "--host {host}：只有这台电脑能打开榫卯，别的设备打不开。要让它们也能打开，请用 --host 0.0.0.0。",
        "--host {host}: only this computer can open Sunmao, no other device. For them, use --host 0.0.0.0.",
    ),
    "host_busy": ("{host} 上打不开榫卯：{reason}", "Sunmao cannot be opened at {host}: {reason}"),
    "network_open": (
        "在平板或别的电脑上打开（同一个网络里）：\n{addresses}\n浏览器会提醒这个证书不可信。指纹和下面一样，就可以继续：\n{fingerprint}",
        "On a tablet or another computer in the same network, open:\n{addresses}\n"
        "The browser warns of the certificate. Go on when its fingerprint is this one:\n{fingerprint}",
    ),
    "device_name": (
        "名字要有 1 到 {limit} 个字。",
        "A name has 1 to {limit} letters.",
    ),
    "device_gone": ("这台设备已经不在了。", "That device is gone already."),
    "network_shut": (
        "这台电脑现在不让别的设备进来：{reason}",
        "This computer lets no other device in now: {reason}",
    ),
    "network_none": (
        "这台电脑现在没有连上网络，别的设备打不开。",
        "This computer is in no network now, so no other device can open Sunmao.",
    ),
    "needs_https": ("这里只能用 https:// 打开。", "Open this address with https:// in front."),
    "too_many_pages": (
        "打开的页面太多了。关掉几个，再试一次。",
        "Too many pages are open. Close some, then try again.",
    ),
    "file_unreadable": ("打不开 {file}：{reason}", "Cannot open {file}: {reason}"),
    "not_written": ("写不了 {file}：{reason}", "Cannot write {file}: {reason}"),
    "no_such_project": ("没有项目“{name}”。现在有：{known}", "No project is called '{name}'. There are: {known}"),
    "several_called": (
        "有几个项目都叫“{name}”。用文件夹的名字：{known}",
        "Several projects are called '{name}'. Use the folder's name: {known}",
    ),
    "not_there": ("没有这个文件", "it is not there"),
    "no_workspace": (
        "这不是保存的积木（应当是一个 JSON 对象）。",
        "These are no saved blocks (one JSON object was expected).",
    ),
    "cli_about": (
        "榫卯：用积木做人工智能，不需要网络。",
        "Sunmao: build artificial intelligence out of blocks, without a network.",
    ),
    "cli_port": ("端口（默认 5050，被占用就用下一个）", "port (5050, or the next free one)"),
    "cli_host": (
        "让平板和别的电脑也能打开（HTTPS）：0.0.0.0，或这台电脑的一个地址",
        "also for tablets and other computers, by HTTPS: 0.0.0.0, or one address of this computer",
    ),
    "cli_no_browser": ("不打开浏览器，只显示地址", "print the address and open no browser"),
    "cli_projects": ("项目文件夹（默认：文档里的 Sunmao）", "projects folder (Sunmao in your documents)"),
    "cli_verbs": ("还可以", "verbs"),
    "cli_compile": ("把保存的积木变成 Python", "print the Python of saved blocks"),
    "cli_blocks": ("把 Python 变成积木", "print the blocks of a Python program"),
    "cli_program": ("Python 程序；- 表示标准输入", "a Python program; - for standard input"),
    "blocks_no_python": (
        "第 {line} 行不是完整的 Python：{reason}",
        "Line {line} is no complete Python: {reason}",
    ),
    "blocks_too_long": (
        "这个程序太长了（最多 {kb} KB），变不成积木。",
        "This program is too long to become blocks; {kb} KB is the most.",
    ),
    "blocks_kept": (
        "{count} 行没有对应的积木，原样保留在 Python 积木里：第 {lines} 行",
        "{count} lines have no block of their own and are kept as they are, in Python blocks: {lines}",
    ),
    "cli_workspace": ("workspace.json；- 表示标准输入", "workspace.json; - for standard input"),
    "cli_json": ("输出 JSON", "print JSON"),
    "cli_run": ("运行一个程序", "run a program with the library"),
    "cli_camera": (
        "程序要用这台电脑的摄像头时，改用这个：simulated，或者一个视频、图片文件",
        "what the program sees in place of this computer's cameras: simulated, or the file of a film or picture",
    ),
    "cli_export": (
        "把一个项目写成文件：程序（py）或整个项目（zip）",
        "write a project to a file: its program (py) or all of it (zip)",
    ),
    "cli_project": ("项目：文件夹名、标题或路径", "the project: its folder's name, its title or a path"),
    "cli_to": ("py：程序；zip：整个项目", "py: the program; zip: the whole project"),
    "cli_out": ("写到这个文件（默认写在当前文件夹）", "write to this file (otherwise into the folder you are in)"),
    "cli_boards": ("哪些板子插着，里面是什么程序", "which boards are plugged in, and what is on them"),
    "cli_boards_test": (
        "把一块板子的各种本领试一遍，打印一份报告；除了数据线，板子上什么都别接",
        "try all that a board can do and print a report; plug in nothing but its cable",
    ),
    "cli_boards_load": (
        "把榫卯的固件装进一块 Arduino，读回来核对；里面原来的程序会被换掉",
        "put Sunmao's firmware on an Arduino and read it back; what is on the board is replaced",
    ),
    "cli_serial": (
        "板子的串口，比如 COM3；不写就自己找",
        "the serial port of the board, such as COM3; found if left out",
    ),
    "cli_board": ("板子的名字，比如 arduino-uno", "the kind of board, such as arduino-uno"),
    "cli_deploy": (
        "把训练好的权重写成别的电脑、别的运行库能用的模型文件",
        "write trained weights as a model file for another computer or runtime",
    ),
    "cli_deploy_weights": ("训练得到的权重文件（.pth）", "the weights of a training (.pth)"),
    "cli_deploy_out": (
        "写到这个文件，例如 digits.onnx、digits.tflite",
        "the file to write, such as digits.onnx or digits.tflite",
    ),
    "cli_deploy_backend": (
        "给哪个运行库：{names}（默认看文件名的结尾）",
        "the runtime: {names} (otherwise by the file's ending)",
    ),
    "cli_deploy_target": ("给哪种电脑：{names}", "the kind of computer: {names}"),
    "cli_deploy_data": (
        "用来比较答案的数据集；smallest 还用它来测量",
        "a data set to compare answers on; 'smallest' also measures with it",
    ),
    "cli_data": (
        "不打开页面也能查看、检查、转换、修好、划分数据集",
        "look at, check, convert, mend and split data sets without the page",
    ),
    "cli_train": (
        "按一个 YAML 文件训练：每次训练都会在权重旁边写一个 config.yaml",
        "train as a YAML file says: every training writes its config.yaml beside its weights",
    ),
    "cli_evaluate": ("给训练好的权重一次大考", "test the weights of that training"),
    "cli_predict": (
        "用训练好的权重认图片、声音或者动作",
        "say what is in pictures, sounds or motion, with the weights of that training",
    ),
    "cli_predict_image": (
        "一张图片、一段声音或者一个动作的文件，或者放着它们的文件夹",
        "a picture, or a file of sound or motion, or a folder of them",
    ),
    "cli_config": ("训练写的 config.yaml，或者自己写的", "the config.yaml of a training, or one of your own"),
    "cli_change": (
        "改一处，比如 -o train.epochs=5；可以写好几个",
        "change one thing, such as -o train.epochs=5; may stand several times",
    ),
    "cli_go_on": ("停下来了。接着练：{command}", "Stopped. To go on: {command}"),
    "cli_data_look": (
        "不转换，只看看一个数据集是什么，还能当作什么",
        "say what a data set is, and what else its files could be, without converting it",
    ),
    "cli_data_reading": (
        "把文件当作什么，例如 yolo、class_folders 或 detection（以后画框）；不写就自动认",
        "what the files are taken as, such as yolo, class_folders or detection (to be boxed); otherwise recognized",
    ),
    "cli_data_check": (
        "检查一个数据集：文件夹、zip、标签文件或一张图片",
        "say how a data set is: a folder, a zip, a file of labels or one picture",
    ),
    "cli_data_convert": (
        "把数据集写成另一种格式，原来的不动",
        "write a data set anew in another format; what it is made from stays as it is",
    ),
    "cli_data_mend": (
        "修好检查找到的毛病，文件都不动，在“数据”页面可以撤销",
        "mend what the check finds; no file is touched, and it can be undone on the Data page",
    ),
    "cli_data_findings": ("只修这些（不写就都修）：{names}", "mend only these (otherwise all but the last): {names}"),
    "cli_data_split": ("把数据集分成训练、小考和大考", "divide a data set into training, validation and test"),
    "cli_data_path": ("文件夹、zip 或一个文件", "a folder, a zip or one file"),
    "cli_data_target": ("新的文件夹，不能已经有", "the new folder, which must not exist"),
    "cli_data_format": (
        "格式，例如 coco；不写就用榫卯自己的",
        "the format, such as coco; otherwise the one that Sunmao uses",
    ),
    "cli_data_folder": ("数据集的文件夹", "the data set's folder"),
    "cli_data_ratio": ("训练、小考、大考各占几份（默认 8:1:1）", "shares of training, validation and test (8:1:1)"),
    "cli_data_seed": ("换一个数就换一种分法（默认 0）", "another number divides differently (0)"),
    "cli_data_lock": ("以后再划分，大考的图片也不变", "keep these test pictures whenever it is divided again"),
    "cli_data_map": (
        "把每张图片看一遍，写出长得像的放在一起时它们的位置",
        "look at every picture, and write where each lies when look-alikes lie together",
    ),
    "cli_data_method": ("排位置的方法：pca、tsne 或 umap", "how they are laid out: pca, tsne or umap"),
    "cli_data_map_out": (
        "位置写进这个 CSV 文件；不写就放在文件夹旁边",
        "write the places into this CSV file, else into one beside the folder",
    ),
    "data_mapped": ("{pictures} 张图片的位置写进了 {file}。", "Pictures: {pictures}. Their places are in {file}."),
    "cli_data_label": (
        "让模型给还没有标的图片提建议；--accept 直接当成标签",
        "let a model propose labels for pictures without any; --accept takes them as labels",
    ),
    "cli_data_model": ("模型文件，.pth 或 .onnx", "a model file, .pth or .onnx"),
    "cli_data_accept": (
        "把握至少有这么大的（0 到 1）直接当成标签，在“数据”页面可以撤销",
        "take what it is at least so sure of (0 to 1) as labels; this can be undone on the Data page",
    ),
    "cli_data_least": ("建议的最低把握，0 到 1", "the least confidence of a proposal, 0 to 1"),
    "cli_data_out": (
        "建议写进这个 JSON 文件；不写就放在文件夹旁边",
        "write the proposals into this JSON file, else into one beside the folder",
    ),
    "data_proposed": (
        "看了 {pictures} 张图片，提了 {objects} 条建议，写进了 {file}。",
        "Pictures: {pictures}. Proposals: {objects}, written to {file}.",
    ),
    "data_labeled": (
        "看了 {pictures} 张图片，标好了 {labeled} 张。在“数据”页面可以撤销。",
        "Pictures: {pictures}. Labeled: {labeled}. This can be undone on the Data page.",
    ),
    "data_accept": ("可以用", "good"),
    "data_warn": ("可以用，看一看上面说的", "usable; see what is said above"),
    "data_reject": ("不能用", "cannot be used"),
    "data_summary": (
        "{answer} · {task} · {format} · {pictures} 张图片 · {classes}",
        "{answer} · {task} · {format} · pictures: {pictures} · {classes}",
    ),
    "data_looked": (
        "{title} · {task} · {pictures} 张图片 · {objects} 个框或轮廓 · 训练 / 小考 / 大考 {parts} · {classes}",
        "{title} · {task} · pictures: {pictures} · boxes or outlines: {objects} · training / validation / test: {parts} · "
        "{classes}",
    ),
    "data_readings": ("也可以当作：", "It could also be taken as:"),
    "data_converted": (
        "写好了：{pictures} 张图片，{format} 格式，在 {path} 里",
        "Written: {pictures} pictures in {format} format, in {path}",
    ),
    "data_mend_kind": ("毛病", "finding"),
    "data_mend_before": ("原来", "before"),
    "data_mend_after": ("现在", "now"),
    "data_mend_pictures": ("改了几张图片", "pictures edited"),
    "data_mended": (
        "文件都没动；想改回来，就在工作室“数据”页面的“改过什么”里撤销。",
        "Files stay as they were; undo it on the Data page of the studio, in Changes.",
    ),
    "data_split": (
        "分好了：训练 {train} 张，小考 {val} 张，大考 {test} 张",
        "Divided: {train} for training, {val} for validation, {test} for the test",
    ),
    "data_progress": ("{done} / {total} 张图片", "{done} of {total} pictures"),
    "cli_doctor": (
        "检查这台电脑：什么能用，什么不能，怎么修",
        "what works on this computer, what does not, and how to mend it",
    ),
    "doctor_python": ("Python 能用", "Python works"),
    "doctor_python_old": ("Python 太旧，要 3.11 或更新的", "Python is too old: 3.11 or newer is needed"),
    "doctor_package": ("{name} 能用", "{name} works"),
    "doctor_package_broken": ("{name} 用不了", "{name} does not work"),
    "doctor_training": ("训练引擎（torch）能用", "The training engine (torch) works"),
    "doctor_no_training": (
        "没有训练引擎（torch）：能搭程序、用模型，还不能训练",
        "There is no training engine (torch): programs and finished models work, training does not yet",
    ),
    "doctor_training_broken": ("训练引擎（torch）用不了", "The training engine (torch) does not work"),
    "doctor_detection": ("找东西的模型（mmdet）能训练", "Models that find things (mmdet) can be trained"),
    "doctor_no_detection": (
        "没有 mmdet：别的都能用，还不能训练检测和分割的模型",
        "There is no mmdet: everything else works, detectors and segmenters cannot be trained yet",
    ),
    "doctor_detection_broken": (
        "mmdet 用不了，还不能训练检测和分割的模型",
        "mmdet does not work, so that no detector or segmenter can be trained",
    ),
    "doctor_card_full": (
        "显卡的内存几乎用完了，关掉正在用它的程序",
        "The graphics card has hardly any memory left. Close the programs that use it",
    ),
    "doctor_page": ("页面已做好", "The page is built"),
    "doctor_disk": ("项目能保存", "Projects can be saved"),
    "doctor_disk_full": ("磁盘快满了，腾出一些空间", "The disk is nearly full. Free some space"),
    "doctor_disk_closed": (
        "项目文件夹不能写，用 --projects 换一个",
        "The projects folder cannot be written. Use another with --projects",
    ),
    "doctor_memory": ("内存够用", "There is enough memory"),
    "doctor_memory_short": ("内存不多了，关掉一些程序", "Memory is short. Close some programs"),
    "doctor_camera": ("摄像头插着", "A camera is there"),
    "doctor_no_camera": ("没有摄像头，可以用图片", "There is no camera; pictures do as well"),
    "doctor_camera_closed": (
        "有摄像头，可是你没有权限用它；运行下面的命令，再重新登录",
        "There is a camera, but you may not use it. Run this command, then log in again",
    ),
    "doctor_boards": ("开发板插着", "A board is plugged in"),
    "doctor_no_boards": ("没有插开发板", "No board is plugged in"),
    "doctor_port_closed": (
        "开发板插着，可是你没有权限用它；运行下面的命令，再重新登录",
        "A board is plugged in, but you may not use it. Run this command, then log in again",
    ),
    "doctor_brltty": (
        "开发板被盲文程序 brltty 占用了；运行下面的命令，再重新插一次",
        "The program for braille displays, brltty, takes the board. Run this command, then plug it in again",
    ),
    "doctor_modem_manager": (
        "ModemManager 会和开发板抢端口；运行下面的命令把它关掉",
        "ModemManager disturbs boards at their ports. Run this command to end it",
    ),
    "doctor_no_driver": (
        "插着开发板，可是没有驱动程序；运行下面的命令，再重新插一次",
        "A board is plugged in, but has no driver. Run this command, then plug it in again",
    ),
    "doctor_network": ("不需要网络（现在有）", "No network is needed (there is one)"),
    "doctor_no_network": ("不需要网络（现在没有）", "No network is needed (there is none)"),
    "doctor_port": ("端口 {port} 空着", "Port {port} is free"),
    "doctor_port_taken": ("端口 {port} 有程序在用；榫卯会用下一个", "Port {port} is in use; Sunmao takes the next one"),
    "page_not_built": (
        "页面还没有做好。在克隆的文件夹里运行 python static/build_page.py",
        "The page is not built. Run python static/build_page.py in the clone.",
    ),
    **CLUSTER,
    **DATASETS,
    **ENGINE,
    **PROGRAMS,
}


def get_text(key: str, **params: Any) -> dict:
    """The sentence of `key` in both languages: {'zh': …, 'en': …}. Raises KeyError for an unknown key."""
    zh, en = TEXTS[key]
    return {"zh": zh.format(**params), "en": en.format(**params)}


def get_local_text(key: str, **params: Any) -> str:
    """The sentence in the language of this computer."""
    return get_text(key, **params)[language()]
