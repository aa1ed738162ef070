"""The portal for programs: a JSON file for each page and each indicator, and what describes them.

What a page shows and what its file says are computed once, by the rooms below; the fields are
those of the tables.
"""

from generator.api.fields import ApiContext
from generator.api.files import api_outputs

__all__ = ["ApiContext", "api_outputs"]
