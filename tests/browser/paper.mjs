// What stands on which page of a PDF that Chromium made, by the tree that it writes for those who have
// the file read to them (`tagged`): titles, rows of tables, and the pages that their contents are on.

/** The parts of a PDF in their order: `{ kind, pages, parts }`, pages counted from 0. */
export function paper(pdf) {
  const text = pdf.toString('latin1');
  const objects = new Map();
  for (const object of text.split(/\bendobj\b/)) {
    const [, id, body] = object.match(/^\s*(\d+) 0 obj\n<<([\s\S]*)>>\n$/) ?? [];
    if (id) objects.set(id, body);
  }
  const withType = (type) => [...objects.values()].find((body) => body.includes(`/Type /${type}\n`));
  const references = (body) => [...body.matchAll(/(\d+) 0 R/g)].map(([, id]) => id);
  const leaves = (id) => {
    const body = objects.get(id);
    return body.includes('/Type /Pages') ? references(body.match(/\/Kids \[([^\]]*)\]/)[1]).flatMap(leaves) : [id];
  };
  const [root] = references(withType('Catalog').match(/\/Pages (\d+ 0 R)/)[0]);
  const pages = leaves(root);
  const part = (id) => {
    const body = objects.get(id) ?? '';
    if (!body.includes('/Type /StructElem')) return [];
    const kind = body.match(/\/S \/(\w+)/)[1];
    const [, list, one] = body.match(/\/K (?:\[([\s\S]*)\]|(\d+ 0 R))/) ?? [];
    const parts = references((list ?? one ?? '').replace(/<<[\s\S]*?>>/g, '')).flatMap(part);
    const own = references((body.match(/\/Pg (\d+ 0 R)/g) ?? []).join(' ')).map((page) => pages.indexOf(page));
    const on = [...new Set([...own, ...parts.flatMap((part) => part.pages)])].sort((a, b) => a - b);
    return [{ kind, pages: on, parts }];
  };
  return { count: pages.length, parts: references(withType('StructTreeRoot').match(/\/K [^/]*/)[0]).flatMap(part) };
}

/** What stands alone at the foot of a page, away from the first thing that it names: titles, and the
 *  rows of tables that name others. */
export function alone({ parts }) {
  const found = [];
  let title;
  const walk = (part) => {
    const isTitle = /^(H\d|Caption)$/.test(part.kind);
    if (!isTitle && part.parts.length > 0 && part.kind !== 'Table') return part.parts.forEach(walk);
    if (title && part.pages.length > 0 && !title.pages.includes(part.pages[0])) found.push(`${title.kind} on ${title.pages}`);
    if (part.pages.length > 0) title = isTitle ? part : undefined;
    if (part.kind !== 'Table') return undefined;
    const rowsOf = (part) => (part.kind === 'TR' ? [part] : part.parts.flatMap(rowsOf));
    const rows = rowsOf(part);
    const names = (row, at) => at === 0 || (row.parts.length === 1 && row.parts[0].kind === 'TH');
    rows.slice(0, -1).forEach((row, at) => {
      // The head is on every page of its table: of its pages only the first counts.
      if (names(row, at) && row.pages[0] !== rows[at + 1].pages[0]) found.push(`row ${at} of a table on ${row.pages[0]}`);
    });
    return undefined;
  };
  parts.forEach(walk);
  return found;
}
