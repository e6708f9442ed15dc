import type { MediaId } from '../../ids.ts'
import { resolveVariables } from '../resolve-variables.ts'
import type { Variable } from '../variables.ts'

/** A variable called `group.name`, or `name` alone. */
export function variable(name: string, text: string, stills: readonly string[] = []): Variable {
  const [group = '', rest] = name.split('.')
  const ids = stills.map(still => still as MediaId)
  return rest === undefined ? { group: '', name: group, text, stills: ids } : { group, name: rest, text, stills: ids }
}

/** The words of a text, its variables resolved. */
export function plainText(text: string, variables: readonly Variable[]): string {
  return resolveVariables(text, variables)
    .pieces.map(piece => piece.text)
    .join('')
}
