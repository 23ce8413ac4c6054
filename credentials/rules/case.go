package rules

import "seatwatch/credentials"

// Case is what a rule may look at. Nothing in it names a seat, a claimant, a
// year or a session.
type Case struct {
	// Kind and Challenge are empty where they are not known.
	Kind      credentials.Kind
	Challenge credentials.Challenge
	// Opening says that the dispute is before the body for the first time.
	Opening bool
	// Talks says whether a mediated process between the claimants was under way.
	Talks credentials.Truth
	// Holder is the facts of the claimant that held the seat when the session
	// opened; nil where nobody did.
	Holder *credentials.Standing
	// Rival is the facts of the strongest other claimant under consideration; nil
	// where none is known.
	Rival *credentials.Standing
	// Rivals is how many claimants there are beside the holder. A Rival counts as
	// one even where Rivals is 0.
	Rivals int
	// Previous is the outcome of the dispute's last contested decision. At an
	// opening it is not looked at; otherwise empty is not known.
	Previous credentials.Outcome
	// Changed are the facts that differ from those of the previous decision.
	Changed []Change
	// Division says whether the three usual members of the nine are divided on
	// it, as far as recorded positions tell.
	Division credentials.Truth
	// EarlierInSession is the outcome of the dispute's earlier decision at the
	// same session; empty if there was none.
	EarlierInSession credentials.Outcome
}

// Change is a fact that was known at the previous decision and is known to be
// otherwise now.
type Change struct {
	Role Role
	Fact credentials.Fact
	From credentials.Value
	To   credentials.Value
}

// findings of fact: the answer of every subject in one case.
type situation [subjectCount]answer

// situation gives the answers of a case.
func (c *Case) situation() situation {
	var s situation
	s[kindOfDispute] = codeAnswer(kindOfDispute, string(c.Kind))
	s[challengeMade] = codeAnswer(challengeMade, string(c.Challenge))
	s[talksUnderWay] = truthAnswer(c.Talks)
	s[division] = truthAnswer(c.Division)
	s[opening] = truthAnswer(credentials.TruthOf(c.Opening))
	s[previousOutcome] = codeAnswer(previousOutcome, string(c.Previous))
	s[changedSince] = changedNone
	if len(c.Changed) > 0 {
		s[changedSince] = changedSome
	}
	s[earlierInSession] = moot
	if c.EarlierInSession != "" {
		s[earlierInSession] = codeAnswer(earlierInSession, string(c.EarlierInSession))
	}
	s[holderThere] = nobody
	if c.Holder != nil {
		s[holderThere] = somebody
		s.stands(Holder, c.Holder)
	}
	switch {
	case c.Rivals > 1:
		s[rivalsThere] = severalRivals
	case c.Rivals == 1 || c.Rival != nil:
		s[rivalsThere] = oneRival
	default:
		s[rivalsThere] = noRival
	}
	if c.Rival != nil {
		s.stands(Rival, c.Rival)
	}
	s.close()
	return s
}

func (s *situation) stands(role Role, standing *credentials.Standing) {
	for _, fact := range credentials.Facts() {
		if fact != credentials.HoldsSeat {
			s[factSubject(role, fact)] = answer(standing.Get(fact))
		}
	}
}

// close makes moot what hangs on something that is not there.
func (s *situation) close() {
	for i := range s {
		if d := &subjects[i]; d.closed.has(s[d.gate]) {
			s[i] = moot
		}
	}
}

func truthAnswer(t credentials.Truth) answer {
	switch t {
	case credentials.Yes:
		return answerTrue
	case credentials.No:
		return answerFalse
	case credentials.NotKnown:
	}
	return notKnown
}

func codeAnswer(s subject, code string) answer {
	for i, a := range subjects[s].answers {
		if a.code == code {
			return answer(i + 1)
		}
	}
	return notKnown
}
