"""What somebody asks to verify: a permalink, or a pasted citation; and which figure it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from generator import paths
from generator.addresses import id_in_language, in_language
from generator.check.common import suggestion
from generator.cite.citation import PART, PERIOD, VERSION
from generator.compute.attainment import Status
from generator.model.catalog import Catalog, MeasureUse
from generator.model.site import LANGUAGES, Site
from generator.problems import StopError, msg
from generator.words.formatter import NBSP, Formatter, capital
from generator.words.labels import MET

MOST = 20_000
"""Signs that a citation may have."""
SHOWN = 80
"""Signs of a text that a message repeats."""
_ADDRESS = re.compile(
    r"https?://[^\s<>\"|^`¤]+|(?<![\w/.-])(?:planes|plans|incrustar|embed)/[^\s<>\"|^`¤]+"
)
_FOLDERS = {"planes", "plans", "incrustar", "embed"}
_FILE = re.compile(r"(?:indicadores/|indicators/)?(.+)\.(?:json|html|svg)")
_LOCAL = re.compile(r"localhost|127(?:\.\d+){3}|::1|\[::1\]")
_END = "¤"
"""Stands where a field of BibTeX ended."""


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """An address, with what the text around it says of the figure."""

    text: str
    """On one line, without the signs of BibTeX."""
    address: SplitResult
    period: str = ""
    member: str = ""
    version: str = ""

    def parts(self, f: Formatter) -> dict[str, str]:
        """What a citation says, by its part (``figure.stated``); empty of a bare address."""
        known = {f.t(word).lower(): "attainment" for word in MET.values()}
        known |= {f.label(status): "state" for status in Status}
        heads = {
            f.t("target {value}", value=""): "target",
            f.t("result {value}", value=""): "actual",
            f.t("attainment {value}", value=""): "attainment",
        }
        begins = "|".join(re.escape(it) for it in (*heads, *known))
        ends = re.escape(capital(f.t("version {version}", version="")))
        found = re.search(rf": ((?:{begins}).*?)(?: \({ends}| *{_END}|$)", self.text)
        parts: dict[str, str] = {}
        name = ""
        for piece in found[1].split("; ") if found else ():
            head = (kind for begin, kind in heads.items() if piece.startswith(begin))
            kind = known.get(piece) or next(head, "")
            if not kind and name:  # words may have a semicolon
                parts[name] += f"; {piece}"
            name = kind or name
            parts.setdefault(name, piece)
        return parts


def read_asked(text: str) -> AskedFigure:
    """What a text asks for. Raises StopError where it holds no address."""
    if len(text) > MOST:
        raise StopError(msg("that is longer than any citation ({n} characters)", n=len(text)))
    plain = re.sub(r"\\([{}%&$#_])", r"\1", text.replace(NBSP, " "))
    plain = plain.replace("{", "").replace("}", f" {_END} ").replace("\\textasciitilde", "~")
    plain = " ".join(plain.split())
    found = _ADDRESS.search(plain)
    if found is None:
        raise StopError(
            msg(
                "there is no address of a figure in «{text}»; give the permalink, or the whole "
                "citation with its address",
                text=_shown(plain),
            )
        )
    try:
        address = urlsplit(found[0].rstrip(".,;:)]»”'"))
        asked = parse_qs(address.query, max_num_fields=20)
    except ValueError:
        raise StopError(msg("«{text}» is not an address", text=found[0][:SHOWN])) from None
    given = [_given(asked, name) for name in (PERIOD, PART, VERSION)]
    return AskedFigure(plain, address, *given)


def _given(asked: dict[str, list[str]], name: str) -> str:
    """What an address says under a name, in any language."""
    names = (id_in_language(name, lang) for lang in LANGUAGES)
    return next((asked[it][0] for it in names if it in asked), "")


def is_of(asked: AskedFigure, sites: Iterable[Site | None]) -> bool:
    """Whether an address may be of a portal: one that has no address of its own may have any."""
    bases = [urlsplit(site.url) for site in sites if site and site.url]
    host = asked.address.netloc
    is_local = not host or _LOCAL.fullmatch(asked.address.hostname or "")
    return bool(is_local) or not bases or any(base.netloc == host for base in bases)


def resolve(asked: AskedFigure, catalog: Catalog) -> tuple[str, MeasureUse]:
    """The plan and the measure that an address means. Raises StopError where there is none."""
    lang = catalog.language
    for path in _paths_of(asked):
        found = list(_shown_at(path, catalog, lang))
        anchor = unquote(asked.address.fragment)
        named = [it for it in found if id_in_language(it[1].id, lang) == anchor]
        if named or (len(found) == 1 and not anchor):
            return (named or found)[0]
        if found:
            ids = [use.id for _, use in found]
            raise StopError(
                msg(
                    "the address names none of the indicators of its page; write one after «#»: "
                    "{names}",
                    names=", ".join(ids[:5]),
                )
                if not (hint := suggestion(anchor, ids))
                else msg("«{name}» is no indicator of that page; {hint}", name=anchor, hint=hint)
            )
    raise StopError(
        msg(
            "no page at that address shows an indicator: {address}",
            address=_shown(asked.address.geturl()),
        )
    )


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text[:SHOWN])


def _paths_of(asked: AskedFigure) -> Iterator[str]:
    """What may be the address below that of the portal, whichever that is."""
    parts = unquote(asked.address.path).removesuffix("index.html").strip("/").split("/")
    for n, part in enumerate(parts):
        if part in _FOLDERS:
            yield "/".join(parts[n:])


def _shown_at(path: str, catalog: Catalog, lang: str) -> Iterator[tuple[str, MeasureUse]]:
    """The measures of a page; the one of a file of the API, or of a card."""
    _, plan, file = (*path.split("/", 2), "", "")[:3]
    name = _FILE.sub(r"\1", file)
    for use in catalog.measures(plan) if plan in catalog.plans else ():
        page = paths.address(in_language(paths.page_of(plan, use.element.code), lang)).strip("/")
        if page == path or (name != file and name == use.id):
            yield plan, use
