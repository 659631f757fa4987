from sunmao.stage import TextField

field = TextField(name='name')
print(field.text)
