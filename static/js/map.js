// The map that moves: Leaflet over outlines of our own, loaded when somebody asks for it. The list stands beside it.

const MAINLAND = [[41.2, -5.3], [51.6, 9.8]]
const CLOSER = 3 // zoom steps from one level to the next

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const one = Object.assign(document.createElement(tag), attributes)
    one.onload = resolve
    one.onerror = reject
    document.head.append(one)
  })
}

async function read(url) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return answer.json()
}

// The level at which places are counted together, by how near one looks.
function level_at(zoom) {
  return zoom < 7 ? 'region' : zoom < 9 ? 'departement' : 'commune'
}

// The part of the map that is seen, a little more than fits, in whole tenths of degrees so that small moves ask nothing.
function seen(map) {
  const bounds = map.getBounds().pad(0.2)
  const round = (value, up) => (up ? Math.ceil(value * 10) : Math.floor(value * 10)) / 10
  return [round(bounds.getSouth()), round(bounds.getWest()), round(bounds.getNorth(), true), round(bounds.getEast(), true)].join(',')
}

export async function live(frame) {
  const said = frame.dataset
  const [contours] = await Promise.all([
    read(said.contours),
    load('link', { rel: 'stylesheet', href: said.style }),
    window.L ? null : load('script', { src: said.script }),
  ])
  const L = window.L
  const drawing = frame.querySelector('svg.map')
  const centres = new Map(contours.features.map(one => [`${one.properties.level} ${one.properties.code}`, one.properties.centre]))
  centres.set('pays BE', [50.6, 4.6])

  const box = document.createElement('div')
  box.className = 'live-map'
  box.setAttribute('role', 'region')
  box.tabIndex = 0
  box.setAttribute('aria-label', said.title)
  drawing.classList.add('print-only')
  frame.prepend(box)
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(box, { zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5, zoomAnimation: !calm, fadeAnimation: !calm })
  map.fitBounds(MAINLAND, { animate: false })
  L.control.zoom({ zoomInTitle: said.zoomIn, zoomOutTitle: said.zoomOut }).addTo(map)

  const style = getComputedStyle(document.documentElement)
  const outline = level => ({
    interactive: false,
    style: { color: style.getPropertyValue('--edge'), weight: level === 'region' ? 1.2 : 0.5, fillColor: style.getPropertyValue('--map'), fillOpacity: level === 'region' ? 1 : 0 },
    filter: one => level === 'region' ? one.properties.level === 'region' || one.properties.country === 'BE' : one.properties.level === 'departement',
  })
  L.geoJSON(contours, outline('region')).addTo(map)
  const fine = L.geoJSON(contours, outline('departement'))
  const marks = L.layerGroup().addTo(map)

  let asked = '' // what the marks answer
  let list = ''

  // What is asked for depends on the view: régions and départements whole, communes as far as they are seen.
  async function draw() {
    const level = level_at(map.getZoom())
    level === 'region' ? fine.remove() : fine.addTo(map)
    const url = new URL(said.points, location.href)
    url.searchParams.set('level', level)
    if (level === 'commune') url.searchParams.set('box', seen(map))
    if (url.href === asked) return
    asked = url.href
    const found = await read(url.href)
    if (url.href !== asked) return // the view has moved on
    list = found.list
    const held = marks.getLayers().some(mark => mark.getElement() === document.activeElement)
    marks.clearLayers()
    if (held) box.focus({ preventScroll: true })
    for (const group of found.groups) {
      const centre = group.level === 'commune' ? [group.lat, group.lon] : centres.get(`${group.level} ${group.code}`)
      if (!centre || centre[0] === null) continue
      const icon = L.divIcon({ className: 'live-mark', html: `${group.count}`, iconSize: [30, 30] })
      const mark = L.marker(centre, { icon, title: `${group.name} : ${group.count}` }).addTo(marks)
      mark.getElement().setAttribute('aria-label', `${group.name} : ${group.count}`)
      mark.getElement().setAttribute('role', 'link')
      mark.on('click', () => open(group, centre))
      mark.on('keypress', event => { if (event.originalEvent.key === 'Enter') open(group, centre) })
    }
  }

  // Nearer where it holds several; else to its list.
  function open(group, centre) {
    if (group.level !== 'commune' && group.count > 1 && map.getZoom() < 9) {
      return map.setView(centre, Math.min(map.getZoom() + CLOSER, 10))
    }
    const link = new URL(list, location.href)
    link.searchParams.append(group.level, group.code)
    const plain = document.createElement('a')
    plain.href = link
    frame.append(plain)
    plain.click()
    plain.remove()
  }

  await draw()
  map.on('moveend', () => draw().catch(() => { asked = '' }))
  frame.append(tools(map, said, centres))
  box.focus()
}

// Ways to what is far from the mainland, for those who don't drag.
function tools(map, said, centres) {
  const list = document.createElement('ul')
  list.className = 'map-tools'
  list.setAttribute('aria-label', said.places)
  const wanted = [[said.mainland, () => map.fitBounds(MAINLAND)]]
  for (const [code, name] of JSON.parse(said.overseas)) {
    const centre = centres.get(`region ${code}`)
    if (centre) wanted.push([name, () => map.setView(centre, 8)])
  }
  for (const [name, go] of wanted) {
    const item = document.createElement('li')
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button plain', textContent: name })
    button.addEventListener('click', go)
    item.append(button)
    list.append(item)
  }
  return list
}
