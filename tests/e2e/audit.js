// What a designer would find wrong with the page as it stands: small or lost controls, tiny, cut, pale or wrapped text. One line each.
leastContrast => {
  const found = new Set();
  const coarse = matchMedia('(pointer: coarse)').matches;
  const SCROLLS = '.page, .sprite-library, .wall, .pane-wall, .right, .side, .data-side-panel, .label-side, .mistakes-main, .mleft, .lines, .rbody, .teach, .point-classes, .sentence-rows, .teach-cards, .teach-train, .teach-answer, .guide, .guide-step, .guide-data, .guide-margin'; // below their end there is more to see
  const LONG_LINES = '.con, .lines, .mon'; // they scroll sideways
  const all = (selector, look) => document.querySelectorAll(selector).forEach(one => isVisible(one) && look(one, one.getBoundingClientRect(), getComputedStyle(one)));

  function isVisible(one) {
    const { width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  }
  const nameOf = one => (one.getAttribute('aria-label') || one.textContent.trim()).slice(0, 24) || one.className;

  // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  function luminance(color) {
    const [red, green, blue] = color.match(/[\d.]+/g).map(value => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  function groundOf(one) {
    for (; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor, [, , , alpha = 1] = color.match(/[\d.]+/g).map(Number);
      if (alpha > 0.99) return color;
    }
    return 'rgb(255, 255, 255)';
  }
  function contrastOf(one) {
    const [light, dark] = [getComputedStyle(one).color, groundOf(one)].map(luminance).sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  all('button, a, input, select, summary', (one, { width: ownWidth, height: ownHeight, right, bottom }) => {
    if (one.classList.contains('skip') || one.closest('.blocklyWidgetDiv')) return;
    const cell = coarse && one.closest('.cm');
    // The words of a box to tick are part of what is pressed.
    const label = ['checkbox', 'radio'].includes(one.type) && one.closest('label');
    const { width, height } = label ? label.getBoundingClientRect() : { width: ownWidth, height: ownHeight };
    const [wide, high] = cell ? [36, 34] : coarse ? [44, 44] : [32, 32];
    if (!['range', 'search'].includes(one.type) && (width < wide - 0.6 || height < high - 0.6)) found.add(`SMALL ${nameOf(one)} ${width | 0}×${height | 0}`);
    if (cell) return;
    if (right > innerWidth + 1 || (bottom > innerHeight + 1 && !one.closest(SCROLLS))) found.add(`OUT ${nameOf(one)} ${right | 0}, ${bottom | 0}`);
  });
  all('#app *:not(svg, svg *, .sr)', (one, _, style) => {
    if (![...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim())) return;
    if (parseFloat(style.fontSize) < 12) found.add(`TINY ${style.fontSize} ${nameOf(one)}`);
    const cut = one.scrollWidth > one.clientWidth + 1 && style.overflowX !== 'visible' && one.clientWidth > 0;
    if (cut && !one.matches(LONG_LINES)) found.add(`CUT ${nameOf(one)} ${one.scrollWidth} > ${one.clientWidth}`);
    if (contrastOf(one) < leastContrast && !one.closest('[disabled], [aria-disabled="true"], .lb')) found.add(`PALE ${contrastOf(one).toFixed(2)} ${nameOf(one)}`);
  });
  all('.top, .tb, .ph, .row, .next, .prob', one => {
    if (one.scrollWidth > one.clientWidth + 1) found.add(`OVERFLOW .${one.className} ${one.scrollWidth} > ${one.clientWidth}: ${nameOf(one)}`);
  });
  all('.btn, .seg button, .tabs a, .pill', one => {
    const texts = [one, ...one.querySelectorAll('span')].filter(each => each.tagName === 'SPAN' && !each.querySelector('svg'));
    if (texts.some(each => each.getClientRects().length > 1)) found.add(`WRAPPED ${nameOf(one)}`);
  });
  return [...found];
}
