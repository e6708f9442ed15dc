import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import type { StudioClient } from './client/client.ts'
import { StudioProvider } from './client/studio-context.tsx'
import { Palette, usePaletteAhead } from './commands/palette.tsx'
import { useCommands } from './commands/use-commands.ts'
import { FilePickerSlot } from './files/file-picker-slot.tsx'
import { useNoStrayDrops } from './files/use-no-stray-drops.ts'
import { LibraryBar } from './frame/top-bar.tsx'
import { LongTasks } from './frame/long-tasks.tsx'
import { ProjectFrame } from './frame/project-frame.tsx'
import { useRoute } from './frame/routes.ts'
import { useMenu } from './frame/use-menu.ts'
import { useOverlay } from './frame/use-overlay.ts'
import { useWishes } from './frame/use-wishes.ts'
import { ErrorBoundary } from './frame/error-boundary.tsx'
import { HealthBar } from './frame/health-bar.tsx'
import { TroubleBar } from './frame/trouble-bar.tsx'
import { layoutById } from './keys/layouts.ts'
import { KeyLayoutProvider, useKeyLayout } from './keys/use-layout.tsx'
import { useKeys } from './keys/use-keys.ts'
import { texts } from './texts.ts'
import { notify, Notices } from './ui/notices.tsx'
import { part } from './ui/part.tsx'
import { MoneyPill } from './views/money/money-pill.tsx'
import { OutboxPill } from './views/outbox/outbox-pill.tsx'
import { LibraryView } from './views/library/library-view.tsx'
import { useSettings } from './views/settings/use-settings.ts'
import { ApplySettings } from './views/settings/apply-settings.tsx'

const SettingsDialog = part(async () => (await import('./views/settings/settings-dialog.tsx')).SettingsDialog)
const OutboxDrawer = part(async () => (await import('./views/outbox/outbox-drawer.tsx')).OutboxDrawer)
const MoneyPanel = part(async () => (await import('./views/money/money-panel.tsx')).MoneyPanel)
const RoomDialog = part(async () => (await import('./views/settings/room-dialog.tsx')).RoomDialog)
const RelinkDialog = part(async () => (await import('./views/library/relink-dialog.tsx')).RelinkDialog)
const KeySheet = part(async () => (await import('./keys/key-sheet.tsx')).KeySheet)

/** The window: its frame and the screen in it. */
export function App({ studio }: { studio: StudioClient }) {
  return (
    <StudioProvider client={studio}>
      <Tooltip.Provider delay={500}>
        <ChosenKeys>
          <Window />
        </ChosenKeys>
        <Notices />
      </Tooltip.Provider>
    </StudioProvider>
  )
}

function ChosenKeys({ children }: { children: ReactNode }) {
  const { keyLayout } = useSettings().values
  return <KeyLayoutProvider layout={layoutById(keyLayout)}>{children}</KeyLayoutProvider>
}

function Window() {
  const [route, go] = useRoute()
  const [overlay, setOverlay] = useOverlay()
  const screen = route.screen === 'library' ? 'library' : route.workspace
  useKeys(useKeyLayout(), screen)
  useWishes()
  useMenu(screen)
  useNoStrayDrops()
  usePaletteAhead()
  useCommands({
    'go.library': () => go({ screen: 'library' }),
    'frame.palette': () => setOverlay('palette'),
    'frame.keys': () => setOverlay('keys'),
    'frame.settings': () => setOverlay('settings'),
    'frame.services': () => setOverlay('services'),
    'frame.outbox': () => setOverlay('outbox'),
    'frame.money': () => setOverlay('money'),
    'frame.makeRoom': () => setOverlay('room'),
    'frame.findFiles': () => setOverlay('missing'),
  })
  const close = (): void => setOverlay(null)
  function fail(): void {
    close()
    notify({ kind: 'bad', text: texts.failure.bug })
  }
  const projectId = route.screen === 'project' ? route.projectId : null
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <div>
        <TroubleBar />
        <HealthBar projectId={projectId} />
      </div>
      <div className="min-h-0">
        {route.screen === 'library' ? (
          <div className="flex h-full flex-col">
            <LibraryBar outbox={<OutboxPill />} />
            <ErrorBoundary>
              <LibraryView />
            </ErrorBoundary>
          </div>
        ) : (
          <ProjectFrame
            key={route.projectId}
            projectId={route.projectId}
            workspace={route.workspace}
            go={go}
            outbox={
              <>
                <MoneyPill projectId={route.projectId} />
                <OutboxPill />
              </>
            }
          />
        )}
      </div>
      <FilePickerSlot />
      <LongTasks />
      <ApplySettings />
      <ErrorBoundary key={overlay} onFailure={fail}>
        {overlay === 'palette' && <Palette screen={screen} close={close} />}
        {overlay === 'settings' && <SettingsDialog page="general" close={close} />}
        {overlay === 'services' && <SettingsDialog page="services" close={close} />}
        {overlay === 'keys' && <KeySheet screen={screen} close={close} />}
        {overlay === 'outbox' && <OutboxDrawer projectId={projectId} go={go} close={close} />}
        {overlay === 'money' && <MoneyPanel projectId={projectId} close={close} />}
        {overlay === 'room' && <RoomDialog close={close} />}
        {overlay === 'missing' && <RelinkDialog projectId={projectId} close={close} />}
      </ErrorBoundary>
    </div>
  )
}
