"""JSON lines in and out, with faults that name the file and the line."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

Input = Annotated[Path | None, typer.Option("--input", help="JSON lines to read; standard input if not given.")]
Output = Annotated[
    Path | None, typer.Option("--output", help="Where to write JSON lines; standard output if not given.")
]


def read(path: Path | None, *required: str) -> Iterator[dict[str, Any]]:
    """The objects of a file, each with the `required` fields. Exits with a clear line if one is wrong."""
    name = str(path or "standard input")
    try:
        lines = (path.read_text(encoding="utf-8") if path else sys.stdin.read()).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{name}: {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _object(line, f"{name}, line {number}", required)


def _object(line: str, place: str, required: tuple[str, ...]) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise typer.BadParameter(f"{place}: not JSON ({error})") from None
    if not isinstance(value, dict):
        raise typer.BadParameter(f"{place}: not a JSON object")
    missing = [field for field in required if field not in value]
    if missing:
        raise typer.BadParameter(f"{place}: the field {missing[0]!r} is missing")
    return value


def write(path: Path | None, values: Iterable[Any]) -> None:
    """One object a line; a file is complete or not there."""
    lines = (json.dumps(value, ensure_ascii=False) + "\n" for value in values)
    if path is None:
        for line in lines:
            sys.stdout.write(line)
            sys.stdout.flush()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.writelines(lines)
    partial.replace(path)
