"""Texts about the stage: sprites, costumes, clones."""

TEXTS = {
    "no_sprite": (
        "没有叫“{picture}”的角色。 | 用自带的：{names}；或者写图片的位置，比如 pictures/me.png。",
        "There is no sprite '{picture}'. | Use one that comes along: {names}; or the place of a picture, such as pictures/me.png.",
    ),
    "no_costume": (
        "这个角色没有叫“{costume}”的造型。 | 它的造型有：{names}。",
        "This sprite has no costume '{costume}'. | Its costumes are: {names}.",
    ),
    "too_many_sprites": (
        "舞台上已经有 {most} 个角色了，放不下更多。 | 少复制几个，或者让角色消失后再用它。",
        "There are {most} sprites on the stage already, and there is no room for more. | Make fewer clones, or use those again that have vanished.",
    ),
    "no_sprite_to_touch": (
        "碰到的应该是另一个角色，不是 {value}。 | 在那块积木里放一个角色的变量，或者写 'edge'（舞台边缘）。",
        "What is touched has to be another sprite, not {value}. | Put the variable of a sprite into that block, or write 'edge' for the edge of the stage.",
    ),
}
