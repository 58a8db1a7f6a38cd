/** The admin page's side of the bridge: draws what the app asks for and moves the sandbox's clock. */
const { words, appOrigin, handle, appPath } = JSON.parse(
  document.getElementById('page-data').textContent,
);
const frame = document.querySelector('iframe');
const toApp = (message) =>
  frame?.contentWindow?.postMessage({ bridge: 'admin', ...message }, appOrigin);
const $ = (selector) => document.querySelector(selector);

// Clock and incidents -----------------------------------------------------------------------------------------------
const clock = $('#clock');
async function showClock() {
  const { now } = await (await fetch('/sandbox/clock')).json();
  clock.textContent = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(now));
}
void showClock();
setInterval(() => void showClock(), 5_000);

const DAY_HOURS = 24;
/** Long enough for the app to notice the day and count it. */
const DAY_SEEN_MS = 1_500;
for (const button of document.querySelectorAll('[data-hours]')) {
  button.addEventListener('click', async () => {
    button.disabled = true;
    // A week passes day by day, so that the app sees each of them and not one leap.
    for (let left = Number(button.dataset.hours); left > 0; left -= DAY_HOURS) {
      await fetch('/sandbox/clock', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ advanceHours: Math.min(left, DAY_HOURS) }),
      });
      await showClock();
      if (left > DAY_HOURS) await new Promise((resolve) => setTimeout(resolve, DAY_SEEN_MS));
    }
    button.disabled = false;
  });
}
async function showIncidents() {
  const answer = await (await fetch('/sandbox/incidents')).json();
  const on = new Set(answer.on);
  for (const box of document.querySelectorAll('[data-incident]'))
    box.checked = on.has(box.dataset.incident);
}
void showIncidents();
for (const box of document.querySelectorAll('[data-incident]')) {
  box.addEventListener('change', () =>
    fetch('/sandbox/incidents', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: box.dataset.incident, on: box.checked }),
    }),
  );
}
$('#locale')?.addEventListener('change', (event) => {
  const url = new URL(location.href);
  url.searchParams.set('locale', event.target.value);
  location.assign(url);
});

// The bridge ----------------------------------------------------------------------------------------------------------
const prefix = `/store/${handle}/apps/lastscan`;
let currentPath = appPath;
let saveBarShowing = false;
let navLinks = [];
const mayLeave = () => !saveBarShowing || confirm(words.leave);

function drawNav() {
  const list = $('#app-nav');
  list.replaceChildren(
    ...navLinks.map((link) => {
      const anchor = document.createElement('a');
      anchor.textContent = link.label;
      anchor.href = prefix + link.path + location.search;
      if (currentPath.split('?')[0] === link.path) anchor.setAttribute('aria-current', 'page');
      anchor.addEventListener('click', (event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        if (mayLeave()) toApp({ type: 'navigate', path: link.path });
      });
      return anchor;
    }),
  );
}
function buttonFor({ id, label, variant, disabled, loading }, fallback) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label.trim() || fallback;
  button.disabled = disabled || loading;
  if (variant === 'primary') button.className = 'primary';
  button.addEventListener('click', () => toApp({ type: 'press', buttonId: id }));
  return button;
}
function drawToast({ id, message, action, duration }) {
  const toast = document.createElement('div');
  toast.className = 'toast';
  toast.dataset.toast = id;
  const text = document.createElement('span');
  text.textContent = message;
  toast.append(text);
  const dismiss = () => {
    toast.remove();
    toApp({ type: 'toastDismissed', toastId: id });
  };
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action;
    button.addEventListener('click', () => {
      toApp({ type: 'toastAction', toastId: id });
      dismiss();
    });
    toast.append(button);
  }
  $('.toasts').append(toast);
  setTimeout(dismiss, duration);
}

async function scopes(change) {
  const response = await fetch(`/store/${handle}/scopes`, {
    method: change === undefined ? 'GET' : 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: change === undefined ? undefined : JSON.stringify(change),
  });
  return response.json();
}
/** App Bridge's answer to a change of optional scopes; `error` for scopes that are none. */
async function changed(change) {
  const { error, ...detail } = await scopes(change);
  return error === undefined ? { detail } : { error };
}
/** Asks the person before the page; what is granted already is not asked for again. */
async function requestScopes(asked) {
  const known = await scopes();
  const missing = asked.filter((scope) => !known.granted.includes(scope));
  const strange = missing.filter((scope) => !known.optional.includes(scope));
  if (strange.length > 0) return { error: `Not an optional scope: ${strange.join(', ')}` };
  if (missing.length === 0) return { result: 'granted-all', detail: known };
  if (!(await consents(missing))) return { result: 'declined-all', detail: known };
  return { result: 'granted-all', ...(await changed({ grant: missing })) };
}
function consents(asked) {
  const dialog = $('#consent');
  dialog.querySelector('ul').replaceChildren(
    ...asked.map((scope) => {
      const item = document.createElement('li');
      item.append(Object.assign(document.createElement('code'), { textContent: scope }));
      return item;
    }),
  );
  dialog.returnValue = 'decline';
  dialog.showModal();
  return new Promise((resolve) => {
    const close = () => resolve(dialog.returnValue === 'allow');
    dialog.addEventListener('close', close, { once: true });
  });
}

addEventListener('message', async (event) => {
  if (event.origin !== appOrigin || event.data?.bridge !== 'app') return;
  const message = event.data;
  const answer = (value) => toApp({ type: 'answer', id: message.id, value });
  switch (message.type) {
    case 'token':
      answer((await (await fetch(`/store/${handle}/session-token`)).json()).token);
      break;
    case 'nav':
      navLinks = message.links;
      drawNav();
      break;
    case 'location':
      currentPath = message.path;
      history.replaceState(null, '', prefix + message.path + keepLocale(message.path));
      drawNav();
      break;
    case 'title':
      $('#app-title').textContent = message.title || 'Lastscan';
      $('#app-buttons').replaceChildren(...message.buttons.map((button) => buttonFor(button, '')));
      break;
    case 'saveBar': {
      saveBarShowing = message.showing;
      const bar = $('.savebar');
      bar.hidden = !message.showing;
      const ordered = message.buttons.toSorted(
        (a, b) => (a.variant === 'primary') - (b.variant === 'primary'),
      );
      $('#save-buttons').replaceChildren(
        ...ordered.map((button) =>
          buttonFor(button, button.variant === 'primary' ? words.save : words.discard),
        ),
      );
      break;
    }
    case 'toast':
      drawToast(message.toast);
      break;
    case 'toastHide':
      document.querySelector(`[data-toast="${CSS.escape(message.toastId)}"]`)?.remove();
      break;
    case 'loading':
      $('.loading').hidden = !message.on;
      break;
    case 'leave':
      if (mayLeave()) answer(true);
      break;
    case 'admin':
      if (mayLeave()) location.assign(`/store/${handle}${message.path}${keepLocale(message.path)}`);
      break;
    case 'scopes':
      answer(await scopes());
      break;
    case 'scopesRequest':
      answer(await requestScopes(message.scopes));
      break;
    case 'scopesRevoke':
      answer(await changed({ revoke: message.scopes }));
      break;
    default:
  }
});
function keepLocale(path) {
  const locale = new URLSearchParams(location.search).get('locale');
  return locale === null
    ? ''
    : `${path.includes('?') ? '&' : '?'}locale=${encodeURIComponent(locale)}`;
}
addEventListener('beforeunload', (event) => {
  if (saveBarShowing) event.preventDefault();
});
