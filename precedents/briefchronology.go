package precedents

// chronology gives what happened in the dispute, in order of time.
func (b *briefing) chronology() []BriefPart { return nil }
