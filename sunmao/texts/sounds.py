"""Texts about sounds: files of them, a data set, and a model that tells them apart."""

TEXTS = {
    "sound_file_missing": (
        "找不到声音文件“{path}”。{guess} | 看看名字和文件夹对不对。",
        "There is no sound file '{path}'. {guess} | See whether the name and the folder are right.",
    ),
    "not_a_sound": (
        "“{name}”里没有能读的声音，或者文件坏了。 | 用 wav、flac、mp3、ogg 或 webm 的声音文件。",
        "There is no sound in '{name}' that can be read, or the file is damaged. | Use a wav, flac, mp3, ogg or webm file.",
    ),
    "sound_other_sensors": (
        "“{name}”里记的是 {sensors}，不是声音。 | 导出话筒录的数据。",
        "'{name}' holds {sensors}, which is no sound. | Export what a microphone recorded.",
    ),
    "sounds_none_in_zip": (
        "“{name}”里没有能读的声音。Teachable Machine 有的导出只有声谱图，没有声音本身。 | 用里面有 webm 文件的 zip，或者用 wav 重新录。",
        "There are no sounds in '{name}' that can be read. Some exports of Teachable Machine have only spectrograms, not the sounds themselves. | Use a zip with webm files, or record wav files.",
    ),
    "sound_empty": (
        "“{name}”是空的，里面没有声音。 | 重新录一段。",
        "'{name}' is empty: there is no sound in it. | Record it again.",
    ),
    "sound_large": (
        "“{name}”超过了 {most} MB。 | 把它剪短，一次只放几分钟。",
        "'{name}' has more than {most} MB. | Cut it: a few minutes in each file are enough.",
    ),
    "sound_long": (
        "“{name}”有 {minutes} 分钟长，最多能读 {most} 分钟。 | 把它剪短，分成几个文件。",
        "'{name}' is {minutes} minutes long, and {most} minutes can be read. | Cut it into several files.",
    ),
    "sound_channels": (
        "“{name}”有 {count} 个声道，最多能读 {most} 个。 | 在录音软件里另存为单声道。",
        "'{name}' has {count} channels, and {most} can be read. | Save it in mono in an audio editor.",
    ),
    "sound_rate": (
        "“{name}”的采样率是 {rate:g} kHz，能读 {low} 到 {high} kHz。 | 在录音软件里另存为 16 kHz。",
        "'{name}' has a sample rate of {rate:g} kHz, and {low} to {high} kHz can be read. | Save it with 16 kHz in an audio editor.",
    ),
    "task_sound_classification": ("声音分类（分声音）", "sound classification (telling sounds apart)"),
    "sounds_none": (
        "“{path}”里没有能用的声音。 | 每个类别放一个文件夹，里面是一秒左右的 wav、flac、mp3 或 ogg 文件。",
        "There are no sounds that can be used in '{path}'. | Put a folder for each class there, with wav, flac, mp3 or ogg files of about a second.",
    ),
    "sounds_one_class": (
        "“{path}”里只有一个类别（{name}）。 | 至少要有两个类别，模型才能学着分辨：再加一个类别的声音。",
        "There is only one class ({name}) in '{path}'. | A model needs at least two classes to tell apart: add sounds of another class.",
    ),
    "sounds_never_learned": (
        "“{path}”的类别“{name}”没有一段用来训练的声音。 | 给它加几段，或者重新划分数据集。",
        "The class '{name}' of '{path}' has no sound to learn from. | Add some, or split the data set again.",
    ),
    "too_few_sounds": (
        "“{path}”里能用来训练的声音只有 {count} 段。 | 再录一些。",
        "There are only {count} sounds to learn from in '{path}'. | Record more.",
    ),
    "reading_holds_sound_classification": (
        "每个文件是一段声音，收下最响的一秒；背景声全部收下。",
        "Each file is a sound; its loudest second is taken, of background all of it.",
    ),
    "sounds_divided": (
        "有 {count} 个背景声文件比一秒长，切成了 {pieces} 段：{names}",
        "Longer than a second: {count} files of background, cut into {pieces} seconds: {names}",
    ),
    "sounds_cut": (
        "有 {count} 段声音比一秒长，只留了最响的一秒：{names}",
        "Longer than a second, of which the loudest second is kept: {count} sounds: {names}",
    ),
    "sounds_padded": (
        "有 {count} 段声音不到一秒，前后补了安静：{names}",
        "Shorter than a second, filled up with silence: {count} sounds: {names}",
    ),
    "not_a_sound_left": (
        "有 {count} 个文件读不出声音，先不算：{names}",
        "Left out, no sound can be read from them: {count} files: {names}",
    ),
    "sound_other_sensors_left": (
        "有 {count} 个文件记的不是声音，先不算：{names}",
        "Left out, recorded by other sensors than a microphone: {count} files: {names}",
    ),
    "sound_empty_left": (
        "有 {count} 个声音文件是空的，先不算：{names}",
        "Left out, empty: {count} sound files: {names}",
    ),
    "sound_large_left": (
        "有 {count} 个声音文件太大，先不算：{names}",
        "Left out, too large: {count} sound files: {names}",
    ),
    "sound_long_left": (
        "有 {count} 个声音文件太长，先不算：{names}",
        "Left out, too long: {count} sound files: {names}",
    ),
    "sound_channels_left": (
        "有 {count} 个声音文件的声道太多，先不算：{names}",
        "Left out, with too many channels: {count} sound files: {names}",
    ),
    "sound_rate_left": (
        "有 {count} 个声音文件的采样率太高或太低，先不算：{names}",
        "Left out, with too high or too low a sample rate: {count} sound files: {names}",
    ),
    "sounds_few": (
        "有 {count} 个类别的声音不到 {least} 段，很难认准：{names}",
        "Fewer than {least} sounds, so that they are hard to recognize: {count} classes: {names}",
    ),
    "sounds_no_background": (
        "没有背景声这一类：安静的时候，模型也会硬说一个答案。录一会儿没有声音的房间，文件夹叫“背景声”。",
        "There is no class of background: where nothing happens, the model will name a class all the same. Record the room for a while, into a folder called background.",
    ),
    "sounds_silent": (
        "有 {count} 段声音里什么也听不见：{names}",
        "Silent: {count} sounds: {names}",
    ),
    "sounds_clipped": (
        "有 {count} 段声音太响，破了：{names}",
        "Too loud, so that they are cut off: {count} sounds: {names}",
    ),
    "sound_twice": (
        "有 {count} 段声音重复了，同一段录音放一次就够：{names}",
        "The same recording again, where once is enough: {count} sounds: {names}",
    ),
    "sound_in_two_classes": (
        "有 {count} 段声音在两类里都有，模型没法学，留在一类里：{names}",
        "In two classes at once, which nothing can be learned from: {count} sounds; keep each in one: {names}",
    ),
    "sound_not_pictures": (
        "“{path}”里是声音，不是图片。 | 在程序里让声音模型读入它。",
        "There are sounds in '{path}', no pictures. | Give it to a sound model in a program.",
    ),
    "no_test_data_sound_classification": (
        "没有说用哪些声音来大考。 | 写上 path=，给一个每段声音都有标签的数据集。",
        "It was not said which sounds the test is about. | Write path= with a data set that has a label for each sound.",
    ),
    "sound_no_sound": (
        "要认的不是声音：{value}。 | 给它话筒听到的一段、一个声音文件，或者一列 -1 到 1 的数。",
        "This is no sound: {value}. | Give it what the microphone hears, a sound file, or numbers from -1 to 1.",
    ),
    "sound_background_heard": (
        "“{label}”是背景声，听到了也不会说。 | 选另一个类别。",
        "'{label}' is background, which is never announced. | Choose another class.",
    ),
    "sound_no_microphone": (
        "不能从这里听声音：{value}。 | 给它一个话筒，比如 Microphone()。",
        "Nothing can be heard from this: {value}. | Give it a microphone, such as Microphone().",
    ),
    "sounds_converted": (
        "声音模型存成了“{path}”（{size} kB）：给它一秒声音，它说每一类有多像。",
        "The sound model was written as '{path}' ({size} kB): given a second of sound, it says how much each class it is.",
    ),
    "sounds_onnx_differs": (
        "写成 ONNX 的声音模型和原来的答案不一样。 | 再训练一次，还是这样就告诉我们。",
        "The sound model as ONNX answers otherwise than before. | Train it again, and tell us if it stays so.",
    ),
}
