import { SurfaceElement } from './ui-element.js';

/**
 * Overlays of an extension lie over the whole page, not over its frame alone: while one is open, the frame covers the window,
 * see-through, with the extension's own content left where it was.
 */
let openOverlays = 0;
function cover() {
  openOverlays += 1;
  const frame = window.frameElement;
  if (openOverlays > 1 || frame === null) return;
  const { left, top, width, height } = frame.getBoundingClientRect();
  frame.dataset.covers = 'true';
  frame.parentElement.style.minHeight = `${height}px`;
  frame.style.cssText =
    'position:fixed;inset:0;width:100vw;height:100dvh;z-index:50;background:transparent';
  document.body.style.cssText = `position:absolute;left:${left}px;top:${top}px;width:${width}px`;
  frame.ownerDocument.documentElement.style.overflow = 'hidden';
}
function uncover() {
  openOverlays -= 1;
  const frame = window.frameElement;
  if (openOverlays > 0 || frame === null) return;
  delete frame.dataset.covers;
  frame.style.cssText = '';
  frame.parentElement.style.minHeight = '';
  document.body.style.cssText = '';
  frame.ownerDocument.documentElement.style.overflow = '';
  window.fitFrame?.();
}

class Modal extends SurfaceElement {
  static observed = ['heading', 'size'];
  onshow = null;
  onhide = null;
  onaftershow = null;
  onafterhide = null;
  get dialog() {
    return this.shadowRoot.querySelector('dialog');
  }
  draw() {
    const first = this.shape(
      ':host { display: contents; }',
      '<dialog aria-labelledby="heading"><div class="head"><h2 id="heading" tabindex="-1"></h2><button type="button">×</button></div><div class="content"><slot></slot></div><div class="foot"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div></dialog>',
    );
    this.shadowRoot.querySelector('h2').textContent = this.getAttribute('heading') ?? '';
    this.shadowRoot.querySelector('.head button').setAttribute('aria-label', this.words.close);
    if (!first) return;
    this.shadowRoot
      .querySelector('.head button')
      .addEventListener('click', () => this.hideOverlay());
    this.dialog.addEventListener('close', () => {
      uncover();
      for (const name of ['hide', 'afterhide']) this.dispatchEvent(new Event(name));
    });
  }
  disconnectedCallback() {
    if (this.dialog?.open) this.dialog.close();
  }
  /** What a button with `commandFor` tells it. */
  command(name) {
    if (name === '--hide') this.hideOverlay();
    else if (name === '--show') this.showOverlay();
    else this.toggleOverlay();
  }
  showOverlay() {
    if (this.dialog.open) return;
    cover();
    this.dialog.showModal();
    for (const name of ['show', 'aftershow']) this.dispatchEvent(new Event(name));
  }
  hideOverlay() {
    this.dialog.close();
  }
  toggleOverlay() {
    if (this.dialog.open) this.hideOverlay();
    else this.showOverlay();
  }
}

export function defineOverlays() {
  for (const name of ['s-modal', 's-sheet', 's-popover']) {
    customElements.define(name, class extends Modal {});
  }
}
