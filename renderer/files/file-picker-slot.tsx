import { useStore } from 'zustand'
import { part } from '../ui/part.tsx'
import { pickerStore } from './picker-store.ts'

const FilePicker = part(async () => (await import('./file-picker.tsx')).FilePicker)

/** Stands once in the window; the picker itself is loaded when it is first asked something. */
export function FilePickerSlot() {
  const asked = useStore(pickerStore, state => state.asked)
  return asked && <FilePicker question={asked.question} answer={asked.answer} />
}
