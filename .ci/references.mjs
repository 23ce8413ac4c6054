// Reads every reference, feed and calendar that the crawl left behind, as the
// programs do that they are for: CSL-JSON by Citation.js, and by its published
// schema where that can be reached; BibTeX by the parser of Better BibTeX for
// Zotero; Atom by a feed reader's parser; iCalendar by the one of Thunderbird.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, folder] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, 'package.json'));
const files = fs.readdirSync(folder);
const faults = [];
const fault = (file, what) => faults.push(`${file}: ${what}`);
const read = (file) => fs.readFileSync(path.join(folder, file), 'utf8');
const ending = (end) => files.filter((file) => file.endsWith(end));

async function schema() {
  for (const address of [
    'https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json',
    'https://raw.githubusercontent.com/citation-style-language/schema/master/schemas/input/csl-data.json',
  ]) {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(15000) });
      if (answer.ok) return await answer.json();
    } catch { /* the next one */ }
  }
  return null;
}

const published = await schema();
const valid = published && new (require('ajv'))({ strict: false, validateSchema: false }).compile(published);
if (!valid) console.log('NOT MADE: the schema of CSL-JSON is not reachable from here; its parser is what is left');

const { Cite } = require('@citation-js/core');
for (const file of ending('.csl.json')) {
  const items = JSON.parse(read(file));
  if (valid && !valid(items)) fault(file, JSON.stringify(valid.errors[0]));
  const parsed = new Cite(items, { strict: true }).data;
  items.forEach((item, i) => {
    for (const key of ['id', 'type', 'title', 'number', 'event-title', 'note', 'URL']) {
      if (item[key] !== parsed[i][key]) fault(file, `${item.id} loses ${key}: ${JSON.stringify(parsed[i][key])}`);
    }
  });
}

// Its CommonJS cannot be loaded (9.0.29), so its module is taken by its place.
const bibtex = await import(pathToFileURL(path.resolve(modules, 'node_modules/@retorquere/bibtex-parser/dist/esm/index.js')));
for (const file of ending('.bib')) {
  const parsed = bibtex.parse(read(file));
  if (parsed.errors.length) fault(file, JSON.stringify(parsed.errors[0]));
  const items = JSON.parse(read(file.replace(/bib$/, 'csl.json')));
  if (parsed.entries.length !== items.length) fault(file, `${parsed.entries.length} entries for ${items.length} items`);
  parsed.entries.forEach((entry, i) => {
    const { id, number } = items[i];
    if (entry.key !== id || number && entry.fields.number !== number) fault(file, `${entry.key} is ${entry.fields.number}, and ${id} is ${number}`);
  });
}

const { parseFeed } = require('@rowanmanning/feed-parser');
for (const file of ending('.atom')) {
  const feed = parseFeed(read(file));
  if (feed.meta.type !== 'atom' || !feed.items.length || feed.items.some((item) => !item.id || !item.title || !item.url || !item.updated)) fault(file, 'an entry lacks what Atom asks for');
}

const ical = require('ical.js').default ?? require('ical.js');
for (const file of ending('.ics')) {
  const events = new ical.Component(ical.parse(read(file))).getAllSubcomponents('vevent').map((event) => new ical.Event(event));
  if (!events.length || events.some((event) => !event.uid || !event.summary || !event.startDate.isDate)) fault(file, 'an event has no day, no name or no id');
}

for (const end of ['.csl.json', '.bib', '.atom', '.ics']) {
  if (!ending(end).length) fault(folder, `has no file ${end}`);
  console.log(`${end}: ${ending(end).length} files`);
}
if (faults.length) {
  console.error(faults.slice(0, 50).join('\n'));
  process.exit(1);
}
