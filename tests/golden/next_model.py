from sunmao.language import NextWord

machine = NextWord(order=2)
machine.train(text='the cat sat on the mat')
