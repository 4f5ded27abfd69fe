import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** What a browser on the other side does by itself. */
export interface Trust {
  /** Behind https. */
  secure: boolean
  /** https or loopback, where browsers send `Sec-Fetch-Site`. */
  trustworthy: boolean
}

const self = ["'self'"]
const none = ["'none'"]

/**
 * The headers of every answer. Styles and scripts come from files of our own only, never from the page.
 */
export function headersFor({ secure, trustworthy }: Trust): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: self,
      scriptSrc: self,
      styleSrc: self,
      imgSrc: self,
      connectSrc: self,
      fontSrc: self,
      objectSrc: none,
      baseUri: none,
      frameAncestors: none,
      formAction: self,
    },
    xFrameOptions: 'DENY',
    // Under no-referrer a form sends `Origin: null`, which plain http has no Sec-Fetch-Site to make up for.
    referrerPolicy: trustworthy ? 'no-referrer' : 'same-origin',
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: {
      camera: [],
      geolocation: [],
      microphone: [],
      payment: [],
      usb: [],
      browsingTopics: [],
    },
  })
}

/** What only some may see must not stay in a cache that serves others. */
export function keptPrivate(cacheControl: string | null): string {
  if (!cacheControl) return 'private, no-store'
  return /\bpublic\b|\bs-maxage\b/i.test(cacheControl) ? 'private, no-cache' : cacheControl
}
