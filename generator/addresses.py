"""The addresses of a portal in its language.

Within the program a page or a file has one name, that of ``paths``; on the disk, in links and
in feeds it has the name of the portal's language. The language is chosen when a portal begins:
addresses do not change afterwards.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache

from generator import paths
from generator.paths import Address

_ENGLISH: dict[str, str] = {
    paths.PLANS: "plans/index.md",
    paths.INDICATORS: "indicators/index.md",
    paths.DOCUMENTS: "documents/index.md",
    paths.DOCUMENT: "documents/{document}.md",
    paths.DOCUMENT_PART: "documents/{document}/{part}.md",
    paths.DOCUMENT_TEXT: "documents/{document}/text/{page}.md",
    paths.DOCUMENT_PDF: "documents/{document}.pdf",
    paths.GLOSSARY: "glossary/index.md",
    paths.CONTRAST: "checks/index.md",
    paths.REGIONS: "regions/index.md",
    paths.UNITS: "units/index.md",
    paths.BUDGET: "budget/index.md",
    paths.RECOMMENDATIONS: "recommendations/index.md",
    paths.CALENDAR: "calendar/index.md",
    paths.NEWS: "news/index.md",
    paths.CHANGES: "changes/index.md",
    paths.COMPARE: "compare/index.md",
    paths.COMPARE_REGIONS: "compare/regions.md",
    paths.COMPARE_UNITS: "compare/units.md",
    paths.PLAN: "plans/{plan}/index.md",
    paths.NARRATIVE: "plans/{plan}/document.md",
    paths.MEASURES: "plans/{plan}/measures.md",
    paths.REPORT: "plans/{plan}/report.md",
    paths.REPORT_SHEET: "plans/{plan}/report.css",
    paths.PLAN_CALENDAR: "plans/{plan}/calendar.md",
    paths.PLAN_CALENDAR_FEED: "plans/{plan}/calendar.ics",
    paths.PLAN_FEED: "plans/{plan}/news.xml",
    paths.UNIT_FEED: "units/{unit}/news.xml",
    paths.UNIT_CALENDAR_FEED: "units/{unit}/calendar.ics",
    paths.REGION_FEED: "regions/{region}/news.xml",
    paths.REGION_CALENDAR_FEED: "regions/{region}/calendar.ics",
    paths.PLAN_RECOMMENDATIONS: "plans/{plan}/recommendations.md",
    paths.PLAN_MISSING: "plans/{plan}/who-is-missing.md",
    paths.PLAN_CHANGES: "plans/{plan}/history.md",
    paths.PLAN_COMPARE: "plans/{plan}/compare.md",
    paths.PLAN_CONTRAST: "plans/{plan}/checks.md",
    paths.PLAN_CARD: "plans/{plan}/card.png",
    paths.ELEMENT_CARD: "plans/{plan}/{code}/card.png",
    paths.API_MEASURE: "api/v1/plans/{plan}/indicators/{measure}.json",
    paths.PLAN_AS_OF: "plans/{plan}/as-of/{act}.md",
    paths.ELEMENT: "plans/{plan}/{code}.md",
    paths.INDICATOR: "indicators/{indicator}.md",
    paths.REGION: "regions/{region}.md",
    paths.UNIT: "units/{unit}.md",
    paths.TABLE_PAGE: "data/{table}.md",
    paths.TABLE: "data/{file}",
    paths.EMBED: "embed/{embed}",
    paths.PLAN_TABLE: "data/plans/{plan}/{file}",
    paths.REGION_TABLE: "data/regions/{region}/{file}",
    paths.UNIT_TABLE: "data/units/{unit}/{file}",
    paths.CHANGES_FEED: "changes.xml",
    paths.CALENDAR_FEED: "calendar.ics",
    paths.NEWS_FEED: "news.xml",
    paths.CARD: "card.png",
    paths.ABOUT: "about.md",
    paths.METHOD: "methodology.md",
    paths.DATA: "data.md",
    paths.PROPOSE: "editors/index.md",
    "editores/libros.md": "editors/workbooks.md",
    "editores/reportar.md": "editors/reporting.md",
    "editores/como-digo.md": "editors/how-do-i-say.md",
    "editores/archivos.md": "editors/files.md",
    "editores/valores.md": "editors/values.md",
    "editores/reglas.md": "editors/rules.md",
    "editores/cambios.md": "editors/changes.md",
    "editores/propuestas.md": "editors/proposals.md",
    "editores/entidades.md": "editors/institutions.md",
}
"""What stands in braces stays; of several that fit a path the first is meant."""
_IN = {"en": _ENGLISH}

_ENGLISH_IDS: dict[str, str] = dict(
    re.findall(
        r"(\S+)=(\S+)",
        """
        acciones=actions actividades=activities acumuladas=accumulated ano-fiscal=fiscal-year
        alertas=alerts
        anos-sin-meta=years-without-target anos=years antes=before archivos=files aun-no=not-yet
        avance=attainment bajar=download bajas=lowest bandas=bands base-legal=legal-basis brecha=gap
        cadena=chain cambios=changes casos=cases cero=zero cerradas=closed cifra=figure citar=cite
        comparar=compare
        cocientes=quotients codigo=code codigos=codes coinciden=agree comentario=comment
        como-va=how-it-goes pasadas=past proximo=coming vencido=past-due
        columnas=columns con-errores=with-errors
        como-leer=how-to-read comprobar=check compromiso=commitment compromisos=commitments
        con-fecha=with-date conflicto=conflict contraste=checks contribuye=contributes
        contribuyen=contributors convenios=agreements correspondencias=mapping corregir=correct
        correcciones=corrections
        cronograma=schedule cruzadas=crossed cuantas=count cuenta=account cumple-o-no=met-or-not
        departamentos=departments dependen=depend descargas=downloads descontinuado=discontinued
        desde-la-linea-de-base=from-the-baseline despues=after detectores=detectors dice=says
        difieren=differ dinero=money direccion=direction disputa=dispute distritos=districts
        documento=document documentos=documents donde=where errores=mistakes dos-unidades=two-units
        ejecucion=execution ejecutado=executed empezar=start en-conflicto=in-dispute
        en-palabras=in-words en-plazo=in-time errata=misprint es=is esperado=expected estado=status
        estados=statuses estandares=standards estimado=estimated estrategias=strategies
        estructura=structure etapas=stages evitar=avoid explicacion=explanation fecha=date
        fechas=dates ficha=sheet
        figura=figure finalidad=purpose forma=form formatos=formats frecuencias=frequencies
        fuente=source fuentes-y-monedas=sources-and-currencies fuentes=sources glosario=glossary
        en-una-frase=in-one-sentence hallado=found historial=history hito=milestone
        hitos-con-fecha=milestones-with-dates por-que=why ritmo=pace
        hojas=sheets identidad=identity indicadores=indicators informes=reports
        lejos-de-la-meta=far-from-target libros=workbooks licencia=licence limite=limit
        limites=limits linea-de-tiempo=timeline linea=line lo-que-va=so-far lugar=place
        mantener=maintain matriz=matrix medida=unit medir=measure meta-en-palabras=target-in-words
        meta-original=original-target meta=target metas=targets metodo-propio=own-method
        metodo=method metodos=methods mismo-servicio=same-service modificacion=amendment
        modificaciones=amendments modificar=amend nd=not-available no-es=is-not nombre=name
        novedades=news numerador-y-denominador=numerator-and-denominator numeros=numbers
        objetivo=objective objetivos=objectives ortografia=spelling otros-lugares=other-places
        otros-valores=other-values otros=others palabras=words partes=parts paginas=pages
        para-revisar=for-review por-efecto=by-effect
        parte=part participacion=participation patrones=patterns periodo=period periodos=periods
        pesos=weights
        plan-nuevo=new-plan planes=plans politica=policy por-plan=by-plan porcentajes=percentages
        preguntas=questions
        presupuesto-tabla=budget-table presupuesto=budget prioridad=priority privacidad=privacy
        como-va=how-it-goes en-los-informes=in-reports otras=the-rest
        por-responsable=by-owner unidades=units
        programa=programme promedios=means propuesta=proposal publicado=published publicar=publish
        publicos=audiences que-tomar=which-to-take
        que-ve=what-it-sees que=what quien=who rango=range razon=ratio
        recomendacion=recommendation recomendaciones=recommendations rectificar=correct-result
        redondeo=rounding referencias=references regiones=regions registros=registers
        relativa=relative resultado=result resultados=results revisar=review ronda=round
        secreto=secret sin-comprobar=unchecked sin-fecha=without-date sin-meta=without-target
        sin-plazo=without-deadline sin-porcentaje=without-percentage sin-presupuesto=without-budget
        singular-y-plural=singular-and-plural solo-el-ultimo=only-the-latest
        suscribirse=subscribe suscripciones=subscriptions sustento=ground tabla=table
        tablas=tables-of-data tarde=late textos=texts todas=all todo-el-periodo=whole-term
        total-y-partes=total-and-parts trimestres-y-total=quarters-and-total una-por-una=one-by-one
        unidad=institution usos=uses variacion=change vencidas=overdue versiones=versions
        vista-previa=preview faltan=missing datos=data
        """,
    )
)
"""Parts of a page, and columns in the address of a table that was filtered or sorted."""
_IDS = {"en": _ENGLISH_IDS}
_BEFORE = {
    "dato": "figure",
    "informe": "report",
    "lugar": "place",
    "linea": "line",
    "tipo": "type",
    "presupuesto": "budget",
    "objetivos": "objectives",
    "estrategias": "strategies",
}
_AFTER = {
    "metas": "targets",
    "periodos": "periods",
    "anios": "years",
    "cruce": "crossed",
    "actividades": "activities",
    "tabla": "table",
}
"""What stands before or after the id of a measure, a figure, a report or a plan."""
_WRITTEN = re.compile(
    r'(?:(?<=\sid=")|(?<=\{: #)|(?<=href="#)|(?<=data-for=")|(?<=data-tools=")|(?<=data-k="))'
    r'[^" }]+'
)


@lru_cache(100_000)
def in_language(path: str, lang: str) -> str:
    """The name of a page or a file in a language, with what follows ``?`` or ``#``."""
    names = _IN.get(lang)
    if names is None:
        return path
    name, rest = _parted(path)
    asked, sign, at = rest.partition("#")
    asked = re.sub(r"(?<=[?&.])[\w-]+(?=[.=])", lambda it: id_in_language(it[0], lang), asked)
    return _renamed(name, names.items()) + asked + sign + id_in_language(at, lang)


def twin_of(page: str, lang: str) -> str:
    """The JSON of a page, from the root of the site: ``api/v1/planes/x.json`` of ``planes/x/``."""
    return f"{paths.API}{paths.address(in_language(page, lang)).rstrip('/') or 'index'}.json"


def ids_in_language(page: str, lang: str) -> str:
    """The text of a page with the names of its parts in a language, in links to them too."""
    return _WRITTEN.sub(lambda it: id_in_language(it[0], lang), page) if lang in _IDS else page


def id_in_language(name: str, lang: str) -> str:
    """The name in a language of a part of a page, or of a column of a table."""
    words = _IDS.get(lang)
    if words is None:
        return name
    if name in words or "-" not in name:
        return words.get(name, name)
    first, last = name.split("-", 1)[0], name.rsplit("-", 1)[1]
    within = name[len(first) : -len(last)]
    return _BEFORE.get(first, first) + within + _AFTER.get(last, last)


def without_language(path: str, lang: str) -> str:
    """The name within the program of what has a name in a language."""
    names = _IN.get(lang)
    return _renamed(path, ((there, here) for here, there in names.items())) if names else path


def _parted(path: str) -> tuple[str, str]:
    end = min((i for sign in "?#" if (i := path.find(sign)) >= 0), default=len(path))
    return path[:end], path[end:]


def _renamed(path: str, names: Iterable[tuple[str, str]]) -> str:
    for given, wanted in names:
        found = Address(given).names_in(path)
        if found is not None:
            return Address(wanted)(*found)
    return path


def reserved_codes() -> frozenset[str]:
    """What no part of a plan may be called, for it stands beside them in any language."""
    own = [it for it in paths.ADDRESSES if it.names == ("plan",)]
    named = [name for it in own for name in (it, *(names[it] for names in _IN.values()))]
    of_measures = (paths.API_MEASURE, *(names[paths.API_MEASURE] for names in _IN.values()))
    folders = {posixpath.basename(posixpath.dirname(name)) for name in of_measures}
    return frozenset(posixpath.basename(name).removesuffix(".md") for name in named) | folders


def reserved_levels() -> frozenset[str]:
    """What no level of a plan may be called: folders of its pages that are not of its parts."""
    named = (paths.PLAN_AS_OF, *(names[paths.PLAN_AS_OF] for names in _IN.values()))
    return frozenset(posixpath.basename(posixpath.dirname(name)) for name in named)


def reserved_pages() -> frozenset[str]:
    """Names of the pages and folders that portals have at the top of their site."""
    own = [*paths.ADDRESSES, paths.PROPOSE]
    named = [name for it in own for name in (it, *(names.get(it, it) for names in _IN.values()))]
    return frozenset(name.split("/")[0].removesuffix(".md") for name in named)
