// Draws the icons of `assets/icons` from the one drawing there: `node icons.mjs`. A maskable icon fills
// its square, because whoever shows it cuts a shape of their own out of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { launch } from './harness.mjs';
import { root } from './server.mjs';

const folder = join(root, 'assets', 'icons');
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8');
const filled = drawing
  .replace(/rx="6" /, '')
  .replace('<path', '<g transform="translate(16 16) scale(.78) translate(-16 -16)"><path')
  .replace('</svg>', '</g></svg>');

/** The samples of a drawing at a size, four bytes each. */
async function samples(page, svg, size) {
  const numbers = await page.evaluate(
    async ([source, side]) => {
      const image = new Image(side, side);
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const context = new OffscreenCanvas(side, side).getContext('2d');
      context.drawImage(image, 0, 0, side, side);
      return [...context.getImageData(0, 0, side, side).data];
    },
    [svg, size],
  );
  return Buffer.from(numbers);
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

function chunk(type, body) {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  let crc = 0xffffffff;
  for (const byte of typed) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff];
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}

/** A PNG of sixteen colours, which is plenty for two and the steps between them: four bits a sample. */
function png(rgba, size) {
  // Nothing to blue in five steps, blue to white in ten.
  const level = (at) => {
    const white = rgba[at] / 255;
    const alpha = rgba[at + 3] / 255;
    return alpha < 0.99 ? Math.round(alpha * 5) : 5 + Math.round(((white * 255 - 11) / 244) * 10);
  };
  const palette = [];
  const alphas = [];
  for (let index = 0; index < 16; index += 1) {
    const share = Math.max(0, index - 5) / 10;
    palette.push(...[11, 79, 120].map((from) => Math.round(from + (255 - from) * share)));
    alphas.push(Math.round((Math.min(index, 5) / 5) * 255));
  }
  const row = Math.ceil(size / 2) + 1;
  const lines = Buffer.alloc(row * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const value = Math.min(15, Math.max(0, level((y * size + x) * 4)));
      lines[y * row + 1 + (x >> 1)] |= x % 2 === 0 ? value << 4 : value;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([4, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('tRNS', Buffer.from(alphas)),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const browser = await launch();
const page = await browser.newPage();
for (const [name, svg, size] of [
  ['icon-192.png', drawing, 192],
  ['icon-512.png', drawing, 512],
  ['icon-maskable-512.png', filled, 512],
]) {
  const file = png(await samples(page, svg, size), size);
  writeFileSync(join(folder, name), file);
  console.log(`${name}: ${file.length} bytes`);
}
await browser.close();
