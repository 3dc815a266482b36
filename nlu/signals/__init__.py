"""What people mean, read without a model: plain Python, used by Rasa's components and by the bot alone.

`read(text)` is the way in. Everything it knows is data in content/signals.
"""

from nlu.signals.reading import ALARM_NEEDS, Reading, read

__all__ = ["ALARM_NEEDS", "Reading", "read"]
