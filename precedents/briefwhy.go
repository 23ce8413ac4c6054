package precedents

// whyInFull gives all that the forecast rests on.
func (b *briefing) whyInFull() []BriefPart { return nil }
