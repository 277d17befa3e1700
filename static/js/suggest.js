// Suggestions while typing: an editable combobox with a list (WAI-ARIA), loaded when a field is first entered.

const WAIT = 150 // ms without a key before asking

export function suggest(input) {
  const list = document.createElement('ul')
  list.id = `${input.id}-propositions`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.dataset.suggestions)
  list.hidden = true
  input.after(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)

  let asked = null
  let timer = 0
  let at = -1

  function close() {
    clearTimeout(timer)
    asked?.abort()
    list.hidden = true
    at = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  function mark(next) {
    const options = [...list.children]
    if (!options.length) return
    options[at]?.setAttribute('aria-selected', 'false')
    at = (next + options.length) % options.length
    options[at].setAttribute('aria-selected', 'true')
    options[at].scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', options[at].id)
  }

  function take(option) {
    input.value = option.dataset.text
    close()
    input.focus()
  }

  async function ask() {
    asked?.abort()
    asked = new AbortController()
    const url = new URL(input.dataset.suggest, location.href)
    url.searchParams.set('q', input.value.trim())
    let found
    try {
      found = await (await fetch(url, { signal: asked.signal })).json()
    } catch {
      return // without suggestions, the field works as it did
    }
    if (document.activeElement !== input) return
    at = -1
    input.removeAttribute('aria-activedescendant')
    list.replaceChildren(...found.suggestions.map((one, number) => {
      const option = document.createElement('li')
      option.id = `${list.id}-${number}`
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      option.lang = 'fr'
      option.dataset.text = one.text
      const sort = document.createElement('span')
      sort.className = 'hint'
      sort.textContent = one.sort
      option.append(one.text, ' ', sort)
      return option
    }))
    list.hidden = !list.children.length
    input.setAttribute('aria-expanded', String(!list.hidden))
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    if (input.value.trim().length < 2) return close()
    timer = setTimeout(ask, WAIT)
  })
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) return
      event.preventDefault()
      mark(event.key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1)
    } else if (event.key === 'Enter' && !list.hidden && at >= 0) {
      event.preventDefault()
      take(list.children[at])
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === 'Tab' || event.key === 'Enter') close()
  })
  // Before the field loses the keyboard, so that the click is not lost with it.
  list.addEventListener('pointerdown', event => {
    event.preventDefault()
    const option = event.target.closest('[role=option]')
    if (option) take(option)
  })
  input.addEventListener('blur', close)
  if (input.value.trim().length >= 2 && document.activeElement === input) timer = setTimeout(ask, WAIT)
}
