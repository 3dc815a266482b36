"""Rasa components: they know Rasa and `nlu.signals`, nothing else of this house.

Rasa reads their type annotations at run time: no `from __future__ import annotations` here.
"""
