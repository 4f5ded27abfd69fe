import { epochTime } from './dates.ts'
import { oneLine } from './text.ts'

/** One message of AWS. Neither the RSS feed nor the JSON list says when anything began: only when it was posted. */
export interface AwsPost {
  /** Seconds since 1970: the number in an RSS guid and the `timestamp` of an event_log entry. */
  epoch: number
  headline: string
  text: string
  /** 0 normal, 1 impact, 2 degradation, 3 disruption; null when its word or number is not known. */
  level: number | null
  label: string | null
  closing: boolean
}

/** Posts of one key that belong together. */
export interface AwsEvent {
  /** `directconnect-eu-central-1`, the same in both sources. */
  key: string
  /** Oldest first; at least one. */
  posts: AwsPost[]
  /** The event cannot have begun at or before this second. */
  after: number
  /** False when earlier posts of it may have slid out of the feed. */
  startKnown: boolean
  closed: boolean
  /** Only in the JSON list. */
  current: AwsCurrent | null
}

export interface AwsCurrent {
  arn: string | null
  headline: string
  /** The worst level it has now or, once closed, its services had. */
  level: number | null
  label: string | null
  endedAt: string | null
  service: string | null
  impacted: string[]
  region: string | null
}

/** Phases at the head of RSS titles; the levels are those the JSON list gives the same event. */
const phases = new Map<string, number>([
  ['service is operating normally', 0],
  ['informational message', 1],
  ['performance issues', 1],
  ['service impact', 1],
  ['service degradation', 2],
  ['service disruption', 3],
])
const phase = /^((?:service|performance|informational) [a-z ]{3,40}?)\s*:\s*(?=\S)/i
const resolved = /^\[\s*resolved\s*\]\s*/i
const region = /^(.*?)-?((?:[a-z]{2}-(?:gov-|iso[a-z]?-)?[a-z]{3,12}-\d{1,2})|us-standard)$/

/** Names of the commonest keys as the JSON list gives them; others stay as they are. */
const names = new Map<string, string>([
  ['apigateway', 'Amazon API Gateway'],
  ['cloudfront', 'Amazon CloudFront'],
  ['cloudwatch', 'Amazon CloudWatch'],
  ['cognito', 'Amazon Cognito'],
  ['directconnect', 'AWS Direct Connect'],
  ['dynamodb', 'Amazon DynamoDB'],
  ['ec2', 'Amazon Elastic Compute Cloud'],
  ['ecs', 'Amazon Elastic Container Service'],
  ['eks', 'Amazon Elastic Kubernetes Service'],
  ['elasticache', 'Amazon ElastiCache'],
  ['elb', 'Amazon Elastic Load Balancing'],
  ['iam', 'AWS Identity and Access Management'],
  ['internetconnectivity', 'AWS Internet Connectivity'],
  ['kinesis', 'Amazon Kinesis Data Streams'],
  ['lambda', 'AWS Lambda'],
  ['management-console', 'AWS Management Console'],
  ['multipleservices', 'Multiple services'],
  ['natgateway', 'AWS NAT Gateway'],
  ['rds', 'Amazon Relational Database Service'],
  ['redshift', 'Amazon Redshift'],
  ['route53', 'Amazon Route 53'],
  ['s3', 'Amazon Simple Storage Service'],
  ['sns', 'Amazon Simple Notification Service'],
  ['sqs', 'Amazon Simple Queue Service'],
])

/** What a title says: `Service impact: Packet loss`, `[RESOLVED] Packet loss`, or both together. */
export function titleParts(
  title: string,
): Pick<AwsPost, 'headline' | 'level' | 'label' | 'closing'> {
  const line = oneLine(title)
  const label = phase.exec(line)
  const rest = label ? line.slice(label[0].length) : line
  const level = label ? (phases.get(label[1]!.toLowerCase()) ?? null) : null
  return {
    headline: rest.replace(resolved, ''),
    level,
    label: label?.[1] ?? null,
    closing: level === 0 || resolved.test(rest),
  }
}

/** The words the RSS feed has for a status number of the JSON list; none for "normal". */
export const levelLabels = [null, 'Service impact', 'Service degradation', 'Service disruption']

/** `ec2-us-east-1` → Amazon Elastic Compute Cloud, us-east-1; keys without a region exist (`route53`). */
export function keyParts(key: string): { service: string; region: string | null } {
  const m = region.exec(key)
  const code = m ? m[1]! : key
  return { service: names.get(code) ?? code, region: m?.[2] ?? null }
}

/** Oldest first, exact repeats dropped: the feed lists some posts twice. */
export function sortedPosts(posts: readonly AwsPost[]): AwsPost[] {
  const kept = posts.filter(
    (a, index) =>
      posts.findIndex((b) => b.epoch === a.epoch && b.text === a.text && b.label === a.label) ===
      index,
  )
  return kept.sort((a, b) => a.epoch - b.epoch)
}

export function postTime(epoch: number): string | null {
  return epochTime(epoch * 1000)
}
