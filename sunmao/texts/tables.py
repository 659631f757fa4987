"""What is said of tables: reading them from files, and learning from their rows."""

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
    "table_first_rows": ("{title}（前 {shown} 行，共 {count} 行）", "{title} (the first {shown} of {count} rows)"),
    "chart_sample": ("{title}（画了 {count} 行）", "{title} (rows drawn: {count})"),
    "chart_mean": ("{name} 的平均", "mean of {name}"),
}
