import type { FRAME_COMMANDS } from '../../commands/frame-commands.ts'
import type { KeysOf } from '../key-layout.ts'

export const FRAME_KEYS: KeysOf<typeof FRAME_COMMANDS> = {
  'go.library': ['Mod+Digit0'],
  'go.song': ['Mod+Digit1'],
  'go.treatment': ['Mod+Digit2'],
  'go.takes': ['Mod+Digit3'],
  'go.edit': ['Mod+Digit4'],
  'go.render': ['Mod+Digit5'],
  'frame.palette': ['Mod+Shift+P'],
  'frame.keys': ['Shift+Slash'],
  'frame.settings': ['Mod+Comma'],
  'frame.outbox': ['Mod+Shift+O'],
  'frame.find': ['Mod+F'],
  'frame.maximise': ['Backquote'],
  'frame.fullPicture': ['Mod+Backquote'],
  'history.undo': ['Mod+Z'],
  'history.redo': ['Mod+Shift+Z', 'Mod+Y'],
  'play.toggle': ['Space'],
  'play.back': ['J'],
  'play.stop': ['K'],
  'play.forward': ['L'],
  'play.frameBack': ['K+J'],
  'play.frameOn': ['K+L'],
  'play.start': ['Home'],
  'play.end': ['End'],
}
