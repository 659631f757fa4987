"""Build a network 搭网络: networks that are put together layer by layer, one block a layer."""

from sunmao.blocks.spec import Block, menu, of, value

_NETWORK = of("model", "Network")
SIMPLE = ("ReLU", "Sigmoid", "Tanh", "BatchNorm", "Flatten")

BLOCKS = (
    Block(
        "net_picture",
        "看图的网络，宽 {width} 高 {height} 通道 {channels}",
        "network, wide {width} high {height} {channels}",
        "Network(width={width}, height={height}, channels={channels})",
        module="sunmao.nets",
        holes=(
            value("width", "Number", 32, least=8, most=256),
            value("height", "Number", 32, least=8, most=256),
            menu("channels", 1, (1, "灰度", "gray"), (3, "彩色", "color")),
        ),
        gives="PictureNetwork",
        level=3,
        preset=("variables_set", "model"),
        help=(
            "一个空的网络，看这么大的图片；接着一层一层往上加，最后一层是全连接，有几个类别就要几个神经元。",
            "An empty network for pictures of this size. Add layer after layer; the last one is linear, with a neuron for each class.",
        ),
        words="network neural layers cnn build own 神经网络 搭建 层",
    ),
    Block(
        "net_numbers",
        "看 {inputs} 个数的网络",
        "network for {inputs} numbers",
        "Network(inputs={inputs})",
        module="sunmao.nets",
        holes=(value("inputs", "Number", 4, least=1, most=10_000),),
        gives="RowNetwork",
        level=3,
        preset=("variables_set", "model"),
        help=(
            "一个空的网络，看表格的一行数；最后一层是全连接，猜类别就要几类几个神经元，猜数就要 1 个。",
            "An empty network for the numbers of a table's row. The last layer is linear, with a neuron for each class, or one for a number.",
        ),
        words="network neural layers table rows mlp 神经网络 搭建 层 表格",
    ),
    Block(
        "net_conv",
        "给 {model} 加卷积层，{filters} 个 {kernel_size} 格",
        "add to {model} a convolution of {filters} filters of size {kernel_size}",
        "{model}.add(Conv(filters={filters}, kernel_size={kernel_size}, **{more}))",
        module="sunmao.nets",
        holes=(
            _NETWORK,
            value("filters", "Number", 16, least=1, most=10_000),
            value("kernel_size", "Number", 3, least=1, most=64),
        ),
        optional_inputs=(
            value("stride", "Number", 2, least=1, most=64, label=("每次走几格", "stride")),
            value("padding", "Number", 1, least=0, most=64, label=("四周补几格", "padding")),
        ),
        level=3,
        help=(
            "很多小格子在图片上一格一格走过去，每个找一种样子，得到一张新图。",
            "Small filters go over the picture, each looks for one pattern and gives a new picture.",
        ),
        words="convolution cnn filter kernel 卷积 卷积核",
    ),
    Block(
        "net_pool",
        "给 {model} 加{kind}池化层，{size} 格",
        "add to {model} a {kind} pooling of size {size}",
        "{model}.add(Pool(kind={kind}, size={size}))",
        module="sunmao.nets",
        holes=(
            _NETWORK,
            menu("kind", "max", ("max", "最大", "max"), ("average", "平均", "average")),
            value("size", "Number", 2, least=1, most=64),
        ),
        level=3,
        help=(
            "把相邻的几格合成一格，图片就变小了：留最大的，或者算平均。",
            "Makes one cell of several, so that the picture becomes smaller: the largest, or their mean.",
        ),
        words="pooling max average 池化 缩小",
    ),
    Block(
        "net_linear",
        "给 {model} 加全连接层，{units} 个神经元",
        "add to {model} a linear layer of {units} neurons",
        "{model}.add(Linear(units={units}))",
        module="sunmao.nets",
        holes=(_NETWORK, value("units", "Number", 64, least=1, most=10_000)),
        level=3,
        help=(
            "每个神经元把进来的数各乘一个权重，再加起来。图片要先展平成一行数。",
            "Each neuron adds up all numbers that come in, each times a weight. Pictures are flattened into a row first.",
        ),
        words="linear dense fully connected neurons 全连接 神经元",
    ),
    Block(
        "net_dropout",
        "给 {model} 加随机丢弃 {rate}",
        "add to {model} a dropout of {rate}",
        "{model}.add(Dropout(rate={rate}))",
        module="sunmao.nets",
        holes=(_NETWORK, value("rate", "Number", 0.5, least=0, most=0.9)),
        level=3,
        help=(
            "训练时随机把这么多数变成 0，网络就不容易死记硬背。",
            "While it learns, this share of the numbers becomes 0 by chance, so that the network learns less by heart.",
        ),
        words="dropout overfitting 丢弃 过拟合",
    ),
    Block(
        "net_lstm",
        "给 {model} 加 LSTM 层，记住 {units} 个数",
        "add to {model} an LSTM layer of {units} numbers",
        "{model}.add(LSTM(units={units}))",
        module="sunmao.nets",
        holes=(_NETWORK, value("units", "Number", 32, least=1, most=1024)),
        level=3,
        help=(
            "一步一步往下读，把要紧的记在这么多个数里：图片从上往下一行一行读，一行数一个一个读。",
            "Reads step by step and keeps what matters in so many numbers: a picture row by row, a row number by number.",
        ),
        words="lstm recurrent memory sequence 循环 记忆 序列",
    ),
    Block(
        "net_simple",
        "给 {model} 加 {layer}",
        "add to {model} a {layer} layer",
        templates={name: f"{{model}}.add({name}())" for name in SIMPLE},
        module="sunmao.nets",
        holes=(
            _NETWORK,
            menu(
                "layer",
                "ReLU",
                "ReLU",
                "Sigmoid",
                "Tanh",
                ("BatchNorm", "批归一化", "batch norm"),
                ("Flatten", "展平", "flatten"),
            ),
        ),
        level=3,
        help=(
            "ReLU、Sigmoid 和 Tanh 让网络能学会弯的规律；批归一化让训练更稳；展平把图片变成一行数。",
            "With ReLU, sigmoid and tanh a network can learn what is not straight; batch norm steadies the training; flatten makes a row of numbers of a picture.",
        ),
        words="relu sigmoid tanh activation batch normalization flatten 激活 归一化 展平",
    ),
    Block(
        "net_look",
        "{model} 的每一层在 {image} 里看到了什么",
        "what each layer of {model} sees in {image}",
        "{model}.draw_layers(image={image})",
        holes=(
            of("model", "PictureNetwork"),
            of("image", ("Image", "String"), picker="picture", default="data/digits/test_set/3/17.png"),
        ),
        gives="Image",
        level=3,
        preset=("show_content",),
        help=(
            "训练好以后，把每一层给出的图画出来：越亮的地方，这个卷积核找到的越多。",
            "After the training: the pictures that each layer gives. The brighter a place, the more the filter has found there.",
        ),
        words="activations features filters visualize inside 激活 特征 卷积核 看到",
    ),
)
