"""Sentences of four moods in Chinese and English, written for Sunmao: a text file for each mood in each part."""

from pathlib import Path

MOODS = {
    "glad": (
        "我得了第一名，太高兴了。",
        "今天是我的生日，大家都来了！",
        "终于放假了，可以去海边玩。",
        "妈妈做了我最爱吃的饺子。",
        "我们队赢了比赛，大家又叫又跳。",
        "老师夸我画得好，我心里甜甜的。",
        "好朋友转回我们班了，真开心。",
        "小狗一看见我就摇尾巴，真可爱。",
        "爷爷给我讲笑话，我笑个不停。",
        "礼物正是我想要的，谢谢你！",
        "I won the race, and everybody cheered.",
        "We laughed all the way home.",
        "It is my birthday, and all my friends are here!",
        "The sun is out and we are going swimming.",
        "My grandma baked my favorite cake.",
        "We got a puppy, and I love him already.",
        "My teacher liked my story very much.",
        "School is over, and the holidays begin today!",
        "That was the best concert I have ever heard.",
        "Thank you, this present is just what I wanted!",
    ),
    "sad": (
        "我的小猫走丢了，到现在还没回来。",
        "最好的朋友要搬走了，我舍不得。",
        "下雨了，春游取消了，我好失望。",
        "没有人和我一起玩，我一个人坐着。",
        "奶奶住院了，我很想她。",
        "我养的金鱼死了，我哭了。",
        "考试没考好，我不想说话。",
        "看完这个故事，我的眼泪流下来了。",
        "大家都忘了我的生日。",
        "窗外的树叶落了，我心里空空的。",
        "My cat ran away and has not come back.",
        "My best friend is moving to another city.",
        "Nobody came to play with me today.",
        "I cried when the film was over.",
        "Grandpa is ill, and I miss him.",
        "Our trip was canceled because of the rain.",
        "I lost the bracelet my sister gave me.",
        "Everybody forgot my birthday.",
        "My old dog died last night.",
        "I feel lonely in the new school.",
    ),
    "angry": (
        "你为什么又拿我的东西，太过分了！",
        "明明不是我做的，凭什么骂我！",
        "他插队，还推了我一下，气死我了。",
        "弟弟把我的作业撕了，我真想吼他。",
        "说好了一起去，他又说话不算数！",
        "别再吵了，我受不了了！",
        "这不公平，他们作弊了。",
        "你再笑我，我就不理你了！",
        "谁把我的自行车弄坏了？赔我！",
        "我排了一个小时的队，票却卖给了别人，岂有此理！",
        "Stop taking my things without asking!",
        "That is not fair, they cheated!",
        "He pushed me and did not even say sorry.",
        "I am so mad at my brother, he tore my homework.",
        "How dare you read my diary!",
        "You broke your promise again, I have had enough.",
        "Who scratched my new bike? This is outrageous!",
        "Leave me alone, stop shouting at me!",
        "She blamed me for something I did not do.",
        "They jumped the queue, and nobody said a word, it makes me furious.",
    ),
    "scared": (
        "晚上停电了，我不敢一个人待着。",
        "床底下好像有声音，我吓得发抖。",
        "那只大狗朝我叫，我吓得不敢动。",
        "打雷了，我躲进被子里。",
        "明天要打针，我好害怕。",
        "我在商场里找不到妈妈了，心里很慌。",
        "楼太高了，我不敢往下看。",
        "半夜做了噩梦，我吓醒了。",
        "路上黑漆漆的，后面好像有人跟着我。",
        "要上台讲话了，我紧张得腿都软了。",
        "I heard a strange noise under my bed.",
        "The lights went out, and I was afraid of the dark.",
        "A big dog barked at me, and I could not move.",
        "The thunder was so loud that I hid under the blanket.",
        "I am frightened of the needle at the doctor's.",
        "I could not find my mother in the crowd, I panicked.",
        "Do not look down, the bridge is so high!",
        "I woke up from a terrible nightmare.",
        "Somebody was following us through the dark street.",
        "There was a huge spider on my arm, I screamed.",
    ),
}
_EACH = {"test_set": 2, "val_set": 1}  # sentences of each language


def make_moods(folder: Path) -> None:
    """Write the sentences into an empty folder."""
    for mood, sentences in MOODS.items():
        half = len(sentences) // 2
        languages, start = (sentences[:half], sentences[half:]), 0
        for part, count in (*_EACH.items(), ("training_set", half)):
            lines = [line for each in languages for line in each[start : start + count]]
            start += count
            (folder / part).mkdir(exist_ok=True)
            (folder / part / f"{mood}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
