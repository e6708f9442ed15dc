import { TriangleAlert } from 'lucide-react'
import type { TreatmentView } from '#model/contract/treatment-contract.ts'
import { openServices } from '../../frame/open-services.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'

type Model = TreatmentView['models'][number]

/** A model among others that can be chosen; one that stays chosen though it cannot be used says so. */
export function modelOption({ id, title, trouble }: Model): { readonly value: string; readonly label: string } {
  return { value: id, label: trouble === null ? title : texts.treatment.cannotBeAsked(title) }
}

/** Why no take can be asked of the model that is chosen, and where that is mended. */
export function ModelTrouble({ model: { trouble, serviceId } }: { model: Model }) {
  if (trouble === null) return null
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-text">
      <TriangleAlert {...ICON} size={14} className="shrink-0 text-warn" />
      <span className="min-w-0">{trouble}</span>
      <Button size="small" onClick={() => openServices(serviceId)}>
        {texts.treatment.openServices}
      </Button>
    </p>
  )
}
