"""Texts about motion: a sensor, files of it, a data set, and a model that tells gestures apart."""

TEXTS = {
    "motion_no_source": (
        "不认识动作传感器的来源：{value}。 | 用 'board'（板子）、'phone'（手机）、'simulated'（屏幕上的板子），或者一个 .csv 文件。",
        "There is no motion sensor called {value}. | Use 'board', 'phone', 'simulated' (the board on the screen), or a .csv file.",
    ),
    "motion_closed": (
        "动作传感器已经关掉了。 | 再打开一个，或者晚一点再关。",
        "The motion sensor has been closed. | Open it again, or close it later.",
    ),
    "motion_phone_alone": (
        "手机的动作传感器只有在榫卯里运行时才能用。 | 在榫卯里运行，或者用 'simulated'、一个 .csv 文件。",
        "The sensor of a phone can be used only where Sunmao runs the program. | Run it there, or take 'simulated' or a .csv file.",
    ),
    "motion_allow": (
        "手机或平板没有让用动作传感器。 | 在那台设备打开的榫卯页面上点“允许”，程序就接着走。",
        "The phone or tablet does not give its motion sensor. | Press Allow on the page of Sunmao that is open there, and the program goes on.",
    ),
    "motion_phone_waits": (
        "还没有手机或平板把动作传过来。 | 用“更多 → 在平板上用”里的网址，在手机上打开这个项目；一动，程序就接着走。",
        "No phone or tablet sends how it is moved yet. | Open this project on one, by the address in More, Use on a tablet; the program goes on when it is moved.",
    ),
    "motion_stopped": (
        "动作传感器有 {seconds:g} 秒没有新的数了。 | 看看线有没有松，再运行一次。",
        "Nothing has come from the motion sensor for {seconds:g} s. | See whether a wire is loose, and run it again.",
    ),
    "motion_frozen": (
        "动作传感器的数有 {seconds:g} 秒一点都没变，可能卡住了：拔下来再插上。",
        "The numbers of the motion sensor have not changed at all for {seconds:g} s: it may hang. Unplug it and plug it in again.",
    ),
    "motion_file_over": (
        "“{name}”放完了，后面没有动作了。 | 重新打开它，或者换一个长一点的文件。",
        "'{name}' is over: there is no motion left in it. | Open it again, or take a longer file.",
    ),
    "motion_file_missing": (
        "找不到动作文件“{path}”。{guess} | 看看名字和文件夹对不对。",
        "There is no motion file '{path}'. {guess} | See whether the name and the folder are right.",
    ),
    "not_a_motion": (
        "“{name}”里没有能读的动作。 | 用 .csv 表格，第一行写 time,x,y,z。",
        "There is no motion in '{name}' that can be read. | Use a .csv table with time,x,y,z in its first line.",
    ),
    "motion_no_numbers": (
        "“{name}”的第 {line} 行应该是数，却写着“{cell}”。 | 改成数，或者删掉这一行。",
        "Line {line} of '{name}' says '{cell}' where a number should be. | Write the number, or remove the line.",
    ),
    "motion_short": (
        "“{name}”太短了，不到 {least:g} 秒。 | 重新录一遍，把整个动作录进去。",
        "'{name}' is too short: it has less than {least:g} s. | Record it again, with the whole gesture.",
    ),
    "motion_long": (
        "“{name}”有 {minutes} 分钟长，最多能读 {most} 分钟。 | 把它剪短，一个文件里放一个动作。",
        "'{name}' is {minutes} minutes long, and {most} minutes can be read. | Cut it: one gesture in each file.",
    ),
    "motion_large": (
        "“{name}”超过了 {most} MB。 | 把它剪短，一个文件里放一个动作。",
        "'{name}' has more than {most} MB. | Cut it: one gesture in each file.",
    ),
    "motion_slow": (
        "“{name}”每秒只有 {rate:.1f} 个数，看不出动作，至少要 {least} 个。 | 录的时候调快一点。",
        "'{name}' has {rate:.1f} readings a second, too few to see a gesture; {least} are needed. | Record it faster.",
    ),
    "motion_goes_back": (
        "“{name}”第 {line} 行的时间倒退了。 | 按时间先后排好，一个文件只放一次录的。",
        "In line {line} of '{name}' the time goes back. | Sort it by time, with one recording in each file.",
    ),
    "motion_too_strong": (
        "“{name}”里的数太大了，超过 {most} g，不像是动作。 | 看看单位对不对：g、mg 或 m/s²。",
        "The numbers in '{name}' are above {most} g, which is no gesture. | See whether they are in g, mg or m/s².",
    ),
    "motion_other_sensors": (
        "“{name}”里记的是 {sensors}，没有加速度计的 accX、accY、accZ。 | 导出加速度计录的数据。",
        "'{name}' holds {sensors}, not the accX, accY and accZ of an accelerometer. | Export what an accelerometer recorded.",
    ),
    "motion_damaged": (
        "“{name}”像是 Edge Impulse 的文件，可是只有一半，或者坏了。 | 重新导出一次。",
        "'{name}' looks like a file of Edge Impulse, but it is cut off or damaged. | Export it again.",
    ),
    "recordings_unlabeled": (
        "有 {count} 个文件没说是哪一类，先不算。文件名可以写成“类别.编号.cbor”：{names}",
        "Left out, nothing says which class they are of; their names may begin with it, wave.1.cbor: {count} files: {names}",
    ),
    "recordings_no_labels": (
        "“{path}”里的文件都没说是哪一类。 | 连 info.labels 一起导出，或者把文件名写成“类别.编号.cbor”。",
        "Nothing in '{path}' says which class each file is of. | Export it with its info.labels, or let the names begin with the class: wave.1.cbor.",
    ),
    "recordings_damaged": (
        "有 {count} 段读不出来，没有收。",
        "Left out, as they cannot be read: {count}.",
    ),
    "reading_holds_motion_classification": (
        "每个文件是一个动作，收下动得最多的两秒。",
        "Each file is a gesture; the two seconds that move most are taken.",
    ),
    "no_files_to_predict": (
        "“{path}”里没有能认的文件。 | 换一个文件夹，里面要有这样的文件：{names}。",
        "There is no file in '{path}' that can be asked about. | Name a folder that holds such files: {names}.",
    ),
    "motions_made": (
        "做好了自带的动作“{title}”：{pictures} 个，在 {path} 里。",
        "Made the movements that come along, {title}: {pictures} in {path}.",
    ),
    "motion_unit_assumed": (
        "“{name}”没写单位，看数的大小，按 {unit} 读的。不对的话，把第一行的 x 写成 x (g)。",
        "'{name}' names no unit; by the size of its numbers it was read in {unit}. If that is wrong, write x (g) for x in its first line.",
    ),
    "motions_unit_assumed": (
        "有 {count} 个文件没写单位，看数的大小，按 {unit} 读的：{names}",
        "Without a unit, read in {unit} by the size of their numbers: {count} files: {names}",
    ),
    "task_motion_classification": ("挥动分类（分挥动）", "motion classification (telling gestures apart)"),
    "motions_none": (
        "“{path}”里没有能用的动作。 | 每个类别放一个文件夹，里面每个动作一个 .csv 表格，第一行写 time,x,y,z。",
        "There is no motion that can be used in '{path}'. | Put a folder for each class there, with a .csv table for each gesture and time,x,y,z in its first line.",
    ),
    "motions_one_class": (
        "“{path}”里只有一个类别（{name}）。 | 至少要有两个类别，模型才能学着分辨：再加一个类别的动作。",
        "There is only one class ({name}) in '{path}'. | A model needs at least two classes to tell apart: add gestures of another class.",
    ),
    "motions_never_learned": (
        "“{path}”的类别“{name}”没有一个用来训练的动作。 | 给它加几个，或者重新划分数据集。",
        "The class '{name}' of '{path}' has no gesture to learn from. | Add some, or split the data set again.",
    ),
    "too_few_motions": (
        "“{path}”里能用来训练的动作只有 {count} 个。 | 再录一些。",
        "There are only {count} gestures to learn from in '{path}'. | Record more.",
    ),
    "motions_cut": (
        "有 {count} 个文件比两秒长，只留了动得最多的两秒：{names}",
        "Longer than two seconds, of which the two that move most are kept: {count} files: {names}",
    ),
    "motions_padded": (
        "有 {count} 个文件不到两秒，前后补成了不动：{names}",
        "Shorter than two seconds, filled up with stillness: {count} files: {names}",
    ),
    "not_a_motion_left": (
        "有 {count} 个动作文件读不出动作，先不算：{names}",
        "Left out, no motion can be read from them: {count} files: {names}",
    ),
    "motion_no_numbers_left": (
        "有 {count} 个动作文件该写数的地方写了别的，先不算：{names}",
        "Left out, with text where numbers should be: {count} files: {names}",
    ),
    "motion_short_left": (
        "有 {count} 个动作文件太短，先不算：{names}",
        "Left out, too short: {count} files: {names}",
    ),
    "motion_long_left": (
        "有 {count} 个动作文件太长，先不算：{names}",
        "Left out, too long: {count} files: {names}",
    ),
    "motion_large_left": (
        "有 {count} 个动作文件太大，先不算：{names}",
        "Left out, too large: {count} files: {names}",
    ),
    "motion_slow_left": (
        "有 {count} 个动作文件每秒的数太少，先不算：{names}",
        "Left out, with too few readings a second: {count} files: {names}",
    ),
    "motion_goes_back_left": (
        "有 {count} 个动作文件时间倒退了，先不算：{names}",
        "Left out, with times that go back: {count} files: {names}",
    ),
    "motion_too_strong_left": (
        "有 {count} 个动作文件里的数太大，先不算：{names}",
        "Left out, with numbers too large for a gesture: {count} files: {names}",
    ),
    "motion_other_sensors_left": (
        "有 {count} 个文件记的不是加速度，先不算：{names}",
        "Left out, recorded by other sensors than an accelerometer: {count} files: {names}",
    ),
    "motion_damaged_left": (
        "有 {count} 个 Edge Impulse 的文件只有一半或者坏了，先不算：{names}",
        "Left out, files of Edge Impulse that are cut off or damaged: {count} files: {names}",
    ),
    "motions_rates_differ": (
        "录得快慢不一样：有的每秒 {slowest} 个数，有 {count} 个文件更快，到 {fastest} 个；都换成了每秒 {rate} 个：{names}",
        "Recorded at different rates, {slowest} to {fastest} readings a second; all were brought to {rate}. Faster than the others: {count} files: {names}",
    ),
    "motions_few": (
        "有 {count} 个类别的动作不到 {least} 个，很难认准：{names}",
        "Fewer than {least} gestures, so that they are hard to recognize: {count} classes: {names}",
    ),
    "motions_still": (
        "有 {count} 个文件里一点也没动：{names}",
        "Nothing moves in them: {count} files: {names}",
    ),
    "motion_twice": (
        "有 {count} 个动作重复了，同一次录的放一次就够：{names}",
        "The same recording again, where once is enough: {count} files: {names}",
    ),
    "motion_in_two_classes": (
        "有 {count} 个动作在两类里都有，模型没法学，留在一类里：{names}",
        "In two classes at once, which nothing can be learned from: {count} gestures; keep each in one: {names}",
    ),
    "motion_not_pictures": (
        "“{path}”里是动作，不是图片。 | 在程序里让挥动模型读入它。",
        "There is motion in '{path}', no pictures. | Give it to a gesture model in a program.",
    ),
    "no_test_data_motion_classification": (
        "没有说用哪些动作来大考。 | 写上 path=，给一个每个动作都有标签的数据集。",
        "It was not said which gestures the test is about. | Write path= with a data set that has a label for each gesture.",
    ),
    "motion_no_motion": (
        "要认的不是动作：{value}。 | 给它动作传感器给的一段、一个 .csv 文件，或者一行三个数的表。",
        "This is no motion: {value}. | Give it what the motion sensor gives, a .csv file, or rows of three numbers.",
    ),
    "motion_still_watched": (
        "“{label}”就是不动，认出来了也不会说。 | 选另一个类别。",
        "'{label}' is stillness, which is never announced. | Choose another class.",
    ),
    "motion_no_sensor": (
        "不能从这里认动作：{value}。 | 给它一个动作传感器，比如 Motion()。",
        "No motion can be watched in this: {value}. | Give it a motion sensor, such as Motion().",
    ),
    "motions_converted": (
        "挥动模型存成了“{path}”（{size} kB）：给它两秒的动作，它说每一类有多像。",
        "The gesture model was written as '{path}' ({size} kB): given two seconds of motion, it says how much each class it is.",
    ),
    "motions_onnx_differs": (
        "写成 ONNX 的挥动模型和原来的答案不一样。 | 再训练一次，还是这样就告诉我们。",
        "The gesture model as ONNX answers otherwise than before. | Train it again, and tell us if it stays so.",
    ),
    "motion_not_recorded": (
        "动作不能存成“{path}”。 | 名字用 .csv 结尾，比如 wand/circle/1.csv，再看看文件夹能不能写。",
        "The motion cannot be kept as '{path}'. | Let its name end in .csv, such as wand/circle/1.csv, and see whether the folder can be written to.",
    ),
    "motion_recorded": (
        "动作录好了，存成了“{path}”。",
        "The motion was kept as '{path}'.",
    ),
}
