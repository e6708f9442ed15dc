import { useLayoutEffect, useState, type RefObject } from 'react'

/** The size of an element in points; 0 before it is laid out. */
export function useSize(element: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const own = element.current
    if (!own) return undefined
    const measure = (): void => setSize({ width: own.clientWidth, height: own.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(own)
    return () => observer.disconnect()
  }, [element])
  return size
}
