"""Texts of errors of arguments, files and models; a bar divides what happened from what to do."""

TEXTS = {
    "protocol_mismatch": (
        "榫卯更新过了，新的和旧的合不上（协议 {ours} 和 {theirs}）。 | 关掉榫卯，再打开它。",
        "Sunmao was updated, and its old and new parts do not fit each other (protocols {ours} and {theirs}). | Close Sunmao and open it anew.",
    ),
    "unknown_model": (
        "没有叫“{name}”的模型。{guess} | 可以用：{names}。",
        "No model named '{name}'. {guess} | Models: {names}.",
    ),
    "unknown_property": (
        "{thing} 没有“{name}”。{guess} | 检查一下名字的拼写。",
        "{thing} has no '{name}'. {guess} | Check how the name is spelled.",
    ),
    "unknown_sample": (
        "没有叫“{name}”的自带数据集。{guess} | 可以用：{names}。",
        "No sample data set named '{name}'. {guess} | Samples: {names}.",
    ),
    "unknown_label": (
        "这个数据集里没有标签“{label}”。{guess} | 有这些标签：{names}。",
        "The data set has no label '{label}'. {guess} | Labels: {names}.",
    ),
    "unknown_class": (
        "模型没学过标签“{label}”。{guess} | 改用它学过的标签：{names}；或者用“{label}”的图片再训练一次。",
        "The model has not learned the label '{label}'. {guess} | Use a label that it has learned: {names}; or train it again with pictures of '{label}'.",
    ),
    "no_image_given": (
        "没有给要认的图片。 | 写上 image=……。",
        "There is no picture to look at. | Write image=….",
    ),
    "no_pictures_here": (
        "“{path}”里没有图片。 | 换一个文件夹。",
        "There are no pictures in '{path}'. | Use another folder.",
    ),
    "unknown_split": (
        "数据集没有“{split}”这一部分。 | 可以用：train（训练）、val（小考）、test（大考）、all（全部）。",
        "A data set has no part '{split}'. | Parts: train, val (validation), test, all.",
    ),
    "option_of_finders": (
        "这个模型说的是整张图片，没有{option}这一项。 | 去掉这一项，或者换一个检测模型。",
        "This model speaks of the whole picture: it has no {option}. | Take this option away, or use a detector.",
    ),
    "option_of_classifiers": (
        "这个模型找的是图片里的东西，没有{option}这一项。 | 去掉这一项，或者换一个分类模型。",
        "This model finds things in a picture: it has no {option}. | Take this option away, or use a classifier.",
    ),
    "option_confidence": ("“把握至少多大才算找到”（confidence）", "'found from confidence' (confidence)"),
    "option_compress": ("“比大小和快慢”", "'compare size and speed'"),
    "option_unknown": ("“把握不到多大就说不知道”（unknown）", "'unknown below confidence' (unknown)"),
    "option_smooth": ("“平均几张图片”（smooth）", "'pictures averaged' (smooth)"),
    "unknown_choice": (
        "{argument} 不能是“{value}”。{guess} | 可以用：{names}。",
        "{argument} cannot be '{value}'. {guess} | Choices: {names}.",
    ),
    "bad_number": (
        "{argument} 不能是 {value}：要一个{least}以上的数。 | 换一个数再试。",
        "{argument} cannot be {value}: a number from {least} on is expected. | Try another number.",
    ),
    "bad_whole": (
        "{argument} 不能是 {value}：要一个 {least} 以上的整数。 | 换一个整数再试。",
        "{argument} cannot be {value}: a whole number from {least} on is expected. | Try another whole number.",
    ),
    "bad_whole_between": (
        "{argument} 不能是 {value}：要一个 {least} 到 {most} 的整数。 | 换一个整数再试。",
        "{argument} cannot be {value}: a whole number from {least} to {most} is expected. | Try another whole number.",
    ),
    "bad_path": (
        "{argument} 不能是 {value}：要一个文件或文件夹的名字。 | 把名字写在引号里，例如 'data/pets'。",
        "{argument} cannot be {value}: the name of a file or folder is expected. | Write the name in quotes, such as 'data/pets'.",
    ),
    "empty_path": (
        "{argument} 还是空的：要一个文件或文件夹的名字。 | 选一个，或者写上它的名字，例如 data/pets。",
        "{argument} is still empty: the name of a file or folder is expected. | Choose one, or write its name, such as data/pets.",
    ),
    "no_folder": (
        "{argument} 要一个文件夹，“{path}”却是文件。 | 换一个文件夹的名字。",
        "{argument} is to be a folder, but '{path}' is a file. | Use another name for the folder.",
    ),
    "locked_folder": (
        "不能往“{path}”里写文件。 | 换一个文件夹，或者请大人打开写入权限。",
        "Nothing can be written into '{path}'. | Use another folder, or ask an adult to allow writing there.",
    ),
    "no_result": (
        "{value} 不是认图片的结果。 | 用 inference 给的结果，或者什么也不写：那就是最后一次的。",
        "{value} is not the answer of a model. | Use what inference gave, or nothing: that is the last answer.",
    ),
    "read_only": (
        "{thing} 的“{name}”只能看，不能改。 | 去掉这一行；想换别的，就另建一个 {thing}。",
        "'{name}' of a {thing} can be read, not set. | Leave this line out; to have another, make another {thing}.",
    ),
    "bad_ratio": (
        "比例“{ratio}”看不懂。 | 写成三个数，例如 8:1:1（训练:小考:大考）。",
        "The ratio '{ratio}' cannot be used. | Write three numbers such as 8:1:1 (training:validation:test).",
    ),
    "bad_label": (
        '“{label}”不能当标签：它要做文件夹的名字。 | 换一个不含 / \\ : * ? " < > 和竖线的名字。',
        "'{label}' cannot be a label, because it names a folder. | Choose a name without / \\ : * ? \" < > and bars.",
    ),
    "not_an_image": (
        "这不是一张图片：它的形状是 {shape}。 | 图片的形状应是（高，宽，3）。",
        "This is no picture: its shape is {shape}. | A picture has the shape (height, width, 3).",
    ),
    "folder_missing": (
        "找不到文件夹“{path}”。{guess} | 检查一下名字。还没有这个文件夹的话，先建一个：里面建 training_set 文件夹，再给每个类别建一个文件夹放图片，比如 training_set/猫。",
        "There is no folder '{path}'. {guess} | Check its name. If there is no such folder yet, make one: inside it a folder training_set, and in that one folder of pictures for each class, such as training_set/cat.",
    ),
    "no_pictures": (
        "“{path}”里没有图片。 | 每个类别建一个文件夹，把这一类的图片放进去。",
        "There are no pictures in '{path}'. | Make one folder for each class and put its pictures inside.",
    ),
    "pictures_without_classes": (
        "“{path}”里的图片没有分类别。 | 每个类别建一个文件夹，把图片放进自己类别的文件夹里。",
        "The pictures in '{path}' have no classes. | Make one folder for each class and sort the pictures into them.",
    ),
    "all_damaged": (
        "“{path}”里没有一张能用的图片。 | 用图片软件打开看看，换成好的 JPEG 或 PNG 图片。",
        "No picture in '{path}' can be used. | Open them in another program, and use good JPEG or PNG pictures.",
    ),
    "features_shape": (
        "这不是一张数字表，它的形状是 {shape}。 | 每张图片一行，每行一样多的数字，不能有空的。",
        "This is no table of numbers; its shape is {shape}. | Give one row for each picture, all of the same length, "
        "without gaps.",
    ),
    "umap_missing": (
        "这台电脑上没有 UMAP。 | 写 method='tsne'，或者先装上 umap-learn。",
        "UMAP is not on this computer. | Write method='tsne', or install umap-learn first.",
    ),
    "one_class": (
        "“{path}”里只有一个类别（{name}）。 | 至少要有两个类别，模型才能学着分辨：再加一个类别的图片。",
        "There is only one class ({name}) in '{path}'. | A model needs at least two classes to tell apart: add pictures of another class.",
    ),
    "nothing_tagged": (
        "“{path}”里用来训练的图片一个标签也没有。 | 先给图片贴上标签：一张图可以有几个，也可以没有。",
        "No training picture of '{path}' has a label. | Give the pictures labels first: one picture may have several, or none.",
    ),
    "tags_never_differ": (
        "“{path}”里每张图片的标签都一样（{names}），没有可以学的区别。 | 加一些没有这些标签的图片。",
        "All pictures of '{path}' have the same labels ({names}): there is no difference to learn. | Add pictures without them.",
    ),
    "weights_of_other_task": (
        "“{path}”是{theirs}的权重，这个模型做的是{ours}。 | 换一个做{theirs}的模型，或者换一个文件。",
        "'{path}' holds weights for {theirs}; this model does {ours}. | Use a model for {theirs}, or another file.",
    ),
    "option_of_one_label": (
        "一张图片可以有几个标签，没有{option}这一项。 | 去掉这一项，或者换一个分类模型。",
        "A picture may have several labels: there is no {option}. | Take this option away, or use a classifier.",
    ),
    "mark_of_others": (
        "“{mark}”不是多标签模型的成绩。 | 试试 map、exact_match、precision、recall 或 f1。",
        "'{mark}' is no mark of a model of several labels. | Try map, exact_match, precision, recall or f1.",
    ),
    "nothing_marked": (
        "“{path}”里用来训练的图片一个框也没有。 | 先用标注软件把要找的东西框出来。",
        "There is no box in the training pictures of '{path}'. | Mark the things to be found in a labeling program first.",
    ),
    "nothing_painted": (
        "“{path}”里用来训练的图片，一点颜色也没涂。 | 先在“标注”里把要认的地方涂上颜色。",
        "Nothing is painted in the training pictures of '{path}'. | Paint what is to be learned first, in the labeling view.",
    ),
    "too_many_classes": (
        "“{path}”有 {count} 个类别，涂色的模型最多学 254 个。 | 把像的类别合并起来。",
        "'{path}' has {count} classes; a model that paints learns 254 at most. | Merge classes that are alike.",
    ),
    "not_of_painters": (
        "涂色的模型没有{option}这一项。 | 去掉这一项。",
        "A model that paints has no {option}. | Take this option away.",
    ),
    "option_of_taggers": (
        "认几个标签的模型没有{option}这一项。 | 换成只说一个类别、找东西或涂色的模型。",
        "A model of several labels has no {option}. | Use a model for classification, detection or painting.",
    ),
    "mark_of_painters": (
        "“{mark}”不是涂色模型的成绩。 | 试试 miou、accuracy、precision、recall 或 f1。",
        "'{mark}' is no mark of a model that paints. | Try miou, accuracy, precision, recall or f1.",
    ),
    "no_color": (
        "“{value}”不是颜色。 | 写成 '#ffcc00' 这样，或者给一张图片。",
        "'{value}' is no color. | Write it like '#ffcc00', or give a picture.",
    ),
    "no_test_data_semantic": (
        "没有说用哪些图片来大考。 | 写上 path=，给一个涂好了颜色的数据集。",
        "It was not said which pictures the test is about. | Write path= with a data set that is painted.",
    ),
    "empty_part": (
        "“{path}”的{split}这一份里没有图片。 | 换一份来大考，或者先划分数据集。",
        "There are no pictures in the {split} part of '{path}'. | Use another part, or split the data set first.",
    ),
    "no_common_label": (
        "“{path}”的标签（{theirs}），模型一个都没学过；它学过：{ours}。 | 换一个数据集，或者用 class_path 告诉模型标签的名字。",
        "The model has learned none of the labels in '{path}' ({theirs}); it has learned: {ours}. | Use another data set, or name the model's labels with class_path.",
    ),
    "no_test_data_classification": (
        "没有说用哪些图片来大考。 | 写上 path=，给一个每个类别一个文件夹的数据集。",
        "It was not said which pictures the test is about. | Write path= with a data set that has one folder for each class.",
    ),
    "no_test_data_detection": (
        "没有说用哪些图片来大考。 | 写上 path=，给一个标好了框的数据集。",
        "It was not said which pictures the test is about. | Write path= with a data set in which the things are marked with boxes.",
    ),
    "no_test_data_instance": (
        "没有说用哪些图片来大考。 | 写上 path=，给一个描好了轮廓的数据集。",
        "It was not said which pictures the test is about. | Write path= with a data set in which the things are outlined.",
    ),
    "one_class_asked": (
        "这次大考只考了一个类别，画不出这种曲线。 | 用至少有两个类别的图片来大考。",
        "The test is about one class only, which gives no such curve. | Test with pictures of at least two classes.",
    ),
    "nothing_to_find": (
        "这些图片里没有东西可找，画不出这种曲线。 | 用标了框的图片来大考。",
        "There is nothing to find in these pictures, which gives no such curve. | Test with pictures that have boxes.",
    ),
    "mark_of_finders": (
        "分类模型没有“{mark}”这个成绩。 | 看 accuracy、precision、recall、f1，或者图：confusion_matrix、classes、roc、pr。",
        "A classifier has no '{mark}'. | Look at accuracy, precision, recall, f1, or the charts: confusion_matrix, classes, roc, pr.",
    ),
    "mark_of_classifiers": (
        "找东西的模型没有“{mark}”这个成绩。 | 看 mAP、mAP50、precision、recall，或者图：pr、classes、mistakes。",
        "A model that finds things has no '{mark}'. | Look at mAP, mAP50, precision, recall, or the charts: pr, classes, mistakes.",
    ),
    "no_result_yet": (
        "还没有结果。 | 先让模型认一张图片。",
        "There is no result yet. | Let the model look at a picture first.",
    ),
    "bad_share": (
        "{argument} 不能是 {value}：要一个 0 到 1 的数。 | 例如 0.6。",
        "{argument} cannot be {value}: a number from 0 to 1 is expected. | For example 0.6.",
    ),
    "other_label_count": (
        "“{path}”里有 {theirs} 个标签，模型却分 {ours} 个类别。 | 换成这个模型自己的 classes.txt 或训练文件夹。",
        "There are {theirs} labels in '{path}', but the model tells {ours} classes apart. | Use the classes.txt or the training folder of this model.",
    ),
    "labels_missing": (
        "找不到写标签的文件“{path}”。{guess} | 给 classes.txt 或训练文件夹。",
        "There is no file with labels '{path}'. {guess} | Give classes.txt or the training folder.",
    ),
    "save_over_pictures": (
        "结果图片会盖住“{path}”里原来的图片。 | 换一个 save_fold。",
        "The result pictures would replace the pictures in '{path}'. | Choose another save_fold.",
    ),
    "too_few_pictures": (
        "“{path}”里能用来训练的图片只有 {count} 张。 | 再加一些图片。",
        "There are only {count} pictures to learn from in '{path}'. | Add more pictures.",
    ),
    "no_data_yet": (
        "模型还没有数据。 | 先让模型读入一个数据集。",
        "The model has no data yet. | Give the model a data set first.",
    ),
    "not_trained": (
        "模型还什么都没学过。 | 先训练它，或者先读入一个训练好的权重文件（里面存着学到的东西）。",
        "The model has learned nothing yet. | Train it first, or first load a file of trained weights, which holds what was learned.",
    ),
    "no_finder_to_explain": (
        "这个模型说的是整张图片，不找里面的东西。 | 换一个检测或分割模型，或者用 explain_image。",
        "This model speaks of the whole picture and finds nothing in it. | Take a detector or segmenter, or use explain_image.",
    ),
    "no_box_to_explain": (
        "框 {box} 不在图片里，或者没有大小。 | 写左、上、右、下四个数，单位是像素。",
        "The box {box} is outside the picture or has no size. | Give left, top, right and bottom in pixels.",
    ),
    "one_picture_needed": (
        "“{path}”是文件夹，这里要一张图片。 | 选里面的一张。",
        "'{path}' is a folder, and one picture is needed here. | Choose one of its pictures.",
    ),
    "picture_missing": (
        "找不到图片“{path}”。{guess} | 检查一下名字和文件夹。",
        "There is no picture '{path}'. {guess} | Check its name and its folder.",
    ),
    "empty_file": ("“{name}”是空文件。 | 换一张图片。", "'{name}' is an empty file. | Use another picture."),
    "not_a_picture": (
        "“{name}”不是图片。 | 用 JPEG 或 PNG 图片。",
        "'{name}' is not a picture. | Use a JPEG or PNG picture.",
    ),
    "damaged_picture": ("“{name}”坏了。 | 换一张图片。", "'{name}' is damaged. | Use another picture."),
    "picture_size": (
        "“{name}”的大小不对（最多 6400 万像素）。 | 换一张小一点的图片。",
        "'{name}' has an impossible size (64 million pixels at most). | Use a smaller picture.",
    ),
    "weights_missing": (
        "找不到权重文件“{path}”。{guess} | 检查一下名字，或者先训练模型。",
        "There is no weights file '{path}'. {guess} | Check its name, or train the model first.",
    ),
    "bad_weights": (
        "“{path}”不是权重文件，或者已经坏了。 | 换一个权重文件，或者重新训练。",
        "'{path}' is no weights file, or it is damaged. | Use another one, or train again.",
    ),
    "other_model": (
        "“{path}”是 {theirs} 的权重，这里的模型是 {ours}。 | 用 {theirs} 建模型，或者换一个权重文件。",
        "'{path}' holds weights of {theirs}, but this model is a {ours}. | Make the model with {theirs}, or use other weights.",
    ),
    "other_models_task": (
        "“{path}”是 {theirs} 的权重，那是做{their_task}的模型；这里的 {ours} 做的是{our_task}。 | 用 {maker}(backbone='{theirs}') 建模型，或者换成做{our_task}的模型的权重。",
        "'{path}' holds weights of {theirs}, a model for {their_task}; this {ours} is for {our_task}. | Make the model with {maker}(backbone='{theirs}'), or use weights of a model for {our_task}.",
    ),
    "newer_weights": (
        "“{path}”是更新版本的 Sunmao 写的。 | 先更新 Sunmao。",
        "'{path}' was written by a newer Sunmao. | Update Sunmao first.",
    ),
    "other_class_count": (
        "数据有 {classes} 个类别，num_classes 却是 {wanted}。 | 去掉 num_classes，或者改成 {classes}。",
        "The data has {classes} classes, but num_classes is {wanted}. | Leave num_classes out, or make it {classes}.",
    ),
    "no_multiple": (
        "{argument} 不能是 {value}：要用 {step} 的倍数。 | 例如 {below} 或 {above}。",
        "{argument} cannot be {value}: a multiple of {step} is expected. | For example {below} or {above}.",
    ),
    "one_step_only": (
        "{name} 一步就找到东西，没有 {option}。 | 去掉它；FasterRCNN 和 Mask_RCNN 才有。",
        "{name} finds things in one step and has no {option}. | Leave it out; FasterRCNN and Mask_RCNN have it.",
    ),
    "fixed_size": (
        "{name} 只用 {size} 像素的图片，不能改成 {wanted}。 | 去掉 image_size。",
        "{name} uses pictures of {size} pixels, not {wanted}. | Leave image_size out.",
    ),
    "model_file_missing": (
        "找不到模型文件“{path}”。{guess} | 检查一下名字。还没有这个文件的话，先把训练好的模型转换成它。",
        "There is no model file '{path}'. {guess} | Check its name. If there is no such file yet, convert a trained model into it first.",
    ),
    "bad_model_file": (
        "“{path}”不能当模型文件用。 | 换一个 ONNX 文件，或者重新转换。",
        "'{path}' cannot be used as a model file. | Use another ONNX file, or convert again.",
    ),
    "model_points_outside": (
        "模型文件“{path}”还要读别的文件，不能用。 | 把它存成一个完整的文件再用：onnx.save(onnx.load('{path}'), 'whole.onnx')。Sunmao 和 MMEdu 转换出来的都是完整的。",
        "The model file '{path}' points outside itself, to other files, and is not used. | Save it as one whole file: onnx.save(onnx.load('{path}'), 'whole.onnx'). Files converted by Sunmao or MMEdu are whole.",
    ),
    "foreign_model_file": (
        "“{path}”没有说明怎样准备图片（它的模型名是“{name}”）。 | 用 Sunmao 或 MMEdu 转换出来的模型文件。别的软件的模型用 Workflow('{path}', task='custom') 打开，它收数组，图片要自己准备。",
        "'{path}' does not say how pictures are prepared for it (model name '{name}'). | Use a file converted by Sunmao or MMEdu. "
        "Workflow('{path}', task='custom') opens a model of another program: it takes arrays, which you prepare yourself.",
    ),
    "unknown_input": (
        "模型没有叫“{name}”的输入。{guess} | 它的输入是：{names}。",
        "The model has no input named '{name}'. {guess} | Its inputs: {names}.",
    ),
    "input_missing": (
        "没有给模型的输入“{name}”。 | 它的输入是：{names}。",
        "The model's input '{name}' was not given. | Its inputs: {names}.",
    ),
    "input_not_numbers": (
        "给模型输入“{name}”的不是一组数。 | 给它一个列表或者数组。",
        "What was given to the model's input '{name}' are no numbers in rows. | Give it a list or an array.",
    ),
    "input_shape": (
        "给模型输入“{name}”的形状是 {shape}，它要的是 {wanted}。 | 换一个形状。",
        "The model's input '{name}' was given the shape {shape}; it takes {wanted}. | Give it another shape.",
    ),
    "no_weights_file": (
        "“{path}”不是训练得到的权重文件。 | 用一个 .pth 文件，例如 models/digits/latest.pth。",
        "'{path}' is no file with the weights of a training. | Use a .pth file, for example models/digits/latest.pth.",
    ),
    "model_card_missing": (
        "“{path}”旁边少了“{name}”：里面写着模型学过什么。 | 把它们放在同一个文件夹里，或者重新转换；别的软件的模型要先转换成 ONNX。",
        "'{name}', which says what the model in '{path}' has learned, is not beside it. | Keep them in one folder, or convert again; a model of another program has to become an ONNX file first.",
    ),
    "model_part_missing": (
        "“{path}”旁边少了“{name}”：它是模型的一部分。 | 把它们放在同一个文件夹里，或者重新转换。",
        "'{name}', a part of the model in '{path}', is not beside it. | Keep them in one folder, or convert again.",
    ),
    "backend_missing": (
        "要用 {backend}，还缺 {name}，这台电脑没有装。 | 在“模型”页上点“安装”，或者请大人在终端运行：{command}",
        "For {backend}, {name} is needed, which is not installed on this computer. | Press 'install' on the Models page, or ask an adult to run in a terminal: {command}",
    ),
    "not_for_backend": (
        "{backend} 用不了 {name}（{reason}）。 | 用 ONNX 文件，或者换一个模型。",
        "{name} cannot be written for {backend} ({reason}). | Use an ONNX file, or another model.",
    ),
    "bad_ending_of_backend": (
        "给 {backend} 的模型文件，名字要以 {ending} 结尾，不能是“{path}”。 | 例如 models/digits{ending}。",
        "The name of a model file for {backend} ends with {ending}, which '{path}' does not. | For example models/digits{ending}.",
    ),
    "bad_ending": (
        "模型文件的名字要以 .onnx 结尾，不能是“{path}”。 | 例如 models/digits.onnx。",
        "The name of a model file ends with .onnx, which '{path}' does not. | For example models/digits.onnx.",
    ),
    "folder_in_the_way": (
        "“{path}”是一个文件夹，不能写成文件。 | 换一个名字，例如 models/mine.onnx。",
        "'{path}' is a folder and cannot be written as a file. | Take another name, for example models/mine.onnx.",
    ),
    "engine_missing": (
        "这台电脑还没有装训练引擎（{name}）。 | 请大人在终端运行 sunmao doctor，用它给的命令安装，再运行一次。",
        "The training engine ({name}) is not installed on this computer. | Ask an adult to run sunmao doctor in a terminal and to use the command that it prints.",
    ),
    "pruning_missing": (
        "这台电脑还没有装剪枝的工具（torch-pruning）。 | 请大人在榫卯的 Python 环境里运行 python -m pip install torch-pruning；没有网络时可以用“压缩”（quantize）。",
        "The tool that prunes (torch-pruning) is not installed on this computer. | Ask an adult to run python -m pip install torch-pruning in Sunmao's Python environment; without a network, use 'quantize'.",
    ),
    "engine_broken": (
        "训练引擎的一部分（{name}）装得不对，用不了。 | 请大人在终端运行 sunmao doctor，用它给的命令修好，再运行一次。",
        "A part of the training engine ({name}) is not installed as it should be. | Ask an adult to run sunmao doctor in a terminal and to use the command that it prints.",
    ),
    "learning_broke": (
        "第 {epoch} 轮学坏了：loss 不再是一个数。 | 把学习率调小再训练，例如 lr={lr}。{kept}",
        "Learning broke down in epoch {epoch}: the loss is no number any more. | Train with a smaller lr such as {lr}. {kept}",
    ),
    "nothing_to_learn": (
        "训练图片一张也读不出来。 | 检查一下数据文件夹还在不在，图片能不能打开。",
        "No training picture can be read. | Check that the folder is still there and that its pictures open.",
    ),
    "engine_memory": (
        "内存不够，训练引擎装不进来。 | 关掉别的程序和浏览器里不用的页面，再运行一次；还是不行，就请大人看看这台电脑是不是限制了程序能用的内存。",
        "There is not enough memory to load the training engine. | Close other programs and pages of the browser, then run it again. If that does not help, ask an adult whether this computer limits the memory of programs.",
    ),
    "too_little_memory": (
        "内存太小，每次学两张图片也不够。 | 关掉别的程序，或者用小一点的模型、小一点的图片（image_size）。",
        "There is too little memory, even for two pictures at once. | Close other programs, or use a smaller model or smaller pictures (image_size).",
    ),
    "too_little_room": (
        "“{folder}”所在的磁盘只剩 {free} MB，存权重要 {needed} MB。 | 删掉一些不用的文件，再训练。",
        "Weights need {needed} MB, but the disk of '{folder}' has {free} MB left. | Remove files that you do not need, then train.",
    ),
}
