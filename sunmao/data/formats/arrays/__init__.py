"""Files that hold many pictures as numbers: each kind tells how many there are, their labels, and gives each."""
