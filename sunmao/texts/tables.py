"""Texts about tables: reading them from files, and learning from their rows."""

TEXTS = {
    "tables_missing": (
        "读表格、保存表格模型的工具（{name}，约 {mb} MB）还没有装在这台电脑上。 | 在榫卯里运行程序，它会自动下载；没有网络就让大人在终端运行：{command}",
        "The packages for tables ({name}, about {mb} MB) are not installed on this computer. | Run the program in Sunmao, which brings them, or ask an adult to run in a terminal: {command}",
    ),
    "table_missing": (
        "找不到表格“{path}”。{guess} | 看看名字和文件夹对不对。",
        "There is no table '{path}'. {guess} | See whether the name and the folder are right.",
    ),
    "table_large": (
        "“{path}”有 {mb} MB，表格最多 {most} MB。 | 只留下要用的行和列，另存一份小的。",
        "'{path}' has {mb} MB, and a table has at most {most} MB. | Keep the rows and columns that are used, and save a smaller file.",
    ),
    "table_binary": (
        "“{path}”里不是文字，读不成表格。 | 用表格软件打开，另存为 CSV（UTF-8）或者 xlsx。",
        "'{path}' holds no text and cannot be read as a table. | Open it in a spreadsheet and save it as CSV (UTF-8) or xlsx.",
    ),
    "table_no_workbook": (
        "“{path}”不是工作簿，或者坏了。 | 用表格软件打开，另存为 xlsx 或者 CSV。",
        "'{path}' is no workbook, or it is damaged. | Open it in a spreadsheet and save it as xlsx or CSV.",
    ),
    "table_locked": (
        "“{path}”有密码，打不开。 | 在表格软件里去掉密码，再存一次。",
        "'{path}' is locked by a password. | Take the password away in a spreadsheet and save it again.",
    ),
    "table_no_sheet": (
        "没有叫“{name}”的工作表。{guess} | 有这些：{names}",
        "There is no sheet '{name}'. {guess} | There are: {names}",
    ),
    "table_empty": ("“{path}”里什么都没有。 | 至少要有一行数。", "'{path}' is empty. | A table has at least one row."),
    "table_no_rows": (
        "“{path}”只有列名，没有一行数。 | 在下面加几行。",
        "'{path}' has the names of its columns and no row. | Add some rows below.",
    ),
    "table_wide": (
        "“{path}”有 {count} 列，最多 {most} 列。 | 只留下要用的列；也许行和列弄反了。",
        "'{path}' has {count} columns, and a table has at most {most}. | Keep the columns that are used; perhaps rows and columns are exchanged.",
    ),
    "table_long": (
        "“{path}”有 {rows} 行 {columns} 列，最多 {most} 个格子。 | 只留下要用的行和列。",
        "'{path}' has {rows} rows and {columns} columns, and a table has at most {most} cells. | Keep the rows and columns that are used.",
    ),
    "table_no_column": (
        "表格里没有叫“{name}”的列。{guess} | 有这些列：{names}",
        "The table has no column '{name}'. {guess} | It has: {names}",
    ),
    "table_no_numbers": (
        "“{name}”这一列不是数。 | 换一列，或者用 set_type 说它是数。",
        "The column '{name}' has no numbers. | Take another one, or say by set_type that it holds numbers.",
    ),
    "table_row_length": (
        "这一行有 {count} 个格子，表格有 {columns} 列。 | 每列给一个，按列的顺序。",
        "The row has {count} cells, and the table has {columns} columns. | Give one for each column, in their order.",
    ),
    "table_column": ("第 {n} 列", "column {n}"),
    "table_mark_comma": ("逗号", "commas"),
    "table_mark_semicolon": ("分号", "semicolons"),
    "table_mark_tab": ("制表符", "tabs"),
    "table_text_file": ("{encoding}，用{mark}隔开", "{encoding}, parted by {mark}"),
    "table_sheet": ("工作表“{name}”", "sheet '{name}'"),
    "table_header": ("第 1 行是列名", "row 1 has the names"),
    "table_headerless": ("没有列名", "no names of columns"),
    "table_read": (
        "猜的：{about}，{rows} 行 {columns} 列，{header}。",
        "Guessed: {about}, rows: {rows}, columns: {columns}, {header}.",
    ),
    "table_decimal_comma": ("猜的：数里的逗号是小数点。", "Guessed: a comma stands before the decimals."),
    "table_types": ("猜的：{type}列有 {names}。", "Guessed: columns of {type}: {names}."),
    "table_type_number": ("数", "numbers"),
    "table_type_class": ("类别", "classes"),
    "table_type_date": ("日期", "dates"),
    "table_type_text": ("文字", "text"),
    "table_all_missing": (
        "这些列全空着，什么也学不到：{names}。",
        "Nothing stands in these columns, and nothing can be learned from them: {names}.",
    ),
    "table_cells_missing": ("有 {count} 个格子空着：{names}。", "Empty cells: {count}, in {names}."),
    "table_odd_cells": (
        "“{name}”列里有 {count} 个格子不是{type}，先当作空的：{names}。",
        "In the column '{name}' some cells are no {type} and count as empty: {count}: {names}.",
    ),
    "table_unit": ("“{name}”列的单位是 {unit}。", "The column '{name}' is in {unit}."),
    "table_one_column": (
        "只有“{name}”一列，没有别的列可以用来猜它。也许格子之间用的是别的符号。",
        "There is only one column, '{name}', and no other to guess it from. Perhaps another mark stands between the cells.",
    ),
    "table_ragged": (
        "有 {count} 行的格子不是 {columns} 个，少的当作空着：第 {names} 行。",
        "Rows with another number of cells than {columns}: {count}; what is not there is empty: rows {names}.",
    ),
    "table_formula_texts": (
        "有 {count} 个格子写着公式，没有数，先当作空的。在表格软件里另存为 CSV，就会算出来。",
        "Cells that hold a formula and no number count as empty: {count}. A spreadsheet computes them when it saves the table as CSV.",
    ),
    "table_formulas": (
        "工作簿里有 {count} 个格子是公式算的，用上一次算出来的数。",
        "Cells of the workbook that a formula computes: {count}; their last values are taken.",
    ),
    "table_formulas_empty": (
        "其中 {count} 个公式还没有算过，先当作空的。在表格软件里打开、再存一次。",
        "Formulas among them that nothing has computed yet count as empty: {count}. Open the workbook in a spreadsheet and save it again.",
    ),
    "table_other_sheets": (
        "猜的：用工作表“{name}”；还有别的：{names}。",
        "Guessed: the sheet '{name}' is meant, of {names}.",
    ),
    "table_edits": (
        "“数据”里改过 {count} 处，照改过的读。原来的文件没有变。",
        "Changes made in Data: {count}. They are kept to; the file is as it was.",
    ),
    "table_first_rows": ("{title}（前 {shown} 行，共 {count} 行）", "{title} (the first {shown} of {count} rows)"),
    "chart_sample": ("{title}（画了 {count} 行）", "{title} (rows drawn: {count})"),
    "chart_mean": ("{name} 的平均", "mean of {name}"),
    "task_table_classification": ("表格分类（分行）", "table classification (telling rows apart)"),
    "task_table_regression": ("表格回归（估数）", "table regression (estimating numbers)"),
    "table_method_decision_tree": ("决策树", "decision tree"),
    "table_method_random_forest": ("随机森林", "random forest"),
    "table_method_boosting": ("提升树", "boosted trees"),
    "table_method_knn": ("K 近邻", "k nearest"),
    "table_method_linear": ("线性模型", "linear model"),
    "table_method_svm": ("支持向量机", "support vector machine"),
    "table_method_mlp": ("小神经网络", "small neural network"),
    "table_method_kmeans": ("K 均值", "k-means"),
    "table_method_pca": ("主成分分析", "principal components"),
    "no_table_yet": (
        "模型还没有读入表格。 | 先用 load_dataset，再训练或者大考。",
        "The model has been given no table yet. | Use load_dataset first, then train or test.",
    ),
    "table_option": (
        "{method} 没有“{option}”这一项。 | 去掉它，或者换一种模型。",
        "'{option}' means nothing to {method}. | Take it away, or use another method.",
    ),
    "table_last_column": (
        "猜的：要猜的是最后一列“{name}”。不对就用 target 说是哪一列。",
        "Guessed: the last column, '{name}', is the one to guess. If it is another one, say so by target.",
    ),
    "table_target_learned": (
        "“{name}”是要猜的列，不能同时从它学。 | 从 columns 里去掉它。",
        "'{name}' is the column to guess, and nothing can be learned from it. | Take it out of columns.",
    ),
    "table_target_no_numbers": (
        "“{name}”这一列不是数，估不出数。 | 换一列，或者用 task='classification' 猜类别。",
        "The column '{name}' holds no numbers that could be estimated. | Take another one, or guess classes by task='classification'.",
    ),
    "table_columns_left": (
        "这些列不用来学（文字、日期、空的，或者值太多）：{names}",
        "Not learned from, as text, dates, empty or with too many values: {names}",
    ),
    "table_nothing_to_learn": (
        "“{path}”里没有能用来学的列。 | 除了要猜的，至少还要一列数或者类别。",
        "There is no column to learn from in '{path}'. | Beside the one to guess there must be one of numbers or classes.",
    ),
    "table_rows_left": (
        "有 {count} 行有空格子，先不用它们。",
        "Rows left out, because a cell of them is empty: {count}.",
    ),
    "table_classes_few": (
        "这些类别不到 {least} 行，太少，学不好：{names}",
        "Fewer than {least} rows, too few to learn well: {names}",
    ),
    "rows_none": (
        "“{path}”里没有一行能用。 | 每行都有空格子：填上，或者用 columns 只选没有空格子的列。",
        "No row of '{path}' can be used. | Each has an empty cell: fill them in, or choose columns without empty cells.",
    ),
    "rows_few": (
        "“{path}”里能用来学的只有 {count} 行。 | 再加几行。",
        "Rows to learn from in '{path}': {count}. | Add more.",
    ),
    "rows_one_class": (
        "“{path}”要猜的列只有一个值（{name}）。 | 至少要有两个类别：加几行别的，或者换一列。",
        "The column to guess in '{path}' has one value only ({name}). | There must be two classes: add rows of another one, or guess another column.",
    ),
    "rows_never_learned": (
        "“{path}”的类别“{name}”没有一行用来学。 | 给它加几行。",
        "The class '{name}' of '{path}' has no row to learn from. | Add some.",
    ),
    "rows_not_learned": (
        "学不了“{path}”：{reason} | 看看行数够不够，邻居数、分组数是不是太大。",
        "Nothing could be learned from '{path}': {reason} | See whether there are rows enough for so many neighbors or groups.",
    ),
    "row_length": (
        "给了 {count} 个格子，模型要 {columns} 个：{names}。 | 按这个顺序，每列给一个。",
        "The model takes {columns} cells and got {count}: {names}. | Give one for each, in this order.",
    ),
    "row_cell_missing": (
        "没有“{name}”。 | 模型要这些列：{names}",
        "'{name}' is missing. | The model takes these columns: {names}",
    ),
    "row_value_unknown": (
        "“{name}”列没有见过 {value}。 | 见过的有：{names}",
        "{value} was never seen in the column '{name}'. | Seen were: {names}",
    ),
    "row_no_number": (
        "“{name}”要是一个数，现在是 {value}。 | 写一个数，比如 5.1。",
        "'{name}' takes a number, not {value}. | Write one, such as 5.1.",
    ),
    "row_no_picture": (
        "回答的是一行数，没有“{name}”。 | 试试 label、value 或 row。",
        "The answer is about a row and has no '{name}'. | Try label, value or row.",
    ),
    "not_of_rows": (
        "认一行数的时候，用不上“{option}”。 | 去掉这一项。",
        "Of a row, '{option}' means nothing. | Take this option away.",
    ),
    "table_guesses_nothing": (
        "{method}不猜哪一列，没有对错。 | 用 transform 看它把每一行分到了哪里。",
        "Of {method} there is nothing right or wrong: no column is guessed. | See by transform what it makes of each row.",
    ),
    "table_pca_answers": (
        "主成分分析不猜什么，只把很多列合成两列。 | 用 transform。",
        "PCA guesses nothing: it puts many columns into two. | Use transform.",
    ),
    "table_folds": (
        "分不成 {folds} 份：有的类别没有这么多行。 | 少分几份。",
        "It cannot be divided into {folds} folds: a class has fewer rows. | Use fewer folds.",
    ),
    "table_no_onnx": (
        "{method} 写不成 ONNX 文件：{reason} | 换一种模型，比如 decision_tree。",
        "{method} cannot be written as an ONNX file: {reason} | Use another method, such as decision_tree.",
    ),
    "table_onnx_differs": (
        "{method} 的 ONNX 文件只在 {same} 行上和模型一样（共 {total} 行），没有写。 | 换一种模型，比如 decision_tree。",
        "The ONNX file of {method} agrees with the model on {same} of {total} rows, so it was not written. | Use another method, such as decision_tree.",
    ),
    "table_onnx_same": (
        "已经写好 {path}：{total} 行的答案都和模型一样。",
        "Written: {path}. Its answers are the model's on every row: {total}.",
    ),
    "rows_line": (
        "{split}：{total} 行，平均差 {mae}（总说平均数要差 {baseline}）",
        "{split}: rows: {total}, {mae} off on average (always saying the mean: {baseline})",
    ),
    "table_prediction": ("预测", "prediction"),
    "table_group": ("组", "group"),
    "table_fold": ("第几份", "fold"),
    "table_folds_title": ("轮流考 {folds} 份", "cross-validation, folds: {folds}"),
    "table_mean": ("平均", "mean"),
    "table_spread": ("上下浮动", "spread"),
    "table_a_column": ("列", "column"),
    "table_a_method": ("方法", "method"),
    "table_a_target": ("要猜的列", "column to guess"),
    "table_depth": ("最多问几层", "questions deep"),
    "table_importance": ("打乱后少了多少", "falls by"),
    "table_importance_title": ("哪一列要紧（{rows} 行）", "which columns matter (rows: {rows})"),
    "table_weight": ("权重", "weight"),
    "table_weights_title": ("每一列的权重", "the weight of each column"),
    "table_yes": ("是：{words}", "yes: {words}"),
    "table_no": ("不是：{words}", "no: {words}"),
    "table_question": ("问题", "question"),
    "table_rows": ("行数", "rows"),
    "table_tree_title": ("决策树问的问题", "what the decision tree asks"),
    "table_asks": ("{name} ≤ {value}？", "{name} ≤ {value}?"),
    "table_asks_other": ("{name} 不是 {value}？", "{name} is not {value}?"),
    "row_low": ("学过的最小的数", "the smallest number learned"),
    "row_high": ("学过的最大的数", "the largest number learned"),
}
