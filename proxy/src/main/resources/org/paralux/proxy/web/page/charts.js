// The three charts. Each has its numbers in words too, for those who cannot see it.
import {byId} from './dom.js';
import {micros, number, time} from './format.js';

export const OUTCOMES = ['match', 'equivalent', 'moved', 'lag', 'undecided', 'refused', 'shadow-failed', 'divergent'];

const SECOND = 1000;
let charts = {};

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function axes(extra = {}) {
  const grid = {color: colour('line'), drawTicks: false};
  const ticks = {color: colour('soft'), font: {size: 11}};
  return {
    x: {grid: {display: false}, ticks: {...ticks, maxRotation: 0, autoSkip: true, maxTicksLimit: 6}, ...extra.x},
    y: {grid, border: {display: false}, beginAtZero: true, ticks: {...ticks, precision: 0, maxTicksLimit: 5}, ...extra.y},
  };
}

function options(extra) {
  return {
    animation: false,
    maintainAspectRatio: false,
    interaction: {mode: 'index', intersect: false},
    plugins: {
      legend: {
        display: extra.legend ?? true,
        position: 'bottom',
        labels: {color: colour('soft'), boxWidth: 10, boxHeight: 10, font: {size: 11}},
      },
    },
    scales: axes(extra.scales),
  };
}

const stacked = {x: {stacked: true}, y: {stacked: true}};

function build() {
  Object.values(charts).forEach(chart => chart.destroy());
  charts = {
    outcomes: new Chart(byId('outcomes-chart'), {
      type: 'bar',
      data: {labels: [], datasets: OUTCOMES.map(outcome => ({
        label: outcome, data: [], backgroundColor: colour(outcome), barPercentage: 1, categoryPercentage: 0.9,
      }))},
      options: options({scales: stacked}),
    }),
    requests: new Chart(byId('requests-chart'), {
      type: 'line',
      data: {labels: [], datasets: [
        {label: 'requests', data: [], borderColor: colour('accent'), backgroundColor: colour('accent')},
        {label: 'misdirected', data: [], borderColor: colour('bad'), backgroundColor: colour('bad')},
      ].map(line => ({...line, pointRadius: 0, borderWidth: 2, tension: 0.2}))},
      options: options({}),
    }),
    lag: new Chart(byId('lag-chart'), {
      type: 'bar',
      data: {labels: [], datasets: [{label: 'trials', data: [], backgroundColor: colour('lag')}]},
      options: options({legend: false}),
    }),
  };
}

function put(chart, labels, columns) {
  chart.data.labels = labels;
  columns.forEach((column, i) => {
    chart.data.datasets[i].data = column;
  });
  chart.update('none');
}

const sum = column => column.reduce((a, b) => a + b, 0);

function labelsOf(history) {
  const first = history.newest - (history.requests.length - 1) * history.stepSeconds;
  return history.requests.map((_, i) => time((first + i * history.stepSeconds) * SECOND));
}

function describe(id, text) {
  const canvas = byId(id);
  if (canvas.getAttribute('aria-label') !== text) {
    canvas.setAttribute('aria-label', text);
  }
}

export function draw(live) {
  if (!charts.lag) {
    build();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      build();
      draw(live);
    });
  }
  const history = live.history;
  const labels = labelsOf(history);
  put(charts.outcomes, labels, OUTCOMES.map(outcome => history.outcomes[outcome]));
  const said = OUTCOMES.filter(outcome => sum(history.outcomes[outcome]) > 0)
    .map(outcome => `${number(sum(history.outcomes[outcome]))} ${outcome}`);
  describe('outcomes-chart', `Outcomes of the last 15 minutes: ${said.join(', ') || 'none'}`);

  // The newest step is still being filled.
  const perSecond = column => column.slice(0, -1).map(count => count / history.stepSeconds);
  put(charts.requests, labels.slice(0, -1), [perSecond(history.requests), perSecond(history.misdirected)]);
  describe('requests-chart', `Of the last 15 minutes ${number(sum(history.requests))} requests, of which `
    + `${number(sum(history.misdirected))} misdirected`);

  const used = live.lag.buckets.filter(bucket => bucket.upToMicros === null || bucket.upToMicros >= 10_000);
  put(charts.lag, used.map(bucket => bucket.upToMicros === null ? 'more' : `≤ ${micros(bucket.upToMicros)}`),
    [used.map(bucket => bucket.count)]);
  describe('lag-chart', live.lag.count === 0 ? 'No lag was seen'
    : `Lag of ${number(live.lag.count)} trials: half at most ${micros(live.lag.p50)}, 99 of 100 at most `
      + `${micros(live.lag.p99)}, none over ${micros(live.lag.max)}`);
}
