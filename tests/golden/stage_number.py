from sunmao.stage import NumberTile

NumberTile(name='score').show(3)
