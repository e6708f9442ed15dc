import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { pickerStore } from './picker-store.ts'

const FilePicker = lazy(async () => ({ default: (await import('./file-picker.tsx')).FilePicker }))

/** Stands once in the window; the picker itself is loaded when it is first asked something. */
export function FilePickerSlot() {
  const asked = useStore(pickerStore, state => state.asked)
  return (
    asked && (
      <Suspense>
        <FilePicker question={asked.question} answer={asked.answer} />
      </Suspense>
    )
  )
}
