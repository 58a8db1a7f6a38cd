/** Elements that tell how something stands: badges, banners, announcements, icons and spinners. */
import { SurfaceElement, has } from './ui-element.js';
import { TONES } from './ui-styles.js';

export class Badge extends SurfaceElement {
  static observed = ['tone'];
  draw() {
    this.shape(
      ':host { display: inline-block; border-radius: 8px; padding: 1px 8px; }',
      '<slot></slot>',
    );
    const [background, , colour] = TONES[this.getAttribute('tone')] ?? TONES.neutral;
    Object.assign(this.style, { background, color: colour });
  }
}
export class Banner extends SurfaceElement {
  static observed = ['heading', 'tone', 'dismissible', 'hidden'];
  ondismiss = null;
  onafterhide = null;
  draw() {
    const first = this.shape(
      ':host { display: block; border-radius: var(--ui-radius); border: 1px solid; padding: 12px 16px; } div { display: grid; gap: 6px; } .plain { justify-self: start; color: inherit; }',
      '<div><strong hidden></strong><slot></slot><slot name="secondary-actions"></slot><button type="button" class="plain" hidden></button></div>',
    );
    const tone = this.getAttribute('tone');
    const [background, borderColor, colour] = TONES[tone] ?? TONES.info;
    Object.assign(this.style, { background, borderColor, color: colour });
    this.setAttribute('role', tone === 'critical' ? 'alert' : 'status');
    const heading = this.shadowRoot.querySelector('strong');
    heading.textContent = this.getAttribute('heading') ?? '';
    heading.hidden = heading.textContent === '';
    heading.style.fontWeight = '600';
    const dismiss = this.shadowRoot.querySelector('button');
    dismiss.hidden = !has(this, 'dismissible');
    dismiss.textContent = this.words.dismiss;
    if (!first) return;
    dismiss.addEventListener('click', () => {
      this.hidden = true;
      this.dispatchEvent(new Event('dismiss'));
      this.dispatchEvent(new Event('afterhide'));
    });
  }
}
export class Announcement extends SurfaceElement {
  ondismiss = null;
  draw() {
    const first = this.shape(
      ':host { display: block; border-radius: var(--ui-radius); border: 1px solid var(--ui-line); background: var(--ui-surface); padding: 12px 16px; } div { display: flex; gap: 12px; align-items: start; } .content { flex: 1; display: grid; gap: 6px; } button { border: 0; min-height: 0; padding: 0 6px; font-size: 18px; }',
      '<div role="region"><div class="content"><slot></slot></div><button type="button">×</button></div>',
    );
    const button = this.shadowRoot.querySelector('button');
    button.setAttribute('aria-label', this.words.dismiss);
    if (first) button.addEventListener('click', () => this.dismiss());
    this.shadowRoot
      .querySelector('[role]')
      .setAttribute('aria-label', this.getAttribute('accessibilitylabel') ?? document.title);
  }
  dismiss() {
    this.hidden = true;
    this.dispatchEvent(new Event('dismiss'));
  }
}

export class Icon extends SurfaceElement {
  static observed = ['type', 'tone'];
  draw() {
    this.shape(
      ':host { display: inline-block; width: 16px; height: 16px; vertical-align: -3px; }',
      '<svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"><circle cx="8" cy="8" r="6"></circle><path d="M8 5v3.5l2 1.5"></path></svg>',
    );
    this.style.color = TONES[this.getAttribute('tone')]?.[2] ?? '';
  }
}
export class Spinner extends SurfaceElement {
  static observed = ['accessibilitylabel'];
  draw() {
    this.shape(':host { display: inline-block; }', '<span class="spinner" role="status"></span>');
    const inner = this.shadowRoot.querySelector('span');
    inner.setAttribute('aria-label', this.getAttribute('accessibilitylabel') ?? this.words.loading);
  }
}
