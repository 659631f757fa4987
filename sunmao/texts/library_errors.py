"""Texts about errors of torch, numpy, OpenCV, onnxruntime, scikit-learn and boards: key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    "ai_gpu_memory": (
        "显卡的内存不够用了。|把每次学的图片数（batch_size）减半，或者用小一点的图片、小一点的模型。",
        "The graphics card has no memory left.|Halve the number of pictures at a time (batch_size), or use smaller pictures or a smaller model.",
    ),
    "ai_no_gpu": (
        "这台电脑没有能用的显卡（CUDA）。|把 cuda 改成 cpu；打开别的电脑上存的模型时，写 map_location='cpu'。",
        "This computer has no graphics card that can be used (CUDA).|Write cpu instead of cuda; for a model that was saved elsewhere, map_location='cpu'.",
    ),
    "ai_devices": (
        "模型和图片不在同一个设备上：一个在显卡，一个在处理器。|用 .to(device) 把它们放到同一个设备上。",
        "Model and pictures are on different devices: one on the graphics card, one on the processor.|Bring both to the same one with .to(device).",
    ),
    "ai_device_name": (
        "没有叫“{name}”的设备。|写 cpu 或 cuda。",
        "There is no device called “{name}”.|Write cpu or cuda.",
    ),
    "ai_layers": (
        "两层接不上：前面给出的形状是 {left}，后面要的是 {right}。|中间的两个数要相等：改后一层的输入个数，或者检查图片的大小。",
        "Two layers do not fit: the shape {left} meets {right}.|The two numbers in the middle have to be equal: change the inputs of the later layer, or check the size of the picture.",
    ),
    "ai_channels": (
        "模型要 {wanted} 个颜色通道的图片，给的图片有 {given} 个。|彩色图片是 3 个，灰度图片是 1 个：先转换图片。",
        "The model takes pictures of {wanted} color channels, and this one has {given}.|Colored pictures have 3, gray ones 1: convert the picture first.",
    ),
    "ai_picture_shape": (
        "给卷积层的形状是 {given}，它要的是（张数，通道，高，宽）。|用 unsqueeze(0) 补上缺的一维。",
        "The layer was given the shape {given}; it takes (pictures, channels, height, width).|Add what is missing with unsqueeze(0).",
    ),
    "ai_small_picture": (
        "图片比这一层要看的窗口还小。|用大一点的图片，或者小一点的卷积核。",
        "The picture is smaller than the window of this layer.|Use a larger picture, or a smaller kernel.",
    ),
    "ai_sizes": (
        "两个数组的大小配不上：{left} 和 {right}。|用 print 输出它们的 shape 看一看，让大小一样。",
        "The sizes of two arrays do not fit: {left} and {right}.|Print the shape of both, and make them alike.",
    ),
    "ai_reshape": (
        "{count} 个数排不成 {shape} 的形状。|形状里的数乘起来要正好是 {count}。",
        "{count} numbers do not make the shape {shape}.|The numbers of the shape, multiplied, have to give {count}.",
    ),
    "ai_stack": (
        "要叠在一起的数组大小不一样。|先把图片都缩放到同样的大小。",
        "The arrays that are put together have different sizes.|Scale all pictures to the same size first.",
    ),
    "ai_ragged": (
        "列表的每一行长短不一样，做不成数组。|让每一行有一样多的数。",
        "The rows of the list have different lengths, so they make no array.|Give every row the same number of values.",
    ),
    "ai_dimensions": (
        "方括号里的数太多了，这个数组没有那么多维。|用 print 输出它的 shape 看一看。",
        "There are too many positions in the brackets for this array.|Print its shape.",
    ),
    "ai_position": (
        "要取第 {index} 个，可是只有 {count} 个（从 0 开始数）。|检查这个位置是怎么算出来的。",
        "Position {index} is asked for, but there are only {count}, counted from 0.|Check how the position is calculated.",
    ),
    "ai_index": (
        "数组的方括号里要写整数。|检查方括号里的变量；小数用 int(…) 变成整数。",
        "The square brackets of an array take whole numbers.|Check the variable in the brackets; int(…) makes a number whole.",
    ),
    "ai_truth": (
        "一整个数组不能直接当“对”或“错”。|写 数组.all()（全部成立）或 数组.any()（至少一个成立）。",
        "A whole array is neither true nor false.|Write array.all() for all of it, or array.any() for at least one.",
    ),
    "ai_one_number": (
        "这里要一个数，给的却是一整个数组。|取出其中的一个，例如 数组[0]。",
        "One number is needed here, and a whole array was given.|Take one of it, such as array[0].",
    ),
    "ai_kind": (
        "数的种类不一样：小数（float）和整数（long）混在了一起。|图片用 .float()，标签用 .long()。",
        "Kinds of numbers are mixed: decimals (float) and whole numbers (long).|Use .float() for pictures and .long() for labels.",
    ),
    "ai_no_numbers": (
        "里面有的不是数，做不成张量。|先把文字变成数。",
        "Not everything in there is a number, so it makes no tensor.|Turn text into numbers first.",
    ),
    "ai_tensor": (
        "这里要张量（Tensor），给的却是{thing}。|用 torch.tensor(…) 或 torch.from_numpy(…) 变成张量。",
        "A tensor is needed here, and {thing} was given.|Make it one with torch.tensor(…) or torch.from_numpy(…).",
    ),
    "ai_picture": (
        "这里要一张图片，给的不是图片。|先读入图片，不要只给文件的名字。",
        "A picture is needed here, and this is none.|Read the picture first; its file name alone is not enough.",
    ),
    "ai_label": (
        "有一个标签的号码比类别数还大。|标签从 0 开始数，最大是类别数减 1：检查标签，或者模型最后一层的输出个数。",
        "The number of a label is larger than the number of classes.|Labels count from 0 up to the number of classes less 1: check the labels, or the outputs of the last layer.",
    ),
    "ai_answers": (
        "题目和答案不一样多：{left} 和 {right}。|每张图片要正好有一个标签。",
        "Questions and answers differ in number: {left} and {right}.|Each picture needs exactly one label.",
    ),
    "ai_batch_one": (
        "这一批只有一张图片，这样的网络学不了。|每批至少两张：改 batch_size，或者写 drop_last=True。",
        "There is a single picture in this batch, from which such a network cannot learn.|Use two at least: change batch_size, or write drop_last=True.",
    ),
    "ai_grad": (
        "这里的数和训练没有关系，或者还连着训练。|算 loss 时要用模型的输出；要变成 numpy，先写 .detach()。",
        "These numbers have nothing to do with the training, or are still part of it.|Calculate the loss from what the model gives; before numpy() write .detach().",
    ),
    "ai_no_samples": (
        "数据集是空的，没有东西可以学。|看看文件夹对不对，里面有没有图片。",
        "The data set is empty; there is nothing to learn from.|Check the folder, and whether pictures are in it.",
    ),
    "ai_no_classes": (
        "“{path}”里没有类别的文件夹。|每个类别建一个文件夹，把这一类的图片放进去。",
        "There are no folders of classes in “{path}”.|Make one folder for each class and put its pictures inside.",
    ),
    "ai_one_class": (
        "数据只有一个类别，没有什么可以分辨。|再加一个类别的数据。",
        "The data has one class only, so there is nothing to tell apart.|Add data of another class.",
    ),
    "ai_features": (
        "模型学的时候每个样本有 {wanted} 个数，现在给了 {given} 个。|用同样的方法准备数据。",
        "Numbers of each sample: the model learned from {wanted}, and now there are {given}.|Prepare the data in the same way.",
    ),
    "ai_two_d": (
        "这里要一张表（每行一个样本），给的却是一行数。|写成 [[…]]，或者用 reshape(-1, 1)。",
        "A table is needed here, one row a sample, and a single row of numbers was given.|Write [[…]], or use reshape(-1, 1).",
    ),
    "ai_nan": (
        "数据里有空缺的数（NaN）。|先把它们补上，或者去掉那几行。",
        "Some numbers of the data are missing (NaN).|Fill them in first, or leave those rows out.",
    ),
    "ai_not_fitted": (
        "模型还什么都没学过。|先训练它：fit(数据, 标签)。",
        "The model has learned nothing yet.|Train it first: fit(data, labels).",
    ),
    "ai_mm_versions": (
        "装的 {name}（{version}）和 mmdet 配不上。|请大人在终端运行 sunmao doctor，用它给的命令。",
        "The {name} that is installed ({version}) does not fit mmdet.|Ask an adult to run sunmao doctor in a terminal and to use the command that it prints.",
    ),
    "ai_mm_compiled": (
        "mmcv 里要编译的那部分这里没有。|先用 sunmao.vision 的 Detection 或 Segmentation：它们不需要编译。",
        "The part of mmcv that has to be compiled is not here.|Use Detection or Segmentation of sunmao.vision, which need no compiler.",
    ),
    "ai_not_registered": (
        "mmdet 没有叫“{name}”的部件。|检查名字的大小写；先写 import mmdet.models。",
        "There is no part of mmdet called “{name}”.|Check capital and small letters, and write import mmdet.models first.",
    ),
    "ai_other_weights": (
        "这些权重是另一种模型的，或者类别的个数不一样。|用存权重时的模型和类别，或者换一个权重文件。",
        "These weights belong to another model, or to another number of classes.|Use the model and the classes that they were saved with, or another file.",
    ),
    "ai_bad_weights": (
        "这不是能放心打开的权重文件，或者已经坏了。|换一个权重文件，或者重新训练；不要写 weights_only=False，那会运行文件里的代码。",
        "This is no weights file that is safe to open, or it is damaged.|Use another one, or train again; do not write weights_only=False, which would run code from the file.",
    ),
    "ai_no_model": (
        "找不到模型文件“{path}”。|检查名字和文件夹，或者先转换一个模型。",
        "There is no model file “{path}”.|Check its name and folder, or convert a model first.",
    ),
    "ai_bad_model": (
        "这个文件不是 ONNX 模型，或者已经坏了。|换一个以 .onnx 结尾的模型文件，或者重新转换。",
        "This file is no ONNX model, or it is damaged.|Use another file that ends with .onnx, or convert again.",
    ),
    "ai_input_size": (
        "给模型的“{name}”大小不对：有一边是 {given}，要的是 {wanted}。|先把图片缩放到模型要的大小。",
        "The size of “{name}” does not fit the model: one side is {given}, and {wanted} is needed.|Scale the picture to the model's size first.",
    ),
    "ai_input_rank": (
        "给模型的“{name}”有 {given} 维，要的是 {wanted} 维。|图片要排成（张数，通道，高，宽）。",
        "What is given as “{name}” has {given} dimensions, and {wanted} are needed.|Arrange pictures as (pictures, channels, height, width).",
    ),
    "ai_input_kind": (
        "给模型的数是 {given}，要的是 {wanted}。|用 .astype('float32') 转换。",
        "The model was given {given} numbers and takes {wanted}.|Convert them with .astype('float32').",
    ),
    "ai_input_name": (
        "没有给模型要的输入：{names}。|用这个名字，或者 session.get_inputs()[0].name。",
        "The model was not given what it takes: {names}.|Use this name, or session.get_inputs()[0].name.",
    ),
    "ai_no_such_input": (
        "模型没有叫“{name}”的输入或输出。|用 get_inputs() 和 get_outputs() 看看它们的名字。",
        "The model has no input or output called “{name}”.|See their names with get_inputs() and get_outputs().",
    ),
    "ai_no_picture": (
        "这里没有图片：前面没有读到。|检查图片的名字和文件夹；用摄像头时，看看它有没有打开。",
        "There is no picture here: none was read before.|Check the picture's name and folder; with a camera, check that it is open.",
    ),
    "ai_colors": (
        "图片的颜色通道不对：彩色图片是 3 个，灰度图片是 1 个。|用 print 输出 图片.shape 看一看，先转换。",
        "The color channels of the picture do not fit: colored pictures have 3, gray ones 1.|Print picture.shape, and convert it first.",
    ),
    "ai_pictures_differ": (
        "两张图片的大小或颜色通道不一样。|先把它们缩放到同样的大小。",
        "Two pictures differ in size or color channels.|Scale them to the same size first.",
    ),
    "ai_ending": (
        "不知道要把图片存成哪一种。|文件名用 .png 或 .jpg 结尾。",
        "It is not clear which kind of picture file this is to be.|Let its name end with .png or .jpg.",
    ),
    "ai_whole_numbers": (
        "画图时给的值不对：位置要是整数。|用 int(…) 变成整数，例如 (int(x), int(y))。",
        "A value for drawing does not fit: positions are whole numbers.|Make them whole with int(…), as in (int(x), int(y)).",
    ),
    "ai_opencv": (
        "OpenCV 处理不了这张图片。|用 print 输出 图片.shape 和 图片.dtype 看一看：平常是（高，宽，3）和 uint8。",
        "OpenCV cannot work with this picture.|Print picture.shape and picture.dtype: usual are (height, width, 3) and uint8.",
    ),
    "board_busy": (
        "端口“{port}”打不开：别的程序正在用它，或者没有权限。|关掉别的程序（例如 Arduino IDE）；还不行，就让大人运行 sunmao doctor。",
        "The port “{port}” cannot be opened: another program uses it, or it is not allowed.|Close other programs, such as the Arduino IDE; if that is not it, ask an adult to run sunmao doctor.",
    ),
}
