/** Elements that are pressed: buttons and links, and what their attributes command. */
import { SurfaceElement, has, label, open } from './ui-element.js';

export class Button extends SurfaceElement {
  static observed = [
    'href',
    'target',
    'variant',
    'tone',
    'disabled',
    'loading',
    'accessibilitylabel',
    'type',
  ];
  static focuses = true;
  draw() {
    const href = this.getAttribute('href');
    const first = this.shape(
      ':host { display: inline-block; max-width: 100%; }',
      `<${href === null ? 'button type="button"' : 'a class="button"'}><slot></slot></${href === null ? 'button' : 'a'}>`,
      href === null ? 'button' : 'a',
    );
    const inner = this.shadowRoot.querySelector('button, a');
    inner.className = `${href === null ? '' : 'button '}${this.getAttribute('variant') ?? ''} ${this.getAttribute('tone') ?? ''}`;
    if (href === null) {
      inner.disabled = has(this, 'disabled') || has(this, 'loading');
    } else {
      address(this, inner);
    }
    if (first) inner.addEventListener('click', (event) => press(this, event));
    if (has(this, 'loading')) inner.setAttribute('aria-busy', 'true');
    else inner.removeAttribute('aria-busy');
    label(this, inner);
  }
}

/** A press, after the extension's own listeners: what the attributes command. */
function press(element, event) {
  const href = element.getAttribute('href');
  if (href !== null) {
    open(event, href);
    return;
  }
  queueMicrotask(() => {
    const name = element.getAttribute('commandfor');
    if (name !== null)
      document.getElementById(name)?.command?.(element.getAttribute('command') ?? '--auto');
    if (element.getAttribute('type') === 'submit') element.closest('s-form')?.submit();
  });
}
/** Other places open beside the page. */
function address(element, inner) {
  const href = element.getAttribute('href');
  inner.href = href;
  if (element.getAttribute('target') === '_blank' || href.startsWith('http'))
    Object.assign(inner, { target: '_blank', rel: 'noreferrer' });
}
export class Clickable extends Button {
  draw() {
    super.draw();
    const inner = this.shadowRoot.querySelector('button, a');
    inner.className = '';
    Object.assign(inner.style, {
      border: '0',
      background: 'none',
      padding: '0',
      textAlign: 'start',
      display: 'block',
      width: '100%',
      color: 'inherit',
    });
    this.style.display = 'block';
  }
}
export class Link extends SurfaceElement {
  static observed = ['href', 'target', 'tone', 'accessibilitylabel'];
  static focuses = true;
  draw() {
    const href = this.getAttribute('href');
    const first = this.shape(
      ':host { display: inline; overflow-wrap: anywhere; }',
      href === null
        ? '<button type="button" class="plain"><slot></slot></button>'
        : '<a><slot></slot></a>',
      href === null ? 'button' : 'a',
    );
    const inner = this.shadowRoot.querySelector('a, button');
    if (href !== null) address(this, inner);
    if (first) inner.addEventListener('click', (event) => press(this, event));
    label(this, inner);
  }
}
