// The navigation is longer than the window: where one stands is scrolled into sight, also when it opens on a phone.
(() => {
  const side = document.getElementById('console-nav')
  const show = () => {
    const here = side?.querySelector('[aria-current=page]')
    if (here) side.scrollTop = here.offsetTop - side.clientHeight / 2
  }
  side?.addEventListener('toggle', show)
  show()
})()
