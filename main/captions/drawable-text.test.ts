import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { setFont, toDrawableText, type DrawableText } from './drawable-text.ts'

const SAMPLES = {
  Latin: 'A fair — œuvre, čeština, ğ, ł, Chuyến tàu đêm “quoted” 100 %',
  Cyrillic: 'Ночная дорога вдоль моря, їжак',
  Greek: 'Μια παλιά βιβλιοθήκη, ἀρχαῖος λόγος',
  Arabic: 'ممر مدرسي طويل، والأطفال يركضون',
  Hebrew: 'מסדרון ארוך של בית ספר',
  Devanagari: 'समुद्र के किनारे, क्षत्रिय, ज्ञान',
  Thai: 'ทางเดินยาวในโรงเรียน',
  'simplified Chinese': '一条长长的学校走廊，孩子们奔向光。',
  'traditional Chinese': '學校的長廊，龘',
  Japanese: '夜の高速道路、ネオンと鬱蒼とした森「光」',
  Korean: '놀이공원의 밤, 첫 키스 뷁',
  emoji: 'Fair 🎡 💋 👩‍👩‍👧 🇩🇪 ❤️ 👍🏽 1️⃣ 🏳️‍🌈',
} as const

function drawn(font: DrawableText, text: string): Buffer {
  const canvas = createCanvas(90, 60)
  const context = canvas.getContext('2d')
  setFont(context, { ...font, direction: 'ltr' }, 24, 600)
  context.fillText(text, 20, 40)
  return Buffer.from(context.getImageData(0, 0, 90, 60).data)
}

function charactersOf(text: string): string[] {
  const segments = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)
  return Array.from(segments, ({ segment }) => segment).filter(character => character.trim() !== '')
}

test.each(Object.entries(SAMPLES))('%s is drawn whole', (_script, sample) => {
  const font = toDrawableText(sample)
  expect(font.text).toBe(sample.normalize('NFC'))
  const empty = drawn(font, '')
  const missing = drawn(font, '\u{10FFFF}')
  expect(missing.equals(empty)).toBe(false)
  for (const character of charactersOf(font.text)) {
    const picture = drawn(font, character)
    expect(picture.equals(missing), `${character} is an empty box`).toBe(false)
    expect(picture.equals(empty), `${character} is invisible`).toBe(false)
  }
})

test('a family of emoji is one picture, not its members side by side', () => {
  const font = toDrawableText('👩‍👩‍👧')
  const context = createCanvas(10, 10).getContext('2d')
  setFont(context, font, 20, 600)
  expect(context.measureText('👩‍👩‍👧').width).toBeLessThan(context.measureText('👩').width * 1.5)
})

test('what no font can draw becomes one dot a run', () => {
  expect(toDrawableText('before \u{10FFFE}\u{10FFFF} after \u{1FFFF}').text).toBe('before · after ·')
})

test('half a character becomes a dot too', () => {
  expect(toDrawableText('a\uD83D b').text).toBe('a· b')
})

test('line ends and control characters become single spaces', () => {
  expect(toDrawableText(' one\r\n\ttwo\u0007three ').text).toBe('one two three')
})

test('the first letter decides the direction', () => {
  expect(toDrawableText('12: שלום hello').direction).toBe('rtl')
  expect(toDrawableText('hello שלום').direction).toBe('ltr')
  expect(toDrawableText('').direction).toBe('ltr')
})

test('the same Han character is drawn as its country writes it', () => {
  const [chinese, japanese] = [toDrawableText('直'), toDrawableText('直ぐ')]
  expect(drawn(chinese, '直').equals(drawn(japanese, '直'))).toBe(false)
})
