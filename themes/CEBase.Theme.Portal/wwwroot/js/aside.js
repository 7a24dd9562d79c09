// A link marked data-aside opens its page beside the text; without script it is a link like any other.
(() => {
  document.addEventListener('click', async event => {
    const link = event.target.closest?.('a[data-aside]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.closest('.ce-aside')) return
    event.preventDefault()
    try {
      const answer = await fetch(link.href, { headers: { Accept: 'text/html' } })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const content = page.querySelector('[data-aside-content]') ?? page.querySelector('main')
      if (!answer.ok || !content) throw new Error()
      show(link, content)
    } catch {
      location.href = link.href
    }
  })

  function show(link, content) {
    const dialog = document.createElement('dialog')
    dialog.className = 'ce-aside'
    dialog.setAttribute('aria-label', link.textContent.trim())
    const bar = document.createElement('div')
    bar.className = 'ce-aside-bar'
    const open = document.createElement('a')
    open.href = link.href
    open.textContent = '在新页面查看'
    const close = document.createElement('button')
    close.type = 'button'
    close.className = 'btn'
    close.textContent = '关闭'
    close.addEventListener('click', () => dialog.close())
    bar.append(open, close)
    const body = document.createElement('div')
    body.append(...document.importNode(content, true).childNodes)
    dialog.append(bar, body)
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() })
    dialog.addEventListener('close', () => { dialog.remove(); link.focus() })
    document.body.append(dialog)
    dialog.showModal()
  }
})()
