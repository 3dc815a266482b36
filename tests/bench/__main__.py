"""Runs every measurement once and writes var/bench.json and a table."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.settings import ROOT
from tests.bench import bare_rasa, full_path, starts
from tests.house import running_house

RESULTS = ROOT / "var" / "bench.json"


def main() -> None:
    """One run of everything."""
    results: dict[str, Any] = {"at": time.strftime("%Y-%m-%dT%H:%M:%S")}
    with tempfile.TemporaryDirectory() as folder:
        results["starts"] = starts.measure(Path(folder) / "starts")
        results["bare_rasa"] = bare_rasa.measure(Path(folder) / "bare")
        place = Path(folder) / "house"
        place.mkdir()
        with running_house(place) as house:
            results["full_path"] = full_path.measure(house)
    ratio = results["full_path"]["turns_per_second"] / results["bare_rasa"]["messages_per_second"]
    results["full_path"]["of_bare_rasa"] = round(ratio, 2)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    _show(results)


def _show(results: dict[str, Any]) -> None:
    table = Table("measurement", "figure", title=f"bench of {results['at']} ({RESULTS.relative_to(ROOT)})")
    for part, figures in results.items():
        if isinstance(figures, dict):
            for name, value in figures.items():
                table.add_row(f"{part}: {name.replace('_', ' ')}", str(value))
    Console().print(table)


if __name__ == "__main__":
    main()
