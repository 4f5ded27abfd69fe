// Makes the page of the week better than its plain forms: dragging, keys, no full reload, copying.
import './sortable.js'

const moves = { ArrowUp: 'up', ArrowDown: 'down' }

/** Sends a form and puts the answer in place, keeping the focus and the scroll where they were. */
async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button))
  await show(fetch(form.action, { method: 'POST', body }), focusAfter(form, button))
}

/** What should have the focus afterwards, the first that is still there. */
function focusAfter(form, button) {
  const entry = form.closest('.entry')?.id
  const kept = button?.value === 'up' || button?.value === 'down' ? button.id : null
  return [kept, entry && `${entry.replace('entry-', 'edit-')}`, 'notice'].filter(Boolean)
}

async function show(asked, focus) {
  const week = document.getElementById('week')
  week.setAttribute('aria-busy', 'true')
  try {
    const reply = await asked
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html')
    const fresh = page.getElementById('week')
    if (!fresh) return void location.assign(reply.url)
    const open = [...document.querySelectorAll('.entry:has(details[open])')].map((e) => e.id)
    week.replaceWith(fresh)
    for (const id of open)
      document.getElementById(id)?.querySelector('details')?.setAttribute('open', '')
    history.replaceState(null, '', address(reply.url))
    enliven()
    const bad = document.querySelector('.notice-bad') ? ['notice'] : []
    const target = [...bad, ...focus]
      .map((id) => document.getElementById(id))
      .find((e) => e && !e.disabled)
    target?.focus({ preventScroll: !bad.length })
  } catch {
    week.removeAttribute('aria-busy')
    say('The desk could not be reached, so nothing was changed. Try again.')
  }
}

/** What was done belongs to one showing of the page only. */
function address(url) {
  const to = new URL(url)
  to.searchParams.delete('done')
  return to.pathname + to.search
}

function say(words) {
  const line = document.getElementById('copied')
  if (line) line.textContent = words
}

async function copy(button) {
  try {
    const reply = await fetch(button.dataset.copy)
    if (!reply.ok) throw new Error(reply.statusText)
    await navigator.clipboard.writeText(await reply.text())
    say(`${button.textContent.trim().replace(/^Copy /, '')} copied.`)
  } catch {
    say('It could not be copied; choose the format above and copy it by hand.')
  }
}

function move(entry, place) {
  const form = document.getElementById('move')
  form.elements.entry.value = entry.dataset.entry
  form.elements.place.value = String(place)
  send(form)
}

function enliven() {
  for (const button of document.querySelectorAll('.needs-script')) button.hidden = false
  const list = document.querySelector('.entry-list')
  const form = document.getElementById('move')
  if (!list || !form || !document.querySelector('.entry button[value=up]')) return
  list.classList.add('grip')
  self.Sortable.create(list, {
    handle: '.place',
    animation: 120,
    // The same with mouse, pen and finger.
    forceFallback: true,
    fallbackTolerance: 3,
    ghostClass: 'dragged',
    onEnd: ({ item, oldIndex, newIndex }) => {
      if (oldIndex !== newIndex) move(item, newIndex + 1)
    },
  })
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.closest('#week')) return
  event.preventDefault()
  if (form.method === 'get') {
    const query = new URLSearchParams(new FormData(form))
    show(fetch(`${new URL(form.action).pathname}?${query}`), ['find'])
    return
  }
  send(form, event.submitter)
})

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]')
  if (button) return void copy(button)
  const link = event.target.closest('#week .tabs a, #week .entry-buttons a, #week .left-out nav a')
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  show(fetch(link.href), [link.id, link.id.replace('edit-', 'text-')])
})

// Alt and an arrow move the entry that has the focus.
document.addEventListener('keydown', (event) => {
  const entry = event.altKey && moves[event.key] ? event.target.closest('.entry') : null
  const button = entry?.querySelector(`button[value=${moves[event.key]}]`)
  if (!button || button.disabled) return
  event.preventDefault()
  button.click()
})

enliven()
