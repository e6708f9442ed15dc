import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { connectStudio } from './client/client.ts'
import { part } from './ui/part.tsx'
import './main.css'

const TroubleScreen = part(async () => (await import('./views/trouble/trouble-screen.tsx')).TroubleScreen)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const studio = connectStudio()
// A studio that does not answer at all is told by the window itself.
const trouble = await studio.trouble.state().catch(() => null)
createRoot(root).render(
  <StrictMode>
    {trouble === null ? <App studio={studio} /> : <TroubleScreen studio={studio} trouble={trouble} />}
  </StrictMode>,
)
