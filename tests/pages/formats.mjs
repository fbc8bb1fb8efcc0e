// Compares the data files of a publication with each other and with the release, cell by cell and
// symbol by symbol: release.csv, tidy CSV, PX (read by trygg convert), JSON-stat (jsonstat-toolkit),
// Excel (through LibreOffice) and the tables of the HTML pages, the English with the Swedish ones.
//
//     node formats.mjs TRYGG PROJECT SCRATCH [RELEASE.csv]
//
// PROJECT/out has the pages and, in data/, the data files of what PROJECT/work/release.csv decides.
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {datasets, tidy} from './formats/datasets.mjs';
import {english_pages, pages} from './formats/html.mjs';
import {Comparison, Release} from './formats/release.mjs';

const [trygg, project, scratch, named] = process.argv.slice(2);
const out = join(project, 'out'), data = join(out, 'data');
const file = named ?? join(project, 'work/release.csv');
const least = 20;  // compared cells of every file and publication
if (!existsSync(data) || !existsSync(file)) {
  console.log(`passed over: ${project} has no data files; trygg build makes them`);
  process.exit(0);
}

/** Whether the XML files are well-formed. */
function well_formed() {
  const files = readdirSync(data).filter(name => /\.(xml|rdf)$/.test(name));
  for (const name of files) {
    const ran = spawnSync('xmllint', ['--noout', join(data, name)]);
    if (ran.error) return console.log('  XML passed over: there is no xmllint');
    if (ran.status !== 0) Comparison.fault(`${name}: ${ran.stderr}`);
  }
  console.log(`  well-formed: ${files.join(', ')}`);
}

well_formed();
const release = new Release(project, file);
const where = {trygg, project, scratch, out, data};
const compared = [tidy(release, where), ...Object.values(datasets(release, where)),
                  ...pages(release, where), ...english_pages(where)];
for (const one of compared) console.log(`  ${one.file}: ${one.end(least)}`);
if (Comparison.faults > 0) {
  console.error(`${Comparison.faults} faults`);
  process.exit(1);
}
