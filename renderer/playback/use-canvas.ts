import { useEffect, useRef, type RefObject } from 'react'

/** What a drawing is given: a cleared context in CSS units, and the size of its box. */
export type Drawing = (
  context: CanvasRenderingContext2D,
  size: { readonly width: number; readonly height: number; readonly pointsPerUnit: number },
) => void

/**
 * A canvas that is as sharp as the screen and as large as its box, drawn anew when its size changes or `draw` is another function
 * (useCallback), once a picture of the screen at most. The canvas must fill an element whose size does not depend on it.
 */
export function useCanvas(draw: Drawing): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<{ draw: Drawing; redraw: () => void }>({ draw, redraw: () => {} })

  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return undefined
    let frame = 0
    const paint = (): void => {
      frame = 0
      const { clientWidth: width, clientHeight: height } = element
      const pointsPerUnit = devicePixelRatio
      const [columns, rows] = [Math.round(width * pointsPerUnit), Math.round(height * pointsPerUnit)]
      if (element.width !== columns || element.height !== rows) {
        element.width = columns
        element.height = rows
      }
      context.setTransform(pointsPerUnit, 0, 0, pointsPerUnit, 0, 0)
      context.clearRect(0, 0, width, height)
      if (width > 0 && height > 0) painter.current.draw(context, { width, height, pointsPerUnit })
    }
    const redraw = (): void => {
      if (frame === 0) frame = requestAnimationFrame(paint)
    }
    painter.current.redraw = redraw
    const observer = new ResizeObserver(redraw)
    observer.observe(element)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [])

  useEffect(() => {
    painter.current.draw = draw
    painter.current.redraw()
  }, [draw])
  return canvas
}
