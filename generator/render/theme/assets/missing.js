/* The page for an address that leads nowhere: looks for the words of that address in the titles
   and addresses of the index of the search, which only this page asks for unasked. Only text nodes
   are made of what the address says. */
(async () => {
  const box = document.getElementById("missing")
  const base = new URL(document.currentScript.dataset.base.replace(/\/?$/, "/"), location)
  const plain = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
  let path = location.pathname
  try { path = decodeURIComponent(path) } catch { /* an address that is not UTF-8 stays as it is */ }
  if (path.startsWith(base.pathname)) path = path.slice(base.pathname.length)
  const parts = path.replace(/\.(html?|md)$/, "").split("/").filter(part => part && part !== "index")
  const words = [...new Set(parts.flatMap(part => part.split(/[\s_+-]+/)).filter(word => word.length > 1))]
  if (!words.length) return

  /* A code (a word with a digit) tells one page from another; the rest only leans one way. */
  const weigh = (found, [location, title]) => {
    const address = plain(location).split("/").filter(Boolean)
    const said = [...address.flatMap(part => [part, ...part.split("-")]), ...plain(title).split(/[^\p{L}\p{N}.]+/u)]
    return parts.reduce((sum, part) => sum + (plain(part) === address.at(-1) ? 20 : 0), 0) +
      found.reduce((sum, word) => sum + (said.includes(word) ? (/\d/.test(word) ? 8 : 2) : 0), 0)
  }
  const suggest = pages => {
    const found = words.map(plain)
    const weighed = pages.map(page => [weigh(found, page), page])
    const best = Math.max(0, ...weighed.map(([weight]) => weight))
    return weighed.filter(([weight]) => weight > 2 && weight >= best * 0.7).sort((a, b) => b[0] - a[0]).slice(0, 6)
  }

  const query = (parts.find(part => /\d/.test(part)) ?? words.join(" ")).replace(/-/g, " ")
  box.querySelector("b").textContent = query
  box.querySelector("button").addEventListener("click", () => avanceSearch(query))
  box.hidden = false
  try {
    const found = suggest((await avanceData()).pages)
    const list = box.querySelector("ul")
    for (const [, [location, title]] of found) {
      const link = document.createElement("a")
      link.href = new URL(location, base)
      link.textContent = title
      list.append(document.createElement("li"))
      list.lastChild.append(link)
    }
    box.querySelector("p").textContent = box.dataset[["none", "one"][found.length] ?? "many"]
  } catch { /* the index did not come: the links and the search are still there */ }
})()
