"""Texts about model files of other programs: key → (zh, en); `made_…` say what a file is, `instead_…` what to do."""

TEXTS = {
    "yolo_task_unread": (
        "“{path}”是 Ultralytics 的{what}模型，榫卯只会读它的检测和分类模型。 | 用 model=yolo11n.pt 或 yolo11n-cls.pt 训练和导出；要看原始的结果，用 Workflow('{path}', task='custom')，它收数组。",
        "'{path}' is a model of Ultralytics for {what}; of those Sunmao reads the ones for detection and classification. | Train and export from yolo11n.pt or yolo11n-cls.pt. "
        "For the raw answers use Workflow('{path}', task='custom'), which takes arrays.",
    ),
    "yolo_segment": ("分割", "segmentation"),
    "yolo_pose": ("姿态", "poses"),
    "yolo_obb": ("斜框", "turned boxes"),
    "model_ir_new": (
        "“{path}”是用更新的 ONNX（IR {theirs}）写的，这里的 onnxruntime 只认到 IR {ours}。 | 导出时选旧一点的版本，或者让大人更新 onnxruntime。",
        "'{path}' was written by a newer ONNX (IR {theirs}); onnxruntime here knows IR {ours} and before. | Export it for an older version, or ask an adult to update onnxruntime.",
    ),
    "model_opset_new": (
        "“{path}”用的 opset {theirs} 太新，这里的 onnxruntime 只认到 opset {ours}。 | 导出时写一个小一点的 opset，或者让大人更新 onnxruntime。",
        "'{path}' uses opset {theirs}; onnxruntime here reads opset {ours} and before. | Export it with a lower opset, or ask an adult to update onnxruntime.",
    ),
    "model_operator_missing": (
        "“{path}”用的运算“{name}”，onnxruntime 没有。 | 换一种导出的设置，不用它；别的软件自己的运算，只能在那个软件里用。",
        "'{path}' uses the operator '{name}', which onnxruntime does not have. | Export it with other settings, without that operator; operators of a program of its own run in that program only.",
    ),
    "model_run_failed": (
        "模型“{path}”用这些输入算不出结果。 | 检查输入的形状和里面的数；它要的是：{wanted}。",
        "The model '{path}' gives no result for these inputs. | Check the shapes of the inputs and the numbers in them; it takes: {wanted}.",
    ),
    "foreign_program_file": (
        "“{path}”是{what}，榫卯只打开 ONNX 文件。 | {advice}",
        "'{path}' is {what}; Sunmao opens ONNX files. | {advice}",
    ),
    "made_pytorch": (
        "PyTorch 的模型文件，里面可以藏着程序，所以没有打开",
        "a model file of PyTorch, which can hide a program and was left closed",
    ),
    "made_pickle": (
        "Python 存的对象（pickle），里面可以藏着程序，所以没有打开",
        "an object stored by Python (pickle), which can hide a program and was left closed",
    ),
    "made_safetensors": ("只有数、没有网络的 safetensors 权重", "weights (safetensors), numbers without their network"),
    "made_keras": ("Keras 的模型文件", "a model file of Keras"),
    "made_tensorflow": ("TensorFlow 的模型文件", "a model file of TensorFlow"),
    "made_tflite": ("TensorFlow Lite 的模型文件", "a model file of TensorFlow Lite"),
    "made_tfjs": ("TensorFlow.js 的模型，用在网页里", "a model of TensorFlow.js, for web pages"),
    "made_paddle": ("飞桨 PaddlePaddle 的模型文件", "a model file of PaddlePaddle"),
    "made_caffe": ("Caffe 的模型文件", "a model file of Caffe"),
    "made_darknet": ("Darknet 的模型文件", "a model file of Darknet"),
    "made_coreml": ("Core ML 的模型文件，用在苹果的设备上", "a model file of Core ML, for Apple's devices"),
    "made_rknn": ("给瑞芯微芯片编译的模型（RKNN）", "a model compiled for Rockchip's chips (RKNN)"),
    "made_ascend": ("给昇腾芯片编译的模型（OM）", "a model compiled for Ascend chips (OM)"),
    "made_tensorrt": ("给一种显卡编译的模型（TensorRT）", "a model compiled for one graphics card (TensorRT)"),
    "made_kmodel": (
        "给勘智 K210 一类芯片编译的模型（kmodel）",
        "a model compiled for Kendryte chips such as the K210 (kmodel)",
    ),
    "made_hailo": ("给 Hailo 芯片编译的模型", "a model compiled for Hailo's chips"),
    "made_cvimodel": ("给算能芯片编译的模型（cvimodel）", "a model compiled for Sophgo's chips (cvimodel)"),
    "made_edge_impulse": ("Edge Impulse 编译好的程序（EIM）", "a compiled program of Edge Impulse (EIM)"),
    "made_mnn": ("MNN 的模型文件", "a model file of MNN"),
    "made_gguf": ("大语言模型的文件（GGUF）", "a file of a large language model (GGUF)"),
    "made_zip": ("一个压缩包", "a zip file"),
    "made_custom_vision": ("Azure Custom Vision 导出的压缩包", "a zip exported by Azure Custom Vision"),
    "made_teachable": ("Teachable Machine 导出的压缩包", "a zip exported by Teachable Machine"),
    "made_web_page": (
        "一个网页，不是模型：也许下载没有成功",
        "a web page and no model: the download may have gone wrong",
    ),
    "made_lfs": (
        "Git LFS 的占位文件，真的模型没有下载下来",
        "a placeholder of Git LFS; the model itself was not downloaded",
    ),
    "advice_pytorch": (
        "在训练它的电脑上导出：榫卯的用 model.convert，Ultralytics 的用 yolo export model=best.pt format=onnx，别的用 torch.onnx.export。",
        "Export it where it was trained: model.convert for Sunmao, yolo export model=best.pt format=onnx for Ultralytics, torch.onnx.export for others.",
    ),
    "advice_sklearn": (
        "scikit-learn 的模型，在训练它的电脑上用 skl2onnx 转换成 ONNX。",
        "Convert a model of scikit-learn to ONNX with skl2onnx, where it was trained.",
    ),
    "advice_safetensors": (
        "在训练它的电脑上用 torch.onnx.export 连同网络一起导出。",
        "Export it together with its network by torch.onnx.export, where it was trained.",
    ),
    "advice_keras": (
        "在训练它的电脑上转换：python -m tf2onnx.convert --keras 模型.h5 --output 模型.onnx。",
        "Convert it where it was trained: python -m tf2onnx.convert --keras model.h5 --output model.onnx.",
    ),
    "advice_tensorflow": (
        "在训练它的电脑上转换：python -m tf2onnx.convert --saved-model 文件夹 --output 模型.onnx。",
        "Convert it where it was trained: python -m tf2onnx.convert --saved-model FOLDER --output model.onnx.",
    ),
    "advice_tflite": (
        "转换一下：python -m tf2onnx.convert --tflite 模型.tflite --output 模型.onnx。",
        "Convert it: python -m tf2onnx.convert --tflite model.tflite --output model.onnx.",
    ),
    "advice_tfjs": (
        "回到做它的网站，导出 TensorFlow Lite 或 Keras，再用 tf2onnx 转换成 ONNX；也可以把图片导入榫卯再训练一次。",
        "Export it again as TensorFlow Lite or Keras and convert that by tf2onnx, or import its pictures into Sunmao and train again.",
    ),
    "advice_paddle": (
        "用 paddle2onnx 转换：paddle2onnx --model_dir 文件夹 --model_filename 模型.pdmodel --params_filename 模型.pdiparams --save_file 模型.onnx。",
        "Convert it: paddle2onnx --model_dir FOLDER --model_filename model.pdmodel --params_filename model.pdiparams --save_file model.onnx.",
    ),
    "advice_original": (
        "找到做出它的那个模型，从那里导出 ONNX 文件。",
        "Take the model from which it was made, and export that as an ONNX file.",
    ),
    "advice_language": (
        "榫卯的模型看图片；换一个 ONNX 文件。",
        "Models of Sunmao look at pictures; use an ONNX file.",
    ),
    "advice_unzip": (
        "先解压，再用里面的 .onnx 文件。",
        "Unzip it, then use the .onnx file that is in it.",
    ),
    "advice_teachable": (
        "里面的 keras_model.h5 用 tf2onnx 转换成 ONNX；也可以把 Teachable Machine 的项目文件当数据集导入榫卯，再训练一次。",
        "Convert the keras_model.h5 in it by tf2onnx, or import the project file of Teachable Machine into Sunmao as a data set and train again.",
    ),
    "advice_download": (
        "再下载一次，看看大小对不对。",
        "Download it again and check its size.",
    ),
}
