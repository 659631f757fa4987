"""Texts for a program that asks for a library or a ready-made model of others: key → (zh, en); `instead_…` and
`hub_…` fill the sentences.
"""

TEXTS = {
    "library_absent": (
        "榫卯还没有课本里的“{name}”。|{instead}",
        "Sunmao does not have the textbook's “{name}” yet.|{instead}",
    ),
    "library_addable": (
        "“{name}”不是榫卯自带的库，这台电脑也没有装。|{instead}要用“{name}”，就让大人在终端运行：{python} -m pip install {package}",
        "“{name}” does not come with Sunmao and is not installed on this computer.|{instead} To use “{name}” itself, ask an adult to run in a terminal: {python} -m pip install {package}",
    ),
    "library_foreign": (
        "“{name}”只能在别的设备上用，这台电脑上没有。|{instead}",
        "“{name}” works only on another kind of device, not on this computer.|{instead}",
    ),
    "library_window": (
        "这台电脑的 Python 没有“{name}”，画不了窗口。|让大人装上 tkinter（Linux 上是软件包 python3-tk）；要显示图片和提问，也可以用 from sunmao import show, choose。",
        "Python on this computer lacks “{name}”, so it cannot open windows.|Ask an adult to install tkinter (on Linux the package python3-tk). To show pictures and ask questions, there is from sunmao import show, choose.",
    ),
    "instead_network": (
        "要认图片，用 from MMEdu import MMClassification；要一层一层搭网络，用 from BaseNN import nn。",
        "To recognize pictures, use from MMEdu import MMClassification; to build a network layer by layer, use from BaseNN import nn.",
    ),
    "instead_data": (
        "读、检查、划分数据集，用 from sunmao.data import Dataset；算数字，用 NumPy。",
        "To read, check and split data sets, use from sunmao.data import Dataset; to work with numbers, use NumPy.",
    ),
    "instead_chat": (
        "它要连网上的大模型服务；榫卯不用网络，里面没有大模型。",
        "It talks to a language model of an online service; Sunmao works without a network and has no language model.",
    ),
    "instead_mmedu": (
        "“MMEdu”里能用的是 MMClassification（分类）和 MMDetection（找东西）。",
        "Of “MMEdu” there are MMClassification (to tell classes) and MMDetection (to find things).",
    ),
    "instead_boards": (
        "要用开发板，写 from sunmao.boards import LED, Servo, Button：真的 Arduino 和屏幕上的板子都行。",
        "For a board, write from sunmao.boards import LED, Servo, Button: it works with a real Arduino and with the one on the screen.",
    ),
    "instead_messages": (
        "榫卯里还没有收发消息的办法。",
        "Sunmao has no way of its own to exchange messages yet.",
    ),
    "instead_page": (
        "要提问、显示结果、画曲线，用 from sunmao import choose, show, plot，都在榫卯的页面上。",
        "To ask, to show results and to draw curves, use from sunmao import choose, show, plot: all of it on Sunmao's page.",
    ),
    "instead_forms": (
        "连上网络，在榫卯里运行程序，它会自动下载。",
        "Run the program in Sunmao with a network: it fetches the package by itself.",
    ),
    "instead_training": (
        "训练用 from sunmao.vision import Classification, Detection；别处训练好的模型，导出成 ONNX 文件，用 from sunmao.deploy import Workflow 打开。",
        "To train, use from sunmao.vision import Classification, Detection. A model that was trained elsewhere opens as an ONNX file with from sunmao.deploy import Workflow.",
    ),
    "instead_models": (
        "有它的 ONNX 模型文件，也可以用 from sunmao.deploy import Workflow 和 task='custom' 打开。",
        "If you have its model as an ONNX file, from sunmao.deploy import Workflow opens it with task='custom'.",
    ),
    "instead_nothing": (
        "榫卯里没有代替它的东西。",
        "Nothing in Sunmao takes its place.",
    ),
    "hub_task_absent": (
        "榫卯还没有 XEdu.hub 的任务“{task}”（{what}）：模型不在这里。|{instead}",
        "Sunmao does not have the task “{task}” of XEdu.hub ({what}) yet: its model is not here.|{instead}",
    ),
    "hub_file_needed": (
        "没有说是哪个模型文件。|写上它的名字：Workflow(task='{task}', checkpoint='模型{ending}')。",
        "No model file is named.|Write its name: Workflow(task='{task}', checkpoint='model{ending}').",
    ),
    "hub_bad_metadata": (
        "{path} 里没有写清楚要输入什么。|用 BaseNN 的 model.convert 再转换一次，或者用 task='custom' 打开。",
        "{path} does not say what goes into it.|Convert it again with BaseNN's model.convert, or open it with task='custom'.",
    ),
    "hub_without_picture": (
        "这个任务的结果是数，没有图片，所以图片是 None。",
        "The answers of this task are numbers without a picture, so the picture is None.",
    ),
    "hub_no_download": (
        "榫卯不从网上取模型“{name}”。|把它的 ONNX 文件放进项目，再写 checkpoint='模型.onnx'。",
        "Sunmao does not fetch the model “{name}” from the network.|Put its ONNX file into the project and write checkpoint='model.onnx'.",
    ),
    "hub_no_repository": (
        "{path} 不是一个模型文件夹。|里面要有 model.onnx，还可以有 data_process.py；路径写完整，比如 repo='D:/my_model'。",
        "{path} is no folder of a model.|It has model.onnx and may have data_process.py; write its whole path, such as repo='D:/my_model'.",
    ),
    "hub_no_pictures": (
        "还没有给图片。 | 写一张图片的文件名，比如 data='cat.png'，或者一个列表。",
        "No picture is given. | Write a picture's file, such as data='cat.png', or a list of them.",
    ),
    "hub_no_box": (
        "{value} 不是图片里的一个框。|框是四个数 [x1, y1, x2, y2]：左、上、右、下，单位是像素。",
        "{value} is no box in the picture.|A box is four numbers [x1, y1, x2, y2]: left, top, right, bottom, in pixels.",
    ),
    "hub_boxes": ("找出手、人、脸或东西", "to find hands, people, faces or things"),
    "hub_vectors": ("把图片、文字或声音变成一串数", "to turn pictures, text or sound into numbers"),
    "hub_drawing": ("改变图片的画风或颜色", "to change the style or colors of a picture"),
    "hub_scene": ("分出图里的每一块、远近或道路", "to divide a picture into regions, depths or roads"),
    "hub_answers": ("在文字里找答案", "to find answers in a text"),
    "instead_own_boxes": (
        "用自己的图片训练一个：from MMEdu import MMDetection。",
        "Train one with pictures of your own: from MMEdu import MMDetection.",
    ),
}
