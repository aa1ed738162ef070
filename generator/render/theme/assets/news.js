/* What is new since the last visit: this browser remembers which news it showed, and of which day
   they were; nothing is sent. Within a visit (a tab) they stay new. Where nothing can be kept, and
   at a first visit, nothing is said. */
(() => {
	const box = document.querySelector("[data-since]");
	const key = "avance.news " + new URL(document.currentScript.dataset.base, location).pathname;
	const rows = [...document.querySelectorAll("[data-news]")];
	const ids = box?.dataset.ids?.split(" ") ?? rows.map((row) => row.dataset.news);
	try {
		const before = sessionStorage.getItem(key) ?? localStorage.getItem(key);
		localStorage.setItem(key, JSON.stringify([box.dataset.since, ...ids]));
		if (!before) return;
		sessionStorage.setItem(key, before);
		const [day, ...seen] = JSON.parse(before);
		const fresh = new Set(ids.filter((id) => !seen.includes(id)));
		if (!fresh.size) return;
		const said = fresh.size === 1 ? box.dataset.one : box.dataset.many;
		box.querySelector("b").textContent = said.replace("{n}", fresh.size).replace("{day}", day);
		box.hidden = false;
		for (const row of rows.filter((it) => fresh.has(it.dataset.news))) {
			const mark = document.createElement("b");
			mark.className = "fresh";
			mark.textContent = box.dataset.mark;
			(row.querySelector(".eyebrow, .sub") ?? row).prepend(mark, " ");
			row.closest("details")?.setAttribute("open", "");
		}
	} catch { /* nothing can be kept here */ }
})();
