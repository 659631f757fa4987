"""Texts about networks that are put together layer by layer."""

TEXTS = {
    "no_layer": (
        "{value} 不是一层。 | 用 Conv、Pool、Linear、ReLU、Dropout、BatchNorm、Flatten 或 LSTM 做一层。",
        "{value} is no layer. | Make one with Conv, Pool, Linear, ReLU, Dropout, BatchNorm, Flatten or LSTM.",
    ),
    "layer_wants_row": (
        "这一层接不上：前一层给出一叠图片 {shape}，{layer}要的是一行数。 | 在前面加一层“展平”（Flatten），变成 {count} 个数。",
        "This layer does not fit: the layer before gives a stack of {shape}; a {layer} wants a row of numbers. | Add a flatten layer (Flatten) before it, which gives {count} numbers.",
    ),
    "layer_wants_picture": (
        "这一层接不上：前一层给出一行 {count} 个数，{layer}要的是图片。 | 把它放到“展平”（Flatten）前面。",
        "This layer does not fit: the layer before gives a row of numbers ({count}); a {layer} wants pictures. | Put it before the flatten layer (Flatten).",
    ),
    "layer_filter_large": (
        "这一层接不上：图片只有 {shape}，放不下 {size}×{size} 的卷积核。 | 把卷积核改小，或者在这之前少用一层“池化”。",
        "This layer does not fit: a filter of {size}×{size} is larger than the picture, {shape}. | Make the filter smaller, or use one pooling layer less before it.",
    ),
    "layer_pool_large": (
        "这一层接不上：图片只有 {shape}，分不出 {size}×{size} 的格子。 | 把池化的格数改小，或者在这之前少用一层“池化”。",
        "This layer does not fit: {size}×{size} cells are larger than the picture, {shape}. | Make the pooling smaller, or use one pooling layer less before it.",
    ),
    "layer_too_many": (
        "网络已经有 {most} 层，{layer}加不上了。 | 少用几层。",
        "The network has {most} layers already; a {layer} is one too many. | Use fewer layers.",
    ),
    "layer_too_large": (
        "加上{layer}，网络就太大了：{parameters} 个要学的数，这一层给出 {shape}。 | 少用几个卷积核或者神经元，或者在前面先加一层“池化”。",
        "With a {layer} the network becomes too large: {parameters} numbers to learn, and the layer gives {shape}. | Use fewer filters or neurons, or put a pooling layer before it.",
    ),
    "net_no_end": (
        "网络的最后一层不是全连接层。 | 在最后加一层“全连接”（Linear），要答几样就要几个神经元：这里是 {count} 个。",
        "The last layer of the network is no linear layer. | Add a linear layer (Linear) at its end, with one neuron for each answer: here {count}.",
    ),
    "net_other_end": (
        "最后一层有 {units} 个神经元，数据却要 {count} 个答案。 | 把最后一层“全连接”（Linear）的神经元改成 {count} 个。",
        "The last layer has neurons: {units}; the data needs answers: {count}. | Give the last linear layer (Linear) {count} neurons.",
    ),
    "net_other_inputs": (
        "网络看 {inputs} 个数，表格的一行却有 {count} 个：{names}。 | 把“看几个数”改成 {count}，或者读入数据时只选要用的列。",
        "The network is for numbers: {inputs}; a row of the table has {count}: {names}. | Make the network for {count} numbers, or choose the columns when the data is loaded.",
    ),
    "net_no_folds": (
        "自己搭的网络不能轮流考：每一份都要从头训练。 | 用表格模型来轮流考，或者换几个随机种子各训练一次。",
        "A network of your own is not cross-validated: each fold would be a whole training. | Cross-validate a table learner, or train the network with several seeds.",
    ),
    "net_small_same": (
        "8 位的小模型有 {kb} KB。{total} 行里有 {same} 行的答案一样。",
        "The small model with 8 bits has {kb} KB. Rows with the same answer: {same} of {total}.",
    ),
    "net_channels": (
        "通道数不能是 {value}。 | 灰度图片用 1，彩色图片用 3。",
        "channels cannot be {value}. | Use 1 for gray pictures, 3 for color.",
    ),
    "net_title": ("搭好的网络", "the network"),
    "net_row": ("{layer}，最亮 {high}，最暗 {low}", "{layer}, brightest {high}, darkest {low}"),
    "net_filters": (
        "第一层的卷积核：蓝绿是正数，橙色是负数，最大 {high}",
        "filters of the first layer: blue-green above 0, orange below, up to {high}",
    ),
    "net_fresh": (
        "这个网络还没有训练：它的数是随便来的，看到的是乱的。训练以后再看一次。",
        "This network has not been trained: its numbers are random, and so is what its layers show. Draw it again after a training.",
    ),
    "net_input": ("输入", "input"),
    "net_conv": ("卷积层", "convolution"),
    "net_pool": ("池化层", "pooling layer"),
    "net_linear": ("全连接层", "linear layer"),
    "net_relu": ("ReLU 层", "ReLU layer"),
    "net_sigmoid": ("Sigmoid 层", "sigmoid layer"),
    "net_tanh": ("Tanh 层", "tanh layer"),
    "net_dropout": ("随机丢弃层", "dropout layer"),
    "net_batchnorm": ("批归一化层", "batch normalization"),
    "net_flatten": ("展平层", "flatten layer"),
    "net_lstm": ("LSTM 层", "LSTM layer"),
    "net_max": ("最大", "max"),
    "net_average": ("平均", "average"),
    "net_a_conv": (
        "卷积，{filters} 个 {kernel_size}×{kernel_size}",
        "convolution, {filters} of {kernel_size}×{kernel_size}",
    ),
    "net_a_pool": ("{kind}池化 {size}×{size}", "{kind} pooling {size}×{size}"),
    "net_a_linear": ("全连接，{units} 个神经元", "linear, neurons: {units}"),
    "net_a_relu": ("ReLU", "ReLU activation"),
    "net_a_sigmoid": ("Sigmoid", "sigmoid"),
    "net_a_tanh": ("Tanh", "tanh"),
    "net_a_dropout": ("随机丢弃 {rate}", "dropout {rate}"),
    "net_a_batchnorm": ("批归一化", "batch norm"),
    "net_a_flatten": ("展平", "flatten"),
    "net_a_lstm": ("LSTM，{units} 个数", "LSTM of {units}"),
}
