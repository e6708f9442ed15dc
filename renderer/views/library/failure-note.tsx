import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'

/** The screen when there is nothing to show but what went wrong. */
export function FailureScreen({ sentence, retry }: { sentence: string; retry: () => void }) {
  return (
    <section role="alert" className="m-auto flex max-w-140 flex-col items-center text-center">
      <Warning size={28} />
      <h2 className="mt-4 text-24 font-strong tracking-tight">{texts.failure.title}</h2>
      <p className="mt-2 text-15 text-balance text-soft">{sentence}</p>
      <Button look="primary" className="mt-6" onClick={retry}>
        {texts.failure.retry}
      </Button>
    </section>
  )
}

/** The line over projects that may be out of date. */
export function FailureBar({ sentence, retry }: { sentence: string; retry: () => void }) {
  return (
    <div role="alert" className="mb-6 flex items-center gap-3 rounded-card bg-bad-wash py-2 pr-2.5 pl-3.5">
      <Warning size={16} />
      <p className="min-w-0 grow">
        {sentence} {texts.failure.old}
      </p>
      <Button onClick={retry}>{texts.failure.retry}</Button>
    </div>
  )
}

function Warning({ size }: { size: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className="shrink-0 text-bad"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 3.5 22 20.5H2z M12 10v4.5 M12 17.6v.1" />
    </svg>
  )
}
