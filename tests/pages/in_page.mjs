// Runs inside the page (given as text to the browser): what only a layout can tell.
export function inPage() {
  const visible = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    element.getBoundingClientRect().width > 0;
  const label = (element) => `<${element.tagName.toLowerCase()}> "${element.textContent.trim().slice(0, 40)}"`;

  /// The texts of one figure with their boxes, less the air above and below the letters.
  function texts(svg) {
    return [...svg.querySelectorAll('text')].filter((t) => visible(t) && t.textContent.trim())
      .map((t) => {
        const { left, right, top, bottom } = t.getBoundingClientRect();
        const air = (bottom - top) * 0.18;
        return { t, words: t.textContent.trim(), left, right, top: top + air, bottom: bottom - air };
      });
  }
  const figures = () => [...document.querySelectorAll('svg')].filter(visible);
  const touches = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

  /// Two texts on one place; a halo under its twin has the same words and is none.
  function overlaps() {
    return figures().flatMap((svg) => {
      const all = texts(svg);
      return all.flatMap((a, i) => all.slice(i + 1).filter((b) => a.words !== b.words && touches(a, b))
        .map((b) => `"${a.words}" and "${b.words}"`));
    });
  }

  /// Texts that leave their figure.
  function overflows() {
    return figures().flatMap((svg) => {
      const box = svg.getBoundingClientRect();
      return texts(svg).filter((a) => a.left < box.left - 1 || a.right > box.right + 1 ||
        a.top < box.top - 1 || a.bottom > box.bottom + 1).map((a) => `"${a.words}" leaves its figure`);
    });
  }

  function sideways() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > width + 1);
    return [`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}: ` +
      wide.slice(0, 3).map(label).join(', ')];
  }

  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1;
  let stops = [];
  const order = [];

  /// Finds what a reader must get to with Tab: links, summaries and regions that scroll. Gives the
  /// number of presses that pass all stops.
  function markStops() {
    stops = [...document.body.querySelectorAll('*')].filter((e) =>
      e.matches('.skip') || (visible(e) && (e.matches('a[href], summary') || scrolls(e))));
    return document.querySelectorAll('a[href], button, input, select, summary, [tabindex]').length;
  }
  function noteFocus() {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    order.push({ e, shown: visible(e) && style.outlineStyle !== 'none' && style.outlineWidth !== '0px' });
  }
  // Chromium stops at regions that scroll by itself; other browsers need to be told, by tabindex and
  // a name.
  function unreached() {
    const faults = stops.flatMap((e) => {
      const stop = order.find((o) => o.e === e);
      if (!stop) return [`${label(e)} is not reached`];
      if (!stop.shown) return [`${label(e)} does not show that it has the focus`];
      if (!scrolls(e) || e.matches('a, summary')) return [];
      const told = e.tabIndex === 0 && e.hasAttribute('tabindex') && e.hasAttribute('aria-label');
      return told ? [] : [`${label(e)} has no tabindex and name`];
    });
    // As they are reached, so they stand in the text.
    const seen = order.map((o) => o.e).filter((e, i, all) => stops.includes(e) && all.indexOf(e) === i);
    seen.forEach((e, i) => {
      if (i && !(seen[i - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        faults.push(`${label(e)} is reached after ${label(seen[i - 1])}, which stands below it`);
      }
    });
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) faults.push(`${label(link)} leads nowhere`);
    }
    return faults;
  }

  globalThis.trygg = { overlaps, overflows, sideways, markStops, noteFocus, unreached };
}
