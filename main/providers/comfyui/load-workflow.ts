import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StudioError } from '#model/errors.ts'
import { workflowSchema, type Workflow } from '#model/workflow.ts'

const NAME = /^[a-z0-9][a-z0-9-]*$/

/**
 * Reads the workflow `<name>.json` from the first of these folders that has it.
 * @throws StudioError workflow/missing | workflow/invalid
 */
export function loadWorkflow(dirs: readonly string[], name: string): Workflow {
  const paths = NAME.test(name) ? dirs.map(dir => join(dir, `${name}.json`)) : []
  for (const path of paths) {
    const text = readIfThere(path)
    if (text !== null) return parseWorkflow(path, text)
  }
  throw new StudioError(
    'workflow/missing',
    `There is no workflow called “${name}”. Choose another model for this shot.`,
  )
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function parseWorkflow(path: string, text: string): Workflow {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw invalid(path, 'It is not JSON.', cause)
  }
  const result = workflowSchema.safeParse(json)
  if (result.success) return result.data
  throw invalid(path, z.prettifyError(result.error), result.error)
}

function invalid(path: string, why: string, cause: unknown): StudioError {
  const message = `The workflow ${path} is not as it should be. Mend it, or take it in again.\n${why}`
  return new StudioError('workflow/invalid', message, { cause })
}
