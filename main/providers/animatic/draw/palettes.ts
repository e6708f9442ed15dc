import { rgb, shiftHue } from './colour.ts'
import type { Rgb } from './colour.ts'

/** Six colours of one light: ink is the darkest, haze the distance, key the light itself. */
export type Palette = {
  readonly name: PaletteName
  readonly ink: Rgb
  readonly shade: Rgb
  readonly mid: Rgb
  readonly haze: Rgb
  readonly key: Rgb
  readonly accent: Rgb
  /** Lamps and windows glow, stars stand in the sky. */
  readonly isNight: boolean
}

/** ink, shade, mid, haze, key, accent; then the mood and time words that ask for it, heavier ones with `:weight`. */
const TABLE = {
  gold: [
    '2a1812 6b3f26 b97a42 eebd7a fff1cf 35706e',
    'golden:2 gold:2 nostalgia nostalgic memory:.6 warm:.6 vintage amber:1.5 sunlit:1.2 seventies childhood sepia honey:1.2',
  ],
  dawn: [
    '2b2140 60436b b5707f f5b596 ffeccb 6ea7b6',
    'dawn:2 sunrise:2 first_sun:2.5 daybreak:2 morning early waking first_light:1.5 birth:.6',
  ],
  noon: ['17323c 2f6e86 64a9b8 bfe0dc fffbe6 ee7a3c', 'noon:2 midday:2 day:.6 daylight bright:.5 clear blue:.8 hot:.5'],
  summer: [
    '1b3b34 3b7b55 b9b54e f5d98a fff8da ea6a3a',
    'summer:2 sunny:1.5 sunshine holiday july august sun:.6 yellow:.8 laughter:1 daisy:.8',
  ],
  spring: ['1f3026 456a45 8fb168 d8e3a6 fffbe0 e88aa0', 'spring:2 april blossom:1.5 fresh meadow:.4 lawn:.5 scout:.3'],
  autumn: [
    '20140f 56291a a3552b dc9a55 ffe4b0 6a7650',
    'autumn:2 october:2 harvest rust:1.2 leaf:.4 fallen brown wooden:.3',
  ],
  winter: [
    '18263a 3d5875 88a5bd d5e2ea fffcf4 cf4a45',
    'winter:2 snow:1.2 cold:1.2 frost:1.5 ice:1.2 icy:1.5 frozen:1.5 snowfall:1.2',
  ],
  frost: ['0c1428 1f3358 4a6a9c 9db7d6 ffe9b8 d4484a', 'first_snow:2.5 snowy_night:3 snow_at_night:3'],
  night: [
    '080d20 152246 2f4275 5a6c9f ffdd9f ff8b4a',
    'night:2 midnight:2 moon:1.2 moonlight:2 moonlit:2 nocturnal sleepless dark:.8 star:.3 black_sky:2',
  ],
  moon: [
    '0a1422 1b3550 3d6584 86abc0 e9f4ff f0b070',
    'blue_moonlight:3 four_in_the_morning:3 blue_hour:3 sleeping:.4 lullaby:1.5',
  ],
  dusk: [
    '1b1638 4d2d64 9d476f ea7f62 ffd28c 4d88b4',
    'dusk:2 sunset:2 twilight:2 evening:1.5 burning:1.2 farewell golden_hour:.2',
  ],
  ember: [
    '1c0d0c 4a1c18 94382a e5743a ffd08a f2b347',
    'fire:1.2 candle:1.4 flame:1.4 christmas:.8 ember:2 red:.4 sodium:2 orange:1 lantern:.4 lamp:.2',
  ],
  neon: [
    '100722 2b1060 6c22a4 cc469f ffd8f4 2fe3e0',
    'neon:2 club:1.5 disco:2 electric cyber synth arcade:1.5 magenta:2 violet:1.5 purple:1.5 laser:1.5 beam:.2',
  ],
  acid: ['071a1c 0d4148 168b7c 69d3a2 f4ffd6 ff4fa0', 'acid:2 strange alien:2 toxic:2 psychedelic:2 trippy:2 hypnotic'],
  dream: [
    '393458 6f6ba4 b9a3cd f4d2d8 fff5e8 7ccbca',
    'dream:2 dreamy:2 dreamlike:2 soft:.6 haze:.6 hazy:.8 pastel:1.5 floating:.5 lilac:2 weightless',
  ],
  candy: [
    '3a1d4a 85408a e5739e fcbfae fff1d6 39b5b0',
    'candy:2 birthday:.5 pop:1 sweet:1 fun:1 toy:1 carnival pink:1.3 bubblegum:2 colourful:1.2 colorful:1.2 candyfloss:.6 nursery:.3',
  ],
  love: [
    '3a1526 7b2f46 c8707a f5c4b2 fff4e6 dba652',
    'love:1.5 lover:1.5 romance:2 romantic:2 kiss:1.5 wedding:1.2 bride:1.2 tender:1.5 rose:1.5 heart marry',
  ],
  milk: [
    '5b4a48 a08a82 d3bfb2 f1e6da fffdf6 e0a58c',
    'white:1 milk:1.5 milky:1.5 newborn:1.5 pale:1 pure:1 silver:.7 blank:1 ivory:2 linen:1',
  ],
  clinic: [
    '10282a 2f5c5b 7dab9f d1e5d5 f9fff4 dc7452',
    'clinic:1.5 sterile:2 surgery:1.5 pale_green:2.5 doctor:1 nurse:1 mint:2',
  ],
  ward: ['0a1716 16332f 2f6a5a 6fa98c e3ffe0 f09a52', 'monitor:1 hospital_ward:2 ill:1 sick:1 icu:2'],
  grief: [
    '12161c 2b343f 545f6b 989fa3 e3e1d6 9c3436',
    'grief:2 sad:1.5 sadness:1.5 loss:1.5 funeral:2 mourning:2 lonely:1.5 alone:.8 goodbye grey:1.2 gray:1.2 ghost:1 empty:.3 ashes:1.5',
  ],
  storm: [
    '0e161c 233845 496772 8aa3a8 dfebe5 e8b842',
    'storm:2 stormy:2 rain:1.4 rainy:1.5 thunder:2 lightning:1.5 angry wind:.5 cloudy:1 overcast:1.5',
  ],
  sea: [
    '04202c 0d4a5b 2a8896 92d0c6 f9f8de f48c66',
    'turquoise:2 aqua:2 teal:2 calm:.8 ocean:.8 underwater:1.2 water:.3',
  ],
  coral: [
    '2c1330 6e2d55 c2566b f6a07c ffe7b5 2aa5a0',
    'coral:2 tropical:2 southern:1.2 paradise:1.5 pink_and_gold:3 peach:2',
  ],
  desert: [
    '2b120c 7a3319 c46a32 f0b277 fff0cd 3d93a0',
    'desert:1.5 dust:.5 dusty:1 heat:1.5 mesa:1 sand:.15 canyon:.4 mars:1.5',
  ],
  moss: [
    '101a14 26402c 587746 a9b878 f5f3c8 d9783e',
    'green:1 moss:2 mist:.6 jungle:1 fern:1 wild:.6 overgrown:1.5 olive:1.5 emerald:2',
  ],
  aurora: ['050b1c 10264a 1f6a72 54d39a e4ffe0 a05ae0', 'aurora:2.5 northern_lights:2.5 green_and_violet:3 polar:1.5'],
  cosmos: [
    '04040f 141338 37286f 7a55a8 fff0d8 4fb4e8',
    'cosmos:1.5 galaxy:1.5 deep_space:2 nebula:1.5 space:1 universe:1',
  ],
  sepia: [
    '1a130d 46331f 8a6a42 c9a873 f8e7c0 9c4f35',
    'attic:1 projector:1 old:.2 photograph:1 paper:.4 antique:1.5 history:1 book:.5 lamplight:1',
  ],
} as const

export type PaletteName = keyof typeof TABLE

const NIGHTS: ReadonlySet<PaletteName> = new Set([
  'night',
  'moon',
  'neon',
  'frost',
  'ember',
  'aurora',
  'cosmos',
  'ward',
  'acid',
])

export const PALETTE_NAMES = Object.keys(TABLE) as PaletteName[]

/** The mood and time words of each palette, in the notation of `word-score.ts`. */
export const PALETTE_WORDS: ReadonlyMap<PaletteName, string> = new Map(
  PALETTE_NAMES.map(name => [name, TABLE[name][1]]),
)

/** A palette, turned a little so that two shots of one mood are not twins. `drift` is in [0, 1). */
export function paletteNamed(name: PaletteName, drift: number): Palette {
  const turn = (drift - 0.5) * 0.055
  const saturation = 0.92 + ((drift * 7.31) % 1) * 0.18
  const [ink, shade, mid, haze, key, accent] = TABLE[name][0]
    .split(' ')
    .map(hex => shiftHue(rgb(hex), turn, saturation))
  return {
    name,
    ink: ink!,
    shade: shade!,
    mid: mid!,
    haze: haze!,
    key: key!,
    accent: accent!,
    isNight: NIGHTS.has(name),
  }
}
