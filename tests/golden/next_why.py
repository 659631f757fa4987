from sunmao import show
from sunmao.language import NextWord, builtin_text

machine = NextWord(order=1)
machine.train(text=builtin_text(name='fables_en'))
print(machine.next(text='the'))
show(machine.why())
