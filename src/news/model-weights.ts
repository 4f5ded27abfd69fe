// Written by scripts/train-headlines.ts; do not edit.
export const modelWeights = {
  bias: -2.056,
  weights: `
1.631 is-down
1.137 down
1.548 outage
1.539 outage-acts
1.204 outage-kind
0.956 outage-ends
1.423 suffers
0.961 having-issues
1.408 not-working
1.434 unavailable
1.363 disruption
1.766 degraded
1.06 status-words
1.471 cannot
1.827 knocked
0.508 fault
0.619 travel
0.433 recovers
0.588 downtime
2.091 ddos
0.758 symptom
1.058 internet-cut
0.806 dark
1.115 crashes
0.731 asks
0.248 many
0.148 lasting
0.661 stops
1.591 name-down
1.986 name-down-ends
1.037 attack-offline
2.015 long-maintenance
2.541 country-cut
1.175 demand
0.87 grounded-by-fault
1.488 list-down
2.2 trading-halted
1.729 slang
2.502 status-plain
1.334 back-after
2.5 apologises
2.201 users-cannot
1.801 suffers-plainly
2.232 thing-fails
1.323 name-fails
1.455 name-crashes
1.781 codes
2.23 people-cannot
2.476 people-report
2.658 anyone-else
1.872 returns
2.405 travel-technical
1.999 hit-by-technical
1.433 technical-cause
1.698 attack-effect
2.193 emergency-line
2.509 cable
1.827 data-center
1.826 overrun
2.504 market-fault
1.876 country-dark
1.731 paper-again
1.968 status-style
2.659 other-tongue
2.249 known-fails
1.272 known-down
1.398 known-back
1.521 known-users
-2.316 analysis
-4.001 plain-analysis
-3.005 power
-1.729 closing
-2.552 figures
-1.248 idiom
-2.141 law
-3.004 sues
-0.804 breach
-1.136 teaches
-2.208 zero-downtime
-3.03 show
-1.186 back
-4.001 old-year
-1.029 evergreen
-1.139 planned
-0.785 discusses
-0.822 around
-0.987 person
-1.205 how-why
-2.015 offline-kind
-2.181 other-crash
-1.053 business
-0.894 future
-1.2 medium
-0.86 code
-2.218 moral
-4.501 supposed
-3.009 asks-advice
-3.008 reminisces
-2.618 politics
-2.51 threatens
-2.961 announced
-2.026 joke
-2.001 absorbed
-2.095 seized
-3.008 summing
-1.589 radar
-2.235 aftermath
-3.006 gerund
2.42 u-status
0.999 u-incident
0.381 u-outage
0.35 u-front
-1.119 u-own
-1.514 u-after
-0.961 u-paper
0.211 b:: <name>
-0.128 b:<n> $
-0.103 b:<n> <n>
-0.159 b:<n> <name>
-0.03 b:<n> days
0.103 b:<n> hours
-0.044 b:<n> of
-0.041 b:<n> years
-0.443 b:<name> $
0.082 b:<name> :
-0.228 b:<name> <n>
-0.034 b:<name> <year>
-0.045 b:<name> a
-0.046 b:<name> accused
-0.141 b:<name> across
0.086 b:<name> after
-0.035 b:<name> an
0.136 b:<name> and
-0.032 b:<name> are
-0.031 b:<name> as
0.086 b:<name> at
0.032 b:<name> attacks
-0.039 b:<name> back
0.083 b:<name> blocks
-0.102 b:<name> by
-0.033 b:<name> can
-0.121 b:<name> claims
0.035 b:<name> cloud
-0.071 b:<name> code
0.083 b:<name> crawlers
0.043 b:<name> customers
0.123 b:<name> cut
-0.043 b:<name> cuts
0.049 b:<name> digital
0.031 b:<name> do
0.093 b:<name> down
-0.031 b:<name> during
0.055 b:<name> faces
-0.114 b:<name> for
-0.151 b:<name> goes
0.036 b:<name> has
-0.032 b:<name> hit
-0.104 b:<name> in
0.126 b:<name> is
0.136 b:<name> issues
0.034 b:<name> live
-0.039 b:<name> model
-0.046 b:<name> more
-0.091 b:<name> network
-0.058 b:<name> new
0.041 b:<name> no
0.122 b:<name> not
-0.041 b:<name> of
0.162 b:<name> offline
0.147 b:<name> on
-0.138 b:<name> out
-0.047 b:<name> outage
0.158 b:<name> payments
-0.031 b:<name> plan
-0.044 b:<name> problem
0.113 b:<name> says
0.084 b:<name> servers
0.129 b:<name> service
0.065 b:<name> services
-0.122 b:<name> site
0.04 b:<name> software
0.05 b:<name> store
0.074 b:<name> suffers
0.039 b:<name> system
0.081 b:<name> systems
0.073 b:<name> takes
-0.072 b:<name> tech
-0.069 b:<name> the
-0.255 b:<name> to
0.076 b:<name> turns
-0.04 b:<name> up
-0.036 b:<name> users
0.085 b:<name> websites
-0.126 b:<name> went
0.09 b:<name> you
-0.076 b:<year> $
0.054 b:? $
-0.087 b:^ <n>
0.247 b:^ <name>
0.037 b:^ air
-0.036 b:^ are
0.061 b:^ as
0.045 b:^ how
0.067 b:^ incident
0.088 b:^ is
0.042 b:^ let
-0.046 b:^ new
0.033 b:^ npm
-0.109 b:^ the
-0.069 b:^ why
0.188 b:^ zoom
-0.032 b:about <name>
-0.03 b:access <name>
0.035 b:accounts $
-0.046 b:accused of
-0.052 b:across the
-0.089 b:after <name>
-0.103 b:again $
0.077 b:all <name>
-0.03 b:an <name>
0.035 b:and <name>
0.12 b:and a
-0.054 b:and the
-0.042 b:are <name>
0.179 b:at <name>
-0.052 b:at least
0.042 b:at the
0.074 b:attack $
0.036 b:attacks $
-0.05 b:back online
0.064 b:been down
-0.031 b:behind <name>
0.058 b:biggest <name>
0.115 b:blocks <name>
-0.041 b:broken $
0.099 b:by <name>
-0.038 b:calls for
0.235 b:caused by
0.135 b:cloud $
-0.071 b:cloud services
-0.035 b:code $
-0.052 b:computers $
-0.095 b:crash <name>
0.041 b:customers $
0.084 b:cut <name>
-0.051 b:cyberattack <name>
0.058 b:dark $
0.103 b:data center
-0.034 b:data in
0.039 b:day $
0.055 b:days $
0.055 b:down $
-0.033 b:down <name>
0.072 b:down after
-0.059 b:down again
0.031 b:down as
-0.054 b:down in
0.099 b:due to
0.033 b:during <name>
0.064 b:evidence of
-0.039 b:finds $
-0.071 b:flights $
-0.047 b:for <n>
0.058 b:for <name>
-0.044 b:for <year>
0.041 b:for hours
-0.209 b:from <name>
-0.034 b:goes dark
-0.121 b:goes down
0.054 b:has been
-0.05 b:having a
-0.059 b:high performance
0.211 b:hours $
-0.053 b:in <n>
-0.184 b:in <name>
0.073 b:in the
0.112 b:incident $
-0.044 b:internet $
0.066 b:internet <name>
0.1 b:is back
-0.04 b:is broken
0.158 b:is going
-0.036 b:is having
0.048 b:is it
-0.155 b:is now
-0.033 b:is shutting
-0.04 b:is slow
0.16 b:issues $
0.045 b:issues <name>
-0.082 b:its <name>
-0.052 b:least <n>
0.05 b:leaves <name>
0.033 b:live <name>
0.04 b:locked out
-0.031 b:major <name>
0.039 b:major outage
0.046 b:may be
-0.054 b:moment $
-0.086 b:new <name>
0.042 b:no <name>
0.064 b:not <name>
0.287 b:of the
0.069 b:offline $
0.057 b:on <name>
0.059 b:on my
-0.031 b:out <name>
-0.077 b:outage $
0.202 b:outage <name>
0.264 b:outage caused
-0.037 b:outage that
0.153 b:outages $
-0.036 b:over <name>
-0.03 b:performance $
-0.046 b:problem with
-0.068 b:problems in
-0.03 b:push <name>
0.034 b:report <name>
-0.037 b:security issues
0.037 b:service <name>
0.08 b:service disruption
0.041 b:services $
0.15 b:shutting down
-0.054 b:so many
0.033 b:some <name>
0.064 b:stop working
-0.035 b:study finds
0.092 b:takes down
-0.032 b:tech <name>
-0.049 b:that <name>
-0.094 b:the <name>
0.088 b:the internet
0.031 b:their <name>
-0.092 b:to <name>
0.213 b:to be
-0.031 b:to cut
0.191 b:to do
-0.072 b:to fix
0.138 b:to take
-0.05 b:to use
0.133 b:today $
-0.033 b:up on
-0.03 b:update <name>
-0.057 b:use <name>
0.036 b:users report
0.192 b:what to
-0.051 b:when <name>
-0.171 b:with <name>
0.095 b:year $
0.094 b:years $
-0.142 b:years of
-3.253 balance:0-0
-3.102 balance:0-1
-3.02 balance:0-2
0.044 balance:1-0
-0.44 balance:1-1
-0.167 balance:1-2
0.934 balance:2-0
0.239 balance:2-1
0.059 balance:2-2
0.668 balance:3-0
-0.078 balance:3-2
-0.238 length:long
-0.391 length:middle
-0.284 length:short
-0.121 w::
0.128 w:?
-0.265 w:a
-0.041 w:about
-0.047 w:account
-0.046 w:accused
-0.073 w:across
0.167 w:after
0.087 w:again
-0.134 w:air
0.078 w:all
0.189 w:amid
-0.099 w:an
-0.047 w:ancient
-0.227 w:and
0.047 w:apps
-0.153 w:are
-0.048 w:art
0.09 w:at
0.05 w:attack
0.056 w:away
0.049 w:back
0.038 w:banks
0.289 w:be
0.053 w:been
-0.04 w:before
-0.034 w:behind
0.045 w:biggest
0.082 w:blocks
0.043 w:books
0.098 w:breach
0.059 w:break
-0.031 w:broken
-0.066 w:builds
-0.03 w:but
0.172 w:by
-0.033 w:c
-0.06 w:call
-0.077 w:can
0.088 w:can't
0.065 w:cancelled
0.084 w:card
-0.036 w:cause
0.182 w:caused
0.036 w:causes
0.134 w:causing
0.099 w:center
-0.062 w:centers
-0.125 w:claims
-0.148 w:code
-0.033 w:coding
-0.07 w:company
-0.08 w:computer
-0.056 w:computers
-0.051 w:control
-0.032 w:cost
0.03 w:could
0.09 w:crash
-0.05 w:crashes
0.143 w:crawlers
-0.035 w:crime
-0.039 w:customer
0.03 w:customers
0.115 w:cut
-0.158 w:cuts
0.065 w:cyber
-0.101 w:cyberattack
-0.083 w:data
0.103 w:day
0.158 w:days
0.085 w:de
0.046 w:delays
-0.034 w:development
0.063 w:digital
0.132 w:disruption
-0.034 w:distributed
0.196 w:do
0.18 w:domain
0.035 w:domains
0.327 w:down
0.098 w:due
-0.041 w:education
0.053 w:employees
-0.067 w:ends
-0.046 w:engineer
-0.045 w:engineering
0.038 w:epic
0.099 w:error
0.042 w:etc
0.042 w:everything
0.049 w:evidence
0.049 w:faces
0.111 w:fail
0.047 w:failing
0.113 w:fails
-0.032 w:failure
0.056 w:fall
0.041 w:fault
-0.042 w:few
-0.045 w:finds
-0.13 w:fire
-0.063 w:first
-0.063 w:fix
-0.055 w:for
-0.138 w:force
0.042 w:form
-0.168 w:free
-0.178 w:from
-0.03 w:game
0.054 w:games
-0.037 w:gets
-0.039 w:giant
0.085 w:glitch
-0.033 w:globally
-0.158 w:goes
0.152 w:going
-0.076 w:government
-0.034 w:group
0.066 w:hack
-0.033 w:hard
-0.053 w:have
0.032 w:having
-0.109 w:high
0.058 w:home
0.216 w:hours
-0.066 w:how
-0.057 w:human
0.271 w:incident
-0.03 w:inference
0.172 w:internet
-0.151 w:is
0.154 w:issues
-0.066 w:it
-0.078 w:its
-0.041 w:jobs
0.035 w:just
0.197 w:knocked
-0.049 w:language
0.119 w:large
-0.066 w:last
-0.052 w:least
0.039 w:leaves
0.126 w:leaving
-0.058 w:left
0.035 w:let
0.119 w:lines
0.038 w:live
0.059 w:locally
0.039 w:locked
0.062 w:locks
0.065 w:log
0.051 w:login
0.037 w:long
0.115 w:machines
-0.063 w:making
-0.044 w:man
-0.09 w:many
-0.041 w:mass
0.055 w:massive
0.036 w:may
0.038 w:me
0.052 w:messages
-0.031 w:million
-0.04 w:millions
-0.065 w:model
-0.054 w:moment
-0.061 w:more
0.039 w:multiple
-0.05 w:name
-0.128 w:network
-0.175 w:new
-0.128 w:news
0.094 w:no
0.094 w:not
-0.161 w:now
0.19 w:npm
0.128 w:off
0.06 w:office
0.367 w:offline
-0.094 w:one
0.068 w:ongoing
-0.056 w:online
-0.04 w:open
0.05 w:or
-0.123 w:out
0.184 w:outage
0.111 w:outages
0.184 w:owners
0.036 w:package
-0.065 w:page
-0.032 w:part
0.229 w:payments
-0.076 w:people
-0.116 w:performance
-0.033 w:plan
0.035 w:port
-0.099 w:power
0.142 w:prevent
-0.036 w:price
-0.082 w:problem
0.068 w:products
-0.03 w:programming
-0.033 w:project
-0.036 w:providers
0.045 w:publish
-0.039 w:publishers
-0.039 w:push
-0.069 w:quality
-0.051 w:question
-0.145 w:records
-0.093 w:red
0.071 w:reports
0.03 w:restored
-0.125 w:return
0.051 w:returning
0.139 w:says
-0.045 w:scam
-0.093 w:sea
-0.063 w:security
0.037 w:see
0.199 w:seems
0.033 w:sees
0.14 w:servers
0.21 w:service
0.045 w:services
-0.087 w:show
0.061 w:shuts
0.148 w:shutting
-0.123 w:site
-0.083 w:sites
0.094 w:six
0.035 w:smart
-0.081 w:so
0.075 w:software
-0.047 w:source
0.051 w:start
0.051 w:stop
0.044 w:store
0.051 w:stores
-0.048 w:strike
-0.054 w:study
0.083 w:suffers
-0.048 w:supply
-0.03 w:support
0.031 w:system
0.097 w:take
0.086 w:takes
-0.04 w:team
-0.101 w:tech
0.052 w:tell
0.045 w:terminal
-0.268 w:that
-0.219 w:the
0.04 w:there
0.033 w:they
0.038 w:third
0.069 w:this
0.031 w:time
-0.254 w:to
0.083 w:today
-0.063 w:too
0.044 w:trading
-0.064 w:traffic
0.059 w:tried
-0.047 w:try
-0.035 w:trying
0.063 w:turns
0.043 w:under
-0.079 w:up
-0.067 w:update
-0.093 w:use
-0.12 w:users
-0.089 w:using
0.057 w:vendor
-0.04 w:video
-0.161 w:was
-0.031 w:we
-0.037 w:web
0.078 w:websites
0.055 w:weeks
-0.131 w:went
0.189 w:what
-0.087 w:when
0.085 w:which
-0.082 w:why
-0.205 w:with
-0.082 w:without
-0.043 w:work
0.061 w:worked
-0.058 w:workers
0.092 w:working
-0.055 w:world
-0.04 w:worldwide
0.102 w:worst
-0.052 w:wrong
0.065 w:year
-0.076 w:years
0.048 w:you
0.06 w:you're
-0.061 w:your
0.219 w:zoom
`,
  common: `
a abandoned ability able about above absolutely abstraction abuse abused accepted access accessed
accessibility accessible accidental accidentally according account accounting accounts accuracy
accurate accused achieves acquire acquired acquires acquisition across act action active actively
activity acts actually ad adaptive adblocker add added adding address addresses adds admin
administration admissions adoption ads adult adults advance advanced advantage adventure
adventures advice affected affecting after afterlife again against age aged ageing agency agent
agentic agents aggregator aggressive aging agnostic ago agreement agrees ahead aims air airborne
aircraft airline airport alarm alarms album alerts algebra algebraic algorithm algorithms alien
alignment alive all alleged allocation allocator allow allowed allowing allows almost alone along
alpha alphabetical already also alternative alternatives always am ambient ambitious amid among
amount an analog analysis analytics analyze analyzing anchor ancient and animal animals animated
animation animations anime announce announced announces anonymous another answer answers
anti-adblock anti-scraper antibiotic antitrust anxiety any anybody anymore anyone anything anyway
anywhere apartment app appeal appear appears append-only application applications apply approach
approved approves apps arbitrary arcade archaeologists architecture architectures archive archived
archives are area areas aren't arena argument arguments arithmetic arms around array arrest
arrives art artificial artist artists as ash ask asked asking asks assembly assertions assistant
assistants associated asteroid async asynchronous at ate atmosphere atomic atop atproto attack
attacks attempt attention attorney audience audio auth authentication author authorities authors
autism auto autocomplete automate automated automatic automation autonomous available average
avoid avoids await away awesome babies baby back backdoor backend background backing backlash
backs backup backups bacteria bad bag bags balance balancing ban band bandwidth bank bankruptcy
banks banned bans bar barely barrier barriers base based basement bash basic basics batteries
battery battle be bear beat beats beautiful beauty became because become becomes becoming bed been
before begin beginner begins behavior behaviors behind being beings believe below benchmark
benchmarks beneath benefit benefits best beta better betting between beyond bias bicycle
bidirectional big bigger biggest bike bill billion billions bills binaries binary bindings binfmt
biological bird birth bit bits black blackout blame blind bloat block blocked blocking blocks blog
blogs blood blue blunder board boards bodies body boilerplate bomb bombs bond book bookmarking
bookmarklet books boom boost boot border born borrow boss bot both bots bought boundaries bounty
box boxes brain brains brake branch brand brands breach break breakdown breaking breaks
breakthrough breathe bridge brief briefly bring bringing brings broadband broke broken brothers
browse browser browser-based browsers browsing bubble buddy budget buffer bug bugs build builder
builders building buildings builds built built-in bulk bullet bunch burn burning bus business
businesses busy but button buttons buy buying buys by bypass bypasses bytes cable cables cache
caching cake calculations calculator calculators calendar call called calling calls calm came
camera cameras campaign can can't cancel cancelled cancer cannabis cannot capabilities capable
capacity capital capture captures car carbon card cards care carriage carrier cars cartridges case
cases cash cast catalog catastrophic catch cats caught cause caused causes causing cell cells
cellular censorship census center centers central centralized centre century certain certificate
certificates chain chains chairman challenge challenges challenging chance change changed
changed-files changes changing channel channels chaos characters charge charges charging chart
charts chat chatbot chatbots chats cheap cheaper cheat check checkboxes checker checking checks
chemical chess child childhood children chip chips choice choices choose choosing chose circuit
circuitry cities city civil claim claimed claims class classes classic classical clause clean
cleanup clever click-to-cancel clicks client clients climate clinical clock clone close closed
closet closing cloud clouds club cluster clustering co-founder coast coastal cockpit code codebase
codebases codec coded codegen codes coding coffee cognitive cold collaboration collaborative
collapse collapses collection collections collision color coloring colors colour colours combat
combinators combining come comes coming command command-line commands commas comments commercial
commit commitment common commons communication community compact companies companion company
compare comparison compatibility compatible compensation competition competitive competitor
compilation compile compile-time compiled compiler compilers compiles complete completes complex
complexity compliance complicated components comprehensive compression compromise compromised
computation computations compute computer computers computing concatenative concept concerns
concert concurrency concurrent condition conditional conditions conference conferences confidence
confidential config configuration configure confirm confirms conflicts confusion conjecture
connect connected connection connectivity consciousness consent considered console constant
constexpr constraints construction consumer consumers contain container containers contains
content context continue continued continues continuous contract contracts contributions control
controller controllers controls controversial controversy conventions conversation conversations
conversion cookie cookies cooking cool cooling coordinated coordinates copper copy copyright core
cores corner corporate correct cosmic cost costs could couldn't count counted countries country
course court cover coverage crack cracked cracks craft crash crashes crashing crate crates crawler
crawlers cream create created creates creating creative creator credentials credit crime crisis
critical criticism critique cron crop cross cross-platform crowds crypto cryptography cube
cultural culture curated cured curious curl current custom customer customers cut cuts cutting
cyber cyberattack cybersecurity dad daemon daily dairy damage damaged damages damn dance dangerous
dark dashboard data database databases dataflow dataset datasets date dating daughter day days de
dead deadline deadly deal dealing death deaths debate debt debug debugged debugger debugging
decade decades decay decent decentralized deceptive decide decided decision decisions declarative
declaratively declared decline decoder decompiler dedicated deep deep-dive default defeats defence
defend defense defenses defined degree delays delete deleted deletes deleting deliver deliveries
delivers delivery demand demands dementia demo democracy demonstrates demoscene dependencies
dependency depends deploy deploying deployment deployments deploys deprecated depression depth
descent deserialization design designed designer designers designing designs desktop despite
destroyed destroying detail detailed details detained detect detected detecting detection detector
detects deterministic dev develop developed developer developers developing development device
devices devs diagram diagrams dial-up dialect dice dictionaries did didn't die died dies
difference different differentiable differentiation differently diffusion digital dimensions
dinosaur direct directly director directory disappeared disappearing disaster disclosure
discontinue discontinued discourse discover discovered discovers discovery discussion disease
diseases disk disks dispatch display displays disposable disrupt disruption distance distributed
distribution distributions distros ditch ditched dive diverse diversity divided division do doc
docs document documentation documents dodge does doesn't dog doing dollar domain domains domestic
dominance dominate don't done doomscrolling door doors dose dot dotfiles double doubles doubt down
download downloaded downloads downtime draft dragons drain draw drawing dream dreams drinking
drive driven driver drivers drives driving drone drones drop dropped dropping drops drug
drug-resistant drugs drum due dumb dump durability durable during dwarf dying dynamic dynamics e
e-ink each earliest early earthquake ease easier easily easter easy eating ebook ebooks ebpf
eclipse economic economics economy ecosystem edge edit editing edition editor editors edits
education effect effective effectiveness effects efficiency efficient efforts egg eight election
electric electricity electronic electronics elegant element elements eliminate else em email
emails embeddable embedded embedding embeddings embracing emergency emit emoji empire employee
employees employment emulation emulator enable enabled enables enabling encoder encoding encrypted
encryption end ended endgame ends energy eng engine engineer engineered engineering engineers
engines enough enter enterprise enters entire enum environment environmental environments
ephemeral epic epub equal equations equipment equity er era erased erasure ergonomic error errors
escape essays estimates etc eval evaluation even event events eventually ever every everyday
everyone everything everywhere evidence evil evolution example examples except exchange execs
executable execution executive executives exercise exhaustion exist existing exists exit expands
expected expensive experience experiences experiencing experiment experimental experiments expert
experts expiration expired explain explained explainer explode exploit exploited exploiting
exploration explore exploring expose exposed exposes exposure expression expressions extend
extended extends extensible extension extensions external extinction extra extraction extreme eye
eyes f fabric face faces facial facility facing fact factor factors factory fail failed failing
fails failure failures fair fairy fake fall falling false family famous fan fans far farm farmers
farming fast faster fastest fatal fatty fault favorite favourite fear feature featured features
featuring federal fee feed feedback feeds feel feeling feels fees fell female fencing few fewer
fiber fiction field fields fifth fight fighting file files filesystem filesystems film filter
filters final finally financial find finding finds fine fined fines fingerprinting finish fire
fired fires firewalls firing firm firms firmware first fish fit fits five fix fixed fixes fixing
flag flags flake flash flat flaw flawed flaws fleet flexible flight flights flip float floats
flooded floor floppy flow flowing fluid fly flying focus focused follow following font fonts food
footage football footprint for force forced forces forcing forecast foreign forests forever forge
forgot forgotten fork forks form formal format formation formats formatter formatting formed
former forms forum forward found foundation foundational founder founding foundry four fractals
fragile fragments frame framework frameworks fraud fraudulent free free-threaded freedom freely
freeze freezes frequency friction friend friends friendship from front frontend frontier fsync
fuel full full-stack fully fun function functional functions fundamentally fundamentals funded
funding funds further fusion future fuzz fuzzing gain gains galaxies galaxy game gamers games
gaming gaps garbage gas gates gave gem gen gene general generally generate generated generates
generating generation generations generative generator generators genetics genomes geographies
geometry geospatial get gets getting giant giants give given gives giving glass glasses glitch
global globally glory glucose goal goes going gold gone good goods got gotcha gotten government
gradient gradual grammars grand grant grants graph graphical graphics graphs gravity great green
grid ground grounds group groups grow growing growth grpc guard guess guide guilty gut guy habit
habits hack hackathon hacked hackers hacking had hair half hallucinate hallucinates hallucinations
halted halts hand handheld handle handler handling handwritten happen happened happens happy hard
harder hardest hardware harmful harming has hash hasn't hat hate hats have haven't having he head
headed header header-only heads health healthcare healthy heap hear heard hearing heart heat
height held hell help helped helping helps her herd here hidden hide hiding hierarchical high
high-level high-performance high-quality high-speed high-tech higher highest highlighting highly
him hired hiring his historical history hit hits hitting hobby hold holding hole holes home
homebrew homelab homes honey hood hospital hospitals host hosted hosting hot hour hours house
housing how hub human human-readable humane humanity humans hundreds hunt hurt hybrid hydrogen
hype hypermedia hypothesis ice iconic icons idea ideas identified identify identity idiomatic if
iffy ignored illegally illustrated image imagery images imaginary imaging immigration immutable
impact impacts implement implementation implementations implemented importance important
impossible impressive improve improved improvement improvements improves in in-app in-browser
in-game inadequate incident included includes including income incoming increase increased
increases increasing independent index indexing indie indirect indoor industrial industry
inevitable inexpensive infected infection infections inference infestation influence info
information infra infrared infrastructure ingredients init initial injection injury ink inkjet
innovation input insecure inserts inside insider insights inspired install installer installers
instance instant instantly instead institutions instruction instructions integer integers
integrated integration integrations integrity intelligence intelligent intended interact
interactions interactive interesting interface interfaces internal international internet interns
interop interpolation interpreter interpreters interstellar interview interviews into intrinsics
introduce introduced introduces introducing introduction intuitive invalid invented invest
investigation investment investors invisible involving io ios ipad iphone iphones ipod is island
isn't isolated issue issues it items its itself jailbreak jank jet jj job jobs join joining joins
joke journal journalists journey joy jq judge judges junk just k-means keep keeping keeps kept
kernel kernels key key-value keyboard keypad keys keyword kid kids kill killed killer killing
kills kilobytes kind kit km knocked knocks know knowledge known knows lab labels lack lakes land
landed lander lands language languages laptop laptops large large-scale larger largest laser
lasers last late latency later latest launch launched launcher launches law laws lawsuit lawyer
layer layout lays lazy lead leaders leadership leads leak leaked leaks leap learn learned learners
learning learns least leave leaves leaving led left legacy legal legend length lens less lessons
let lethal lets letter letters letting level levels lib libraries library licence license licensed
licenses life lifespan lifestyle lifetime lifetimes light lightning lights lightweight like likely
limit limitations limited limits line linear lines link linked linker links list listen listing
lists literary little live liver lives living load loading local local-first locally location lock
lock-in locked locks log logging logic login logs loneliness long longer look lookbehinds looked
looking looks lookup loop loops lose loser loses losing loss losses lost lot lots lottery love low
low-cost low-level lower lunar luxury lying machine machines macos macro macros mad made madness
magazine magic magnetic mail mailing maintain maintained maintainer maintainers maintenance major
majority make maker makers makes making malaria male malicious malloc malware man manage
management manager managers managing mandatory manipulating manufacturing many map mapping maps
market marketing markets mass massive master masterpiece masters match material materialization
materials math mathematical mathematics maths matrix matter matters maximum may maybe me mean
meaning meaningless means measure measured measures measuring meat mechanical mechanism media
medical meet meeting meetings meets meltdown member members meme memes memo memory men mental
merge merged merger mesh meshtastic mess message messages messaging messenger messy metabolic
metadata metal metals method methods mice micro microbial microwave middle middleware might
migrate migration milestone military million millions mind mine mini minimal minimum minister
minority minute minutes misconceptions miss missed missing mission mistake mistakes mitigation mix
mobile mobility mod modal mode model modeling models modem modems modern modernize modified modify
mods modular module modules moment money monitor monitoring monitors month monthly months moon
more most mostly motion mount mouse move moved movement moves movie moving much multi-agent
multi-modal multimodal multiplayer multiple multiply multitasking muscle museum music musl must
mutable mutex my myself mysteries mysterious mystery myth myths name named names namespaces naming
national nationwide native natively natural nature navigation near nearly need needed needs
negative negotiate neighborhood net network networking networks neural never new news next
next-gen nice night nightmare no no-build nobody noise non-commercial normal nostalgia not
notation note notebook notebooks notes nothing notice noticed novel now npm nuclear null number
numbers object objects observability obsession ocean odd odds of off offer offering offers office
official officially officials offline offshore often oil okay old older oldest on on-call on-prem
once one one-time ones ongoing online only opaque open open-source open-sourced opening opens
operate operating operation operations operator opinionated opportunities opposite opt optical
optimal optimistic optimization optimizations optimize optimized optimizing option optional or
oral orbit order ordered ordering orders org organic organization organizations organs origami
origin original origins other others our out outage outages outdoor output outside over overflow
overhead overlay overview own owned owner owners owns oxygen package packages packaging page pages
paid pain painting pair palette pandemic panic paper papers paradox parallel parse parser parsers
parsing part particles partition partner partners partnership parts pass passed passes passing
passkeys password passwords past patch path paths patient patients pattern patterns paves pay
paying payment payments peak peer-to-peer peers pen people per percent perfect performance
performant permanently permission permissions perovskite person personal personalized perspective
pet phase philosophy phishing phone phones photo photography photonic photos phrase physical
physics piano pick picks pictures piece pig pill pilot pioneering pipe pipeline pipelines pipes
pixel pizza place places plaguing plain plan plane planes planet planner planning plans plant
plants plastic plate platform platforms play played player playground playing plays please pledge
plotting plug plugin plugins plummet plunges plus poetry point pointer pointers points poison
poker police policy political poll pollution polygons pool poor popular population porn port
portable ported portrait position positioning possible possibly post postmortem posts potential
poverty power powered powerful powers practical practice practices precise precision predictable
predicted prediction predictor predicts prefer preference preferences pregnancy preserve
preserving president press pressure pretending pretty prevent preventing preview previously price
prices pricing primary prime primitive principles print printed printer printers printf printing
prison privacy privacy-focused private probably problem problems process processed processes
processing processor processors produce produced product production productive productivity
products professionals profiler profiles profiling profit profits program programmer programmers
programming programs progress project projects prominent promise promises promote promotes prompt
prompts proof proof-of-work proofs properties property proposal proposed protect protected
protection protects protein protests protocol protocols prototype prove provide provider providers
provides proving proxy ptr public publish published publishers publishes pull pulling pulls pure
purpose push pushing put puts putting puzzle puzzles quality quantum quaternions queries query
quest question questioned questions queue queues quick quickly quit quiz rabbit race racing radar
radiation radio radioactive radix raid rail railway rainbow rainforests raised raises ran random
range ranking ransomware rapid rare rate rates rather rating ratio raw ray reached reaches
reaching reaction reactive reactivity read readable reader readers reading ready real real-time
real-world realistic reality really realtime reason reasoning reasons rebuild rebuilt recall
received recent recently recognition record recordings records recover recovered recovers recovery
recreated recycling red redirect reduce reduced reduces reducing reduction reference references
reflection refuses regex region regions register registers registry regression regret regular
regulator reject rejected rejects related relationships release released releases reliability
reliable relief remain remains remapper remember remote remotely removal remove removed removes
removing renderer rendering renders renewables rental repair replace replaced replacement replaces
replacing replay replication repo report reported reportedly reporting reports repos repositories
repository reproducibility reproducible request requests require requirement requirements requires
rescue research researcher researchers residents resignation resolution resource resources
response responses responsible rest restaurant restaurants restore restored restores restricted
restrictions results resume rethink retire retro retrospective return returned returning returns
reveal revealed reveals reverse reverses review reviews revival revolution reward rewrite rewrites
rewriting rewrote rice rich ridiculous right ring rise rising risk risks rival road roads robot
robotic robotics robots robust rocket rocks role roll rolling room root rot rotation rough round
router routes routing rover row rsync rubber rule rules run runner running runs runtime runtimes
rural rush s sad safe safely safer safety said sale sales salmon salt same sample sandbox
sandboxing satellite satellites save saved saves saving say says scalable scale scales scaling
scam scams scan scandal scanner scanning scans scary scene scenes scheduler schema schemas scheme
school schools science scientific scientist scientists scope score scores scraping scratch screen
screenshot screenshots script scripting scripts scroll scrubs sea seamless search searchable
searches second seconds secret secretly secrets sector secure security see seeks seem seems seen
sees seismic select selection self self-contained self-healing self-host self-hosted sell sellers
selling sells semantic semantics send sending sends senior sense sensing sensitive sensor sensors
sent sentenced sequence sequencer sequences serialization serialize series serious serve served
server serverless servers service services serving session sessions set sets setting settings
settlement setup seven several shadcn shaders shape shaped shapes share shareable shared shares
sharing sheds sheet shell shift shifts shine ship shipped shipping ships shit shooter shooting
shop short shortcuts shot should shouldn't show showing shows shrink shrinking shut shutdown shuts
shutting side sideloading sides sight sign signal signals signed significantly signs silence
silently silly simple simpler simplest simplicity simplified simulate simulation simulations
simulator since single singular site sites situation six size sizes skeptic skill skills skin
skips skull sky sleep slide slop slot slow slower slowing slowly slows small smaller smallest
smart smartphone smartphones smartwatch snapshots so soars social societies society soft software
soil solar sold solid solo solution solutions solve solved solver solves solving some someone
something sometimes son song soon sort sorting soul sound sounds source sourced sources sourcing
space spacecraft spaces spare spark sparse spatial speak speakers spec special species specific
specification specs speech speed speedrun speeds speedup spend spending spent spike spikes spinal
split sports spot spotting spread spreadsheet sprite spy spying spyware squares stability stable
stack staff stage stake standalone standard standards stands star stars start started starter
starting starts startup startups state stateful statements states static statically
statically-typed station statistical status stay std steal stealing stealth steel stellar stem
step steps still stimulation stock stocks stolen stop stopped stops storage store stored stores
stories storm story straight stranded strange strategies strategy stream streaming streets stress
strict strike strikes string strings stroke stronger strongest structs structural structure
structured structures struggle struggling stuck student students studies study stuff stupid style
sub submissions submit subnets subscription subset subsidy substring success successful
successfully such sucks sudo sue sued sues suffers suggestions suggests suite sum summer sun
sunlight super supersonic supervisor supply support supported supporting supports surface surfaces
surge surgery surprise surprises surprising surprisingly surreal surveillance survey survive
survived suspended suspends sustainable swap swapping sweeping swim switch switches switching
symbol symptoms sync syncing syndrome syntax synthesis synthetic syscall system systematic systemd
systems t-strings table tables tablet tablets tabs tackle tactics tag tags tail-call take taken
takeover takes taking tale tales talk talks tape target targeting tariff tariffs task tasks
tattoos taught tax teach teaching team teams tech technical technique techniques technological
technologies technology teen telemetry telescope telescopes tell telling tells temperature
template templating temporal ten tensor terabytes terminal terminals terms terrible test testing
tests text text-based texts than thanks that the theft their them theme themes themselves then
theorem theoretically theories theory therapy there these they they're thin thing things think
thinking thinks third third-party this those thought thoughts thousand thousands thread threads
threat threatened threatening threatens three thriving through ticket tier time timeline timer
timers times tiny tips tissue tmux to today together toilets tokens told tomorrow too took tool
toolchain tooling toolkit tools top topological torrent total touch tour toward towards toxic toy
traces track tracked tracker tracking tracks trade trademark trading traditional traffic train
trained training trains transactions transfer transfers transformations transformer transforms
transistor transition translation translator transmission transport transputer trap trapped trauma
travel traversal treat treating treatment tree trees trend trends trial trick tricks trie tried
tries trifecta trip trixie trouble truck true truly trust trusted truth try trying tumors tune
tunnels turn turned turning turns tutorial tutorials twice two type type-safe typed typeface types
typing typography u ugly ultimate ultra unable unauthenticated unauthorized uncover uncovered
undefined under underestimated underground understand understanding unexpected unified unique unit
units universal universe university unlikely unlimited unlock unmanned unnecessary unofficial
unprecedented unprivileged unreachable unreasonable unsafe until untrusted unused unveiled unveils
unwanted up upcoming update updated updates upgrade upgrades uploads uring usability usable usage
use used useful user user-friendly users uses using utilities utility uv vacation vaccine vaccines
valid validate validation valuable valuation value valued values vanilla vanity vape variable
variables variants variety various vector vectors vehicle vendor venture verification verified
verify verifying version versions versus very via vibe vibecoding vibes video videos view viewer
views vintage violation viral virtual virus visa visas visible vision visits visual visualization
visualize visualized visually voice vs vulnerabilities vulnerability wages wake walk walking walks
wall walls wanna want wanted wants war warming warn warning was washing waste wasted watch
watchdog watches watching water waters wave waves way ways we we're we've weapons wearable weather
web web-based website websites week weekend weekly weeks weight weights weird well went were whale
what when where whether which while white who whole whoosh why wide widely widespread wiki wild
will willing win wind window wine winning wins winter wire wireless wisdom wish with within
without woman women won won't wonderful wood word words work worked worker workers workflow
workflows workforce working workloads works world world-first worlds worldwide worrying worse
worst worth would wouldn't wrapper write writer writers writes writing written wrong wrote year
years yes yet you you're you've young your yours yourself zero zombie zone zones zoom
`,
}
