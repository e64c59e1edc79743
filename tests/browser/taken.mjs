// What a reader takes along of a table with a chart, in the forms that are made in different ways, and
// whether a file is what it is called, from its first byte to its last.
import assert from 'node:assert/strict';

/** Each form: what its button says, where that stands, how the file's name ends. */
export const FORMS = [
  { label: 'CSV', within: 'dialog', ending: '.csv' },
  { label: 'Excel (XLSX)', within: 'dialog', ending: '.xlsx' },
  { label: 'SVG', within: '.save-as', ending: '.svg' },
  { label: 'PNG', within: '.save-as', ending: '.png' },
];

const startsAndEnds = (bytes, start, end) => {
  const [text, last] = [bytes.toString('latin1'), end.length + 40];
  assert.ok(text.startsWith(start) && text.slice(-last).includes(end), `${text.slice(0, 40)} … ${text.slice(-last)}`);
};

/** The file of this form is whole, and its table has so many rows. */
export function assertWhole(ending, bytes, rows) {
  if (ending === '.csv') assert.equal(bytes.toString().trim().split('\r\n').length, rows + 1);
  // An archive ends with the directory of what is in it.
  if (ending === '.xlsx') startsAndEnds(bytes, 'PK\x03\x04', 'PK\x05\x06');
  if (ending === '.svg') startsAndEnds(bytes, '<?xml', '</svg>');
  if (ending === '.png') startsAndEnds(bytes, '\x89PNG\r\n', 'IEND');
}
