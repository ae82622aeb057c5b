// Begins here: signs in, then shows each state that the proxy sends.
import {showBriefing} from './briefing.js';
import {draw} from './charts.js';
import {byId, setClass, setText} from './dom.js';
import * as session from './session.js';
import {filterCauses, showTables} from './tables.js';

const STALE_MILLIS = 5000;
const RETRY_MILLIS = 2000;

let latest = null;
let receivedAt = 0;

function show(state) {
  latest = state;
  receivedAt = Date.now();
  byId('dashboard').hidden = false;
  byId('sign-out').hidden = false;
  showBriefing(state);
  showTables(state);
  draw(state.live);
}

function tellFreshness() {
  const stale = latest !== null && Date.now() - receivedAt > STALE_MILLIS;
  setClass(byId('freshness'), stale ? 'freshness stale' : 'freshness');
  if (latest !== null) {
    setText(byId('freshness'), stale
      ? `no news since ${new Date(receivedAt).toLocaleTimeString()}`
      : 'live');
  }
}

function askToSignIn(reason) {
  byId('dashboard').hidden = true;
  byId('sign-out').hidden = true;
  byId('sign-in').hidden = false;
  setText(byId('freshness'), 'signed out');
  latest = null;
  if (reason) {
    setText(byId('sign-in-reason'), reason);
  }
}

function watch() {
  const stream = new EventSource('/api/stream');
  stream.onmessage = message => show(JSON.parse(message.data));
  stream.onerror = () => {
    stream.close();
    setTimeout(reconnect, RETRY_MILLIS);
  };
}

/** The proxy may be away, or the session over; they look alike to an event stream. */
async function reconnect() {
  try {
    const answer = await fetch('/api/session');
    if (answer.ok) {
      watch();
    } else {
      askToSignIn('The session is over. On the host of the proxy, run');
    }
  } catch {
    setTimeout(reconnect, RETRY_MILLIS);
  }
}

byId('sign-out').addEventListener('click', async () => {
  await session.close();
  location.reload();
});
filterCauses(() => latest);
setInterval(tellFreshness, 1000);
window.addEventListener('hashchange', () => location.hash.startsWith('#code=') && location.reload());

if (await session.open()) {
  watch();
} else {
  askToSignIn();
}
