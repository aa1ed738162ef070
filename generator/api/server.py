"""The portal for assistants: a server of the Model Context Protocol that only reads.

Its library is an extra, loaded when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

from generator.api.answers import Answers, NotThereError
from generator.api.fields import ApiContext
from generator.problems import Message, msg

_ABOUT = msg(
    "The plans of «{name}»: their targets and results, each with the document that prints it, as"
    " of {day}. A result that is missing is not a zero: an answer says why there is none, and what"
    " is near. Give figures with the digits that are written, and say what is in dispute."
)
_TOOLS: dict[str, Message] = {
    "search": msg(
        "Find plans, parts of plans and indicators by words of their names («text»), in one plan"
        " («plan») or in all."
    ),
    "measure": msg(
        "Get an indicator («measure»: its id, the code of its part of the plan, or its name) with"
        " all of its figures; or, with «period» (2024, 2024-T2, 2024-03) or «part» (a region, a"
        " sex), one figure: target, result, state, sources, what is in dispute."
    ),
    "compare": msg(
        "Compare two figures, written plan/indicator:period, or two plans, written plan:period;"
        " without a period, the latest result."
    ),
    "history": msg(
        "Say which figures of an indicator («measure») became others, when and on what ground."
    ),
    "cite": msg(
        "Cite the figure of an indicator («measure») in a period: permalink, APA, BibTeX, and the"
        " documents that print it."
    ),
}
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)


def server(current: Callable[[], ApiContext]) -> MCPServer[Any]:
    """The server of what ``current`` gives; ``run()`` serves it over stdin and stdout."""
    ctx = current()
    site = ctx.catalog.site
    name = site.name if site else "avance"
    about = ctx.t(_ABOUT, name=name, day=ctx.results.as_of)
    found: MCPServer[Any] = MCPServer(name, instructions=about, log_level="ERROR")
    for tool, description in _TOOLS.items():
        answer, about = _answer(tool, current), ctx.t(description)
        found.add_tool(answer, tool, description=about, annotations=_READS)
    return found


def _answer(tool: str, current: Callable[[], ApiContext]) -> Callable[..., dict[str, Any]]:
    """A question whose answer may be that something is not there, in which version it is so."""

    @wraps(getattr(Answers(current()), tool))
    def answer(*args: Any, **values: Any) -> dict[str, Any]:
        ctx = current()
        try:
            found = getattr(Answers(ctx), tool)(*args, **values)
        except NotThereError as none:
            found = none.args[0]
        return {**found, "version": ctx.version, "as_of": ctx.results.as_of.isoformat()}

    return answer
