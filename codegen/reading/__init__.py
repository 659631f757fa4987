"""Python → blocks: the declarations' own templates, matched in reverse."""
