import { OWN_WORDS, shared } from './ui-styles.js';

/** What the stand-ins have in common: an open shadow root that is built once and brought up to date by `draw`. */
export class SurfaceElement extends HTMLElement {
  static observed = [];
  static focuses = false;
  static get observedAttributes() {
    return [...new Set([...this.observed, 'accessibilitylabel', 'hidden'])];
  }
  #shape = null;

  constructor() {
    super();
    this.attachShadow({ mode: 'open', delegatesFocus: this.constructor.focuses });
    this.shadowRoot.innerHTML = '<slot></slot>';
  }
  connectedCallback() {
    this.draw();
  }
  attributeChangedCallback() {
    if (this.isConnected) this.draw();
  }
  draw() {}

  /** Builds the inside, once per `kind`. True when it was built now. */
  shape(css, html, kind = '') {
    if (this.#shape === kind) return false;
    this.#shape = kind;
    const own = new CSSStyleSheet();
    own.replaceSync(css);
    this.shadowRoot.adoptedStyleSheets = [shared, own];
    this.shadowRoot.innerHTML = html;
    return true;
  }
  get words() {
    return OWN_WORDS[document.documentElement.lang] ?? OWN_WORDS.en;
  }
}

/** Frameworks write a true attribute as an empty one or as "true". */
export function has(element, name) {
  const value = element.getAttribute(name);
  return value !== null && value !== 'false';
}

/** Names the inner control as `accessibilityLabel` says. */
export function label(element, inner = null) {
  const name = element.getAttribute('accessibilitylabel');
  if (inner === null) {
    if (name !== null) element.setAttribute('aria-label', name);
    return;
  }
  if (name === null) inner.removeAttribute('aria-label');
  else inner.setAttribute('aria-label', name);
}

/** A link's press: the platform's own addresses are for the platform to follow; all others, for the browser. */
export function open(event, href) {
  if (/^https?:/.test(href)) return;
  event.preventDefault();
  // After the extension's own listener, which is on the element itself.
  setTimeout(() => window.openAddress?.(href), 0);
}
