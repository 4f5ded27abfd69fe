import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Html } from '../guard/refuse.ts'
import type { Viewer } from '../guard/viewers.ts'
import type { Section, Sheet } from '../parts.ts'

const places: readonly { section: Section; href: string; name: string }[] = [
  { section: 'week', href: '/', name: 'This week' },
  { section: 'picture', href: '/picture', name: 'Picture' },
  { section: 'incidents', href: '/incidents', name: 'Incidents' },
  { section: 'services', href: '/services', name: 'Services' },
  { section: 'editions', href: '/editions', name: 'Editions' },
  { section: 'feeds', href: '/feeds', name: 'Feeds' },
  { section: 'settings', href: '/settings', name: 'Settings' },
]

export interface Framed extends Pick<Sheet, 'title' | 'section' | 'main' | 'scripts' | 'wide'> {
  viewer: Viewer | null
  csrf: string
}

/** The whole document around a page. Style and script come from files only, never from the page. */
export function frame({ title, section, main, scripts = [], wide, viewer, csrf }: Framed): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Outage Desk</title>
    <link rel="stylesheet" href="/assets/desk.css" />
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="alternate" type="application/atom+xml" title="Outages" href="/feeds/incidents.atom" />
    <link rel="alternate" type="application/atom+xml" title="Editions" href="/feeds/editions.atom" />
    ${scripts.map((file) => html`<script type="module" src="/assets/${file}"></script>`)}
  </head>
  <body class="${wide ? 'wide' : ''}">
    <a class="skip" href="#main">Skip to the content</a>
    <header class="top">
      <a class="brand" href="/">Outage Desk</a>
      <nav aria-label="Pages">${places.map((p) => link(p, section))}</nav>
      ${who(viewer, csrf)}
    </header>
    <main id="main" tabindex="-1">${main}</main>
  </body>
</html>`
}

function link({ section, href, name }: (typeof places)[number], current: Section | null): Html {
  return section === current
    ? html`<a href="${href}" aria-current="page">${name}</a>`
    : html`<a href="${href}">${name}</a>`
}

function who(viewer: Viewer | null, csrf: string): Html | '' {
  if (viewer?.how !== 'session') return ''
  return html`<form class="who" method="post" action="/sign-out">
    <input type="hidden" name="csrf" value="${csrf}" />
    <span>${viewer.role === 'editor' ? 'Editor' : 'Reader'}</span> <button>Sign out</button>
  </form>`
}

/** The answer that says what there is not. */
export function missingSheet(what: string): Sheet {
  return {
    title: 'Not found',
    section: null,
    status: 404,
    main: html`<h1>Not found</h1><p>${what}</p>`,
  }
}

/** Of a request made by our own script, which only wants what stands in `<main>`. */
export function wantsMain(c: Context): boolean {
  return c.req.header('x-requested-part') === 'main'
}
