"""`python3 start.py check [--fix]`: format, lint, types, imports and the rules of the house, for Python and TypeScript.

Every check runs, also after one that failed, and says how long it took. Exit status 1 when one of them failed.
`--fix` writes what the formatters and linters can mend by themselves, then checks.
"""

import subprocess
import sys
import time
from pathlib import Path

from checks.ci.unsteady import describe_list
from checks.package_links import make_package_links

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sys.executable).parent
STATIC = ROOT / "static"
BIOME = STATIC / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"
TSC = STATIC / "node_modules" / "typescript" / "bin" / "tsc"


def main(arguments: list[str]) -> int:
    """Run all checks. arguments: [] or ['--fix']. Returns the exit status."""
    if arguments not in ([], ["--fix"]):
        print("usage: start.py check [--fix]", file=sys.stderr)
        return 2
    node, links = find_node(), make_package_links(ROOT)
    if arguments:
        for command in ([*ruff(), "check", "--fix"], [*ruff(), "format"], [node, BIOME, "check", "--write"]):
            subprocess.run(command, cwd=STATIC if BIOME in command else ROOT)
    failed = [
        name
        for name, command, folder in (
            ("ruff format", [*ruff(), "format", "--check", "--quiet", "--diff"], ROOT),
            ("ruff check", [*ruff(), "check", "--quiet"], ROOT),
            ("import contracts", [SCRIPTS / "lint-imports", "--no-cache", "--config", ROOT / "pyproject.toml"], links),
            ("types", [sys.executable, "-m", "checks.package_links"], ROOT),
            ("house", [sys.executable, "-m", "checks.house"], ROOT),
            ("biome", [node, BIOME, "ci"], STATIC),
            ("tsc", [node, TSC, "--noEmit", "-p", "."], STATIC),
        )
        if not passes(name, command, folder)
    ]
    if warning := describe_list(ROOT):
        print(f"warning: {warning}")
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def passes(name: str, command: list, folder: Path) -> bool:
    """Run one check in a folder; print its output only when it fails."""
    since = time.perf_counter()
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", errors="replace")
    print(f"{name:18}{'ok' if done.returncode == 0 else 'FAILED':8}{time.perf_counter() - since:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def ruff() -> list[str]:
    return [sys.executable, "-m", "ruff"]


def find_node() -> str:
    """The Node that also builds the page; what the page's checks need is installed first, where that was not done."""
    sys.path.insert(0, str(STATIC))
    import build_page

    build_page.install(tools=True)
    return build_page.find_node()[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
