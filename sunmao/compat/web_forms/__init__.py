"""Pages that lessons make of a program: PyWebIO's, whose real package is used, and gradio's, which we serve."""
