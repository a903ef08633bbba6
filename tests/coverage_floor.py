"""Usage: coverage_floor.py REPORT.json PERCENT. Fails when lines or branches, each for itself, stay below.

The floor that coverage itself offers adds both up, and many covered lines then hide uncovered branches.
"""

import json
import sys
from pathlib import Path


def main(report: str, floor: str) -> int:
    """Prints both figures; answers the exit status."""
    totals = json.loads(Path(report).read_text())["totals"]
    shares = {
        "lines": (totals["covered_lines"], totals["num_statements"]),
        "branches": (totals["covered_branches"], totals["num_branches"]),
    }
    enough = True
    for what, (covered, number) in shares.items():
        percent = 100 * covered / number if number else 100.0
        sys.stdout.write(f"{what}: {covered} of {number} covered, {percent:.1f} % (at least {floor} % wanted)\n")
        enough = enough and percent >= float(floor)
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
