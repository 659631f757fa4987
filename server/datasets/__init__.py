"""The data sets of projects: `sets` finds and keeps them, `jobs` runs what takes long in processes of its own (`child`,
`works`), `index` writes what the wall shows into a file of SQLite beside each set, `wall` and `numbers` read it."""
