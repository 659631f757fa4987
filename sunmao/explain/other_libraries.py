"""Libraries that textbooks and public lessons import and that do not come with Sunmao: what is said of each."""

from sunmao.texts import get_both

# Of the textbooks, whose packages do not work beside today's libraries: name → what there is instead. A dotted name is
# a part that `sunmao.compat` does not answer.
TEXTBOOK = {
    **dict.fromkeys(("EasyData", "easydata"), "data"),
    **dict.fromkeys(
        (f"MMEdu.{name}" for name in ("MMPose", "MMSegmentation", "MMGeneration", "MMEditing", "MMOCR", "MMNLP")),
        "mmedu",
    ),
}
# Of devices with a Python of their own: name → what there is instead.
DEVICES = dict.fromkeys(
    ("microbit", "machine", "mpython", "unihiker", "mindplus", "RPi", "Jetson", "cyberpi", "maix"), "boards"
)
WINDOWS = ("tkinter", "_tkinter", "turtle", "Tkinter")
# Of everyone: name → (what pip calls it, what there is instead).
PACKAGES = {
    **{
        name: (package, "training")
        for name, package in {
            "tensorflow": "tensorflow",
            "keras": "keras",
            "tflearn": "tflearn",
            "ultralytics": "ultralytics",
            "yolov5": "yolov5",
            "paddle": "paddlepaddle",
            "paddlex": "paddlex",
            "paddleclas": "paddleclas",
            "paddledet": "paddledet",
            "ppdet": "paddledet",
            "paddleseg": "paddleseg",
            "paddlehub": "paddlehub",
            "mmcls": "mmcls",
            "mmpretrain": "mmpretrain",
            "mmseg": "mmsegmentation",
            "mmpose": "mmpose",
            "mmocr": "mmocr",
            "mmdeploy": "mmdeploy",
            "fastai": "fastai",
            "pytorch_lightning": "pytorch-lightning",
            "mindspore": "mindspore",
        }.items()
    },
    **{
        name: (package, "models")
        for name, package in {
            "mediapipe": "mediapipe",
            "face_recognition": "face-recognition",
            "dlib": "dlib",
            "insightface": "insightface",
            "rapidocr_onnxruntime": "rapidocr-onnxruntime",
            "rapidocr": "rapidocr",
            "paddleocr": "paddleocr",
            "easyocr": "easyocr",
            "ddddocr": "ddddocr",
            "pytesseract": "pytesseract",
            "transformers": "transformers",
            "tflite_runtime": "ai-edge-litert",
        }.items()
    },
    "pywebio": ("pywebio", "forms"),
    **{
        name: (package, "page")
        for name, package in {
            "streamlit": "streamlit",
            "remi": "remi",
            "PySimpleGUI": "PySimpleGUI",
            "PySimpleGUIWeb": "PySimpleGUIWeb",
            "easygui": "easygui",
            "flask": "flask",
            "fastapi": "fastapi",
            "PyQt5": "PyQt5",
            "pyecharts": "pyecharts",
        }.items()
    },
    **{
        name: (package, "boards")
        for name, package in {
            "gpiozero": "gpiozero",
            "pyfirmata": "pyfirmata",
            "pyfirmata2": "pyfirmata2",
            "smbus": "smbus2",
            "smbus2": "smbus2",
        }.items()
    },
    "paho": ("paho-mqtt", "messages"),
    "openai": ("openai", "chat"),
    "zhipuai": ("zhipuai", "chat"),
    "dashscope": ("dashscope", "chat"),
    "aip": ("baidu-aip chardet", "chat"),
    **{
        name: (package, "nothing")
        for name, package in {
            "qrcode": "qrcode",
            "speech_recognition": "SpeechRecognition",
            "pyaudio": "pyaudio",
            "sounddevice": "sounddevice",
            "librosa": "librosa",
            "playsound": "playsound",
            "wordcloud": "wordcloud",
            "snownlp": "snownlp",
            "seaborn": "seaborn",
            "plotly": "plotly",
            "xgboost": "xgboost",
            "lightgbm": "lightgbm",
            "openpyxl": "openpyxl",
            "sympy": "sympy",
            "networkx": "networkx",
            "pgzero": "pgzero",
            "pgzrun": "pgzero",
            "moviepy": "moviepy",
            "imageio": "imageio",
        }.items()
    },
}
NAMES = (
    "MMEdu",
    "XEdu",
    "BaseDeploy",
    "BaseDT",
    "BaseML",
    "BaseNN",
    "pinpong",
    "siot",
    "gradio",
    *TEXTBOOK,
    *DEVICES,
    *WINDOWS,
    *PACKAGES,
)


def explain_missing_part(name: str) -> tuple[str, dict] | None:
    """The key and values of the sentence about a part of a textbook's package, by its dotted name; None for others."""
    if "." not in name or name not in TEXTBOOK:
        return None
    return "library_absent", {"name": name, "instead": get_both(f"instead_{TEXTBOOK[name]}")}


def explain_missing_library(name: str, python: str) -> tuple[str, dict] | None:
    """The key and values of the sentence about a library that is not here; None for one that nobody prints.

    python: the command that starts this Python.
    """
    if name in WINDOWS:
        return "library_window", {"name": name}
    if name in TEXTBOOK:
        return "library_absent", {"name": name, "instead": get_both(f"instead_{TEXTBOOK[name]}")}
    if name in DEVICES:
        return "library_foreign", {"name": name, "instead": get_both(f"instead_{DEVICES[name]}")}
    if name not in PACKAGES:
        return None
    package, instead = PACKAGES[name]
    return "library_addable", {
        "name": name,
        "package": package,
        "python": python,
        "instead": get_both(f"instead_{instead}"),
    }
