// Compares the data files of a publication with each other and with the release, cell by cell and
// symbol by symbol: release.csv, tidy CSV, PX (read by trygg convert), JSON-stat (jsonstat-toolkit),
// Excel (through LibreOffice) and the tables of the HTML pages.
//
//     node formats.mjs TRYGG PROJECT SCRATCH [RELEASE.csv]
//
// PROJECT/out has the pages and, in data/, the data files of what PROJECT/work/release.csv decides.
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import JSONstat from 'jsonstat-toolkit';

const [trygg, project, scratch, named] = process.argv.slice(2);
const out = join(project, 'out'), data = join(out, 'data');
const releaseFile = named ?? join(project, 'work/release.csv');
const least = 20;  // compared cells of every file
if (!existsSync(data) || !existsSync(releaseFile)) {
  console.log(`passed over: ${project} has no data files; trygg build makes them`);
  process.exit(0);
}

/** A text of trygg.toml: the key is in one table only. */
const settings = readFileSync(join(project, 'trygg.toml'), 'utf8');
const setting = key => new RegExp(`^${key} *= *"?([^"#\\n]*?)"? *(#.*)?$`, 'm').exec(settings)?.[1];
let faults = 0;

function fault(text) {
  if (++faults <= 30) console.error(`  ${text}`);
}

/** The records of a CSV file, each an array of texts. */
function csv(text) {
  const rows = [];
  let row = [], field = '', quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(field); field = ''; }
    else if (c === '\n') { row.push(field); rows.push(row); row = []; field = ''; }
    else if (c !== '\r') field += c;
  }
  return rows;
}

const [header, ...records] = csv(readFileSync(releaseFile, 'utf8'));
const place = Object.fromEntries(header.map((name, i) => [name, i]));
const groups = header.slice(place.sex + 1, place.contrast);
const numbers = {varde: 'estimate', undre: 'lower', ovre: 'upper', felmarginal: 'margin', n: 'n'};

const women = setting('women'), men = setting('men');
const sex = setting('sex');
const letter = code => code === '' ? 'T' : code === women ? 'K' : code === men ? 'M' : code;

/** What a released row is about, as one text. */
function key({indicator, division, area, sex, group, contrast, wave}) {
  return [indicator, area === '' ? '' : division, area, sex, group, contrast, wave].join('|');
}

const released = new Map();
for (const record of records) {
  const f = name => record[place[name]];
  const division = f('area_level') + (f('era') ? '_' + f('era') : '');
  const group = groups.map(name => f(name)).join(',');
  released.set(key({indicator: f('indicator'), division, area: f('area'), sex: letter(f('sex')),
                    group, contrast: f('contrast'), wave: f('wave')}),
               Object.fromEntries(Object.entries(numbers).map(([to, from]) => [to, f(from)])));
}

/** The text that must stand where the release has `text`; undefined: no such row. */
function published(text, row) {
  if (text === undefined) return '.';
  if (text === '') return row.varde.startsWith('.') ? '..' : '.';
  return text;
}

const is_symbol = text => !/[0-9]/.test(text);

class Comparison {
  constructor(file) { Object.assign(this, {file, cells: 0, symbols: 0}); }
  cell(where, found, expected) {
    ++this.cells;
    if (is_symbol(expected)) ++this.symbols;
    if (found !== expected) fault(`${this.file}: ${where}: '${found}', but released is '${expected}'`);
  }
  end() {
    if (this.cells < least) fault(`${this.file}: only ${this.cells} cells could be compared`);
    return `${this.cells} cells, ${this.symbols} of them symbols`;
  }
}

/** The released row that a cell of a dataset is, by the codes of its dimensions. */
function row_of(id, codes) {
  const is_change = 'jamforda_ar' in codes;
  const by_sex = id.includes(`skillnad_${sex}_`);
  const contrast = [by_sex ? `${sex}:${women}-${men}` : '', is_change ? `omgang:${codes.jamforda_ar}` : '']
    .filter(part => part !== '').join(' ');
  const waves = is_change ? codes.jamforda_ar.split('-') : [codes.ar];
  const area = codes.omrade === undefined || codes.omrade === '_T' ? '' : codes.omrade;
  const group = groups.map(name => codes[name] === undefined || codes[name] === '_T' ? '' : codes[name]);
  const statistic = /(andel|medel)(_|$)(.*)/.exec(id);
  const division = groups.reduce((text, name) => text.replace(new RegExp(`_?${name}$`), ''),
                                 statistic ? statistic[3] : '');
  return released.get(key({indicator: codes.indikator, division, area, sex: codes.kon ?? 'T',
                           group: group.join(','), contrast, wave: waves[0]}));
}

/** Every number of a JSON-stat dataset: the codes and labels of its cell, and its text. */
function* json_cells(bytes) {
  const json = JSON.parse(bytes);
  const dataset = JSONstat(json);
  if (dataset.class !== 'dataset') throw new Error('jsonstat-toolkit does not know this as a dataset');
  // Numbers as they stand in the file: parsing would make 12.0 a 12.
  const raw = /"value":\[([^\]]*)\]/.exec(bytes)[1].split(',');
  const at = dataset.id.map(() => 0);
  for (let i = 0; i < dataset.n; ++i) {
    const codes = {}, labels = {};
    dataset.id.forEach((id, d) => {
      codes[id] = dataset.Dimension(id).id[at[d]];
      labels[id] = dataset.Dimension(id).Category(at[d]).label;
    });
    const cell = dataset.Data(codes);
    const symbol = cell.status && cell.status !== '*' ? cell.status : null;
    if (symbol === null && Number(raw[i]) !== cell.value)
      fault(`jsonstat-toolkit reads ${cell.value} where the file has ${raw[i]}`);
    yield {codes, labels, text: symbol ?? raw[i], ids: dataset.id};
    for (let d = at.length; d-- > 0;) {
      if (++at[d] < dataset.size[d]) break;
      at[d] = 0;
    }
  }
}

function px_rows(file) {
  const long = join(scratch, basename(file) + '.csv');
  execFileSync(trygg, ['convert', file, '-o', long, '--quiet']);
  const [head, ...rows] = csv(readFileSync(long, 'utf8'));
  const codes = head.filter(name => name.endsWith('.kod'));
  return new Map(rows.map(row => [
    codes.map(name => row[head.indexOf(name)]).join('|'),
    row[head.indexOf('value')] === '-' ? '–' : row[head.indexOf('value')]]));
}

/** Each sheet of a workbook as rows of texts, as LibreOffice shows them. */
function sheets(file) {
  const found = spawnSync('soffice', ['--version']);
  if (found.error) return null;
  mkdirSync(scratch, {recursive: true});
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1';
  execFileSync('soffice', [`-env:UserInstallation=file://${scratch}/office`, '--headless',
    '--convert-to', filter, '--outdir', scratch, file], {stdio: 'ignore'});
  const stem = basename(file, '.xlsx');
  return Object.fromEntries(readdirSync(scratch)
    .filter(name => name.startsWith(stem + '-') && name.endsWith('.csv'))
    .map(name => [name.slice(stem.length + 1, -4), csv(readFileSync(join(scratch, name), 'utf8'))]));
}

/** A sheet's rows by the labels of their cells. */
function sheet_rows(rows, dimensions) {
  const head = rows[4];
  const by = new Map();
  for (const row of rows.slice(5)) by.set(row.slice(0, dimensions).join('|'), row);
  return {head, by};
}

function datasets() {
  const book = sheets(join(data, 'tabeller.xlsx'));
  if (book === null) console.log('  Excel passed over: there is no LibreOffice (soffice)');
  const totals = {json: new Comparison('JSON-stat'), px: new Comparison('PX'), excel: new Comparison('Excel')};
  for (const name of readdirSync(join(data, 'json-stat')).sort()) {
    const id = basename(name, '.json');
    const px = px_rows(join(data, 'px', id + '.px'));
    const bytes = readFileSync(join(data, 'json-stat', name), 'utf8');
    const json = JSON.parse(bytes), title = json.label;
    const numbers_of_cell = Object.keys(json.dimension.tabellinnehall.category.label);
    const sheet = book && Object.values(book).find(rows => rows[0]?.[0]?.endsWith('. ' + title));
    if (book && !sheet) fault(`${id}: no sheet has the title '${title}'`);
    let table = null;
    for (const {codes, labels, text, ids} of json_cells(bytes)) {
      const row = row_of(id, codes);
      const expected = row === undefined ? '.' : published(row[codes.tabellinnehall], row);
      const where = `${id} ${Object.values(codes).join(' ')}`;
      totals.json.cell(where, text, expected);
      totals.px.cell(where, px.get(ids.map(d => codes[d]).join('|')), expected);
      if (!sheet) continue;
      const dimensions = ids.filter(d => d !== 'tabellinnehall');
      table ??= sheet_rows(sheet, dimensions.length);
      const found = table.by.get(dimensions.map(d => labels[d]).join('|'));
      const shown = found?.[dimensions.length + numbers_of_cell.indexOf(codes.tabellinnehall)];
      totals.excel.cell(where, codes.tabellinnehall === 'n' ? shown?.replaceAll(',', '') : shown, expected);
    }
  }
  if (book === null) delete totals.excel;
  return totals;
}

function tidy() {
  const compared = new Comparison('data.csv');
  const [head, ...rows] = csv(readFileSync(join(data, 'data.csv'), 'utf8'));
  if (rows.length !== records.length)
    fault(`data.csv: ${rows.length} rows, but ${records.length} are released`);
  rows.forEach((row, i) => {
    const f = name => row[head.indexOf(name)];
    const is_level = f('jamford_med') === '';
    const pairs = {[is_level ? 'varde' : 'skillnad']: 'estimate', [is_level ? 'undre' : 'skillnad_undre']: 'lower',
                   [is_level ? 'ovre' : 'skillnad_ovre']: 'upper', felmarginal: 'margin', n: 'n'};
    for (const [to, from] of Object.entries(pairs))
      compared.cell(`row ${i + 2} ${to}`, f(to), records[i][place[from]]);
  });
  return compared;
}

/** Texts of a piece of HTML, without what only sets it. */
function plain(html) {
  return html.replace(/<[^>]*>/g, '').replace(/[\u2060\u00a0]/g, '').replaceAll('&amp;', '&').trim();
}

/** A published text in the page's typography, as plain() leaves it. */
function localised(text) {
  return is_symbol(text) ? text : text.replace('.', ',').replace('-', '\u2212');
}

function range(row) {
  if (is_symbol(row.undre)) return localised(row.undre);
  const [lower, upper] = [localised(row.undre), localised(row.ovre)];
  return /\u2212/.test(lower + upper) ? `${lower} till ${upper}` : `${lower}–${upper}`;
}

/** Names of areas, groups and indicators, as the data files have them. */
function names() {
  const found = {area: new Map([['hela staden', '']]), group: new Map(), indicator: new Map()};
  found.area.set(plain(setting('whole') ?? '').toLowerCase(), '');
  for (const name of readdirSync(join(data, 'json-stat'))) {
    const {dimension} = JSON.parse(readFileSync(join(data, 'json-stat', name), 'utf8'));
    const add = (to, id) => {
      for (const [code, label] of Object.entries(dimension[id]?.category.label ?? {}))
        if (code !== '_T') to.set(plain(label).toLowerCase(), code);
    };
    if (name.includes(`_${setting('main')}_${setting('era')}`)) add(found.area, 'omrade');
    add(found.indicator, 'indikator');
    for (const group of groups) add(found.group, group);
  }
  return found;
}

/** Which released cell a row of a table is about; null when its name says nothing known. */
function subject(name, page, known) {
  const about = {indicator: page.indicator ?? setting('indicator'), area: page.area, group: '', wave: page.wave};
  if (known.area.has(name)) about.area = known.area.get(name);
  else if (known.indicator.has(name)) about.indicator = known.indicator.get(name);
  else if (known.group.has(name)) about.group = known.group.get(name);
  else if (/^[0-9]{4}$/.test(name)) about.wave = name;
  else return null;
  return about;
}

/** The tables »Kvinnor, Intervall, Män, Intervall, Skillnad, Intervall« of a page. */
function page_cells(file, page, known, compared) {
  const division = `${setting('main')}_${setting('era')}`;
  for (const [table] of readFileSync(file, 'utf8').matchAll(/<table[^]*?<\/table>/g)) {
    const head = [...table.matchAll(/<th scope="col"[^>]*>([^]*?)<\/th>/g)].map(m => plain(m[1]));
    if (head.slice(1, 5).join() !== 'Kvinnor,Intervall,Män,Intervall') continue;
    // A table about another indicator than the page's own has its id: tabell-INDICATOR-omraden.
    const [, indicator] = /^<table id="tabell-([a-z0-9_]+)-/.exec(table) ?? [];
    if ([...known.indicator.values()].includes(indicator)) page = {...page, indicator};
    for (const [, row] of table.matchAll(/<tr[^>]*>\s*(<th scope="row"[^]*?)<\/tr>/g)) {
      const [, name] = /<th[^>]*>([^]*?)<\/th>/.exec(row);
      const about = subject(plain(name).toLowerCase(), page, known);
      if (about === null) continue;
      const cells = [...row.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(m => plain(m[1]).replace(/\*$/, ''));
      const of = (letter, contrast) => released.get(
        key({...about, division, sex: letter, contrast, group: about.group || groups.map(() => '').join(',')}));
      const where = `${basename(file)}: ${plain(name)}`;
      const check = (at, released_row) => {
        if (released_row === undefined) return;
        compared.cell(where, cells[at], localised(released_row.varde));
        compared.cell(where, cells[at + 1], range(released_row));
      };
      check(0, of('K', ''));
      check(2, of('M', ''));
      if (head[5] === 'Skillnad') check(4, of('T', `${sex}:${women}-${men}`));
    }
  }
}

/** The pages of the whole place, and of its areas. */
function pages() {
  const known = names();
  const totals = [];
  for (const entry of readdirSync(out, {withFileTypes: true})) {
    const compared = new Comparison(entry.name);
    const wave = setting('wave');
    if (entry.name.endsWith('.html')) {
      page_cells(join(out, entry.name), {area: '', wave}, known, compared);
    } else if (entry.isDirectory() && entry.name !== 'data' && entry.name !== 'en') {
      for (const name of readdirSync(join(out, entry.name)))
        if (name.endsWith('.html'))
          page_cells(join(out, entry.name, name), {area: name.split('-')[0], wave}, known, compared);
    } else {
      continue;
    }
    if (compared.cells > 0) totals.push(compared);
    else console.log(`  ${entry.name}: no table of women and men beside each other`);
  }
  return totals;
}

/** Whether the XML files are well-formed. */
function well_formed() {
  const files = readdirSync(data).filter(name => /\.(xml|rdf)$/.test(name));
  for (const name of files) {
    const ran = spawnSync('xmllint', ['--noout', join(data, name)]);
    if (ran.error) return console.log('  XML passed over: there is no xmllint');
    if (ran.status !== 0) fault(`${name}: ${ran.stderr}`);
  }
  console.log(`  well-formed: ${files.join(', ')}`);
}

well_formed();
const totals = {tidy: tidy(), ...datasets(), ...pages()};
for (const compared of Object.values(totals)) console.log(`  ${compared.file}: ${compared.end()}`);
if (faults > 0) {
  console.error(`${faults} faults`);
  process.exit(1);
}
