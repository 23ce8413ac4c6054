package precedents

// WatchRate is how often disputes like one were contested at the next session of
// which the record tells, before a session.
type WatchRate struct {
	Stage WatchStage `json:"stage"`
	// Sort is empty for all disputes of a stage.
	Sort WatchSort `json:"sort"`
	// K of N turns were contested, in so many Disputes.
	N        int `json:"n"`
	K        int `json:"k"`
	Disputes int `json:"disputes"`
	// NotKnown are turns more of which the record does not tell. They are left out:
	// were they counted as not contested, the share would be K of N and NotKnown.
	NotKnown int `json:"not_known"`
	// P is K in N drawn towards the share of the wider class, which counts as
	// watchStrength turns more.
	P Figure `json:"p"`
	// Low and High are Wilson's range at 80 per cent, taken as if every dispute had
	// spoken only once: turns of one dispute are not independent.
	Low  Figure `json:"low"`
	High Figure `json:"high"`
}

// watchStrength is how many turns the share of the wider class counts for. It is
// that of persistence, and was not fitted.
const watchStrength = hazardStrength

// eighty is how many standard deviations either way hold four fifths.
const eighty = 1.2815515655446004

// turnCount counts turns.
type turnCount struct {
	n, k, notKnown int
	disputes       map[string]bool
}

func (t *turnCount) add(turn *turn) {
	if t.disputes == nil {
		t.disputes = map[string]bool{}
	}
	if !turn.known {
		t.notKnown++
		return
	}
	t.n++
	if turn.contested {
		t.k++
	}
	t.disputes[turn.dispute.ID] = true
}

// drawn gives the share drawn towards that of the wider class.
func (t *turnCount) drawn(wider float64) float64 {
	return (float64(t.k) + watchStrength*wider) / (float64(t.n) + watchStrength)
}

// watchRates are the shares of turns that were contested: of all, by stage, and by
// sort within the stage. A turn of which the record does not tell counts for
// neither.
type watchRates struct {
	all     turnCount
	stages  map[WatchStage]*turnCount
	classes map[watchClass]*turnCount
}

func newWatchRates() *watchRates {
	return &watchRates{stages: make(map[WatchStage]*turnCount), classes: make(map[watchClass]*turnCount)}
}

func learnWatch(turns []turn) *watchRates {
	r := newWatchRates()
	for i := range turns {
		r.add(&turns[i])
	}
	return r
}

func (r *watchRates) add(t *turn) {
	r.all.add(t)
	counted(r.stages, t.class.stage).add(t)
	counted(r.classes, t.class).add(t)
}

func counted[K comparable](counts map[K]*turnCount, key K) *turnCount {
	if counts[key] == nil {
		counts[key] = &turnCount{}
	}
	return counts[key]
}

// base gives the share of all turns that were contested, even before any is known.
func (r *watchRates) base() float64 { return float64(r.all.k+1) / float64(r.all.n+2) }

// atStage gives the chance at a stage, whatever the sort.
func (r *watchRates) atStage(stage WatchStage) float64 {
	return counted(r.stages, stage).drawn(r.base())
}

// in gives the chance in a class.
func (r *watchRates) in(class watchClass) float64 {
	return counted(r.classes, class).drawn(r.atStage(class.stage))
}

// rate gives a class, or a stage where the sort is empty, with what stands behind
// its chance.
func (r *watchRates) rate(class watchClass) WatchRate {
	own, p := counted(r.stages, class.stage), r.atStage(class.stage)
	if class.sort != "" {
		own, p = counted(r.classes, class), r.in(class)
	}
	effective := float64(len(own.disputes)) + watchStrength
	within := wilson(p*effective, effective, eighty)
	return WatchRate{class.stage, class.sort, own.n, own.k, len(own.disputes), own.notKnown, Figure(p), within.Low, within.High}
}

// table gives every class that the record has, by stage and within it by sort.
func (r *watchRates) table() []WatchRate {
	list := []WatchRate{}
	for _, stage := range WatchStages.Terms {
		list = append(list, r.rate(watchClass{stage: stage.Code}))
		for _, sort := range WatchSorts.Terms {
			if class := (watchClass{stage.Code, sort.Code}); r.classes[class] != nil {
				list = append(list, r.rate(class))
			}
		}
	}
	return list
}

// lastTime gives the chance by nothing but whether the seat was contested the
// last time.
func (r *watchRates) lastTime(stage WatchStage) float64 {
	both := turnCount{}
	for _, other := range WatchStages.Terms {
		if t := r.stages[other.Code]; t != nil && again(other.Code) == again(stage) {
			both.n += t.n
			both.k += t.k
		}
	}
	return both.drawn(r.base())
}

// again reports whether a dispute at a stage was contested the last time.
func again(stage WatchStage) bool { return stage == WatchOnce || stage == WatchRepeated }
