// Causes, clients, classes, accounts: what can be looked into.
import {OUTCOMES} from './charts.js';
import {byId, element, keyed, setClass, setText, setWidth, updating} from './dom.js';
import {showDivergence} from './divergence.js';
import {ago, counted, micros, number, percent} from './format.js';

const WITH_SKIPPED = [...OUTCOMES, 'skipped'];

const TYPING_MILLIS = 150;

/** What the filter found; null while there is none. */
let filtered = null;

/** A row that opens: a name, where, a bar, an amount. */
function openable() {
  const parts = {
    name: element('span', 'name'),
    where: element('div', 'where'),
    fill: element('span'),
    amount: element('div', 'amount'),
    inside: element('div', 'inside'),
  };
  const bar = element('div', 'bar', parts.fill);
  bar.setAttribute('aria-hidden', 'true');
  parts.item = element('li', '', element('details', '',
    element('summary', '', element('div', '', parts.name, parts.where), bar, parts.amount), parts.inside));
  return parts;
}

function setAmount(amount, text, small) {
  if (amount.childElementCount === 0) {
    amount.append(element('span'), element('small'));
  }
  setText(amount.children[0], text);
  setText(amount.children[1], small);
}

function exampleRow(example) {
  const row = element('li', '', element('code', '', example.path));
  if (example.evidence) {
    const look = element('button', 'quiet', 'Compare both replies');
    look.type = 'button';
    look.addEventListener('click', () => showDivergence(example.exchange));
    row.append(look);
  } else {
    row.append(element('span', 'note', 'replies not kept'));
  }
  return updating(row, () => {});
}

function causeRow() {
  const parts = openable();
  const meaning = element('p');
  const times = element('p', 'note');
  const clients = element('p', 'note');
  const examples = element('ul', 'examples');
  parts.inside.append(meaning, examples, clients, times);
  return updating(parts.item, cause => {
    setText(parts.name, cause.cause);
    setText(parts.where, `${cause.queryClass} · ${cause.field || 'whole reply'} · ${cause.kind}`);
    setWidth(parts.fill, cause.share);
    setAmount(parts.amount, percent(cause.share), counted(cause.trials, 'trial', 'trials'));
    setText(meaning, cause.meaning);
    setText(clients, cause.clients.length ? `Affected: ${cause.clients.join(' · ')}` : '');
    setText(times, `${counted(cause.places, 'place', 'places')}; first ${ago(cause.firstSeen, Date.now())}, `
      + `last ${ago(cause.lastSeen, Date.now())}`);
    keyed(examples, cause.examples, example => `${example.exchange} ${example.evidence}`, exampleRow);
  });
}

const causeKey = cause => [cause.cause, cause.kind, cause.queryClass, cause.field].join('\u0000');

function showCauses(causes) {
  const shown = filtered ?? causes;
  setText(byId('causes-count'), causes.distinct ? number(causes.distinct) : '');
  keyed(byId('causes-list'), shown.rows, causeKey, causeRow);
  setText(byId('causes-more'), causesNote(shown));
}

function causesNote(causes) {
  if (causes.distinct === 0) {
    return 'No divergent reply was found.';
  }
  const more = causes.found - causes.rows.length;
  if (filtered) {
    return more > 0 ? `${number(more)} more fit; type on to narrow.` : `${number(causes.found)} fit.`;
  }
  const other = causes.other ? ` ${number(causes.other)} divergences are of yet other causes.` : '';
  return more > 0 ? `${number(more)} more; filter to find them.${other}` : other;
}

/** Whatever is filtered for is looked for among all causes, by the proxy, once nothing more is typed. */
export function filterCauses(latest) {
  const input = byId('causes-filter');
  let typed = 0;
  input.addEventListener('input', () => {
    clearTimeout(typed);
    typed = setTimeout(async () => {
      const text = input.value.trim();
      const answer = text ? await fetch(`/api/causes?contains=${encodeURIComponent(text)}`) : null;
      if (text === input.value.trim()) {
        filtered = answer?.ok ? await answer.json() : null;
        showCauses(latest().live.causes);
      }
    }, TYPING_MILLIS);
  });
}

function clientRow() {
  const parts = openable();
  const tag = element('span', 'tag');
  parts.name.after(tag);
  const hint = element('div', 'hint', element('strong'), element('span'));
  const key = element('p', 'mono');
  const classes = element('p', 'note');
  const times = element('p', 'note');
  parts.inside.append(hint, key, classes, times);
  return updating(parts.item, ({client, share}) => {
    setText(parts.name, client.advice.label);
    setText(tag, client.advice.expected ? 'expected' : 'to change');
    setClass(tag, client.advice.expected ? 'tag calm' : 'tag');
    setText(parts.where, client.advice.summary);
    setWidth(parts.fill, share);
    setAmount(parts.amount, number(client.misdirected), ago(client.lastSeen, Date.now()));
    setText(hint.children[0], client.advice.summary);
    setText(hint.children[1], client.advice.detail);
    setText(key, client.key);
    setText(classes, Object.entries(client.classes).map(([name, count]) => `${name} × ${number(count)}`).join(', '));
    setText(times, [client.user && `user ${client.user}`, client.unit && `unit ${client.unit}`,
      `identity ${client.identity}`, `first ${ago(client.firstSeen, Date.now())}`].filter(Boolean).join(' · '));
  });
}

function showClients(clients, misdirected, role) {
  setText(byId('clients-count'), clients.distinct ? number(clients.distinct) : '');
  keyed(byId('clients-list'), clients.rows.map(client => ({client, share: client.misdirected / misdirected})),
    row => row.client.key, clientRow);
  const more = clients.distinct - clients.rows.length;
  let note = more > 0 ? `${number(more)} more clients.` : '';
  if (clients.distinct === 0) {
    note = role === 'query' ? 'Not applicable: queries belong on this socket.' : 'No query came to the primary\u2019s socket.';
  }
  setText(byId('clients-more'), clients.other ? `${note} ${number(clients.other)} queries of clients not told apart.` : note);
}

function stack(outcomes) {
  const total = Object.values(outcomes).reduce((a, b) => a + b, 0);
  return WITH_SKIPPED.map(outcome => ({outcome, count: outcomes[outcome] ?? 0, share: (outcomes[outcome] ?? 0) / total}))
    .filter(part => part.count > 0);
}

function classRow() {
  const cells = [element('td', 'class'), element('td', 'stage'), element('td', 'number'), element('td', 'number')];
  const bar = element('div', 'stack');
  bar.setAttribute('role', 'img');
  return updating(element('tr', '', ...cells, element('td', '', bar)), row => {
    setText(cells[0], row.name);
    setText(cells[1], row.stage);
    setText(cells[2], number(row.asked));
    setText(cells[3], number(row.trials));
    const parts = stack(row.outcomes);
    keyed(bar, parts, part => part.outcome, part =>
      updating(element('span', `o-${part.outcome}`), function (next) {
        setWidth(this, next.share);
      }));
    const said = parts.map(part => `${number(part.count)} ${part.outcome}`).join(', ') || 'not compared';
    if (bar.title !== said) {
      bar.title = said;
      bar.setAttribute('aria-label', said);
    }
  });
}

function showCoverage(live, stages, shadow) {
  const covered = live.coverage;
  const ways = `${number(covered.comparedFingerprints)} of ${counted(covered.fingerprints, 'way', 'ways')} to ask`;
  setText(byId('coverage-text'), shadow === 'none'
    ? `Asked: ${counted(covered.classes, 'class', 'classes')}, in ${counted(covered.fingerprints, 'way', 'ways')}. `
      + 'Nothing is compared: no shadow is set.'
    : `Compared: ${number(covered.comparedClasses)} of ${counted(covered.classes, 'class', 'classes')}, ${ways}.`);
  keyed(byId('classes-list'), live.classes.map(row => ({...row, stage: stages[row.name] ?? ''})), row => row.name, classRow);
  keyed(byId('legend'), WITH_SKIPPED, outcome => outcome, outcome =>
    updating(element('li', '', element('span', `swatch o-${outcome}`), outcome), () => {}));
}

function showLatencies(state) {
  const rows = [
    ['lag of the shadow', state.live.lag],
    ['primary answers a query', state.live.primaryLatency],
    ['shadow answers a query', state.live.shadowLatency],
    ['the proxy carries', state.vitals.carry],
    ['the proxy wakes', state.vitals.wake],
  ];
  keyed(byId('latencies'), rows, row => row[0], row => {
    const name = element('th', '', row[0]);
    name.scope = 'row';
    const cells = ['p50', 'p90', 'p99', 'max'].map(() => element('td', 'number'));
    return updating(element('tr', '', name, ...cells), next =>
      ['p50', 'p90', 'p99', 'max'].forEach((quantile, i) => setText(cells[i], micros(next[1][quantile]))));
  });
}

function identityRow() {
  const mark = element('span', 'mark');
  const terms = element('span', 'terms');
  const sums = element('span', 'sums');
  const row = element('li', 'identity', mark, terms, element('span'), sums);
  return updating(row, identity => {
    setClass(row, identity.holds ? 'identity' : 'identity broken');
    setText(mark, identity.holds ? '✓' : '✗');
    mark.setAttribute('aria-label', identity.holds ? 'holds' : 'does not hold');
    setText(terms, `${identity.total} = ${identity.parts.join(' + ')}`);
    setText(sums, identity.holds ? number(identity.left) : `${number(identity.left)} against ${number(identity.right)}`);
  });
}

export function showTables(state) {
  const live = state.live;
  showCauses(live.causes);
  keyed(byId('reasons-list'), Object.entries(live.reasons), entry => entry[0], () =>
    updating(element('li'), function ([reason, count]) {
      setText(this, `${number(count)} × ${reason}`);
    }));
  byId('reasons').hidden = Object.keys(live.reasons).length === 0;
  showClients(live.clients, state.vitals.counts.misdirected, live.run?.listenRole);
  showCoverage(live, state.stages, state.vitals.shadow);
  showLatencies(state);
  keyed(byId('identities'), state.identities, identity => `${identity.total}=${identity.parts[0]}`, identityRow);
}
