import { Component, type ReactNode } from 'react'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'

/** A screen that broke says so and can be opened anew; the rest of the window goes on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override readonly state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <section role="alert" className="flex size-full flex-col items-center justify-center gap-4 text-center">
        <p className="text-15">{texts.failure.bug}</p>
        <Button look="primary" onClick={() => this.setState({ hasFailed: false })}>
          {texts.ui.retry}
        </Button>
      </section>
    )
  }
}
