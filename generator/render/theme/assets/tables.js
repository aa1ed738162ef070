/* Tables and lists that sort and filter. Without this script every row is there, in page order.
   table[data-tools="id"]      heads become buttons; a cell sorts by its data-v, else by its text
   th[data-k]                  name of the column in the address; th[data-filter] label of its select
   td[data-f] / th[data-pick]  what a cell is filtered by, else its text; selector of several values
   .tools[data-for="id"]       where the filters go, with the words they use (data-rows: of a list)
   The state stands in the address, so that a link shows what its sender saw:
   ?id.q=words&id.column=value&id.orden=-column */
(() => {
  const fold = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const key = (s) => fold(s).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  const text = (e) => e.textContent.replace(/\s+/g, " ").trim();
  const make = (tag, props, ...inner) => {
    const e = Object.assign(document.createElement(tag), props);
    e.append(...inner);
    return e;
  };
  const read = (name) => new URLSearchParams(location.search).get(name) || "";
  const save = (name, value) => {
    const all = new URLSearchParams(location.search);
    value ? all.set(name, value) : all.delete(name);
    const query = String(all) && `?${all}`;
    try {
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    } catch { /* the page stays as it is; only its address cannot follow */ }
  };
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  /* What a cell sorts by: "" (no data) is always last. */
  const value = (row, n) => {
    const cell = row.cells[n];
    const said = cell.dataset.v ?? text(cell);
    return said === "–" ? "" : said;
  };
  const sorter = (table, id, rows) => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const last = [...body.rows].filter((row) => !rows.includes(row)); /* totals stay below */
    const sort = (n, way) => {
      heads.forEach((th) => th.removeAttribute("aria-sort"));
      let sorted = rows;
      if (way) {
        heads[n].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        const found = new Map(rows.map((row) => [row, value(row, n)]));
        const numbers = [...found.values()].every((v) => !isNaN(v));
        const compare = (a, b) => (numbers ? a - b : order(a, b));
        sorted = [...rows].sort((r, s) => {
          const [a, b] = [found.get(r), found.get(s)];
          return a === "" || b === "" ? (a === "") - (b === "") : way * compare(a, b);
        });
      }
      body.append(...sorted, ...last);
    };
    heads.forEach((th, n) => {
      const button = make("button", { type: "button", className: "sort" }, ...th.childNodes);
      th.append(button);
      button.addEventListener("click", () => {
        const way = { ascending: -1, descending: 0 }[th.getAttribute("aria-sort")] ?? 1;
        sort(n, way);
        save(`${id}.orden`, way && (way < 0 ? "-" : "") + (th.dataset.k || n));
      });
    });
    const given = read(`${id}.orden`);
    const n = heads.findIndex((th, i) => (th.dataset.k || String(i)) === given.replace(/^-/, ""));
    if (n >= 0) sort(n, given[0] === "-" ? -1 : 1);
  };

  const filters = (bar, id, rows, table) => {
    const say = bar.dataset;
    const words = new Map(rows.map((row) => [row, fold(text(row))]));
    const box = make("input", { type: "search", value: read(`${id}.q`) });
    const picks = [];
    for (const th of table ? table.tHead.rows[0].cells : []) {
      if (!th.dataset.filter) continue;
      const of = (row) => {
        const cell = row.cells[th.cellIndex];
        if (th.dataset.pick) return [...cell.querySelectorAll(th.dataset.pick)].map((e) => e.dataset.f ?? text(e));
        return [cell.dataset.f ?? text(cell)];
      };
      const held = new Map(rows.map((row) => [row, of(row).filter((v) => v && v !== "–")]));
      const counts = new Map();
      for (const v of [...held.values()].flat()) counts.set(v, (counts.get(v) || 0) + 1);
      if (counts.size < 2) continue;
      const names = [...counts.keys()];
      if (!("asis" in th.dataset)) names.sort(order);
      const select = make("select", {}, new Option(say.all, ""));
      for (const v of names) select.add(new Option(`${v} (${counts.get(v)})`, key(v)));
      select.value = read(`${id}.${th.dataset.k}`);
      if (select.selectedIndex < 0) select.value = "";
      picks.push({ label: th.dataset.filter, name: th.dataset.k, select, held });
    }
    const count = make("span", { role: "status" });
    const clear = make("button", { type: "button", textContent: say.clear });
    const view = make("p", { className: "view" });
    const apply = () => {
      const parts = fold(box.value).split(/\s+/);
      let n = 0;
      for (const row of rows) {
        row.hidden = !(parts.every((part) => words.get(row).includes(part)) &&
          picks.every(({ select, held }) => !select.value || held.get(row).some((v) => key(v) === select.value)));
        n += !row.hidden;
      }
      /* A heading of a list without any row left goes with them. */
      let head, shown;
      if (say.rows) for (const e of bar.parentNode.querySelectorAll(`h2,${say.rows}`)) {
        if (e.matches(say.rows)) { if (head && !e.hidden) head.hidden = false; }
        else if (!e.closest(say.rows)) (head = e).hidden = n < rows.length;
      }
      const told = [box.value && `«${box.value}»`, ...picks.map(({ label, select }) =>
        select.value && `${label}: ${select.selectedOptions[0].text}`)].filter(Boolean);
      count.textContent = (n ? say.count : say.none).replace("{n}", n).replace("{all}", rows.length);
      view.textContent = `${say.view}: ${told.join("; ")}. ${count.textContent}`;
      view.hidden = clear.hidden = !told.length;
    };
    const listen = (e, type, name) => e.addEventListener(type, () => { save(`${id}.${name}`, e.value.trim()); apply(); });
    const reset = () => {
      for (const [e, name] of [[box, "q"], ...picks.map((p) => [p.select, p.name])]) { e.value = ""; save(`${id}.${name}`); }
      apply();
    };
    const reveal = () => { /* an anchor leads to what a filter hides: the anchor wins */
      const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (goal && goal.closest("[hidden]") && rows.some((row) => row.contains(goal))) { reset(); goal.scrollIntoView(); }
    };
    listen(box, "input", "q");
    picks.forEach((p) => listen(p.select, "change", p.name));
    clear.addEventListener("click", () => { reset(); box.focus(); });
    addEventListener("hashchange", reveal);
    bar.setAttribute("role", "group");
    bar.append(make("label", { className: "q" }, say.find, box),
      ...picks.map((p) => make("label", {}, p.label, p.select)),
      make("p", { className: "count" }, count, " ", clear), view);
    apply();
    reveal();
  };

  for (const e of document.querySelectorAll("[data-address]")) { /* a printed page says where it stands */
    e.append(location.href.split(/[?#]/)[0]);
    e.hidden = false;
  }
  const plain = (table) => [...table.tBodies[0].rows].filter((row) => !row.matches(".tot"));
  const bars = new Map([...document.querySelectorAll(".tools")].map((bar) => [bar.dataset.for, bar]));
  for (const table of document.querySelectorAll("table[data-tools]")) {
    const id = table.dataset.tools, rows = plain(table), bar = bars.get(id);
    if (rows.length > 1) sorter(table, id, rows);
    if (bar) filters(bar, id, rows, table);
  }
  for (const [id, bar] of bars)
    if (bar.dataset.rows) filters(bar, id, [...bar.parentNode.querySelectorAll(bar.dataset.rows)]);
})();
