// A form sent is not sent again while it is under way; grave steps ask first; after errors the summary has the focus.
(() => {
  document.addEventListener('submit', event => {
    const form = event.target
    if (form.dataset.confirm && !form.dataset.confirmed) {
      event.preventDefault()
      ask(form, event.submitter)
      return
    }
    delete form.dataset.confirmed
    if (form.method !== 'post' || event.defaultPrevented) return
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'true'
    event.submitter?.setAttribute('aria-busy', 'true')
    // An answer that is a download leaves the page as it is.
    setTimeout(() => release(form), 10000)
  })

  document.addEventListener('click', event => event.target.closest?.('[data-print]') && print())

  // Coming back by the browser's history: the form may be sent again.
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(release))

  function release(form) {
    delete form.dataset.sent
    form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'))
  }

  function ask(form, submitter) {
    const dialog = document.createElement('dialog')
    dialog.className = 'ce-dialog'
    dialog.setAttribute('aria-labelledby', 'ce-dialog-title')
    const title = document.createElement('h2')
    title.id = 'ce-dialog-title'
    title.textContent = '请确认'
    const text = document.createElement('p')
    text.textContent = form.dataset.confirm
    const actions = document.createElement('div')
    actions.className = 'ce-dialog-actions'
    const back = button('返回', 'btn', () => dialog.close())
    const go = button(submitter?.textContent.trim() || '确定', submitter?.classList.contains('btn-primary') ? 'btn btn-primary' : 'btn btn-outline-danger', () => {
      dialog.close()
      form.dataset.confirmed = 'true'
      form.requestSubmit(submitter ?? undefined)
    })
    actions.append(back, go)
    dialog.append(title, text, actions)
    dialog.addEventListener('close', () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }

  function button(text, css, act) {
    const b = document.createElement('button')
    b.type = 'button'
    b.className = css
    b.textContent = text
    b.addEventListener('click', act)
    return b
  }

  document.querySelector('[data-focus]')?.focus()
})()
