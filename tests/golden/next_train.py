from sunmao.language import NextWord, builtin_text

machine = NextWord(order=1)
machine.train(text=builtin_text(name='tang_poems'))
machine.train(text='小猫吃鱼，小狗吃肉。')
