"""Training, whatever is learned: the loop, its observers, checkpoints, recipes, configuration files."""
