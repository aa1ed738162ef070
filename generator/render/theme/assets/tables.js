/* Tables and lists sort and filter; without it every row is there, in order. Texts are copied (.cp).
 table[data-tools=id]  heads become buttons; a cell sorts by its data-v, else its text
 th[data-k]  name in the address; [data-filter]  label of its select; [data-pick]  css of several values
 td[data-f]  what it is filtered by, else its text
 .tools[data-for=id]  takes filters, has their words; [data-rows]  css of a list
 details[data-more=id]  more rows: in the one table while it is sorted or filtered
 Address: ?id.q=words&id.column=value&id.orden=-column; avance.save keeps something there for every script */
(() => {
	const fold = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
	const key = (s) => fold(s).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
	const text = (e) => e.textContent.replace(/\s+/g, " ").trim();
	const said = (e) => text(e).replace(/^–$/, "");
	const all = (css, from = document) => [...from.querySelectorAll(css)];
	const make = (tag, props, ...inner) => {
		const e = Object.assign(document.createElement(tag), props);
		e.append(...inner);
		return e;
	};
	const asked = new URLSearchParams(location.search);
	const read = (name) => asked.get(name) || "";
	const save = (name, value) => {
		value ? asked.set(name, value) : asked.delete(name);
		try {
			history.replaceState(null, "", location.pathname + (`${asked}` && `?${asked}`) + location.hash);
		} catch {}
	};
	window.avance = { asked, fold, make, read, save };
	const { lang } = document.documentElement, by = lang === "es" ? "orden" : "order";
	const order = new Intl.Collator(lang, { numeric: true }).compare;

	const sorter = (table, id, rows, whole) => {
		const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
		const sort = (n, way) => {
			heads.forEach((th) => th.removeAttribute("aria-sort"));
			const sorted = [...rows];
			if (way) {
				heads[n].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
				const of = new Map(rows.map((row) => [row, row.cells[n].dataset.v ?? said(row.cells[n])]));
				const compare = [...of.values()].some(isNaN) ? order : (a, b) => a - b;
				sorted.sort((r, s) => { // what has no value is last, both ways
					const a = of.get(r), b = of.get(s);
					return a && b ? way * compare(a, b) : !a - !b;
				});
			}
			whole("sort", way);
			body.append(...sorted.filter((row) => row.parentNode === body), ...all(".tot", body)); // totals last
		};
		heads.forEach((th, n) => {
			const onclick = () => {
				const way = { ascending: -1, descending: 0 }[th.getAttribute("aria-sort")] ?? 1;
				sort(n, way);
				save(`${id}.${by}`, way && (way < 0 ? "-" : "") + th.dataset.k);
			};
			th.append(make("button", { type: "button", className: "sort", onclick }, ...th.childNodes));
		});
		const given = read(`${id}.${by}`);
		const n = heads.findIndex((th) => th.dataset.k === given.replace("-", ""));
		if (n >= 0) sort(n, given[0] === "-" ? -1 : 1);
	};

	const filters = (bar, rows, heads, whole) => {
		const say = bar.dataset, id = say.for;
		const folds = new Set(rows.map((row) => row.closest("details:not([data-more])")).filter(Boolean));
		const words = new Map(rows.map((row) =>
			[row, fold(text(row) + all("[title]", row).map((e) => ` ${e.title}`))]));
		const box = make("input", { type: "search", value: read(`${id}.q`) });
		const picks = [];
		for (const th of heads) {
			const { filter, pick, k, asis } = th.dataset;
			if (!filter) continue;
			const counts = new Map();
			const held = new Map(rows.map((row) => {
				const cell = row.cells[th.cellIndex];
				const values = (pick ? all(pick, cell) : [cell]).map((e) => e.dataset.f ?? said(e)).filter(Boolean);
				values.forEach((v) => counts.set(v, (counts.get(v) || 0) + 1));
				return [row, values.map(key)];
			}));
			if (counts.size < 2) continue;
			const names = [...counts.keys()];
			const e = make("select", {}, new Option(say.all, ""),
				...(asis == null ? names.sort(order) : names).map((v) => new Option(`${v} (${counts.get(v)})`, key(v))));
			e.value = read(`${id}.${k}`);
			if (e.selectedIndex < 0) e.value = "";
			picks.push({ filter, k, e, held });
		}
		const count = make("span", { role: "status" });
		const clear = make("button", { type: "button", hidden: true, onclick() { reset(); box.focus(); } }, say.clear);
		const unfold = (open) => { // on a phone
			bar.classList.toggle("open", open);
			opener.ariaExpanded = bar.classList.contains("open");
		};
		const opener = make("button", { type: "button", className: "opener", ariaExpanded: false, onclick: () => unfold() }, say.open);
		const view = make("p", { className: "view" });
		const apply = () => {
			const parts = fold(box.value).split(/\s+/);
			let n = 0, head;
			for (const row of rows) {
				row.hidden = !parts.every((part) => words.get(row).includes(part)) ||
					picks.some(({ e, held }) => e.value && !held.get(row).includes(e.value));
				n += !row.hidden;
			}
			if (say.rows) for (const e of all(`h2,${say.rows}`, bar.parentNode)) {
				if (!e.closest(say.rows)) (head = e).hidden = true;
				else if (head && words.has(e) && !e.hidden) head.hidden = false;
			}
			const shown = picks.map(({ filter, e }) => e.value && `${filter}: ${e.selectedOptions[0].text}`)
				.concat(box.value && say.q.replace("{text}", () => box.value)).filter(Boolean);
			const on = shown.length > 0;
			for (const e of folds) {
				if (say.rows) e.hidden = !rows.some((row) => !row.hidden && e.contains(row));
				if (on !== !clear.hidden) e.open = on || !say.rows;
			}
			whole("filter", on);
			if (on) unfold(true);
			count.textContent = (n ? say.count : say.none).replace("{n}", n).replace("{all}", rows.length);
			view.textContent = `${say.view}: ${shown.join("; ")}. ${count.textContent}`;
			view.hidden = clear.hidden = !on;
		};
		const inputs = [{ e: box, k: "q" }, ...picks];
		const reset = () => {
			for (const { e, k } of inputs) save(`${id}.${k}`, (e.value = ""));
			apply();
		};
		const reveal = () => { // an anchor wins over a filter
			const goal = document.querySelector(":target");
			if (!rows.some((row) => row.hidden && row.contains(goal))) return;
			reset();
			const fold = goal.closest("details");
			if (fold) fold.open = true;
			goal.scrollIntoView();
		};
		for (const { e, k } of inputs) e.oninput = () => { save(`${id}.${k}`, e.value.trim()); apply(); };
		addEventListener("hashchange", reveal);
		bar.append(opener, make("label", { className: "q" }, say.find, box),
			...picks.map(({ filter, e }) => make("label", {}, filter, e)),
			make("p", { className: "count" }, count, " ", clear), view);
		apply();
		reveal();
	};

	for (const table of all("table[data-tools]")) {
		const id = table.dataset.tools, [more] = all(`[data-more="${id}"]`), own = "tbody>tr:not(.tot)";
		const later = more ? all(own, more) : [], rows = [...all(own, table), ...later], why = {};
		const whole = (name, is) => {
			why[name] = is;
			const on = !!(why.sort || why.filter);
			if (!more || more.hidden === on) return;
			more.hidden = on;
			(on ? table : more.querySelector("table")).tBodies[0].append(...later);
		};
		const [bar] = all(`.tools[data-for="${id}"]`);
		if (rows.length > 1) sorter(table, id, rows, whole);
		if (bar) filters(bar, rows, table.tHead.rows[0].cells, whole);
	}
	for (const bar of all(".tools[data-rows]"))
		filters(bar, all(bar.dataset.rows, bar.parentNode), [], () => {});
	for (const e of all(".cp")) {
		const { copy, done } = e.closest("[data-copy]").dataset, ariaLabel = `${copy}: ${e.ariaLabel}`;
		const onclick = ({ target }) => {
			getSelection().selectAllChildren(e);
			navigator.clipboard?.writeText(e.innerText).then(() => (target.ariaLabel = target.textContent = done));
		};
		e.after(make("button", { type: "button", className: "copy", onclick, ariaLabel }, copy));
	}
	for (const e of all("[data-address]")) {
		e.append(location.href.split(/[?#]/)[0]);
		e.hidden = false;
	}
})();
