"""How long until somebody is answered: on a clean checkout (with training) and the second time."""

import time
from pathlib import Path
from typing import Any

from bot import training
from tests.house import House, local_settings, person


def measure(folder: Path) -> dict[str, Any]:
    """Seconds of training, and of a start with a trained model until the first answer."""
    folder.mkdir(parents=True)
    fresh = local_settings(folder).model_copy(update={"models": folder / "models"})
    started = time.monotonic()
    training.ensure(fresh)
    trained = time.monotonic() - started
    house = House(fresh, folder)
    started = time.monotonic()
    house.start()
    try:
        house.wait_until_ready()
        house.text(person(), "ช่วยด้วย")
        warm = time.monotonic() - started
    finally:
        for name in list(house.processes):
            house.stop(name)
    return {"training_s": round(trained), "warm_start_s": round(warm, 1), "cold_start_s": round(trained + warm)}
