import { Plus } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { wordsOf } from '#model/look.ts'
import { texts } from '../../texts.ts'
import { WordChip } from '../../ui/chip.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { useKeptWhenLeft } from '../../ui/use-kept-when-left.ts'
import { useNameCompletion } from './use-name-completion.tsx'

type Props = {
  readonly words: readonly string[]
  readonly isNegative?: boolean
  /** What the plus is called, where these are no look words. */
  readonly addName?: string
  /** What does not fit on one line is cut off. */
  readonly isOneLine?: boolean
  readonly change: (words: string[]) => void
}

/** Look words one beside the other; a plus at the end takes more, several with commas between them. */
export function LookChips({ words, isNegative = false, addName, isOneLine = false, change }: Props) {
  const name = addName ?? (isNegative ? texts.treatment.addNever : texts.treatment.addWord)
  const chips = words.map(word => (
    <WordChip
      key={word}
      label={word}
      isNegative={isNegative}
      removeName={texts.treatment.removeWord(word)}
      remove={() => change(words.filter(other => other !== word))}
    />
  ))
  return (
    <>
      {isOneLine ? <div className="flex min-w-0 shrink gap-1.5 overflow-hidden rounded-full">{chips}</div> : chips}
      <AddWord name={name} add={text => change(wordsOf([...words, text].join(',')))} />
    </>
  )
}

function AddWord({ name, add }: { name: string; add: (text: string) => void }) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const typed = useRef('')
  const field = useRef<HTMLInputElement>(null)
  const completion = useNameCompletion(field, text => {
    typed.current = text
  })

  function take(): void {
    const text = typed.current
    typed.current = ''
    if (text.trim() !== '') add(text)
  }
  useKeptWhenLeft(take)

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    // Enter and Escape choose among the writings of what is being composed.
    if (event.nativeEvent.isComposing) return
    if (completion.onKey(event)) {
      event.preventDefault()
      return
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      take()
      event.currentTarget.value = ''
    } else if (event.key === 'Escape') {
      event.preventDefault()
      typed.current = ''
      setOpen(false)
      requestAnimationFrame(() => button.current?.focus())
    }
  }

  if (isOpen) {
    return (
      <span className="relative">
        <input
          ref={field}
          aria-label={name}
          {...completion.fieldProps}
          // Whoever pressed plus is about to type.
          // oxlint-disable-next-line jsx_a11y/no-autofocus
          autoFocus
          className="h-6 w-32 rounded-full bg-raised px-2.5 text-12 inset-ring inset-ring-control-edge outline-offset-0"
          onChange={event => {
            typed.current = event.target.value
            completion.look()
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            take()
            setOpen(false)
          }}
        />
        {completion.list && <div className="absolute top-full left-0 z-20">{completion.list}</div>}
      </span>
    )
  }
  return (
    <button
      ref={button}
      type="button"
      aria-label={name}
      onClick={() => setOpen(true)}
      className="flex size-6 shrink-0 items-center justify-center rounded-full text-soft inset-ring inset-ring-line-strong hover:bg-raised hover:text-text"
    >
      <Plus {...SMALL_ICON} />
    </button>
  )
}
