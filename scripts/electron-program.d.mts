export function electronProgram(): string | null
