"""What we keep of a person, and deleting it. The deleting itself is done by the bot when it sees `forget`."""

from handlers.contract import Decision, Desk, Message, Outcome, Reply


def my_data(message: Message, _decision: Decision, _desk: Desk) -> Outcome:
    """What is kept; after a yes, everything is forgotten."""
    confirmed = message.choice.facts.get("confirm") if message.choice else None
    if confirmed == "yes":
        return Outcome((Reply("privacy.deleted"),), forget=True)
    return Outcome((Reply("privacy.kept" if confirmed == "no" else "privacy.what_we_keep"),))
