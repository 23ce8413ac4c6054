package precedents

// dissent gives the facts that coders read differently.
func (b *briefing) dissent() []BriefPart { return nil }
