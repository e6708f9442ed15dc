declare const idBrand: unique symbol
type Id<Name extends string> = string & { readonly [idBrand]: Name }

export type ProjectId = Id<'project'>
export type ShotId = Id<'shot'>
export type TakeId = Id<'take'>
export type RequestId = Id<'request'>
export type SequenceId = Id<'sequence'>
export type RenderId = Id<'render'>
export type VariableId = Id<'variable'>
export type ItemId = Id<'item'>
/** SHA-256 of the file's bytes, 64 lower-case hexadecimal digits: the same file twice is one media. */
export type MediaId = Id<'media'>
