package precedents

// precedentsBothWays gives the precedents for and against, with what tells them apart.
func (b *briefing) precedentsBothWays() []BriefPart { return nil }
