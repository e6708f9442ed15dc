import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** A component whose code is a part of the page that comes later. */
export type Part<Props> = {
  (props: Props): ReactNode
  /** Has the code there before it is shown. Where it cannot be had now, it is tried again when it is shown. */
  readonly ahead: () => void
}

/**
 * Like React's `lazy`, but what has come is shown in that moment: React holds it back until whatever stood in its place has
 * been seen for 300 ms. `Meanwhile` stands there and gets the same props. Code that does not come breaks the part, for the
 * error boundary around it.
 */
export function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType<Props> = Nothing,
): Part<Props> {
  const store = createStore<{ readonly View: ComponentType<Props> | null }>(() => ({ View: null }))
  let coming: Promise<void> | null = null

  async function bring(): Promise<void> {
    try {
      store.setState({ View: await load() })
    } finally {
      coming = null
    }
  }

  async function come(): Promise<void> {
    if (store.getState().View === null) await (coming ??= bring())
  }

  function Part(props: Props): ReactNode {
    const { View } = useStore(store)
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null)
    useEffect(() => {
      come().catch((error: unknown) => setFailure({ error }))
    }, [])
    if (View) return <View {...props} />
    if (failure) throw failure.error
    return <Meanwhile {...props} />
  }

  return Object.assign(Part, {
    ahead(): void {
      come().catch(() => {})
    },
  })
}

function Nothing(): ReactNode {
  return null
}
