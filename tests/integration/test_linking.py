"""Names of states, capitals and international bodies in the sample articles lead to the right Wikidata entities."""

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "linking.py"


def test_nineteen_names_in_twenty_lead_to_the_right_entity():
    ran = subprocess.run([sys.executable, BENCHMARK], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "lines are about articles" not in ran.stdout


def test_a_share_below_the_least_fails(tmp_path):
    (tmp_path / "a.txt").write_text("Finland closed the border.\n", encoding="utf-8")
    gold = tmp_path / "gold.tsv"
    gold.write_text("document\tstart\tend\tsurface\twikidata\na\t0\t7\tFinland\tQ20\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, BENCHMARK, tmp_path, gold, "--wrong"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "a:0 Finland: finland (Q33), not Q20" in ran.stdout
