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
  let scrollers = [];
  const reached = new Set();

  /// Finds the regions that scroll; gives the number of Tab presses that pass all stops.
  function markScrollers() {
    scrollers = [...document.body.querySelectorAll('*')].filter((e) => visible(e) && scrolls(e));
    return document.querySelectorAll('a[href], button, input, select, summary, [tabindex]').length;
  }
  function noteFocus() {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    if (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') reached.add(e);
  }
  // Chromium stops at such regions by itself; other browsers need to be told, by tabindex and a name.
  const unreached = () => scrollers.flatMap((e) => {
    if (!reached.has(e)) return [`${label(e)} is not reached`];
    const told = e.tabIndex === 0 && e.hasAttribute('tabindex') && e.hasAttribute('aria-label');
    return told ? [] : [`${label(e)} has no tabindex and name`];
  });

  globalThis.trygg = { overlaps, overflows, sideways, markScrollers, noteFocus, unreached };
}
