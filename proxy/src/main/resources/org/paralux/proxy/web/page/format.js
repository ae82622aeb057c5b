// Numbers and times as people read them.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const day = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit'});

export const number = value => whole.format(value).replaceAll(',', '\u202f');

export const counted = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;

export function rate(value) {
  return value >= 100 || value === 0 ? number(value) : value.toFixed(1);
}

export const percent = share => `${share >= 0.1 || share === 0 ? Math.round(share * 100) : (share * 100).toFixed(1)} %`;

/** Microseconds in the unit that suits them. */
export function micros(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  if (value < 1000) {
    return `${value} µs`;
  }
  return value < 1e6 ? `${trim(value / 1e3)} ms` : `${trim(value / 1e6)} s`;
}

const trim = value => value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));

export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${trim(value)} ${units[unit]}`;
}

export const time = at => clock.format(at);

/** When something was, relative to now where that is short. */
export function ago(text, now) {
  const seconds = Math.max(0, Math.round((now - Date.parse(text)) / 1000));
  if (seconds < 2) {
    return 'now';
  }
  if (seconds < 120) {
    return `${seconds} s ago`;
  }
  return seconds < 7200 ? `${Math.round(seconds / 60)} min ago` : day.format(Date.parse(text));
}
