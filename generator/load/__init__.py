"""From bytes to a catalogue: YAML with places, strict types, errors in the author's words."""

from generator.load.loader import load

__all__ = ["load"]
