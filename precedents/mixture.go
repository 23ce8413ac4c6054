package precedents

// stream tells the two mixtures apart: openings and renewals are different
// problems and are learned, mixed and scored apart.
type stream int8

const (
	openings stream = iota
	renewals
	streamCount
)

func (c *Case) stream() stream {
	if c.Opening {
		return openings
	}
	return renewals
}

// Voice is one forecaster of the mixture.
type Voice int8

// The voices, in the order in which they are shown. The plain baselines follow,
// in the order of Baselines.
const (
	ReferenceVoice Voice = iota
	PracticeVoice
	PersistenceVoice
	RulesVoice
	PrecedentsVoice
	RegressionVoice
	firstBaseline
)

// How many plain baselines there are, and how many voices with them; a test holds
// the one to Baselines.
const (
	baselineCount = 7
	voiceCount    = int(firstBaseline) + baselineCount
)

// voiceTable describes the forecasters that are not baselines.
var voiceTable = [firstBaseline]struct {
	code, label string
	// prior is the weight before anything has been scored, by stream.
	prior [streamCount]float64
}{
	ReferenceVoice:   {"reference", "reference class", [streamCount]float64{.20, .10}},
	PracticeVoice:    {"practice", "the body’s current practice", [streamCount]float64{.10, .10}},
	PersistenceVoice: {"persistence", "same as last time", [streamCount]float64{0, .30}},
	RulesVoice:       {"rules", "rules", [streamCount]float64{.25, .20}},
	PrecedentsVoice:  {"precedents", "precedents", [streamCount]float64{.25, .15}},
	RegressionVoice:  {"regression", "regression on the issues", [streamCount]float64{.13, .08}},
}

// baselinePrior is the weight of each plain baseline before anything has been
// scored.
const baselinePrior = 0.01

// String gives the voice's code.
func (v Voice) String() string {
	if v >= firstBaseline {
		return Baselines[v-firstBaseline].Key
	}
	return voiceTable[v].code
}

// Label gives the voice's label on pages.
func (v Voice) Label() string {
	if v >= firstBaseline {
		return Baselines[v-firstBaseline].Label
	}
	return voiceTable[v].label
}

func (v Voice) prior(s stream) float64 {
	if v >= firstBaseline {
		return baselinePrior
	}
	return voiceTable[v].prior[s]
}

// rulesLimit is the most weight the rules may have. They were written by people
// who knew the record, and how well they did in it flatters them.
const rulesLimit = 0.6

// temperatures are those at which each voice enters the mixture, with their
// share of its prior weight.
var temperatures = [...]struct{ value, share float64 }{{0.8, 0.1}, {1, 0.8}, {1.25, 0.1}}

const memberCount = voiceCount * len(temperatures)

// sharing is the part of the weight that is dealt out anew after each session,
// so that the mixture can change its mind between eras.
const sharing = 0.005

// entry is what the voices said of a decision before it was taken.
type entry struct {
	*Case
	said [voiceCount]Distribution
	// gave is what each member gave to what happened.
	gave [memberCount]float64
}

func newEntry(c *Case, said [voiceCount]Distribution) entry {
	e := entry{Case: c, said: said}
	for v := range said {
		for t, temperature := range temperatures {
			one := said[v].at(temperature.value)
			e.gave[v*len(temperatures)+t] = one[c.Outcome]
		}
	}
	return e
}

// mixture is the weights of its members, each voice at each temperature.
type mixture struct {
	weights, prior [memberCount]float64
}

// newMixture gives a mixture that has seen nothing. A voice that is silenced
// has no weight.
func newMixture(s stream, silenced ...Voice) *mixture {
	m := &mixture{}
	var sum float64
	for v := range Voice(voiceCount) {
		for t, temperature := range temperatures {
			p := v.prior(s) * temperature.share
			for _, quiet := range silenced {
				if v == quiet {
					p = 0
				}
			}
			m.prior[int(v)*len(temperatures)+t] = p
			sum += p
		}
	}
	for i := range m.prior {
		m.prior[i] /= sum
	}
	m.weights = m.prior
	return m
}

// mixtureFor gives the mixture for a case after the entries that count as known
// by then. times says how often each is counted.
func mixtureFor(c *Case, track []entry, seen func(*entry) bool, times func(*entry) int, silenced ...Voice) *mixture {
	m := newMixture(c.stream(), silenced...)
	var pending []*entry
	for i := range track {
		e := &track[i]
		if len(pending) > 0 && pending[0].session != e.session {
			m.learn(pending, times)
			pending = pending[:0]
		}
		if e.stream() == c.stream() && seen(e) {
			pending = append(pending, e)
		}
	}
	m.learn(pending, times)
	return m
}

// mixtureFor gives the mixture for a case after what the engine’s track has seen
// of it. Where nobody challenges there is nothing to mix: the reference class
// alone speaks.
func (e *Engine) mixtureFor(c *Case, times func(*entry) int) *mixture {
	if !c.Contested() {
		m := &mixture{}
		m.weights[int(ReferenceVoice)*len(temperatures)+1] = 1
		return m
	}
	return mixtureFor(c, e.track, func(past *entry) bool { return past.seenBy(c) }, times)
}

func once(*entry) int { return 1 }

// learn scores the decisions of one session together: each member's weight
// grows with the probability it gave to all that happened.
func (m *mixture) learn(session []*entry, times func(*entry) int) {
	if len(session) == 0 {
		return
	}
	earned := m.weights
	for _, e := range session {
		for range times(e) {
			var most float64
			for i := range earned {
				earned[i] *= e.gave[i]
				most = max(most, earned[i])
			}
			// What many decisions leave of them must not vanish.
			for i := range earned {
				earned[i] /= most
			}
		}
	}
	var sum float64
	for _, w := range earned {
		sum += w
	}
	for i, w := range earned {
		m.weights[i] = (1-sharing)*w/sum + sharing*m.prior[i]
	}
}

// shares gives the weights of the members as they are mixed, the rules' within
// their limit.
func (m *mixture) shares() [memberCount]float64 {
	shares := m.weights
	var ruled, sum float64
	isRule := func(i int) bool { return Voice(i/len(temperatures)) == RulesVoice }
	for i, w := range shares {
		sum += w
		if isRule(i) {
			ruled += w
		}
	}
	if ruled <= rulesLimit*sum || ruled == sum {
		return shares
	}
	for i := range shares {
		if isRule(i) {
			shares[i] *= rulesLimit / ruled
		} else {
			shares[i] *= (1 - rulesLimit) / (sum - ruled)
		}
	}
	return shares
}

// mixed gives what the mixture says.
func (m *mixture) mixed(said *[voiceCount]Distribution) Distribution {
	var d Distribution
	shares := m.shares()
	for v := range said {
		for t, temperature := range temperatures {
			w := shares[v*len(temperatures)+t]
			if w == 0 {
				continue
			}
			one := said[v].at(temperature.value)
			for c := range d {
				d[c] += w * one[c]
			}
		}
	}
	return d
}

// walkForward mixes what the voices said, decision by decision, with the weights
// of earlier sessions.
func walkForward(track []entry, silenced ...Voice) []scored {
	list := make([]scored, len(track))
	var m [streamCount]*mixture
	for i := range track {
		c := track[i].Case
		if i == 0 || track[i-1].session != c.session {
			m = [streamCount]*mixture{}
		}
		if m[c.stream()] == nil {
			m[c.stream()] = mixtureFor(c, track, func(past *entry) bool { return past.seenBy(c) }, once, silenced...)
		}
		list[i] = scored{c, m[c.stream()].mixed(&track[i].said)}
	}
	return list
}
