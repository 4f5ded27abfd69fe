import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedStatuses, type Status, statuses } from '../../src/incident.ts'
import { stateLabels } from '../../src/source-kit/state-labels.ts'
import { impactOf, kindOf, stateOf } from '../../src/source-kit/state-words.ts'

const said: [string, Status][] = [
  ['Resolved', 'resolved'],
  ['RESOLVED', 'resolved'],
  ['[RESOLVED] Increased packet loss', 'resolved'],
  ['[Resolved]', 'resolved'],
  ['Service is operating normally: [RESOLVED] Increased Packet loss', 'resolved'],
  ['Service is operating normally', 'resolved'],
  ['Informational message: [Resolved] Slow logins', 'resolved'],
  ['[Incident (Recovered)] Network jitter in one zone', 'resolved'],
  [' [Incident Recovered] Network jitter in one zone', 'resolved'],
  ['Resolved: card payments (PP-LIVE-1)', 'resolved'],
  ['Resolved - The database is healthy again.', 'resolved'],
  ['Slow logins - Resolved', 'resolved'],
  ['Slow logins (resolved)', 'resolved'],
  ['Status: Resolved', 'resolved'],
  ['API recovered', 'resolved'],
  ['This incident has been resolved.', 'resolved'],
  ['The issue is fixed.', 'resolved'],
  ['Issue fixed', 'resolved'],
  ['All systems are back to normal.', 'resolved'],
  ['Everything is fully operational', 'resolved'],
  ['Connectivity has been restored and we will publish a report.', 'resolved'],
  ['We have resolved the problem with deliveries.', 'resolved'],
  ['✅ Resolved', 'resolved'],
  ['Completed', 'completed'],
  ['The scheduled maintenance has been completed.', 'completed'],
  ['Scheduled maintenance: completed', 'completed'],
  ['Monitoring', 'monitoring'],
  ['A fix has been implemented and we are monitoring the results.', 'monitoring'],
  ['Watching', 'monitoring'],
  ['Partially resolved', 'monitoring'],
  ['[Partially Resolved] Slow logins', 'monitoring'],
  ['Services are recovering', 'monitoring'],
  ['Most queues have been restored', 'monitoring'],
  ['Identified', 'identified'],
  ['The issue has been identified and a fix is being prepared.', 'identified'],
  ['Engineers are working on a fix.', 'identified'],
  ['Investigating - Logins are slow', 'investigating'],
  ['We are currently investigating this issue.', 'investigating'],
  ['The API has recovered; we are still investigating the dashboard.', 'investigating'],
  ['Scheduled', 'scheduled'],
  ['THIS IS A SCHEDULED EVENT Jan 16', 'scheduled'],
  ['We will be performing scheduled maintenance on Sunday.', 'scheduled'],
  ['In progress', 'in_progress'],
  ['in_progress', 'in_progress'],
  ['Scheduled maintenance is currently in progress.', 'in_progress'],
  ['Verifying', 'verifying'],
  ['Postmortem', 'postmortem'],
  ['Post-mortem: what happened on Monday', 'postmortem'],
  // Platforms' translations.
  ['Gelöst', 'resolved'],
  ['Behoben: Anmeldung langsam', 'resolved'],
  ['Die Störung wurde behoben.', 'resolved'],
  ['Wird untersucht', 'investigating'],
  ['Geplante Wartung', 'scheduled'],
  ['Résolu', 'resolved'],
  ["L'incident a été résolu.", 'resolved'],
  ["En cours d'investigation", 'investigating'],
  ['Identifié', 'identified'],
  ['Resuelto', 'resolved'],
  ['El problema ha sido resuelto.', 'resolved'],
  ['Resolvido', 'resolved'],
  ['Concluído', 'completed'],
  ['Identificado', 'identified'],
  ['Investigando', 'investigating'],
  ['Monitorando', 'monitoring'],
  ['O incidente foi resolvido.', 'resolved'],
  ['Risolto', 'resolved'],
  ['Opgelost', 'resolved'],
  ['Het probleem is opgelost.', 'resolved'],
  ['Rozwiązano', 'resolved'],
  ['Решено', 'resolved'],
  ['【解決済み】ログイン障害', 'resolved'],
  ['問題は解決しました。', 'resolved'],
  ['調査中', 'investigating'],
  ['監視中', 'monitoring'],
  ['已解决', 'resolved'],
  ['该问题已解决。', 'resolved'],
  ['해결됨', 'resolved'],
  ['조사 중', 'investigating'],
]

const notOver = [
  'Update',
  'Not resolved',
  'not yet resolved',
  'Unresolved',
  '[Unresolved] Slow logins',
  'Partially restored',
  'Service is partially restored',
  'We hope to have this resolved',
  'We hope this is resolved soon.',
  'This will be resolved within the hour.',
  'We will post again when this is resolved.',
  'We will not deploy until this is resolved.',
  'We are working to resolve the problem',
  'The cluster has not recovered',
  "The issue isn't resolved.",
  'It should be resolved shortly.',
  'It should now be fully restored by noon',
  'Is this resolved?',
  'The issue is being resolved.',
  'We expect the issue to have been fixed by 10:00.',
  '90% of the nodes have been restored',
  'Some users have recovered.',
  'Nearly all services are restored.',
  'The issue was resolved but has recurred.',
  'The API has recovered, but logins are still failing.',
  'Completed orders do not appear',
  'Fixed IP addresses are unreachable',
  'Unable to complete purchases',
  'Recovery e-mails are delayed',
  'Restored backups are missing',
  'DNS names cannot be resolved',
  'Names may fail to be resolved',
  'Once resolved, we will publish a report.',
  'No longer resolved',
  'Resolver errors in one region',
  'This is related to the incident that was resolved yesterday.',
  'Die Störung ist noch nicht behoben.',
  'Die Störung wird behoben.',
  "L'incident n'est pas encore résolu.",
  "L'incident sera résolu dans l'heure.",
  'El problema aún no ha sido resuelto.',
  'O problema ainda não foi resolvido.',
  'Il problema non è stato risolto.',
  'Het probleem is nog niet opgelost.',
  'Проблема пока не решена.',
  'Problem nie został rozwiązany.',
  '問題はまだ解決していません。',
  '解決次第お知らせします。',
  '问题尚未解决',
  '아직 해결되지 않았습니다',
  'Nicht gelöst',
  'Não resolvido',
]

describe('stateOf', () => {
  it.each(said)('reads %j as %s', (text, status) => {
    expect(stateOf(text)).toBe(status)
  })

  it.each(notOver)('never takes %j for over', (text) => {
    expect(closedStatuses).not.toContain(stateOf(text))
  })

  it('says nothing about words that name no state', () => {
    for (const text of ['', ' ', 'Update', 'Slow logins', 'Monitoring service is down', '…']) {
      expect(stateOf(text), text).toBe('unknown')
    }
  })

  it('knows each label in one meaning only', () => {
    const all = Object.values(stateLabels).flatMap((list) => {
      return [...new Set(list.split(',').map((w) => w.trim().replace(/\s+/g, ' ')))]
    })
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([])
  })

  it('keeps a label’s meaning in brackets, in capitals and before a text', () => {
    for (const [status, list] of Object.entries(stateLabels)) {
      for (const word of list.split(',').map((w) => w.trim().replace(/\s+/g, ' '))) {
        for (const text of [word, `[${word}] Slow logins`, `${word.toUpperCase()}: slow logins`]) {
          if (text.toLowerCase().includes(word)) expect(stateOf(text), text).toBe(status)
        }
      }
    }
  })

  it('never closes anything without a word that says so', () => {
    const over =
      /resol|solv|fix|recover|restor|repair|normal|back |clos|clear|operat|complet|finish|done|conclu|end|over|postmortem|report|rca|root|post|work|function/i
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => {
        fc.pre(!over.test(text))
        expect(closedStatuses).not.toContain(stateOf(text))
      }),
    )
  })

  it('answers any text with one of the words, and in time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(statuses).toContain(stateOf(text))
      }),
    )
    for (const bit of [
      'is ',
      'are monitor ',
      '[',
      '(',
      'a.',
      ': ',
      ' - ',
      'not ',
      'we have ',
      '。',
    ]) {
      stateOf(bit.repeat(500_000))
    }
  })
})

describe('impactOf', () => {
  it.each([
    ['critical', 'critical'],
    ['major', 'major'],
    ['minor', 'minor'],
    ['none', 'none'],
    ['Major Outage', 'critical'],
    ['major_outage', 'critical'],
    ['MAJOROUTAGE', 'critical'],
    ['full_outage', 'critical'],
    ['Partial outage', 'major'],
    ['partial_outage', 'major'],
    ['Degraded performance', 'minor'],
    ['DEGRADEDPERFORMANCE', 'minor'],
    ['under_maintenance', 'maintenance'],
    ['Severity: Minor', 'minor'],
    ['API (Partial outage)', 'major'],
    ['no major outage is known', 'unknown'],
    ['Critical alerts are delayed', 'unknown'],
    ['Security event', 'unknown'],
    ['', 'unknown'],
  ])('reads %j as %s', (text, impact) => {
    expect(impactOf(text)).toBe(impact)
  })
})

describe('kindOf', () => {
  it.each([
    ['Scheduled maintenance of the database', 'maintenance'],
    ['Emergency maintenance', 'maintenance'],
    ['Geplante Wartung am Sonntag', 'maintenance'],
    ['Mantenimiento programado', 'maintenance'],
    ['Manutenção programada', 'maintenance'],
    ['定期メンテナンスのお知らせ', 'maintenance'],
    ['Errors following scheduled maintenance', 'incident'],
    ['Unplanned maintenance caused timeouts', 'incident'],
    ['Outage after the maintenance', 'incident'],
    ['Slow logins', 'incident'],
    ['[Notice] New address ranges', 'notice'],
    ['Information: change of terms', 'notice'],
  ])('reads %j as %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind)
  })
})
