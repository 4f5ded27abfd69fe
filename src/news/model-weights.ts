// Written by scripts/train-headlines.ts; do not edit.
export const modelWeights = {
  bias: -2.243,
  weights: `
1.655 is-down
1.143 down
1.514 outage
1.46 outage-acts
1.26 outage-kind
0.958 outage-ends
1.408 suffers
0.968 having-issues
1.409 not-working
1.393 unavailable
1.377 disruption
2.061 degraded
1.314 status-words
1.581 cannot
1.838 knocked
0.555 fault
0.783 travel
0.389 recovers
0.581 downtime
2.141 ddos
0.734 symptom
1 internet-cut
0.764 dark
1.124 crashes
0.724 asks
0.135 many
0.128 lasting
0.784 stops
1.602 name-down
1.99 name-down-ends
1.155 attack-offline
2.016 long-maintenance
2.537 country-cut
1.181 demand
1.085 grounded-by-fault
1.49 list-down
2.2 trading-halted
1.698 slang
2.503 status-plain
1.224 back-after
2.5 apologises
2.201 users-cannot
1.797 suffers-plainly
2.153 thing-fails
1.22 name-fails
1.463 name-crashes
1.799 codes
2.068 people-cannot
2.413 people-report
2.65 anyone-else
1.88 returns
2.283 travel-technical
1.975 hit-by-technical
1.44 technical-cause
1.675 attack-effect
2.194 emergency-line
2.473 cable
1.742 data-center
1.841 overrun
2.504 market-fault
1.833 country-dark
1.739 paper-again
2.648 other-tongue
2.11 known-fails
1.21 known-down
1.409 known-back
1.53 known-users
-2.325 analysis
-4.001 plain-analysis
-3.006 power
-1.733 closing
-2.556 figures
-1.242 idiom
-2.138 law
-3.005 sues
-0.832 breach
-1.152 teaches
-2.209 zero-downtime
-3.031 show
-1.178 back
-4.001 old-year
-1.028 evergreen
-1.139 planned
-0.741 discusses
-0.82 around
-0.995 person
-1.208 how-why
-2.015 offline-kind
-2.186 other-crash
-1.051 business
-0.941 future
-1.2 medium
-0.884 code
-2.216 moral
-4.501 supposed
-3.009 asks-advice
-3.008 reminisces
-2.618 politics
-2.962 announced
-2.024 joke
-2.001 absorbed
-2.097 seized
-1.945 summing
-1.596 radar
-2.233 aftermath
-3.005 gerund
2.45 u-status
1.007 u-incident
0.374 u-outage
0.338 u-front
-1.157 u-own
-1.515 u-after
-0.967 u-paper
0.213 b:: <name>
-0.03 b:: the
-0.125 b:<n> $
-0.114 b:<n> <n>
-0.142 b:<n> <name>
-0.034 b:<n> days
0.105 b:<n> hours
-0.038 b:<n> is
-0.03 b:<n> million
-0.049 b:<n> of
-0.042 b:<n> years
-0.393 b:<name> $
0.045 b:<name> :
-0.173 b:<name> <n>
-0.038 b:<name> <year>
-0.081 b:<name> a
-0.044 b:<name> accused
-0.138 b:<name> across
0.095 b:<name> after
-0.037 b:<name> again
-0.068 b:<name> an
0.091 b:<name> and
-0.04 b:<name> are
-0.031 b:<name> as
0.062 b:<name> at
0.047 b:<name> attack
0.037 b:<name> attacks
-0.047 b:<name> back
0.082 b:<name> blocks
-0.057 b:<name> brings
-0.046 b:<name> by
-0.035 b:<name> can
-0.055 b:<name> claims
-0.073 b:<name> code
0.07 b:<name> computer
0.073 b:<name> crawlers
0.05 b:<name> customers
0.13 b:<name> cut
-0.036 b:<name> cuts
0.046 b:<name> digital
0.096 b:<name> down
-0.03 b:<name> during
0.056 b:<name> faces
-0.033 b:<name> failures
-0.086 b:<name> for
-0.034 b:<name> from
-0.179 b:<name> goes
0.038 b:<name> has
-0.031 b:<name> hit
-0.13 b:<name> in
0.116 b:<name> is
0.171 b:<name> issues
0.04 b:<name> live
-0.044 b:<name> model
-0.049 b:<name> more
-0.096 b:<name> network
-0.054 b:<name> new
0.035 b:<name> no
0.119 b:<name> not
-0.048 b:<name> of
0.158 b:<name> offline
0.143 b:<name> on
-0.14 b:<name> out
-0.039 b:<name> outage
-0.066 b:<name> outages
0.148 b:<name> payments
-0.054 b:<name> performance
-0.035 b:<name> plan
-0.046 b:<name> problem
0.177 b:<name> says
0.085 b:<name> servers
0.118 b:<name> service
0.06 b:<name> services
-0.114 b:<name> site
0.039 b:<name> software
0.054 b:<name> store
-0.033 b:<name> stranded
0.075 b:<name> suffers
0.034 b:<name> system
0.129 b:<name> systems
0.071 b:<name> takes
-0.07 b:<name> tech
-0.079 b:<name> the
-0.068 b:<name> threatens
-0.297 b:<name> to
0.072 b:<name> turns
-0.046 b:<name> up
-0.032 b:<name> update
-0.053 b:<name> users
-0.033 b:<name> video
0.084 b:<name> websites
-0.13 b:<name> went
0.042 b:<name> with
0.103 b:<name> you
-0.09 b:<year> $
0.049 b:? $
0.039 b:? <name>
-0.099 b:^ <n>
0.189 b:^ <name>
0.032 b:^ air
-0.038 b:^ are
0.063 b:^ as
0.05 b:^ how
0.182 b:^ incident
0.098 b:^ is
0.107 b:^ let
-0.032 b:^ man
-0.03 b:^ more
-0.085 b:^ new
0.119 b:^ npm
-0.031 b:^ one
-0.106 b:^ the
-0.067 b:^ why
0.192 b:^ zoom
-0.034 b:about <name>
-0.033 b:access <name>
0.041 b:accounts $
-0.044 b:accused of
-0.051 b:across the
-0.088 b:after <name>
-0.11 b:again $
-0.032 b:age of
-0.052 b:age verification
0.074 b:all <name>
-0.06 b:an <name>
0.033 b:and <name>
0.128 b:and a
-0.053 b:and the
-0.045 b:are <name>
0.171 b:at <name>
-0.053 b:at least
0.192 b:attack $
0.041 b:attacks $
-0.056 b:back online
-0.031 b:back to
-0.05 b:be <name>
0.068 b:because of
0.066 b:been down
-0.043 b:behind <name>
0.062 b:biggest <name>
0.115 b:blocks <name>
-0.041 b:broken $
0.132 b:by <name>
-0.036 b:calls for
0.237 b:caused by
0.122 b:cloud $
-0.071 b:cloud services
-0.079 b:code $
-0.055 b:computers $
0.033 b:customers $
0.094 b:cut <name>
-0.059 b:cyberattack <name>
0.056 b:dark $
0.104 b:data center
-0.037 b:data in
0.042 b:day $
0.061 b:days $
-0.063 b:dead $
-0.032 b:distributed systems
0.059 b:down $
-0.036 b:down <name>
0.069 b:down after
-0.058 b:down again
0.036 b:down as
-0.055 b:down in
0.177 b:due to
0.038 b:during <name>
0.066 b:errors $
-0.044 b:errors in
0.067 b:evidence of
-0.039 b:finds $
-0.088 b:flights $
-0.057 b:for <n>
0.046 b:for <name>
-0.051 b:for <year>
0.046 b:for hours
-0.227 b:from <name>
-0.064 b:goes dark
-0.12 b:goes down
-0.04 b:government <name>
0.056 b:has been
-0.047 b:having a
-0.076 b:high performance
0.226 b:hours $
-0.062 b:in <n>
-0.186 b:in <name>
-0.031 b:in a
0.079 b:in the
0.156 b:incident $
-0.072 b:internet $
0.076 b:internet <name>
-0.035 b:is <name>
0.099 b:is back
-0.04 b:is broken
0.158 b:is going
-0.032 b:is having
0.046 b:is it
-0.151 b:is now
-0.05 b:is slow
0.164 b:issues $
0.049 b:issues <name>
0.055 b:issues in
-0.058 b:it $
-0.079 b:its <name>
-0.053 b:law $
-0.053 b:least <n>
0.051 b:leaves <name>
0.04 b:live <name>
0.041 b:locked out
-0.033 b:major <name>
0.036 b:major outage
0.048 b:may be
-0.04 b:model $
-0.052 b:moment $
-0.031 b:more <name>
0.047 b:more than
0.059 b:multiple <name>
-0.135 b:new <name>
0.037 b:no <name>
0.062 b:not <name>
0.297 b:of the
0.065 b:offline $
0.031 b:on <name>
0.06 b:on my
-0.031 b:outage $
0.183 b:outage <name>
0.267 b:outage caused
-0.041 b:outage that
0.15 b:outages $
-0.095 b:over <name>
-0.032 b:performance $
-0.055 b:problem with
-0.05 b:problems in
-0.034 b:push <name>
-0.03 b:ransomware <name>
0.036 b:report <name>
-0.032 b:says $
-0.041 b:screen $
-0.03 b:sea <name>
-0.054 b:security issues
0.116 b:service <name>
0.103 b:service disruption
0.035 b:services $
0.156 b:shutting down
-0.051 b:so many
0.067 b:stop working
-0.034 b:study finds
0.09 b:takes down
-0.031 b:tech <name>
0.039 b:than <n>
-0.054 b:that <name>
-0.118 b:the <name>
0.098 b:the internet
0.038 b:their <name>
-0.083 b:threatens <name>
-0.106 b:to <name>
0.245 b:to be
-0.06 b:to cut
0.19 b:to do
-0.071 b:to fix
0.136 b:to take
-0.05 b:to use
0.14 b:today $
-0.031 b:up and
-0.036 b:up on
-0.035 b:update <name>
-0.056 b:use <name>
-0.04 b:users <name>
0.037 b:users report
0.19 b:what to
-0.052 b:when <name>
-0.136 b:with <name>
0.097 b:year $
0.093 b:years $
-0.144 b:years of
-3.257 balance:0-0
-3.104 balance:0-1
-3.02 balance:0-2
0.242 balance:1-0
-0.364 balance:1-1
-0.178 balance:1-2
0.785 balance:2-0
0.196 balance:2-1
0.055 balance:2-2
0.659 balance:3-0
-0.103 balance:3-2
-0.28 length:long
-0.396 length:middle
-0.237 length:short
-0.055 w::
0.13 w:?
-0.291 w:a
-0.045 w:about
-0.042 w:account
-0.044 w:accused
-0.048 w:across
-0.049 w:actually
-0.03 w:adoption
0.17 w:after
0.094 w:again
-0.09 w:age
-0.141 w:air
0.088 w:all
-0.037 w:almost
0.18 w:amid
-0.134 w:an
-0.05 w:ancient
-0.218 w:and
0.053 w:apps
-0.179 w:are
-0.037 w:around
-0.046 w:art
0.057 w:at
0.162 w:attack
0.061 w:away
0.04 w:back
0.037 w:banks
-0.033 w:based
0.295 w:be
0.065 w:because
0.067 w:been
-0.047 w:before
-0.046 w:behind
0.05 w:biggest
0.03 w:blackout
0.081 w:blocks
0.043 w:books
0.094 w:breach
0.057 w:break
-0.063 w:brings
-0.035 w:broken
-0.034 w:bug
-0.065 w:builds
-0.031 w:but
0.193 w:by
-0.037 w:c
-0.068 w:cable
-0.056 w:call
-0.092 w:can
0.05 w:can't
0.125 w:cancelled
-0.073 w:cannot
0.086 w:card
-0.039 w:cause
0.177 w:caused
0.142 w:causing
0.099 w:center
-0.057 w:centers
-0.06 w:claims
-0.189 w:code
-0.037 w:coding
-0.069 w:company
-0.039 w:computer
-0.059 w:computers
-0.051 w:control
-0.033 w:cost
-0.031 w:costs
0.032 w:could
0.165 w:crash
-0.053 w:crashes
0.131 w:crawlers
-0.037 w:crime
-0.039 w:customer
0.031 w:customers
0.099 w:cut
-0.165 w:cuts
0.061 w:cyber
-0.11 w:cyberattack
-0.099 w:data
0.112 w:day
0.162 w:days
0.079 w:de
-0.07 w:dead
0.097 w:delays
-0.031 w:designing
-0.052 w:developers
-0.04 w:development
0.066 w:digital
0.142 w:disruption
-0.04 w:distributed
0.188 w:do
0.183 w:domain
0.036 w:domains
0.336 w:down
0.176 w:due
-0.041 w:education
0.058 w:employees
-0.063 w:ends
-0.031 w:energy
-0.051 w:engineer
-0.043 w:engineering
-0.03 w:enterprise
0.034 w:epic
0.09 w:error
0.044 w:errors
0.042 w:etc
-0.03 w:everyone
0.052 w:everything
0.049 w:evidence
-0.033 w:exit
0.05 w:faces
0.109 w:fail
-0.054 w:failed
0.052 w:failing
0.114 w:fails
-0.036 w:failure
-0.035 w:failures
0.067 w:fall
-0.03 w:fast
0.037 w:fault
-0.04 w:few
-0.045 w:finds
-0.066 w:fire
-0.065 w:first
-0.068 w:fix
-0.056 w:fixing
0.034 w:flights
-0.041 w:for
-0.14 w:force
0.038 w:form
-0.164 w:free
-0.226 w:from
0.044 w:full
-0.03 w:game
0.05 w:games
-0.04 w:gets
-0.033 w:getting
-0.039 w:giant
0.08 w:glitch
-0.033 w:global
-0.035 w:globally
-0.185 w:goes
0.153 w:going
-0.102 w:government
-0.054 w:group
0.069 w:hack
-0.031 w:hard
-0.033 w:has
-0.046 w:have
0.039 w:having
-0.03 w:health
-0.137 w:high
0.065 w:home
0.226 w:hours
-0.059 w:how
-0.055 w:human
0.424 w:incident
-0.038 w:inference
0.086 w:install
0.151 w:internet
-0.189 w:is
-0.039 w:issue
0.177 w:issues
-0.112 w:it
-0.073 w:its
-0.042 w:jobs
0.032 w:just
0.207 w:knocked
-0.049 w:language
0.127 w:large
-0.065 w:last
-0.056 w:law
0.033 w:leak
-0.053 w:least
0.038 w:leaves
0.126 w:leaving
-0.066 w:left
0.097 w:let
0.123 w:lines
0.048 w:live
0.06 w:locally
0.039 w:locked
0.061 w:locks
0.061 w:log
0.146 w:login
0.034 w:long
0.11 w:machines
-0.061 w:making
-0.051 w:man
-0.091 w:many
-0.03 w:map
-0.036 w:mass
0.055 w:massive
0.038 w:may
0.034 w:me
0.051 w:messages
-0.033 w:million
-0.038 w:millions
-0.079 w:model
-0.052 w:moment
-0.049 w:more
0.077 w:multiple
-0.143 w:network
-0.222 w:new
-0.129 w:news
0.099 w:no
0.087 w:not
-0.159 w:now
0.257 w:npm
0.039 w:of
0.111 w:off
0.066 w:office
0.378 w:offline
-0.109 w:one
0.069 w:ongoing
-0.061 w:online
-0.047 w:open
0.046 w:or
-0.114 w:out
0.22 w:outage
0.058 w:outages
-0.047 w:outside
-0.083 w:over
0.187 w:owners
0.128 w:package
-0.064 w:page
-0.033 w:part
-0.034 w:pay
0.231 w:payments
-0.089 w:people
-0.165 w:performance
-0.037 w:plan
0.035 w:port
-0.106 w:power
0.143 w:prevent
-0.038 w:price
-0.096 w:problem
0.059 w:problems
0.086 w:processing
0.057 w:products
-0.031 w:programming
-0.036 w:project
-0.032 w:providers
0.139 w:publish
-0.041 w:publishers
-0.041 w:push
-0.079 w:quality
-0.056 w:question
0.048 w:rate
-0.146 w:records
-0.096 w:red
0.067 w:reports
-0.121 w:return
0.045 w:returning
-0.057 w:runtime
0.203 w:says
-0.031 w:scale
-0.04 w:scam
-0.03 w:scientific
-0.043 w:screen
-0.095 w:sea
-0.081 w:security
0.032 w:see
0.198 w:seems
0.039 w:sees
0.137 w:servers
0.324 w:service
0.033 w:services
-0.087 w:show
0.063 w:shuts
0.154 w:shutting
-0.115 w:site
-0.082 w:sites
0.088 w:six
-0.031 w:slow
0.031 w:smart
-0.076 w:so
0.073 w:software
-0.051 w:source
-0.035 w:stack
-0.036 w:staff
0.055 w:start
0.059 w:status
0.052 w:stop
0.048 w:store
0.051 w:stores
-0.034 w:stranded
-0.03 w:streaming
-0.063 w:strike
0.032 w:struggling
-0.054 w:study
0.083 w:suffers
-0.05 w:supply
-0.032 w:support
0.061 w:systems
0.093 w:take
0.084 w:takes
-0.037 w:team
-0.101 w:tech
0.05 w:tell
0.043 w:terminal
-0.245 w:that
-0.243 w:the
0.038 w:there
0.04 w:they
0.033 w:third
0.07 w:this
-0.07 w:threatens
-0.198 w:to
0.082 w:today
-0.064 w:too
0.047 w:trading
-0.064 w:traffic
-0.036 w:trains
0.07 w:tried
-0.045 w:try
-0.041 w:trying
0.061 w:turns
-0.036 w:type
0.102 w:under
-0.087 w:up
-0.076 w:update
-0.094 w:use
-0.124 w:users
-0.092 w:using
0.054 w:vendor
-0.059 w:verification
-0.044 w:video
-0.097 w:was
-0.033 w:we
-0.036 w:web
0.079 w:websites
0.055 w:weeks
-0.136 w:went
0.184 w:what
-0.091 w:when
0.087 w:which
-0.035 w:who
-0.08 w:why
-0.115 w:with
-0.089 w:without
-0.035 w:won't
-0.045 w:work
0.062 w:worked
-0.059 w:workers
0.081 w:working
-0.085 w:world
-0.038 w:worldwide
0.1 w:worst
-0.051 w:wrong
0.066 w:year
-0.081 w:years
0.064 w:you
0.056 w:you're
-0.06 w:your
0.224 w:zoom
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
