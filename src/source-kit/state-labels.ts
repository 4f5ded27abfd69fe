import type { Status } from '../incident.ts'

/**
 * Labels of states as status pages print them, in the languages their platforms are translated to.
 * Lower case, one blank between words; adjectives with all their endings. A word stands here only
 * if it says the state when it stands alone.
 */
export const stateLabels: Record<Exclude<Status, 'unknown'>, string> = {
  investigating: `investigating, under investigation, detected, reported, looking into it,
    wird untersucht, untersuchung, in untersuchung, untersuchen, in prüfung,
    en cours d'investigation, investigation en cours, investigation, enquête en cours, en cours d’investigation,
    investigando, en investigación, investigación, em investigação, investigação,
    indagine in corso, in corso di indagine, in fase di analisi, investigazione, onderzoeken, in onderzoek, wordt onderzocht,
    badanie, w trakcie badania, badamy, расследование, расследуется, изучаем, изучается, исследуется, выясняем причину,
    調査中, 调查中, 調查中, 正在调查, 正在調查, 조사 중, 조사중, 확인 중,
    utreds, undersøges, undersøker, tutkitaan, inceleniyor, araştırılıyor, vyšetřujeme`,
  identified: `identified, confirmed, cause identified, issue identified, root cause identified,
    identifiziert, ursache gefunden, ursache identifiziert, problem erkannt, erkannt,
    identifié, identifiée, identifiés, problème identifié, cause identifiée,
    identificado, identificada, problema identificado, identificato, identificata, problema identificato,
    geïdentificeerd, oorzaak gevonden, zidentyfikowano, zidentyfikowany, zidentyfikowana,
    обнаружено, обнаружена, причина установлена, причина найдена, идентифицировано, идентифицирована, выявлено,
    特定済み, 原因特定, 原因特定済み, 原因を特定, 特定, 確認済み, 已确认, 已確認, 已识别, 已識別, 已定位, 已查明,
    확인됨, 원인 파악, 원인 파악됨, 식별됨, identifierad, identificeret, tunnistettu, belirlendi, tespit edildi`,
  monitoring: `monitoring, watching, recovering, fix implemented, fix deployed, fix applied, mitigated, observing,
    überwachung, wird überwacht, in überwachung, beobachtung, wird beobachtet, unter beobachtung,
    surveillance, sous surveillance, en surveillance, en observation, surveillance en cours,
    monitoreando, monitorizando, supervisando, en monitoreo, en observación, monitoreo,
    monitorando, em monitoramento, monitoramento, monitorização, a monitorizar,
    monitoraggio, in monitoraggio, in fase di monitoraggio, monitoren, wordt gemonitord, bewaken,
    monitorowanie, monitorujemy, наблюдение, наблюдаем, мониторинг, отслеживание, под наблюдением,
    監視中, 経過観察, 経過観察中, 監控中, 监控中, 正在监控, 正在監控, 监测中, 观察中, 모니터링, 모니터링 중, 모니터링중,
    övervakar, overvåger, overvåker, seurataan, izleniyor`,
  resolved: `resolved, solved, fixed, recovered, restored, repaired, back to normal, back online, back up, closed, up again,
    service is operating normally, operating normally, service restored, all clear, resolution,
    gelöst, behoben, erledigt, beseitigt, wiederhergestellt,
    résolu, résolue, résolus, résolues, rétabli, rétablie, corrigé, corrigée, clos, close,
    resuelto, resuelta, resueltos, solucionado, solucionada, restablecido, restaurado, recuperado, cerrado,
    resolvido, resolvida, solucionado, normalizado, normalizada, corrigido, corrigida, recuperada,
    risolto, risolta, ripristinato, ripristinata, opgelost, hersteld, verholpen,
    rozwiązano, rozwiązany, rozwiązana, rozwiązane, naprawiono, usunięto,
    решено, решена, решен, решён, устранено, устранена, устранён, устранен, исправлено, восстановлено, восстановлен, разрешено,
    解決済み, 解決済, 解決, 解決しました, 復旧済み, 復旧済, 復旧, 復旧しました, 解消, 解消済み,
    已解决, 已解決, 已修复, 已修復, 已恢复, 已恢復, 恢复正常, 恢復正常, 해결됨, 해결, 해결 완료, 해결되었습니다, 복구됨, 복구 완료, 정상화,
    löst, åtgärdat, åtgärdad, løst, ratkaistu, korjattu, çözüldü, giderildi, vyřešeno, вирішено, diselesaikan, teratasi`,
  postmortem: `postmortem, post-mortem, post mortem, root cause analysis, rca, incident report, post-incident review,
    post-incident report, nachbericht, nachbetrachtung, analyse post-mortem, análisis post mortem, análise post mortem,
    разбор инцидента, постмортем, 事後分析, 事后分析, 事後報告, ポストモーテム, 포스트모템, 사후 분석`,
  scheduled: `scheduled, planned, upcoming, scheduled maintenance, planned maintenance, upcoming maintenance, not started yet,
    geplant, geplante wartung, angekündigt, planifié, planifiée, prévu, prévue, maintenance planifiée, programmé, programmée,
    programado, programada, planificado, planificada, mantenimiento programado, agendado, agendada, planejado, planejada,
    manutenção programada, manutenção agendada, programmato, programmata, pianificato, pianificata, manutenzione programmata,
    gepland, gepland onderhoud, zaplanowano, zaplanowane, zaplanowany, planowane,
    запланировано, запланирована, запланированы, плановые работы, 予定, 予定済み, 計画済み, 予定されたメンテナンス, 計画メンテナンス,
    已计划, 已計劃, 计划中, 計劃中, 已安排, 计划维护, 預定, 예정, 예정됨, 예약됨, planerat, planlagt, suunniteltu, planlandı`,
  in_progress: `in progress, inprogress, underway, under way, ongoing, started, in effect, maintenance in progress,
    in bearbeitung, im gange, läuft, in arbeit, en cours, en curso, en progreso, em andamento, em curso, em progresso,
    in corso, bezig, in uitvoering, w toku, w trakcie, выполняется, в процессе, идут работы, проводится,
    進行中, 実施中, 作業中, メンテナンス中, 进行中, 進行中的維護, 진행 중, 진행중, pågår, pågående, i gang, käynnissä, devam ediyor`,
  verifying: `verifying, verification, verification in progress, wird überprüft, überprüfung, verifizierung,
    vérification, en cours de vérification, vérification en cours, verificando, en verificación, em verificação, verificação,
    verifica, in verifica, verifica in corso, verifiëren, verificatie, weryfikacja, проверка, проверяется,
    検証中, 動作確認中, 验证中, 驗證中, 正在验证, 검증 중, 검증중`,
  completed: `completed, complete, finished, done, concluded, maintenance completed, maintenance complete,
    abgeschlossen, beendet, fertig, terminé, terminée, achevé, effectué, completado, completada, finalizado, finalizada,
    concluído, concluída, completato, completata, concluso, conclusa, voltooid, afgerond, gereed,
    zakończono, zakończone, zakończony, ukończono, завершено, завершена, завершены, завершен, завершён, выполнено,
    完了, 完了済み, 完了しました, 終了, 已完成, 完成, 완료, 완료됨, 완료되었습니다, 종료, slutfört, avslutad, fuldført, fullført, valmis, tamamlandı, dokončeno`,
}

/** How other languages say in a sentence that it is over, and how they deny, promise or limit it. */
export const overAbroad: readonly { said: RegExp; denied: RegExp }[] = [
  {
    said: /\b(?:wurden?|ist|sind|konnten?)\b[^.!?]*(?:behoben|gelöst|beseitigt|wiederhergestellt|abgeschlossen)/iu,
    denied:
      /nicht|wird|werden|\b(?:bis|sobald|wenn|falls|soll(?:te)?|teilweise|größtenteils|einige|derzeit)\b/iu,
  },
  {
    said: /(?:a été|ont été|est|sont|désormais) [^.!?]*(?:résolu|rétabli|corrigé|terminé)/iu,
    denied:
      /\bpas\b|ser(?:a|ont)\b|\bêtre\b|jusqu|dès qu|lorsqu|\bquand\b|devr|\bdoit\b|partiel|plupart|encore|certain/iu,
  },
  {
    said: /(?:ha sido|han sido|fue|fueron|se ha|está|están|quedó|ya) [^.!?]*(?:resuelt|solucionad|restablecid|restaurad|completad|finalizad)/iu,
    denied: /\bno\b|será|hasta|cuando|parcial|\baún\b|todavía|alguno|mayoría|siendo/iu,
  },
  {
    said: /(?:foi|foram|está|estão|já) [^.!?]*(?:resolvid|solucionad|restaurad|normalizad|corrigid|concluíd|finalizad)/iu,
    denied: /\bnão\b|será|até|quando|assim que|parcial|\bainda\b|algun|maioria|sendo/iu,
  },
  {
    said: /(?:è|sono|stat[oaie]) [^.!?]*(?:risolt|ripristinat|completat|conclus)/iu,
    denied: /\bnon\b|sarà|saranno|finché|quando|appena|parzial|ancora|alcuni|viene/iu,
  },
  {
    said: /\b(?:is|zijn|werd|werden)\b [^.!?]*(?:opgelost|hersteld|verholpen|voltooid|afgerond)/iu,
    denied:
      /\b(?:niet|nog|wordt|worden|zal|zullen|zodra|tot|totdat|wanneer|gedeeltelijk|sommige|bijna)\b/iu,
  },
  {
    said: /(?:został[aoy]?|zostały) [^.!?]*(?:rozwiązan|naprawion|usunięt|zakończon)/iu,
    denied: /(?<!\p{L})(?:nie|gdy|kiedy|częściowo|niektóre|dopóki)(?!\p{L})|zostan/iu,
  },
  {
    said: /(?:проблема|инцидент|неисправность|работы|сервис|работа)[^.!?]*(?:решен|решён|устранен|устранён|восстановлен|завершен|завершён|исправлен)/iu,
    denied:
      /(?<!\p{L})(?:не|будет|будут|пока|когда|частично|некоторые|как только|еще|ещё|после)(?!\p{L})/iu,
  },
  {
    said: /(?:解決|復旧|解消|回復|完了)(?:いた|され|致)?(?:しました|ました|済)/u,
    denied: /未|まだ|一部|ません|次第|まで|予定|見込/u,
  },
  {
    said: /已(?:经|經|全部|完全)?(?:解决|解決|修复|修復|恢复|恢復|完成)|恢复正常|恢復正常/u,
    denied: /未|没有|沒有|部分|预计|預計|将|將|正在|尚/u,
  },
  {
    said: /(?:해결|복구|완료|정상화)(?:이|가)? ?(?:되었|됐|됨|완료)/u,
    denied: /아직|않|일부|예정|까지|못/u,
  },
]
