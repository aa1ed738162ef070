/* The page for an address that leads nowhere: looks for the words of that address in the titles
   and addresses of the search index, which only this page asks for unasked. Only text nodes
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
  const weigh = (found, doc) => {
    const address = plain(doc.location).split("/").filter(Boolean)
    const said = [...address.flatMap(part => [part, ...part.split("-")]), ...plain(doc.title).split(/[^\p{L}\p{N}.]+/u)]
    return parts.reduce((sum, part) => sum + (plain(part) === address.at(-1) ? 20 : 0), 0) +
      found.reduce((sum, word) => sum + (said.includes(word) ? (/\d/.test(word) ? 8 : 2) : 0), 0)
  }
  const suggest = docs => {
    const found = words.map(plain)
    const pages = docs.filter(doc => !doc.location.includes("#")).map(doc => [weigh(found, doc), doc])
    const best = Math.max(0, ...pages.map(([weight]) => weight))
    return pages.filter(([weight]) => weight > 2 && weight >= best * 0.7).sort((a, b) => b[0] - a[0]).slice(0, 6)
  }

  const input = document.querySelector("[data-md-component=search-query]")
  const query = (parts.find(part => /\d/.test(part)) ?? words.join(" ")).replace(/-/g, " ")
  input.value = query
  box.querySelector("b").textContent = query
  box.querySelector("button").addEventListener("click", () => {
    const toggle = document.getElementById("__search")
    if (!toggle.checked) toggle.click()
    input.focus()
    input.dispatchEvent(new KeyboardEvent("keyup"))
  })
  box.hidden = false
  try {
    const index = await (await fetch(new URL("search/search_index.json", base))).json()
    const found = suggest(index.docs)
    const list = box.querySelector("ul")
    for (const [, doc] of found) {
      const link = document.createElement("a")
      link.href = new URL(doc.location, base)
      link.textContent = new DOMParser().parseFromString(doc.title, "text/html").body.textContent
      list.append(document.createElement("li"))
      list.lastChild.append(link)
    }
    box.querySelector("p").textContent = box.dataset[["none", "one"][found.length] ?? "many"]
  } catch { /* the index did not come: the links and the search are still there */ }
})()
