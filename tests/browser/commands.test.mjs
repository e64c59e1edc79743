// The command line and the app answer the same address alike: the same rows in the same order, the
// same counts of every value of every facet, the same totals, the same disagreements.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { test, visits } from './harness.mjs';
import { program } from './program.mjs';
import { explain, region, shown, total, unfold } from './region.mjs';
import { programShown } from './routes.mjs';
import { root } from './server.mjs';

const visit = visits();

const addresses = [
  'operations',
  'operations?state=KS',
  'operations?state=KS&state=MO&kind!=demand_sting',
  'operations?year=2019..2021',
  'operations?year=2019..&sort=-announced,name',
  'operations?state.all=KS&state.all=MO',
  'operations?tactic.all=undercover_online&tactic.all=tip_review',
  'operations?state=-',
  'operations?agency=fbi&q=children',
  'operations?q=%22cross%20country%22&sort=found',
  'operations?q=kansas%20-city&sort=-arrests,date',
  'operations?series=operation-cross-country&part=part',
  'operations?whole=2019-operation-independence-day',
  'operations?measure=convictions&sort=place',
  'operations?population=children&source_kind=court',
  'operations?place=us-fl&level!=federal',
  'operations?offence=narcotics&sort=-sources',
  'operations?country=GB',
  'figures?measure=victims&state=KS',
  'figures?measure=arrests&value=100..&sort=-value',
  'figures?value=..10&qualifier=exactly&year=2021',
  'figures?outcome=rescued&population=children',
  'figures?scope=cumulative&sort=published',
  'figures?source=2018-operation-misafekid/s1',
  'figures?qualifier!=exactly&q=ohio',
  'figures?id=2021-hsi-kansas-city-31-victims',
  'agencies',
  'agencies?level=federal&sort=name',
  'agencies?agency=fbi&year=2019',
  'agencies?state=KS&q=sheriff',
  'agencies/fbi?kind=national_sweep',
  'places?place_type=county&sort=-last,name',
  'places?state=KS',
  'places/us-ks?year=2021',
  'programmes?sort=first',
  'programmes?country=US&agency=hsi',
  'programmes/innocence-lost?state=TX',
  'offences?year=2020..2022&level=county',
  'sources?source_kind=agency_release&sort=source',
  'sources?measure=missing_children&year=2018..2020&sort=-figures',
];

const key = (row) => {
  if (row.source && !row.figure) return `${row.operation}/${row.source}`;
  return row.figure ? `${row.operation}/${row.figure}` : row.id;
};

const { json: call, text: say } = program();

for (let first = 0; first < addresses.length; first += 10) {
  test(`addresses ${first + 1} to ${first + 10} give the same through both`, async (t) => {
    const { page, server } = await visit(t);
    await page.goto(server.view('#/about'));
    await programShown(page);
    for (const address of addresses.slice(first, first + 10)) await compare(page, address);
  });
}

test('there are forty addresses', () => {
  assert.equal(new Set(addresses).size, 40);
});

async function compare(page, address) {
  const [rows, counted] = await Promise.all([call('list', address, '--json'), call('count', address)]);
  assert.equal(rows.length, counted.rows, address);
  const shown = `${counted.rows} of ${counted.of}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  // The largest page of the app; what goes beyond it is compared by its first rows.
  const sized = `${address}${address.includes('?') ? '&' : '?'}size=500`;
  await page.evaluate((fragment) => (location.hash = fragment), `/${sized}`);
  await page.getByRole('status').filter({ hasText: shown }).first().waitFor();
  const app = await page.evaluate(() => ({
    rows: [...document.querySelectorAll('.rows .scroll tbody tr')].map((row) => row.dataset.key),
    facets: [...document.querySelectorAll('.facet input[type=checkbox]')].map((input) => input.getAttribute('aria-label')),
  }));
  assert.deepEqual(app.rows, rows.slice(0, 500).map(key), address);
  const known = new Set(
    Object.values(counted.facets).flat().map(({ label, count }) => `${label}, ${count.toLocaleString('en')}`),
  );
  assert.ok(app.facets.length > 0, address);
  for (const facet of app.facets) assert.ok(known.has(facet), `${address}: ${facet}`);
}

/** Totals that are asked for: what each is called in the app, and how the command line is asked for it. */
const asked = {
  people: ['people found', ''],
  children: ['children found', 'population=children'],
  adults: ['adults found', 'population=adults'],
  missing: ['missing children located', 'measure=missing_children'],
  arrests: ['arrests', 'measure=arrests'],
  buyers: ['arrests: alleged buyers', 'measure=arrests&population=buyers'],
  charges: ['charges', 'measure=charges'],
  convictions: ['convictions', 'measure=convictions'],
};
const totals = [
  ['/', 'people'],
  ['/?rule=majority', 'arrests'],
  ['/?possible=1', 'people'],
  ['/?outcome=served', 'people'],
  ['/operations', 'adults'],
  ['/operations?rule=lowest', 'people'],
  ['/operations?rule=highest', 'arrests'],
  ['/operations?rule=issuer', 'buyers'],
  ['/operations?rule=latest', 'adults'],
  ['/operations?state=KS', 'arrests'],
  ['/operations?state=NC&year=2019', 'children'],
  ['/operations?state=-', 'arrests'],
  ['/operations?state!=CA', 'people'],
  ['/operations?country=GB', 'arrests'],
  ['/operations?place=us-fl&rule=issuer', 'people'],
  ['/operations?state=FL&possible=1', 'buyers'],
  ['/operations?year=2019..2021&q=hotel', 'people'],
  ['/operations?agency=fbi&outcome=rescued', 'children'],
  ['/operations?series=operation-cross-country&year=..2012', 'children'],
  ['/operations?kind=demand_sting&state=IL', 'buyers'],
  ['/operations?source_kind=agency_release', 'people'],
  ['/operations?measure=missing_children', 'missing'],
  ['/operations?whole=2019-operation-independence-day&rule=majority', 'people'],
  ['/operations/2019-operation-independence-day', 'arrests'],
  ['/operations/2021-hsi-kansas-city-31-victims', 'people'],
  ['/operations/2018-operation-misafekid?rule=latest', 'missing'],
  ['/operations/2020-super-bowl-liv-miami?rule=lowest', 'people'],
  ['/figures?state=KS', 'arrests'],
  ['/figures?year=2021&qualifier=exactly', 'people'],
  ['/figures?q=ohio&value=10..', 'arrests'],
  ['/figures?source_kind=news&year=2018&rule=highest', 'children'],
  ['/agencies/fbi', 'arrests'],
  ['/agencies/hsi?year=2021', 'people'],
  ['/agencies/kansas-bureau-of-investigation?rule=majority', 'arrests'],
  ['/places/us-ks', 'people'],
  ['/places/us-nc?year=2019', 'arrests'],
  ['/places/us-mi-wayne-county', 'people'],
  ['/programmes/operation-cross-country', 'arrests'],
  ['/programmes/innocence-lost?state=TX', 'children'],
  ['/programmes/operation-cross-country?year=2019&outcome=served', 'adults'],
];

for (let first = 0; first < totals.length; first += 10) {
  test(`the totals of addresses ${first + 1} to ${first + 10} are the same through both`, async (t) => {
    const seen = await visit(t);
    for (const [address, ask] of totals.slice(first, first + 10)) {
      const [name, words] = asked[ask];
      const [said] = await Promise.all([say('total', forCommand(address, words)), shown(seen, `#${address}`)]);
      await region(seen.page).waitFor();
      await compareTotal(seen.page, address, name, said);
    }
  });
}

test('there are forty addresses with totals, of every kind of page that has them', () => {
  assert.equal(new Set(totals.map(([address]) => address)).size, 40);
  const kinds = totals.map(([address]) => address.replace(/[?].*/, '').replace(/(?<=\w\/).+/, 'ID'));
  assert.deepEqual([...new Set(kinds)].sort(), ['/', '/agencies/ID', '/figures', '/operations', '/operations/ID', '/places/ID', '/programmes/ID']);
});

/** The address by which the command line is asked; it knows no first page and no page of an operation. */
function forCommand(address, ask) {
  const [path, query = ''] = address.slice(1).split('?');
  const one = path.match(/^operations\/(.+)$/);
  const parts = [one ? `id=${one[1]}` : '', query, ask].filter(Boolean);
  return `${one || !path ? 'operations' : path}${parts.length ? '?' : ''}${parts.join('&')}`;
}

/** The outcomes of which an address asks for another than found. */
const counted = { served: 'offered or given help', rescued: 'rescued (source\'s word)' };

async function compareTotal(page, address, name, said) {
  const [heading, behind] = said.split('\n');
  const [, label, words] = heading.match(/^(.*): (.*?)$/);
  const outcome = address.match(/outcome=(\w+)/)?.[1];
  let called = outcome ? name.replace('found', counted[outcome]) : name;
  if (address.includes('possible=1') && /found|located/.test(called)) called += ', possible ones too';
  assert.equal(label.toLowerCase(), called.toLowerCase(), address);
  if (words === 'no figure') {
    assert.equal(await explain(page, called).count(), 0, address);
    const absent = await region(page).getByText(/^No figure: /).innerText();
    assert.ok(absent.includes(called), `${address}: ${absent}`);
    return;
  }
  if (called.includes(':')) await unfold(page);
  const text = await total(page, called).innerText();
  const lines = text.split('\n').map((line) => line.trim());
  assert.equal(await total(page, called).getByRole('strong').innerText(), words, address);
  assert.ok(lines.includes(behind.replace(/\.$/, '')), `${address}: ${behind} is not in ${text}`);
}

const terms = JSON.parse(readFileSync(join(root, 'assets', 'dataset', 'codebook.json'), 'utf8')).vocabularies;
const kindOf = (slug) => terms.disagreement_kind.terms.find((term) => term.slug === slug).label;
const whole = (number) => number.toLocaleString('en');

test('disagreements are the same through both, in the same order', async (t) => {
  const seen = await visit(t);
  const { page } = seen;
  for (const [address, of] of [
    ['disagreements'],
    ['disagreements?sort=name'],
    ['disagreements?disagreement=agencies&disagreement=sum'],
    ['disagreements?measure=arrests&year=2019..2021&sort=-date'],
    ['disagreements?reason=digit'],
    ['disagreements?spread=100..&state=FL'],
    ['disagreements?kind!=national_sweep&q=super%20bowl'],
    ['disagreements?whole=2019-operation-independence-day', 'operations?whole=2019-operation-independence-day'],
    ['disagreements?agency=hsi&year=2021', 'operations?agency=hsi&year=2021'],
  ]) {
    const [rows] = await Promise.all([
      call('disagreements', of ?? address, '--json'),
      shown(seen, `#/${address}${address.includes('?') ? '&' : '?'}size=500`),
    ]);
    await page.getByRole('status').filter({ hasText: `${rows.length} of ` }).first().waitFor();
    const table = page.getByRole('table', { name: 'Disagreements' });
    const app = await table.locator('tbody tr').evaluateAll((lines) =>
      lines.map((line) => {
        const cell = (label) => line.querySelector(`[data-label="${label}"]`);
        return {
          operation: line.querySelector('th a').getAttribute('href').replace('#/operations/', ''),
          kind: cell('Kind of disagreement').innerText,
          spread: cell('Spread').innerText,
          figures: [...cell('What each says').querySelectorAll('li')].map((side) => side.querySelector('a')?.getAttribute('href') ?? null),
        };
      }),
    );
    const spread = ({ lower, upper }) => {
      if (lower === null) return 'no numbers';
      if (upper === null) return `${whole(lower)}+`;
      return lower === upper ? whole(lower) : `${whole(lower)}–${whole(upper)}`;
    };
    const expected = rows.map((row) => ({
      operation: row.operation,
      kind: kindOf(row.kind),
      spread: spread(row),
      figures: row.says.map(({ operation, figures }) => (figures.length ? `#/figures/${operation}/${figures[0]}` : null)),
    }));
    // Through operations they are asked in the order of the dataset.
    const order = (list) => (of ? list.map((row) => JSON.stringify(row)).sort() : list);
    assert.deepEqual(order(app), order(expected), address);
    if (!of && !address.includes('whole')) assert.ok(rows.length > 0, address);
  }
});
