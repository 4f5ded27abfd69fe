// Makes the page of the week better than its plain forms: dragging, keys, no full reload, copying.
import './sortable.js'

const moves = { ArrowUp: 'up', ArrowDown: 'down' }

// Stays when the page is replaced, so that what was done is read out.
const spoken = document.createElement('div')
spoken.className = 'visually-hidden'
spoken.setAttribute('role', 'status')
document.body.append(spoken)

/** Sends a form and puts the answer in place, keeping the focus and what was looked at where they were. */
async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button))
  if (typed().some((field) => field.form !== form)) body.set('stay', '1')
  const asked = fetch(form.action, { method: 'POST', body })
  await show(asked, focusAfter(form, button), anchorOf(form), form)
}

/** Fields with words that were not sent yet. */
function typed() {
  const fields = [...document.querySelectorAll('.entry-forms [id]')]
  return fields.filter((f) => f.defaultValue !== undefined && f.value !== f.defaultValue)
}

/** What should have the focus afterwards, the first that is still there. */
function focusAfter(form, button) {
  const entry = form.closest('.entry')
  const kept = button?.value === 'up' || button?.value === 'down' ? [button.id] : []
  const next = [entry, entry?.nextElementSibling, entry?.previousElementSibling]
  const edits = next.map((e) => e?.id.replace('entry-', 'edit-'))
  return [...kept, ...edits, 'notice'].filter(Boolean)
}

/** What must not jump: the entry that is worked on, or the heading of the list. */
function anchorOf(form) {
  return form.closest('.entry')?.id ?? form.closest('section')?.getAttribute('aria-labelledby')
}

function topOf(id) {
  return (id && document.getElementById(id)?.getBoundingClientRect().top) ?? null
}

async function show(asked, focus, anchor, sent = null) {
  const week = document.getElementById('week')
  week.setAttribute('aria-busy', 'true')
  try {
    const reply = await asked
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html')
    const fresh = page.getElementById('week')
    if (!fresh) return void location.assign(reply.url)
    replace(week, fresh, anchor, sent)
    history.replaceState(null, '', address(reply.url))
    giveFocus(focus)
  } catch {
    week.removeAttribute('aria-busy')
    failed('The desk could not be reached, so nothing was changed. Try again.')
  }
}

/** Keeps what was typed, what was folded open, how far the preview was read, and what is looked at in its place. */
function replace(week, fresh, anchor, sent) {
  const refused = fresh.querySelector('.notice-bad') !== null
  const words = typed().filter((field) => refused || field.form !== sent)
  const open = [...week.querySelectorAll('.entry:has(details[open])')].map((e) => e.id)
  const read = week.querySelector('.preview')?.scrollTop ?? 0
  const before = topOf(anchor)
  week.replaceWith(fresh)
  for (const { id, value } of words) {
    const field = document.getElementById(id)
    if (field) field.value = value
  }
  for (const id of open)
    document.getElementById(id)?.querySelector('details')?.setAttribute('open', '')
  enliven()
  const after = topOf(anchor)
  if (before !== null && after !== null) scrollBy({ top: after - before, behavior: 'instant' })
  const preview = fresh.querySelector('.preview')
  if (preview) preview.scrollTop = read
  spoken.textContent = fresh.querySelector('#notice p')?.textContent ?? ''
}

function giveFocus(wanted) {
  const bad = document.querySelector('.notice-bad') ? ['notice'] : []
  const target = [...bad, ...wanted]
    .map((id) => document.getElementById(id))
    .find((e) => e && !e.disabled)
  target?.focus({ preventScroll: !bad.length })
}

/** What was done belongs to one showing of the page only. */
function address(url) {
  const to = new URL(url)
  to.searchParams.delete('done')
  return to.pathname + to.search
}

/** In place of the notice, where it is seen wherever one is on the page. */
function failed(words) {
  document.getElementById('notice')?.remove()
  const notice = document.createElement('p')
  notice.id = 'notice'
  notice.className = 'notice notice-bad notice-done'
  notice.setAttribute('role', 'alert')
  notice.textContent = words
  document.getElementById('week').prepend(notice)
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
    say(`${button.textContent.trim()} copied.`)
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
    show(fetch(`${new URL(form.action).pathname}?${query}`), ['find'], 'left-title')
    return
  }
  send(form, event.submitter)
})

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]')
  if (button) return void copy(button)
  const link = event.target.closest(
    '#week .tabs a, #week .entry-buttons a, #week .left-out :is(nav, form) a',
  )
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  if (
    link.closest('.entry-buttons') &&
    typed().length > 0 &&
    !confirm('Throw away what you typed?')
  )
    return
  const anchor = link.closest('.left-out') ? null : anchorOf(link)
  show(fetch(link.href), [link.id, 'find'], anchor).then(() => {
    if (!anchor) document.getElementById('left-title')?.scrollIntoView()
  })
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
