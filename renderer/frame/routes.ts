import { useHashLocation } from 'wouter/use-hash-location'

/** The workspaces that exist, in the order of the work. */
export const WORKSPACES = ['song', 'treatment', 'takes', 'edit', 'render'] as const
export type Workspace = (typeof WORKSPACES)[number]

/** Where the window is: in the Library, or in one workspace of one project. */
export type Route =
  | { readonly screen: 'library' }
  | { readonly screen: 'project'; readonly projectId: string; readonly workspace: Workspace }

export function routeOf(location: string): Route {
  const [, area, projectId, workspace] = location.split('/')
  if (area !== 'project' || !projectId) return { screen: 'library' }
  return { screen: 'project', projectId: decodeURIComponent(projectId), workspace: asWorkspace(workspace) }
}

function asWorkspace(name: string | undefined): Workspace {
  return WORKSPACES.find(workspace => workspace === name) ?? 'song'
}

export function addressOf(route: Route): string {
  return route.screen === 'library' ? '/' : `/project/${encodeURIComponent(route.projectId)}/${route.workspace}`
}

/** The address stands behind the `#`, so that a reload comes back to the same screen in every host. */
export function useRoute(): [Route, (route: Route) => void] {
  const [location, navigate] = useHashLocation()
  return [routeOf(location), route => navigate(addressOf(route))]
}
