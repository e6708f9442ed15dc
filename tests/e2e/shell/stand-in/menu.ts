type Template = {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly enabled?: boolean
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly submenu?: readonly Template[]
  readonly click?: (item: MenuItem, window: undefined, event: object) => void
}
const KNOWN = new Set([
  'id',
  'label',
  'role',
  'type',
  'enabled',
  'accelerator',
  'registerAccelerator',
  'submenu',
  'click',
])

/** One line of a menu; only whether it is enabled can change. */
class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly accelerator: string | undefined
  readonly submenu: AppMenu | undefined
  enabled: boolean
  readonly #template: Template

  constructor(template: Template) {
    const unknown = Object.keys(template).find(key => !KNOWN.has(key))
    if (unknown) throw new Error(`the stand-in for Electron knows no ${unknown} of a menu item`)
    this.#template = template
    this.id = template.id
    this.label = template.label ?? template.role ?? ''
    this.accelerator = template.accelerator
    this.submenu = template.submenu && new AppMenu(template.submenu)
    this.enabled = template.enabled ?? true
  }

  click = (event: object): void => {
    if (this.enabled) this.#template.click?.(this, undefined, event)
  }
}

export class AppMenu {
  static current: AppMenu | null = null
  static buildFromTemplate = (template: readonly Template[]): AppMenu => new AppMenu(template)
  static setApplicationMenu = (menu: AppMenu): void => void (AppMenu.current = menu)
  static getApplicationMenu = (): AppMenu | null => AppMenu.current
  readonly items: readonly MenuItem[]

  constructor(template: readonly Template[]) {
    this.items = template.map(each => new MenuItem(each))
  }

  getMenuItemById = (id: string): MenuItem | null => {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}
