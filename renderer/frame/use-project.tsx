import { createContext, useContext } from 'react'
import type { ProjectFrame } from '#model/contract/project-contract.ts'

const ProjectContext = createContext<ProjectFrame | null>(null)

export const ProjectProvider = ProjectContext.Provider

/** The project whose workspace this is: its name, rate, song and places. */
export function useProject(): ProjectFrame {
  const project = useContext(ProjectContext)
  if (project === null) throw new Error('there is no project around this')
  return project
}
