/* Opened from a disk, browsers start no worker: a hidden frame stands in for the one of the
   search. The theme's worker looks for «IFrameWorker» in its parent and for its own address in the
   first script of its document; both are its contract. Nothing inline, so that the policy of the
   page, which the frame inherits, holds. */
if (location.protocol === "file:") {
  window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super()
      this.waiting = []
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      document.body.append(this.frame)
      const inner = this.frame.contentWindow
      inner.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      inner.importScripts = async (...urls) => { for (const one of urls) await this.load(new URL(one, location)) }
      this.load(new URL(url, location)).then(() => {
        this.ready = true
        for (const data of this.waiting) this.postMessage(data)
      })
    }
    load(url) {
      const inner = this.frame.contentDocument
      const script = inner.createElement("script")
      script.src = url
      return new Promise((done, failed) => {
        script.onload = done
        script.onerror = failed
        inner.body.append(script)
      })
    }
    postMessage(data) {
      if (!this.ready) return this.waiting.push(data)
      const inner = this.frame.contentWindow
      setTimeout(() => inner.dispatchEvent(new inner.MessageEvent("message", { data })))
    }
  }
  window.Worker = window.IFrameWorker
}
