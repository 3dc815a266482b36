"""`make evaluate`: how well unseen messages are understood. Writes a report and a confusion matrix.

`python -m tests.nlu.evaluate [FILE.jsonl …]` judges by other files of the same form.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import matplotlib as mpl
from rich.console import Console
from rich.table import Table

from bot.cli.borrowed_rasa import rasa_for
from bot.rasa import Rasa
from bot.settings import load_for_tools
from tests.nlu import held_out, measures
from tests.nlu.held_out import Held, Labels
from tests.nlu.measures import Pair

mpl.use("Agg")
from matplotlib import pyplot as plt

WORST = 20
TIMED_CHARACTERS = 800


def main() -> None:
    """Understands the held-out messages with the trained model, prints the figures, writes them to var/evaluation."""
    files = [Path(name) for name in sys.argv[1:]]
    messages = tuple(held for file in files for held in _read(file)) or held_out.load()
    settings = load_for_tools()
    folder = settings.var / "evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    with rasa_for(settings, private=True) as rasa:
        understood = [_labels(meaning) for meaning in understand(rasa, [held.text for held in messages])]
        speed = _latency(rasa, messages)
    pairs = [(held.labels, meaning) for held, (meaning, _) in zip(messages, understood, strict=True)]
    report = Console(record=True, width=120)
    for table in (_bars(pairs, speed), _needs(pairs), _flags(pairs)):
        report.print(table)
    confidences = [confidence for _, confidence in understood]
    report.print(_calibration(pairs, confidences), _confusions(pairs))
    for line in _worst(messages, pairs, confidences):
        report.print(line, markup=False, highlight=False)
    report.save_text(str(folder / "report.txt"))
    _picture(pairs, folder / "confusion.png")
    report.print(f"written: {folder}/report.txt, confusion.png")


def understand(rasa: Rasa, texts: Sequence[str], batch: int = 50) -> Iterator[dict[str, object]]:
    """The meaning of each text by itself."""
    for start in range(0, len(texts), batch):
        yield from rasa.parse(list(texts[start : start + batch]))


def _read(file: Path) -> Iterator[Held]:
    for line in file.read_text("utf-8").splitlines():
        entry = json.loads(line)
        yield Held(entry["id"], entry["text"], Labels.of(entry))


def _labels(meaning: dict[str, object]) -> tuple[Labels, float]:
    return Labels.of(meaning), float(str(meaning["confidence"]))


def _latency(rasa: Rasa, messages: Sequence[Held]) -> list[float]:
    """Milliseconds for each of up to 200 messages, asked one at a time over HTTP."""
    times = []
    for held in [held for held in messages if len(held.text) <= TIMED_CHARACTERS][:200]:
        started = perf_counter()
        rasa.parse([held.text])
        times.append((perf_counter() - started) * 1000)
    return times


def _bars(pairs: Sequence[Pair], times: Sequence[float]) -> Table:
    cuts = quantiles(times, n=20)
    table = Table("measure", "figure", "bar", title=f"{len(pairs)} unseen messages")
    table.add_row("distress or family path, recall", str(measures.distress_recall(pairs)), ">= 0.97")
    table.add_row("the same with danger 3", str(measures.distress_recall(pairs, danger=3)), ">= 0.99")
    table.add_row("wrongly sent there", str(measures.false_alarms(pairs)), "<= 0.03")
    table.add_row("need, accuracy", str(measures.accuracy(pairs)), ">= 0.88")
    table.add_row("need, macro-F1", f"{measures.macro_f1(pairs):.3f}", ">= 0.85")
    table.add_row("danger within one step", str(measures.danger_within_one(pairs)), ">= 0.97")
    table.add_row("country, where named or implied", str(measures.named_country(pairs)), ">= 0.97")
    table.add_row("country, all messages", str(measures.country(pairs)), "")
    table.add_row("red flags of offers, micro-F1", f"{measures.flags_micro_f1(pairs):.3f}", ">= 0.80")
    table.add_row("one message, p50 / p95", f"{cuts[9]:.0f} / {cuts[18]:.0f} ms", "< 40 / < 120 ms")
    return table


def _needs(pairs: Sequence[Pair]) -> Table:
    table = Table("need", "precision", "recall", "F1", "messages")
    for score in measures.by_need(pairs):
        figures = (f"{figure:.2f}" for figure in (score.precision, score.recall, score.f1))
        table.add_row(score.need, *figures, str(score.support))
    return table


def _flags(pairs: Sequence[Pair]) -> Table:
    table = Table("red flag", "right", "wrong", "missed", "F1")
    for score in measures.by_flag(pairs):
        table.add_row(score.flag, str(score.right), str(score.wrong), str(score.missed), f"{score.f1:.2f}")
    return table


def _calibration(pairs: Sequence[Pair], confidences: Sequence[float]) -> Table:
    """What a confidence is worth: how often we are right when we claim so much."""
    table = Table("confidence", "messages", "claimed", "right", title="calibration")
    for low in (0.0, 0.3, 0.5, 0.7, 0.85, 0.95):
        high = {0.0: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.85, 0.85: 0.95, 0.95: 1.01}[low]
        inside = [(pair, claim) for pair, claim in zip(pairs, confidences, strict=True) if low <= claim < high]
        if inside:
            right = measures.accuracy([pair for pair, _ in inside]).value
            claimed = sum(claim for _, claim in inside) / len(inside)
            table.add_row(f"{low:.2f}-{min(high, 1):.2f}", str(len(inside)), f"{claimed:.2f}", f"{right:.2f}")
    return table


def _confusions(pairs: Sequence[Pair]) -> Table:
    """The confusion matrix as a table of what is not on its diagonal, most frequent first."""
    counts = Counter((meant.need, got.need) for meant, got in pairs if meant.need != got.need)
    table = Table("meant", "understood", "times", title="confusions")
    for (meant, got), count in counts.most_common():
        table.add_row(meant, got, str(count))
    return table


def _worst(messages: Sequence[Held], pairs: Sequence[Pair], confidences: Sequence[float]) -> Iterator[str]:
    """The mistakes that would hurt most: missed distress, false alarm, then the most confident."""

    def harm(index: int) -> tuple[bool, bool, float]:
        meant, got = (labels.need in held_out.DISTRESS_OR_FAMILY for labels in pairs[index])
        return (meant and not got, got and not meant, confidences[index])

    mistakes = [index for index, (meant, got) in enumerate(pairs) if meant.need != got.need]
    for index in sorted(mistakes, key=harm, reverse=True)[:WORST]:
        meant, got = pairs[index]
        text = " ".join(messages[index].text.split())[:160]
        yield f"{messages[index].id} {meant.need} -> {got.need} ({confidences[index]:.2f}): {text}"


def _picture(pairs: Sequence[Pair], path: Path) -> None:
    needs = sorted({labels.need for pair in pairs for labels in pair})
    counts = Counter((meant.need, got.need) for meant, got in pairs)
    totals = Counter(meant.need for meant, _ in pairs)
    grid = [[counts[meant, got] / max(1, totals[meant]) for got in needs] for meant in needs]
    figure, axes = plt.subplots(figsize=(11, 10))
    axes.imshow(grid, cmap="Blues", vmin=0, vmax=1)
    for row, meant in enumerate(needs):
        for column, got in enumerate(needs):
            if counts[meant, got]:
                colour = "white" if grid[row][column] > 0.6 else "black"
                axes.text(column, row, str(counts[meant, got]), ha="center", va="center", fontsize=7, color=colour)
    axes.set_xticks(range(len(needs)), needs, rotation=90, fontsize=8)
    axes.set_yticks(range(len(needs)), needs, fontsize=8)
    axes.set_xlabel("understood")
    axes.set_ylabel("meant")
    figure.tight_layout()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
