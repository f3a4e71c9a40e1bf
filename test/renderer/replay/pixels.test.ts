import { expect, test, vi } from 'vitest';
import { discOf, PixelLayer, pixelOf } from '../../../renderer/charts/replay/pixels.ts';

// Node has none.
class Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}
vi.stubGlobal('ImageData', Picture);

const at = (layer: PixelLayer, x: number, y: number) => [
  ...layer.image.data.slice(4 * (y * layer.image.width + x), 4 * (y * layer.image.width + x) + 4),
];

test('colours are read as the theme writes them', () => {
  expect(pixelOf('#0a1420')).toBe(0x20140a);
  expect(pixelOf('rgb(10, 20, 32)')).toBe(0x20140a);
});

test('a disc is full in its middle, soft at its edge and empty in its corners', () => {
  const { side, cover } = discOf(3, 1);
  expect(side).toBe(7);
  expect(cover[3 * side + 3]).toBe(255);
  expect(cover[3 * side]).toBe(128);
  expect(cover[0]).toBe(0);
});

test('a point is where it was put, in its colour, and nowhere else', () => {
  const layer = new PixelLayer(20, 20);
  layer.stamp(discOf(2, 1), pixelOf('#ff8000'), 10, 5);
  expect(at(layer, 10, 5)).toEqual([255, 128, 0, 255]);
  expect(at(layer, 10, 12)).toEqual([0, 0, 0, 0]);
  layer.clear();
  expect(layer.image.data.every((value) => value === 0)).toBe(true);
});

test('points over each other are mixed by their opacity', () => {
  const layer = new PixelLayer(9, 9);
  layer.stamp(discOf(2, 1), pixelOf('#000000'), 4.5, 4.5);
  layer.stamp(discOf(2, 0.5), pixelOf('#ffffff'), 4.5, 4.5);
  const [r, , , a] = at(layer, 4, 4);
  expect(r).toBeGreaterThan(126);
  expect(r).toBeLessThan(130);
  expect(a).toBe(255);
  const faint = new PixelLayer(9, 9);
  faint.stamp(discOf(2, 1), pixelOf('#ff0000'), 4.5, 4.5, 0.25);
  expect(at(faint, 4, 4)).toEqual([255, 0, 0, 63]);
});

test('what lies outside of the picture is cut off, not wrapped', () => {
  const layer = new PixelLayer(10, 10);
  layer.stamp(discOf(3, 1), pixelOf('#ffffff'), 0, 5);
  layer.stamp(discOf(3, 1), pixelOf('#ffffff'), 200, -90);
  expect(at(layer, 0, 5)[3]).toBe(255);
  expect(at(layer, 9, 5)[3]).toBe(0);
  expect(at(layer, 9, 4)[3]).toBe(0);
});
