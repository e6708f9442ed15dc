import { Component, type ReactNode } from 'react'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'

type Props = {
  readonly children: ReactNode
  /** Told of it instead, where there is a screen behind that goes on; nothing is shown then. */
  readonly onFailure?: () => void
}

/** A screen that broke says so and can be opened anew; the rest of the window goes on. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override readonly state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch(): void {
    this.props.onFailure?.()
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    if (this.props.onFailure) return null
    return (
      <section role="alert" className="flex size-full flex-col items-center justify-center gap-5 px-8 text-center">
        <p className="max-w-120 text-15 text-pretty">
          {texts.failure.bug} {texts.failure.restGoesOn}
        </p>
        <div className="flex gap-2">
          <Button look="primary" onClick={() => this.setState({ hasFailed: false })}>
            {texts.ui.retry}
          </Button>
          {/* A part of the page that did not come is asked for only by a new page, which comes back to this screen. */}
          <Button onClick={() => location.reload()}>{texts.failure.reload}</Button>
        </div>
      </section>
    )
  }
}
