/* The search: looks words up in search/index.js (site/search.py) and shows what it finds.
 It forgives: accents, number and gender, endings, one mistyped letter, how a code is written,
 other names of the same thing. Nothing is fetched; no worker, so that it runs from a disk too. */
(() => {
	const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	const VALUE = new Map([...SIGNS].map((sign, n) => [sign, n]));
	const EMPTY = {
		es: "a al ante como con contra cual cuales cuando cuanto cuantos de del desde donde e el ella en entre es esta este esto fue ha han hasta hay la las le les lo los mas me mi no o para pero por que quien quienes se ser si sin sobre son su sus tiene un una uno unos y ya",
		en: "a an and are as at be been but by did do does for from had has have how in into is it its me my no not of on or our than that the their they this to was we were what when where which who why will with you your",
	};
	/* Endings that are taken off, one of each list: of number; of gender and person; of a word made
	 of another (migrante, migración). */
	const ENDS = {
		es: ["es s", "a o e an en aron ieron aba aban",
			"abilidad ibilidad amient imient acion icion atori itori ador edor idor ativ itiv ant ient anci enci abl ibl idad eri ari ori ism ist ment iv os al ad id ar er ir ion and iend ur ez"],
		en: ["es s", "ed ing e y i",
			"ization isation ational ation ition ment ness abilit ibilit ance anc ence enc abl ibl ativ iv ical al ant ent er or ist ism ion it l iz is ful less ship ag"],
	};
	const LEAST = 4; // letters that are left

	const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	const tokens = (s) => (fold(s).match(/[\p{L}\p{N}]+(?:[.,][\p{L}\p{N}]+)*/gu) || [])
		.flatMap((w) => (/\d/.test(w) ? w : w.split(/[.,]/)));
	/* AEI.02.01, aei 02 01 and AEI-2-1 are one code. */
	const parts = (w) => (w.match(/\d+|[^\d.,]+/g) || []).map((s) => s.replace(/^0+(?=\d)/, ""));

	/* Whether one letter too many, missing, wrong or two in each other's place tell words apart. */
	const isNear = (a, b) => {
		if (Math.abs(a.length - b.length) > 1) return false;
		let i = 0;
		while (i < a.length && a[i] === b[i]) i++;
		const [x, y] = [a.slice(i), b.slice(i)];
		return x.slice(1) === y.slice(1) || x === y.slice(1) || x.slice(1) === y ||
			(x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
	};

	const engine = ({ lang, pages, sections, same, words: told, places }) => {
		const set = (list) => new Set((list || "").split(" "));
		const ends = (ENDS[lang] || []).map(set), empty = set(EMPTY[lang]);
		const cut = (w, list) => {
			for (let n = Math.max(LEAST, w.length - 8); n < w.length; n++)
				if (list.has(w.slice(n))) return w.slice(0, n);
			return w;
		};
		const stem = (w) => (/\d/.test(w) ? w : ends.slice(0, 2).reduce(cut, w));
		const root = (w) => (ends[2] ? cut(stem(w), ends[2]) : w);

		const put = (map, key, it) => map.has(key) ? map.get(key).push(it) : map.set(key, [it]);

		/* Every word: where it stands in texts (a sign string until it is asked for) and in titles. */
		const vocabulary = new Map();
		const entry = (w) => vocabulary.get(w) || vocabulary.set(w, { w, said: "", titles: [] }).get(w);
		const coded = places.split(" ");
		let last = "";
		told.split(" ").forEach((it, n) => {
			last = last.slice(0, VALUE.get(it[0])) + it.slice(1);
			entry(last).said = coded[n];
		});
		const read = (it) => {
			if (typeof it.said !== "string") return it.said;
			const found = [];
			let at = -1, value = 0, unit = 1;
			for (const sign of it.said) {
				const n = VALUE.get(sign);
				value += (n & 31) * unit;
				unit *= 32;
				if (n < 32) continue;
				found.push((at += value + 1));
				[value, unit] = [0, 1];
			}
			return (it.said = found);
		};
		const size = new Float32Array(sections.length), first = [], titleSize = [], weight = [];
		for (const it of vocabulary.values()) if (it.w[0] !== "#") for (const n of read(it)) size[n]++;
		const mean = size.reduce((a, b) => a + b, 0) / sections.length || 1;
		const groups = new Map(); // by the first word of a name: the group and all words
		same.forEach((names, n) => names.forEach((name) => {
			const said = tokens(name), key = said.length && stem(said[0]);
			said.forEach(entry);
			if (said.length > 1 || (said.length && !empty.has(said[0]))) put(groups, key, [`#${n}`, said.map(stem)]);
		}));
		const named = (said, at) => (groups.get(said[at]) || []).filter(([, name]) => name.every((w, k) => said[at + k] === w));
		const often = new Map(); // a title that many pages have says little
		for (const [, , title] of sections) often.set(title, (often.get(title) || 0) + 1);
		sections.forEach(([page, anchor, title], n) => {
			if (anchor === undefined) first[page] ??= n;
			const all = tokens(anchor === undefined ? pages[page][1] : title || ""), roots = all.map(stem);
			const said = new Set(all.filter((w) => !empty.has(w)));
			titleSize[n] = said.size;
			weight[n] = 6 / (1 + 0.12 * said.size) / (title ? Math.sqrt(often.get(title)) : 1);
			roots.forEach((_, at) => named(roots, at).forEach(([group]) => said.add(group)));
			for (const w of said) entry(w).titles.push(n);
		});
		const all = [...vocabulary.values()].filter((it) => it.w[0] !== "#");
		const [stems, roots, codes] = [new Map(), new Map(), new Map()];
		for (const it of all) {
			if (/\d/.test(it.w)) {
				put(codes, parts(it.w).join("."), it);
				put(codes, it.w.replace(/[.,]/g, ""), it);
			} else {
				put(stems, (it.stem = stem(it.w)), it);
				put(roots, (it.root = root(it.w)), it);
			}
		}

		/* What a typed word may mean, each with how well it fits. */
		const match = (w, isLast) => {
			const found = new Map();
			const add = (its, fit) => its?.forEach((it) => found.set(it, Math.max(found.get(it) || 0, fit)));
			if (vocabulary.has(w)) add([vocabulary.get(w)], 1);
			if (/\d/.test(w)) {
				add(codes.get(w.replace(/[.,]/g, "")), 1);
				add(codes.get(parts(w).join(".")), 1);
				if (isLast && w.length > 2) add(all.filter((it) => it.w.startsWith(w)), 0.5);
				return found;
			}
			add(stems.get(stem(w)), 0.9);
			if (root(w).length >= LEAST) add(roots.get(root(w)), 0.55);
			if (w.length > (isLast ? 1 : LEAST)) {
				const begun = all.filter((it) => it.w.startsWith(w));
				for (const it of begun) add([it], (isLast ? 0.8 : 0.5) * (w.length / it.w.length));
			}
			return found;
		};
		const nearest = (w) => {
			if (w.length < LEAST || /\d/.test(w)) return [];
			const near = all.filter((it) => it.stem && isNear(w, it.w));
			const found = near.length ? near : all.filter((it) => it.stem?.length > LEAST && isNear(stem(w), it.stem));
			const often = (it) => it.titles.length * 4 + read(it).length + (it.w[0] === w[0] ? 9 : 0);
			return found.sort((a, b) => often(b) - often(a)).slice(0, 3);
		};
		/* Words of a query; a code that is written in pieces is one. */
		const asked = (text) => {
			const said = tokens(text), found = [];
			for (let i = 0; i < said.length; i++) {
				let n = 1;
				for (let many = Math.min(6, said.length - i); many > 1; many--) {
					const pieces = said.slice(i, i + many), whole = pieces.flatMap(parts).join(".");
					if (!pieces.slice(1).every((w) => /\d/.test(w)) || !codes.has(whole)) continue;
					found.push({ w: codes.get(whole)[0].w, is: new Map(codes.get(whole).map((it) => [it, 1])) });
					n = 0;
					i += many - 1;
					break;
				}
				if (n) found.push({ w: said[i], is: match(said[i], i === said.length - 1) });
			}
			for (const it of found) {
				if (it.is.size) continue;
				const near = nearest(it.w);
				if (near.length) Object.assign(it, { typed: it.w, w: near[0].w });
				near.forEach((other, n) => match(other.w).forEach((fit, to) => it.is.set(to, Math.max(it.is.get(to) || 0, fit * (n ? 0.3 : 0.6)))));
			}
			const roots = found.map((it) => stem(it.w));
			roots.forEach((_, at) => named(roots, at).forEach(([group, name]) =>
				name.forEach((_, k) => (found[at + k].also ??= new Set()).add(group))));
			const speaking = found.filter((it) => !empty.has(it.w) || it.also);
			return speaking.length ? speaking : found;
		};

		const score = (it) => {
			const at = new Float32Array(sections.length), title = new Float32Array(sections.length);
			let n = 0;
			for (const [word, fit] of it.is) {
				for (const s of word.titles) title[s] = Math.max(title[s], fit * weight[s]);
				for (const s of read(word)) at[s] = Math.max(at[s], fit / (0.7 + 0.3 * size[s] / mean));
				n += fit >= 0.5 ? word.titles.length + read(word).length : 0;
			}
			for (const word of [...(it.also || [])].map((group) => vocabulary.get(group)).filter(Boolean)) {
				for (const s of word.titles) title[s] = Math.max(title[s], 0.65 * weight[s]);
				for (const s of read(word)) at[s] = Math.max(at[s], 0.8);
			}
			const rare = Math.log(1 + sections.length / (1 + n));
			return { title, at, rare };
		};

		const find = (text) => {
			const query = asked(text), scores = query.map(score), best = [];
			if (!query.length) return { found: [], spelled: [] };
			sections.forEach(([page], n) => {
				let [sum, has, own, named] = [0, 0, 0, 0];
				for (const { title, at, rare } of scores) {
					const here = title[n] + at[n], above = title[first[page]];
					sum += rare * Math.max(here, n === first[page] ? 0 : above * 0.8 + here * 0.4);
					has += here || above ? 1 : 0;
					own += here ? 1 : 0;
					named += title[n] ? 1 : 0;
				}
				if (!own) return;
				if (named === titleSize[n] && named) sum *= 1.5; // all of its title
				(best[page] ||= []).push({ n, page, has, own, named, score: sum * (1 + 0.12 * (pages[page][4] - 1)) });
			});
			const found = best.flatMap((its) => {
				its.sort((a, b) => b.has - a.has || b.score - a.score || a.n - b.n);
				/* A page whose whole title is asked for is meant itself, whatever its parts say. */
				const top = its.find((it) => it.n === first[it.page]);
				if (top && top.named === titleSize[top.n]) its = [{ ...its[0], n: top.n, score: Math.max(top.score, its[0].score) }];
				return its.filter((it, k) => !k || (k < 3 && it.n !== first[it.page] && it.named === query.length));
			});
			/* The words of a page may stand in different parts of it. */
			for (const it of found) {
				const any = scores.filter(({ title, at }) => best[it.page].some(({ n }) => title[n] || at[n])).length;
				it.has = Math.max(it.has, any - 0.5);
			}
			found.sort((a, b) => b.has - a.has || b.score - a.score || a.n - b.n);
			/* What lacks a word is shown only where there is hardly anything else; the manual goes last. */
			const shown = [0, 1].flatMap((manual) => {
				const its = found.filter((it) => pages[it.page][3] === manual), most = its[0]?.has;
				const whole = its.filter((it) => it.has > most - 1);
				return whole.length > 2 ? whole : its;
			}).map(({ n, page, has, score }) => {
				const [, anchor, title, ...figure] = sections[n], [url, name, of, manual, , ...own] = pages[page];
				const it = { url: anchor ? `${url}#${anchor}` : url, title: name, part: title || "", of, figure: figure.length ? figure : own, manual, score, page, isWhole: has >= query.length };
				if (name.includes(it.part)) it.part = "";
				else if (figure.length) Object.assign(it, { title, part: "", of: `${name} · ${of}` });
				return it;
			});
			return { found: shown, spelled: query.filter((it) => it.typed).map((it) => [it.typed, it.w]) };
		};
		return find;
	};

	/* What it shows: a list that the arrows walk through while the typing goes on (ARIA combobox). */
	const MOST = [30, 10, 5];
	window.avanceFind = (dialog, data, root, make) => {
		const find = engine(data), { say } = data;
		const option = (it, n) => {
			const [text, look, word, of] = it.figure;
			const mark = look ? make("span", { class: `st ${look}` }, make("i", {}), word) : "";
			const figure = look ? make("span", { class: "figure" }, text ? make("b", {}, text) : "", mark, of ? make("small", {}, of) : "") : "";
			const name = make("span", { class: "name" }, it.title, it.part ? make("span", { class: "part" }, it.part) : "");
			return make("a", { id: `find-${n}`, role: "option", "aria-selected": "false", tabindex: "-1", href: new URL(it.url, root) },
				name, figure, it.of ? make("small", { class: "of" }, it.of) : "");
		};
		const [input, list, status] = ["input", "[role=listbox]", "[role=status]"].map((css) => dialog.querySelector(css));
		let options = [], active = -1;
		const told = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
		const count = (n) => told(n === 1 ? say.one : say.many, { n });
		const activate = (n) => {
			options[active]?.setAttribute("aria-selected", "false");
			active = options.length ? (n + options.length) % options.length : -1;
			const it = options[active];
			if (!it) return input.removeAttribute("aria-activedescendant");
			it.setAttribute("aria-selected", "true");
			it.scrollIntoView({ block: "nearest" });
			input.setAttribute("aria-activedescendant", it.id);
		};
		const show = () => {
			const typed = input.value.trim(), { found, spelled } = find(typed);
			const parts = [0, 1].map((manual) => found.filter((it) => it.manual === manual));
			/* Names of sites that have an index of their own: what none has whole is asked there. */
			const site = (it) => data.sites?.[it.page];
			parts[2] = !typed || found.some((it) => it.isWhole) ? [] : found.filter(site).map((it) => ({
				title: told(say.within, { typed }), of: it.title, figure: [], url: `${site(it)}?search=${encodeURIComponent(typed)}` }));
			options = [];
			activate(-1);
			list.replaceChildren(...parts.flatMap((its, part) => {
				if (!its.length) return [];
				const id = `find-${part}`, head = part ? [make("p", { id: `${id}-head` }, part === 1 ? say.manual : say.beyond)] : [];
				const named = part ? { "aria-labelledby": `${id}-head` } : { "aria-label": say.portal };
				return make("div", { role: "group", ...named }, ...head, ...its.slice(0, MOST[part]).map((it) => {
					const n = options.push(option(it, options.length)) - 1;
					return options[n];
				}));
			}));
			list.scrollTop = 0;
			input.setAttribute("aria-expanded", String(options.length > 0));
			const mended = spelled.map(([typed, used]) => told(say.spelled, { typed, used }));
			const n = found.length, first = options.filter((it) => !it.closest("[aria-labelledby=find-2-head]")).length;
			const shown = first < n ? told(say.shown, { n: first }) : "";
			const said = n ? [...mended, count(n), shown] : [typed ? told(say.none, { typed }) : say.hint];
			status.textContent = said.filter(Boolean).join(" ");
		};
		input.addEventListener("input", show);
		input.addEventListener("keydown", (e) => {
			const way = { ArrowDown: 1, ArrowUp: -1 }[e.key];
			if (way) {
				e.preventDefault();
				activate(active < 0 && way < 0 ? -1 : active + way);
			} else if (e.key === "Enter" && !e.isComposing) {
				e.preventDefault();
				(options[active] || options[0])?.click();
			}
		});
		list.addEventListener("click", (e) => e.target.closest("a") && !e.ctrlKey && !e.metaKey && !e.shiftKey && dialog.close());
		show();
	};
	window.avanceEngine = engine;
})();
