// Who may look: a code from the address opens a session, which is a cookie that scripts cannot read.

/** Whether there is a session, after the code of the address, if there is one, was exchanged. */
export async function open() {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code) {
    history.replaceState(null, '', location.pathname);
    const answer = await fetch('/api/session', {method: 'POST', body: code});
    if (answer.ok) {
      return true;
    }
  }
  return (await fetch('/api/session')).ok;
}

export async function close() {
  await fetch('/api/session', {method: 'DELETE'});
}
