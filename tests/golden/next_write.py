from sunmao.language import NextWord, builtin_text

machine = NextWord(order=1)
machine.train(text=builtin_text(name='tang_poems'))
print(machine.write(text='春', count=20, temperature=2))
