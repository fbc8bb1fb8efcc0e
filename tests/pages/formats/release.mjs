// What a project's release decides, and the comparison of published texts with it.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {csv} from './csv.mjs';

/** The records of a CSV file as objects: column name to text. */
export function table(file) {
  const [header, ...records] = csv(readFileSync(file, 'utf8'));
  return records.map(record => Object.fromEntries(header.map((name, i) => [name, record[i]])));
}

export const is_symbol = text => !/[0-9]/.test(text);

/** What a released row is about, as one text. */
function key({indicator, division, area, sex, group, contrast, wave}) {
  return [indicator, area === '' ? '' : division, area, sex, group, contrast, wave].join('|');
}

/** The rows of release.csv by what they are about. */
export class Release {
  constructor(project, file) {
    // A text of trygg.toml: the key is in one table only.
    const settings = readFileSync(join(project, 'trygg.toml'), 'utf8');
    const setting = name =>
      new RegExp(`^${name} *= *"?([^"#\\n]*?)"? *(#.*)?$`, 'm').exec(settings)?.[1];
    for (const name of ['women', 'men', 'sex', 'main', 'era', 'wave', 'indicator', 'whole', 'compare_with'])
      this[name] = setting(name);
    const header = csv(readFileSync(file, 'utf8'))[0];
    this.groups = header.slice(header.indexOf('sex') + 1, header.indexOf('contrast'));
    this.records = table(file);
    this.rows = new Map(this.records.map(record => [this.#key_of(record), {
      varde: record.estimate, undre: record.lower, ovre: record.upper, felmarginal: record.margin, n: record.n}]));
  }
  letter(code) { return code === '' ? 'T' : code === this.women ? 'K' : code === this.men ? 'M' : code; }
  #key_of(record) {
    return key({...record, division: record.area_level + (record.era ? '_' + record.era : ''),
                sex: this.letter(record.sex), group: this.groups.map(name => record[name]).join(',')});
  }
  get difference() { return `${this.sex}:${this.women}-${this.men}`; }
  no_group() { return this.groups.map(() => '').join(','); }
  row(about) { return this.rows.get(key(about)); }
}

/** Counts what is compared, and tells of what differs. */
export class Comparison {
  static faults = 0;
  static fault(text) {
    if (++Comparison.faults <= 30) console.error(`  ${text}`);
  }
  constructor(file) { Object.assign(this, {file, cells: 0, symbols: 0}); }
  cell(where, found, expected) {
    ++this.cells;
    if (is_symbol(expected)) ++this.symbols;
    if (found !== expected)
      Comparison.fault(`${this.file}: ${where}: '${found}', but released is '${expected}'`);
  }
  end(least) {
    if (this.cells < least) Comparison.fault(`${this.file}: only ${this.cells} cells could be compared`);
    return `${this.cells} cells, ${this.symbols} of them symbols`;
  }
}
