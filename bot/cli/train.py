"""`chek train`: the language model for today's data."""

import typer

from bot import training
from bot.settings import load_for_tools


def train() -> None:
    """Train the language model if anything it is made from has changed."""
    try:
        model = training.ensure(load_for_tools())
    except training.NoRasaError as error:
        raise typer.BadParameter(str(error)) from None
    typer.echo(f"model {model.name}")
