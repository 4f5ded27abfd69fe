/** Names of services that are words of other headlines too: they count only where the grammar makes them a service. */
export const everydayNames: ReadonlySet<string> = new Set(
  `abstract acoustic ada adjust affinity airship alloy alpaca amplify anchor ancestry articulate assembled
astro axiom axis banked bill bird blackboard blameless blend blockchain bloom bolt bonsai books bottled box braintree
branch breathe bridge bubble buffer bullish bullhorn bumble calamari calibre canary canopy canvas carrot cartesia
castle census chameleon chase chatbot chef chroma circle classy clever clerk close clover cloze clubhouse
coda coles confluence convex copper cornerstone courier cox crisp cursor curve cypress daily deputy dialogue diligent
discourse discover disk dojo doppler depot drip duo dust ea ease ee eightfold element embrace enigma envoy epic even
eventive exact expo factorial factory fauna fellow fern fidelity fire flip float flock flow fly fond framer front
frontier fuze funnel gamechanger gamma gather gem ghost glide glitch gong goto grain graphite grasshopper greenhouse
groove guru hand handshake harness harvest heap heartbeat hex hive hologram homerun hospitable hunter immutable
instantly ironclad jane jellyfish jitter keygen kick king kit knack knock kong lambda later lattice ledger lever
lightspeed linear litmus livestream lob localize loom loops lovable lucid lunar magic mail make maps markup marvel
masterplan materialize meadow medium medusa mem mend mention mercury meridian meta mews minds miro missive mit
mobilize modal monday mono morningstar mosaic motion mural namely neon nest news notion nutshell o2 ona origin
outlook outreach paddle pantheon parchment particle patch percy perspective photos phrase pipedream placid
plaid plain plane podium polar postman precisely prelude privacy productive proof pros puppet purple qualified quip
quo railway range realm recharge reclaim remind render replicate replicated resend rev rewind ring robin runway sabre sage
sanity scroll seamless section segment sender sense sentry shared shelf shell shogun shortcut sift signal singular sketch
skylight slate snowflake socket spectrum spiff splice split spotlight sprig sprint square stan steam stellar step
stitch stoplight streak stream swan swell switcher tally target tempo tenable threader three tide
timely toast transcend tuple twist unity upstart vertex vespa vibes virgin visa warp wave wise workable workday
writer zed zoom bing alchemy amplitude beanstalk
carta carbonite cohere conga cresta dub exa fal folk glia glue granola juro kraken
loft lofty monta mux olo orum pinecone podio posit privy pylon refiner scale smarty social
spreaker stack status superhuman teachable teamwork teleport tenfold titan upbound uphold
windsurf wiz yext amadeus argyle cascade cloud compass console core current data deel direct
domain drive edge engine event evergreen express fast field files flex focus forge forms foundation fusion global grid
group guide help home hub impact insight journey key launch learn level light link live local logic loop market
matrix metrics mind mint mission mobile mode model momentum moon nexus north nova now oasis ocean omega one open optimal
orbit order origin other page path peak people phoenix pilot pixel play plus point portal post power primer prime
print process profile project pulse quick quest radar rail rain reach ready relay report return rise river rocket root
route safe sail scope score search second secure select sensor server shape share shift ship shop simple site sky
smart snap solid sonar source space spark speed spring sprout staff stage star start stone storage store storm story
street studio style summit sun support surge swift switch sync system table tag talent talk task team tech test text
thought thread thrive ticket time tower trace track trade train travel tree trend trust turbo union unit up value vault
vector velocity venture verse video view vision vista voice volt volume wallet watch water way web wheel wind wing wire
wonder word work world yard zen zero zone`.split(/\s+/),
)
