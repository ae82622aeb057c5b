// One divergence: what both daemons replied, side by side, with what differs marked.
import {byId, element} from './dom.js';
import {counted} from './format.js';

/** How much two texts have in common at their beginning and, behind that, at their end. */
function common(a, b) {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end++;
  }
  return {start, end};
}

function value(title, text, other) {
  const box = element('div', 'value', element('h4', '', title));
  if (text === null) {
    box.append(element('p', 'absent', 'nothing there'));
    return box;
  }
  const shared = other === null ? {start: 0, end: 0} : common(text, other);
  box.append(element('pre', '',
    text.slice(0, shared.start),
    element('mark', '', text.slice(shared.start, text.length - shared.end)),
    text.slice(text.length - shared.end)));
  return box;
}

function place(one) {
  return element('div', 'pair',
    element('code', '', one.path),
    element('p', 'note', `${one.cause}, ${one.kind}: ${one.meaning}`),
    element('div', 'values', value('primary', one.primary, one.shadow), value('shadow', one.shadow, one.primary)));
}

function show(pair) {
  const more = pair.count - pair.places.length;
  byId('divergence-body').replaceChildren(
    element('p', '', `${pair.queryClass}, ${pair.outcome}, ${new Date(pair.time).toLocaleString()}`),
    element('p', 'note', `Exchange ${pair.exchange}, asked by ${pair.client}. For all looks: `,
      element('code', '', `paralux explain ${pair.exchange}`)),
    element('pre', 'request', pair.request),
    element('p', '', counted(pair.count, 'place differs', 'places differ')
      + ' at the first look. Secrets are replaced by tokens.'),
    ...pair.places.map(place),
    ...(more > 0 ? [element('p', 'note', `${more} more`)] : []));
}

export async function showDivergence(exchange) {
  const body = byId('divergence-body');
  body.replaceChildren(element('p', '', 'Reading…'));
  byId('divergence').showModal();
  const answer = await fetch(`/api/divergence?exchange=${encodeURIComponent(exchange)}`);
  if (answer.ok) {
    show(await answer.json());
  } else {
    body.replaceChildren(element('p', '', 'Nothing of it is kept, or no longer.'));
  }
}

byId('divergence-close').addEventListener('click', () => byId('divergence').close());
