"""Recording that a person dialled a number, in the very file that holds it: only the lines concerned change.

The YAML is read into nodes that know where they stand, the new values are spliced into the text at those places, and
the result is parsed again and must differ from before in nothing but what was meant. Comments and order stay.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import phonenumbers
import yaml

from content.base import entries, load_folder
from content.directory import Service
from content.directory.phone import e164

Result = Literal["answers", "wrong", "no-answer"]
OFFICE_KIND = {"hotline": "hotline", "labour_office": "labour"}
CHANGES: dict[Result, dict[str, bool | None]] = {
    "answers": {"verified": True, "stale": False, "do_not_show": None},
    "wrong": {"verified": False, "do_not_show": True},
    "no-answer": {},
}
"""What each result does to a phone's standing; None takes the field away."""


class NotConfirmedError(Exception):
    """The confirmation cannot be recorded as given; the message says what to give instead."""


@dataclass(frozen=True)
class Dialled:
    """One call a person made: which number of which service (as typed), who, when, and what happened."""

    service: str
    number: str
    by: str
    on: date
    result: Result = "answers"


def record(folder: Path, dialled: Dialled, *, add: bool = False) -> Path:
    """Writes a call into its data file and returns the file. `add`: the number is new to the service.

    Raises `NotConfirmedError` for an unknown service, an invalid number, or one that is not of this service.
    """
    if not (dialled.by.strip() and dialled.by.isprintable()):
        raise NotConfirmedError("say who dialled, on one line: --by NAME")
    services = load_folder(folder, Service, "id")
    service = services.get(dialled.service)
    if service is None:
        raise NotConfirmedError(f"no service has the id {dialled.service}; see: chek directory list")
    number = dialable(dialled.number)
    known = number in [phone.dialable for phone in service.phones]
    if not known and not add:
        raise NotConfirmedError(f"{number} is not a number of {service.id}; if it is a new one, give --add")
    if not known and dialled.result != "answers":
        raise NotConfirmedError("a new number is added only once it answers")
    path, position = next((path, at) for path, at, entry in entries(folder) if entry["id"] == service.id)
    text = path.read_text(encoding="utf-8")
    wanted = _parsed(text)
    phones = wanted[position].setdefault("phones", [])
    if known:
        phone = next(one for one in phones if number in (one.get("number"), one.get("short_code")))
        changes = {**CHANGES[dialled.result], **_assured(dialled)}
        changed = _changed(text, position, phones.index(phone), changes)
        phone.update(changes)
        for key in [key for key, value in phone.items() if value is None]:
            del phone[key]
    else:
        phones.append(_new_phone(service, number, dialled))
        changed = _extended(text, position, phones[-1])
    if _parsed(changed) != wanted:
        raise RuntimeError(f"{path.name}, {service.id}: the edit would change something else; nothing was written")
    path.write_text(changed, encoding="utf-8")
    return path


def dialable(typed: str) -> str:
    """A number as typed, in E.164, or as a short code. Raises `NotConfirmedError` if it can be neither."""
    digits = typed.replace(" ", "").replace("-", "")
    if digits.isdecimal() and 2 <= len(digits) <= 6:
        return digits
    try:
        return e164(typed)
    except ValueError as error:
        raise NotConfirmedError(f"{error}; write it as +66 2 572 8442") from error


def _assured(dialled: Dialled) -> dict[str, Any]:
    return {"assured_date": dialled.on, "assurer": dialled.by.strip(), "assured_result": dialled.result}


def _new_phone(service: Service, number: str, dialled: Dialled) -> dict[str, Any]:
    has_code = number.startswith("+")
    country = phonenumbers.region_code_for_number(phonenumbers.parse(number)) if has_code else service.country
    seen = f"answered when {dialled.by.strip()} dialled it"
    return {
        ("number" if has_code else "short_code"): number,
        "country": country,
        "display": number,
        "kind": OFFICE_KIND.get(service.type, "main"),
        "verified": True,
        "stale": False,
        "last_seen": f"{dialled.on:%Y-%m}",
        **_assured(dialled),
        "sources": [{"ref": "chek directory confirm", "kind": "dialled", "page_date": str(dialled.on), "seen": seen}],
    }


def _changed(text: str, position: int, phone: int, changes: dict[str, Any]) -> str:
    """The text with the fields of one phone set, or taken away where the value is None."""
    fields = _fields(_fields(_entry(text, position))["phones"][1].value[phone])
    splices = []
    for key, value in changes.items():
        if key in fields:
            name, node = fields[key]
            start, end = (node.start_mark.index, node.end_mark.index) if value is not None else _line(text, name)
            splices.append((start, end, _scalar(value) if value is not None else ""))
        elif value is not None:
            name, _ = fields["stale"]
            _, after = _line(text, name)
            splices.append((after, after, f"{' ' * name.start_mark.column}{key}: {_scalar(value)}\n"))
    splices.sort(key=lambda splice: splice[:2])
    for start, end, new in reversed(splices):
        text = text[:start] + new + text[end:]
    return text


def _extended(text: str, position: int, phone: dict[str, Any]) -> str:
    """The text with one phone more in an entry."""
    fields = _fields(_entry(text, position))
    block = yaml.safe_dump([phone], allow_unicode=True, sort_keys=False, width=1000)
    if "phones" in fields:
        name, phones = fields["phones"]
        last = max(node.end_mark.index for node in _scalars(phones))
        at = text.index("\n", last) + 1
    else:
        name, _ = fields["assured_date"]
        at, _ = _line(text, name)
        block = "phones:\n" + block
    indent = " " * name.start_mark.column
    return text[:at] + "".join(f"{indent}{line}\n" for line in block.splitlines()) + text[at:]


def _parsed(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _entry(text: str, position: int) -> yaml.Node:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.SequenceNode):
        raise TypeError("a data file is a list of entries")
    entry: yaml.Node = root.value[position]
    return entry


def _fields(mapping: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {name.value: (name, node) for name, node in mapping.value}


def _scalars(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    children = [child for pair in node.value for child in (pair if isinstance(pair, tuple) else (pair,))]
    return [scalar for child in children for scalar in _scalars(child)]


def _line(text: str, node: yaml.Node) -> tuple[int, int]:
    """Where the line a node stands on begins, and where the next one does."""
    at = node.start_mark.index
    return text.rfind("\n", 0, at) + 1, text.index("\n", at) + 1


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else "'" + value.replace("'", "''") + "'"
