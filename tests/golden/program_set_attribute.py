import types

pet = types.SimpleNamespace()
pet.name = 'Rex'
print(pet.name)
