// The tables of the HTML pages beside the release, and the English pages beside the Swedish ones.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {Comparison, is_symbol, table} from './release.mjs';

/** Texts of a piece of HTML, without what only sets it. */
function plain(html) {
  return html.replace(/<[^>]*>/g, '').replace(/[\u2060\u00a0]/g, '').replaceAll('&amp;', '&').trim();
}

/** A published text in the page's typography, as plain() leaves it. */
function localised(text) {
  return is_symbol(text) ? text : text.replace('.', ',').replace('-', '\u2212');
}

function range(lower, upper) {
  if (is_symbol(lower)) return localised(lower);
  const [from, to] = [localised(lower), localised(upper)];
  return /\u2212/.test(from + to) ? `${from} till ${to}` : `${from}–${to}`;
}

/** Tables of a page: id, texts of the head, and rows of a name and the texts of its cells. */
function tables(file) {
  return [...readFileSync(file, 'utf8').matchAll(/<table[^]*?<\/table>/g)].map(([html]) => ({
    id: /^<table[^>]* id="([^"]*)"/.exec(html)?.[1] ?? '',
    head: [...html.matchAll(/<th scope="col"[^>]*>([^]*?)<\/th>/g)].map(m => plain(m[1])),
    rows: [...html.matchAll(/<tr[^>]*>\s*(<th scope="row"[^]*?)<\/tr>/g)].map(([, row]) => ({
      name: plain(/<th[^>]*>([^]*?)<\/th>/.exec(row)[1]),
      cells: [...row.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(m => plain(m[1]).replace(/\*$/, '')),
    })),
  }));
}

/** Names of areas, groups and indicators, in small letters, to their codes. */
function names(release, project, data) {
  const found = {area: new Map([['hela staden', '']]), group: new Map(), indicator: new Map()};
  found.area.set(plain(release.whole ?? '').toLowerCase(), '');
  for (const name of readdirSync(join(data, 'json-stat'))) {
    const {dimension} = JSON.parse(readFileSync(join(data, 'json-stat', name), 'utf8'));
    const add = (to, id) => {
      for (const [code, label] of Object.entries(dimension[id]?.category.label ?? {}))
        if (code !== '_T') to.set(plain(label).toLowerCase(), code);
    };
    if (name.includes(`_${release.main}_${release.era}`)) add(found.area, 'omrade');
    add(found.indicator, 'indikator');
    for (const group of release.groups) add(found.group, group);
  }
  const indicators = readFileSync(join(project, 'indicators.toml'), 'utf8');
  for (const [, id, text] of indicators.matchAll(/^id = "([^"]*)"$(?:(?!^\[)[^])*?^short_name = "([^"]*)"/gm))
    found.indicator.set(text.toLowerCase(), id);
  return found;
}

/** A word of the program as the project's own texts have it (texts/sv.toml, [replace]), with a capital. */
function own_word(project, word) {
  const file = join(project, 'texts/sv.toml');
  const own = existsSync(file) && new RegExp(`^"${word}" = "(.*)"$`, 'm').exec(readFileSync(file, 'utf8'));
  const text = own ? own[1] : word;
  return text[0].toUpperCase() + text.slice(1);
}

/** Which released cell a row of a table is about; null when its name says nothing known. */
function subject(release, name, page, known) {
  const about = {indicator: page.indicator ?? release.indicator, area: page.area, wave: page.wave,
                 group: release.no_group(), contrast: '', division: `${release.main}_${release.era}`};
  if (known.area.has(name)) about.area = known.area.get(name);
  else if (known.indicator.has(name)) about.indicator = known.indicator.get(name);
  else if (known.group.has(name)) about.group = known.group.get(name);
  else if (/^[0-9]{4}$/.test(name)) about.wave = name;
  else return null;
  return about;
}

/** A value and its interval in two cells of a row. */
function value_and_interval(compared, where, cells, at, row) {
  if (row === undefined) return;
  compared.cell(where, cells[at], localised(row.varde));
  compared.cell(where, cells[at + 1], range(row.undre, row.ovre));
}

/** »Kvinnor, Intervall, Män, Intervall, Skillnad, Intervall« */
function women_and_men(release, {head, rows}, page, known, compared) {
  for (const {name, cells} of rows) {
    const about = subject(release, name.toLowerCase(), page, known);
    if (about === null) continue;
    const where = `${page.file}: ${name}`;
    value_and_interval(compared, where, cells, 0, release.row({...about, sex: 'K'}));
    value_and_interval(compared, where, cells, 2, release.row({...about, sex: 'M'}));
    if (head[5] === 'Skillnad')
      value_and_interval(compared, where, cells, 4, release.row({...about, sex: 'T', contrast: release.difference}));
  }
}

/** »Mått, OMRÅDET, Intervall, Hela staden, …, Antal svar« of women and men together, or of one sex. */
function area_and_whole(release, {id, head, rows}, page, known, compared) {
  const sex = /-k$/.test(id) ? 'K' : /-m$/.test(id) ? 'M' : 'T';
  for (const {name, cells} of rows) {
    const about = subject(release, name.toLowerCase(), page, known);
    if (about === null) continue;
    const where = `${page.file}: ${name}`;
    const own = release.row({...about, sex}), whole = release.row({...about, sex, area: ''});
    value_and_interval(compared, where, cells, 0, own);
    compared.cell(where, cells[2], localised(whole.varde));
    compared.cell(where, cells[head.indexOf('Antal svar') - 1], own.n);
  }
}

/** »Stadsdelsområde, BASÅRET, Mål, OMGÅNGEN, … i % av …, Intervall«, and the same of each sex. */
function goal(release, {id, rows}, page, known, compared) {
  const of = (area, sex) => release.goal.find(row =>
    row.wave === release.wave && row.baseline === release.compare_with && row.occasion === 'round' &&
    row.indicator === release.indicator && row.area === area && row.sex === sex &&
    row.era === (area === '' ? '' : release.era) && row.area_level === (area === '' ? '' : release.main));
  for (const {name, cells} of rows) {
    const about = subject(release, name.toLowerCase(), page, known);
    if (about === null) continue;
    const where = `${page.file}: ${name}`;
    const ratio = (at, row) => value_and_interval(compared, where, cells, at, row &&
      {varde: row.ratio, undre: row.ratio_lower, ovre: row.ratio_upper});
    if (id === 'tabell-mal-kon') {
      ratio(0, of(about.area, release.women));
      ratio(3, of(about.area, release.men));
      continue;
    }
    const level = wave => localised(release.row({...about, sex: 'T', wave}).varde);
    compared.cell(where, cells[0], level(release.compare_with));
    compared.cell(where, cells[2], level(release.wave));
    ratio(3, of(about.area, ''));
  }
}

function page_cells(release, file, page, known, compared) {
  for (const table of tables(file)) {
    // A table about another indicator than the page's own has its id: tabell-INDICATOR-omraden.
    const [, indicator] = /^tabell-([a-z0-9_]+)-/.exec(table.id) ?? [];
    const about = {...page, file: basename(file)};
    if ([...known.indicator.values()].includes(indicator)) about.indicator = indicator;
    if (table.head.slice(1, 5).join() === known.sexes)
      women_and_men(release, table, about, known, compared);
    else if (/^tabell-matt(-[km])?$/.test(table.id)) area_and_whole(release, table, about, known, compared);
    else if (/^tabell-mal(-kon)?$/.test(table.id)) goal(release, table, about, known, compared);
  }
}

/** Every page under a folder: its path there, and the code of the area that it is about. */
function pages_of(out) {
  const found = [];
  for (const entry of readdirSync(out, {withFileTypes: true})) {
    if (entry.name.endsWith('.html')) found.push({path: entry.name, area: ''});
    else if (entry.isDirectory() && !['data', 'en'].includes(entry.name))
      for (const name of readdirSync(join(out, entry.name)).filter(name => name.endsWith('.html')))
        found.push({path: join(entry.name, name), area: name.split('-')[0]});
  }
  return found;
}

/** The tables of every Swedish page, each page by itself. */
export function pages(release, {out, data, project}) {
  const known = names(release, project, data);
  known.sexes = `${own_word(project, 'kvinnor')},Intervall,${own_word(project, 'män')},Intervall`;
  // A page's name has its area's code in small letters.
  const codes = new Map([...known.area.values()].map(code => [code.toLowerCase(), code]));
  release.goal = table(join(project, 'work/goal_release.csv'));
  return pages_of(out).filter(({path}) => path !== 'index.html').map(({path, area}) => {
    const compared = new Comparison(path);
    page_cells(release, join(out, path), {area: codes.get(area) ?? area, wave: release.wave}, known, compared);
    return compared;
  });
}

/** A cell of a Swedish table as the English page has it; words are not compared. */
function in_english(text) {
  return text.replace(/([0-9]),([0-9])/g, '$1.$2').replace(' till ', ' to ');
}

/** The numbers and symbols of each English table are those of the Swedish one, cell by cell. */
export function english_pages({out}) {
  if (!existsSync(join(out, 'en'))) return [];
  return pages_of(join(out, 'en')).filter(({path}) => path !== 'index.html').map(({path}) => {
    const compared = new Comparison(join('en', path));
    const swedish = new Map(tables(join(out, path)).map(table => [table.id, table]));
    for (const {id, rows} of tables(join(out, 'en', path))) {
      const twin = swedish.get(id);
      if (twin?.rows.length !== rows.length) {
        Comparison.fault(`en/${path}: the table '${id}' has other rows than the Swedish page`);
        continue;
      }
      rows.forEach(({name, cells}, r) => cells.forEach((text, c) => {
        const expected = in_english(twin.rows[r].cells[c] ?? '');
        if (!/^[−±0-9.,–*% ]*( to [−0-9.]+)?$/.test(expected) && !/^(\.+|–)$/.test(expected)) return;
        compared.cell(`${id}, ${name}`, /^[0-9]{1,3}(,[0-9]{3})+$/.test(text) ? text.replaceAll(',', '') : text, expected);
      }));
    }
    return compared;
  });
}
