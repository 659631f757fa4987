settings = {'volume': 5}
settings.update({'volume': 7})
print(settings)
