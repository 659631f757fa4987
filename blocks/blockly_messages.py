"""Words of Blockly itself that we say differently: what its zh-hans file leaves in English, says wrongly or says
stiffly.

Keys are those of `Blockly.Msg`. `%1` is Blockly's own placeholder.
"""

_KEYBOARD_AND_SCREEN_READER = {
    "ALT_KEY": "Alt 键",
    "ANNOUNCE_CANT_SCROLL_FURTHER": "不能再滚动了。",
    "ANNOUNCE_MOVE_AFTER": "把%1移到%2之后。",
    "ANNOUNCE_MOVE_AROUND": "用%1包住%2。",
    "ANNOUNCE_MOVE_BEFORE": "把%1移到%2之前。",
    "ANNOUNCE_MOVE_CANCELED": "已取消移动。",
    "ANNOUNCE_MOVE_INSIDE": "把%1移到%2里面。",
    "ANNOUNCE_MOVE_OF": "%2的%1",
    "ANNOUNCE_MOVE_TO": "把%1移到%2。",
    "ANNOUNCE_MOVE_WORKSPACE": "在工作区上移动%1。",
    "ANNOUNCE_SCROLLED_DOWN": "已向下滚动。",
    "ANNOUNCE_SCROLLED_LEFT": "已向左滚动。",
    "ANNOUNCE_SCROLLED_RIGHT": "已向右滚动。",
    "ANNOUNCE_SCROLLED_UP": "已向上滚动。",
    "ARIA_LABEL_BUTTON": "按钮",
    "ARIA_LABEL_HEADING": "标题",
    "ARIA_TYPE_FIELD_CHECKBOX": "复选框",
    "ARIA_TYPE_FIELD_DROPDOWN": "下拉菜单",
    "ARIA_TYPE_FIELD_IMAGE": "图片",
    "ARIA_TYPE_FIELD_INPUT": "输入框",
    "ARIA_TYPE_FIELD_NUMBER": "数字",
    "ARIA_TYPE_FIELD_TEXT_INPUT": "文字",
    "ARIA_TYPE_FIELD_TEXT_INPUT_ARGUMENT": "输入的名字",
    "ARIA_TYPE_FIELD_TEXT_INPUT_PROCEDURE": "函数的名字",
    "BUBBLE_LABEL_DEFAULT": "气泡",
    "CAPS_LOCK_KEY": "大写锁定键",
    "CONTEXT_MENU_KEY": "≣ 菜单键",
    "DELETE_KEY": "Delete 键",
    "END_KEY": "End 键",
    "ENTER_KEY": "回车键",
    "FIELD_LABEL_CHECKBOX_CHECKED": "已勾选",
    "FIELD_LABEL_CHECKBOX_UNCHECKED": "未勾选",
    "FIELD_LABEL_EDIT_PREFIX": "编辑%1",
    "FIELD_LABEL_EMPTY": "空",
    "FIELD_LABEL_OPTION_INDEX": "选项%1",
    "FIELD_LABEL_VARIABLE": "变量“%1”",
    "HOME_KEY": "Home 键",
    "INSERT_KEY": "Insert 键",
    "PAGE_DOWN_KEY": "下翻页键",
    "PAGE_UP_KEY": "上翻页键",
    "PAUSE_KEY": "暂停键",
    "SHIFT_KEY": "Shift 键",
    "SHORTCUTS_JUMP_NEXT_PAGE": "跳到下一页",
    "SHORTCUTS_JUMP_PREVIOUS_PAGE": "跳到上一页",
    "SHORTCUTS_SCROLL_DOWN": "向下滚动",
    "SHORTCUTS_SCROLL_LEFT": "向左滚动",
    "SHORTCUTS_SCROLL_RIGHT": "向右滚动",
    "SHORTCUTS_SCROLL_UP": "向上滚动",
    "TAB_KEY": "Tab 键",
    # Present in zh-hans, but wrong: traditional characters, or "empty the workspace" for "clean up".
    "KEYBOARD_NAV_CONSTRAINED_MOVE_HINT": "用方向键挪到要接的地方，再按 %1 放下。",
    "KEYBOARD_NAV_COPIED_HINT": "已复制。按 %1 粘贴。",
    "KEYBOARD_NAV_CUT_HINT": "已剪切。按 %1 粘贴。",
    "KEYBOARD_NAV_UNCONSTRAINED_MOVE_HINT": "按住 %1 再按方向键可以自由移动，按 %2 放下。",
    "SHORTCUTS_CLEANUP": "整理工作区",
    "WORKSPACE_LABEL_PLAIN": "积木工作区。",
}

_HOLES = {
    "INPUT_LABEL_LISTS_CREATE_WITH_ITEM": "第%1个值",
    "INPUT_LABEL_LISTS_DELIMITER": "分隔符",
    "INPUT_LABEL_LISTS_END_POSITION": "结束位置",
    "INPUT_LABEL_LISTS_LIST_FROM_TEXT": "要拆开的文本",
    "INPUT_LABEL_LISTS_POSITION": "列表里的位置",
    "INPUT_LABEL_LISTS_REPEAT_ITEM": "要重复的值",
    "INPUT_LABEL_LISTS_REPEAT_NUM": "重复的次数",
    "INPUT_LABEL_LISTS_START_POSITION": "开始位置",
    "INPUT_LABEL_LISTS_TEXT_FROM_LIST": "要合并的列表",
    "INPUT_LABEL_LISTS_TO_CHANGE": "要改变的列表",
    "INPUT_LABEL_LISTS_TO_CHECK": "要检查的列表",
    "INPUT_LABEL_LISTS_VALUE_TO_SET": "新的值",
    "INPUT_LABEL_LOOP_BY": "每次增加多少",
    "INPUT_LABEL_LOOP_FROM": "开始的数",
    "INPUT_LABEL_LOOP_LIST": "要逐项取出的列表",
    "INPUT_LABEL_LOOP_TIMES": "重复的次数",
    "INPUT_LABEL_LOOP_TO": "结束的数",
    "INPUT_LABEL_TEXT_APPEND": "要加上的值",
    "INPUT_LABEL_TEXT_END_POSITION": "结束位置",
    "INPUT_LABEL_TEXT_JOIN_ITEM": "第%1个值",
    "INPUT_LABEL_TEXT_POSITION": "字符的位置",
    "INPUT_LABEL_TEXT_PROMPT_MESSAGE": "提示的话",
    "INPUT_LABEL_TEXT_START_POSITION": "开始位置",
    "INPUT_LABEL_TEXT_TO_CHANGE": "要改变的文本",
    "INPUT_LABEL_TEXT_TO_CHECK": "要检查的文本",
    "INPUT_LABEL_TEXT_TO_FIND": "要寻找的文本",
    "INPUT_LABEL_TEXT_TO_REPLACE": "替换成的文本",
    "INPUT_LABEL_VARIABLES_SET": "新的值",
}

_PAGE = {
    "CLEAN_UP": "整理积木",
    "COLLAPSE_ALL": "折叠所有积木",
    "COLLAPSE_BLOCK": "折叠积木",
    "DELETE_ALL_BLOCKS": "删除全部 %1 块积木吗？",
    "DELETE_BLOCK": "删除积木",
    "DELETE_X_BLOCKS": "删除 %1 块积木",
    "DISABLE_BLOCK": "停用积木",
    "ENABLE_BLOCK": "启用积木",
    "EXPAND_ALL": "展开所有积木",
    "EXPAND_BLOCK": "展开积木",
    "OPEN_TRASH": "打开垃圾桶",
    "RESET_ZOOM": "恢复原来的大小",
    "WORKSPACE_SEARCH_CLOSE": "关闭搜索",
    "WORKSPACE_SEARCH_FIND_NEXT": "下一个",
    "WORKSPACE_SEARCH_FIND_PREVIOUS": "上一个",
    "WORKSPACE_SEARCH_INPUT_LABEL": "搜索工作区。按回车键到下一个，按 Shift+回车键到上一个，按 Esc 键关闭搜索并选中当前的块。",
    "WORKSPACE_SEARCH_MATCH": "第 %1 个，共 %2 个：%3",
    "WORKSPACE_SEARCH_NO_MATCHES": "没有找到块",
    "WORKSPACE_SEARCH_PLACEHOLDER": "搜索",
    "ZOOM_IN": "放大",
    "ZOOM_OUT": "缩小",
}

# Read aloud with the number between: 取第 [3] 个, 到倒数第 [1] 个.
_POSITIONS = {
    "ORDINAL_NUMBER_SUFFIX": "个",
    "LISTS_GET_INDEX_FROM_START": "第",
    "LISTS_GET_INDEX_FROM_END": "倒数第",
    "LISTS_GET_SUBLIST_START_FROM_START": "取一段，从第",
    "LISTS_GET_SUBLIST_START_FROM_END": "取一段，从倒数第",
    "LISTS_GET_SUBLIST_START_FIRST": "取一段，从第一项",
    "LISTS_GET_SUBLIST_END_FROM_START": "到第",
    "LISTS_GET_SUBLIST_END_FROM_END": "到倒数第",
    "TEXT_CHARAT_FROM_START": "取第",
    "TEXT_CHARAT_FROM_END": "取倒数第",
    "TEXT_CHARAT_FIRST": "取第一个字符",
    "TEXT_CHARAT_LAST": "取最后一个字符",
    "TEXT_CHARAT_RANDOM": "随机取一个字符",
    "TEXT_GET_SUBSTRING_START_FROM_START": "取一段，从第",
    "TEXT_GET_SUBSTRING_START_FROM_END": "取一段，从倒数第",
    "TEXT_GET_SUBSTRING_START_FIRST": "取一段，从第一个字符",
    "TEXT_GET_SUBSTRING_END_FROM_START": "到第",
    "TEXT_GET_SUBSTRING_END_FROM_END": "到倒数第",
}

_LABELS = {
    "CONTROLS_FOREACH_TITLE": "对列表 %2 里的每一项 %1",
    "LISTS_REPEAT_TITLE": "把 %1 重复 %2 次的列表",
    "LOGIC_BOOLEAN_FALSE": "假",
    "LOGIC_BOOLEAN_TRUE": "真",
    "LOGIC_TERNARY_CONDITION": "如果",
    "LOGIC_TERNARY_IF_FALSE": "为假，取",
    "LOGIC_TERNARY_IF_TRUE": "为真，取",
    "MATH_CONSTANT_E_ARIA": "自然常数 e",
    "MATH_IS_DIVISIBLE_BY": "能被整除，除数",
    "PROCEDURES_ALLOW_STATEMENTS": "里面可以放语句",
    "PROCEDURES_CALL_BEFORE_PARAMS": "输入：",
    "PROCEDURES_BEFORE_PARAMS": "输入：",
    "PROCEDURES_DEFNORETURN_TITLE": "函数",
    "PROCEDURES_DEFRETURN_TITLE": "函数",
    "TEXT_PROMPT_TYPE_NUMBER": "问一个数",
    "TEXT_PROMPT_TYPE_TEXT": "问一句话",
}

_TOOLTIPS = {
    "CONTROLS_FLOW_STATEMENTS_TOOLTIP_CONTINUE": "跳过这一轮剩下的语句，开始下一轮循环。",
    "CONTROLS_IF_ELSEIF_TOOLTIP": "再加一个条件。",
    "CONTROLS_IF_ELSE_TOOLTIP": "加上“否则”：前面的条件都不成立时执行。",
    "CONTROLS_IF_IF_TOOLTIP": "增加、删除或重新排列这个“如果”块的各部分。",
    "CONTROLS_IF_TOOLTIP_4": "如果第一个值为真，执行第一组语句；否则如果第二个值为真，执行第二组；都不为真，执行最后一组。",
    "LISTS_CREATE_EMPTY_TOOLTIP": "一个还没有任何项的列表。",
    "LISTS_ISEMPTY_TOOLTIP": "如果列表里什么也没有，结果为真。",
    "LISTS_SPLIT_TOOLTIP_JOIN": "用分隔符把列表里的各项连成一段文本。",
    "LOGIC_BOOLEAN_TOOLTIP": "真或者假。",
    "LOGIC_NEGATE_TOOLTIP": "真变成假，假变成真。",
    "LOGIC_TERNARY_TOOLTIP": "看“如果”后面的条件：为真时取第一个值，为假时取第二个值。",
    "MATH_ROUND_TOOLTIP": "把一个数取整：四舍五入、向上或向下。",
    "PROCEDURES_MUTATORCONTAINER_TOOLTIP": "添加、移除或重新排列这个函数的输入。",
}

# Blockly hangs this text as a comment on every new function; it would be printed into the Python.
_NO_DEFAULT_COMMENT = {"PROCEDURES_DEFNORETURN_COMMENT": "", "PROCEDURES_DEFRETURN_COMMENT": ""}

# Help pages of Blockly lie outside; the page opens no outside address.
_HELP_KEYS = """
    COLOUR_BLEND COLOUR_PICKER COLOUR_RANDOM COLOUR_RGB CONTROLS_FLOW_STATEMENTS CONTROLS_FOREACH CONTROLS_FOR
    CONTROLS_IF CONTROLS_REPEAT CONTROLS_WHILEUNTIL LISTS_CREATE_EMPTY LISTS_CREATE_WITH LISTS_GET_INDEX
    LISTS_GET_SUBLIST LISTS_INDEX_OF LISTS_ISEMPTY LISTS_LENGTH LISTS_REPEAT LISTS_REVERSE LISTS_SET_INDEX LISTS_SORT
    LISTS_SPLIT LOGIC_BOOLEAN LOGIC_COMPARE LOGIC_NEGATE LOGIC_NULL LOGIC_OPERATION LOGIC_TERNARY MATH_ARITHMETIC
    MATH_ATAN2 MATH_CHANGE MATH_CONSTANT MATH_CONSTRAIN MATH_MODULO MATH_NUMBER MATH_ONLIST MATH_RANDOM_FLOAT
    MATH_RANDOM_INT MATH_ROUND MATH_SINGLE MATH_TRIG PROCEDURES_CALLNORETURN PROCEDURES_CALLRETURN
    PROCEDURES_DEFNORETURN PROCEDURES_DEFRETURN PROCEDURES_IFRETURN TEXT_APPEND TEXT_CHANGECASE TEXT_CHARAT TEXT_COUNT
    TEXT_GET_SUBSTRING TEXT_INDEXOF TEXT_ISEMPTY TEXT_JOIN TEXT_LENGTH TEXT_PRINT TEXT_PROMPT TEXT_REPLACE TEXT_REVERSE
    TEXT_TEXT TEXT_TRIM VARIABLES_GET VARIABLES_SET
"""
_NO_HELP = {f"{key}_HELPURL": "" for key in _HELP_KEYS.split()}

# Its menus write every word with a capital letter, as no other menu of the page.
_ENGLISH = {
    "ADD_COMMENT": "Add a comment",
    "CLEAN_UP": "Clean up blocks",
    "COLLAPSE_ALL": "Collapse blocks",
    "COLLAPSE_BLOCK": "Collapse block",
    "DELETE_BLOCK": "Delete block",
    "DELETE_X_BLOCKS": "Delete %1 blocks",
    "DISABLE_BLOCK": "Disable block",
    "ENABLE_BLOCK": "Enable block",
    "EXPAND_ALL": "Expand blocks",
    "EXPAND_BLOCK": "Expand block",
    "REMOVE_COMMENT": "Remove the comment",
}

_BOTH = _NO_DEFAULT_COMMENT | _NO_HELP

MESSAGES: dict[str, dict[str, str]] = {
    "zh": _KEYBOARD_AND_SCREEN_READER | _HOLES | _PAGE | _POSITIONS | _LABELS | _TOOLTIPS | _BOTH,
    "en": _ENGLISH | _BOTH,
}
