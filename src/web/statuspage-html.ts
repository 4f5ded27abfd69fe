import { html } from 'hono/html'
import type { IncidentJson } from './statuspage-incident.ts'
import type { PageJson, StatusJson } from './statuspage-page.ts'

/** The page that `page.url` names, for people who follow it out of a client, without signing in. */
export function pageHtml(page: PageJson, status: StatusJson, open: readonly IncidentJson[]) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.name}: ${status.description}</title>
<link rel="alternate" type="application/atom+xml" title="Atom" href="${page.url}/history.atom">
<link rel="alternate" type="application/rss+xml" title="RSS" href="${page.url}/history.rss">
</head>
<body>
<h1>${page.name}</h1>
<p>${status.description}</p>
<ul>
${open.map((i) => html`<li><a href="${i.shortlink}">${i.name}</a> (${i.status}, ${i.impact})</li>`)}
</ul>
<p><a href="${page.url}/api/v2/summary.json">JSON</a>
<a href="${page.url}/history.atom">Atom</a> <a href="${page.url}/history.rss">RSS</a></p>
</body>
</html>
`
}
