// A session that ends while a form is being filled in takes nothing away: what is sent is kept in this tab until the next page shows that it
// arrived. Where that is the sign-in page, the form gets its fields back afterwards. Never passwords, files, hidden fields or personal numbers,
// never for another account, and no longer than an hour.
(() => {
  const key = 'ce-typed'
  const most = 60 * 60 * 1000
  const here = location.pathname
  const account = document.body.dataset.account ?? ''
  const signingIn = here.startsWith('/account/')

  document.addEventListener('submit', event => {
    const form = event.target
    if (form.method !== 'post' || event.defaultPrevented || signingIn || !account) return
    const fields = [...form.elements].filter(keeps).map(field => [field.name, isChoice(field) ? field.checked : field.value, isChoice(field) ? field.value : null])
    store({ page: here + location.search, form: [...document.forms].indexOf(form), action: form.getAttribute('action'), account, at: Date.now(), fields })
  })

  const typed = read()
  if (!typed) return
  if (Date.now() - typed.at > most) return forget()
  if (signingIn) {
    if (document.querySelector('[data-typed-expired]')) store({ ...typed, expired: true })
    if (typed.expired || document.querySelector('[data-typed-expired]')) document.querySelectorAll('[data-typed-kept]').forEach(part => { part.hidden = false })
    return
  }
  forget()
  if (!typed.expired || typed.account !== account || typed.page !== here + location.search) return
  const form = document.forms[typed.form]
  if (form && form.getAttribute('action') === typed.action) giveBack(form)

  function giveBack(form) {
    const left = new Map()
    for (const [name, value, choice] of typed.fields) {
      const same = [...form.elements].filter(field => keeps(field) && field.name === name)
      const nth = left.get(name) ?? 0
      const field = choice === null ? same[nth] : same.find(one => one.value === choice)
      if (!field) continue
      left.set(name, nth + 1)
      if (isChoice(field)) field.checked = value
      else field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
    const said = document.createElement('p')
    said.className = 'ce-message ce-tone-waiting'
    said.textContent = '登录过期前填写的内容已经放回，还没有提交。请核对，补上附件、密码和证件、银行卡号，再提交一次。'
    document.querySelector('.ce-messages')?.append(said)
    form.scrollIntoView({ block: 'start' })
  }

  function keeps(field) {
    return field.name && !field.disabled && !['hidden', 'password', 'file', 'submit', 'button', 'image', 'reset'].includes(field.type)
      && !/password|document|idnumber|personal|card|mobile|phone|number$/i.test(field.name) && !field.closest('[data-private]')
  }

  function isChoice(field) {
    return field.type === 'checkbox' || field.type === 'radio'
  }

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(key))
    } catch {
      return null
    }
  }

  // A browser that keeps nothing leaves things as they are without the script.
  function store(what) {
    try {
      sessionStorage.setItem(key, JSON.stringify(what))
    } catch {}
  }

  function forget() {
    sessionStorage.removeItem(key)
  }
})()
