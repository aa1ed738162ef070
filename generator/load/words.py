"""What pydantic and our own strict types refuse, in the author's words.

``WORDS`` has one entry for each code that ``model.base.fault`` raises: what is wrong, and what
to write instead. A test holds both lists together, and each code has its entry in the manual.
"""

from __future__ import annotations

from generator.problems import Message, msg

WORDS: dict[str, tuple[Message, Message | None]] = {
    "address-without-code": (
        msg("«{text}» does not say where the code goes"),
        msg("write {{code}} where it stands in the address: https://example.org/{{code}}"),
    ),
    "bad-arithmetic": (
        msg("«{text}» is not arithmetic that can be recomputed"),
        msg("write only numbers with a decimal point, + - * / and parentheses: 12 + 30"),
    ),
    "bad-range": (
        msg("«{text}» is not a range"),
        msg(
            'write its bounds between quotes: "[75, 95)" from 75 to less than 95, '
            '"[95, inf)" from 95'
        ),
    ),
    "figure-of-nothing": (
        msg("the figure «{figure}» does not say of what it is"),
        msg("add «of:» with the code of a part of the plan or an indicator, or «of: plan»"),
    ),
    "range-of-one-end": (
        msg("the range has no «{missing}»"),
        msg("write both ends; with one end only, the number, and «direction: at-least» (at-most)"),
    ),
    "range-upside-down": (
        msg("the range {text} does not go up"),
        msg("write the lower end first: {high}-{low}; one number where both are the same"),
    ),
    "range-as-printed": (msg("«{text}» is a range in words"), msg("write {suggestion}")),
    "not-a-change": (
        msg("«{text}» is not a change of the baseline"),
        msg("write {{change: -50%}} for half of it, or {{change: -50}} for 50 units less"),
    ),
    "not-a-quotient": (
        msg("«{keys}» does not give the two numbers of a value"),
        msg("write {{numerator: 27, denominator: 30}}, with «per» and the printed «value» if any"),
    ),
    "denominator-of-nothing": (
        msg("{text} is no denominator"),
        msg("write how many there were in all; where there were none, not-applicable as the value"),
    ),
    "row-width": (
        msg("row {row} is not as wide as the table (cells: {cells}; columns: {columns})"),
        msg('write one cell for each column; "" where the document leaves it empty'),
    ),
    "bad-code": (
        msg("«{text}» is not a code"),
        msg("use letters without accents, digits, and single . - _ between them"),
    ),
    "bad-commit": (
        msg("«{text}» is not the name of a commit"),
        msg("write its first signs as git shows them: 7 or more of 0-9 and a-f"),
    ),
    "bad-date": (msg("«{text}» is not a date"), msg("write it as year-month-day: {suggestion}")),
    "bad-format": (msg("«{text}» is not a format of the content"), msg("write «format: {newest}»")),
    "bad-id": (
        msg("«{text}» is not a valid id"),
        msg("use lower-case letters without accents, digits and hyphens: «{suggestion}»"),
    ),
    "bad-month": (
        msg("«{text}» is not a month"),
        msg("write the number of the month: 7 for years that begin in July"),
    ),
    "bad-period": (msg("«{text}» is not a period"), msg("did you mean «{suggestion}»?")),
    "bad-span": (
        msg("this is not the period of a plan"),
        msg("write a year (2024) or {{from: {first}, to: {last}}}"),
    ),
    "bad-url": (
        msg("«{text}» is not a web address"),
        msg("write it whole, starting with https://"),
    ),
    "bad-site-url": (
        msg("«{text}» cannot be the address of a portal"),
        msg("write it without «?», «#» or «\\»: https://plans.example.org/avance/"),
    ),
    "bad-weekday-rule": (
        msg("this rule does not name a day"),
        msg("write {{nth: 2, weekday: sunday, month: 2024-05}}"),
    ),
    "bad-year": (msg("«{text}» is not a year"), msg("write four digits: 2024")),
    "fiscal-period": (
        msg("«{text}» is not a period of this plan, whose year {year} begins on {day}"),
        msg("valid forms: {forms}"),
    ),
    "fiscal-year": (
        msg("«{text}» is not a period of years that begin in January"),
        msg(
            "a year from July to June is {label}, with «year_starts: 7» in plan.yml; of a biennium "
            "write the last year, {last}, and say in «note» what it covers"
        ),
    ),
    "bands-of-nothing": (
        msg("with «formula: met» there is no percentage for: {keys}"),
        msg("take it away, or write another «formula»"),
    ),
    "bands-order": (
        msg("the bands are not in order: medium {medium}, high {high}"),
        msg("write lower bounds that grow: medium: 75, high: 95"),
    ),
    "cap-below-target": (
        msg("the cap {cap} is below 100: what reaches its target would not count in full"),
        msg("write 100 or more; without «cap» it is 100"),
    ),
    "calendar-date": (
        msg("the entry must have one date, written in one way"),
        msg("write only one of: date, from and to, week, rule"),
    ),
    "currency-sign": (
        msg("«{text}» has a currency sign"),
        msg("write only the number: {suggestion}"),
    ),
    "dash-as-value": (
        msg("a dash («{text}») is not a value"),
        msg("write not-programmed, not-applicable, or leave the period out"),
    ),
    "decimal-comma": (msg("«{text}» has a decimal comma"), msg("write a point: {suggestion}")),
    "date-out-of-range": (
        msg("«{text}» is far from any plan"),
        msg("check the year; it can be from 1800 to 2199"),
    ),
    "division-by-zero": (msg("«{text}» divides by zero"), msg("correct the divisor")),
    "decimals-range": (
        msg("{decimals} decimals are more than a page can show"),
        msg("write a number from 0 to 6"),
    ),
    "report-without-words": (
        msg("the report says nothing"),
        msg("write at least one of: scope, situation, factors, recommendation, assessment, tables"),
    ),
    "figure-incomplete": (
        msg("the figure «{figure}» needs «{key}»"),
        msg("add it: without it nobody can say what is to be recomputed"),
    ),
    "equals-elsewhere": (
        msg("«equals» is for a statement, and this is «{figure}»"),
        msg("remove «equals», or write «figure: statement»"),
    ),
    "document-without-name": (
        msg("the document has neither a title nor a number"),
        msg("write its «title»; where nothing prints it, its «number»"),
    ),
    "duplicate-key": (
        msg("the total stands twice: in «value» and beside it"),
        msg("leave the one that is printed"),
    ),
    "empty-value": (
        msg("there is no value"),
        msg("write it, or leave the key out (a period without a target: not-programmed)"),
    ),
    "exponent": (
        msg("«{text}» is written with an exponent"),
        msg("write it in full: {suggestion}; if it is a code, put it between quotes"),
    ),
    "figure-or-fact": (
        msg("the entry must have «figure» or «fact», only one of them"),
        msg("«figure» can be recomputed; «fact» appears more than once"),
    ),
    "flag-expected": (msg("«{text}» is neither true nor false"), msg("write true or false")),
    "hidden-character": (
        msg("invisible character {char}"),
        msg("delete it and type the text again"),
    ),
    "indicator-and-traits": (
        msg("the indicator cites a reference sheet and also writes: {keys}"),
        msg("leave these to the sheet, or remove «indicator»"),
    ),
    "leading-zero": (
        msg("«{text}» starts with a zero"),
        msg('write {suggestion}; if it is a code, put it between quotes: "{text}"'),
    ),
    "letters-apart": (
        msg("in «{text}» letters and their accents are separate signs"),
        msg("type the text again; so written, neither the search nor another key finds it"),
    ),
    "measure-without-name": (
        msg("the indicator does not say what it measures"),
        msg(
            "cite a sheet of content/indicators/ with «indicator», or give «unit» "
            "(and «name», if it is not the title of the activity)"
        ),
    ),
    "no-such-date": (
        msg("«{text}» does not exist in the calendar"),
        msg("check the day and the month"),
    ),
    "not-a-number": (
        msg("«{text}» is not a number"),
        msg("write digits, with a point for decimals: 1409 or 573853.00"),
    ),
    "not-a-rank": (
        msg("«{text}» is not a rank: a relevance or a priority is a whole number from 1"),
        msg("write its rank, 1 for what comes first; a share of the whole goes in «weight»"),
    ),
    "not-a-share": (
        msg("{text} is not a share: a weight is more than 0 and at most 100"),
        msg("write its share in percent, 60 for 60%; leave it out where nothing prints it"),
    ),
    "number-out-of-range": (
        msg("{text} is beyond any figure of a plan"),
        msg("check it: at most 15 digits before the point and 10 after it; a count, a million"),
    ),
    "number-expected": (msg("a number is expected here"), msg("write digits after the key: 1409")),
    "percent-sign": (
        msg("«{text}» has a percent sign"),
        msg("write only the number: {suggestion}"),
    ),
    "plus-sign": (msg("«{text}» has a plus sign"), msg("write {suggestion}")),
    "quoted-number": (
        msg("the number «{text}» is between quotes"),
        msg("write it without quotes: {text}"),
    ),
    "result-without-value": (
        msg("the result has no «value»"),
        msg("write {suggestion}"),
    ),
    "state-of-results": (
        msg("a target cannot be {state}"),
        msg("write it; where the document sets none: not-programmed"),
    ),
    "status-without-figure": (
        msg("«{status}» is said of a figure, and there is none"),
        msg("write the figure in value, or remove status"),
    ),
    "state-without-reason": (
        msg("the figure is {state}, and nothing says why"),
        msg("write {{{before}value: {state}, note: the reason that the document gives}}"),
    ),
    "several-paragraphs": (
        msg("the text has several paragraphs"),
        msg("write one paragraph; several go in a list («paragraphs»)"),
    ),
    "span-reversed": (
        msg("the end ({last}) comes before the beginning ({first})"),
        msg("exchange them, or correct one"),
    ),
    "spreadsheet-error": (
        msg("«{text}» is a spreadsheet error, not a figure"),
        msg("look it up in the source; if it is not there, leave it out and say so in «note»"),
    ),
    "state-never-written": (
        msg("«{text}» is never written: it follows from a missing result"),
        msg("leave the result out; for a period without a target: not-programmed"),
    ),
    "text-expected": (
        msg("one text is expected here, not several values"),
        msg("write it on one line after the key"),
    ),
    "text-too-long": (
        msg("the text has {n} signs, and at most {most} fit here"),
        msg("shorten it: the rest stays in the document"),
    ),
    "thousands-separator": (
        msg("«{text}» has thousands separators"),
        msg("write only digits: {suggestion}"),
    ),
    "unknown-state": (
        msg("«{text}» is neither a number nor a state"),
        msg("write {suggestion}, if that is meant"),
    ),
    "unquoted-text": (
        msg("«{text}» without quotes is read as {kind}, and text is expected"),
        msg('put it between quotes: "{text}"'),
    ),
    "bad-crossing": (
        msg("«by» names {text}"),
        msg("write one dimension, or two different ones that are crossed: [sex, age]"),
    ),
    "whole-without-parts": (
        msg("{text} is the total of no parts"),
        msg("write it as the only value; or beside its parts: {{women: 40, men: 45, total: 85}}"),
    ),
    "parts-expected": (
        msg("{text} is not divided into parts"),
        msg("write them: {{women: 40, men: 45}}; the whole goes under «value»"),
    ),
    "value-expected": (msg("«{key}» must have one value"), msg("write one value after the colon")),
    "whole-number-expected": (
        msg("{text} is not a whole number of {least} or more"),
        msg("write digits without point or sign"),
    ),
}

UNSURE = {
    "bad-period": msg(
        "forms: 2024 (year), 2024-S1 (semester), 2024-T1 (quarter), 2024-B1 (two months), "
        "2024-03 (month), 2024-W16 (ISO week), 2024-03-s2 (second week of a month), "
        "2024-03-31 (day)"
    ),
    "result-without-value": msg(
        "write value: 834, or leave the indicator out if nothing was reported"
    ),
    "unknown-state": msg(
        "states are: not-programmed, not-applicable, withheld, not-available, done, not-done"
    ),
}
"""What to write where nobody can tell what was meant."""
PLAIN_KINDS = {"bool": msg("a logical value"), "number": msg("a number"), "date": msg("a date")}
MISSING = (msg("«{key}» is missing"), msg("add «{key}:» here"))
UNKNOWN = msg("the key «{key}» is not known here")
DID_YOU_MEAN = msg("did you mean «{suggestion}»?")
CUT = msg('a text with a comma goes between quotes: {key}: "{text}"')
KNOWN_KEYS = msg("keys known here: {keys}")
CHOICE = msg("«{text}» is not one of the possible values")
CHOICES = msg("write one of: {choices}")
LIST_EXPECTED = (msg("a list is expected here"), msg("start each entry with «- » on its own line"))
KEYS_EXPECTED = (
    msg("keys with values are expected here, not one text"),
    msg("write for example: {key}: {{{keys}}}"),
)
MAPPING_EXPECTED = (msg("keys with values are expected here"), msg("write «key: value» lines"))
LEVELS = msg("list the levels from the top: levels: [{{code: …, singular: …, plural: …}}]")
OTHER = msg("the value is not accepted ({detail})")
