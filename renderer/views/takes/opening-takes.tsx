import { texts } from '../../texts.ts'
import { Opening, Skeleton, SkeletonBar } from '../../ui/states.tsx'

/** A row for every shot, and beside them the inspector, before there is anything to show in them. */
export function OpeningTakes() {
  return (
    <Opening label={texts.takes.loading}>
      <SkeletonBar />
      <div aria-hidden="true" className="flex min-h-0 grow overflow-hidden">
        <div className="min-w-0 grow">
          {Array.from({ length: 16 }, (_, index) => (
            <div key={index} className="flex h-31 gap-3 border-b border-line p-3">
              <div className="flex w-40 flex-col gap-2">
                <Skeleton className="h-3 w-24" />
                <Skeleton className="h-3 w-36" />
              </div>
              <Skeleton className="h-20 w-36" />
              <Skeleton className="h-20 w-36" />
            </div>
          ))}
        </div>
        <div className="w-76 border-l border-line bg-panel p-4 max-wide:hidden">
          <Skeleton className="aspect-video w-full" />
        </div>
      </div>
    </Opening>
  )
}
