// Looks at finished pages as their readers do: node check.mjs PAGE.html…
// Needs chromium (and java for the HTML checker); says so and passes over where they are absent.
// Ends with status 1 and one line per fault. --expect-faults turns that round for broken.html:
// every kind of check must then find a fault, which shows that none is blind.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inPage } from './in_page.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
const args = process.argv.slice(2);
const expectFaults = args[0] === '--expect-faults';
const pages = (expectFaults ? args.slice(1) : args).map((page) => resolve(page));

const faults = [];
const kinds = new Map();  // kind of check → faults found
function report(kind, page, found) {
  kinds.set(kind, (kinds.get(kind) ?? 0) + found.length);
  for (const text of found) faults.push(`${page.split('/').pop()}: ${kind}: ${text}`);
}

const hasJava = spawnSync('java', ['-version']).status === 0;

/// The Nu HTML checker over all pages in one go.
function checkHtml() {
  if (!hasJava) return console.log('passed over: the HTML checker needs java (package default-jre-headless)');
  const jar = join(here, 'node_modules/vnu-jar/build/dist/vnu.jar');
  const ran = spawnSync('java', ['-Xmx512m', '-Xss1m', '-jar', jar, '--format', 'json', '--exit-zero-always', ...pages],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  const messages = JSON.parse(ran.stderr || ran.stdout).messages.filter((m) => m.type !== 'info');
  for (const page of pages) {
    report('html', page, messages.filter((m) => m.url.endsWith(encodeURI(page)))
      .map((m) => `line ${m.lastLine}: ${m.message}`));
  }
}

/// What the source alone tells: no scripts, and the mark of synthetic data in every figure with
/// data (class "example": a key to the signs).
function checkSource(page) {
  const source = readFileSync(page, 'utf8');
  report('script', page, source.includes('<script') ? ['the page has a script'] : []);
  const figures = source.match(/<svg[^>]*role="img"[\s\S]*?<\/svg>/g) ?? [];
  const synthetic = /syntetiska data|synthetic data/i;
  const data = figures.filter((svg) => !svg.startsWith('<svg class="example"'));
  const unmarked = synthetic.test(source) ? data.filter((svg) => !synthetic.test(svg)) : [];
  report('mark', page, unmarked.map((svg) => `a figure is not marked as synthetic: ${svg.slice(0, 80)}`));
}

const settings = [];
for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 375]) settings.push({ colorScheme, viewport: { width, height: 900 } });
}
const name = (s) => `${s.viewport.width} px, ${s.colorScheme}`;

async function withPage(browser, page, options, look) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const requests = [];
  tab.on('request', (r) => { if (!/^(file|data|about):/.test(r.url())) requests.push(r.url()); });
  await tab.goto(pathToFileURL(page).href);
  await tab.evaluate(inPage);  // defines window.trygg
  const result = await look(tab);
  await context.close();
  report('request', page, requests);
  return result;
}

async function checkAccessibility(browser, page) {
  const axe = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
  for (const setting of settings) {
    const result = await withPage(browser, page, setting, async (tab) => {
      await tab.evaluate(axe);
      return tab.evaluate(() => globalThis.axe.run(document));
    });
    report('axe', page, result.violations.flatMap((v) =>
      v.nodes.map((n) => `${name(setting)}: ${v.id}: ${n.target.join(' ')}`)));
  }
}

async function checkLayout(browser, page) {
  const narrow = { viewport: { width: 320, height: 900 } };
  report('sideways', page, await withPage(browser, page, narrow, (tab) => tab.evaluate(() => trygg.sideways())));
  for (const setting of settings.filter((s) => s.colorScheme === 'light')) {
    // The second family stands for a reader's computer without the fonts that the page names.
    for (const font of [null, 'Liberation Sans, Arial, sans-serif', 'DejaVu Sans']) {
      const found = await withPage(browser, page, setting, async (tab) => {
        if (font) await tab.addStyleTag({ content: `* { font-family: ${font} !important }` });
        return tab.evaluate(() => ({ overlap: trygg.overlaps(), overflow: trygg.overflows() }));
      });
      for (const kind of ['overlap', 'overflow']) {
        report(kind, page, found[kind].map((text) => `${name(setting)}, ${font ?? 'own fonts'}: ${text}`));
      }
    }
  }
}

/// Every link and every region that scrolls is reached by Tab, in the order of the text, and shows
/// that it has the focus; links within the page lead somewhere.
async function checkKeyboard(browser, page) {
  for (const setting of settings.filter((s) => s.colorScheme === 'light')) {
    const unreached = await withPage(browser, page, setting, async (tab) => {
      const stops = await tab.evaluate(() => trygg.markStops());
      for (let press = 0; press < stops + 1; ++press) {
        await tab.keyboard.press('Tab');
        await tab.evaluate(() => trygg.noteFocus());
      }
      return tab.evaluate(() => trygg.unreached());
    });
    report('keyboard', page, unreached.map((text) => `${name(setting)}: ${text}`));
  }
}

/// The most pages of A4 that a print from the browser may have, by what the file's path has in it. The
/// PDF files, which are set for paper, have fewer (pdf.sh).
const longest = [['arsrapport', 72], ['lagesbild', 6], ['maluppfoljning', 9], ['jamstalldhetsanalys', 11], ['', 14]];

/// An A4 print has a sane number of pages, and something on each.
async function checkPrint(browser, page) {
  const pdf = await withPage(browser, page, {}, (tab) => tab.pdf({ preferCSSPageSize: true, printBackground: true }));
  const text = pdf.toString('latin1');
  const count = (text.match(/\/Type\s*\/Page\b/g) ?? []).length;
  const [, most] = longest.find(([kind]) => page.includes(kind));
  const found = count >= 1 && count <= most ? [] : [`${count} pages of A4, at most ${most}`];
  const box = text.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/);
  if (!box || Math.abs(box[1] - 595) > 1 || Math.abs(box[2] - 842) > 1) found.push('the paper is not A4');
  if (existsSync('/usr/bin/pdftotext')) {
    const sheets = execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
    sheets.forEach((sheet, i) => { if (!sheet.trim()) found.push(`page ${i + 1} is empty`); });
  }
  report('print', page, found);
}

if (!chromium) {
  console.log('passed over: the pages are looked at in chromium, which is not installed');
  process.exit(0);
}
const { chromium: playwright } = await import('playwright-core');
const profile = mkdtempSync(join(tmpdir(), 'trygg-pages-'));
const browser = await playwright.launch({
  executablePath: chromium,
  env: { ...process.env, HOME: profile },
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  checkHtml();
  const waiting = [...pages];
  const worker = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      checkSource(page);
      for (const check of [checkAccessibility, checkLayout, checkKeyboard, checkPrint]) await check(browser, page);
    }
  };
  await Promise.all([worker(), worker()]);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}

if (expectFaults) {
  const blind = [...kinds].filter(([, found]) => found === 0).map(([kind]) => kind);
  console.log(`${kinds.size - blind.length} of ${kinds.size} checks find the faults of ${pages.length} broken page(s)`);
  for (const kind of blind) console.error(`blind: ${kind}`);
  process.exit(blind.length ? 1 : 0);
}
for (const fault of faults.slice(0, 100)) console.error(fault);
console.log(`${pages.length} page(s), ${kinds.size} kinds of checks, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
