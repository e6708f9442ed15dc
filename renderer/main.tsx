import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { connectStudio } from './client/client.ts'
import './main.css'

const TroubleScreen = lazy(async () => ({
  default: (await import('./views/trouble/trouble-screen.tsx')).TroubleScreen,
}))

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const studio = connectStudio()
// A studio that does not answer at all is told by the window itself.
const trouble = await studio.trouble.state().catch(() => null)
createRoot(root).render(
  <StrictMode>
    {trouble === null ? (
      <App studio={studio} />
    ) : (
      <Suspense>
        <TroubleScreen studio={studio} trouble={trouble} />
      </Suspense>
    )}
  </StrictMode>,
)
