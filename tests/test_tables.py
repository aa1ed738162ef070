"""What every table of a page is told, so that a row of it can be a card on a phone."""

from __future__ import annotations

from generator.site.tables import laid_out

TABLE = (
    '<table class="t" data-tools="x">\n<caption><span>Regiones</span></caption>\n'
    '<thead><tr><th scope="col">Región</th><th scope="col" class="n"><b>Meta</b> "A"</th>'
    '<th scope="col">Unidad</th></tr></thead>\n'
    '<tbody>\n<tr><th scope="row">Ayacucho</th><td class="n">125</td><td>Persona</td></tr>\n'
    '<tr class="tot"><td>Suma</td><td class="n" data-h="de">9</td><td></td><td>demás</td></tr>\n'
    "</tbody></table>"
)
TOLD = (
    '<table role="table" class="t" data-tools="x">\n'
    "<caption><span>Regiones</span></caption>\n"
    '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Región</th>'
    '<th role="columnheader" scope="col" class="n"><b>Meta</b> "A"</th>'
    '<th role="columnheader" scope="col">Unidad</th></tr></thead>\n'
    '<tbody role="rowgroup">\n<tr role="row"><th role="rowheader" scope="row">Ayacucho</th>'
    '<td role="cell" class="n" data-h="Meta &quot;A&quot;">125</td>'
    '<td role="cell" data-h="Unidad">Persona</td></tr>\n'
    '<tr role="row" class="tot"><td role="cell">Suma</td><td role="cell" class="n" data-h="de">9'
    '</td><td role="cell" data-h="Unidad"></td><td role="cell" data-h="">demás</td></tr>\n'
    "</tbody></table>"
)


def test_each_cell_is_told_its_heading_and_each_part_what_it_is() -> None:
    assert laid_out(f"<p>uno</p>{TABLE}<p>dos</p>{TABLE}") == f"<p>uno</p>{TOLD}<p>dos</p>{TOLD}"


def test_a_table_whose_caption_has_a_link_is_told_by_its_element_alone() -> None:
    link = '<span><a href="x">'
    told = TOLD.replace("<span>", link).replace(' role="table"', "")
    assert laid_out(TABLE.replace("<span>", link)) == told


def test_a_table_of_a_hand_written_page_gets_a_box_and_any_other_stays_as_it_is() -> None:
    hand = TABLE.replace(' class="t" data-tools="x"', "")
    told = TOLD.replace(' data-tools="x"', "")
    assert laid_out(hand.replace(' scope="col">Reg', ">Reg")) == laid_out(hand)
    assert laid_out(hand) == f'<div class="tb">{told}</div>'
    other = TABLE.replace('class="t"', 'class="xl"')
    assert laid_out(other) == other
