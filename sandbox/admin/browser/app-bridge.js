/**
 * The App Bridge stand-in: what an embedded app finds as `window.shopify` when it runs inside the sandbox's admin.
 * It speaks to the admin page by postMessage; the admin page (admin.js) draws navigation, title, save bar and toasts.
 * Only what the app uses of App Bridge is here, under App Bridge's names.
 */
(() => {
  if (window.shopify) return;
  const script = document.currentScript;
  const params = new URLSearchParams(location.search);
  const remembered = JSON.parse(sessionStorage.getItem('sandbox-app-bridge') ?? '{}');
  const config = {
    apiKey: script?.dataset.apiKey ?? remembered.apiKey ?? '',
    shop: params.get('shop') ?? remembered.shop ?? '',
    host: params.get('host') ?? remembered.host ?? '',
    locale: params.get('locale') ?? remembered.locale ?? 'en',
  };
  sessionStorage.setItem('sandbox-app-bridge', JSON.stringify(config));
  const admin = new URL(script?.src ?? location.href).origin;

  let nextRequest = 1;
  const waiting = new Map();
  const tell = (type, detail = {}) =>
    window.parent.postMessage({ bridge: 'app', type, ...detail }, admin);
  const ask = (type, detail = {}) =>
    new Promise((resolve) => {
      const id = nextRequest++;
      waiting.set(id, resolve);
      tell(type, { ...detail, id });
    });

  const askOrThrow = async (type, detail) => {
    const { error, ...value } = await ask(type, detail);
    if (error !== undefined) throw new Error(error);
    return value;
  };

  // Session tokens ---------------------------------------------------------------------------------------------
  const REFRESH_BEFORE_EXPIRY_MS = 10_000;
  let token = null;
  async function idToken() {
    if (token !== null && token.expiresAt - REFRESH_BEFORE_EXPIRY_MS > Date.now())
      return token.value;
    const value = await ask('token');
    const [, payload] = value.split('.');
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    token = { value, expiresAt: claims.exp * 1000 };
    return value;
  }

  const plainFetch = window.fetch.bind(window);
  window.fetch = async function fetchWithSessionToken(input, init) {
    const request = new Request(input, init);
    if (new URL(request.url, location.href).origin !== location.origin) return plainFetch(request);
    const send = async () => {
      const copy = request.clone();
      copy.headers.set('Authorization', `Bearer ${await idToken()}`);
      if (!copy.headers.has('Accept-Language')) copy.headers.set('Accept-Language', config.locale);
      return plainFetch(copy);
    };
    const response = await send();
    const reauthorize = response.headers.get('X-Shopify-API-Request-Failure-Reauthorize-Url');
    if (reauthorize) window.open(reauthorize, '_top');
    if (
      response.status === 401 &&
      response.headers.has('X-Shopify-Retry-Invalid-Session-Request')
    ) {
      token = null;
      return send();
    }
    return response;
  };

  // The bounce page: a document request came without a token; come back with one -------------------------------------
  const reload = params.get('shopify-reload');
  if (reload !== null) {
    const comeBack = (value) => {
      const url = new URL(reload, location.origin);
      if (url.origin !== location.origin) return;
      for (const [name, fresh] of Object.entries({
        shop: config.shop,
        host: config.host,
        locale: config.locale,
      })) {
        url.searchParams.set(name, fresh);
      }
      url.searchParams.set('embedded', '1');
      url.searchParams.set('id_token', value);
      location.replace(url);
    };
    void idToken().then(comeBack);
  }

  // Navigation ------------------------------------------------------------------------------------------------------
  const OWN_PARAMETERS = [
    'shop',
    'host',
    'embedded',
    'id_token',
    'locale',
    'session',
    'timestamp',
    'hmac',
  ];
  function pathWithoutOwnParameters(href) {
    const url = new URL(href, location.href);
    for (const name of OWN_PARAMETERS) url.searchParams.delete(name);
    return url.pathname + url.search;
  }
  const tellLocation = () => tell('location', { path: pathWithoutOwnParameters(location.href) });
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name].bind(history);
    history[name] = (...args) => {
      original(...args);
      tellLocation();
    };
  }
  addEventListener('popstate', tellLocation);

  class NavMenu extends HTMLElement {
    connectedCallback() {
      this.observer = new MutationObserver(() => this.tell());
      this.observer.observe(this, {
        childList: true,
        subtree: true,
        characterData: true,
        attributes: true,
      });
      this.tell();
    }
    disconnectedCallback() {
      this.observer?.disconnect();
    }
    tell() {
      const links = [...this.querySelectorAll('a')]
        .filter((link) => link.rel !== 'home')
        .map((link) => ({ label: link.textContent ?? '', path: link.getAttribute('href') ?? '/' }));
      tell('nav', { links });
    }
  }

  function navigateApp(path) {
    const known = [...document.querySelectorAll('ui-nav-menu a, s-app-nav a')].find(
      (link) => link.getAttribute('href') === path,
    );
    const target = known ?? Object.assign(document.createElement('a'), { href: path });
    if (!known) {
      target.setAttribute('href', path);
      target.style.display = 'none';
      document.body.append(target);
    }
    target.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true }));
    if (!known) target.remove();
  }

  // Links to the admin's own pages (`shopify://admin/orders/1`) are the admin's to follow.
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest('a[href^="shopify://admin/"]') : null;
    if (link === null) return;
    event.preventDefault();
    tell('admin', { path: link.getAttribute('href').slice('shopify://admin'.length) });
  });

  // By a sheet and not by attributes: those would differ from the server's page while React takes it over.
  const hidden = new CSSStyleSheet();
  hidden.replaceSync('ui-nav-menu, ui-title-bar, ui-save-bar, ui-modal { display: none }');
  document.adoptedStyleSheets.push(hidden);

  // Title bar, save bar: the admin draws them and clicks our buttons --------------------------------------------------
  const pressable = new Map();
  function describeButtons(element) {
    return [...element.querySelectorAll(':scope > button, :scope > a')].map((button) => {
      button.dataset.bridgeId ??= String(nextRequest++);
      pressable.set(button.dataset.bridgeId, button);
      return {
        id: button.dataset.bridgeId,
        label: button.textContent ?? '',
        variant: button.getAttribute('variant') ?? '',
        disabled: button.disabled === true,
        loading: button.hasAttribute('loading') && button.getAttribute('loading') !== 'false',
      };
    });
  }

  class TitleBar extends HTMLElement {
    connectedCallback() {
      if (this.closest('ui-modal')) return;
      this.observer = new MutationObserver(() => this.tell());
      this.observer.observe(this, {
        childList: true,
        subtree: true,
        characterData: true,
        attributes: true,
        attributeFilter: ['title', 'disabled', 'loading', 'variant'],
      });
      this.tell();
    }
    disconnectedCallback() {
      this.observer?.disconnect();
      if (!this.closest('ui-modal')) tell('title', { title: '', buttons: [] });
    }
    tell() {
      tell('title', { title: this.getAttribute('title') ?? '', buttons: describeButtons(this) });
    }
  }

  class SaveBar extends HTMLElement {
    connectedCallback() {
      this.observer = new MutationObserver(() => this.showing && this.tell());
      this.observer.observe(this, {
        childList: true,
        subtree: true,
        characterData: true,
        attributes: true,
        attributeFilter: ['disabled', 'loading'],
      });
    }
    disconnectedCallback() {
      this.observer?.disconnect();
      void this.hide();
    }
    tell() {
      tell('saveBar', { showing: this.showing === true, buttons: describeButtons(this) });
    }
    async show() {
      if (this.showing) return;
      this.showing = true;
      this.tell();
      this.dispatchEvent(new Event('show'));
    }
    async hide() {
      if (!this.showing) return;
      this.showing = false;
      this.tell();
      this.dispatchEvent(new Event('hide'));
    }
    async toggle() {
      return this.showing ? this.hide() : this.show();
    }
  }

  /** Shown inside the app's frame as a native dialog: focus is trapped and Escape closes it. */
  class Modal extends HTMLElement {
    connectedCallback() {
      if (this.dialog) return;
      this.dialog = document.createElement('dialog');
      this.dialog.style.cssText =
        'border:0;border-radius:12px;padding:0;min-width:min(560px,92vw);max-width:92vw;box-shadow:0 12px 40px #0006';
      this.heading = document.createElement('h2');
      this.heading.style.cssText =
        'margin:0;padding:14px 16px;font:600 14px/20px Inter,system-ui,sans-serif;background:#f3f3f3';
      this.content = document.createElement('div');
      this.footer = document.createElement('div');
      this.footer.style.cssText =
        'display:flex;gap:8px;justify-content:flex-end;padding:12px 16px;border-top:1px solid #e3e3e3';
      this.dialog.append(this.heading, this.content, this.footer);
      this.dialog.addEventListener('close', () => this.dispatchEvent(new Event('hide')));
    }
    disconnectedCallback() {
      this.dialog?.remove();
    }
    async show() {
      const titleBar = this.querySelector('ui-title-bar');
      this.heading.textContent = titleBar?.getAttribute('title') ?? '';
      this.dialog.setAttribute('aria-label', this.heading.textContent);
      this.footer.replaceChildren(
        ...[...(titleBar?.querySelectorAll('button') ?? [])].reverse().map((button) => {
          const copy = document.createElement('button');
          copy.type = 'button';
          copy.textContent = button.textContent;
          const primary = button.getAttribute('variant') === 'primary';
          copy.style.cssText = `font:550 13px/20px Inter,system-ui,sans-serif;padding:6px 12px;border-radius:8px;border:1px solid #8a8a8a;cursor:pointer;background:${primary ? '#303030' : '#fff'};color:${primary ? '#fff' : '#303030'}`;
          copy.addEventListener('click', () => button.click());
          return copy;
        }),
      );
      if (!this.dialog.isConnected) document.body.append(this.dialog);
      if (!this.dialog.open) this.dialog.showModal();
      this.dispatchEvent(new Event('show'));
    }
    async hide() {
      if (this.dialog?.open) this.dialog.close();
    }
    async toggle() {
      return this.dialog?.open ? this.hide() : this.show();
    }
  }

  for (const [name, element] of Object.entries({
    'ui-nav-menu': NavMenu,
    's-app-nav': class extends NavMenu {},
    'ui-title-bar': TitleBar,
    'ui-save-bar': SaveBar,
    'ui-modal': Modal,
  })) {
    if (!customElements.get(name)) customElements.define(name, element);
  }

  // window.shopify ----------------------------------------------------------------------------------------------------
  const byId = (id) => document.getElementById(id);
  const toastActions = new Map();
  window.shopify = {
    config,
    origin: admin,
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: window.parent !== window, pos: false, intents: false },
    idToken,
    loading: (on) => tell('loading', { on: on !== false }),
    user: async () => ({ id: 1, firstName: 'Sandbox', accountAccess: 'Full' }),
    toast: {
      show(message, options = {}) {
        const id = String(nextRequest++);
        toastActions.set(id, options);
        tell('toast', {
          toast: {
            id,
            message,
            action: options.action ?? null,
            isError: options.isError === true,
            duration: options.duration ?? 5000,
          },
        });
        return id;
      },
      hide: (id) => tell('toastHide', { toastId: id }),
    },
    modal: {
      show: async (id) => byId(id)?.show(),
      hide: async (id) => byId(id)?.hide(),
      toggle: async (id) => byId(id)?.toggle(),
    },
    saveBar: {
      show: async (id) => byId(id)?.show(),
      hide: async (id) => byId(id)?.hide(),
      toggle: async (id) => byId(id)?.toggle(),
      leaveConfirmation: async () => {
        if ([...document.querySelectorAll('ui-save-bar')].some((bar) => bar.showing))
          await ask('leave');
      },
    },
    scopes: {
      query: () => ask('scopes'),
      request: (scopes) => askOrThrow('scopesRequest', { scopes }),
      revoke: (scopes) => askOrThrow('scopesRevoke', { scopes }),
    },
    app: { extensions: async () => [] },
    webVitals: { onReport: async () => {} },
    reviews: {
      request: async () => ({
        success: false,
        code: 'cooldown-period',
        message: 'Not asked in the sandbox',
      }),
    },
    support: { registerHandler: async () => {} },
    intents: { register: () => () => {} },
    resourcePicker: async () => undefined,
  };

  addEventListener('message', (event) => {
    if (event.origin !== admin || event.data?.bridge !== 'admin') return;
    const { type } = event.data;
    if (type === 'answer') {
      waiting.get(event.data.id)?.(event.data.value);
      waiting.delete(event.data.id);
    } else if (type === 'navigate') {
      navigateApp(event.data.path);
    } else if (type === 'press') {
      pressable.get(event.data.buttonId)?.click();
    } else if (type === 'toastAction') {
      toastActions.get(event.data.toastId)?.onAction?.();
    } else if (type === 'toastDismissed') {
      toastActions.get(event.data.toastId)?.onDismiss?.();
      toastActions.delete(event.data.toastId);
    }
  });
  tellLocation();
})();
