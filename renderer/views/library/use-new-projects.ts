import type { FileRef } from '#model/contract/file-ref.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { givenFiles, type OnArriving } from '../../files/given-files.ts'
import { usePicker } from '../../files/use-picker.ts'
import { runTask } from '../../frame/long-tasks.tsx'
import { useRoute } from '../../frame/routes.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { importProject } from './bundle-tasks.ts'
import { takeInSong } from './take-in-song.ts'

const { library: words } = texts

export type NewProjects = {
  readonly chooseSong: () => void
  readonly chooseBundle: () => void
  readonly chooseClips: () => void
  readonly newEmpty: () => void
  /** A song makes a project, or several clips do, and a bundle brings one in. */
  readonly drop: (files: readonly File[]) => void
  /** The same for files that were opened with the program. */
  readonly take: (files: readonly FileRef[]) => void
}

/** The ways to a new project. */
export function useNewProjects(): NewProjects {
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const [, go] = useRoute()

  async function bringIn(file: FileRef, name: string): Promise<void> {
    if (isBundle(name)) {
      const made = await importProject(studio, file, name)
      if (made) go({ screen: 'project', projectId: made.projectId, workspace: 'edit' })
      return
    }
    const projectId = await runTask(words.bundle.arriving(name), () => takeInSong(studio, file))
    if (projectId !== null) go({ screen: 'project', projectId, workspace: 'song' })
  }

  async function chosen(kind: 'song' | 'bundle', title: string): Promise<void> {
    const [file] = await picker.files({ kind, title, isMany: false })
    if (file) await bringIn(file, nameOf(file))
  }

  async function newOfClips(clips: readonly File[] | readonly FileRef[]): Promise<void> {
    const { projectId } = await studio.projects.create({ title: '' })
    go({ screen: 'project', projectId, workspace: 'takes' })
    const { reviewImport } = await import('../takes/import-store.ts')
    reviewImport(studio, projectId, clips)
  }

  return {
    chooseSong: () => act(() => chosen('song', words.chooseSong)),
    chooseBundle: () => act(() => chosen('bundle', words.chooseBundle)),
    newEmpty: () =>
      act(async () => {
        const { projectId } = await studio.projects.create({ title: '' })
        go({ screen: 'project', projectId, workspace: 'song' })
      }),
    chooseClips: () =>
      act(async () => {
        const clips = await picker.files({ kind: 'clips', title: words.firstRun.chooseClips, isMany: true })
        if (clips.length > 0) await newOfClips(clips)
      }),
    drop(files) {
      const [file] = files
      if (!file) return
      if (files.length > 1 && files.every(({ type }) => type.startsWith('video/'))) {
        act(() => newOfClips(files))
        return
      }
      if (files.length > 1) {
        notify({ kind: 'info', text: words.dropOne })
        return
      }
      act(async () => {
        const given = await arriving(file.name, onArriving => givenFiles([file], onArriving))
        if (given?.[0]) await bringIn(given[0], file.name)
      })
    },
    take(files) {
      const [file] = files
      if (file) act(() => bringIn(file, nameOf(file)))
    },
  }
}

/** In a browser a file has to be sent first, which may take its time. */
function arriving<Result>(name: string, send: (onArriving: OnArriving) => Promise<Result>): Promise<Result | null> {
  return runTask(words.bundle.arriving(name), report => send(fraction => report({ fraction, detail: '' })))
}

function isBundle(name: string): boolean {
  return /\.(flythrough|zip)$/i.test(name)
}

function nameOf(file: FileRef): string {
  return file.kind === 'path' ? (file.path.split(/[\\/]/).at(-1) ?? file.path) : ''
}
