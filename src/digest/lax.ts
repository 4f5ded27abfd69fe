import { z } from 'zod'

/** The same mapping with every key left to choice, also in mappings within it; lists stay whole. */
export function lax(schema: z.ZodObject): z.ZodType<Record<string, unknown>> {
  const shape = Object.entries(schema.shape).map(([key, value]) => {
    const words = z.globalRegistry.get(value)?.description
    const inner = laxValue(value as z.ZodType)
    return [key, (words ? inner.describe(words) : inner).optional()]
  })
  return z.strictObject(Object.fromEntries(shape))
}

function laxValue(value: z.ZodType): z.ZodType {
  if (value instanceof z.ZodObject) return lax(value)
  if (!(value instanceof z.ZodRecord) || !(value.valueType instanceof z.ZodObject)) return value
  return z.record(value.keyType as z.ZodString, lax(value.valueType))
}
