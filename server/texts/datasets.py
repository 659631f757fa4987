"""Texts of the server about data sets: key → (zh, en)."""

TEXTS = {
    "no_dataset": (
        "找不到这个数据集，它可能被删除或改名了。",
        "This data set is not there. It may have been deleted or renamed.",
    ),
    "set_coming": ("还在读这个数据集，等一会儿再看。", "This data set is still being read. Look again in a moment."),
    "set_builtin": (
        "这是自带的数据集，先复制一份再改。",
        "This data set comes along with Sunmao. Duplicate it to change it.",
    ),
    "no_table": (
        "找不到这张表，它可能被删除或改名了。",
        "This table is not there. It may have been deleted or renamed.",
    ),
    "table_ending": (
        "这不是表格文件。表格是 CSV、TSV 或 Excel（xlsx）文件。",
        "This is no file of a table. Tables are CSV, TSV or Excel (xlsx) files.",
    ),
    "table_too_large": (
        "这个表格有 {mb} MB，最多收 {most} MB。只留下要用的行和列，另存一份小的。",
        "This table has {mb} MB, and {most} MB are the most. Keep the rows and columns that are used, and save a smaller file.",
    ),
    "table_edits_full": (
        "改得太多了：一张表最多改 {most} 次。存成文件，再导入就能接着改。",
        "Too many changes: a table takes {most}. Save it as a file and import that to go on.",
    ),
    "not_sentences": ("这个数据集里不是句子。", "This data set does not consist of sentences."),
    "sentence_too_long": (
        "太长了：一句话最多 {most} 个字。",
        "Too long: a sentence has at most {most} characters.",
    ),
    "sentence_known": ("这一类里已经有了。", "It is in this class already."),
    "sentence_empty": ("先写一句话。", "Write a sentence first."),
    "sentence_moved": (
        "句子刚刚变了。看一看，再试一次。",
        "The sentences have just changed. Look at them and try again.",
    ),
    "sample_moved": (
        "动作刚刚变了。看一看，再试一次。",
        "The samples have just changed. Look at them and try again.",
    ),
    "not_motions": (
        "这个数据集不是在“教一教”里录的动作。",
        "This data set was not begun as one of movements in Teach.",
    ),
    "motions_full": (
        "这一类已经有 {most} 次了，放不下了。 | 拿掉一些，或者再建一个数据集。",
        "This class has {most} takes already, and no room for more. | Take some out, or begin another data set.",
    ),
    "sentences_full": (
        "放不下了：所有句子加起来最多 {mb} MB。",
        "There is no more room: all sentences together have at most {mb} MB.",
    ),
    "text_too_long": (
        "太长了：所有文字加起来最多 {mb} MB。",
        "Too long: all texts together have at most {mb} MB.",
    ),
    "text_empty": ("这里面没有文字。", "There is no text in it."),
    "no_class": ("没有叫“{name}”的类。", "There is no class called “{name}”."),
    "set_name": ("这个名字不能用，换一个。", "This name cannot be used. Choose another."),
    "edit_conflict": (
        "另一个页面刚刚改过其中 {n} 张图片。看一看，再改一次。",
        "Another page has just changed {n} of these pictures. Look at them, then do it again.",
    ),
    "edit_not_saved": (
        "没有存下来（{why}），什么都没改。腾出一点空间，再试一次。",
        "It could not be saved ({why}); nothing was changed. Make some room and try again.",
    ),
    "edits_unreadable": (
        "改过的内容打不开（{why}），图片都在。把数据集里的 .edits.jsonl 移到别处，再试一次。",
        "What was edited cannot be opened ({why}); every picture is there. Move .edits.jsonl out of the data set and try "
        "again.",
    ),
    "edits_too_long": (
        "这个数据集的修改记录太长，不再读了；图片和记录都在，什么都没改。把数据集里的 .edits.jsonl 移到别处，再试一次。",
        "The record of this data set's edits is too long to be read. Every picture and the record itself are there; "
        "nothing was changed. Move .edits.jsonl out of the data set and try again.",
    ),
    "edits_full": (
        "这个数据集的修改记录满了，这一次没有记下来，什么都没改。把数据集导出，再导入一次，在新的里面接着改。",
        "The record of this data set's edits is full: this one was not kept, and nothing was changed. Export the data "
        "set, bring it in again, and go on there.",
    ),
    "set_taken": ("已经有一个叫“{name}”的了，换个名字。", "There is a “{name}” already. Choose another name."),
    "set_has_labels": (
        "这个数据集的文件里已经有标签了，用途不能改。",
        "The files of this data set hold labels already, so what it is for stays as it is.",
    ),
    "classes_are_folders": (
        "这个数据集的类别就是文件夹，在“类别”那里改名。",
        "The classes of this data set are folders. Rename them where the classes are listed.",
    ),
    "class_used": (
        "还有东西标着“{name}”，先改掉它们，或者把它并到别的类别里。",
        "Something is still labeled “{name}”. Change that first, or merge the class with another one.",
    ),
    "model_other_task": (
        "这个模型做的不是这件事，没法帮忙标。换一个会找东西的模型。",
        "This model does something else and cannot propose labels here. Choose one that finds things.",
    ),
    "no_proposals": (
        "没有可以接受的建议。先让模型标一遍，或者把最低把握调低一点。",
        "There is nothing to accept. Let a model propose first, or accept less sure ones.",
    ),
    "label_help_busy": (
        "刚才点的还没算完，等一下再点。",
        "What you clicked before is still being worked out. Wait a moment, then click again.",
    ),
    "label_help_slow": (
        "这张图算了太久，没有算完。点小一点的东西，或者自己画。",
        "This picture took too long. Try a smaller thing, or draw it yourself.",
    ),
    "label_help_ended": (
        "找轮廓的程序停了。再点一次，它会重新开始。",
        "The helper that finds outlines has stopped. Click once more, and it starts again.",
    ),
    "set_used": (
        "程序正在运行，可能正用着这个数据集。先停止程序。",
        "The program is running and may use this data set. Stop it first.",
    ),
    "no_import": (
        "要导入的东西不在了，可能放得太久。再导入一次。",
        "What was to be imported is no longer here; it may have waited too long. Import it again.",
    ),
    "import_busy": ("正在看这些图片，等一会儿再选。", "The pictures are being looked at. Choose again in a moment."),
    "no_job": ("找不到这件事，它可能早就做完了。", "There is nothing of this number. It may be long over."),
    "job_stopped": ("已经停止，什么都没有改。", "It was stopped. Nothing was changed."),
    "job_failed": (
        "没有做成，原来的图片都还在。这是我们的错。",
        "It did not work. All pictures that were there are still there. This is our fault.",
    ),
    "job_memory": (
        "内存不够，没有做成。原来的图片都还在。",
        "There was not enough memory. All pictures that were there are still there.",
    ),
    "job_disk": ("磁盘读不了或写不下：{why}", "The disk cannot be read or written: {why}"),
    "job_no_room": (
        "磁盘满了，没有做成。腾出一些空间再试。",
        "The disk is full, so it was not done. Free some space and try again.",
    ),
    "only_here": (
        "文件夹只能在装着榫卯的这台电脑上选。",
        "A folder can only be chosen on the computer that runs Sunmao.",
    ),
    "no_folder": ("找不到这个文件夹：{path}", "This folder is not there: {path}"),
}
