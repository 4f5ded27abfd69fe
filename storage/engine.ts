export type Engine = 'sqlite' | 'postgres'

/** How an engine spells what SQL leaves open. */
export interface Words {
  identity: string
  bytes: string
}
