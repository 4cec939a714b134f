import { expect, test } from 'vitest';
import { saySpan } from '../../../renderer/settings/spans.ts';
import { moment } from '../../../renderer/ui/moment.ts';
import { countdown, createDates, timeLeft } from '../../../renderer/ui/time.ts';
import { type Alert, SUBJECT_TYPES } from '../../../src/shared/alert.ts';
import { type QuietSpan, WEEKDAYS } from '../../../src/shared/quiet.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { say, sayDeadline, sayDigest, sayHistory, sayReason, type SayOptions } from '../../../src/shared/words/say.ts';
import { NOON } from '../../clock.ts';

const HOUR = 3_600_000;
const options: SayOptions = { privacy: 'all', locale: 'es-MX', timeZone: 'UTC', now: NOON };
const plain: Alert = {
  key: 'k',
  identity: 'openbazaar:Qm',
  connectionId: 'c',
  system: 'openbazaar',
  kind: 'order',
  category: 'order',
  urgency: 'normal',
  actor: { id: 'QmBuyer', name: 'Ana' },
  subject: { type: 'order', id: 'QmVrhZt4abc' },
  item: 'Taza azul',
  amount: { value: '120050000', unit: 'LTC', divisibility: 8 },
  confirmation: 'confirmed',
  actions: [],
  road: 'live',
  read: false,
  occurredAt: NOON,
  receivedAt: NOON,
  frame: '',
};
const said = (fields: Partial<Alert>, changed: Partial<SayOptions> = {}) => {
  const { title, body } = say({ ...plain, ...fields }, CATALOGUES.es, { ...options, ...changed });
  return `${title} | ${body}`;
};

test('an order says who, what and how much, with numbers as at home', () => {
  expect(said({})).toBe('Pedido nuevo: Taza azul | Ana pidió “Taza azul” por 1.2005 LTC, ya pagado. Ahora toca despacharlo, o aceptarlo antes si está pendiente.');
  expect(said({}, { locale: 'es-AR' })).toContain('1,2005 LTC');
  expect(say(plain, CATALOGUES.es, { ...options, privacy: 'nothing' })).toEqual({ title: 'Novedades de un pedido', body: 'Abre Tradebell para verlo.' });
});

test('times have the article that goes with them', () => {
  const dispute = { kind: 'buyerDisputeTimeout', category: 'dispute' } as const;
  expect(said({ ...dispute, deadlineAt: NOON + HOUR })).toMatch(
    /^Quedan 60 minutos para disputar: Taza azul \| Puedes abrir una disputa sobre “Taza azul” hasta la 1:00.p\.m\. \(quedan 60 minutos\)\. Después, el vendedor podrá reclamar el dinero\.$/
  );
  expect(said({ ...dispute, deadlineAt: NOON + HOUR }, { locale: 'es' })).toContain('hasta las 13:00 (quedan 60 minutos)');
  expect(said({ ...dispute, deadlineAt: NOON + 24 * HOUR }, { locale: 'es' })).toContain('(queda 1 día)');
  expect(said({ kind: 'gap', category: 'system', since: NOON - 2 * HOUR }, { locale: 'es' })).toMatch(/^Entre las 10:00 y las 12:00, Tradebell no estuvo conectado/);
});

test('one is one, and more are many', () => {
  const { list, time } = CATALOGUES.es.window;
  expect([1, 2, 12_000].map(list.markedRead)).toEqual(['1 aviso marcado como leído', '2 avisos marcados como leídos', '12\u202f000 avisos marcados como leídos']);
  expect(time.ago(time.minutes(1))).toBe('hace 1 minuto');
  expect(timeLeft(NOON + 25 * HOUR, NOON, CATALOGUES.es.window).text).toBe('Queda 1 día 1 h');
  expect(timeLeft(NOON + 72 * HOUR, NOON, CATALOGUES.es.window).text).toBe('Quedan 3 días');
  expect(countdown(NOON + 61_000, NOON, CATALOGUES.es.window).text).toBe('Queda 1 min 1 s');
});

test('a summary counts, and a reason is a sentence', () => {
  expect(sayDigest([['order', 2], ['chat', 1]], plain, CATALOGUES.es, options)).toEqual({
    title: '3 eventos nuevos',
    body: 'Pedido nuevo: Taza azul. En total: 2 pedidos y 1 mensaje.',
  });
  expect(sayReason('refuted', CATALOGUES.es, 'acapy-cloud')).toBe('No sonó: tu CloudAPI no sabe nada de esto.');
});

test('a connection that is away, and back, is called by its name, and the way it was missed is counted', () => {
  const news = { category: 'system', account: 'Mi nodo', since: NOON - HOUR } as const;
  const inSpain = (fields: Partial<Alert>) => said({ ...news, ...fields }, { locale: 'es' });
  expect(inSpain({ kind: 'away' })).toBe('Mi nodo está sin conexión | Sin conexión desde las 11:00. Tradebell sigue intentándolo, y avisa cuando vuelva.');
  expect(inSpain({ kind: 'away', status: 'blocked' })).toBe(
    'Mi nodo te necesita | Sin conexión desde las 11:00. Tradebell no puede conectarse solo. Abre Conexiones para ver por qué.'
  );
  expect(said({ ...news, kind: 'away' })).toMatch(/desde las 11:00.a\.m\. Tradebell/);
  const back = (status: string) => inSpain({ kind: 'back', status });
  expect(back('1')).toBe('Mi nodo está de vuelta | Faltó desde las 11:00 hasta las 12:00. En ese tiempo hubo 1 evento, y ya está en tu bandeja.');
  expect(back('12000')).toContain('hubo 12\u202f000 eventos, y ya están en tu bandeja.');
  expect(back('0')).toContain('No llegó nada más de ese tiempo.');
  expect(said({ ...news, kind: 'away' }, { privacy: 'who' })).toMatch(/^Se perdió una conexión \|/);
  expect(said({ ...news, kind: 'back' }, { privacy: 'who' })).toMatch(/^Una conexión está de vuelta \|/);
});

test('what rings again says why, and how much time is left where its title does not', () => {
  const { reminder, snoozed } = CATALOGUES.es.delivery;
  const again = (fields: Partial<Alert>, ahead: number) => {
    const { title } = say({ ...plain, ...fields, deadlineAt: NOON + ahead }, CATALOGUES.es, options);
    return reminder(title, sayDeadline(NOON + ahead, CATALOGUES.es, options).left);
  };
  expect(again({ kind: 'buyerDisputeTimeout' }, HOUR)).toBe('Recordatorio: quedan 60 minutos para disputar: Taza azul');
  expect(again({ kind: 'buyerDisputeExpiry' }, 24 * HOUR)).toBe('Recordatorio: al moderador le queda 1 día: Taza azul');
  expect(again({}, 24 * HOUR)).toBe('Queda 1 día: Pedido nuevo: Taza azul');
  expect(again({}, HOUR)).toBe('Quedan 60 minutos: Pedido nuevo: Taza azul');
  expect(reminder('Quentin escribió hace 1 día', '1 día')).toBe('Recordatorio: Quentin escribió hace 1 día');
  expect(snoozed('Pedido nuevo: Taza azul')).toBe('Pospuesto: Pedido nuevo: Taza azul');
  expect(sayHistory({ event: 'snoozed', note: String(NOON + HOUR), at: NOON }, CATALOGUES.es, 'openbazaar', { ...options, locale: 'es' })).toBe('hasta las 13:00');
});

test('quiet hours are a sentence, with the days in small letters and one stop', () => {
  const list = new Intl.ListFormat('es', { type: 'conjunction' });
  const spoken = (days: QuietSpan['days'], from: string, to: string, time = (of: string) => of) =>
    saySpan({ days, from, to }, CATALOGUES.es.window.deliverySettings.hours, list, time);
  expect(spoken([...WEEKDAYS], '22:00', '07:00')).toBe('Todos los días, de las 22:00 a las 07:00 del día siguiente.');
  expect(spoken(['mon', 'wed', 'sat'], '13:00', '14:30')).toBe('Lunes, miércoles y sábado, de las 13:00 a las 14:30.');
  expect(spoken(['mon', 'tue', 'wed', 'thu', 'fri'], '01:00', '06:00')).toBe('De lunes a viernes, de la 01:00 a las 06:00.');
  expect(spoken(['sat', 'sun'], '00:00', '00:00')).toBe('Sábado y domingo, todo el día.');
  expect(spoken(['sun'], '08:00', '08:00')).toBe('Domingo, de las 08:00 a las 08:00 del día siguiente.');
  const dates = createDates('es-MX');
  expect(spoken(['mon'], '13:00', '14:00', (time) => dates.time(new Date(`2000-01-01T${time}`).getTime()))).toMatch(/^Lunes, de la (0?)1:00.p\.m\. a las (0?)2:00.p\.m\.$/);
});

test('until when it is quiet or snoozed has the article that goes with it', () => {
  const { quiet } = CATALOGUES.es.window;
  const spoken = (ahead: number) => moment(new Date(2025, 11, 3, 12).getTime() + ahead, new Date(2025, 11, 3, 12).getTime(), quiet, createDates('es'));
  expect(quiet.why.paused(spoken(HOUR))).toBe('En pausa hasta las 13:00.');
  expect(quiet.why['quiet-hours'](spoken(20 * HOUR))).toBe('Horas de silencio hasta mañana a las 8:00.');
  expect(quiet.why['desktop-quiet'](undefined)).toBe('Tu escritorio está en “no molestar”.');
  expect(quiet.why.paused('8:00 p.m.')).toBe('En pausa hasta las 8:00 p.m.');
  expect(quiet.snoozedUntil(spoken(72 * HOUR))).toBe('Pospuesto hasta el sábado, 6 de diciembre, a las 12:00');
  expect(quiet.until('lun, 8:00')).toBe('hasta el lun, 8:00');
  expect(CATALOGUES.es.desktop.quiet['quiet-hours']('1:30')).toBe('horas de silencio hasta la 1:30');
});

test('a story agrees with what it is of', () => {
  const { story } = CATALOGUES.es.window.stories;
  const titles = SUBJECT_TYPES.map((type) => story.title(CATALOGUES.es.window.detail.subjects[type]));
  expect(titles.filter((title) => title.includes(' esta '))).toEqual(['Historia de esta transacción', 'Historia de esta reserva', 'Historia de esta solicitud']);
  expect(titles).toContain('Historia de este pedido');
  expect(titles).toContain('Historia de este ID de conexión');
  expect([story.count(1, false), story.count(7, false), story.count(50, true)]).toEqual(['1 evento', '7 eventos', 'Los 50 eventos más nuevos']);
});

test('what is exported, kept and deleted is counted', () => {
  const { dataSettings: data, deliverySettings } = CATALOGUES.es.window;
  expect([0, 1, 1_200_000].map(data.exporting)).toEqual(['Exportando…', 'Exportando: 1 aviso hasta ahora', 'Exportando: 1\u202f200\u202f000 avisos hasta ahora']);
  expect([1, 2, 3_000_000].map(data.deletedHistory)).toEqual(['1 aviso eliminado', '2 avisos eliminados', '3\u202f000\u202f000 de avisos eliminados']);
  expect(data.savedRows(1, 'a.csv')).toBe('1 aviso guardado: a.csv');
  expect([30, 90, 365, 1095, 7].map(data.keeps.days)).toEqual(['Un mes', 'Tres meses', 'Un año', 'Tres años', '7 días']);
  expect(data.keepAsk(30)).toBe('Se eliminan los avisos de hace más de 30 días, ahora y de aquí en adelante. Esto no se puede deshacer.');
  expect(data.preview.from('1.2.0', 'lunes, 1 de diciembre de 2025, 8:00 p.m.')).toBe(
    'Los guardó Tradebell 1.2.0, el lunes, 1 de diciembre de 2025, 8:00 p.m. Aún no ha cambiado nada.'
  );
  expect(deliverySettings.hours.most(20)).toBe('20 horarios como máximo.');
});

test('what was decided, and when, ends with one stop wherever a time ends with one', () => {
  const { act, question, form, firstRing } = CATALOGUES.es.window;
  const at = act.atTime('2:05 p.m.');
  expect(act.intents.done(act.did.approve, at)).toBe('Aprobaste esto a las 2:05 p.m.');
  expect(act.intents.open(act.did.reject, act.atTime('14:05'))).toBe('Rechazaste esto a las 14:05. La billetera aún no responde.');
  expect(question.asItWas(at)).toMatch(/^Como estaba a las 2:05 p\.m\. Con esta/);
  expect(form.worksAs('Alfarería S. A.')).toBe('Funciona: responde Alfarería S. A.');
  expect(firstRing.listens('Mi nodo')).toBe('Conectado con Mi nodo. Desde ahora sonará cuando ocurra algo allí.');
});
