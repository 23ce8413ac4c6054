package precedents

// procedureAndOptions says which rules apply, which majority, and what a delegation can do.
func (b *briefing) procedureAndOptions() []BriefPart { return nil }
