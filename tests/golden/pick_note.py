print('C4 E4 G4')
