"""Texts about sentences: a data set of them, a model that tells them apart, and which word follows which."""

TEXTS = {
    "task_text_classification": ("文字分类（分句子）", "text classification (telling sentences apart)"),
    "language_missing": (
        "认文字的工具（{name}，约 {mb} MB）还没有装在这台电脑上。 | 在榫卯里运行程序，它会自动下载；没有网络就请大人在终端运行：{command}",
        "The packages for text ({name}, about {mb} MB) are not installed on this computer. | Run the program in Sunmao, which brings them, or ask an adult to run in a terminal: {command}",
    ),
    "sentence_no_text": (
        "{argument} 要是一段文字，现在是 {value}。 | 写一句话，比如 '今天真开心'。",
        "{argument} is a text, not {value}. | Write a sentence, such as 'what a lovely day'.",
    ),
    "sentence_empty": (
        "{argument} 里还没有字。 | 写一句话，比如 '今天真开心'。",
        "There is nothing in {argument} yet. | Write a sentence, such as 'what a lovely day'.",
    ),
    "sentence_long": (
        "{argument} 有 {count} 个字符，一句话最多 {most} 个。 | 把它分成几句，一句一句地认。",
        "{argument} has {count} characters, and a sentence has at most {most}. | Divide it, and ask about one sentence after the other.",
    ),
    "sentence_no_picture": (
        "回答的是一句话，没有“{name}”。 | 试试 sentence、label 或 words。",
        "The answer is about a sentence and has no '{name}'. | Try sentence, label or words.",
    ),
    "option_of_pictures": (
        "认一句话的时候，用不上“{option}”。 | 去掉这一项。",
        "Of a sentence, '{option}' means nothing. | Take this option away.",
    ),
    "sentences_none": (
        "“{path}”里没有能用的句子。 | 每个类别放一个 .txt 文件，一行一句；或者放一个有“文本”和“标签”两列的 CSV 表格。",
        "There are no sentences that can be used in '{path}'. | Put a .txt file for each class there, one sentence a line, or a CSV table with the columns text and label.",
    ),
    "sentences_one_class": (
        "“{path}”里只有一个类别（{name}）。 | 至少要有两个类别，模型才能学着分辨：再加一个类别的句子。",
        "There is only one class ({name}) in '{path}'. | A model needs at least two classes to tell apart: add sentences of another class.",
    ),
    "sentences_never_learned": (
        "“{path}”的类别“{name}”没有一句用来训练的话。 | 给它加几句，或者重新划分数据集。",
        "The class '{name}' of '{path}' has no sentence to learn from. | Add some, or split the data set again.",
    ),
    "too_few_sentences": (
        "“{path}”里能用来训练的句子只有 {count} 句。 | 再加一些句子。",
        "There are only {count} sentences to learn from in '{path}'. | Add more.",
    ),
    "sentences_too_large": (
        "“{path}”里的文字有 {size} MB，最多能用 {most} MB。 | 每一类留几百句就够了，去掉一些。",
        "The text in '{path}' has {size} MB, and {most} MB can be used. | Some hundred sentences of each class are enough: take some away.",
    ),
    "sentence_rows_odd": (
        "有 {count} 行没有句子或者没有标签，先不算：{names}",
        "Left out, without a sentence or without a label: {count} rows: {names}",
    ),
    "sentences_long": (
        "有 {count} 句超过了 {most} 个字符，先不算：{names}",
        "Left out, longer than {most} characters: {count} sentences: {names}",
    ),
    "sentence_twice": (
        "有 {count} 句话重复了，同一类里写一遍就够：{names}",
        "Written again in the same class, where once is enough: {count} sentences: {names}",
    ),
    "sentence_in_two_classes": (
        "有 {count} 句话在两类里都有，模型没法学，留在一类里：{names}",
        "In two classes at once, which nothing can be learned from: {count} sentences; keep each in one: {names}",
    ),
    "sentence_short": (
        "有 {count} 句只有一个词，太短了，很难认准：{names}",
        "Of one word only, too short to be recognized well: {count} sentences: {names}",
    ),
    "sentence_without_words": (
        "有 {count} 句里没有词，只有数、符号或表情：{names}",
        "Without any word, only numbers, marks or emoji: {count} sentences: {names}",
    ),
    "sentence_other_script": (
        "有 {count} 句和别的句子不是同一种文字，看看是不是放错了：{names}",
        "In another script than the others, maybe by mistake: {count} sentences: {names}",
    ),
    "no_test_data_text_classification": (
        "没有说用哪些句子来大考。 | 写上 path=，给一个每句话都有标签的数据集。",
        "It was not said which sentences the test is about. | Write path= with a data set that has a label for each sentence.",
    ),
    "sentences_made": (
        "做好了自带的句子“{title}”：{pictures} 句，在 {path} 里。",
        "Made the built-in sentences '{title}': {pictures} of them, in {path}.",
    ),
    "sentence_not_pictures": (
        "“{path}”里是句子，不是图片。 | 在程序里让文字模型读入它。",
        "There are sentences in '{path}', no pictures. | Give it to a text model in a program.",
    ),
    "text_missing": (
        "找不到文字文件“{path}”。{guess} | 看看名字和文件夹对不对。",
        "There is no text file '{path}'. {guess} | See whether the name and the folder are right.",
    ),
    "text_too_large": (
        "“{path}”有 {size} MB，最多能读 {most} MB。 | 去掉一些，一本书的一章就够了。",
        "'{path}' has {size} MB, and {most} MB can be read. | Take some away: a chapter of a book is enough.",
    ),
    "text_binary": (
        "“{path}”里不是纯文字。 | 用记事本或者文字软件打开，另存为 txt。",
        "'{path}' is no plain text. | Open it in an editor and save it as txt.",
    ),
    "next_too_large": (
        "这些文字一共 {size} MB，最多能数 {most} MB。 | 去掉一些，一本书的一章就够了。",
        "These texts have {size} MB together, and {most} MB can be counted. | Take some away: a chapter of a book is enough.",
    ),
    "next_too_short": (
        "这段文字只有 {count} 个词，后面没有可以数的词。 | 至少写两个词，三十个以上才有意思。",
        "This text has {count} words, so nothing follows that could be counted. | Write two at least; it becomes interesting with thirty.",
    ),
    "next_not_trained": (
        "词语接龙机还没有数过文字。 | 先让它数一段文字。",
        "The next-word machine has counted nothing yet. | Let it count a text first.",
    ),
    "next_never_seen": (
        "在“{before}”后面没有见过“{word}”。 | 用“跟在后面的词”看看见过哪些。",
        "'{word}' was never seen after '{before}'. | Its counts show which words were.",
    ),
    "next_no_roll": (
        "还没有掷过骰子，说不出为什么。 | 先让它接一个词。",
        "No die was thrown yet, so there is no reason to tell. | Let it choose a word first.",
    ),
    "next_file_missing": (
        "找不到文件 {path}。 | 先用 save 存好词语接龙机。",
        "There is no file {path}. | Save a next-word machine first.",
    ),
    "next_text_name": ("文字 {number}", "text {number}"),
    "next_column_word": ("后面的词", "next word"),
    "next_column_times": ("次数", "times"),
    "next_column_share": ("占多少", "share"),
    "next_column_text": ("文字", "text"),
    "next_column_words": ("词数", "words"),
    "next_column_line": ("行", "line"),
    "next_column_place": ("在哪里", "place"),
    "next_why": (
        "“{before}”后面见过 {total} 个词，其中 {times} 次是“{word}”",
        "After '{before}' it has seen {total} words, and '{word}' {times} times",
    ),
    "next_why_die": (
        "“{before}”后面见过 {total} 个词，其中 {times} 次是“{word}”；骰子落在 {die}，“{word}”这一格是 {low} 到 {high}",
        "After '{before}' it has seen {total} words, and '{word}' {times} times; the die fell on {die}, and the cell of '{word}' goes from {low} to {high}",
    ),
    "next_unknown_text": (
        "没有叫“{name}”的文字。{guess} | 有这些：{names}。",
        "There is no text called '{name}'. {guess} | There are: {names}.",
    ),
}
