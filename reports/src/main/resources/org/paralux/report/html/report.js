'use strict';
(() => {
  const root = document.documentElement;
  const charts = [];

  function colour(role) {
    return getComputedStyle(root).getPropertyValue('--c-' + role).trim();
  }

  function ink(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim();
  }

  // The same roles in print and for those who cannot tell red from green: each has a dash of its own.
  const DASHES = { good: [], fine: [2, 3], caution: [6, 3], bad: [], worse: [8, 4], faint: [1, 3], accent: [] };

  function micros(value) {
    if (value < 1e3) return value + ' us';
    if (value < 1e6) return +(value / 1e3).toPrecision(3) + ' ms';
    return value < 6e7 ? +(value / 1e6).toPrecision(3) + ' s' : +(value / 6e7).toPrecision(3) + ' min';
  }

  function dataset(chart, series) {
    const steps = chart.kind === 'steps';
    const lines = chart.kind === 'lines' || steps;
    const data = steps ? series.positions.map((x, i) => ({ x, y: series.values[i] })) : series.values;
    return {
      label: series.name, data,
      backgroundColor: colour(series.role), borderColor: colour(series.role),
      borderWidth: lines ? 2 : 0, borderDash: lines ? DASHES[series.role] : [],
      pointRadius: lines && data.length < 2 ? 4 : 0, stepped: steps ? 'before' : false,
      spanGaps: false, barPercentage: 0.92, categoryPercentage: 0.95, maxBarThickness: 26,
    };
  }

  function options(chart) {
    const stacked = chart.kind === 'stack';
    const sideways = chart.kind === 'bars';
    const axis = { ticks: { color: ink('quiet'), maxRotation: 0, autoSkipPadding: 18 }, grid: { color: ink('line') } };
    const labels = { ...axis, stacked: stacked || sideways, title: { display: !!chart.axis, text: chart.axis, color: ink('quiet') } };
    const values = { ...axis, stacked: stacked || sideways, beginAtZero: true,
      title: { display: !!chart.values, text: chart.values, color: ink('quiet') } };
    if (!chart.values.startsWith('percent') && chart.kind !== 'steps' && chart.kind !== 'lines') {
      values.ticks = { ...axis.ticks, precision: 0 };
    }
    if (sideways) {
      labels.grid = { display: false };
      labels.ticks = { ...axis.ticks, autoSkip: false, color: ink('ink') };
    }
    if (chart.kind === 'steps') {
      labels.type = 'logarithmic';
      labels.ticks = { ...axis.ticks, callback: (value) => (/^[125]/.test(String(value)) ? micros(value) : '') };
      values.max = 1;
      values.ticks = { ...axis.ticks, callback: (value) => Math.round(100 * value) + ' %' };
    }
    return {
      animation: false, responsive: true, maintainAspectRatio: false,
      indexAxis: sideways ? 'y' : 'x', interaction: { mode: chart.kind === 'steps' ? 'nearest' : 'index', intersect: false },
      scales: sideways ? { x: values, y: labels } : { x: labels, y: values },
      plugins: {
        legend: { display: chart.series.length > 1, position: 'bottom', labels: { color: ink('ink'), boxWidth: 12, boxHeight: 12 } },
        tooltip: chart.kind === 'steps'
          ? { callbacks: { title: (items) => micros(items[0].parsed.x), label: (item) => item.dataset.label + ': ' + Math.round(1000 * item.parsed.y) / 10 + ' %' } }
          : {},
      },
    };
  }

  function draw() {
    while (charts.length) charts.pop().destroy();
    const types = { stack: 'bar', bars: 'bar', lines: 'line', steps: 'line' };
    for (const chart of JSON.parse(document.getElementById('charts').textContent)) {
      const canvas = document.getElementById('chart-' + chart.id);
      if (!canvas) continue;
      charts.push(new Chart(canvas, {
        type: types[chart.kind],
        data: { labels: chart.labels, datasets: chart.series.map((series) => dataset(chart, series)) },
        options: options(chart),
      }));
    }
  }

  function sortBy(table, index, ascending) {
    const body = table.tBodies[0];
    const key = (row) => row.cells[index].dataset.sort;
    const rows = [...body.rows];
    const numeric = rows.every((row) => key(row) === '' || !Number.isNaN(Number(key(row))));
    rows.sort((a, b) => {
      const order = numeric ? Number(key(a)) - Number(key(b)) : key(a).localeCompare(key(b), 'en', { numeric: true });
      return ascending ? order : -order;
    });
    body.append(...rows);
  }

  function makeSortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      const button = head.querySelector('.sort');
      if (!button) return;
      button.addEventListener('click', () => {
        const first = head.classList.contains('number') ? 'descending' : 'ascending';
        const other = first === 'ascending' ? 'descending' : 'ascending';
        const order = head.getAttribute('aria-sort') === first ? other : first;
        heads.forEach((each) => each.setAttribute('aria-sort', 'none'));
        head.setAttribute('aria-sort', order);
        sortBy(table, index, order === 'ascending');
      });
    });
  }

  function makeFilterable(grid) {
    const input = grid.querySelector('.filter input');
    if (!input) return;
    const rows = [...grid.querySelectorAll('tbody tr')];
    const count = grid.querySelector('.count');
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = words.length ? shown + ' of ' + rows.length : '';
    });
  }

  async function copy(button) {
    const text = button.closest('.code').querySelector('code').textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.closest('.code').querySelector('code'));
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function showTheme() {
    const button = document.getElementById('theme');
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-pressed', String(isDark()));
  }

  document.getElementById('theme').addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    showTheme();
    draw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { showTheme(); draw(); });
  document.querySelectorAll('.grid').forEach((grid) => { makeSortable(grid.querySelector('table')); makeFilterable(grid); });
  document.querySelectorAll('.copy').forEach((button) => button.addEventListener('click', () => copy(button)));
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details.card:not([open])')];
    folded.forEach((each) => { each.open = true; });
    charts.forEach((chart) => chart.resize());
  });
  addEventListener('afterprint', () => folded.forEach((each) => { each.open = false; }));
  showTheme();
  draw();
})();
