import fractions

half = fractions.Fraction(1, 2)
print(half.denominator)
