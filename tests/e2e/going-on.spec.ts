import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { setCap } from '#main/outbox/ledger.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { bindSeam } from '#main/treatment/seam-bindings.ts'
import { serviceById } from '#model/catalogue.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { startServices, type Services } from '../services/services.ts'
import { expect, test, type MadeStudio } from './made-studio.ts'
import { openWorkspace } from './open-workspace.ts'
import { askFor, makeReady, requestsOf } from './service-steps.ts'

/** A service that gives back the clip it was to go on from, and five seconds of a flight after it. */
async function givingBack({ dir }: MadeStudio): Promise<Services> {
  const { ffmpeg } = await findFfmpeg({})
  const services = await startServices({
    async clip({ video }) {
      const [lead, answer] = [join(dir, 'given.mp4'), join(dir, 'answer.mp4')]
      writeFileSync(lead, video!)
      const added = ['-f', 'lavfi', '-i', 'mandelbrot=s=640x360:r=24:end_pts=400']
      const joined = '[1]trim=end_frame=120[new];[0]scale=640:360,setsar=1[old];[old][new]concat'
      const output = ['-pix_fmt', 'yuv420p', '-y', fileArg(answer)]
      await runFfmpeg(ffmpeg, ['-v', 'error', '-i', fileArg(lead), ...added, '-filter_complex', joined, ...output])
      return readFileSync(answer)
    },
  })
  services.settings['gemini-omni'].pace = { polls: 0 }
  return services
}

test('B3 B12 a shot goes on from the clip before it, and what of it is given back is told and not shown twice', async ({
  page,
  made,
}) => {
  const { library, projectId } = made
  const { db } = library
  const services = await givingBack(made)
  const entry = {
    ...serviceById(loadCatalogue('resources'), 'gemini')!,
    baseUrl: `${services.url('gemini-omni')}/v1beta`,
  }
  saveOwnService(db, { entry, models: [] })
  const [from, to] = db.all<{ id: ShotId }>('SELECT id FROM shot ORDER BY position').map(({ id }) => id)
  bindSeam(db, projectId as ProjectId, { from: from!, to: to!, binding: 'handed-on' })
  db.run(`UPDATE take SET judgement = 'circled' WHERE id = (SELECT take_id FROM take_shot WHERE shot_id = ?)`, [from!])
  db.run(`UPDATE project SET model = 'gemini-omni-1.1-flash'`)
  setCap(db, projectId as ProjectId, 20_000_000)
  await openWorkspace(page, made, 'takes')
  await expect(page.getByRole('grid', { name: 'Takes by shot' })).toBeVisible()
  await makeReady(page, 'Google Gemini', 'Gemini API key')

  await page.getByRole('grid', { name: 'Takes by shot' }).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Enter')
  const told = page.getByText('It goes on from the last two seconds before the cut, which the service may bill too.')
  await expect(told).toBeVisible()
  await page.keyboard.press('Escape')

  await askFor(page, 1, /\$\d/)
  await expect.poll(() => requestsOf(library, 'gemini')[0]?.state, { timeout: 60_000 }).toBe('ready')
  const [sent] = services.books.accepted
  expect(sent!.body).toMatchObject({ generation_config: { video_config: { task: 'extend' } } })

  await page.getByRole('searchbox', { name: 'Find takes' }).fill(sent!.jobId)
  await expect(page.getByRole('gridcell')).toHaveCount(1)
  await page.getByRole('gridcell').click()
  const about = page.getByRole('complementary', { name: 'About the take' })
  await expect(about.getByText('after 2.0 s of the clip before')).toBeVisible()
  await expect(about.getByText('47 frames up to the first, which the film leaves out')).toBeVisible()
  await page.getByRole('gridcell').press('e')
  await expect(page.getByText('clip before', { exact: true })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await services.close()
})
