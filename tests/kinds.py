"""One page of every kind, by its address under the site."""

from __future__ import annotations

PLAN = "planes/comunicaciones-mtpe-2024/"
KINDS = {
    "home": "",
    "plans": "planes/",
    "plan": PLAN,
    "objective": PLAN + "1/",
    "strategy": PLAN + "1.1/",
    "activity": PLAN + "1.1.1/",
    "activity with one measure": PLAN + "1.1.2/",
    "document": PLAN + "documento/",
    "calendar": PLAN + "calendario/",
    "indicators": "indicadores/",
    "indicator": "indicadores/notas-de-prensa-difundidas/",
    "documents": "documentos/",
    "glossary": "glosario/",
    "method": "metodologia/",
    "guide": "editores/",
    "plan with versions and budgets": "planes/poi-mtpe-2024/",
    "operational activity with its sheet": "planes/poi-mtpe-2024/AOI00015400049/",
    "activity of a service in several places": "planes/poi-mtpe-2024/AOI00099300006/",
    "strategic action with two rounds": "planes/pei-mtpe-2017-2027/AEI.08.02/",
    "agreement": "planes/convenio-gestion-2020-2021/",
    "management indicator": "planes/convenio-gestion-2020-2021/IdG.03/",
    "recommendations": "planes/convenio-gestion-2020-2021/recomendaciones/",
    "milestone with sessions": "planes/pfc-mtpe-2025/H5/",
    "activity with a monthly schedule": "planes/comunicacion-juntos-2021/E3.a/",
    "findings": "hallazgos/",
    "contrast": "contraste/",
    "contrast of a plan": "planes/poi-mtpe-2024/contraste/",
    "data": "datos/",
    "list of all targets": "planes/poi-mtpe-2024/medidas/",
    "report to print": "planes/poi-mtpe-2024/informe/",
}
