"""A stand-in for LINE on this machine: plays its side by its rules, with a chat page for people.

The bot's processes never import it (import-linter), and it refuses to start with production settings.
"""
