import type { Refusal } from './refuse.ts'

const bearer = { 'www-authenticate': 'Bearer realm="Outage Desk"' }

/** What the guard says when it says no: a sentence of what is wrong and one of what to do. */
export const refusals = {
  wrongHost: {
    status: 421,
    title: 'Not a name of this desk',
    detail:
      'This desk does not answer under the name it was asked for. Whoever runs it can allow a name with OUTAGES_HOSTS.',
  },
  notLocal: {
    status: 403,
    title: 'Only for this machine',
    detail:
      'This desk has no sign-in, so it answers this machine only and no proxy. docs/sign-in.md tells how to set up signing in.',
  },
  tooLarge: {
    status: 413,
    title: 'Too large',
    detail: 'What was sent is larger than the desk accepts.',
  },
  badToken: {
    status: 401,
    title: 'Unknown token',
    detail: 'The token in the Authorization header is not one of this desk.',
    headers: { 'www-authenticate': 'Bearer realm="Outage Desk", error="invalid_token"' },
  },
  signInFirst: {
    status: 401,
    title: 'Sign in first',
    detail: 'This needs somebody signed in, or an API token.',
    headers: bearer,
  },
  readOnly: {
    status: 403,
    title: 'Only for editors',
    detail: 'You may read here; changing something needs an editor.',
  },
  otherSite: {
    status: 403,
    title: 'Sent from elsewhere',
    detail:
      'This change was not sent by a page of this desk, so it was not made. Open the desk and try again there.',
  },
  staleForm: {
    status: 403,
    title: 'This form is out of date',
    detail: 'You signed in anew since the form was opened. Reload the page and try again.',
  },
} as const satisfies Record<string, Refusal>
