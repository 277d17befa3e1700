// What scripts add to pages that work without them: results in place, notes in place, printing, the moving map.

const said = document.body.dataset

// --- Results in place: the same address and the same HTML, only the part that changed.

let under_way = null
let shown = here() // the list that the page shows: a way to another part of it (#filtres) is no other list

function here() {
  return location.pathname + location.search
}

function finder() {
  return document.querySelector('#recherche')
}

// Fetches a list's address and puts its results in the place of these; goes there the plain way where that fails.
async function show(url, { push = true } = {}) {
  under_way?.abort()
  under_way = new AbortController()
  finder().setAttribute('aria-busy', 'true')
  let page, address
  try {
    const answer = await fetch(url, { signal: under_way.signal })
    address = answer.url
    page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(url)
    return
  }
  const found = page.querySelector('#recherche')
  if (!found) return location.assign(url)
  const toggled = new Map([...finder().querySelectorAll('.facet')].map((one, at) => [at, one.open]))
  found.querySelectorAll('.facet').forEach((one, at) => { one.open ||= toggled.get(at) ?? false })
  finder().replaceWith(found)
  document.title = page.title
  if (push) history.pushState({}, '', address)
  shown = here()
  prepare(found)
  tell(found)
}

// Says what was found, and puts the keyboard there.
function tell(found) {
  const title = found.querySelector('#resultats, [role=alert] h2, .homonyms h2')
  if (!title) return
  document.querySelector('#annonce').textContent = title.textContent.trim()
  title.tabIndex = -1
  title.focus({ preventScroll: true })
  if (title.getBoundingClientRect().top < 0 || title.getBoundingClientRect().top > innerHeight / 2) title.scrollIntoView()
}

function asked(form) {
  const filled = [...new FormData(form)].filter(([, value]) => value.trim())
  const query = new URLSearchParams(filled).toString()
  return form.action + (query && `?${query}`)
}

function plain_click(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
}

if (finder()) {
  document.addEventListener('submit', event => {
    if (!event.target.closest('#recherche')) return
    event.preventDefault()
    show(asked(event.target))
  })
  document.addEventListener('click', event => {
    const link = event.target.closest('#recherche a[href]')
    if (!link || !plain_click(event) || link.pathname !== location.pathname || link.origin !== location.origin) return
    if (link.getAttribute('href').startsWith('#')) return
    event.preventDefault()
    show(link.href)
  })
  addEventListener('popstate', () => {
    if (here() !== shown) show(location.href, { push: false })
  })
}

// --- Notes in place: the note opens beside its number, and the reader stays where they were.

let card = null

function close_note({ back = false } = {}) {
  if (!card) return
  const link = card.link
  card.remove()
  card = null
  if (back) link.focus()
}

function open_note(link) {
  const note = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  if (!note) return false
  close_note()
  card = document.createElement('div')
  card.className = 'note-card'
  card.link = link
  card.tabIndex = -1
  card.setAttribute('role', 'dialog')
  card.setAttribute('aria-label', link.getAttribute('aria-label'))
  card.append(...[...note.childNodes].map(one => one.cloneNode(true)))
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button plain'
  button.textContent = said.close
  button.addEventListener('click', () => close_note({ back: true }))
  card.append(button)
  document.body.append(card)
  const at = link.getBoundingClientRect()
  const left = Math.max(16, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16))
  card.style.left = `${left + scrollX}px`
  card.style.top = `${at.bottom + scrollY + 6}px`
  card.focus({ preventScroll: true })
  card.scrollIntoView({ block: 'nearest' })
  return true
}

document.addEventListener('click', event => {
  const link = event.target.closest('a.note-link')
  if (link && plain_click(event) && open_note(link)) event.preventDefault()
  else if (card && !card.contains(event.target)) close_note()
})
document.addEventListener('keydown', event => {
  if (!card) return
  if (event.key === 'Escape') close_note({ back: true })
  if (event.key !== 'Tab' || !card?.contains(document.activeElement)) return
  const stops = [card, ...card.querySelectorAll('a, button')]
  const leaves = document.activeElement === (event.shiftKey ? stops[0] : stops.at(-1))
  if (!leaves) return
  event.preventDefault()
  close_note({ back: true }) // the reader goes on from the number that opened it
})

// --- Printing, copying, and the map that moves.

function prepare(part) {
  for (const button of part.querySelectorAll('[data-print]')) {
    button.parentElement.hidden = false
    button.addEventListener('click', () => print())
  }
  for (const around of part.querySelectorAll('.around')) {
    around.hidden = !navigator.geolocation
    around.querySelector('button').addEventListener('click', event => look_around(event.currentTarget))
  }
  for (const field of part.querySelectorAll('input[readonly]')) field.addEventListener('focus', () => field.select())
  for (const field of part.querySelectorAll('[data-suggest]')) {
    const begin = async () => (await import(said.suggestModule)).suggest(field)
    field.addEventListener('focus', () => begin().catch(console.error), { once: true })
  }
  for (const frame of part.querySelectorAll('.map-frame')) {
    const button = frame.querySelector('[data-live]')
    button.hidden = false
    button.addEventListener('click', async () => {
      button.disabled = true
      try {
        const { live } = await import(frame.dataset.module)
        await live(frame)
        button.remove()
      } catch (error) {
        button.disabled = false
        console.error(error)
      }
    })
  }
}

// Around me, only when asked: two decimals are about a kilometre, and nothing nearer leaves the browser.
function look_around(button) {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const near = [coords.latitude, coords.longitude].map(degrees => degrees.toFixed(2))
      location.assign(`${button.dataset.around}?near=${near}&radius=50`)
    },
    () => { button.nextElementSibling.textContent = button.dataset.denied },
    { maximumAge: 600_000, timeout: 10_000 },
  )
}

prepare(document)
