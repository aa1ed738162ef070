/* Pages of comparisons: of two that are picked, what the page has written of both is shown, and the
   rest is hidden. Nothing is computed here; without it every table stands. Address: ?a=code&b=code
   (what has been picked), or #code (the first of them).
 form[data-compare]  has the words; section[data-labels]  a table with the names of its figures
 tr[data-c]  a row by its code; data-x its figures; data-d0, data-d1  what there is to say of it and
   of each row below it; "!" begins a whole sentence; data-others the same of the tables below */
(() => {
	const form = document.querySelector("form[data-compare]"), out = document.querySelector(".said");
	if (!form) return;
	const { a, b } = form.elements, say = form.dataset, split = (s) => (s || "").split("|");
	const groups = [...document.querySelectorAll("section[data-labels]")].map((box) => (
		{ box, labels: split(box.dataset.labels), others: split(box.dataset.others), rows: [...box.querySelectorAll("tr[data-c]")] }));

	const known = new Set();
	for (const { box, rows } of groups) {
		const parts = [a, b].map(() => Object.assign(document.createElement("optgroup"), { label: box.querySelector("h2").textContent }));
		for (const row of rows) {
			const code = row.dataset.c;
			if (!known.has(code)) parts.forEach((part) => part.append(new Option(row.cells[0].textContent.trim(), code)));
			known.add(code);
		}
		if (parts[0].children.length) [a, b].forEach((select, n) => select.append(parts[n]));
	}

	const sentence = (label, text, rows, n) => {
		if (text[0] === "!") return `${label}: ${text.slice(1)}`;
		const [[first, x], [second, y]] = rows.map(({ dataset: it }) => [it.name, split(it.x)[n]]);
		const values = { first, a: x, difference: text, second, b: y };
		return `${label}: ${say.sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])}`;
	};
	const show = () => {
		const picked = [a.value, b.value], both = picked[0] && picked[1] && picked[0] !== picked[1];
		const found = groups.map(({ rows }) => rows.filter((row) => picked.includes(row.dataset.c)));
		const together = found.some((own) => own.length > 1), said = [];
		groups.forEach(({ box, labels, rows }, g) => {
			const own = found[g], here = own.length > (together ? 1 : 0);
			box.hidden = both && !here;
			rows.forEach((row) => { row.hidden = both && !own.includes(row); });
			if (both && own.length > 1) labels.forEach((label, n) => {
				const text = split(own[0].dataset[`d${n}`])[rows.indexOf(own[1]) - rows.indexOf(own[0]) - 1];
				if (text) said.push(sentence(label, text, own, n));
			});
		});
		if (both && !said.length) {
			const [g, h] = picked.map((code) => found.findIndex((own) => own.some((row) => row.dataset.c === code))).sort((x, y) => x - y);
			said.push(groups[g].others[h - g - 1] || say.none);
		}
		out.replaceChildren(...said.map((text) => Object.assign(document.createElement("p"), { className: "say", textContent: text })));
	};
	const save = () => {
		const q = new URLSearchParams(location.search);
		for (const { name, value } of [a, b]) value ? q.set(name, value) : q.delete(name);
		try {
			history.replaceState(null, "", location.pathname + (`${q}` && `?${q}`));
		} catch {}
		show();
	};
	const q = new URLSearchParams(location.search);
	const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	a.value = q.get("a") ?? row?.dataset.c ?? "";
	b.value = q.get("b") ?? "";
	form.addEventListener("change", save);
	form.addEventListener("reset", () => setTimeout(save));
	form.hidden = false;
	show();
})();
