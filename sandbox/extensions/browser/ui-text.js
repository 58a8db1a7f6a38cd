/** Elements of text: paragraphs, headings and the sections that they head. */
import { SurfaceElement } from './ui-element.js';
import { TONES } from './ui-styles.js';

export class Text extends SurfaceElement {
  static observed = ['type', 'tone', 'color', 'accessibilityvisibility'];
  draw() {
    const type = this.getAttribute('type');
    const tag = {
      strong: 'strong',
      emphasis: 'em',
      small: 'small',
      mark: 'mark',
      address: 'address',
      redundant: 's',
    };
    this.shape(
      `:host { display: inline; overflow-wrap: anywhere; } strong { font-weight: 600; } address { font-style: normal; }`,
      `<${tag[type] ?? 'span'}><slot></slot></${tag[type] ?? 'span'}>`,
    );
    paintText(this);
  }
}
export class Paragraph extends SurfaceElement {
  static observed = ['type', 'tone', 'color'];
  draw() {
    this.shape(':host { display: block; overflow-wrap: anywhere; }', '<p><slot></slot></p>');
    if (this.getAttribute('type') === 'small') this.style.fontSize = '.93em';
    paintText(this);
  }
}
function paintText(element) {
  const tone = TONES[element.getAttribute('tone')];
  const subdued =
    element.getAttribute('color') === 'subdued' || element.getAttribute('tone') === 'subdued';
  element.style.color = tone !== undefined ? tone[2] : subdued ? 'var(--ui-subdued)' : '';
  if (element.getAttribute('accessibilityvisibility') === 'hidden')
    element.setAttribute('aria-hidden', 'true');
}

/** A section's heading is one level below that of the section around it. */
function level(element) {
  let depth = 2;
  for (
    let at = element.parentElement?.closest('s-section');
    at;
    at = at.parentElement?.closest('s-section')
  )
    depth += 1;
  return Math.min(depth, 4);
}
export class Heading extends SurfaceElement {
  draw() {
    const tag = `h${level(this)}`;
    this.shape(':host { display: block; }', `<${tag}><slot></slot></${tag}>`);
  }
}
export class Section extends SurfaceElement {
  static observed = ['heading', 'accessibilitylabel'];
  draw() {
    const tag = `h${level(this)}`;
    this.shape(
      ':host { display: block; } section { display: grid; gap: 12px; }',
      `<section><${tag} id="heading" hidden></${tag}><slot></slot></section>`,
    );
    const heading = this.shadowRoot.getElementById('heading');
    const text = this.getAttribute('heading') ?? '';
    heading.textContent = text;
    heading.hidden = text === '';
    const section = this.shadowRoot.querySelector('section');
    if (text !== '') section.setAttribute('aria-labelledby', 'heading');
    else if (this.hasAttribute('accessibilitylabel'))
      section.setAttribute('aria-label', this.getAttribute('accessibilitylabel'));
  }
}
