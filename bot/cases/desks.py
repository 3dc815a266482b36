"""The desks that may receive cases, from the operator's DESKS_FILE (see desks.example.yml beside this module)."""

from pathlib import Path
from typing import Annotated

import yaml
from apprise import Apprise
from pydantic import AfterValidator, Field, ValidationError

from bot.settings import SettingsError
from content.base import Model


def _known_to_apprise(url: str) -> str:
    if Apprise.instantiate(url) is None:
        raise ValueError("not an address Apprise knows (see its wiki: mailtos://, jsons://, line:// ...)")
    return url


class CaseDesk(Model):
    """A desk of an agency. `countries` (ISO 3166-1 alpha-2) and `needs` (labels.md) it takes; none listed: all."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]
    name: str
    countries: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    urls: tuple[Annotated[str, AfterValidator(_known_to_apprise)], ...] = Field(min_length=1)

    def takes(self, country: str | None, needs: frozenset[str]) -> bool:
        """Whether a case of this country (None: not known) with these needs is for this desk."""
        here = not self.countries or country in self.countries
        return here and (not self.needs or not needs or bool(self.needs & needs))


Desks = dict[str, CaseDesk]


def load(file: str) -> Desks:
    """All desks by id; none without a file. Raises SettingsError, in one line that never holds an address."""
    if not file:
        return {}
    path = Path(file)
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        desks = [CaseDesk.model_validate(entry) for entry in entries]
    except OSError as error:
        raise SettingsError(f"DESKS_FILE: {path}: {error.strerror}") from None
    except (yaml.YAMLError, TypeError) as error:
        raise SettingsError(f"DESKS_FILE: {path.name}: not a list of desks in YAML ({type(error).__name__})") from None
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise SettingsError(f"DESKS_FILE: {path.name}: {place}: {fault['msg']}") from None
    found = {desk.id: desk for desk in desks}
    if len(found) < len(desks):
        raise SettingsError(f"DESKS_FILE: {path.name}: an id is used twice")
    return found
