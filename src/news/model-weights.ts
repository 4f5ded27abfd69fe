// Written by scripts/train-headlines.ts; do not edit.
export const modelWeights = {
  bias: -2.021,
  weights: `
2.018 is-down
1.381 down
1.598 outage
1.388 outage-acts
1.137 outage-kind
1.027 outage-ends
1.209 suffers
0.949 having-issues
1.444 not-working
1.425 unavailable
1.307 disruption
1.871 degraded
1.284 status-words
1.248 cannot
1.685 knocked
0.879 fault
0.909 travel
0.524 recovers
0.687 downtime
1.925 ddos
0.795 symptom
1.128 internet-cut
0.824 dark
1.231 crashes
0.769 asks
0.266 many
0.284 lasting
0.707 stops
1.995 name-down
2.106 name-down-ends
1.121 attack-offline
2.018 long-maintenance
2.555 country-cut
1.236 demand
0.989 grounded-by-fault
1.852 list-down
2.2 trading-halted
1.619 slang
2.501 status-plain
1.392 back-after
2.5 apologises
2.2 users-cannot
1.677 suffers-plainly
-2.411 analysis
-4.001 plain-analysis
-3.003 power
-1.618 closing
-2.517 figures
-1.351 idiom
-2.076 law
-3.009 sues
-0.892 breach
-1.402 teaches
-2.205 zero-downtime
-3.017 show
-1.253 back
-4.001 old-year
-1.005 evergreen
-1.433 planned
-0.835 discusses
-0.658 around
-0.992 person
-1.111 how-why
-2.006 offline-kind
-2.008 other-crash
-0.939 business
-0.82 future
-1.2 medium
-0.718 code
-2.205 moral
-4.501 supposed
-2.017 joke
-2 absorbed
-2.041 seized
-1.86 summing
-1.553 radar
-2.227 aftermath
-3.001 gerund
2.393 u-status
1.043 u-incident
0.437 u-outage
0.251 u-front
-1.029 u-own
-1.514 u-after
-0.896 u-paper
0.062 b:: <name>
-0.052 b:<n> $
-0.068 b:<n> <n>
-0.079 b:<n> <name>
-0.237 b:<name> $
0.06 b:<name> :
-0.086 b:<name> <n>
-0.045 b:<name> a
-0.035 b:<name> accused
-0.034 b:<name> an
0.041 b:<name> and
-0.049 b:<name> as
0.052 b:<name> attack
-0.031 b:<name> claims
0.052 b:<name> cloud
-0.038 b:<name> code
0.057 b:<name> computer
0.043 b:<name> crawlers
0.093 b:<name> down
0.037 b:<name> errors
0.036 b:<name> faces
0.035 b:<name> flights
-0.046 b:<name> for
-0.077 b:<name> in
0.064 b:<name> is
0.115 b:<name> issues
0.068 b:<name> large
-0.031 b:<name> new
0.135 b:<name> offline
0.082 b:<name> on
0.125 b:<name> outage
0.065 b:<name> says
0.079 b:<name> servers
0.08 b:<name> service
0.034 b:<name> services
0.043 b:<name> shuts
0.032 b:<name> store
0.046 b:<name> suffers
0.046 b:<name> systems
0.046 b:<name> takes
-0.03 b:<name> tech
-0.038 b:<name> the
-0.033 b:<name> threatens
-0.119 b:<name> to
-0.035 b:<name> up
0.105 b:<name> websites
0.035 b:<name> with
0.037 b:<name> you
-0.039 b:<year> $
-0.049 b:^ <n>
0.175 b:^ <name>
0.034 b:^ as
0.062 b:^ let
0.033 b:^ multiple
-0.067 b:^ the
-0.04 b:^ why
-0.035 b:accused of
0.043 b:again $
0.074 b:all <name>
0.065 b:and a
0.071 b:as <name>
0.141 b:attack $
0.054 b:because of
0.036 b:biggest <name>
0.091 b:by <name>
0.157 b:caused by
0.081 b:cloud $
0.056 b:cut <name>
0.036 b:data center
0.03 b:days $
0.032 b:down $
0.037 b:down <name>
0.031 b:down for
0.053 b:downtime $
0.151 b:due to
0.057 b:errors $
0.033 b:etc <name>
0.035 b:evidence of
-0.039 b:for <n>
0.031 b:for the
-0.108 b:from <name>
0.03 b:government <name>
-0.039 b:high performance
0.077 b:hours $
0.032 b:how <name>
-0.031 b:in <n>
-0.062 b:in <name>
0.032 b:in the
0.104 b:incident $
0.045 b:internet <name>
0.032 b:is down
0.084 b:is going
-0.073 b:is now
0.096 b:issues $
0.037 b:issues in
-0.037 b:its <name>
-0.038 b:new <name>
0.177 b:of the
0.046 b:offline $
-0.041 b:on the
-0.034 b:outage $
0.103 b:outage <name>
0.16 b:outage caused
0.088 b:outages $
-0.035 b:over <name>
0.114 b:service <name>
0.042 b:shuts down
0.115 b:shutting down
-0.032 b:so many
0.052 b:takes down
-0.038 b:that <name>
-0.077 b:the <name>
0.057 b:the internet
0.043 b:time in
-0.09 b:to <name>
0.063 b:to be
0.077 b:to take
-0.039 b:to use
0.077 b:today $
-0.045 b:use <name>
-0.072 b:with <name>
-3.323 balance:0-0
-3.147 balance:0-1
-3.025 balance:0-2
-0.114 balance:1-0
-0.185 balance:1-1
-0.092 balance:1-2
0.666 balance:2-0
0.039 balance:2-1
0.519 balance:3-0
0.172 balance:3-1
-0.066 balance:3-2
-0.062 length:long
-0.228 length:middle
-0.098 length:short
0.041 w:!
-0.147 w:a
-0.036 w:accused
0.159 w:again
0.071 w:all
-0.079 w:an
-0.058 w:and
-0.042 w:app
-0.05 w:are
-0.034 w:at
0.126 w:attack
0.035 w:back
0.111 w:be
0.053 w:because
0.06 w:been
-0.036 w:before
0.054 w:breach
0.186 w:by
-0.042 w:call
-0.05 w:can
-0.032 w:can't
0.117 w:caused
0.057 w:causing
0.034 w:center
-0.033 w:claims
0.04 w:cloud
-0.075 w:code
0.032 w:company
0.084 w:computer
0.064 w:crash
0.037 w:crashes
0.085 w:crawlers
0.072 w:cut
-0.048 w:data
0.047 w:day
0.091 w:days
0.052 w:demand
0.049 w:dies
0.114 w:domain
0.417 w:down
0.044 w:downtime
0.15 w:due
-0.034 w:engineer
0.034 w:error
0.05 w:errors
0.033 w:etc
0.034 w:faces
-0.035 w:first
0.036 w:flights
-0.05 w:for
-0.08 w:free
-0.116 w:from
0.038 w:full
0.076 w:going
0.035 w:grounds
0.037 w:hack
0.035 w:had
0.043 w:having
-0.071 w:high
0.033 w:home
0.084 w:hours
-0.039 w:human
-0.114 w:in
0.169 w:incident
0.088 w:install
0.109 w:internet
-0.039 w:is
0.14 w:issues
-0.078 w:it
0.065 w:large
-0.033 w:last
0.056 w:let
0.047 w:lines
-0.037 w:making
-0.042 w:many
0.03 w:massive
-0.037 w:model
-0.053 w:more
0.063 w:multiple
-0.034 w:network
-0.086 w:new
0.031 w:no
-0.058 w:not
-0.089 w:now
0.09 w:of
0.033 w:office
0.265 w:offline
-0.043 w:on
-0.048 w:one
0.044 w:ongoing
-0.042 w:out
0.259 w:outage
0.066 w:outages
-0.053 w:over
0.086 w:package
-0.061 w:performance
-0.032 w:power
0.078 w:prevent
-0.033 w:problems
0.09 w:publish
-0.046 w:quality
0.038 w:rate
0.04 w:reason
0.082 w:says
-0.042 w:security
0.082 w:servers
0.177 w:service
0.03 w:services
0.042 w:shuts
0.115 w:shutting
0.05 w:six
-0.042 w:so
0.032 w:start
0.046 w:status
0.03 w:store
0.051 w:suffers
0.034 w:systems
0.058 w:take
0.05 w:takes
-0.045 w:tech
-0.122 w:that
-0.106 w:the
0.03 w:this
-0.034 w:threatens
0.03 w:time
-0.085 w:to
0.049 w:today
0.08 w:under
-0.052 w:update
-0.062 w:use
-0.058 w:users
-0.032 w:using
-0.053 w:was
0.099 w:websites
0.031 w:weeks
0.032 w:which
-0.048 w:why
-0.038 w:with
-0.033 w:without
-0.037 w:world
-0.039 w:wrong
-0.063 w:years
-0.035 w:your
0.15 w:zoom
`,
  common: `
a abandoned ability able about above absolutely abstraction abuse abused accepted access
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
before begin begins behavior behaviors behind being beings believe benchmark benchmarks beneath
benefit benefits best beta better betting between beyond bias bicycle bidirectional big bigger
biggest bike bill billion billions bills binaries binary bindings binfmt biological bird birth bit
bits black blackout blame blind bloat block blocked blocking blocks blog blogs blood blue blunder
board boards bodies body boilerplate bomb bombs book bookmarking bookmarklet books boom boost boot
border born borrow boss bot both bots bought boundaries bounty box boxes brain brains brake branch
brand brands breach break breaking breaks breakthrough breathe bridge brief briefly bring bringing
brings broadband broke broken brothers browse browser browser-based browsers browsing bubble buddy
budget buffer bug bugs build builder builders building buildings builds built built-in bulk bullet
bunch burn burning bus business busy but button buttons buy buying buys by bypass bypasses bytes
cable cables cache caching cake calculations calculator calculators calendar call called calling
calls calm came camera cameras campaign can can't cancel cancer cannabis cannot capabilities
capable capacity capital capture captures car carbon card cards care carrier cars cartridges case
cases cash cast catalog catastrophic catch cats caught cause caused causes causing cell cells
cellular censorship center centers central centralized centre century certain certificate
certificates chain chains chairman challenge challenges challenging chance change changed
changed-files changes changing channel channels chaos characters charge charges charging chart
charts chat chatbot chatbots chats cheap cheaper cheat check checkboxes checker checking checks
chemical chess child childhood children chip chips choice choices choose choosing chose circuit
circuitry cities city civil claim claimed claims class classes classic classical clause clean
cleanup clever click-to-cancel clicks client clients climate clinical clock clone close closed
closet closing cloud clouds club cluster clustering co-founder coast coastal cockpit code codebase
codebases codec coded codegen codes coding coffee cognitive collaboration collaborative collapse
collection collections collision color coloring colors colour colours combat combinators combining
come comes coming command command-line commands commas comments commercial commit commitment
common commons communication community compact companies companion company compare comparison
compatibility compatible competition competitive competitor compilation compile compile-time
compiled compiler compilers compiles complete completes complex complexity compliance complicated
components comprehensive compression compromise compromised computation computations compute
computer computers computing concatenative concept concerns concert concurrency concurrent
condition conditional conditions conference conferences confidence confidential config
configuration configure confirm confirms conflicts confusion conjecture connect connected
connection connectivity consciousness consent considered console constant constexpr constraints
construction consumer consumers contain container containers contains content context continue
continued continues continuous contract contracts contributions control controller controllers
controls controversial controversy conventions conversation conversations conversion cookie
cookies cooking cool coordinated coordinates copper copy copyright core cores corner corporate
correct cosmic cost costs could couldn't count counted countries country course court cover
coverage crack cracked cracks craft crash crashes crashing crate crates crawler crawlers cream
create created creates creating creative creator credentials credit crime crisis critical
criticism critique cron crop cross cross-platform crowds crypto cryptography cube cultural culture
curated cured curious curl current custom customer customers cut cuts cutting cyber cybersecurity
dad daemon daily dairy damage damages damn dance dangerous dark dashboard data database databases
dataflow dataset datasets date dating daughter day days de dead deadly deal dealing death deaths
debate debt debug debugged debugger debugging decade decades decay decent decentralized deceptive
decide decided decision decisions declarative declaratively declared decline decoder decompiler
dedicated deep deep-dive default defeats defence defend defense defenses defined degree delays
delete deleted deletes deleting deliver delivers delivery demand demands dementia demo democracy
demonstrates demoscene dependencies dependency depends deploy deploying deployment deployments
deploys deprecated depression depth descent deserialization design designed designer designers
designing designs desktop despite destroyed destroying detail detailed details detained detect
detected detecting detection detector detects deterministic dev develop developed developer
developers developing development device devices devs diagram diagrams dial-up dialect dice
dictionaries did didn't die died dies difference different differentiable differentiation
differently diffusion digital dimensions dinosaur direct directly director directory disappearing
disaster disclosure discontinue discontinued discourse discover discovered discovers discovery
discussion disease diseases disk disks dispatch display displays disposable disrupt distance
distributed distribution distributions distros ditch ditched dive diverse diversity divided
division do doc docs document documentation documents dodge does doesn't dog doing dollar domain
domains domestic dominance dominate don't done doomscrolling door doors dose dot dotfiles double
doubles doubt down download downloaded downloads downtime draft dragons drain draw drawing dream
dreams drinking drive driven driver drivers drives driving drone drones drop dropped dropping
drops drug drug-resistant drugs drum due dumb dump durability durable during dwarf dying dynamic
dynamics e e-ink each earliest early earthquake ease easier easily easter easy eating ebook ebooks
ebpf eclipse economic economics economy ecosystem edge edit editing edition editor editors edits
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
farming fast faster fastest fatal fatty favorite favourite fear feature featured features
featuring federal fee feed feedback feeds feel feeling feels fees fell female fencing few fewer
fiber fiction field fields fifth fight fighting file files filesystem filesystems film filter
filters final finally financial find finding finds fine fines fingerprinting finish fire fired
fires firewalls firing firm firms firmware first fish fit fits five fix fixed fixes fixing flag
flags flake flash flat flaw flawed flaws fleet flexible flight flights flip float floats flooded
floor floppy flow flowing fluid fly flying focus focused follow following font fonts food footage
football footprint for force forced forces forcing forecast foreign forests forever forge forgot
forgotten fork forks form formal format formation formats formatter formatting formed former forms
forum forward found foundation foundational founder founding four fractals fragments frame
framework frameworks fraud fraudulent free free-threaded freedom freely freeze freezes frequency
friction friend friends friendship from front frontend frontier fsync fuel full full-stack fully
fun function functional functions fundamentally fundamentals funded funding funds further fusion
future fuzz fuzzing gain gains galaxies galaxy game games gaming gaps garbage gas gates gave gem
gen gene general generally generate generated generates generating generation generations
generative generator generators genetics genomes geographies geometry geospatial get gets getting
giant giants give given gives giving glass glasses glitch global globally glory glucose goal goes
going gold gone good goods got gotcha gotten government gradient gradual grammars grand grant
grants graph graphical graphics graphs gravity great green grid ground grounds group groups grow
growing growth grpc guard guess guide guilty gut guy habit habits hack hackathon hacked hackers
hacking had hair half hallucinate hallucinates hallucinations halts hand handheld handle handler
handling handwritten happen happened happens happy hard harder hardest hardware harmful harming
has hash hasn't hat hate hats have haven't having he head headed header header-only heads health
healthcare healthy heap hear heard hearing heart heat height held hell help helped helping helps
her herd here hidden hide hiding hierarchical high high-level high-performance high-quality
high-speed high-tech higher highest highlighting highly him hired hiring his historical history
hit hits hitting hobby hold holding hole holes home homebrew homelab homes honey hood hospital
host hosted hosting hot hour hours house housing how hub human human-readable humane humanity
humans hundreds hunt hurt hybrid hydrogen hype hypermedia hypothesis ice iconic icons idea ideas
identified identify identity idiomatic if iffy ignored illegally illustrated image imagery images
imaginary imaging immigration immutable impact impacts implement implementation implementations
implemented importance important impossible impressive improve improved improvement improvements
improves in in-app in-browser in-game inadequate incident included includes including income
incoming increase increased increases increasing independent index indexing indirect indoor
industrial industry inevitable inexpensive infected infection infections inference infestation
influence info information infra infrared infrastructure ingredients init initial injection injury
ink inkjet innovation input insecure inserts inside insider insights inspired install installer
installers instance instant instantly instead institutions instruction instructions integer
integers integrated integration integrations integrity intelligence intelligent intended interact
interactions interactive interesting interface interfaces internal international internet interns
interop interpolation interpreter interpreters interstellar interview interviews into intrinsics
introduce introduced introduces introducing introduction intuitive invalid invented invest
investigation investment investors invisible involving io ios ipad iphone iphones ipod is island
isn't isolated issue issues it items its itself jailbreak jank jet jj job jobs join joining joins
joke journal journalists journey joy jq judge judges junk just k-means keep keeping keeps kept
kernel kernels key key-value keyboard keypad keys keyword kid kids kill killed killer killing
kills kilobytes kind kit km knocks know knowledge known knows lab labels lack lakes land landed
lander lands language languages laptop laptops large large-scale larger largest laser lasers last
late latency later latest launch launched launcher launches law laws lawsuit lawyer layer layout
lays lazy lead leaders leadership leads leak leaked leaks leap learn learned learners learning
learns least leave leaves leaving led left legacy legal legend length lens less lessons let lethal
lets letter letters letting level levels lib libraries library licence license licensed licenses
life lifespan lifestyle lifetime lifetimes light lightning lights lightweight like likely limit
limitations limited limits line linear lines link linked linker links list listen listing lists
literary little live liver lives living load loading local local-first locally location lock
lock-in locks log logging logic login logs loneliness long longer look lookbehinds looked looking
looks lookup loop loops lose loser loses losing loss losses lost lot lots lottery love low
low-cost low-level lower lunar luxury lying machine machines macos macro macros mad made madness
magazine magic magnetic mail mailing maintain maintained maintainer maintainers maintenance major
make maker makers makes making malaria male malicious malloc malware man manage management manager
managers managing mandatory manipulating manufacturing many map mapping maps market marketing
markets mass massive master masterpiece masters match material materialization materials math
mathematical mathematics maths matrix matter matters maximum may maybe me mean meaning meaningless
measure measured measures measuring meat mechanical mechanism media medical meet meeting meetings
meets member members meme memo memory men mental merge merged merger mesh meshtastic mess message
messages messaging messenger messy metabolic metadata metal metals method methods mice micro
microbial microwave middle middleware might migrate migration milestone military million millions
mind mine mini minimal minimum minority minute minutes misconceptions miss missed missing mission
mistake mistakes mitigation mix mobile mobility mod modal mode model modeling models modem modems
modern modernize modified modify mods modular module modules moment money monitor monitoring
monitors month monthly months moon more most mostly motion mount mouse move moved movement moves
movie moving much multi-agent multi-modal multimodal multiplayer multiple multiply multitasking
muscle museum music musl must mutable mutex my myself mysteries mysterious mystery myth myths name
named names namespaces naming national native natively natural nature navigation near nearly need
needed needs negative negotiate neighborhood net network networking networks neural never new news
next next-gen nice night nightmare no no-build nobody noise non-commercial normal nostalgia not
notation note notebook notebooks notes nothing notice noticed novel now nuclear null number
numbers object objects observability obsession ocean odd odds of off offer offering offers office
official officially officials offline offshore often oil okay old older oldest on on-call on-prem
once one one-time ones ongoing online only opaque open open-source open-sourced opens operate
operating operation operations operator opinionated opportunities opposite opt optical optimal
optimistic optimization optimizations optimize optimized optimizing option optional or oral orbit
order ordered ordering orders org organic organization organizations organs origami origin
original origins other others our out outage outages outdoor output outside over overflow overhead
overlay overview own owned owner owners owns oxygen package packages packaging page pages paid
pain painting pair palette pandemic panic paper papers paradox parallel parse parser parsers
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
reflection refuses regex regions register registers registry regression regret regular regulator
reject rejects related relationships release released releases reliability reliable relief remain
remains remapper remember remote remotely removal remove removed removes removing renderer
rendering renders renewables rental repair replace replaced replacement replaces replacing replay
replication repo report reported reportedly reporting reports repos repositories repository
reproducibility reproducible request requests require requirement requirements requires rescue
research researcher researchers residents resignation resolution resource resources response
responses responsible rest restaurant restaurants restore restores restricted restrictions results
resume rethink retro retrospective return returned reveal revealed reveals reverse reverses review
reviews revival revolution reward rewrite rewrites rewriting rewrote rice rich ridiculous right
ring rise rising risk risks rival road roads robot robotic robotics robots robust rocket rocks
role roll rolling room root rot rotation rough round router routes routing rover row rsync rubber
rule rules run runner running runs runtime runtimes rural rush s sad safe safely safer safety said
sale sales salmon salt same sample sandbox sandboxing satellite satellites save saved saves saving
say says scalable scale scales scaling scam scams scan scandal scanner scanning scans scary scene
scenes scheduler schema schemas scheme school schools science scientific scientist scientists
scope score scores scraping scratch screen screenshot screenshots script scripting scripts scroll
scrubs sea seamless search searchable searches second seconds secret secretly secrets sector
secure security see seeks seem seems seen sees seismic select selection self self-contained
self-healing self-host self-hosted sell sellers selling sells semantic semantics send sending
sends senior sense sensing sensitive sensor sensors sent sentenced sequence sequencer sequences
serialization serialize series serious serve served server serverless servers service services
serving session sessions set sets setting settings settlement setup seven several shadcn shaders
shape shaped shapes share shareable shared shares sharing sheds sheet shell shift shifts shine
ship shipped shipping ships shit shooter shooting shop short shortcuts shot should shouldn't show
showing shows shrink shrinking shut shutdown shuts shutting side sideloading sides sight sign
signals signed significantly signs silence silently silly simple simpler simplest simplicity
simplified simulate simulation simulations simulator since single singular site sites situation
six size sizes skeptic skill skills skin skips skull sky sleep slide slop slow slower slowing
slowly slows small smaller smallest smart smartphone smartphones smartwatch snapshots so social
societies society soft software soil solar sold solid solo solution solutions solve solved solver
solves solving some someone something sometimes son song soon sort sorting soul sound sounds
source sourced sources sourcing space spacecraft spaces spare spark sparse spatial speak spec
special species specific specification specs speech speed speedrun speeds speedup spend spending
spent spike spikes spinal split sports spot spotting spread spreadsheet sprite spy spying spyware
squares stability stable stack staff stage stake standalone standard standards stands star stars
start started starter starting starts startup startups state stateful statements states static
statically statically-typed station statistical status stay std steal stealing stealth steel
stellar stem step steps still stimulation stock stocks stolen stop stopped stops storage store
stored stories storm story strange strategies strategy stream streaming streets stress strict
strike strikes string strings stroke stronger strongest structs structural structure structured
structures struggle struggling stuck student students studies study stuff stupid style sub
submissions submit subnets subscription subset subsidy substring success successful successfully
such sucks sudo sue sued suffers suggestions suggests suite sum summer sun sunlight super
supersonic supervisor supply support supported supporting supports surface surfaces surge surgery
surprise surprises surprising surprisingly surreal surveillance survey survive survived suspended
sustainable swap swapping sweeping swim switch switches switching symbol symptoms sync syncing
syndrome syntax synthesis synthetic syscall system systematic systemd systems t-strings table
tables tablet tablets tabs tackle tag tags tail-call take taken takeover takes taking tale tales
talk talks tape target targeting tariff tariffs task tasks tattoos taught tax teach teaching team
teams tech technical technique techniques technological technologies technology teen telemetry
telescope telescopes tell telling tells temperature template templating temporal ten tensor
terabytes terminal terminals terms terrible test testing tests text text-based texts than thanks
that the theft their them theme themes themselves then theorem theoretically theories theory
therapy there these they they're thin thing things think thinking thinks third third-party this
those thought thoughts thousand thousands thread threads threat threatened threatening threatens
three thriving through ticket tier time timeline timer timers times tiny tips tissue tmux to today
together toilets tokens told tomorrow too took tool toolchain tooling toolkit tools top
topological torrent total touch tour toward towards toxic toy traces track tracked tracker
tracking tracks trade trademark trading traditional traffic train trained training trains
transactions transfer transfers transformations transformer transforms transistor transition
translation translator transmission transport transputer trap trapped trauma travel traversal
treat treating treatment tree trees trend trends trial trick tricks trie tried tries trifecta trip
trixie truck true truly trust trusted truth try trying tumors tune tunnels turn turned turning
turns tutorial tutorials twice two type type-safe typed typeface types typing typography u ugly
ultimate ultra unauthenticated unauthorized uncover uncovered undefined under underestimated
underground understand understanding unexpected unified unique unit units universal universe
university unlikely unlimited unlock unmanned unnecessary unofficial unprecedented unprivileged
unreasonable unsafe until untrusted unused unveiled unveils unwanted up upcoming update updated
updates upgrade upgrades uploads uring usability usable usage use used useful user user-friendly
users uses using utilities utility uv vacation vaccine vaccines valid validate validation valuable
valuation value valued values vanilla vanity vape variable variables variants variety various
vector vectors vehicle venture verification verified verify verifying version versions versus very
via vibe vibecoding vibes video videos view viewer views vintage violation viral virtual virus
visa visas visible vision visits visual visualization visualize visualized visually voice vs
vulnerabilities vulnerability wages wake walk walking walks wall walls wanna want wanted wants war
warming warn warning was washing waste wasted watch watchdog watches watching water waters wave
waves way ways we we're we've weapons wearable weather web web-based website websites week weekend
weekly weeks weight weights weird well went were whale what when where whether which while white
who whole whoosh why wide widely widespread wiki wild will willing win wind window wine winning
wins winter wire wireless wisdom wish with within without woman women won won't wonderful wood
word words work worked worker workers workflow workflows workforce working workloads works world
world-first worlds worldwide worrying worse worst worth would wouldn't wrapper write writer
writers writes writing written wrong wrote year years yes yet you you're you've young your yours
yourself zero zombie zone zones zoom
`,
}
