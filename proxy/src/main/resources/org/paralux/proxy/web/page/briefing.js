// What stands first: health, alarms, and the five answers.
import {byId, definitions, element, keyed, setClass, setText, updating} from './dom.js';
import {bytes, counted, number, rate} from './format.js';

function lights(state) {
  const {vitals, live} = state;
  const shadow = {none: ['no shadow', ''], asked: ['shadow', 'good'], 'left-alone': ['shadow left alone', 'bad']}[vitals.shadow];
  return [
    [`stage ${state.stage}`, ''],
    [vitals.serving ? 'path served' : 'path hidden', vitals.serving ? 'good' : 'bad'],
    [vitals.serving ? 'primary' : 'primary down', vitals.serving ? 'good' : 'bad'],
    shadow,
    [vitals.log.trouble ? `log: ${vitals.log.trouble}` : 'log', vitals.log.trouble ? 'bad' : vitals.log.lost ? 'note' : 'good'],
    [state.identities.every(identity => identity.holds) ? 'accounts' : 'accounts differ',
      state.identities.every(identity => identity.holds) ? 'good' : 'bad'],
  ].map(([text, tone], i) => ({key: i, text, tone}));
}

function showAnswer(id, answer) {
  const card = byId(id);
  setClass(card, `card answer tone-${answer.tone}`);
  const text = card.querySelector('.text') ?? card.appendChild(element('p', 'text'));
  const detail = card.querySelector('.detail') ?? card.appendChild(element('p', 'detail'));
  setText(text, answer.text);
  setText(detail, answer.detail);
}

function showNext(steps) {
  const card = byId('answer-next');
  const list = card.querySelector('ol') ?? card.appendChild(element('ol'));
  keyed(list, steps, step => step.text, step => {
    if (!step.section) {
      return updating(element('li', '', step.text), () => {});
    }
    const link = element('a', '', step.text);
    link.href = `#${step.section}`;
    return updating(element('li', '', link), () => {});
  });
}

function showUndo(undo) {
  const card = byId('answer-undo');
  if (!card.querySelector('.command')) {
    const code = element('code');
    const copy = element('button', 'quiet', 'Copy');
    copy.type = 'button';
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(code.textContent);
      setText(copy, 'Copied');
    });
    card.append(element('div', 'command', code, copy), element('p', 'detail'));
  }
  setText(card.querySelector('code'), undo.command);
  setText(card.querySelector('.detail'), undo.effect);
}

export function showBriefing(state) {
  const {briefing, vitals, live} = state;
  const run = live.run;
  setText(byId('cluster'), run?.cluster ? `· ${run.cluster}` : '');
  document.title = run?.cluster ? `${run.cluster} – Paralux` : 'Paralux';
  keyed(byId('lights'), lights(state), light => light.key,
    () => updating(element('li'), function (light) {
      setText(this, light.text);
      setClass(this, light.tone && `tone-${light.tone}`);
    }));
  keyed(byId('alarms'), state.conditions, held => held.condition, held => {
    const since = new Date(held.since).toLocaleTimeString();
    return updating(element('p', held.urgent ? 'alarm urgent' : 'alarm',
      `${held.sentence} Since ${since}.`), () => {});
  });
  showAnswer('answer-us', briefing.us);
  showAnswer('answer-who', briefing.who);
  showAnswer('answer-why', briefing.why);
  showNext(briefing.next);
  showUndo(briefing.undo);
  const rates = live.history.rates;
  definitions(byId('rates'), [
    ['requests a second', rate(rates.requests)],
    ['queries a second', rate(rates.queries)],
    ['misdirected a second', rate(rates.misdirected)],
    ['trials a second', rate(rates.trials)],
    ['connections', number(vitals.connections)],
    ['requests so far', number(vitals.counts.received)],
  ]);
  showHealth(state);
}

function showHealth(state) {
  const {vitals, live} = state;
  const run = live.run;
  const list = byId('facts');
  const facts = [
    ['Node', run ? `${run.node}, pid ${state.pid}` : `pid ${state.pid}`],
    ['Since', new Date(state.startedAt).toLocaleString()],
    ['Path', run ? `${run.listen} (role ${run.listenRole})` : ''],
    ['Primary', run ? run.primary : ''],
    ['Shadow', run?.shadow ?? 'none'],
    ['Builds', run ? Object.entries(run.builds).filter(([name]) => name !== 'rules')
      .map(([name, build]) => `${name} ${build}`).sort().join(', ') : ''],
    ['Audit log', `${counted(vitals.log.head.seq, 'record', 'records')}, ${number(vitals.log.lost)} lost, `
      + `${bytes(vitals.log.queuedBytes)} waiting`],
    ['Evidence', vitals.evidence ? `${number(vitals.evidence.kept)} kept, ${bytes(vitals.evidence.bytes)}` : 'none'],
    ['Observed', `${bytes(vitals.teeBytes)} held in memory`],
  ];
  if (list.childElementCount !== 2 * facts.length) {
    list.replaceChildren(...facts.flatMap(([term]) => [element('dt', '', term), element('dd')]));
  }
  facts.forEach(([, text], i) => setText(list.children[2 * i + 1], text));
  keyed(byId('reports'), state.reports, name => name, name => {
    const link = element('a', '', `${name} report`);
    link.href = `/reports/${encodeURIComponent(name)}`;
    link.target = '_blank';
    link.rel = 'noopener';
    return updating(element('li', '', link), () => {});
  });
}
