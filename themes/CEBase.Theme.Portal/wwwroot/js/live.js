// Parts of a page that change by htmx are told to a screen reader in a few words: the part names them in data-say.
document.addEventListener('htmx:afterSwap', event => {
  const words = event.detail.target?.querySelector?.('[data-say]')?.dataset.say ?? event.detail.target?.dataset?.say
  const region = document.getElementById('live')
  if (words && region && region.textContent !== words) region.textContent = words
})
