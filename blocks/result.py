"""Recognize 认一认: what a model sees, and how sure it is."""

from .declare import Block, check, of, value

_RESULT = of("result", "Result")
_ANSWER = of("result", ("Result", "Thing"))
_SHOW = check("show", True, label=("显示图片", "show the picture"))
_SAVE_FOLD = value("save_fold", "String", "output", label=("存到文件夹", "save into folder"))

BLOCKS = (
    Block(
        "result_inference",
        "让 {model} 认 {image}",
        "what {model} sees in {image}",
        "{model}.inference(image={image}, **{more})",
        holes=(of("model", "Model"), of("image", ("Image", "String"), picker="picture", default="data/digits/test_set/3/17.png")),
        gear=(
            _SHOW,
            value("unknown", "Number", 0.6, least=0, most=1, label=("没把握就说不知道", "unknown below")),
            value("smooth", "Number", 5, least=1, label=("平均几张图片", "pictures averaged")),
            _SAVE_FOLD,
        ),
        gives="Result",
        preset=("variables_set", "result"),
        help=("让模型看一张图片，说出它是什么。", "The model looks at a picture and says what it is."),
        words="recognize predict classify 识别 预测 推理",
    ),
    Block(
        "result_inference_all",
        "让 {model} 认文件夹 {path} 里每张图",
        "what {model} sees in each picture of {path}",
        "{model}.inference_all(path={path}, **{more})",
        holes=(of("model", "Model"), value("path", "String", "data/digits/test_set/3", picker="folder")),
        gear=(_SHOW, _SAVE_FOLD),
        gives="Array",
        preset=("variables_set", "results"),
        level=2,
        help=("让模型看文件夹里的每张图片，给出结果的列表。", "The model looks at each picture of a folder and gives a list of results."),
        words="folder batch list 文件夹 批量",
    ),
    Block(
        "result_label",
        "{result} 的标签",
        "label of {result}",
        "{result}.label",
        holes=(_ANSWER,),
        gives="String",
        help=("模型说它是什么。", "What the model says it is."),
        words="class name answer 类别 名字",
    ),
    Block(
        "result_confidence",
        "{result} 的置信度",
        "confidence of {result}",
        "{result}.confidence",
        holes=(_ANSWER,),
        gives="Number",
        help=("模型有多大把握，0 到 1。", "How sure the model is, from 0 to 1."),
        words="sure probability score 把握 概率",
    ),
    Block(
        "result_recognized",
        "{result} 认出了 {label}？",
        "{result} recognized {label}?",
        "{result}.has(label={label}, **{more})",
        holes=(_RESULT, value("label", "String", "3", picker="label")),
        gear=(value("confidence", "Number", 0.8, least=0, most=1, label=("至少多大把握", "least confidence")),),
        gives="Boolean",
        help=("结果里有没有这个标签？", "Is this label in the result?"),
        words="is it equals 是不是 判断",
    ),
    Block(
        "result_print",
        "打印 {model} 的结果 {result}",
        "print the result {result} of {model}",
        "{model}.print_result(result={result})",
        holes=(of("model", "Model"), _RESULT),
        level=2,
        help=("把结果一条一条地写出来。", "Writes the result out, line by line."),
        words="output 输出",
    ),
    Block(
        "result_top",
        "{result} 的前 {k} 名",
        "best {k} guesses in {result}",
        "{result}.top(k={k})",
        holes=(_RESULT, value("k", "Number", 3, least=1)),
        gives="Array",
        level=2,
        help=("模型最有把握的几个答案，放在列表里。", "The answers of which the model is surest, as a list."),
        words="top guess 最可能",
    ),
)
