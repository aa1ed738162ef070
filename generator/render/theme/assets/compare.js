/* Shows of two things what the page has written of both.
   Address: ?a=&b=
 section[data-labels]  a table, names of its figures; [data-others]  why not with later
 tr[data-c]  code, [data-x]  figures, [data-d0]  what to say with each later row; "!": as it is */
(() => {
	const form = document.querySelector("[data-compare]"), out = document.querySelector(".said");
	if (!form) return;
	const { make, read, save } = avance, { a, b } = form.elements, say = form.dataset, split = (s) => (s || "").split("|");
	const groups = [...document.querySelectorAll("section[data-labels]")].map((box) => ({ box, rows: [...box.querySelectorAll("tr[data-c]")] }));

	const known = new Set();
	for (const { box, rows } of groups) {
		const label = box.querySelector("h2").textContent, parts = [a, b].map(() => make("optgroup", { label }));
		for (const { cells, dataset: { c } } of rows) {
			if (!known.has(c)) parts.forEach((part) => part.append(new Option(cells[0].textContent.trim(), c)));
			known.add(c);
		}
		if (parts[0].children.length) [a, b].forEach((select, n) => select.append(parts[n]));
	}

	const sentence = (text, [r, s], n) => {
		if (text[0] === "!") return text.slice(1);
		const values = { first: r.name, a: split(r.x)[n], difference: text, second: s.name, b: split(s.x)[n] };
		return say.sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
	};
	const show = () => {
		const picked = [a.value, b.value], both = !example && picked[0] && picked[1] && picked[0] !== picked[1];
		const found = groups.map(({ rows }) => rows.filter((row) => picked.includes(row.dataset.c)));
		const together = found.some((own) => own.length > 1), said = [];
		groups.forEach(({ box, rows }, g) => {
			const [r, s] = found[g];
			box.querySelectorAll(".part").forEach((it) => { it.open = both; });
			box.hidden = both && !(together ? s : r);
			rows.forEach((row) => { row.hidden = both && row !== r && row !== s; });
			if (both && s) split(box.dataset.labels).forEach((label, n) => {
				const text = split(r.dataset[`d${n}`])[rows.indexOf(s) - rows.indexOf(r) - 1];
				if (text) said.push(`${label}: ${sentence(text, [r.dataset, s.dataset], n)}`);
			});
		});
		if (both && !said.length) {
			const [g, h] = picked.map((c) => found.findIndex((own) => own.some((row) => row.dataset.c === c))).sort((x, y) => x - y);
			said.push(split(groups[g].box.dataset.others)[h - g - 1] || say.none);
		}
		form.lastElementChild.hidden = !both;
		out.replaceChildren(...said.map((textContent) => make("p", { className: "say", textContent })));
	};
	const pick = () => {
		example = false;
		for (const { name, value } of [a, b]) save(name, value);
		show();
	};
	let example = !/[?&][ab]=/.test(location.search);
	for (const it of [a, b]) it.value = example ? say[it.name] : read(it.name);
	form.onchange = pick;
	form.onreset = () => setTimeout(pick);
	form.hidden = false;
	show();
})();
