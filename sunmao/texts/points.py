"""Texts about data sets of points of hands, bodies or faces, and about models that learn from them."""

TEXTS = {
    "task_points_classification": (
        "动作分类（看手、全身或脸的点）",
        "posture classification (by the points of a hand, body or face)",
    ),
    "points_refused_none": (
        "没看到{what}，没存。 | 把{what}整个放进画面，光线亮一点。",
        "No {what} was seen, nothing was kept. | Hold the whole {what} in the picture, in good light.",
    ),
    "points_refused_dark": (
        "图片全是一个颜色，什么也看不到，没存。 | 看看镜头是不是被挡住了，灯开了没有。",
        "The picture has one color only, nothing can be seen in it; nothing was kept. | Is the lens covered, is the light on?",
    ),
    "point_rows_none": (
        "“{path}”里没有能用的点。 | 先拍一些样本：每一类一个 CSV 表格，一行一个样本。",
        "There are no points that can be used in '{path}'. | Collect some samples first: a CSV table for each class, one row a sample.",
    ),
    "point_rows_one_class": (
        "“{path}”里只有一类（{name}）。 | 至少要有两类才能分：再拍另一类。",
        "There is only one class ({name}) in '{path}'. | A model tells at least two apart: collect another class.",
    ),
    "point_rows_never_learned": (
        "“{path}”的“{name}”这一类没有可以学的样本。 | 再拍一些，或者重新分一次数据。",
        "The class '{name}' of '{path}' has no sample to learn from. | Collect some, or split the data set again.",
    ),
    "point_rows_few": (
        "“{path}”里只有 {count} 个可以学的样本。 | 再拍一些。",
        "There are only {count} samples to learn from in '{path}'. | Collect more.",
    ),
    "point_rows_too_large": (
        "“{path}”里的表格有 {size} MB，最多能用 {most} MB。 | 每一类几百行就够了：拿掉一些。",
        "The tables in '{path}' have {size} MB, and {most} MB can be used. | Some hundred rows of each class are enough: take some away.",
    ),
    "point_rows_damaged": (
        "没有用，不是每个点都有数：{count} 行：{names}",
        "Left out, not every point is a number: {count} rows: {names}",
    ),
    "point_rows_other": (
        "没有用，别的行都是{what}，这些不是：{count} 行：{names}",
        "Left out, all others are about a {what}, and these are not: {count} rows: {names}",
    ),
    "point_rows_twice": (
        "和同一类的另一行几乎一样，多的没有用处：{count} 行：{names}",
        "Nearly the same as another row of the class, from which nothing more is learned: {count} rows: {names}",
    ),
    "points_in_two_classes": (
        "在两类里几乎一样，分不开：{count} 行；请只留在一类里：{names}",
        "Nearly the same in two classes, which cannot be told apart: {count} rows; keep each in one: {names}",
    ),
    "points_few": (
        "样本太少，不到 {least} 个：{count} 类：{names}",
        "Too few samples, fewer than {least}: {count} classes: {names}",
    ),
    "points_cut": (
        "有一部分在画面外面，那里的点是猜的：{count} 行：{names}",
        "Partly outside the picture, where the points are guessed: {count} rows: {names}",
    ),
    "points_not_pictures": (
        "“{path}”里是点，没有图片。 | 在程序里把它交给动作模型。",
        "There are points in '{path}', no pictures. | Give it to a posture model in a program.",
    ),
    "points_left_out": (
        "没看到{what}，没有用：{count} 张图片：{names}",
        "Left out, no {what} was seen: {count} pictures: {names}",
    ),
    "points_other_thing": (
        "“{path}”里是{theirs}的点，这个模型看的是{what}。 | 在模型那块积木里换一个，或者换一个数据集。",
        "The points in '{path}' are those of a {theirs}, and this model looks at a {what}. | Choose another in the model's block, or another data set.",
    ),
    "points_no_input": (
        "要给模型一张图片，或者一些点。 | 写 image= 和一张图片，或者 points= 和找到的点。",
        "The model needs a picture, or points. | Write image= with a picture, or points= with points that were found.",
    ),
    "points_odd_input": (
        "{argument} 要是 {count} 个点，每个点有 x 和 y；这里是 {value}。 | 用“在…里找…的点”那块积木的结果。",
        "{argument} are {count} points with x and y each, not {value}. | Take what the block “points of the …” gives.",
    ),
    "points_converted": (
        "写好了 {path}（{size} kB）：给它{reads}，它说是哪一类；旁边的程序不用 Sunmao 也能跑。",
        "Wrote {path} ({size} kB): give it {reads}, and it says which class; the program beside it runs without Sunmao.",
    ),
    "points_reads_picture": ("一张图片", "a picture"),
    "points_reads_points": ("一个{what}的点", "the points of a {what}"),
    "posture_file_reads_pictures": (
        "“{path}”自己从图片里找点，不收点。 | 给它图片；要收点的文件，导出时写 reads='points'。",
        "'{path}' finds the points of a picture by itself, and takes none. | Give it pictures; reads='points' writes a file that takes points.",
    ),
    "points_table_other": (
        "“{path}”不是这样的点的表格，没有写进去。 | 换一个名字，或者把这个文件移走。",
        "'{path}' is no table of such points; nothing was written to it. | Choose another name, or move that file away.",
    ),
}
