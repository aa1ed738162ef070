/* The rows of a table of open data, on its page: its CSV is asked for when somebody wants to see them.
 .explore  has the link to the file and the words; .columns  is the table that says what each column is
 Address: ?q=words&column=value&orden=-column&columnas=column.column; – is a cell without a value */
(() => {
	const box = document.querySelector(".explore"), file = box?.querySelector("a[download]");
	if (!file) return;
	const { asked, fold, make, read, save } = avance, say = box.dataset, { lang } = document.documentElement, about = document.querySelector(".columns");
	const [BY, COLUMNS] = lang === "es" ? ["orden", "columnas"] : ["order", "columns"];
	const SHOWN = 8, FEW = 40, LONG = 60, AT_ONCE = 25, FIRST = 4, NONE = "–";
	const order = new Intl.Collator(lang, { numeric: true }).compare;
	const button = (text, onclick, className = "") => make("button", { type: "button", onclick, className }, text);
	const folded = (title, className, inner) => make("details", { className: "fold" }, make("summary", {}, title), make("div", { className }, ...inner));

	/* RFC 4180: the cells of each row, and its line, which a download has as it is. */
	const parse = (s) => {
		const rows = [], cell = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))(,|\r?\n|$)/y;
		let cells = [], from = 0;
		while (from < s.length) {
			const [, quoted, bare, end] = cell.exec(s);
			cells.push((quoted?.replaceAll('""', '"') ?? bare).replace(/^'(?=[=+\-@\t\r\n])/, ""));
			if (end === ",") continue;
			rows.push({ cells, line: s.slice(from, cell.lastIndex) });
			[cells, from] = [[], cell.lastIndex];
		}
		return rows;
	};

	const explore = (text) => {
		const [{ cells: names, line: head }, ...rows] = parse(text);
		const told = new Map([...about.querySelectorAll("tbody tr")].map(({ cells }) => [cells[0].textContent, cells]));
		const numbers = about.dataset.n.split(" ");
		const columns = names.map((name, n) => {
			const [, title, , what] = told.get(name), words = { "": NONE, true: say.yes, false: say.no };
			for (const e of what.querySelectorAll(".words code")) words[e.textContent] = e.nextSibling.data.split(/[:;]/)[0].trim();
			const values = [...new Set(rows.map(({ cells }) => cells[n]))], number = numbers.includes(name);
			const read = ({ cells }) => words[cells[n]] ?? cells[n];
			const isFew = values.length > 1 && values.length <= Math.min(FEW, rows.length / 2) && !number &&
				values.every((v) => v.length <= LONG && !/^\d{4}-\d\d-\d\d$/.test(v));
			const tells = values.length > 1 && rows.filter(({ cells }) => cells[n]).length > rows.length / 10;
			return { n, name, title: title.textContent, look: number ? "n" : "", words, values, read, isFew, tells };
		});
		const wanted = read(COLUMNS).split("."), telling = columns.filter((it) => it.tells);
		let shown = columns.filter((it) => wanted.includes(it.name)), found, limit;
		if (!shown.length) shown = (telling.length ? telling : columns).slice(0, SHOWN);

		const facets = columns.filter((it) => it.isFew || asked.has(it.name)).sort((a, b) => b.tells - a.tells).map(({ n, name, title, words, values }) => {
			const given = asked.get(name), own = values.map((v) => v || NONE);
			if (given && !own.includes(given)) own.push(given);
			const options = own.map((v) => [v, words[v] ?? v]).sort((a, b) => order(a[1], b[1]))
				.map(([v, said]) => Object.assign(new Option(said, v), { said }));
			const e = make("select", { onchange() { save(name, e.value); apply(); } }, new Option(say.all, ""), ...options);
			e.value = given || "";
			return { n, name, e, options, label: make("label", {}, title, e), fits: ({ cells }) => !e.value || (cells[n] || NONE) === e.value };
		});
		const input = make("input", { type: "search", value: read("q"), oninput() { save("q", input.value.trim()); apply(); } });
		const table = make("table", { className: "t", role: "table" }), status = make("span", { role: "status" });

		const draw = () => {
			table.tBodies[0].replaceChildren(...found.slice(0, limit).map((row) => make("tr", { role: "row" }, ...shown.map((it, k) => {
				const e = make(k ? "td" : "th", { role: k ? "cell" : "rowheader", className: it.look }, it.read(row));
				k ? (e.dataset.h = it.title) : (e.scope = "row");
				return e;
			}))));
			more.hidden = found.length <= limit;
		};
		const sort = () => {
			const by = read(BY), it = columns.find(({ name }) => name === by.replace("-", "")), way = by[0] === "-" ? -1 : 1;
			for (const th of table.tHead.rows[0].cells)
				th.ariaSort = th.dataset.k === it?.name ? (way > 0 ? "ascending" : "descending") : null;
			if (it) found.sort((r, s) => { // what has no value is last, both ways
				const [a, b] = [r.cells[it.n], s.cells[it.n]];
				return a && b ? way * (it.look ? a - b : order(it.read(r), it.read(s))) : !a - !b;
			});
			draw();
		};
		const apply = () => {
			const parts = fold(input.value).split(/\s+/);
			const said = rows.filter((row) => parts.every((part) =>
				(row.text ??= fold(columns.map((it) => `${row.cells[it.n]} ${it.read(row)}`).join(" "))).includes(part)));
			for (const { n, e, options } of facets) {
				const counts = {};
				for (const row of said) if (facets.every((it) => it.e === e || it.fits(row))) counts[row.cells[n] || NONE] = (counts[row.cells[n] || NONE] || 0) + 1;
				for (const o of options) o.text = `${o.said} (${counts[o.value] || 0})`;
			}
			found = said.filter((row) => facets.every((it) => it.fits(row)));
			limit = AT_ONCE;
			status.textContent = (found.length ? say.count : say.none).replace("{n}", found.length).replace("{all}", rows.length);
			clear.hidden = !input.value && facets.every(({ e }) => !e.value);
			take.hidden = !found.length;
			sort();
		};
		const lay = () => table.replaceChildren(make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...shown.map(({ name, title, look }) => {
			const th = make("th", { scope: "col", role: "columnheader", className: look }, button(title, () => {
				const by = asked.get(BY);
				save(BY, by === name ? `-${name}` : by === `-${name}` ? "" : name);
				apply();
			}, "sort"));
			th.dataset.k = name;
			return th;
		}))), make("tbody", { role: "rowgroup" }));
		const more = button(say.more, () => { limit += 4 * AT_ONCE; draw(); }, "md-button");
		const clear = button(say.clear, () => {
			save("q", (input.value = ""));
			for (const { name, e } of facets) save(name, (e.value = ""));
			apply();
			input.focus();
		});
		const take = button(say.take, () => {
			const href = URL.createObjectURL(new Blob([head, ...found.map(({ line }) => line)], { type: "text/csv" }));
			make("a", { href, download: `${say.name}-${found.length}.csv` }).click();
			setTimeout(() => URL.revokeObjectURL(href), 1e4);
		});
		const picks = columns.map((it) => make("label", {}, make("input", { type: "checkbox", checked: shown.includes(it), onchange() {
			shown = columns.filter((other) => (other === it ? this.checked : shown.includes(other)));
			save(COLUMNS, shown.map(({ name }) => name).join("."));
			lay();
			sort();
		} }), ` ${it.title}`));
		const rest = facets.slice(FIRST), others = folded(say.filters, "tools", rest.map(({ label }) => label));
		others.open = rest.some(({ e }) => e.value);
		others.hidden = !rest.length;
		table.dataset.tools = "";
		begin.replaceWith(make("div", { className: "tools" }, make("label", { className: "q" }, say.find, input), ...facets.slice(0, FIRST).map(({ label }) => label)),
			others, folded(say.columns, "picks", picks), make("p", { className: "count" }, status, clear, take), make("div", { className: "tb wide", tabIndex: 0 }, table), more);
		lay();
		apply();
		return input;
	};

	const start = () => {
		begin.textContent = say.wait;
		return fetch(file.href).then((it) => (it.ok ? it.text() : Promise.reject())).then(explore, () => void (begin.textContent = say.fail));
	};
	const begin = make("p", { role: "status" }, button(say.open, () => start().then((e) => e?.focus()), "md-button"));
	if (location.protocol === "file:") begin.textContent = say.disk;
	else if (`${asked}`) start();
	box.append(begin);
})();
