/* Opens the search; what it needs (find.js and the index) is asked for then and not before. */
(() => {
	const button = document.querySelector(".find");
	if (!button) return;
	document.documentElement.classList.remove("no-js");
	const root = new URL("..", document.currentScript.src), { wait, fail, close } = button.dataset;
	const make = (tag, props, ...inner) => {
		const e = document.createElement(tag);
		for (const [name, value] of Object.entries(props)) e.setAttribute(name, value);
		e.append(...inner.filter((it) => it !== ""));
		return e;
	};
	const load = (path) => new Promise((onload, onerror) =>
		document.head.append(Object.assign(make("script", { src: new URL(path, root) }), { onload, onerror })));
	let dialog, input, data, asked;
	window.avanceIndex = (it) => (data = it);
	window.avanceData = () => (asked ??= load("search/index.js").then(() => data));
	window.avanceSearch = (query) => {
		if (!dialog) {
			const label = button.textContent.trim(), list = { id: "find-list", role: "listbox", tabindex: "-1", "aria-label": label };
			const status = make("p", { role: "status" }, wait);
			input = make("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "find-list",
				"aria-autocomplete": "list", "aria-label": label, autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", maxlength: 200 });
			const leave = make("button", { type: "button", "aria-label": close }, "×");
			dialog = make("dialog", { class: "finder md-typeset", "aria-label": label }, make("search", {}, input, leave), status, make("div", list));
			leave.onclick = () => dialog.close();
			dialog.onkeydown = (e) => { if (e.key === "Escape") dialog.close(); }; // one press, whatever is typed
			dialog.onclick = (e) => { if (e.target === dialog) dialog.close(); };
			document.body.append(dialog);
			Promise.all([avanceData(), load("assets/find.js")])
				.then(() => avanceFind(dialog, data, root, make), () => (status.textContent = fail));
		}
		if (!dialog.open) dialog.showModal();
		if (query) input.value = query;
		input.focus();
		input.select();
		input.dispatchEvent(new Event("input"));
	};
	button.onclick = () => avanceSearch();
	addEventListener("keydown", (e) => {
		if (e.key !== "k" || !(e.ctrlKey || e.metaKey)) return;
		e.preventDefault();
		avanceSearch();
	});
	const asks = new URLSearchParams(location.search).get("search");
	if (asks) avanceSearch(asks);
})();
