"""`XEdu.hub`: its tasks, one file a kind, behind one `Workflow`."""
