"""Projects on disk: workspaces, metadata, trash, import and export."""
