import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { SETTINGS } from '#model/settings.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { runCommand } from '../../commands/registry.ts'
import { usePicker } from '../../files/use-picker.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Segments, Switch } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ICON } from '../../ui/icon.ts'
import { part } from '../../ui/part.tsx'
import { DiskLines } from './disk-lines.tsx'
import { Group, Line } from './line.tsx'
import { useSettings } from './use-settings.ts'

const { settings: words } = texts

const SETTINGS_PAGES = ['general', 'services'] as const
type SettingsPage = (typeof SETTINGS_PAGES)[number]

const ServicesPage = part(async () => (await import('./services/services-page.tsx')).ServicesPage)

/** What a person may choose, each taking effect at once. */
export function SettingsDialog({ page: first, close }: { page: SettingsPage; close: () => void }) {
  const [page, setPage] = useState(first)
  return (
    <Dialog title={words.title} isOpen close={close} width="normal">
      <div className="flex min-h-[calc(100vh-160px)] flex-col gap-6">
        <div>
          <Segments
            name={words.pages.name}
            value={page}
            options={SETTINGS_PAGES.map(value => ({ value, label: words.pages[value] }))}
            choose={setPage}
          />
        </div>
        {page === 'services' ? <ServicesPage /> : <General close={close} />}
      </div>
    </Dialog>
  )
}

function General({ close }: { close: () => void }) {
  return (
    <div className="flex flex-col gap-7">
      <Appearance />
      <Playback />
      <KeysGroup close={close} />
      <Folders />
      <Program />
      <Disk />
    </div>
  )
}

function Choice({ of }: { of: 'theme' | 'contrast' | 'motion' }) {
  const { values, change } = useSettings()
  const names: Readonly<Record<string, string>> = words[of]
  return (
    <Line label={SETTINGS[of].label}>
      <Segments<string>
        name={SETTINGS[of].label}
        value={values[of]}
        options={SETTINGS[of].type.options.map(value => ({ value, label: names[value] ?? value }))}
        choose={value => change({ [of]: value })}
      />
    </Line>
  )
}

function Appearance() {
  return (
    <Group title={words.groups.appearance}>
      <Choice of="theme" />
      <Choice of="contrast" />
      <Choice of="motion" />
    </Group>
  )
}

function Playback() {
  return (
    <Group title={words.groups.playback}>
      <OnOff of="playsProxies" />
      <OnOff of="showsCaptions" />
    </Group>
  )
}

function OnOff({ of }: { of: 'playsProxies' | 'showsCaptions' }) {
  const { values, change } = useSettings()
  return (
    <Line label={SETTINGS[of].label}>
      <Switch label={SETTINGS[of].label} isLabelHidden isOn={values[of]} set={isOn => change({ [of]: isOn })} />
    </Line>
  )
}

function KeysGroup({ close }: { close: () => void }) {
  const { values, change } = useSettings()
  const { keyLayout } = SETTINGS
  return (
    <Group title={words.groups.keys}>
      <Line label={keyLayout.label} hint={words.keysHint}>
        {keyLayout.type.options.length === 1 ? (
          <span className="text-soft">{words.layouts[values.keyLayout]}</span>
        ) : (
          <Segments
            name={keyLayout.label}
            value={values.keyLayout}
            options={keyLayout.type.options.map(value => ({ value, label: words.layouts[value] }))}
            choose={value => change({ keyLayout: value })}
          />
        )}
        <Button
          onClick={() => {
            close()
            runCommand('frame.keys')
          }}
        >
          {words.showKeys}
        </Button>
      </Line>
    </Group>
  )
}

function Folders() {
  return (
    <Group title={words.groups.folders}>
      <RendersFolder />
    </Group>
  )
}

function RendersFolder() {
  const { values, change } = useSettings()
  const act = useAct()
  const picker = usePicker()
  const { label } = SETTINGS.rendersFolder
  const path = values.rendersFolder
  const choose = async (): Promise<void> => {
    const folder = await picker.folder({ title: words.chooseFolder })
    if (folder !== null) change({ rendersFolder: folder })
  }
  return (
    <Line label={label} hint={<bdi title={path ?? undefined}>{path ?? words.rendersDefault}</bdi>}>
      {path !== null && (
        <Button look="quiet" onClick={() => change({ rendersFolder: null })}>
          {words.asBefore}
        </Button>
      )}
      <Button aria-label={`${label}: ${words.chooseFolder}`} onClick={() => act(choose)}>
        {words.choose}
      </Button>
    </Line>
  )
}

function Program() {
  const { values, change } = useSettings()
  const act = useAct()
  const picker = usePicker()
  // Whether it works now is looked at when it is asked for.
  const { data } = useQuery({ ...useQueries().settings.ffmpeg.queryOptions(), staleTime: 0 })
  const choose = async (): Promise<void> => {
    const [file] = await picker.files({ kind: 'program', title: words.chooseFfmpeg, isMany: false })
    if (file?.kind === 'path') change({ ffmpegPath: file.path })
  }
  const found =
    data?.kind === 'found' ? (
      <span className="flex items-center gap-1.5">
        <CircleCheck {...ICON} size={14} className="text-ok" />
        {words.ffmpegVersion(data.version)}, {words.ffmpegSources[data.source]}
      </span>
    ) : data?.kind === 'trouble' ? (
      <span className="flex items-start gap-1.5 whitespace-normal">
        <CircleAlert {...ICON} size={14} className="mt-1 shrink-0 text-bad" />
        {data.sentence}
      </span>
    ) : (
      words.ffmpegLooking
    )
  return (
    <Group title={words.groups.program}>
      <Line label={found} hint={data?.kind === 'found' ? <bdi title={data.path}>{data.path}</bdi> : words.ffmpegWhy}>
        {values.ffmpegPath !== null && (
          <Button look="quiet" onClick={() => change({ ffmpegPath: null })}>
            {words.ffmpegFound}
          </Button>
        )}
        <Button aria-label={words.chooseFfmpeg} onClick={() => act(choose)}>
          {words.choose}
        </Button>
      </Line>
    </Group>
  )
}

function Disk() {
  return (
    <Group title={words.groups.disk}>
      <DiskLines />
    </Group>
  )
}
