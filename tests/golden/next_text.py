from sunmao.language import builtin_text

print(builtin_text(name='fables_en'))
