// The data files beside the release: tidy CSV, PX, JSON-stat, Excel.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import JSONstat from 'jsonstat-toolkit';
import {csv} from './csv.mjs';
import {Comparison} from './release.mjs';

/** The text that must stand where the release has `text`; undefined: no such row. */
function published(text, row) {
  if (text === undefined) return '.';
  if (text === '') return row.varde.startsWith('.') ? '..' : '.';
  return text;
}

/** The released row that a cell of a dataset is, by the codes of its dimensions. */
function row_of(release, id, codes) {
  const is_change = 'jamforda_ar' in codes;
  const by_sex = id.includes(`skillnad_${release.sex}_`);
  const contrast = [by_sex ? release.difference : '', is_change ? `omgang:${codes.jamforda_ar}` : '']
    .filter(part => part !== '').join(' ');
  const waves = is_change ? codes.jamforda_ar.split('-') : [codes.ar];
  const area = codes.omrade === undefined || codes.omrade === '_T' ? '' : codes.omrade;
  const group = release.groups.map(name => codes[name] === undefined || codes[name] === '_T' ? '' : codes[name]);
  const statistic = /(andel|medel)(_|$)(.*)/.exec(id);
  const division = release.groups.reduce((text, name) => text.replace(new RegExp(`_?${name}$`), ''),
                                 statistic ? statistic[3] : '');
  return release.row({indicator: codes.indikator, division, area, sex: codes.kon ?? 'T',
                           group: group.join(','), contrast, wave: waves[0]});
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
      Comparison.fault(`jsonstat-toolkit reads ${cell.value} where the file has ${raw[i]}`);
    yield {codes, labels, text: symbol ?? raw[i], ids: dataset.id};
    for (let d = at.length; d-- > 0;) {
      if (++at[d] < dataset.size[d]) break;
      at[d] = 0;
    }
  }
}

function px_rows(trygg, file, scratch) {
  const long = join(scratch, basename(file) + '.csv');
  execFileSync(trygg, ['convert', file, '-o', long, '--quiet']);
  const [head, ...rows] = csv(readFileSync(long, 'utf8'));
  const codes = head.filter(name => name.endsWith('.kod'));
  return new Map(rows.map(row => [
    codes.map(name => row[head.indexOf(name)]).join('|'),
    row[head.indexOf('value')] === '-' ? '–' : row[head.indexOf('value')]]));
}

/** Each sheet of a workbook as rows of texts, as LibreOffice shows them. */
function sheets(file, scratch) {
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

/** Every dataset in PX, JSON-stat and Excel, cell by cell. */
export function datasets(release, {data, scratch, trygg}) {
  const book = sheets(join(data, 'tabeller.xlsx'), scratch);
  if (book === null) console.log('  Excel passed over: there is no LibreOffice (soffice)');
  const totals = {json: new Comparison('JSON-stat'), px: new Comparison('PX'), excel: new Comparison('Excel')};
  for (const name of readdirSync(join(data, 'json-stat')).sort()) {
    const id = basename(name, '.json');
    const px = px_rows(trygg, join(data, 'px', id + '.px'), scratch);
    const bytes = readFileSync(join(data, 'json-stat', name), 'utf8');
    const json = JSON.parse(bytes), title = json.label;
    const numbers_of_cell = Object.keys(json.dimension.tabellinnehall.category.label);
    const sheet = book && Object.values(book).find(rows => rows[0]?.[0]?.endsWith('. ' + title));
    if (book && !sheet) Comparison.fault(`${id}: no sheet has the title '${title}'`);
    let table = null;
    for (const {codes, labels, text, ids} of json_cells(bytes)) {
      const row = row_of(release, id, codes);
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

/** The tidy CSV, whose rows are those of the release in its order. */
export function tidy(release, {data}) {
  const compared = new Comparison('data.csv');
  const [head, ...rows] = csv(readFileSync(join(data, 'data.csv'), 'utf8'));
  if (rows.length !== release.records.length)
    Comparison.fault(`data.csv: ${rows.length} rows, but ${release.records.length} are released`);
  rows.forEach((row, i) => {
    const f = name => row[head.indexOf(name)];
    const is_level = f('jamford_med') === '';
    const pairs = {[is_level ? 'varde' : 'skillnad']: 'estimate', [is_level ? 'undre' : 'skillnad_undre']: 'lower',
                   [is_level ? 'ovre' : 'skillnad_ovre']: 'upper', felmarginal: 'margin', n: 'n'};
    for (const [to, from] of Object.entries(pairs))
      compared.cell(`row ${i + 2} ${to}`, f(to), release.records[i][from]);
  });
  return compared;
}
