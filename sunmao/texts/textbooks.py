"""Texts of the textbooks' packages that Sunmao answers: key → (zh, en); `ml_chart_…` stand in pictures."""

TEXTS = {
    "ml_no_algorithm": (
        "没有叫 {value} 的算法。{guess}|能用的有：{names}。",
        "There is no algorithm {value}. {guess}|There are: {names}.",
    ),
    "ml_no_parameter": (
        "这个算法没有叫“{name}”的参数。{guess}|能设的有：{names}。",
        "This algorithm has no parameter “{name}”. {guess}|There are: {names}.",
    ),
    "ml_no_metric": (
        "没有叫 {value} 的评价指标。{guess}|能用的有：{names}。",
        "There is no measure {value}. {guess}|There are: {names}.",
    ),
    "ml_metric_of_classes": (
        "“{name}”是给分类用的，这个模型猜的是数。|换成 metrics='r2'、'mse' 或 'mae'。",
        "“{name}” is for classes, and this model guesses numbers.|Use metrics='r2', 'mse' or 'mae'.",
    ),
    "ml_no_kind": (
        "load_dataset 不认识 type={value}。|能用的有：{names}。",
        "load_dataset does not know type={value}.|There are: {names}.",
    ),
    "ml_columns_needed": (
        "还没有说用文件里的哪几列。|写上列号，从 0 数起：x_column=[0, 1], y_column=[2]。",
        "Which columns of the file shall be used is not said.|Write their numbers, counted from 0: x_column=[0, 1], y_column=[2].",
    ),
    "ml_no_column": (
        "没有第 {value} 列。|列号从 0 数起，这里最大是 {most}。",
        "There is no column {value}.|Columns are counted from 0; the last one here is {most}.",
    ),
    "ml_one_column": (
        "{path} 只有一列，没有可以用来学的列。|前面各列是特征，最后一列是要猜的。",
        "{path} has one column only, so there is nothing to learn from.|The last column is what is guessed, the ones before it are the features.",
    ),
    "ml_empty_cell": (
        "“{column}”这一列第 {line} 行是空的。|把空格子填上，或者删掉这一行。",
        "In the column “{column}” line {line} is empty.|Fill in the cell or delete the line.",
    ),
    "ml_words": (
        "{path} 第 {row} 行的“{value}”不是数。|这些算法只能用数来学：先把文字换成数，比如“是”换成 1、“否”换成 0。",
        "“{value}” in row {row} of {path} is no number.|These algorithms learn from numbers alone: first turn words into numbers, such as 1 for yes and 0 for no.",
    ),
    "ml_uneven": (
        "有 {rows} 行数据，却有 {labels} 个答案。|每一行正好要有一个答案。",
        "There are {rows} rows and {labels} answers.|Each row needs exactly one answer.",
    ),
    "ml_no_rows": (
        "模型还没有数据。|先写 model.load_tab_data('数据.csv') 或 model.load_dataset(…)。",
        "The model has no data yet.|First write model.load_tab_data('data.csv') or model.load_dataset(…).",
    ),
    "ml_no_labels": (
        "数据里没有正确答案，学不了。|载入数据时写上 y 或 y_column。",
        "The data have no right answers to learn from.|Give y or y_column when the data are loaded.",
    ),
    "ml_no_test_rows": (
        "没有可以用来验证的数据。|写 model.valid('验证.csv')，或者载入数据时留一部分：train_val_ratio=0.8。",
        "There are no rows to test the model on.|Write model.valid('test.csv'), or keep some when the data are loaded: train_val_ratio=0.8.",
    ),
    "ml_not_trained": (
        "模型还没有训练。|先写 model.train()，或者 model.load('模型.pkl')。",
        "The model has not been trained.|First write model.train(), or model.load('model.pkl').",
    ),
    "ml_not_scaled": (
        "数据载入时没有缩放，换不回去。|载入时写 scale=True。",
        "The data were not scaled when they were loaded, so there is nothing to undo.|Load them with scale=True.",
    ),
    "ml_width": (
        "一行有 {found} 个数，模型学的时候一行是 {wanted} 个。|数据要写成二维列表，每行 {wanted} 个数：[[…], […]]。",
        "A row has {found} numbers; the model learned from rows of {wanted}.|Write a list of rows with {wanted} numbers each: [[…], […]].",
    ),
    "ml_not_learned": (
        "{algorithm} 学不了这些数据：{reason}|检查数据有几行几列、答案对不对，再训练一次。",
        "{algorithm} cannot learn from these data: {reason}|Check how many rows and columns there are and whether the answers are right, then train again.",
    ),
    "ml_two_rows": (
        "只有一行数据，算不出 r2。|至少用两行来验证。",
        "There is one row only, for which r2 cannot be computed.|Test on two rows at least.",
    ),
    "ml_two_groups": (
        "至少要有两个簇，才能算这个指标，簇也要比数据行数少。|换一个簇数：N_CLUSTERS=3。",
        "This measure needs two groups at least, and fewer groups than rows.|Take another number of groups: N_CLUSTERS=3.",
    ),
    "ml_few_rows": (
        "只有 {rows} 行数据，分不成 {groups} 个簇。|把 N_CLUSTERS 改小。",
        "There are {rows} rows, too few for {groups} groups.|Make N_CLUSTERS smaller.",
    ),
    "ml_no_new_rows": (
        "“{algorithm}”只给训练用的数据分簇，不能给新数据分。|写 model.inference()，或者换成 Kmeans、Birch。",
        "“{algorithm}” divides the rows that it was trained on and no others.|Write model.inference(), or use Kmeans or Birch.",
    ),
    "ml_one_number": (
        "“{algorithm}”一次只能猜一个数，这里有 {found} 个。|换成 LinearRegression 或 RandomForest，或者只给一列答案。",
        "“{algorithm}” guesses one number at a time; here are {found}.|Use LinearRegression or RandomForest, or give one column of answers.",
    ),
    "ml_no_plot": (
        "“{algorithm}”没有这种图。|能画的是：{names}。",
        "There is no such picture for “{algorithm}”.|There is one for: {names}.",
    ),
    "ml_plot_columns": (
        "这种图要用 {wanted} 列特征，这里有 {found} 列。|载入数据时只选 {wanted} 列。",
        "This picture needs {wanted} feature column(s); here are {found}.|Choose {wanted} when the data are loaded.",
    ),
    "ml_foreign_pickle": (
        "{path} 里有“{name}”，打开它就可能运行别人的代码，所以没有打开。|只能打开 BaseML 或榫卯存的模型；让老师看看这个文件是从哪里来的。",
        "{path} holds “{name}”; opening it could run someone's code, so it was not opened.|Only models that BaseML or Sunmao wrote can be opened. Ask a teacher where this file comes from.",
    ),
    "ml_bad_pickle": (
        "{path} 打不开：文件坏了，不是模型文件，或者是很不一样的 scikit-learn 存的。|用 model.save('{path}') 再存一次。",
        "{path} cannot be opened: it is damaged, no model file, or of a very different scikit-learn.|Write it again with model.save('{path}').",
    ),
    "ml_other_algorithm": (
        "{path} 里不是“{algorithm}”的模型。|建模型时写存这个文件时用的算法。",
        "{path} does not hold a model of “{algorithm}”.|Make the model with the algorithm that the file was saved with.",
    ),
    "ml_no_pictures": (
        "{path} 里没有找到图片。|每个类别一个文件夹，图片放在里面。",
        "No pictures were found in {path}.|Each class needs a folder with its pictures.",
    ),
    "utils_rows": (
        "这里要一张数表（二维数组），现在的形状是 {shape}。|一行的数据写成 [[…]]，外面再加一层方括号。",
        "Rows of numbers (an array of two dimensions) are needed; this one's shape is {shape}.|Write a single row as [[…]], with brackets around it.",
    ),
    "utils_widths": (
        "两边每行的数不一样多：{first} 个和 {second} 个，没法比。|用同一个模型、同一个任务得到的向量来比。",
        "The rows have {first} and {second} numbers, so they cannot be compared.|Compare vectors that the same model and task gave.",
    ),
    "utils_names": (
        "相似度有 {rows} 行 {columns} 列，名字却是 {x} 个和 {y} 个。|行要和前一个列表一样多，列要和后一个一样多。",
        "There are {rows} rows and {columns} columns, but {x} and {y} names.|The first list needs a name for each row, the second one for each column.",
    ),
    "dt_no_texts": (
        "这里要一段文字、一个字典，或者它们的列表。|比如 TextData({'city': 'Dubai'}, vectorize=True)。",
        "A text, a dictionary or a list of either is needed.|For example TextData({'city': 'Dubai'}, vectorize=True).",
    ),
    "dt_no_file": ("没有找到文件 {path}。|检查文件名和文件夹。", "There is no file {path}.|Check its name and folder."),
    "dt_no_backbone": (
        "没有叫 {value} 的网络。{guess}|能用的有：{names}。",
        "There is no network {value}. {guess}|There are: {names}.",
    ),
    "dt_no_size": (
        "{value} 不是图片的大小。|大小是两个整数：(256, 256)。",
        "{value} is no size of a picture.|A size is two whole numbers: (256, 256).",
    ),
    "dt_names": (
        "column_name 有 {found} 个名字，要写出的列有 {wanted} 列。|每一列正好要有一个名字。",
        "column_name has {found} names, and {wanted} columns will be written.|Each column needs exactly one name.",
    ),
    "dt_fifth": (
        "normalize=True 时多给出第五个结果，是缩放器：tx, ty, val_x, val_y, scaler = split_tab_dataset(…)。",
        "With normalize=True there is a fifth result, the scaler: tx, ty, val_x, val_y, scaler = split_tab_dataset(…).",
    ),
    "dt_no_format": (
        "make_dataset 不认识 src_format={value}。{guess}|能用的有：{names}。",
        "make_dataset does not know src_format={value}. {guess}|There are: {names}.",
    ),
    "dt_target_full": (
        "{path} 里已经有东西，新数据集不能写进去。|换一个新的文件夹名：DataSet('新数据集')。",
        "There is something in {path} already, so no new data set is written there.|Take the name of a new folder: DataSet('new_dataset').",
    ),
    "dt_no_source": (
        "没有找到原来的数据集文件夹 {path}。|检查文件夹的名字。",
        "There is no folder {path} to make the data set from.|Check the folder's name.",
    ),
    "dt_other_kind": (
        "{path} 不是 {format} 格式的数据集。|IMAGENET 是每个类别一个文件夹；VOC 和 COCO 要有框的标注文件。",
        "{path} is no data set in the format {format}.|IMAGENET has a folder for each class; VOC and COCO have files with boxes.",
    ),
    "dt_bad_innolab": (
        "{path} 里没有读到 INNOLAB 的标注。|要有 labels.json、used_labels.json，还有每张图片的 JSON 文件。",
        "No labels of INNOLAB could be read in {path}.|It needs labels.json, used_labels.json and a JSON file for each picture.",
    ),
    "dt_no_download": (
        "榫卯不从网上取数据集“{name}”。|把数据集的文件夹或压缩包放进项目，再用 make_dataset。",
        "Sunmao does not fetch the data set “{name}” from the network.|Put its folder or archive into the project, then use make_dataset.",
    ),
    "dt_layout": (
        "图片分类的数据集要有 training_set、val_set 和 classes.txt，目标检测的要有 annotations、images 和 classes.txt。",
        "A data set of classes has training_set, val_set and classes.txt; one of boxes has annotations, images and classes.txt.",
    ),
    "dt_boxes": (
        "有 {boxes} 个框和 {labels} 个标签。|每个框要有 4 个或 5 个数，还要正好一个标签：bboxes=[[3, 25, 170, 263, 0.9]], labels=[0]。",
        "There are {boxes} boxes and {labels} labels.|A box has 4 or 5 numbers and exactly one label: bboxes=[[3, 25, 170, 263, 0.9]], labels=[0].",
    ),
    "dt_no_color": (
        "{value} 不是颜色。|能用的有：{names}，或者三个数 (蓝, 绿, 红)。",
        "{value} is no color.|There are: {names}, or three numbers (blue, green, red).",
    ),
    "dt_no_curve": (
        "日志里没有 {value} 这条曲线。|里面有：{names}。",
        "The log has no curve {value}.|It has: {names}.",
    ),
    "dt_bad_log": (
        "{path} 不是训练日志。|MMEdu 训练时写的日志叫“….log.json”，在存模型的文件夹里。",
        "{path} is no log of a training.|The log that MMEdu writes is called “….log.json” and lies where the model is kept.",
    ),
    "dt_simulated_sound": (
        "没有找到能用的麦克风，或者没有装录音用的库 pyaudio：这次用一段做出来的声音代替。",
        "No microphone was found that can be used, or its library pyaudio is not installed: this is a made-up sound.",
    ),
    "ml_chart_truth": ("正确答案", "right answer"),
    "ml_chart_answer": ("模型的答案", "model's answer"),
    "ml_chart_count": ("行数", "rows"),
    "ml_chart_classes": ("每一类被答成什么", "How each class was answered"),
    "ml_chart_rows": ("数据", "rows"),
    "ml_chart_reg": ("答案和正确的数", "Answers and right numbers"),
    "ml_chart_line": ("模型", "model"),
    "ml_chart_as": ("答成 {name}", "as {name}"),
    "ml_chart_wrong": ("答错的", "wrong"),
    "ml_chart_border": ("分界", "border"),
    "ml_chart_plane": ("数据在平面上", "Rows in a plane"),
    "ml_chart_groups": ("分成的簇", "Groups"),
    "ml_chart_middle": ("簇中心", "middle of a group"),
    "ml_chart_group": ("簇 {number}：{count} 行", "group {number}: {count} rows"),
    "ml_chart_middles": ("簇与簇离多远", "How far groups are from each other"),
    "web_page_at": (
        "程序的网页在这里：{address}|用这台电脑的浏览器打开它；程序停了，网页就不再回答。",
        "The program's page is here: {address}|Open it in this computer's browser; when the program ends it answers no more.",
    ),
    "web_no_share": (
        "share=True 要把网页放到网上，榫卯不这样做：网页只在这台电脑上。",
        "share=True would put the page on the internet, which Sunmao does not do: it is on this computer only.",
    ),
    "web_interface_only": (
        "gradio 里榫卯有 gr.Interface，没有 Blocks、声音和视频。|写 gr.Interface(fn=函数, inputs='text', outputs='text').launch()。",
        "Of gradio Sunmao has gr.Interface, no Blocks, sound or video.|Write gr.Interface(fn=function, inputs='text', outputs='text').launch().",
    ),
    "web_no_field": (
        "没有叫 {value} 的输入框。{guess}|能用的有：{names}。",
        "There is no field {value}. {guess}|There are: {names}.",
    ),
    "web_no_picture": ("还没有选图片。|选一张图片，再提交。", "No picture is chosen.|Choose one, then submit."),
    "web_no_number": ("“{value}”不是数。|填一个数，再提交。", "“{value}” is no number.|Fill in a number, then submit."),
    "web_other_count": (
        "函数给出 {found} 个结果，网页上有 {wanted} 个位置。|让 return 后面的个数和 outputs 一样多。",
        "The function gives {found} results, and the page has {wanted} places.|Return as many as there are outputs.",
    ),
    "web_picture": ("图片", "Picture"),
    "web_submit": ("提交", "Submit"),
    "pinpong_simulated": (
        "没有插开发板，用的是屏幕上的板子。|插上板子，再运行一次，就用真的。",
        "No board is plugged in: the one on the screen is used.|Plug one in and run again to use it.",
    ),
    "pinpong_pin": (
        "没有说是哪个引脚。|写上它，比如 Pin(Pin.D13, Pin.OUT)；超声波要两个引脚。",
        "No pin is named.|Write it, as in Pin(Pin.D13, Pin.OUT); an ultrasonic sensor has two.",
    ),
    "pinpong_mode": (
        "引脚没有叫 {value} 的模式。|能用的有：Pin.OUT、Pin.IN、Pin.PWM、Pin.ANALOG。",
        "A pin has no mode {value}.|There are: Pin.OUT, Pin.IN, Pin.PWM, Pin.ANALOG.",
    ),
    "pinpong_frequency": (
        "板子用自己的 PWM 频率，freq 没有用上。",
        "The board keeps its own PWM frequency; freq is not used.",
    ),
    "pinpong_no_strip": (
        "{board} 上接不了灯带 NeoPixel。|用 RGBLED：from sunmao.boards import RGBLED。",
        "{board} cannot have a NeoPixel strip.|Use RGBLED: from sunmao.boards import RGBLED.",
    ),
    "siot_within": (
        "榫卯没有连到 SIoT 服务器：消息只在这个程序里传。",
        "Sunmao does not reach a SIoT server: messages stay within this program.",
    ),
    "siot_no_topic": (
        "没有写消息的主题。|比如 siot.publish('xzr/001', '你好')。",
        "The message has no topic.|Write such as siot.publish('xzr/001', 'hello').",
    ),
    "llm_absent": (
        "大模型要连网上的服务，榫卯不用网络，里面也没有大模型。|用文字分类代替：让程序从你写的句子里学。",
        "A language model is an online service; Sunmao works without a network and has none.|Teach a text model instead: it learns from sentences that you write.",
    ),
    "nn_no_layer": (
        "没有叫 {value} 的层或激活函数。{guess}|能用的有：{names}。",
        "There is no layer or activation {value}. {guess}|There are: {names}.",
    ),
    "nn_argument": (
        "“{layer}”层少了 {name}。|写上它，比如 model.add('linear', size=(4, 10))。",
        "The layer “{layer}” needs {name}.|Write it, as in model.add('linear', size=(4, 10)).",
    ),
    "nn_size": (
        "“{layer}”层的 size={value} 不对。|size 是两个整数：(输入个数, 输出个数)，比如 size=(4, 10)。",
        "size={value} of the layer “{layer}” is wrong.|It is two whole numbers, what goes in and what comes out: size=(4, 10).",
    ),
    "nn_bad_layer": (
        "“{layer}”这样设不成：{reason}|检查它括号里的数。",
        "“{layer}” cannot be made so: {reason}|Check the numbers in its brackets.",
    ),
    "nn_misfit": (
        "第 {number} 层（{layer}，size={size}）接不上：到这里的数据是 {shape}。|改 size 的第一个数，让它和上一层给出的一样多。",
        "Layer {number} ({layer}, size={size}) does not fit: what arrives there is {shape}.|Change the first number of its size to what the layer before it gives.",
    ),
    "nn_no_loss": (
        "没有叫 {value} 的损失函数。{guess}|分类用 CrossEntropyLoss，回归用 MSELoss。",
        "There is no loss {value}. {guess}|Use CrossEntropyLoss for classes, MSELoss for numbers.",
    ),
    "nn_no_optimizer": (
        "没有叫 {value} 的优化器。{guess}|能用的有：{names}。",
        "There is no optimizer {value}. {guess}|There are: {names}.",
    ),
    "nn_few_outputs": (
        "最后一层只有 {outputs} 个输出，可是数据里有标签 {label}。|标签从 0 数起：最后一层的 size 第二个数至少要比最大的标签多 1。",
        "The last layer has {outputs} outputs, and there is a label {label}.|Labels count from 0: the second number of the last size must be above the largest label.",
    ),
    "nn_other_outputs": (
        "最后一层给出 {outputs} 个数，每行的答案却是 {wanted} 个数。|改最后一层 size 的第二个数。",
        "The last layer gives {outputs} numbers; each answer has {wanted}.|Change the second number of the last size.",
    ),
    "nn_classes": (
        "标签里有 {value}，它不是类别的编号。|类别要写成 0、1、2……；要猜数值就写 nn('reg')。",
        "{value} among the labels is no number of a class.|Write classes as 0, 1, 2 …; to guess numbers write nn('reg').",
    ),
    "nn_no_folder": (
        "没有 {path} 这个文件夹。|每个类别一个子文件夹，图片放在里面。",
        "There is no folder {path}.|It has a folder for each class with its pictures.",
    ),
    "nn_no_pictures": (
        "{path} 里没有图片。|每个类别一个子文件夹，图片放在里面。",
        "There are no pictures in {path}.|It has a folder for each class with its pictures.",
    ),
    "nn_sizes": (
        "{path} 里的图片大小不一样，不能一起学。|载入时写上 transform={{'Resize': (128, 128)}}。",
        "The pictures in {path} differ in size and cannot be learned together.|Load them with transform={{'Resize': (128, 128)}}.",
    ),
    "nn_no_transform": (
        "没有叫 {value} 的图片变换。{guess}|比如 transform={{'Resize': (128, 128)}}。",
        "There is no change of pictures {value}. {guess}|Write such as transform={{'Resize': (128, 128)}}.",
    ),
    "nn_bad_npz": (
        "{path} 打不开，或者里面没有 data 和 label。|用 np.savez('数据.npz', data=x, label=y) 再存一次。",
        "{path} does not open, or has no data and label.|Write it again by np.savez('data.npz', data=x, label=y).",
    ),
    "nn_no_words": (
        "em_lstm 层要先知道有哪些字。|先载入文字数据：model.load_npz_data('文字.npz')。",
        "The layer em_lstm needs to know which words there are.|First load the texts: model.load_npz_data('texts.npz').",
    ),
    "nn_no_data": (
        "还没有数据可以学。|先写 model.load_tab_data('数据.csv') 或 model.load_img_data('文件夹')。",
        "There are no data to learn from yet.|First write model.load_tab_data('data.csv') or model.load_img_data('folder').",
    ),
    "nn_no_layers": (
        "网络还没有层。|先用 model.add('linear', size=(4, 3)) 加一层。",
        "The network has no layers yet.|First add one: model.add('linear', size=(4, 3)).",
    ),
    "nn_not_trained": (
        "网络还没有训练。|先写 model.train()，或者写上权重文件：checkpoint='checkpoints/basenn.pth'。",
        "The network has not been trained.|First write model.train(), or name weights: checkpoint='checkpoints/basenn.pth'.",
    ),
    "nn_no_input": (
        "没有给要推理的数据。|写上 model.inference(data=[[…]])。",
        "No data are given.|Write model.inference(data=[[…]]).",
    ),
    "nn_no_answer": (
        "还没有推理结果可以输出。|先写 model.inference(data=…)。",
        "There is no answer to print yet.|First write model.inference(data=…).",
    ),
    "nn_unused": (
        "这些参数没有用上：{names}。",
        "These arguments are not used: {names}.",
    ),
    "nn_bad_file": (
        "{path} 不是 BaseNN 的权重文件，或者坏了。|用 model.train() 得到的 basenn.pth。",
        "{path} holds no weights of BaseNN, or is damaged.|Use the basenn.pth that model.train() wrote.",
    ),
    "nn_own_layer": (
        "这个权重文件里有程序自己写的层。|先像训练时那样用 model.add 加好每一层，再打开它。",
        "These weights have a layer that a program brought itself.|First add the layers as for training, then open the file.",
    ),
    "nn_no_diffusion": (
        "榫卯没有扩散模型：它要用显卡学很久。|用 Linear 和 Conv2D 搭一个认图的网络，就在这里学得会。",
        "Sunmao has no diffusion model: it would learn for long on a graphics card.|A network of Linear and Conv2D that tells pictures apart learns here.",
    ),
    "nn_no_features": (
        "extract_feature 要从网上取预训练模型，榫卯没有。|用 XEdu.hub 的任务 embedding_image，把图片变成一串数。",
        "extract_feature wants pretrained weights from the network, which Sunmao does not have.|Use the task embedding_image of XEdu.hub to turn pictures into numbers.",
    ),
}
