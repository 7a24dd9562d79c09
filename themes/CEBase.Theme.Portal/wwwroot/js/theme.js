// Light or dark, as chosen on this device; what the system prefers where nothing was chosen (the styles do that by themselves).
(() => {
  const key = 'cebase.theme'
  const root = document.documentElement
  const read = () => { try { return localStorage.getItem(key) } catch { return null } }
  const chosen = read()
  if (chosen === 'light' || chosen === 'dark') root.setAttribute('data-bs-theme', chosen)
  const isDark = () => (root.getAttribute('data-bs-theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'

  addEventListener('DOMContentLoaded', () => {
    for (const button of document.querySelectorAll('[data-theme-toggle]')) {
      button.hidden = false
      button.setAttribute('aria-pressed', String(isDark()))
      button.addEventListener('click', () => {
        const next = isDark() ? 'light' : 'dark'
        root.setAttribute('data-bs-theme', next)
        try { localStorage.setItem(key, next) } catch { /* private mode: holds for this page */ }
        button.setAttribute('aria-pressed', String(next === 'dark'))
        document.dispatchEvent(new CustomEvent('cebase:theme'))
      })
    }
  })
})()
