package precedents

// committeeOfNine says who sits on the Committee, and where each is known to stand.
func (b *briefing) committeeOfNine() []BriefPart { return nil }
